"""HAL: French deposits by their HAL id, 100 in one request, through Solr. https://api.archives-ouvertes.fr/docs/search

No rate is stated. A list gives 30 unless `rows` asks for more and no field that `fl` does not name; an id that is not
known is missing from it. A field ends in its kind (`_s` text, `_fs` texts joined by separators); each may be a text or
a list. Titles and abstracts come in each language. People come in parallel lists, but their ORCID iDs without gaps:
only the TEI in `label_xml` says whose they are. Other services' identifiers are what the depositor gave.
`producedDate` is the work's own, `submittedDate` the deposit's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
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
    stated,
    text,
    texts,
    told,
    turned_down,
)
from harvester.fetchers.xml import tree
from harvester.identifiers import Identifier
from harvester.record import Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://api.archives-ouvertes.fr/search/?q=halId_s:"

TYPES = {
    "ART": "article-journal",
    "COMM": "paper-conference",
    "POSTER": "speech",
    "PRESCONF": "speech",
    "LECTURE": "speech",
    "OUV": "book",
    "DOUV": "book",
    "PROCEEDINGS": "book",
    "TRAD": "book",
    "COUV": "chapter",
    "ISSUE": "periodical",
    "UNDEFINED": "article",
    "PREPRINT": "article",
    "WORKINGPAPER": "article",
    "THESE": "thesis",
    "ETABTHESE": "thesis",
    "HDR": "thesis",
    "MEM": "thesis",
    "MEMLIC": "thesis",
    "REPORT": "report",
    "CREPORT": "report",
    "OTHERREPORT": "report",
    "SYNTHESE": "report",
    "REPACT": "report",
    "PATENT": "patent",
    "SOFTWARE": "software",
    "BLOG": "post-weblog",
    "NOTICE": "entry-encyclopedia",
    "NOTE": "review-book",
    "BOOKREVIEW": "review-book",  # a subtype
    "IMG": "graphic",
    "MAP": "map",
    "VIDEO": "motion_picture",
    "SON": "song",
}
GENRES = {"HDR": "Habilitation à diriger des recherches", "MEM": "Mémoire d'étudiant", "POSTER": "Poster"}
LANGUAGES = ("en", "fr", "es", "pt", "de", "it")
SPOKEN = {"title": "title_s", "subtitle": "subTitle_s", "abstract": "abstract_s"}  # also under each language's code
TEXTS: dict[str, Paths] = {  # term -> the first of these that speaks
    "container-title": (("journalTitle_s",), ("bookTitle_s",), ("source_s",), ("conferenceTitle_s",)),
    "container-title-short": (("journalTitleAbbr_s",),),
    "collection-title": (("serie_s",),),
    "volume": (("volume_s",),),
    "issue": (("issue_s",),),
    "page": (("page_s",),),
    "number": (("number_s",),),
    "publisher-place": (("publicationLocation_s",),),
    "event-title": (("conferenceTitle_s",),),
    "event-place": (("city_s",),),
    "language": (("language_s",),),
    "license": (("licence_s",),),
    "URL": (("uri_s",),),
}
PUBLISHERS = ("publisher_s", "journalPublisher_s", "authorityInstitution_s")
DATES: dict[str, Paths] = {
    "issued": (("publicationDate_s",), ("producedDate_s",), ("defenseDate_s",)),
    "published-online": (("ePublicationDate_s",),),
    "event-date": (("conferenceStartDate_s",),),
}
LISTS = {"ISSN": ("journalIssn_s", "journalEissn_s"), "ISBN": ("isbn_s", "eisbn_s")}
SAME = {  # field -> scheme of an identifier that the depositor gave
    "doiId_s": "doi",
    "arxivId_s": "arxiv",
    "pubmedId_s": "pmid",
    "pubmedcentralId_s": "pmcid",
    "halIdSameAs_s": "hal",
}
ROLES = {"edt": "editor", "trl": "translator"}  # everybody else is an author
AUTHORS = ("authFullName_s", "authFirstName_s", "authLastName_s", "authQuality_s")
PLACES = ("authIdHasPrimaryStructure_fs", "authIdHasStructure_fs")  # the laboratories; with all that they are part of
FACET, JOIN = "_FacetSep_", "_JoinSep_"  # id FACET name JOIN id FACET structure
TEI_AUTHORS = "{*}text/{*}body/{*}listBibl/{*}biblFull/{*}titleStmt/{*}author"
PLAIN = ("halId_s", "docType_s", "docSubType_s", "submittedDate_s", "fileMain_s", "files_s", "scientificEditor_s",
         "label_xml")  # fmt: skip
ASKED = tuple(
    dict.fromkeys(
        (
            *PLAIN,
            *(f"{before}{field}" for field in SPOKEN.values() for before in ("", *(f"{code}_" for code in LANGUAGES))),
            *(str(step) for paths in (*TEXTS.values(), *DATES.values()) for (step,) in paths),
            *(field for fields in LISTS.values() for field in fields),
            *(*AUTHORS, *PLACES, *PUBLISHERS, *SAME),
        )
    )
)


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the one request for all ids."""
    wanted = " OR ".join(one.value for one in ids)
    params = (("q", f"halId_s:({wanted})"), ("wt", "json"), ("rows", str(len(ids))), ("fl", ",".join(ASKED)))
    return Request("hal", asking.base, params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the deposits of a list; an id that is not known is missing."""
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    found = dig(answer.json(), "response")
    docs, total = dig(found, "docs"), dig(found, "numFound")
    if not isinstance(docs, list) or not isinstance(total, int):
        raise Unavailable(_complaint(answer) or "answered something instead of deposits")
    for doc in docs:
        yield attempt(_record, doc)
    rows = dict(parse_qsl(urlsplit(answer.url).query)).get("rows", "")
    yield from missing(total, int(rows) if rows.isdecimal() else 0, len(docs))


def _record(doc: Any) -> Record:
    """Return what one deposit says, in its depositor's words. Raises `ValueError` where it has no HAL id."""
    own = named(dig(doc, "halId_s"), "hal") or named(dig(doc, "uri_s"), "hal")
    if own is None:
        raise ValueError("a deposit without a HAL id")
    same, rest = stated(("is-same-as", scheme, one) for field, scheme in SAME.items() for one in texts(dig(doc, field)))
    values: dict[str, Value | None] = {term: first(text, doc, paths) for term, paths in TEXTS.items()}
    values |= {term: first(iso_date, doc, paths) for term, paths in DATES.items()}
    values |= {term: _gathered(doc, fields) for term, fields in LISTS.items()}
    values |= _titles(doc) | _typed(doc) | _people(doc)
    values |= {"publisher": "; ".join(_gathered(doc, PUBLISHERS)), "pdf": _pdf(doc), "relation": rest}
    claims = tuple(one for one in same if one.identifier != own)
    return Record((own,), told(values), Origin("hal", AT + own.value), claims)


def _gathered(doc: Any, fields: Sequence[str]) -> tuple[str, ...]:
    return texts([one for field in fields for one in listed(dig(doc, field))])


def _titles(doc: Any) -> dict[str, Value | None]:
    """Return title, subtitle and abstract in the work's own language where it has a title in that."""
    language = f"{text(dig(doc, 'language_s'))}_"
    before = language if texts(dig(doc, language + SPOKEN["title"])) else ""
    said = {term: _gathered(doc, (before + field, field)) for term, field in SPOKEN.items()}
    others = (*said["title"][1:], *said["subtitle"][1:])
    return {**{term: text(list(ways)) for term, ways in said.items()}, "alternative-title": others}


def _typed(doc: Any) -> dict[str, Value | None]:
    """Return the type, what kind of it, and of a preprint the day of its deposit, which is its first appearance."""
    code, below = text(dig(doc, "docType_s")), text(dig(doc, "docSubType_s"))
    kind = TYPES.get(below) or TYPES.get(code.partition("_")[0], "document" if code else "")
    return {
        "type": kind,
        "genre": GENRES.get(code, ""),
        "submitted": iso_date(dig(doc, "submittedDate_s")) if kind == "article" else None,
    }


def _people(doc: Any) -> dict[str, Value | None]:
    """Return the authors, and those of other roles that CSL has a word for; a list of another length is no use."""
    full, given, family, roles = ([text(one) for one in listed(dig(doc, field))] for field in AUTHORS)
    parted = len(given) == len(family) == len(full)
    orcids, places = _orcids(doc, len(full)), _places(doc)
    found: dict[str, list[Name]] = {"author": [], **{term: [] for term in ROLES.values()}}
    for place, name in enumerate(full):
        person = _name(name, given[place], family[place]) if parted else Name(literal=name)
        if str(person):
            role = ROLES.get(roles[place], "author") if len(roles) == len(full) else "author"
            found[role].append(person._replace(orcid=orcids[place], affiliation=texts(places.get(name))))
    editors = tuple(Name(literal=one) for one in texts(dig(doc, "scientificEditor_s")))
    people: dict[str, Value | None] = {role: tuple(names) for role, names in found.items()}
    return people | {"editor": people["editor"] or editors}


def _name(full: str, given: str, family: str) -> Name:
    """Return the person; the whole name may hold a middle one that the given name does not."""
    if not family:
        return Name(literal=full)
    return Name(family, full.removesuffix(f" {family}") if full.endswith(f" {family}") else given)


def _places(doc: Any) -> dict[str, list[str]]:
    """Return the structures that the joined fields name beside each person, by the whole name."""
    found: dict[str, list[str]] = {}
    for field in reversed(PLACES):
        here: dict[str, list[str]] = {}
        for one in listed(dig(doc, field)):
            person, _, place = text(one).partition(JOIN)
            here.setdefault(person.partition(FACET)[2], []).append(place.partition(FACET)[2])
        found |= here
    return found


def _orcids(doc: Any, many: int) -> list[str]:
    """Return each author's ORCID iD, empty where none is stated: the TEI's authors stand in the same order."""
    nobody = [""] * many
    label = text(dig(doc, "label_xml"))
    if not label:
        return nobody
    try:
        people = list(tree(Answer(200, "", {}, label.encode())).iterfind(TEI_AUTHORS))
    except Unavailable:
        return nobody
    found = [orcid(person.findtext("{*}idno[@type='ORCID']")) for person in people]
    return found if len(found) == many else nobody


def _pdf(doc: Any) -> str:
    files = texts(dig(doc, "files_s"))
    return text(dig(doc, "fileMain_s")) or next((one for one in files if one.lower().endswith(".pdf")), "")


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        said = dig(answer.json(), "error")
    except Unavailable:
        return ""
    return text(dig(said, "msg")) or text(said)
