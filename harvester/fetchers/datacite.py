"""DataCite: data sets, software, theses and every arXiv work, by DOI, 100 in one request.

500 requests in 5 minutes, 1,000 for those who name a contact. A list gives 25 unless `page[size]` asks for more; an
unknown DOI is missing from it, and asked alone it is a 404 in JSON. A creator may have one name only, `publisher` and
affiliations may be texts or objects, a date may be a range; `resourceTypeGeneral` says the type better than the word
for CSL beside it. https://support.datacite.org/docs/api
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
    dig,
    first,
    iso_date,
    kebab,
    listed,
    missing,
    named,
    names,
    orcid,
    stated,
    text,
    texts,
    told,
    turned_down,
)
from harvester.identifiers import Identifier, arxiv_doi
from harvester.record import Date, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://api.datacite.org/dois/"

TYPES = {
    "preprint": "article",
    "journalarticle": "article-journal",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "book": "book",
    "bookchapter": "chapter",
    "dataset": "dataset",
    "datapaper": "article-journal",
    "software": "software",
    "computationalnotebook": "software",
    "dissertation": "thesis",
    "report": "report",
    "outputmanagementplan": "report",
    "standard": "standard",
    "peerreview": "review",
    "collection": "collection",
    "journal": "periodical",
    "audiovisual": "motion_picture",
    "sound": "song",
    "image": "graphic",
    "event": "event",
    # what the other words for a type say, where that one is "Text" or "Other"
    "article-journal": "article-journal",
    "article": "article",
    "paper-conference": "paper-conference",
    "chapter": "chapter",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "inproceedings": "paper-conference",
}
WITH_GENRE = ("thesis", "report")  # elsewhere `resourceType` repeats the type in other words
SAID_IN = ("resourceTypeGeneral", "citeproc", "bibtex")
TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks
    "volume": (("container", "volume"), ("published-in", "volume")),
    "issue": (("container", "issue"), ("published-in", "issue")),
    "number": (("container", "number"), ("published-in", "number")),
    "container-title": (("container", "title"), ("published-in", "titles", 0, "title")),
    "publisher": (("publisher",), ("publisher", "name")),
    "version": (("version",),),
    "language": (("language",),),
    "URL": (("url",),),
}
DATES = {  # term -> the dateType, and which of several: an arXiv work has one Submitted and one Updated a version
    "submitted": ("Submitted", 0),
    "accepted": ("Accepted", 0),
    "published-online": ("Available", 0),
    "updated": ("Updated", -1),
    "withdrawn": ("Withdrawn", 0),
}
CONTRIBUTORS = {"editor": "Editor", "translator": "Translator"}
CATEGORY = re.compile(r"\(([\w.-]+)\)\s*$")  # Digital Libraries (cs.DL)


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids, arXiv's by their DOI; for one alone it is the look-up, which takes every DOI."""
    mail = (("mailto", asking.contact),) if asking.contact else ()
    dois = [(arxiv_doi(one) if one.scheme == "arxiv" else one.value).lower() for one in ids]
    if len(dois) == 1:
        return Request("datacite", f"{asking.base}/dois/{quote(dois[0], safe='')}", mail)
    size = ("page[size]", str(len(dois)))
    return Request(
        "datacite", f"{asking.base}/dois", (("ids", ",".join(dois)), size, ("disable-facets", "true"), *mail)
    )


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of a list, or the one of a look-up; a DOI that DataCite does not know is missing."""
    if answer.status == 404 and text(dig(answer.json("errors"), 0, "status")) == "404":
        return
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    data = answer.json("data")
    if not isinstance(data, list | Mapping):
        raise Unavailable("answered works that are none")
    items = data if isinstance(data, list) else [data]
    for item in items:
        yield attempt(_record, item)
    if isinstance(data, list):
        meta = dig(answer.json(), "meta")
        yield from missing(dig(meta, "total"), dig(meta, "total") if dig(meta, "totalPages") == 1 else 0, len(items))


def _record(item: Any) -> Record:
    """Return what one item says, in DataCite's own words. Raises `ValueError` where it has no DOI."""
    said = dig(item, "attributes")
    doi = text(dig(said, "doi")) or text(dig(item, "id"))
    identifier = named(doi, "doi")
    if identifier is None or not isinstance(said, Mapping):
        raise ValueError("an item without a DOI")
    said = {**said, "published-in": _published_in(said)}
    claims, rest = stated(_relations(said))
    values: dict[str, Value | None] = {term: first(text, said, paths) for term, paths in TEXTS.items()}
    values |= {term: _date(said, kind, place) for term, (kind, place) in DATES.items()}
    values["issued"] = _issued(said)
    values |= _titles(said) | _people(said) | _serials(said)
    kind = _type(said)
    values |= {"type": kind, "genre": text(dig(said, "types", "resourceType")) if kind in WITH_GENRE else ""}
    values |= {"page": _pages(said), "license": _license(said), "pdf": _pdf(said)}
    values |= {"abstract": _description(said, "Abstract"), "relation": rest}
    if identifier.scheme == "arxiv":
        values |= {"comment": _description(said, "Other"), "categories": _categories(said)}
    return Record((identifier,), told(values), Origin("datacite", AT + quote(doi.lower(), safe="/():;,")), claims)


def _published_in(said: Any) -> Any:
    """Return the first of the items in which the work was published."""
    return next((one for one in listed(dig(said, "relatedItems")) if dig(one, "relationType") == "IsPublishedIn"), None)


