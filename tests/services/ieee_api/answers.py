"""IEEE's metadata API: one key is good (`stand-in`); past the last record the key `articles` is missing."""

from __future__ import annotations

from exchange import Asked, Reply, as_json, items

OTHER = "/api/v1/search/articles?apikey=stand-in&article_number=8999001"
KEY = "stand-in"
PAGE = 25


def answer(asked: Asked) -> Reply:
    params = asked.params
    if params.get("apikey") != KEY:
        return Reply(403, "text/html", b"<h1>Developer Inactive</h1>")
    wanted, field = params.get("article_number"), "article_number"
    if wanted is None:
        wanted, field = params.get("doi", ""), "doi"
    found = [item for item in items("ieee_api") if item[field].lower() == wanted.lower()]
    start, most = int(params.get("start_record") or 1) - 1, int(params.get("max_records") or PAGE)
    said = {"total_records": len(found), "total_searched": 6_000_000}
    page = [{**item, "rank": start + place} for place, item in enumerate(found[start : start + most], 1)]
    return as_json({**said, "articles": page} if page else said)
