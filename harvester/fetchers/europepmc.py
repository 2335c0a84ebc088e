"""Europe PMC: works by PMID or PMCID, as many in one search as an address holds. https://europepmc.org/RestfulWebService

No limit is published. What it does not know is missing, `hitCount` 0 where that is all. `dateOfPublication` is as exact
as the issue's date was, while the dates beside it are filled up to a day. It ties works of the life sciences to their
preprints, though often by its own number of the preprint (`PPR…`) alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.medline import OF_JOURNALS, Tie, earlier, first_day, ties, type_of
from harvester.fetchers.reading import (
    Paths,
    attempt,
    dig,
    first,
    iso_date,
    listed,
    missing,
    named,
    orcid,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier
from harvester.record import Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://www.ebi.ac.uk/europepmc/webservices/rest/article/{}/{}?resultType=core&format=json"
PAGE = 1000  # the most that it gives at once
SCHEMES = ("pmid", "pmcid", "doi")
PREPRINTS = "PPR"
SCHEME_OF = {"MED": "pmid", "PMC": "pmcid"}  # its sources whose numbers others know

JOURNAL, BOOK = ("journalInfo", "journal"), "bookOrReportDetails"
TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks: in full, as in a short answer
    "title": (("title",),),
    "container-title": ((*JOURNAL, "title"), ("journalTitle",), (BOOK, "comprisingTitle")),
    "container-title-short": ((*JOURNAL, "isoabbreviation"), (*JOURNAL, "medlineAbbreviation")),
    "collection-title": ((BOOK, "seriesName"),),
    "volume": (("journalInfo", "volume"), ("journalVolume",)),
    "issue": (("journalInfo", "issue"), ("issue",)),
    "page": (("pageInfo",),),
    "edition": ((BOOK, "edition"),),
    "version": (("versionNumber",),),
    "publisher": ((BOOK, "publisher"), ("publisher",)),
    "language": (("language",),),
    "license": (("license",),),
    "abstract": (("abstractText",),),
}
LISTS: dict[str, Paths] = {
    "ISSN": ((*JOURNAL, "issn"), (*JOURNAL, "essn"), ("journalIssn",)),
    "ISBN": ((BOOK, "isbn13"), (BOOK, "isbn10")),
}
FREE = ("OA", "F")  # availability of a full text: open access, free


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the search for all ids: those of one scheme stand under one condition, which saves half the address."""
    numbers = " OR ".join(f"EXT_ID:{one.value}" for one in ids if one.scheme == "pmid")
    wanted = [f"(SRC:MED AND ({numbers}))"] if numbers else []
    wanted += [f"PMCID:{one.value}" for one in ids if one.scheme == "pmcid"]
    params = (("query", " OR ".join(wanted)), ("resultType", "core"), ("format", "json"), ("pageSize", str(PAGE)))
    return Request("europepmc", f"{asking.base}/search", params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works that were found; an id that Europe PMC does not know is missing from them."""
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    said = answer.json()
    hits, items = dig(said, "hitCount"), dig(said, "resultList", "result")
    if dig(said, "errCode") or not isinstance(hits, int) or not isinstance(items, list):
        raise Unavailable(f"answered {_complaint(answer) or 'something'} instead of works")
    for item in items:
        yield attempt(_record, item)
    yield from missing(hits, dig(said, "request", "pageSize"), len(items))


def _record(item: Any) -> Record:
    """Return what one result says, in Europe PMC's own words. Raises `ValueError` where no other service knows it."""
    source, number = text(dig(item, "source")), text(dig(item, "id"))
    ids = tuple(found for scheme in SCHEMES if (found := named(dig(item, scheme), scheme)))
    if not ids or not source or not number:
        raise ValueError("a result without PMID, PMCID or DOI")
    types = [
        word
        for one in texts(dig(item, "pubTypeList", "pubType")) or (text(dig(item, "pubType")),)
        for word in one.split(";")
    ]
    types += ["preprint"] if source == PREPRINTS else []
    claims, stated = ties(_ties(item), types)
    values: dict[str, Value | None] = {term: first(text, item, paths) for term, paths in TEXTS.items()}
    values |= {term: _list(item, paths) for term, paths in LISTS.items()}
    values |= _dates(item) | stated
    values |= {"type": _type(item, types), "author": _people(item), "pdf": _pdf(item)}
    return Record(ids, told(values), Origin("europepmc", AT.format(quote(source), quote(number))), claims)


def _type(item: Any, types: Sequence[str]) -> str:
    if dig(item, BOOK, "comprisingTitle"):
        return "chapter"
    journal = dig(item, "journalInfo") or dig(item, "journalTitle")
    return type_of(types, OF_JOURNALS if journal else "book" if dig(item, BOOK) else "document")


def _list(item: Any, paths: Paths) -> tuple[str, ...]:
    """Return all texts under the paths; a short answer has several in one (`0140-6736; 1474-547x; `)."""
    return texts([one.strip() for path in paths for one in text(dig(item, *path)).split(";")])


def _dates(item: Any) -> dict[str, Value | None]:
    """Return the dates: it came out on the earlier of the issue's day and the day online."""
    issue = first_day(text(dig(item, "journalInfo", "dateOfPublication")))
    online = iso_date(dig(item, "electronicPublicationDate"))
    printed = "print" in text(dig(item, "pubModel")).lower()
    return {
        "issued": earlier(issue, online)
        or first(iso_date, item, (("firstPublicationDate",), ("pubYear",), (BOOK, "yearOfPublication"))),
        "published-print": issue if printed else None,
        "published-online": online or (None if printed else issue),
    }


def _people(item: Any) -> tuple[Name, ...]:
    """Return the people and groups in order; a short answer has them in one text (`Standin A, Vogt B.`)."""
    people = listed(dig(item, "authorList", "author"))
    if people:
        return tuple(name for person in people if (name := _name(person)))
    said = text(dig(item, "authorString")).strip().rstrip(".")
    return tuple(Name(literal=one.strip()) for one in said.split(", ") if one.strip())


def _name(person: Any) -> Name | None:
    """Return the person or group; one text where that is all; None for an entry that names nobody."""
    family, group = text(dig(person, "lastName")), text(dig(person, "collectiveName"))
    given = text(dig(person, "firstName")) or text(dig(person, "initials"))
    whole = group or text(dig(person, "fullName"))
    if not family and not whole:
        return None
    ids = [one for one in listed(dig(person, "authorId")) if text(dig(one, "type")).upper() == "ORCID"]
    places = listed(dig(person, "authorAffiliationDetailsList", "authorAffiliation"))
    return Name(
        family=family,
        given=given if family else "",
        literal="" if family else whole,
        orcid=next(filter(None, (orcid(dig(one, "value")) for one in ids)), ""),
        affiliation=texts([text(dig(one, "affiliation")) for one in places] or [text(dig(person, "affiliation"))]),
        group=bool(group) and not family,
    )


def _pdf(item: Any) -> str:
    """Return the address of a free PDF."""
    found = (
        text(dig(one, "url"))
        for one in listed(dig(item, "fullTextUrlList", "fullTextUrl"))
        if dig(one, "documentStyle") == "pdf" and dig(one, "availabilityCode") in FREE
    )
    return next(filter(None, found), "")


def _ties(item: Any) -> Iterator[Tie]:
    """Yield the publications that the work is tied to."""
    for one in listed(dig(item, "commentCorrectionList", "commentCorrection")):
        source = text(dig(one, "source"))
        scheme = SCHEME_OF.get(source, source.lower())
        yield Tie(text(dig(one, "type")), text(dig(one, "reference")), ((scheme, text(dig(one, "id"))),))


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        said = answer.json()
    except Unavailable:
        return ""
    return text(dig(said, "errMsg")) if isinstance(said, Mapping) else ""
