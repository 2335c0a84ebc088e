"""arXiv's query API: works by arXiv id, 100 in one request, three seconds apart, through the `arxiv` package.

The package builds the query and parses the entries; who sends, when and how often is ours, for its client has no
time-out, repeats even a refusal, takes an HTML page for an empty answer and a broken feed for a short one, and skips
in silence an entry that it can't read. Authors are one string each. Asked without a version it gives the newest; the
date `published` is the first version's. https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from harvester.errors import Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.reading import attempt, missing, named, stated, told, turned_down
from harvester.fetchers.xml import tree
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record
from harvester.web.request import Answer, Request

if TYPE_CHECKING:
    from datetime import datetime

    import arxiv
    from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ERRORS = "/api/errors#"  # in the id of the one entry that says what was wrong with the question
TYPE = "article"  # CSL's word for a preprint
TEXTS = {
    "title": "title",
    "abstract": "summary",
    "comment": "comment",
    "journal-ref": "journal_ref",
    "primary-category": "primary_category",
    "pdf": "pdf_url",
}
DATES = {"issued": "published", "submitted": "published", "updated": "updated"}


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids, without versions: those of one work are one work."""
    import arxiv

    wire = _Wire()
    search = arxiv.Search(id_list=[one.value for one in ids], max_results=len(ids))
    list(_client(wire, page=len(ids)).results(search))
    params = parse_qsl(wire.asked, keep_blank_values=True)
    return Request("arxiv", asking.base, tuple(params), accept="application/atom+xml")


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of the feed; an id that arXiv does not know is missing from it."""
    if answer.status not in (200, 400):
        turned_down(answer)
    feed = _feed(answer)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        if ERRORS in entry.findtext(f"{ATOM}id", ""):
            turned_down(Answer(400, answer.url, answer.headers, b""), entry.findtext(f"{ATOM}summary", ""))
    if answer.status != 200:
        turned_down(answer)
    total, page = _number(feed, "totalResults"), _number(feed, "itemsPerPage")
    if not entries and total is None:
        raise Unavailable("answered a feed without entries that does not say that there are none")
    for entry in entries:
        yield attempt(_record, entry)
    yield from missing(total, page, len(entries))


class _Wire:
    """Takes the place of the package's session: notes the query, and answers it with the feed in hand."""

    status_code = 200

    def __init__(self, content: bytes = b"<feed/>") -> None:
        self.content, self.asked = content, ""

    def get(self, url: str, **_: object) -> _Wire:
        self.asked = url
        return self


def _client(wire: _Wire, page: int = 1) -> arxiv.Client:
    import arxiv

    client = arxiv.Client(page_size=page, delay_seconds=0, num_retries=0)
    client.query_url_format = "{}"  # the query alone: the address is configured
    client._session = wire
    return client


def _feed(answer: Answer) -> etree._Element:
    """Return the Atom feed. Raises `Unavailable` for anything else, and for a feed that breaks off."""
    feed = tree(answer)
    if feed.tag != f"{ATOM}feed" or feed.getroottree().docinfo.internalDTD is not None:
        raise Unavailable(f"answered {answer.kind}, not the Atom feed that it documents")
    return feed


def _number(feed: etree._Element, name: str) -> int | None:
    found = feed.findtext(f"{SEARCH}{name}", "").strip()
    return int(found) if found.isdecimal() else None


def _record(entry: etree._Element) -> Record:
    """Return what one entry says. The package sees each alone, so that a bad one costs no other."""
    import arxiv
    from lxml import etree

    wire = _Wire(b'<feed xmlns="http://www.w3.org/2005/Atom">' + etree.tostring(entry, with_tail=False) + b"</feed>")
    result = next(_client(wire).results(arxiv.Search(max_results=1)), None)
    if result is None:
        raise ValueError("an entry without id, published or updated")
    address = entry.findtext(f"{ATOM}id", "").strip()
    identifier = named(address) or named(address.partition("/abs/")[2], "arxiv")
    if identifier is None or identifier.scheme != "arxiv":
        raise ValueError(f"{address!r} names no arXiv work")
    claims, rest = stated(("is-preprint-of", "doi", doi) for doi in (result.doi or "").split())
    values: dict[str, Any] = {term: getattr(result, name) for term, name in TEXTS.items()}
    values |= {term: _day(getattr(result, name)) for term, name in DATES.items()}
    values |= {
        "type": TYPE,
        "author": tuple(Name(literal=one.name, affiliation=tuple(one.affiliation)) for one in result.authors),
        "categories": tuple(dict.fromkeys(result.categories)),
        "version": identifier.version,
        "relation": rest,
        "URL": identifier.url,
    }
    return Record((identifier,), told(values), Origin("arxiv", identifier.url), claims)


def _day(moment: datetime) -> Date:
    return Date(moment.year, moment.month, moment.day)
