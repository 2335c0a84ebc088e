"""Open Library: books by ISBN, 100 in one request. https://openlibrary.org/dev/docs/api/books

1 request a second, 3 for those who name a contact. The answer is an object with each key as it was sent; an ISBN that
is not known is missing, `{}` knows none. `jscmd=data` names the authors, whole. What is described is an edition: it may
have several ISBNs (of another binding, in the older form); its date is free text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from harvester.clean.dates import parse_date
from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.reading import (
    Paths,
    attempt,
    date,
    dig,
    first,
    listed,
    named,
    names,
    pairs,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://openlibrary.org/isbn/"
PREFIX = "ISBN:"

TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks
    "title": (("title",), ("full_title",)),
    "subtitle": (("subtitle",),),
    "number-of-pages": (("number_of_pages",),),
    "URL": (("url",),),
    "pdf": (("ebooks", 0, "formats", "pdf", "url"),),
}
LISTS = {"publisher": "publishers", "publisher-place": "publish_places"}
ISBNS = ("isbn_13", "isbn_10")
YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")  # since books are printed


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the one request for all ids."""
    keys = ",".join(PREFIX + one.value for one in ids)
    params = (("bibkeys", keys), ("format", "json"), ("jscmd", "data"))
    return Request("openlibrary", f"{asking.base}/api/books", params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the editions, each once with all the ISBNs that led to it; an ISBN that is not known is missing."""
    if answer.status != 200:
        turned_down(answer)
    said = answer.json()
    if not isinstance(said, Mapping) or not all(key.startswith(PREFIX) for key in said):
        raise Unavailable("answered something instead of books")
    editions: dict[str, tuple[Any, list[str]]] = {}
    for key, book in pairs(said):
        editions.setdefault(text(dig(book, "key")) or key, (book, []))[1].append(key)
    for book, keys in editions.values():
        yield attempt(partial(_record, keys, frozenset(said) - frozenset(keys)), book)


def _record(keys: Sequence[str], others: Collection[str], book: Any) -> Record:
    """Return what is said of one edition; an ISBN that led to another edition is not this one's.

    Raises `ValueError` where it is no edition, or no ISBN leads to it.
    """
    isbns = texts([isbn for kind in ISBNS for isbn in listed(dig(book, "identifiers", kind))])
    led = {named(key, "isbn"): None for key in keys}
    elsewhere = {named(key, "isbn") for key in others}
    ids = tuple(one for one in (led | {named(isbn, "isbn"): None for isbn in isbns}) if one and one not in elsewhere)
    if not ids or not isinstance(book, Mapping):
        raise ValueError("no edition of a book")
    values: dict[str, Value | None] = {term: first(text, book, paths) for term, paths in TEXTS.items()}
    values |= {term: "; ".join(names(dig(book, name))) for term, name in LISTS.items()}
    values |= {
        "type": "book",
        "author": tuple(Name(literal=name) for name in names(dig(book, "authors"))),
        "issued": _date(text(dig(book, "publish_date"))),
        "ISBN": isbns,
    }
    return Record(ids, told(values), Origin("openlibrary", AT + min(one.value for one in led if one)))


def _date(said: str) -> Date | None:
    """Return the date that a free text is; of one that is none (`c1998`, `Spring 2008`) the first year in it."""
    met = YEAR.search(said)
    return parse_date(said) or (date(met[0]) if met else None)
