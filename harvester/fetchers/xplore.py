"""IEEE Xplore's public document page, whose script holds the metadata as JSON. One number in one request.

The pages turn programs away as they like: what refuses once is left alone for a day. A page without the metadata
proves nothing, for an unknown number and a page for robots look alike. https://ieeexplore.ieee.org/Xplorehelp
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.ieee_dates import first_day
from harvester.fetchers.reading import (
    Paths,
    attempt,
    dig,
    first,
    listed,
    named,
    names,
    orcid,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://ieeexplore.ieee.org/document/"
METADATA = "xplGlobal.document.metadata="

TYPES = {  # by `contentType`, or the first word of the other fields that say it
    "journals": "article-journal",
    "periodicals": "article-journal",
    "magazines": "article-journal",
    "early": "article-journal",
    "conferences": "paper-conference",
    "conference": "paper-conference",
    "journal": "article-journal",
    "books": "chapter",
    "standards": "standard",
    "standard": "standard",
}
SAID_IN = ("contentType", "contentTypeDisplay", "xploreDocumentType")
FLAGS = {
    "isConference": "paper-conference",
    "isJournal": "article-journal",
    "isStandard": "standard",
    "isBook": "chapter",
}
TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks
    "title": (("title",), ("displayDocTitle",), ("formulaStrippedArticleTitle",)),
    "abstract": (("abstract",),),
    "container-title": (("publicationTitle",), ("displayPublicationTitle",)),
    "publisher": (("publisher",),),
    "volume": (("volume",),),
    "issue": (("issue",),),
    "event-place": (("confLoc",),),
}
DATES: dict[str, Paths] = {
    "issued": (("publicationDate",), ("chronOrPublicationDate",), ("publicationYear",)),
    "published-online": (("onlineDate",),),
    "event-date": (("conferenceDate",),),
}
LISTS = {"ISSN": "issn", "ISBN": "isbn"}


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for the page of one number."""
    return Request("xplore", f"{asking.base}/document/{ids[0].value}", accept="text/html", proof=METADATA)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the page's work. Raises `Unavailable` where the page holds no metadata, whatever else it says."""
    if answer.status != 200:
        turned_down(answer)
    page = answer.body.decode("utf-8", "replace")
    _, found, after = page.partition(METADATA)
    if not found:
        raise Unavailable("answered a page without the metadata of a document")
    try:
        metadata, _ = json.JSONDecoder().raw_decode(
            after.lstrip()
        )  # ends where the object ends, whatever its texts hold
    except (ValueError, RecursionError) as error:
        raise Unavailable("answered a page whose metadata break off") from error
    yield attempt(_record, metadata)


def _record(metadata: Any) -> Record:
    number = named(dig(metadata, "articleNumber") or dig(metadata, "articleId"), "ieee")
    if number is None:
        raise ValueError("metadata without the document's number")
    doi = named(dig(metadata, "doi"), "doi")
    values: dict[str, Value | None] = {term: first(text, metadata, paths) for term, paths in TEXTS.items()}
    values |= {term: first(first_day, metadata, paths) for term, paths in DATES.items()}
    values |= {term: _serials(dig(metadata, name)) for term, name in LISTS.items()}
    pdf = text(dig(metadata, "pdfUrl")) or text(dig(metadata, "pdfPath"))
    values |= {
        "type": _type(metadata),
        "author": tuple(filter(None, map(_name, listed(dig(metadata, "authors"))))),
        "page": "-".join(texts([dig(metadata, "startPage"), dig(metadata, "endPage")])),
        "URL": AT + number.value,
        "pdf": urljoin(AT, pdf) if pdf else "",
    }
    return Record((number, doi) if doi else (number,), told(values), Origin("xplore", AT + number.value))


def _type(metadata: Any) -> str:
    words = (text(dig(metadata, name)).lower().partition(" ")[0] for name in SAID_IN)
    flags = (csl for flag, csl in FLAGS.items() if dig(metadata, flag) in (True, "true"))
    return next((TYPES[word] for word in words if word in TYPES), "") or next(flags, "document")


def _serials(value: Any) -> tuple[str, ...]:
    return texts([text(one) or text(dig(one, "value")) for one in listed(value)])


def _name(person: Any) -> Name | None:
    family, given, whole = (text(dig(person, part)) for part in ("lastName", "firstName", "name"))
    parted = bool(family or given)
    if not parted and not whole:
        return None
    return Name(
        family=family,
        given=given,
        literal="" if parted else whole,
        orcid=orcid(dig(person, "orcid")),
        affiliation=names(dig(person, "affiliation")),
    )
