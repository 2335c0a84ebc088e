"""CSL-JSON: what Zotero, pandoc and every CSL processor read. `id` is the citation key.

Schema: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json (1.0.2).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from harvester.record import Date, Name, Work
from harvester.vocabulary import CSL_TERMS, KINDS, TYPES
from harvester.writers import Settings
from harvester.writers.shown import best_address, doi_of, flat, remarks, text_of, title_of

Json = str | list[int] | dict[str, str] | list[dict[str, str]] | dict[str, list[list[int]]]

ELSEWHERE = ("type", "citation-key", "title", "note", "abstract", "page", "archive", "archive_location")  # made below
NAME_PARTS = {"family": "family", "given": "given", "particle": "non-dropping-particle", "suffix": "suffix"}
SCHEMES = {"pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN"}  # identifiers with a variable of their own

_TYPES = frozenset(row.csl for row in TYPES)
_DASH = re.compile(r"(?<=\w)\s*[-‐‑‒–—]+\s*(?=\w)")


def write(works: Sequence[Work], settings: Settings) -> str:
    """Return the works as CSL-JSON, sorted by key."""
    items = [item(work, settings) for work in sorted(works, key=lambda work: (work.key.lower(), work.key))]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def item(work: Work, settings: Settings) -> dict[str, Json]:
    """Return one work's item; it carries every identifier for which CSL has a variable."""
    kind = work.text_of("type")
    said: dict[str, Json] = {"title": title_of(work)}
    said |= {term: _value(work, term) for term in work.choices if term in CSL_TERMS and term not in ELSEWHERE}
    said |= {name: one.value for scheme, name in SCHEMES.items() if (one := work.id_of(scheme)) and not said.get(name)}
    if arxiv := work.id_of("arxiv"):
        said |= {"archive": "arXiv", "archive_location": arxiv.value}
    said |= {
        "page": _DASH.sub("-", text_of(work, "page")),
        "abstract": text_of(work, "abstract") if settings.abstract else "",
        "note": "; ".join(filter(None, (text_of(work, "note"), *remarks(work)))),
        "DOI": doi_of(work),
        "URL": said.get("URL") or best_address(work),
    }
    head: dict[str, Json] = {"id": work.key, "type": kind if kind in _TYPES else "document"}
    return head | {term: value for term, value in sorted(said.items(), key=lambda pair: pair[0].lower()) if value}


def _value(work: Work, term: str) -> Json:
    match KINDS[term]:
        case "names":
            return [shown for one in work.names(term) if (shown := _name(one))]
        case "date":
            return _date(work.date(term))
        case "texts":
            return ", ".join(text_of(work, term).split("; "))
    return text_of(work, term)


def _name(one: Name) -> dict[str, str]:
    parts = {csl: flat(getattr(one, part)) for part, csl in NAME_PARTS.items()}
    if one.group or not parts["family"]:
        return {"literal": shown} if (shown := flat(str(one))) else {}
    return {csl: part for csl, part in parts.items() if part}


def _date(date: Date | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    known = date[: 1 + bool(date.month) + bool(date.month and date.day)]
    return {"date-parts": [list(known)]}
