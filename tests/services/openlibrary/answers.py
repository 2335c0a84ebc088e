"""Open Library's books API: an object with a key for each book that it knows, as the key was sent.

Made works: 978900000001x to 978900001999x. Without `format=json` it is a script; `jscmd=data` names the authors.
"""

from __future__ import annotations

import json
from typing import Any

from exchange import Asked, Reply, as_json, items
from made import facts, number_of
from stdnum import isbn

OTHER = "/api/books?bibkeys=ISBN:9789000019991&format=json&jscmd=data"


def answer(asked: Asked) -> Reply:
    if asked.path != "/api/books":
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    found = {key: book for key in asked.ids("bibkeys") if (book := known(key.removeprefix("ISBN:")))}
    if asked.params.get("jscmd") != "data":
        found = {key: {"bib_key": key, "info_url": book["url"], "preview": "noview"} for key, book in found.items()}
    if asked.params.get("format") != "json":
        return Reply(200, "text/javascript", f"var _OLBookInfo = {json.dumps(found)};".encode())
    return as_json(found)


def known(number: str) -> dict[str, Any] | None:
    """The edition of which the number is one, in either form."""
    if not isbn.is_valid(number):
        return None
    wanted = isbn.to_isbn13(isbn.compact(number))
    for item in items("openlibrary"):
        listed = [one for kind in ("isbn_13", "isbn_10") for one in item["identifiers"].get(kind, [])]
        if wanted in {isbn.to_isbn13(isbn.compact(one)) for one in listed}:
            return dict(item)
    place = number_of(r"9789000(\d{5})\d", wanted)
    return made(place, wanted) if place else None


def made(place: int, number: str) -> dict[str, Any]:
    work, key = facts(place, "article"), f"/books/OL9{place:06d}M"
    return {
        "url": f"https://openlibrary.org{key}/{work.title.replace(' ', '_')}",
        "key": key,
        "title": work.title,
        "authors": [
            {"url": f"https://openlibrary.org/authors/OL9{place}A", "name": f"{given} {family}"}
            for given, family in work.authors
        ],
        "identifiers": {"isbn_13": [number], "openlibrary": [key.rpartition("/")[2]]},
        "publishers": [{"name": "Stand-In Press"}],
        "publish_places": [{"name": "Teststadt"}],
        "publish_date": f"March {work.year}",
        "number_of_pages": 100 + place % 300,
    }
