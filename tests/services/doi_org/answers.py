"""doi.org: a redirect to the agency that holds the DOI, which answers CSL-JSON where that was asked for.

Made works: 10.5555/agency.1 to 10.5555/agency.1999. A few DOIs are held by agencies that give no metadata (see TOLD).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

CSL = "application/vnd.citationstyles.csl+json"
HTML = "text/html;charset=utf-8"
HANDLES = "/api/handles/"
AGENCY = "/agency/"  # an agency has a host of its own; here it is at ours
OTHER = f"{AGENCY}10.5555%2Fagency.1999"
TOLD = {
    "10.5555/elsewhere.1": Reply(302, HTML, b"", {"Location": "http://127.0.0.2:9/journal/article/1"}),
    "10.5555/elsewhere.2": Reply(302, HTML, b"", {"Location": "http://127.0.0.2:9/journal/article/2"}),
    "10.5555/elsewhere.3": Reply(302, HTML, b"", {"Location": "http://127.0.0.2:9/journal/article/3"}),
    "10.5555/bare.1": Reply(204, CSL),
    "10.5555/refused.1": Reply(406, "text/plain", b"Not Acceptable"),
}
NOT_FOUND = """<!DOCTYPE html>
<html lang="en"><head><title>Error: DOI Not Found</title></head>
<body><h1>DOI Not Found</h1><p>{}</p><p>This DOI cannot be found in the DOI System.</p></body></html>
"""
LANDING = b"<!DOCTYPE html><html><head><title>An article</title></head><body>Log in to read.</body></html>"
REDIRECT = '<html><head><title>Handle Redirect</title></head>\n<body><a href="{0}">{0}</a></body></html>'


def answer(asked: Asked) -> Reply:
    if asked.path.startswith(AGENCY):
        return agency(asked, asked.path.removeprefix(AGENCY))
    if asked.path.startswith(HANDLES):
        return handle(asked.path.removeprefix(HANDLES))
    doi = asked.path.removeprefix("/").lower()
    if doi in TOLD:
        return TOLD[doi]
    if known(doi):
        there = AGENCY + quote(doi, safe="")
        return Reply(302, HTML, REDIRECT.format(there).encode(), {"Location": there})
    return Reply(404, HTML, NOT_FOUND.format(quote(doi)).encode())


def handle(short: str) -> Reply:
    """Answer as the handle system does: 1 is found, 100 is not."""
    found = next((item for item in items("doi_org") if item.get("handle") == short), None)
    return as_json(found or {"responseCode": 100, "handle": short}, 200 if found else 404)


def agency(asked: Asked, doi: str) -> Reply:
    """Answer as the agency does: whoever does not say that data are wanted gets the page for people."""
    found = known(doi)
    if found is None:
        return Reply(404, "text/plain", b"The resource you are looking for doesn't exist.")
    return as_json(found, kind=CSL) if CSL in asked.headers.get("accept", "") else Reply(200, HTML, LANDING)


def known(doi: str) -> dict[str, Any] | None:
    found = next((item for item in items("doi_org") if item.get("id") == f"https://doi.org/{doi}"), None)
    number = number_of(r"10\.5555/agency\.(\d+)", doi)
    return found or (made(number, doi) if number else None)


def made(number: int, doi: str) -> dict[str, Any]:
    work = facts(number, "article")
    return {
        "id": f"https://doi.org/{doi}",
        "DOI": doi.upper(),
        "type": "article-journal",
        "title": work.title,
        "author": [{"family": family, "given": given} for given, family in work.authors],
        "issued": {"date-parts": [[str(work.year)]]},
        "container-title": "Annals of Small Agencies",
        "volume": work.volume,
        "page": work.pages,
        "publisher": "Agency Press",
    }
