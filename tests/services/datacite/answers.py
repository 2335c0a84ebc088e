"""DataCite's REST API: look-ups, and lists of which a page holds 25 unless `page[size]` asks for more.

Made works: 10.48550/arXiv.1901.00001 to .01999, which are arXiv's.
"""

from __future__ import annotations

from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

OTHER = "/dois/10.48550%2Farxiv.1901.01999"
KIND = "application/json; charset=utf-8"
UNKNOWN = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
PAGE, MOST = 25, 1000


def answer(asked: Asked) -> Reply:
    if asked.path == "/dois":
        return dois(asked)
    found = known(asked.path.removeprefix("/dois/")) if asked.path.startswith("/dois/") else None
    return as_json({"data": found}, kind=KIND) if found else as_json(UNKNOWN, 404, KIND)


def dois(asked: Asked) -> Reply:
    """Answer a list: in an order of its own, as far as the page goes."""
    size = min(int(asked.params.get("page[size]") or PAGE), MOST)
    number = max(int(asked.params.get("page[number]") or 1), 1)
    found = [item for doi in reversed(asked.ids("ids")) if (item := known(doi))]
    meta: dict[str, Any] = {"total": len(found), "totalPages": -(-len(found) // size) if found else 0, "page": number}
    if asked.params.get("disable-facets") != "true":
        meta["states"] = [{"id": "findable", "title": "Findable", "count": len(found)}]
    links = {"self": f"https://api.datacite.org{asked.address}"}
    return as_json({"data": found[size * (number - 1) : size * number], "meta": meta, "links": links}, kind=KIND)


def known(doi: str) -> dict[str, Any] | None:
    found = next((item for item in items("datacite") if item["id"] == doi.lower()), None)
    number = number_of(r"10\.48550/arxiv\.1901\.(\d{5})", doi)
    return found or (made(number) if number else None)


def made(number: int) -> dict[str, Any]:
    work, value = facts(number), f"1901.{number:05d}"
    doi = f"10.48550/arxiv.{value}"
    return {
        "id": doi,
        "type": "dois",
        "attributes": {
            "doi": doi,
            "identifiers": [{"identifier": value, "identifierType": "arXiv"}],
            "creators": [
                {
                    "name": f"{family}, {given}",
                    "nameType": "Personal",
                    "givenName": given,
                    "familyName": family,
                    "affiliation": [],
                    "nameIdentifiers": [],
                }
                for given, family in work.authors
            ],
            "titles": [{"title": work.title}],
            "publisher": "arXiv",
            "container": {},
            "publicationYear": work.year,
            "dates": [{"date": f"{work.year}-03-04T05:06:07Z", "dateType": "Submitted", "dateInformation": "v1"}],
            "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article", "citeproc": "article"},
            "relatedIdentifiers": [],
            "descriptions": [{"description": f"Made, number {number}.", "descriptionType": "Abstract"}],
            "url": f"https://arxiv.org/abs/{value}",
        },
    }
