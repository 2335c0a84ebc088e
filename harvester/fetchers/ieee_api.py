"""IEEE's metadata API: works by document number, with a key, one in one request.

About 200 requests a day for a basic key. `total_records: 0` says that a number is unknown; past the last record the
key `articles` is missing. Names are one text each, to be put into the order of `author_order`; dates are texts, and
a conference paper's is the conference's. https://developer.ieee.org/docs/read/Metadata_API_details
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.ieee_dates import first_day
from harvester.fetchers.reading import attempt, dig, listed, named, names, text, texts, told, turned_down
from harvester.identifiers import Identifier
from harvester.record import Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://ieeexploreapi.ieee.org/api/v1/search/articles?article_number="

TYPES = {
    "journals": "article-journal",
    "magazines": "article-journal",
    "early access": "article-journal",
    "early access articles": "article-journal",
    "conferences": "paper-conference",
    "books": "chapter",  # an article of a book: books themselves have no document number
    "standards": "standard",
}
TEXTS = {
    "title": "title",
    "abstract": "abstract",
    "container-title": "publication_title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "event-place": "conference_location",
    "URL": "html_url",
    "pdf": "pdf_url",
}
LISTS = {"ISSN": "issn", "ISBN": "isbn"}


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for one number; the key stands in the address, as the API wants it."""
    params = (("apikey", asking.key), ("format", "json"), ("article_number", ids[0].value))
    return Request("ieee_api", asking.base, params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works; a number that IEEE does not know has no record."""
    if answer.status != 200:
        turned_down(answer)
    total, articles = dig(answer.json(), "total_records"), listed(dig(answer.json(), "articles"))
    if not articles and text(total) != "0":
        raise Unavailable(f"tells of {text(total) or 'no number of'} records and gives none")
    for article in articles:
        yield attempt(_record, article)


def _record(article: Any) -> Record:
    number = named(dig(article, "article_number"), "ieee")
    if number is None:
        raise ValueError("an article without its number")
    doi = named(dig(article, "doi"), "doi")
    values: dict[str, Value | None] = {term: text(dig(article, name)) for term, name in TEXTS.items()}
    values |= {term: texts(dig(article, name)) for term, name in LISTS.items()}
    dated, year = text(dig(article, "publication_date")), dig(article, "publication_year")
    values |= {
        "type": TYPES.get(text(dig(article, "content_type")).lower(), "document"),
        "author": _authors(article),
        "page": "-".join(texts([dig(article, "start_page"), dig(article, "end_page")])),
        "issued": first_day(dated, year),
        "event-date": first_day(dig(article, "conference_dates")),
    }
    return Record((number, doi) if doi else (number,), told(values), Origin("ieee_api", AT + number.value))


def _authors(article: Any) -> tuple[Name, ...]:
    found = dig(article, "authors")
    people = listed(dig(found, "authors") if isinstance(found, dict) else found)
    known = [(_order(one, place), text(dig(one, "full_name")), one) for place, one in enumerate(people)]
    return tuple(
        Name(literal=name, affiliation=names(dig(one, "affiliation")))
        for _, name, one in sorted(known, key=lambda person: person[0])
        if name
    )


def _order(person: Any, place: int) -> tuple[int, int]:
    order = text(dig(person, "author_order"))
    return (int(order) if order.isdecimal() else place + 1, place)
