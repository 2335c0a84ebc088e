"""HAL's search, Solr: deposits by `halId_s:(a OR b)`; 30 rows and three fields unless more are asked for.

Made works: hal-90000001 to hal-90001999.
"""

from __future__ import annotations

import re
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

OTHER = "/search/?q=halId_s:(hal-90001999)&wt=json&fl=halId_s,title_s,authFullName_s"
FIELDS = ("docid", "label_s", "uri_s")
ROWS = 30


def answer(asked: Asked) -> Reply:
    if asked.path != "/search/":
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    params = asked.params
    met = re.fullmatch(r"halId_s:\(([\w -]+)\)", params.get("q", ""))
    if met is None or params.get("wt") != "json":
        return as_json({"error": {"msg": f"undefined query {params.get('q', '')}", "code": 400}}, 400)
    docs = [doc for one in reversed(met[1].split(" OR ")) if (doc := known(one))]
    rows, fields = int(params.get("rows") or ROWS), asked.ids("fl") or FIELDS
    shown = [{name: value for name, value in doc.items() if name in fields} for doc in docs[:rows]]
    return as_json(
        {"response": {"numFound": len(docs), "start": 0, "maxScore": 1.0, "numFoundExact": True, "docs": shown}}
    )


def known(hal: str) -> dict[str, Any] | None:
    found = next((item for item in items("hal") if item["halId_s"] == hal), None)
    number = number_of(r"hal-9(\d{7})", hal)
    return found or (made(number, hal) if number else None)


def made(number: int, hal: str) -> dict[str, Any]:
    work = facts(number, "article")
    return {
        "docid": str(9_000_0000 + number),
        "label_s": f"{work.title}. Revue des remplaçants, {work.year}. &#x27E8;{hal}&#x27E9;",
        "uri_s": f"https://hal.science/{hal}v1",
        "halId_s": hal,
        "version_i": 1,
        "docType_s": "ART",
        "title_s": [work.title],
        "en_title_s": [work.title],
        "authFullName_s": [f"{given} {family}" for given, family in work.authors],
        "authFirstName_s": [given for given, _ in work.authors],
        "authLastName_s": [family for _, family in work.authors],
        "authQuality_s": ["aut"] * len(work.authors),
        "journalTitle_s": "Revue des remplaçants",
        "volume_s": work.volume,
        "page_s": work.pages,
        "producedDate_s": str(work.year),
        "language_s": ["en"],
    }
