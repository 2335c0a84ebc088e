"""PMC's id converter: a record for each id asked for, with its other ids or the words that it is not in PMC.

Made works: PMC99000001 to PMC99001999, those of PubMed's stand-in.
"""

from __future__ import annotations

from typing import Any

from exchange import Asked, Reply, as_json, items
from made import number_of

PATH = "/tools/idconv/api/v1/articles/"
OTHER = f"{PATH}?ids=PMC99001999&idtype=pmcid&format=json&tool=harvest"
MOST = 200
NAMED = ("tool", "email")


def answer(asked: Asked) -> Reply:
    params, ids = asked.params, asked.ids("ids")
    if asked.path != PATH:
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>Page not found</body></html>")
    if not ids or len(ids) > MOST or params.get("format") != "json":
        words = f"between 1 and {MOST} ids are converted at once"
        return as_json({"status": "error", "message": words}, 400)
    request = {
        "warnings": [f"query param `{name}` is missing." for name in NAMED if name not in params],
        "format": "json",
        "ids": ids,
        "echo": asked.address.partition("?")[2],
        "versions": "no",
        "showaiid": "no",
        "idtype": params.get("idtype", "pmcid"),
    }
    said = {"status": "ok", "response-date": "2026-11-20 10:00:00", "request": request}
    return as_json({**said, "records": [known(one) for one in reversed(ids)]})


def known(pmcid: str) -> dict[str, Any]:
    for item in items("idconv"):
        if item["pmcid"] == pmcid:
            return dict(item)
    number = number_of(r"PMC990(\d{5})", pmcid)
    if number is None:
        return {"requested-id": pmcid, "status": "error", "errmsg": "Identifier not found in PMC"}
    doi = f"10.5555/standin.{number}"
    return {"doi": doi, "pmcid": pmcid, "pmid": 99000000 + number, "requested-id": pmcid}
