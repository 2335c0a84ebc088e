"""Europe PMC's search, as far as it is asked for ids: 25 results unless more are asked for, in full where so asked.

Made works: 99000001 to 99001999, those of PubMed's stand-in.
"""

from __future__ import annotations

import re
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

PATH = "/europepmc/webservices/rest/search"
OTHER = f"{PATH}?query=EXT_ID:99001999&resultType=core&format=json&pageSize=1000"
MOST = 1000
SHORT = ("id", "source", "pmid", "pmcid", "doi", "title", "authorString", "pubYear", "pageInfo", "firstPublicationDate")
TERM = re.compile(r"(?:EXT_ID:(\d+)|PMCID:(PMC\d+))")


def answer(asked: Asked) -> Reply:
    params = asked.params
    if asked.path != PATH or params.get("format") != "json":
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    query, size = params.get("query", ""), int(params.get("pageSize") or 25)
    if not query or not 1 <= size <= MOST:
        return as_json({"version": "6.9", "errCode": 404, "errMsg": "The query or the page size is not valid"})
    wanted = [pmid or pmcid for pmid, pmcid in TERM.findall(query)]
    found = [work for one in reversed(wanted) if (work := known(one))]
    if params.get("resultType") != "core":
        found = [{name: work[name] for name in SHORT if name in work} for work in found]
    said = {
        "version": "6.9",
        "hitCount": len(found),
        "request": {
            "queryString": query,
            "resultType": params.get("resultType", "lite"),
            "cursorMark": "*",
            "pageSize": size,
            "sort": "",
            "synonym": False,
        },
        "resultList": {"result": found[:size]},
    }
    return as_json(said)


def known(number: str) -> dict[str, Any] | None:
    for item in items("europepmc"):
        if number in (item.get("pmid"), item.get("pmcid")):
            return dict(item)
    made_number = number_of(r"(?:PMC)?990(\d{5})", number)
    return made(made_number) if made_number else None


def made(number: int) -> dict[str, Any]:
    work, pmid = facts(number, "article"), f"990{number:05d}"
    people = [{"fullName": f"{family} {given[0]}", "firstName": given, "lastName": family, "initials": given[0]}
              for given, family in work.authors]  # fmt: skip
    journal = {"title": "Journal of Made Works", "isoabbreviation": "J Made Works", "issn": "2049-3630"}
    return {
        "id": pmid,
        "source": "MED",
        "pmid": pmid,
        "pmcid": f"PMC{pmid}",
        "doi": f"10.5555/standin.{number}",
        "title": f"{work.title}.",
        "authorString": f"{', '.join(one['fullName'] for one in people)}.",
        "authorList": {"author": people},
        "journalInfo": {"volume": work.volume, "dateOfPublication": f"{work.year} May", "journal": journal},
        "pubYear": str(work.year),
        "pageInfo": work.pages,
        "language": "eng",
        "pubModel": "Print",
        "pubTypeList": {"pubType": ["Journal Article"]},
        "firstPublicationDate": f"{work.year}-05-01",
    }
