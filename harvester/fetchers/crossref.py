"""Crossref: works by DOI, up to 50 in one request. https://api.crossref.org/swagger-ui/index.html

Lists: 3 requests a second for those who name a contact, 20 rows unless more are asked for, a DOI with a comma not at
all. An unknown DOI, or one of another agency, is missing from a list; asked alone it is a 404 in plain text. Dates may
be partial or `[[null]]`, names whole in `family` or missing, titles an empty list; a relation may name an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.reading import (
    Paths,
    attempt,
    date,
    dig,
    first,
    listed,
    missing,
    named,
    names,
    orcid,
    pairs,
    stated,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://api.crossref.org/works/"  # where a record stands, whatever base it was asked at
ABSENT = "resource not found"

TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "blog": "post-weblog",  # a subtype
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "peer-review": "review",
}
TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks
    "title": (("title",),),
    "subtitle": (("subtitle",),),
    "original-title": (("original-title",),),
    "title-short": (("short-title",),),
    "container-title-short": (("short-container-title",),),
    "group-title": (("group-title",),),
    "volume": (("volume",), ("journal-issue", "volume")),
    "issue": (("issue",), ("journal-issue", "issue")),
    "page": (("page",),),
    "number": (("article-number",), ("report-number",), ("standard", "designators")),
    "edition": (("edition-number",),),
    "version": (("version", "version"),),
    "publisher": (("publisher",),),
    "publisher-place": (("publisher-location",),),
    "institution": (("institution", 0, "name"), ("institution", "name")),
    "event-title": (("event", "name"),),
    "event-place": (("event", "location"),),
    "genre": (("subtype",), ("degree",)),
    "language": (("language",),),
    "abstract": (("abstract",),),
    "URL": (("URL",),),
}
LISTS = {"ISSN": "ISSN", "ISBN": "ISBN"}
DATES: dict[str, Paths] = {  # never created, deposited or indexed: those are the database's
    "issued": (("issued",), ("published",), ("posted",), ("approved",)),  # a thesis may have been approved only
    "published-print": (("published-print",),),
    "published-online": (("published-online",), ("posted",)),
    "accepted": (("accepted",),),
    "event-date": (("event", "start"),),
}
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "chair": "chair"}
IN_SERIES = ("book-chapter", "book-section", "book-part", "proceedings-article", "book", "monograph", "edited-book")
SERIES = re.compile(
    r"\b(?:series|briefs|springerbriefs|monographs|library|collection|textbooks|lecture notes)\b"
    r"|\Acommunications in computer\b"
    r"|\A(?:advances|progress|studies|topics|methods|contributions|perspectives|developments|issues|research|trends"
    r"|current topics|handbook|(?:under)?graduate texts|texts) (?:in|to|of|on)\b|\Aspringer |\ASPIE Proceedings\Z"
    r"|schriften|reihe\b|\bstudien (?:zur|zum|zu)\b|\bbeitr[äa]ge (?:zur|zum)\b|\bcuadernos\b|\bcollana\b",
    re.IGNORECASE,
)
VOLUME = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?i:proceedings of|conference|workshop|symposium)\b|\s[IVX]+\Z")
LICENSES = ("vor", "unspecified", "", "am", "tdm")  # whose licence is the work's: the best first
PDF_FOR = ("unspecified", "syndication", "text-mining", "similarity-checking")  # the best first

IEEE_PAGE = re.compile(r"https?://(?:[\w-]+\.)*ieee\.org/(?:\S*/)?document/0*(\d+)/?", re.IGNORECASE)
IEEE_LINK = re.compile(r"https?://(?:[\w-]+\.)*ieee\.org/\S*[?&]arnumber=0*(\d+)(?!\d)\S*", re.IGNORECASE)
IEEE_DOI = re.compile(r"10\.1109/\S*\.([1-9]\d{5,})")  # shorter ones count the papers of a conference: .2019.00042


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids; for one alone it is the look-up, which takes every DOI."""
    mail = (("mailto", asking.contact),) if asking.contact else ()
    if len(ids) == 1:
        return Request("crossref", f"{asking.base}/works/{quote(ids[0].value, safe='')}", mail)
    wanted = ",".join(f"doi:{one.value}" for one in ids)
    return Request("crossref", f"{asking.base}/works", (("filter", wanted), ("rows", str(len(ids))), *mail))


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of a list, or the one of a look-up; a DOI that Crossref does not know is missing."""
    if answer.status == 404 and answer.body[:200].decode("utf-8", "replace").strip().lower().startswith(ABSENT):
        return
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    message, form = answer.json("message"), text(dig(answer.json(), "message-type"))
    items = [message] if form == "work" or dig(message, "DOI") else dig(message, "items")
    if not isinstance(items, list) or not isinstance(message, Mapping) or form not in ("work", "work-list", ""):
        raise Unavailable(f"answered {form or 'something'} instead of works")
    for item in items:
        yield attempt(record, item)
    yield from missing(dig(message, "total-results"), dig(message, "items-per-page"), len(items))


def record(item: Any) -> Record:
    """Return what one item says, in Crossref's own words. Raises `ValueError` where it has no DOI."""
    doi = named(dig(item, "DOI"), "doi") or named(dig(item, "URL"), "doi")
    if doi is None:
        raise ValueError("an item without a DOI")
    claims, rest = stated(_relations(item))
    values: dict[str, Value | None] = {term: first(text, item, paths) for term, paths in TEXTS.items()}
    values |= {term: texts(dig(item, name)) for term, name in LISTS.items()}
    values |= {term: first(_date, item, paths) for term, paths in DATES.items()}
    values |= {term: tuple(filter(None, map(_name, listed(dig(item, name))))) for term, name in PEOPLE.items()}
    values |= {
        "type": TYPES.get(text(dig(item, "subtype"))) or _type(text(dig(item, "type"))),
        "alternative-title": texts(dig(item, "title"))[1:] + texts(dig(item, "subtitle"))[1:],
        **_containers(item),
        "license": _license(item),
        "pdf": _pdf(item),
        "updated-by": _notices(item, "updated-by"),
        "update-to": _notices(item, "update-to"),
        "relation": rest,
    }
    if not values["title"]:  # it stands in the other field
        values |= {"title": values["subtitle"], "subtitle": ""}
    return Record(_proven(doi, item), told(values), Origin("crossref", AT + quote(doi.value, safe="/():;,")), claims)


