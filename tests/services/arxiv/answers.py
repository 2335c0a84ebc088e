"""arXiv's query API: a feed of entries, ten unless `max_results` asks for more; a malformed id is a 400 in Atom.

Made works: 1901.00001 to 1901.01999.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from exchange import Asked, Reply, items
from made import facts, number_of

KIND = "application/atom+xml; charset=utf-8"
OTHER = "/api/query?search_query=&id_list=1901.01999&start=0&max_results=100"
WELL_FORMED = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
NOW = "2026-11-20T10:00:00Z"
HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
"""


def answer(asked: Asked) -> Reply:
    if asked.path != "/api/query":
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    params, ids = asked.params, asked.ids("id_list")
    start, most = int(params.get("start") or 0), int(params.get("max_results") or 10)
    bad = [one for one in ids if not WELL_FORMED.fullmatch(one)]
    if bad:
        return error(f"incorrect_id_format_for_{bad[0]}", f"incorrect id format for {bad[0]}")
    if most > 2000:
        return error("max_results_must_be_less_than_2000", "max_results must be less than 2000")
    found = [work for one in reversed(ids) if (work := known(one))]  # in an order of its own
    echo = f"search_query={params.get('search_query', '')}&id_list={params.get('id_list', '')}"
    told = f"{HEAD}  <id>https://arxiv.org/api/standin</id>\n" + (
        f"  <title>arXiv Query: {escape(echo)}&amp;start={start}&amp;max_results={most}</title>\n"
        f"  <updated>{NOW}</updated>\n"
        f'  <link href="https://arxiv.org/api/query?{escape(echo)}" type="application/atom+xml"/>\n'
        f"{numbers(most, len(found), start)}{''.join(map(entry, found[start : start + most]))}</feed>\n"
    )
    return Reply(200, KIND, told.encode())


def known(asked: str) -> dict[str, Any] | None:
    met = WELL_FORMED.fullmatch(asked)
    value = met[1] if met else ""
    for work in items("arxiv"):
        if work["id"] == value:
            return {**work, "version": met[2] or work["version"]} if met else None
    number = number_of(r"1901\.(\d{5})", value)
    return made(number) if number else None


def made(number: int) -> dict[str, Any]:
    work = facts(number)
    return {
        "id": f"1901.{number:05d}",
        "version": "v1",
        "title": work.title,
        "updated": f"{work.year}-03-04T05:06:07Z",
        "published": f"{work.year}-03-04T05:06:07Z",
        "summary": f"Made for the tests, number {number}.",
        "categories": ["cs.DL"],
        "authors": [{"name": " ".join(one)} for one in work.authors],
    }


def numbers(page: int, total: int, start: int) -> str:
    return "".join(
        f"  <opensearch:{name}>{value}</opensearch:{name}>\n"
        for name, value in (("itemsPerPage", page), ("totalResults", total), ("startIndex", start))
    )


def entry(work: dict[str, Any]) -> str:
    name = f"{work['id']}{work['version']}"
    lines = [
        f"<id>http://arxiv.org/abs/{name}</id>",
        f"<title>{escape(work['title'])}</title>",
        f"<updated>{work['updated']}</updated>",
        f'<link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>',
        f'<link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/>',
        f"<summary>{escape(work['summary'])}</summary>",
        *(f'<category term="{one}" scheme="http://arxiv.org/schemas/atom"/>' for one in work["categories"]),
        f"<published>{work['published']}</published>",
        *(f"<arxiv:comment>{escape(one)}</arxiv:comment>" for one in [work.get("comment")] if one),
        f'<arxiv:primary_category term="{work["categories"][0]}"/>',
        *(f"<arxiv:journal_ref>{escape(one)}</arxiv:journal_ref>" for one in [work.get("journal_ref")] if one),
        *map(author, work["authors"]),
        *(
            f'<arxiv:doi>{escape(one)}</arxiv:doi>\n    <link rel="related" href="https://doi.org/{one}" title="doi"/>'
            for one in [work.get("doi")]
            if one
        ),
    ]
    return "  <entry>\n    " + "\n    ".join(lines) + "\n  </entry>\n"


def author(person: dict[str, Any]) -> str:
    parts = [f"<name>{escape(person['name'])}</name>"]
    parts += [f"<arxiv:affiliation>{escape(one)}</arxiv:affiliation>" for one in person.get("affiliation", ())]
    return "<author>\n      " + "\n      ".join(parts) + "\n    </author>"


def error(anchor: str, words: str) -> Reply:
    address = f"https://arxiv.org/api/errors#{anchor}"
    told = (
        f"{HEAD}  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n  <updated>{NOW}</updated>\n"
        + (
            f"{numbers(1, 1, 0)}  <entry>\n    <id>{escape(address)}</id>\n    <title>Error</title>\n"
            f"    <updated>{NOW}</updated>\n"
            f'    <link href="{escape(address)}" rel="alternate" type="text/html"/>\n'
            f"    <summary>{escape(words)}</summary>\n    <author>\n      <name>arXiv api core</name>\n    </author>\n"
            "  </entry>\n</feed>\n"
        )
    )
    return Reply(400, KIND, told.encode())
