"""OpenAlex: look-ups, and lists by one filter with bars between its values; an unknown id is a 404 in HTML.

Made works: 10.5555/standin.1 to 10.5555/standin.1999, W9990000001 and so on.
"""

from __future__ import annotations

from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

OTHER = "/works/W9990001999"
ABSENT = (
    b"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not "
    b"found on the server. If you entered the URL manually please check your spelling and try again.</p>\n"
)
PARAMETERS = frozenset(("api_key", "filter", "include_xpac", "mailto", "page", "per_page", "select"))
FILTERS = ("doi", "pmid", "pmcid", "openalex")
PLACES = {  # as its ids stand in a work
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}",
    "openalex": "https://openalex.org/{}",
}
MOST, PAGE = 100, 25


def answer(asked: Asked) -> Reply:
    if asked.params.get("api_key", "stand-in") != "stand-in":
        return as_json({"error": "Unauthorized", "message": "API key not found"}, 401)
    if asked.path == "/works":
        return works(asked)
    scheme, _, value = asked.path.removeprefix("/works/").rpartition(":")
    if scheme == "doi" or not scheme:
        found = known(scheme or "openalex", value)
    else:
        found = known(scheme, "".join(filter(str.isdigit, value)))
    return as_json(found, **limits(0)) if found else Reply(404, "text/html; charset=utf-8", ABSENT, limits(0))


def works(asked: Asked) -> Reply:
    """Answer a list, in an order of its own, as far as the page goes."""
    name, _, wanted = asked.params.get("filter", "").partition(":")
    values, size = wanted.split("|"), int(asked.params.get("per_page") or PAGE)
    wrong = [one for one in asked.params if one not in PARAMETERS]
    if wrong:
        return invalid(f"{wrong[0]} is not a valid parameter.")
    if "," in wanted:
        return as_json({"error": "Bad request", "message": "Raw comma.", "error_source": "openalex-api-proxy"}, 400)
    if name not in FILTERS:
        return invalid(f"{name} is not a valid field.")
    if len(values) > MOST:
        return invalid(f"Maximum number of values exceeded for {name}. Decrease values to {MOST} or below.")
    found = [work for value in reversed(values) if (work := known(name, value))]
    if asked.params.get("include_xpac") != "true":
        found = [work for work in found if not work["is_xpac"]]
    meta = {"count": len(found), "db_response_time_ms": 20, "page": 1, "per_page": size, "groups_count": None}
    said = {"meta": meta | {"cost_usd": 0.0001}, "results": found[:size], "group_by": []}
    return as_json(said, **limits(1))


def invalid(words: str) -> Reply:
    return as_json({"error": "Invalid query parameters error.", "message": words}, 400)


def limits(cost: int) -> dict[str, str]:
    return {
        "x-ratelimit-limit": "1000",
        "x-ratelimit-remaining": "973",
        "x-ratelimit-credits-used": str(cost),
        "x-ratelimit-reset": "64137",
    }


def known(scheme: str, value: str) -> dict[str, Any] | None:
    place = PLACES[scheme].format(value).lower()
    found = next((work for work in items("openalex") if str(work["ids"].get(scheme, "")).lower() == place), None)
    number = number_of(r"10\.5555/standin\.(\d+)" if scheme == "doi" else r"W999(\d{7})", value)
    return found or (made(number) if number else None)


def made(number: int) -> dict[str, Any]:
    work, own, doi = facts(number, "article"), f"https://openalex.org/W999{number:07d}", f"10.5555/standin.{number}"
    here = {
        "id": f"doi:{doi}",
        "is_oa": False,
        "landing_page_url": f"https://doi.org/{doi}",
        "pdf_url": None,
        "source": {
            "id": "https://openalex.org/S9990000001",
            "display_name": "Journal of Made Works",
            "issn_l": "0000-0019",
            "issn": ["0000-0019"],
            "host_organization_name": "Stand-In Press",
            "type": "journal",
        },
        "license": None,
        "version": "publishedVersion",
        "raw_source_name": "Journal of Made Works",
        "raw_type": "journal-article",
    }
    first, last = work.pages.split("-")
    return {
        "id": own,
        "doi": f"https://doi.org/{doi}",
        "title": work.title,
        "display_name": work.title,
        "publication_year": work.year,
        "publication_date": f"{work.year}-05-01",
        "ids": {"openalex": own, "doi": f"https://doi.org/{doi}"},
        "language": "en",
        "primary_location": here,
        "type": "article",
        "open_access": {"is_oa": False, "oa_status": "closed", "oa_url": None},
        "authorships": [
            {
                "author": {"id": None, "display_name": f"{given} {family}", "orcid": None},
                "institutions": [],
                "raw_author_name": f"{given} {family}",
                "raw_affiliation_strings": [],
            }
            for given, family in work.authors
        ],
        "biblio": {"volume": work.volume, "issue": None, "first_page": first, "last_page": last},
        "is_retracted": False,
        "is_xpac": False,
        "locations": [here],
        "best_oa_location": None,
        "abstract_inverted_index": None,
    }
