"""What of a work is shown, in any format: title, venue, addresses, remarks."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from harvester.identifiers import Identifier
from harvester.letters import folded
from harvester.record import Work

UNRESOLVED = "not yet resolved"
MISSING = {"title": "title", "author": "authors", "issued": "date"}  # a field, for the reader of the list
VENUES = ("container-title", "journal-ref", "group-title", "event-title")  # the first that is known
STANDING_ALONE = ("thesis", "report", "book", "article", "dataset", "software", "standard", "document")

LINKS = {  # schemes that a reader may follow, best first; the others name a work to machines
    "doi": "DOI",
    "arxiv": "arXiv",
    "ieee": "IEEE",
    "pmid": "PubMed",
    "pmcid": "PMC",
    "acl": "ACL",
    "openreview": "OpenReview",
    "pmlr": "PMLR",
    "neurips": "NeurIPS",
    "cvf": "CVF",
    "jmlr": "JMLR",
    "hal": "HAL",
    "ssrn": "SSRN",
    "handle": "Handle",
}

_NO_TEXT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_DASH = re.compile(r"(?<=\w)\s*[-‐‑‒–—]+\s*(?=\w)")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def flat(text: str) -> str:
    """Return the text in one line and composed (NFC), without what is no character: controls, lone surrogates."""
    return _NO_TEXT.sub(" ", unicodedata.normalize("NFC", text)).strip()


def text_of(work: Work, name: str) -> str:
    """Return a field in one line; empty where it is missing."""
    return flat(work.text_of(name))


def title_of(work: Work) -> str:
    """Return title and subtitle; else the link's own text; else the address."""
    title, subtitle = text_of(work, "title"), text_of(work, "subtitle")
    if title and subtitle and folded(subtitle) not in folded(title):
        title += (" " if title[-1] in ":?!–—" else ": ") + subtitle
    return title or flat(work.text) or best_address(work) or work.key


def venue_of(work: Work) -> str:
    """Return what the work appeared in; for one that stands alone its publisher."""
    alone = ("publisher",) if work.text_of("type") in STANDING_ALONE else ()
    return next((found for name in (*VENUES, *alone) if (found := text_of(work, name))), "")


def details(work: Work) -> tuple[str, ...]:
    """Return what finds the work in its venue: `30(2)` and `1718–1733`."""
    volume, issue = text_of(work, "volume"), text_of(work, "issue")
    number = text_of(work, "number") if text_of(work, "type") not in ("report", "patent", "standard") else ""
    page = _DASH.sub("–", text_of(work, "page") or number)
    return tuple(filter(None, (f"{volume}({issue})" if volume and issue else volume or issue, page)))


def whereabouts(work: Work) -> str:
    """Return the venue with what finds the work in it: `Venue, 30(2), 1718–1733`."""
    venue = venue_of(work)
    return ", ".join((venue, *details(work))) if venue else ""


def remarks(work: Work) -> tuple[str, ...]:
    """Return what the reader must know: notices (retraction …), and what is not known of the work."""
    undated = () if work.date() else (text_of(work, "status"),)  # "in press"
    notices = tuple(filter(None, (*map(flat, work.notices), *undated)))
    if work.status == "unresolved":
        return (*notices, UNRESOLVED)
    if work.status == "incomplete" and work.missing:
        return (*notices, f"incomplete: {' and '.join(MISSING[name] for name in work.missing)} not known")
    return notices


def address(url: str) -> str:
    """Return the URL with every character percent-encoded that a format could trip over; empty if not http(s)."""
    url = _BARE_PERCENT.sub("%25", quote(flat(url), safe="%:/?#@&=+,;~"))
    return url if url.lower().startswith(("http://", "https://")) and _has_host(url) else ""


def doi_of(work: Work) -> str:
    """Return the DOI that the work is shown with, else the first of its own."""
    first = work.id_of("doi")
    return text_of(work, "DOI") or (first.value if first else "")


def links(work: Work) -> dict[str, str]:
    """Return name -> address for each way to the work that a reader may follow, the published version's first."""
    found = {name: one for scheme, name in LINKS.items() if (one := work.id_of(scheme))}
    if doi := doi_of(work):
        found = {LINKS["doi"]: Identifier("doi", doi)} | {
            name: one for name, one in found.items() if one.scheme != "doi"
        }
    return {name: url for name, one in found.items() if (url := address(one.url))}


def best_address(work: Work) -> str:
    """Return the address that the title links to; empty where the work has none."""
    stated = (*links(work).values(), address(work.text_of("URL")), *(address(one.url) for one in work.ids))
    return next(filter(None, stated), "")


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
