"""OpenAlex: works by their own id, DOI, PMID or PMCID, 100 of one kind in one list. https://developers.openalex.org

An aggregator: what it says of other identifiers are claims, and it merges versions of a work into one. A look-up is
free, a list costs a little of the day's allowance; where nothing of it remains, X-RateLimit-Reset says for how long. An
unknown id is missing from a list and is a 404 in HTML alone. A list cuts authors at 100 and hides works of lesser
quality unless asked not to; a DOI with a comma or bar fits into none. Dates are made up to the day, authors' ORCID
iDs found by matching; the abstract comes word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from harvester.clean.fold import folded
from harvester.clean.names import OTHERS
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
    missing,
    named,
    orcid,
    pairs,
    stated,
    text,
    texts,
    told,
    turned_down,
    without_made_up_day,
)
from harvester.identifiers import Identifier
from harvester.record import Claim, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

AT = "https://api.openalex.org/works/"
ABSENT = "The requested URL was not found on the server."
PAGE = 100  # the most that a page may hold

TYPES = {
    "article": "article-journal",
    "preprint": "article",
    "review": "article-journal",  # a review article
    "data-paper": "article-journal",
    "editorial": "article-journal",
    "letter": "article-journal",
    "erratum": "article-journal",
    "retraction": "article-journal",  # the notice
    "conference-paper": "paper-conference",
    "conference-abstract": "paper-conference",
    "book": "book",
    "book-chapter": "chapter",
    "book-review": "review-book",
    "reference-entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "report": "report",
    "standard": "standard",
    "dataset": "dataset",
    "software": "software",
    "peer-review": "review",
    "libguides": "webpage",
}
RAW_TYPES = {"proceedings-article": "paper-conference"}  # Crossref's word, which OpenAlex may call an article
STORES = ("repository", "metadata")  # types of sources that hold what others published
NO_VENUES = (*STORES, "ebook platform")
TEXTS: dict[str, Paths] = {
    "title": (("title",), ("display_name",)),
    "volume": (("biblio", "volume"),),
    "issue": (("biblio", "issue"),),
    "language": (("language",),),
    "license": (("primary_location", "license"), ("best_oa_location", "license")),
    "pdf": (("best_oa_location", "pdf_url"), ("primary_location", "pdf_url")),
    "URL": (
        ("best_oa_location", "landing_page_url"),
        ("open_access", "oa_url"),
        ("primary_location", "landing_page_url"),
    ),
}
LONGEST = 50_000  # characters of an abstract: an index that makes more makes none


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids, which are of one scheme; for one alone it is the look-up, which is free."""
    who = (("api_key", asking.key), ("mailto", asking.contact))
    params = tuple((name, value) for name, value in who if value)
    if len(ids) == 1:
        (one,) = ids
        name = one.value if one.scheme == "openalex" else f"{one.scheme}:{one.value}"
        return Request("openalex", f"{asking.base}/works/{quote(name, safe='/:')}", params, absence=ABSENT)
    wanted = "|".join(one.value.removeprefix("PMC") for one in ids)
    listing = (("filter", f"{ids[0].scheme}:{wanted}"), ("per_page", str(PAGE)), ("include_xpac", "true"))
    return Request("openalex", f"{asking.base}/works", listing + params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of a list, or the one of a look-up; an identifier that is not known is missing."""
    if answer.status != 200:
        if answer.status == 404 and ABSENT.encode() in answer.body:
            return
        turned_down(answer, _complaint(answer))
    said = answer.json()
    works = dig(said, "results")
    if works is None and any(dig(said, name) for name in ("id", "ids", "doi")):
        works = [said]
    if not isinstance(works, list):
        raise Unavailable("answered something instead of works")
    for work in works:
        yield attempt(_record, work)
    yield from missing(dig(said, "meta", "count"), dig(said, "meta", "per_page"), len(works))


def _record(work: Any) -> Record:
    """Return what one item says, in OpenAlex' own words. Raises `ValueError` where it names no identifier."""
    own = named(dig(work, "id"), "openalex") or named(dig(work, "ids", "openalex"), "openalex")
    same, rest = stated(_same(work))
    if not own and not same:
        raise ValueError("an item without an identifier")
    known = {own, *(claim.identifier for claim in same)}
    versions = [Claim("has-version", one) for one in _places(work) if one not in known]
    values: dict[str, Value | None] = {term: first(text, work, paths) for term, paths in TEXTS.items()}
    values |= _venue(work, kind := _type(work))
    values |= {
        "type": kind,
        "author": _authors(work),
        "issued": without_made_up_day(iso_date(dig(work, "publication_date"))) or date(dig(work, "publication_year")),
        "page": "-".join(texts([dig(work, "biblio", "first_page"), dig(work, "biblio", "last_page")])),
        "abstract": _abstract(dig(work, "abstract_inverted_index")),
        "updated-by": ("retraction",) if dig(work, "is_retracted") is True else (),
        "relation": rest,
    }
    address = AT + (own.value if own else quote(str(same[0].identifier), safe="/:"))
    return Record((own,) if own else (), told(values), Origin("openalex", address), (*same, *dict.fromkeys(versions)))


def _same(work: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, scheme, id) of each identifier that other services gave the work."""
    for name, value in (("doi", dig(work, "doi")), *pairs(dig(work, "ids"))):
        if name != "openalex":
            yield "is-same-as", name, text(value)


def _places(work: Any) -> Iterator[Identifier]:
    """Yield what the addresses of its copies name: other versions, each with an identifier of its own."""
    for place in listed(dig(work, "locations")):
        if one := named(dig(place, "landing_page_url")):
            yield one


def _type(work: Any) -> str:
    here = dig(work, "primary_location")
    raw = RAW_TYPES.get(text(dig(work, "type_crossref")) or text(dig(here, "raw_type")))
    kind = TYPES.get(text(dig(work, "type")), "document")
    return raw if raw and kind == "article-journal" else kind


def _venue(work: Any, kind: str) -> dict[str, Value | None]:
    """Return where the work was published, or posted to, or is only held (`source`)."""
    here = dig(work, "primary_location")
    raw = text(dig(here, "raw_source_name"))
    sources = [dig(place, "source") for place in (here, *listed(dig(work, "locations")))]
    sources = [one for one in sources if text(dig(one, "display_name"))]
    if kind == "article":
        server = sources[0] if sources else None
        return {
            "group-title": text(dig(server, "display_name")) or raw,
            "institution": text(dig(server, "host_organization_name")),
        }
    venue = next((one for one in sources if dig(one, "type") not in NO_VENUES), None)
    seller = next((one for one in sources if dig(one, "type") not in STORES), None)
    name = text(dig(venue, "display_name"))
    series = dig(venue, "type") == "book series"
    whole = "" if kind in ("book", "thesis") else raw if raw and (series or not name) else name
    return {
        "container-title": whole,
        "collection-title": name if series and name != whole else "",
        "publisher": text(dig(seller, "host_organization_name")) or (raw if kind == "thesis" else ""),
        "ISSN": texts(dig(venue, "issn")) or texts(dig(venue, "issn_l")),
        "source": "" if venue or not sources else text(dig(sources[0], "display_name")),
    }


def _authors(work: Any) -> tuple[Name, ...]:
    authors = tuple(filter(None, map(_author, listed(dig(work, "authorships")))))
    return (*authors, OTHERS) if authors and dig(work, "is_authors_truncated") is True else authors


def _author(one: Any) -> Name | None:
    """Return the person as the work names it. Whom OpenAlex took it for may be another, with another's ORCID iD."""
    named_so, taken_for = text(dig(one, "raw_author_name")).strip(), text(dig(one, "author", "display_name")).strip()
    if not named_so and not taken_for:
        return None
    agrees = not named_so or not _words(named_so).isdisjoint(_words(taken_for))
    institutions = [dig(place, "display_name") for place in listed(dig(one, "institutions"))]
    return Name(
        literal=named_so or taken_for,
        orcid=orcid(dig(one, "raw_orcid")) or (orcid(dig(one, "author", "orcid")) if agrees else ""),
        affiliation=texts(dig(one, "raw_affiliation_strings")) or texts(institutions),
    )


def _words(name: str) -> set[str]:
    return {word for word in folded(name).split() if len(word) > 1 or not word.isascii()}


def _abstract(index: Any) -> str:
    """Return the words of an inverted index (word -> its places) in their order; nothing where they are too many."""
    placed = [(place, word) for word, places in pairs(index) for place in listed(places) if isinstance(place, int)]
    if sum(len(word) + 1 for _, word in placed) > LONGEST:
        return ""
    return text(" ".join(word for _, word in sorted(placed)))


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        said = answer.json()
    except Unavailable:
        return ""
    return text(dig(said, "message")) or text(dig(said, "error"))
