"""Semantic Scholar: works by any identifier, 500 in one request. https://api.semanticscholar.org/api-docs/graph

An aggregator: what it says of other identifiers are claims. `null` stands in the place of an unknown one; where all
are, the answer is 400. Keyless callers share one pool, and 429 without Retry-After is usual. A record may mix a
preprint with its article: the server as `venue`, the journal beside it, the date of either. Names are single strings,
and the date of a month is its first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.reading import (
    Paths,
    attempt,
    date,
    dig,
    first,
    iso_date,
    listed,
    named,
    pairs,
    stated,
    text,
    texts,
    told,
    turned_down,
    without_made_up_day,
)
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://api.semanticscholar.org/graph/v1/paper/"
ASKED = (
    "paperId,corpusId,externalIds,title,authors,venue,publicationVenue,journal,year,publicationDate,publicationTypes,"
    "abstract,openAccessPdf"
)
FORMS = {  # scheme -> what our value begins with, and theirs
    "doi": ("", "DOI:"),
    "arxiv": ("", "ARXIV:"),
    "pmid": ("", "PMID:"),
    "pmcid": ("PMC", "PMCID:"),
    "acl": ("", "ACL:"),
}
UNKNOWN = {400: "no valid paper ids given", 404: "not found"}  # status -> its word for it
EXTERNAL = {"DOI": "doi", "ArXiv": "arxiv", "PubMed": "pmid", "PubMedCentral": "pmcid", "ACL": "acl", "DBLP": "dblp"}
TEXTS: dict[str, Paths] = {
    "title": (("title",),),
    "page": (("journal", "pages"),),
    "abstract": (("abstract",),),
    "license": (("openAccessPdf", "license"),),
}
TYPES = {  # the first of these among a record's types
    "BookSection": "chapter",
    "Book": "book",
    "Dataset": "dataset",
    "News": "article-newspaper",
    "Conference": "paper-conference",
    "JournalArticle": "article-journal",
    "Review": "article-journal",  # a review article
    "Editorial": "article-journal",
    "LettersAndComments": "article-journal",
    "CaseReport": "article-journal",
    "ClinicalTrial": "article-journal",
    "MetaAnalysis": "article-journal",
    "Study": "article-journal",
}
VENUES = {"conference": "paper-conference", "journal": "article-journal"}  # of these two the venue knows better
SERVERS = frozenset(  # of preprints: no venue of a publication
    ("arxiv", "arxiv.org", "authorea", "authorea preprints", "biorxiv", "chemrxiv", "corr", "eartharxiv", "medrxiv",
     "osf preprints", "preprints", "preprints.org", "psyarxiv", "research square", "social science research network",
     "socarxiv", "ssrn", "ssrn electronic journal", "techrxiv")
)  # fmt: skip
ARXIV_VOLUME = "abs/"  # of the "journal" arXiv


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids."""
    headers = {"x-api-key": asking.key} if asking.key else {}
    body = {"ids": [_theirs(one) for one in ids]}
    return Request("semanticscholar", f"{asking.base}/paper/batch", (("fields", ASKED),), headers, body)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of a batch, a search or a look-up; an identifier that is not known is null."""
    if answer.status != 200:
        said = _complaint(answer)
        if answer.status in UNKNOWN and UNKNOWN[answer.status] in said.lower():
            return
        turned_down(answer, said)
    for item in _items(answer.json()):
        if item is not None:
            yield attempt(_record, item)


def _items(said: Any) -> list[Any]:
    """Return the papers of a batch, which is a bare list; of a search, or a look-up's one."""
    if isinstance(said, Mapping):
        said = said.get("data") or ([said] if said.get("paperId") else None)
    if not isinstance(said, list) or not said:
        raise Unavailable("answered something instead of papers")
    return said


def _theirs(one: Identifier) -> str:
    """Return the identifier as this service writes it."""
    if one.scheme == "s2":
        return one.value.replace("CorpusID:", "CorpusId:")
    ours, theirs = FORMS[one.scheme]
    return theirs + one.value.removeprefix(ours)


def _record(item: Any) -> Record:
    """Return what one item says, in this service's own words. Raises `ValueError` where it names no identifier."""
    own = [named(dig(item, *path), "s2") for path in (("paperId",), ("corpusId",), ("externalIds", "CorpusId"))]
    ids = tuple(dict.fromkeys(filter(None, own)))
    claims, rest = stated(_external(item))
    if not ids and not claims:
        raise ValueError("an item without an identifier")
    values: dict[str, Value | None] = {term: first(text, item, paths) for term, paths in TEXTS.items()}
    values |= _placed(item) | _open_access(item)
    values |= {
        "author": tuple(
            Name(literal=name) for one in listed(dig(item, "authors")) if (name := text(dig(one, "name")).strip())
        ),
        "volume": "" if (volume := text(dig(item, "journal", "volume"))).startswith(ARXIV_VOLUME) else volume,
        "issued": _issued(item),
        "relation": rest,
    }
    address = AT + (ids[0].value if ids else str(claims[0].identifier))
    return Record(ids, told(values), Origin("semanticscholar", address), claims)


def _external(item: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, scheme, id) of each identifier that other services gave the work."""
    for name, value in pairs(dig(item, "externalIds")):
        if name != "CorpusId":
            yield "is-same-as", EXTERNAL.get(name, name.lower()), text(value)


def _placed(item: Any) -> dict[str, Value | None]:
    """Return where the work was published, of what type that is, and the server that it was posted to."""
    venue = dig(item, "publicationVenue")
    names = texts([dig(item, "venue"), dig(venue, "name"), dig(item, "journal", "name")])
    servers = [name for name in names if name.lower() in SERVERS]
    published = [name for name in names if name.strip() and name not in servers]
    if not published:
        return {"group-title": text(servers), "type": "article" if servers else _type(item, venue)}
    if text(dig(venue, "name")) in servers:
        venue = None  # the journal beside it is told by its name alone
    others = texts([*listed(dig(venue, "alternate_names")), *published[1:]])
    return {
        "group-title": text(servers),
        "type": _type(item, venue),
        "container-title": published[0],
        "container-title-short": next((name for name in others if len(name) < len(published[0])), ""),
        "ISSN": texts([*listed(dig(venue, "issn")), *listed(dig(venue, "alternate_issns"))]),
    }


def _type(item: Any, venue: Any) -> str:
    """Return the type that the work's types, its venue's, or else a journal's name say."""
    types = texts(dig(item, "publicationTypes"))
    said = next((TYPES[kind] for kind in TYPES if kind in types), "")
    better = VENUES.get(text(dig(venue, "type")), "")
    if better and said in ("", *VENUES.values()):
        return better
    return said or ("article-journal" if text(dig(item, "journal", "name")).strip() else "document")


def _issued(item: Any) -> Date | None:
    return without_made_up_day(iso_date(dig(item, "publicationDate"))) or date(dig(item, "year"))


def _open_access(item: Any) -> dict[str, Value | None]:
    """Return the free copy: a DOI's address leads to a page, everything else is a PDF's."""
    url = text(dig(item, "openAccessPdf", "url"))
    try:
        page = urlsplit(url).hostname == "doi.org"
    except ValueError:
        return {}
    return {"URL" if page else "pdf": url}


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down, or does not know."""
    try:
        return text(dig(answer.json(), "error"))
    except Unavailable:
        return ""
