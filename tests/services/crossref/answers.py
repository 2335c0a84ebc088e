"""Crossref's REST API: look-ups, lists by filter, a search for an author; 20 rows unless more are asked for.

Made works: 10.5555/standin.1 to 10.5555/standin.1999.
"""

from __future__ import annotations

import re
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

OTHER = "/works/10.5555%2Fstandin.1999"
FILTERS = ("doi", "member", "alternative-id")
NOT_SELECTABLE = ("resource", "institution")  # and more; these are what somebody asked for
MOST = 1000


def answer(asked: Asked) -> Reply:
    if asked.path == "/works":
        return works(asked)
    if asked.path.startswith("/works/"):
        found = known(asked.path.removeprefix("/works/"))
        if found is None:
            return Reply(404, "text/plain", b"Resource not found.", limits(asked, "single"))
        return as_json(envelope("work", found), **limits(asked, "single"))
    return Reply(404, "text/html", b"<html><body>No such route</body></html>")


def works(asked: Asked) -> Reply:
    params = asked.params
    rows, start = int(params.get("rows") or 20), int(params.get("offset") or 0)
    for field in asked.ids("select"):
        if field in NOT_SELECTABLE:
            return invalid("field-not-available", field, f"Select {field} specified but it is not selectable")
    if rows > MOST:
        words = f"Integer specified as {rows} but must be a positive integer less than or equal to {MOST}. "
        return invalid("integer-not-valid", str(rows), words)
    pieces = [piece.partition(":")[::2] for piece in asked.ids("filter")]
    for name, _ in pieces:
        if name not in FILTERS:
            return invalid("filter-not-available", name, f"Filter {name} specified but there is no such filter")
    found = matching(pieces, params.get("query.author", ""))
    message = {
        "facets": {},
        "total-results": len(found),
        "items": found[start : start + rows],
        "items-per-page": rows,
        "query": {"start-index": start, "search-terms": None},
    }
    return as_json(envelope("work-list", message), **limits(asked, "array"))


def matching(pieces: list[tuple[str, str]], author: str) -> list[dict[str, Any]]:
    """Return what passes every filter (the same one twice means either), the best met author first."""
    dois = [value for name, value in pieces if name == "doi"]
    members = {value for name, value in pieces if name == "member"}
    found = [item for doi in reversed(dois) if (item := known(doi))] if dois else list(items("crossref"))
    if members:
        found = [item for item in found if item["member"] in members]
    others = {value for name, value in pieces if name == "alternative-id"}
    if others:
        found = [item for item in found if others.intersection(item.get("alternative-id", ()))]
    wanted = set(words(author))
    scored = [
        (len(wanted & {word for one in item.get("author", ()) for word in words(name(one))}), item) for item in found
    ]
    if wanted:
        found = [item for score, item in sorted(scored, key=lambda pair: -pair[0]) if score]
    return [{**item, "score": 1} for item in found]


def name(person: dict[str, Any]) -> str:
    return " ".join(person.get(part) or "" for part in ("given", "family", "name"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def known(doi: str) -> dict[str, Any] | None:
    found = next((item for item in items("crossref") if item["DOI"].lower() == doi.lower()), None)
    number = number_of(r"10\.5555/standin\.(\d+)", doi)
    return found or (made(number) if number else None)


def made(number: int) -> dict[str, Any]:
    work = facts(number, "article")
    return {
        "DOI": f"10.5555/standin.{number}",
        "URL": f"https://doi.org/10.5555/standin.{number}",
        "type": "journal-article",
        "member": "7822",
        "title": [work.title],
        "author": [
            {"given": given, "family": family, "sequence": "first" if not place else "additional", "affiliation": []}
            for place, (given, family) in enumerate(work.authors)
        ],
        "container-title": ["Journal of Made Works"],
        "volume": work.volume,
        "page": work.pages,
        "issued": {"date-parts": [[work.year, 5]]},
        "publisher": "Stand-In Press",
    }


def envelope(kind: str, message: Any) -> dict[str, Any]:
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


def invalid(kind: str, value: str, words: str) -> Reply:
    said = {
        "status": "failed",
        "message-type": "validation-failure",
        "message": [{"type": kind, "value": value, "message": words}],
    }
    return as_json(said, 400, "application/json;charset=utf-8")


def limits(asked: Asked, form: str) -> dict[str, str]:
    """The pool that the caller came into: those who name a contact are in the polite one."""
    polite = "mailto" in asked.params or "mailto:" in asked.headers.get("user-agent", "")
    rate, together = (
        {"single": ("10", "3"), "array": ("3", "1")}[form]
        if polite
        else (("5", "1") if form == "single" else ("1", "1"))
    )
    return {
        "x-api-pool": f"{'polite' if polite else 'public'}-{form}",
        "x-rate-limit-limit": rate,
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": together,
    }
