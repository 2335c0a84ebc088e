"""ORCID's public API: a person's works in groups; its 404, 409 and 301 each in JSON with a `response-code`.

The works in the folder belong to the people whose iDs their paths hold; three more have made works, which
Crossref's stand-in and arXiv's know, or none.
"""

from __future__ import annotations

import re
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts

OTHER = "/v3.0/0000-0000-9001-9995/works"
KIND = "application/vnd.orcid+json;charset=UTF-8"
CARBERRY = "0000-0002-1825-0097"
MADE = {CARBERRY: (11, 12, 13), "0000-0000-9001-9995": (1999,), "0000-0000-9000-008X": ()}
LOCKED, DEPRECATED = "0000-0000-9000-0012", "0000-0000-9000-0020"
HELP = "https://members.orcid.org/api/resources/troubleshooting"


def answer(asked: Asked) -> Reply:
    met = re.fullmatch(r"/v3\.0/([^/]+)/works", asked.path)
    person = met[1] if met else ""
    if person == LOCKED:
        return error(409, 9018, "409 Conflict: The ORCID record is locked and cannot be edited.")
    if person == DEPRECATED:
        words = (
            f"301 Moved Permanently: This account is deprecated. Please refer to account: https://orcid.org/{CARBERRY}."
        )
        return error(301, 9007, words, Location=f"/v3.0/{CARBERRY}/works")
    groups = works(person)
    if not groups and person not in MADE:
        return error(404, 9016, f"404 Not Found: The resource was not found. ORCID iD {person} not found")
    return as_json({"last-modified-date": None, "group": groups, "path": f"/{person}/works"}, kind=KIND)


def error(status: int, code: int, words: str, **headers: str) -> Reply:
    said = {
        "response-code": status,
        "developer-message": words,
        "user-message": words.partition(": ")[2],
        "error-code": code,
        "more-info": HELP,
    }
    return as_json(said, status, KIND, **headers)


def works(person: str) -> list[dict[str, Any]]:
    if person in MADE:
        return [made(number, person) for number in MADE[person]]
    return [item for item in items("orcid") if item["work-summary"][0]["path"].startswith(f"/{person}/")]


def made(number: int, person: str) -> dict[str, Any]:
    """A group of one summary: a preprint at arXiv, or an article of Crossref's."""
    kind = "preprint" if number % 2 else "article"
    work = facts(number, kind)
    scheme, value = ("arxiv", f"1901.{number:05d}") if number % 2 else ("doi", f"10.5555/standin.{number}")
    external = {
        "external-id-type": scheme,
        "external-id-value": value,
        "external-id-normalized": {"value": value, "transient": True},
        "external-id-normalized-error": None,
        "external-id-url": {"value": ""},
        "external-id-relationship": "self",
    }
    summary = {
        "put-code": 90_000_000 + number,
        "source": {"source-name": {"value": "Josiah Carberry"}},
        "title": {"title": {"value": work.title}, "subtitle": None, "translated-title": None},
        "external-ids": {"external-id": [external]},
        "url": None,
        "type": "preprint" if number % 2 else "journal-article",
        "publication-date": {"year": {"value": str(work.year)}, "month": None, "day": None},
        "journal-title": None,
        "visibility": "public",
        "path": f"/{person}/work/{90_000_000 + number}",
        "display-index": "0",
    }
    return {"last-modified-date": None, "external-ids": {"external-id": [external]}, "work-summary": [summary]}
