"""doi.org: one work by DOI from whichever agency holds it, as CSL-JSON. https://citation.crosscite.org/docs.html

For the DOIs of the smaller agencies (mEDRA, JaLC, KISTI, …). doi.org redirects to the agency, which answers what the
Accept header asks for; an agency that can't leads to the publisher's page, which is no answer. A DOI that nobody has
registered is doi.org's own 404, a page; 204 is a DOI without metadata; the agency's 404 says the same in its own words.
The items differ: a text or a list of it, people in parts or whole, dates in parts, as numbers or texts, or `raw`, types
in CSL's words or Crossref's, whose own items have the same names for most things and are read by its reader. A short
DOI (`10/abc`) is asked of doi.org's handles, which say of what DOI it is the alias; the rest is for who knows that one.
https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from harvester.clean.dates import parse_date
from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable, crossref
from harvester.fetchers.reading import (
    Paths,
    attempt,
    date,
    dig,
    first,
    iso_date,
    listed,
    named,
    names,
    orcid,
    stated,
    text,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record, Value
from harvester.vocabulary import TYPES
from harvester.web.request import Answer, Request

CSL = "application/vnd.citationstyles.csl+json"
ABSENT = "DOI Not Found"  # the title of doi.org's page
NOT_THERE = (ABSENT, '"responseCode":100', "Resource not found", "The resource you are looking for doesn't exist")
SHORT, ALIAS = "10/", "HS_ALIAS"
ITEM = frozenset(("DOI", "title", "author", "issued", "container-title", "publisher"))  # a CSL item has one of these

CSL_TYPES = frozenset(row.csl for row in TYPES)
TEXTS: dict[str, Paths] = {  # what CSL calls by another name than Crossref does
    "title-short": (("title-short",), ("shortTitle",)),
    "container-title-short": (("container-title-short",), ("journalAbbreviation",)),
    "collection-title": (("collection-title",),),
    "collection-number": (("collection-number",),),
    "number-of-pages": (("number-of-pages",),),
    "number": (("number",),),
    "edition": (("edition",),),
    "version": (("version",),),
    "publisher": (("publisher",), ("publisher", "name")),
    "publisher-place": (("publisher-place",),),
    "event-title": (("event-title",), ("event",)),
    "event-place": (("event-place",),),
    "genre": (("genre",),),
    "medium": (("medium",),),
    "license": (("copyright",), ("license",), ("rights",)),
}
DATES = ("issued", "published-print", "published-online", "accepted", "submitted", "event-date", "original-date")
PEOPLE = ("author", "editor", "translator", "chair", "collection-editor", "container-author", "contributor", "director")
OWN = {"PMID": "pmid", "PMCID": "pmcid"}
DATE_TEXTS: Paths = (("raw",), ("literal",), ("date-time",), ())


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for one DOI, or for the DOI that a short one stands for."""
    if ids[0].value.startswith(SHORT):
        return Request("doi_org", f"{asking.base}/api/handles/{quote(ids[0].value)}", (("type", ALIAS),))
    return Request("doi_org", f"{asking.base}/{quote(ids[0].value, safe='/')}", accept=CSL, absence=ABSENT)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the work; nothing where the DOI is not registered or its agency has no metadata of it."""
    if answer.status == 204 or (answer.status == 404 and any(one.encode() in answer.body for one in NOT_THERE)):
        return
    if answer.status != 200:
        turned_down(answer)
    said = answer.json()
    if dig(said, "responseCode"):
        yield attempt(_alias, said)
        return
    items = [one for one in listed(said) if isinstance(one, Mapping) and ITEM & set(one)]
    if not items:
        raise Unavailable("answered something instead of a CSL item")
    for item in items:
        yield attempt(partial(_record, answer.url), item)


def _alias(said: Any) -> Record:
    """Return the two names of one work. Raises `ValueError` where the answer lacks one of them."""
    found = next((dig(one, "data", "value") for one in listed(dig(said, "values")) if dig(one, "type") == ALIAS), None)
    doi, short = named(found, "doi"), named(dig(said, "handle"), "doi")
    if doi is None or short is None:
        raise ValueError("no alias of a DOI")
    return Record((doi, short), {}, Origin("doi_org", short.url))


def _record(address: str, item: Any) -> Record:
    """Return what an agency says, in its own words. Raises `ValueError` where neither it nor its address has a DOI."""
    doi = next(filter(None, (named(one, "doi") for one in (dig(item, "DOI"), dig(item, "id"), address))), None)
    if doi is None:
        raise ValueError("an item without a DOI")
    shared = crossref.record({**item, "DOI": doi.url})
    same, _ = stated(("is-same-as", scheme, text(dig(item, name))) for name, scheme in OWN.items())
    values: dict[str, Value | None] = {term: first(text, item, paths) for term, paths in TEXTS.items()}
    values |= {term: _date(dig(item, term)) for term in DATES}
    values |= {term: tuple(filter(None, map(_name, listed(dig(item, term))))) for term in PEOPLE}
    values["type"] = kind if (kind := text(dig(item, "type"))) in CSL_TYPES else ""
    claims = tuple(dict.fromkeys((*shared.claims, *same)))
    return Record((doi, *shared.ids[1:]), {**shared.values, **told(values)}, Origin("doi_org", doi.url), claims)


def _name(person: Any) -> Name | None:
    """Return the person or group; a text alone is a name not yet parted; None for an entry that names nobody."""
    if isinstance(person, str):
        return Name(literal=text(person)) if person.strip() else None
    family, given, literal, group = (text(dig(person, part)) for part in ("family", "given", "literal", "name"))
    parted = bool(family or given)
    if not parted and not literal and not group:
        return None
    particles = (text(dig(person, f"{kind}-particle")) for kind in ("dropping", "non-dropping"))
    return Name(
        family=family,
        given=given,
        particle=" ".join(filter(None, particles)) if parted else "",
        suffix=text(dig(person, "suffix")),
        literal="" if parted else literal or group,
        orcid=orcid(dig(person, "ORCID")),
        affiliation=names(dig(person, "affiliation")),
        group=not parted and not literal,
    )


def _date(value: Any) -> Date | None:
    """Return the first date of a CSL variable, whichever of its forms it has."""
    parts = dig(value, "date-parts")
    while isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    found = date(*parts[:3]) if isinstance(parts, list) and parts else None
    said = first(text, value, DATE_TEXTS) or ""
    return found or iso_date(said) or parse_date(said)
