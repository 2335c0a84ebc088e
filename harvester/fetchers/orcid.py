"""ORCID: the public works of a person by iD. https://info.orcid.org/documentation/api-tutorials/

12 requests a second, 503 above. Each group is one work, told by one summary a source; the one that the person prefers
has the highest `display-index`, and only identifiers with the relationship `self` are the work's. Summaries name no
people. Values are what somebody typed: addresses, prefixes, spaces; parts of a date may be null. Version 2.1 of the
API writes its words in capitals (`JOURNAL_ARTICLE`), 3.0 in lower case. An unknown iD is a 404, a locked record a 409,
one that became another's a 301, each in JSON with its `response-code`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

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
    orcid,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Origin, Record, Value
from harvester.schemes import PEOPLE
from harvester.web.request import Answer, Request

AT = "https://pub.orcid.org/v3.0/"
JSON = "application/vnd.orcid+json"

TYPES = {
    "journal-article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "newsletter-article": "article-magazine",
    "book-review": "review-book",
    "review": "review",
    "preprint": "article",
    "working-paper": "article",
    "conference-paper": "paper-conference",
    "conference-abstract": "paper-conference",
    "conference-output": "paper-conference",
    "conference-poster": "speech",
    "conference-presentation": "speech",
    "lecture-speech": "speech",
    "public-speech": "speech",
    "conference-proceedings": "book",
    "book": "book",
    "edited-book": "book",
    "manual": "book",
    "book-chapter": "chapter",
    "encyclopedia-entry": "entry-encyclopedia",
    "dictionary-entry": "entry-dictionary",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "supervised-student-publication": "thesis",
    "report": "report",
    "research-technique": "report",
    "data-management-plan": "report",
    "technical-standard": "standard",
    "standards-and-policy": "standard",
    "data-set": "dataset",
    "software": "software",
    "patent": "patent",
    "journal-issue": "periodical",
    "website": "webpage",
    "online-resource": "webpage",
    "blog-post": "post-weblog",
    "cartographic-material": "map",
    "image": "graphic",
    "moving-image": "motion_picture",
    "video": "motion_picture",
    "sound": "song",
    "musical-composition": "musical_score",
    "artistic-performance": "performance",
}
TEXTS: dict[str, Paths] = {
    "title": (("title", "title", "value"),),
    "subtitle": (("title", "subtitle", "value"),),
    "container-title": (("journal-title", "value"),),
    "URL": (("url", "value"),),
}
SCHEMES = {  # theirs -> ours; a `uri` is whatever its address names
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmc": "pmcid",
    "isbn": "isbn",
    "hal": "hal",
    "ssrn": "ssrn",
    "handle": "handle",
    "uri": None,
}
SERIALS = {"ISSN": "issn", "ISBN": "isbn"}
WHOLE = frozenset(("book", "thesis", "report"))  # types whose ISBN is their own, not that of what they stand in
SPELLINGS: Paths = (("external-id-normalized", "value"), ("external-id-value",), ("external-id-url", "value"))


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for the works of one person."""
    return Request("orcid", f"{asking.base}/{ids[0].value}/works", accept=JSON)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield a record for each work of the person; nothing where the iD is not known or there is none."""
    if answer.status == 404 and dig(answer.json(), "response-code") == 404:
        return
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    groups = answer.json("group")
    if not isinstance(groups, list):
        raise Unavailable("answered works that are none")
    person, asked = orcid(dig(answer.json(), "path")), orcid(answer.url)
    if person and asked and person != asked:
        raise Unavailable("answered with another person's works")
    for group in groups:
        yield attempt(partial(_record, person or asked), group)


def _record(person: str, group: Any) -> Record:
    """Return what the person's preferred summary says of a work, with the identifiers of all of them."""
    summaries = [one for one in listed(dig(group, "work-summary")) if isinstance(one, Mapping)]
    if not summaries:
        raise ValueError("a work without a summary")
    speaks = max(summaries, key=_index)
    word = _word(dig(speaks, "type"))
    kind = TYPES.get(word, "document" if word else "")
    values: dict[str, Value | None] = {term: first(text, speaks, paths) for term, paths in TEXTS.items()}
    values |= {
        "type": kind,
        "alternative-title": texts(dig(speaks, "title", "translated-title", "value")),
        "issued": date(*(dig(speaks, "publication-date", part, "value") for part in ("year", "month", "day"))),
        **{
            term: texts([_spelt(one) for one in _externals(speaks) if _kind(one) == name])
            for term, name in SERIALS.items()
        },
    }
    ordered = (speaks, *(one for one in summaries if one is not speaks))
    own = [_identifier(one, kind) for summary in ordered for one in _externals(summary) if _is_self(one)]
    path = text(dig(speaks, "path"))  # /{iD}/work/{put-code}
    address = f"{AT}{person or orcid(path)}/work/{text(dig(speaks, 'put-code')) or path.rpartition('/')[2]}"
    return Record(tuple(dict.fromkeys(filter(None, own))), told(values), Origin("orcid", address))


def _index(summary: Any) -> int:
    place = text(dig(summary, "display-index"))
    return int(place) if place.isdecimal() else 0


def _word(value: object) -> str:
    """Return a word of the API's in the form of version 3.0."""
    return text(value).lower().replace("_", "-")


def _externals(summary: Any) -> list[Any]:
    return listed(dig(summary, "external-ids", "external-id"))


def _kind(external: Any) -> str:
    return _word(dig(external, "external-id-type"))


def _is_self(external: Any) -> bool:
    return _word(dig(external, "external-id-relationship")) == "self"


def _spelt(external: Any) -> str:
    return text(dig(external, "external-id-value"))


def _identifier(external: Any, kind: str) -> Identifier | None:
    """Return the identifier of a work of that type; None for one that we have no scheme for, or that is its book's."""
    name = _kind(external)
    if name not in SCHEMES:
        return None
    found = first(lambda value: named(value, SCHEMES[name]), external, SPELLINGS)
    if found is None or found.scheme in PEOPLE or (found.scheme == "isbn" and kind not in WHOLE):
        return None
    return found


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        return text(dig(answer.json(), "developer-message"))
    except Unavailable:
        return ""
