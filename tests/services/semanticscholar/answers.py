"""Semantic Scholar's Graph API: batches of which `null` stands for what is unknown, and look-ups.

Made works: ARXIV:1901.00001 to .01999, DOI:10.5555/standin.1 to .1999.
"""

from __future__ import annotations

import json
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

PAPERS = "/graph/v1/paper/"
OTHER = f"{PAPERS}ARXIV:1901.01999?fields=title,authors,externalIds"
MOST = 500
FIELDS = {
    *("abstract", "authors", "citationStyles", "corpusId", "externalIds", "isOpenAccess", "journal", "openAccessPdf"),
    *("paperId", "publicationDate", "publicationTypes", "publicationVenue", "title", "url", "venue", "year"),
}
NAMES = {
    "doi": "DOI",
    "arxiv": "ArXiv",
    "pmid": "PubMed",
    "pmcid": "PubMedCentral",
    "acl": "ACL",
    "corpusid": "CorpusId",
}


def answer(asked: Asked) -> Reply:
    fields = [one for one in asked.ids("fields") if one]
    unknown = [one for one in fields if one not in FIELDS]
    if asked.headers.get("x-api-key", "stand-in") != "stand-in":
        return as_json({"message": "Forbidden"}, 403)
    if unknown:
        return as_json({"error": f"Unrecognized or unsupported fields: [{', '.join(unknown)}]"}, 400)
    if asked.path == f"{PAPERS}batch" and asked.method == "POST":
        return batch(json.loads(asked.body)["ids"], fields)
    name = asked.path.removeprefix(PAPERS)
    found = known(name)
    return as_json(cut(found, fields)) if found else as_json({"error": f"Paper with id {name} not found"}, 404)


def batch(ids: list[str], fields: list[str]) -> Reply:
    """Answer in the order of the ids; where it knows none of them, it takes none for an id."""
    if len(ids) > MOST:
        return as_json({"error": f"Too many paper ids: the most is {MOST}"}, 400)
    found = [known(one) for one in ids]
    if not any(found):
        return as_json({"error": "No valid paper ids given"}, 400)
    return as_json([paper and cut(paper, fields) for paper in found])


def cut(paper: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    return {name: value for name, value in paper.items() if name in ("paperId", *fields)}


def known(name: str) -> dict[str, Any] | None:
    scheme, _, value = name.partition(":")
    for paper in items("semanticscholar"):
        other = paper["externalIds"].get(NAMES.get(scheme.lower(), ""), "")
        if paper["paperId"] == name or (value and str(other).lower() == value.lower()):
            return paper
    preprint = number_of(r"ARXIV:1901\.(\d{5})", name)
    article = number_of(r"DOI:10\.5555/standin\.(\d+)", name)
    return made(preprint, "preprint") if preprint else made(article, "article") if article else None


def made(number: int, kind: str) -> dict[str, Any]:
    work, first = facts(number, kind), kind == "preprint"
    value = f"1901.{number:05d}"
    corpus = number if first else 1_000_000 + number
    ids = {"ArXiv": value, "DOI": f"10.48550/arXiv.{value}"} if first else {"DOI": f"10.5555/standin.{number}"}
    return {
        "paperId": f"{corpus:040x}",
        "externalIds": {**ids, "CorpusId": corpus},
        "corpusId": corpus,
        "publicationVenue": None,
        "title": work.title,
        "abstract": f"Made, number {number}." if first else None,
        "venue": "arXiv.org" if first else "Journal of Made Works",
        "year": work.year,
        "openAccessPdf": {"url": "", "status": None, "license": None},
        "publicationTypes": ["JournalArticle"],
        "publicationDate": None,
        "journal": {"name": "ArXiv", "volume": f"abs/{value}"}
        if first
        else {"name": "Journal of Made Works", "volume": work.volume, "pages": work.pages},
        "authors": [{"authorId": None, "name": f"{given} {family}"} for given, family in work.authors],
    }