def _titles(said: Any) -> dict[str, Value | None]:
    """Return the title (it has no kind), the subtitle, and all others under one term."""
    kinds = [(text(dig(one, "titleType")), text(dig(one, "title"))) for one in listed(dig(said, "titles"))]
    plain = [title for kind, title in kinds if not kind]
    below = [title for kind, title in kinds if kind == "Subtitle"]
    title = next(filter(None, [*plain, *(title for kind, title in kinds if kind != "Subtitle")]), "")
    subtitle = below[0] if below else ""
    others = [one for _, one in kinds if one not in (title, subtitle)]
    return {"title": title, "subtitle": subtitle, "alternative-title": texts(others)}


def _people(said: Any) -> dict[str, Value | None]:
    """Return the creators as authors, and the contributors that CSL has a word for."""
    contributors = listed(dig(said, "contributors"))
    people: dict[str, Value | None] = {"author": _names(listed(dig(said, "creators")))}
    for term, kind in CONTRIBUTORS.items():
        people[term] = _names([one for one in contributors if dig(one, "contributorType") == kind])
    return people


def _names(people: Sequence[Any]) -> tuple[Name, ...]:
    return tuple(name for person in people if (name := _name(person)))


def _name(person: Any) -> Name | None:
    """Return the person or organisation; one text where the service gives only that; None for one without a name."""
    family, given, whole = (text(dig(person, part)) for part in ("familyName", "givenName", "name"))
    group = dig(person, "nameType") == "Organizational"
    parted = bool(family or given) and not group
    if not parted and not whole:
        return None
    orcids = [
        orcid(dig(one, "nameIdentifier"))
        for one in listed(dig(person, "nameIdentifiers"))
        if text(dig(one, "nameIdentifierScheme")).upper() == "ORCID"
    ]
    return Name(
        family=family if parted else "",
        given=given if parted else "",
        literal="" if parted else whole,
        orcid=next(filter(None, orcids), ""),
        affiliation=names(dig(person, "affiliation")),
        group=group,
    )


def _issued(said: Any) -> Date | None:
    """Return the first day of issue in the year of publication, which is the one to cite (DataCite 4.5, property 5)."""
    year, days = iso_date(dig(said, "publicationYear")), _dates(said, "Issued")
    return next((day for day in days if not year or day.year == year.year), year or next(iter(days), None))


def _date(said: Any, kind: str, place: int) -> Date | None:
    found = _dates(said, kind)
    return found[place] if found else None


def _dates(said: Any, kind: str) -> list[Date]:
    dates = [iso_date(dig(one, "date")) for one in listed(dig(said, "dates")) if dig(one, "dateType") == kind]
    return [one for one in dates if one]


def _type(said: Any) -> str:
    words = (text(dig(said, "types", name)).lower() for name in SAID_IN)
    return next((TYPES[word] for word in words if word in TYPES), "document")


def _pages(said: Any) -> str:
    for place in ("container", "published-in"):
        pages = texts([dig(said, place, "firstPage"), dig(said, place, "lastPage")])
        if pages:
            return "-".join(pages)
    return ""


def _serials(said: Any) -> dict[str, Value | None]:
    """Return the ISSNs and ISBNs of what the work is part of, wherever they are said, and the series."""
    whole = [one for one in listed(dig(said, "relatedItems")) if dig(one, "relationType") == "IsPublishedIn"]
    part_of = [
        one
        for one in listed(dig(said, "relatedIdentifiers"))
        if dig(one, "relationType") in ("IsPartOf", "IsPublishedIn")
    ]
    found = [(dig(said, "container", "identifierType"), dig(said, "container", "identifier"))]
    found += [(dig(one, "relatedIdentifierType"), dig(one, "relatedIdentifier")) for one in part_of]
    inside = [dig(one, "relatedItemIdentifier") for one in whole]
    found += [(dig(one, "relatedItemIdentifierType"), dig(one, "relatedItemIdentifier")) for one in inside]
    kinds: dict[str, Value | None] = {
        kind: texts([value for named_kind, value in found if named_kind in kind_names])
        for kind, kind_names in {"ISSN": ("ISSN", "EISSN"), "ISBN": ("ISBN",)}.items()
    }
    return kinds | {"collection-title": text(dig(whole, 1, "titles", 0, "title"))}


def _license(said: Any) -> str:
    """Return the first licence's address, else its short name, else its words; "openAccess" is none."""
    rights = [one for one in listed(dig(said, "rightsList")) if not _only_access(one)]
    for part in ("rightsUri", "rightsIdentifier", "rights"):
        found = next(filter(None, (text(dig(one, part)) for one in rights)), "")
        if found:
            return found
    return ""


def _only_access(right: Any) -> bool:
    return "info:eu-repo" in text(dig(right, "rightsUri")) + text(dig(right, "rights"))


def _pdf(said: Any) -> str:
    return next((one for one in texts(dig(said, "contentUrl")) if one.lower().endswith(".pdf")), "")


def _description(said: Any, kind: str) -> str:
    found = [one for one in listed(dig(said, "descriptions")) if dig(one, "descriptionType") == kind]
    return text([dig(one, "description") for one in found])


def _categories(said: Any) -> tuple[str, ...]:
    subjects = [
        text(dig(one, "subject")) for one in listed(dig(said, "subjects")) if dig(one, "subjectScheme") == "arXiv"
    ]
    return tuple(dict.fromkeys(met[1] for one in subjects if (met := CATEGORY.search(one))))


def _relations(said: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, scheme, id) of each relation whose other end is said."""
    for one in listed(dig(said, "relatedIdentifiers")):
        other, scheme = text(dig(one, "relatedIdentifier")), text(dig(one, "relatedIdentifierType")).lower()
        if other.strip():
            yield kebab(text(dig(one, "relationType"))), scheme, other


def _complaint(answer: Answer) -> str:
    try:
        return text([dig(one, "title") or dig(one, "detail") for one in listed(answer.json("errors"))])
    except Unavailable:
        return ""