def _proven(doi: Identifier, item: Any) -> tuple[Identifier, ...]:
    """Return the DOI and, where the item itself proves them, IEEE's document number and the publisher's identifiers.

    The publisher's page says the number best, then a link's parameter; the DOI's last part only where neither speaks,
    since for journals it is another number.
    """
    links = " ".join(text(dig(link, "URL")) for link in listed(dig(item, "link")))
    number = (
        IEEE_PAGE.fullmatch(text(dig(item, "resource", "primary", "URL")).strip())
        or IEEE_LINK.search(links)
        or IEEE_DOI.fullmatch(doi.value)
    )
    ieee = named(number[1], "ieee") if number else None
    piis = [named(one, "pii") for one in texts(dig(item, "alternative-id"))]
    return tuple(dict.fromkeys(one for one in (doi, ieee, *piis) if one))


def _relations(item: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, scheme, id) of each relation: either side may state it, so some come twice."""
    for kind, ends in pairs(dig(item, "relation")):
        for end in listed(ends):
            yield kind, text(dig(end, "id-type")), text(dig(end, "id"))


def _type(kind: str) -> str:
    """Return CSL's word; none where Crossref is silent, which says nothing of what it said before."""
    return TYPES.get(kind, "document") if kind else ""


def _notices(item: Any, name: str) -> tuple[str, ...]:
    """Return each notice as `retraction doi:10.… retraction-watch 2020-01-02`, as far as it says so."""
    return tuple(
        dict.fromkeys(
            " ".join(filter(None, (text(dig(one, "type")), *_of_notice(one), text(dig(one, "source")), _day(one))))
            for one in listed(dig(item, name))
            if text(dig(one, "type"))
        )
    )


def _of_notice(one: Any) -> tuple[str, ...]:
    doi = named(dig(one, "DOI"), "doi")
    return (str(doi),) if doi else ()


def _day(one: Any) -> str:
    return str(_date(dig(one, "updated")) or "")


def _containers(item: Any) -> dict[str, Value | None]:
    """Return what a work stands in.

    Of a part of a book in a series Crossref names both, mostly the series first: many of Springer's of 2010 to 2018
    have it second, and there the words of the two decide.
    """
    titles = texts(dig(item, "container-title"))
    if len(titles) > 1 and dig(item, "type") in IN_SERIES:
        series, book = sorted(titles[:2], key=_like_a_series, reverse=True)
        return {"container-title": book, "collection-title": series}
    return {"container-title": titles[0] if titles else ""}


def _like_a_series(title: str) -> int:
    """Return 1 for words of a series, -1 for those of one volume: a year, a meeting."""
    return bool(SERIES.search(title)) - bool(VOLUME.search(title))


def _license(item: Any) -> str:
    """Return the address of the licence of the version of record, else of the next best; of several the first."""
    found = [
        (LICENSES.index(version), start, text(dig(one, "URL")))
        for one in listed(dig(item, "license"))
        if (version := text(dig(one, "content-version"))) in LICENSES and text(dig(one, "URL"))
        for start in (_date(dig(one, "start")) or Date(9999),)
    ]
    return min(found, default=(0, Date(0), ""))[2]


def _pdf(item: Any) -> str:
    found = [
        (PDF_FOR.index(use), number, text(dig(link, "URL")))
        for number, link in enumerate(listed(dig(item, "link")))
        if dig(link, "content-type") == "application/pdf"
        and (use := text(dig(link, "intended-application")) or PDF_FOR[0]) in PDF_FOR
    ]
    return min(found, default=(0, 0, ""))[2]


def _name(person: Any) -> Name | None:
    """Return the person or group; None for an entry that names nobody."""
    family, given, whole_name = (text(dig(person, part)) for part in ("family", "given", "name"))
    parted = bool(family or given)
    if not parted and not whole_name:
        return None
    return Name(
        family=family,
        given=given,
        suffix=text(dig(person, "suffix")),
        literal="" if parted else whole_name,
        orcid=orcid(dig(person, "ORCID")),
        affiliation=names(dig(person, "affiliation")),
        group=not parted,
    )


def _date(value: Any) -> Date | None:
    parts = dig(value, "date-parts", 0)
    return date(*parts[:3]) if isinstance(parts, list) and parts else None


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        said = answer.json("message")
    except Unavailable:
        return ""
    return text([dig(one, "message") for one in said] if isinstance(said, list) else dig(said, "message") or said)
