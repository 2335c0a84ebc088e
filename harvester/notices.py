"""What the reader must know of a work: retracted, withdrawn, corrected, …: which version, by which notice, who says so.

A preprint that is withdrawn does not retract the article, nor the other way round, so every notice names its version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, cast

from harvester.identifiers import Identifier
from harvester.match.versions import is_preprint, is_preprint_id
from harvester.record import Origin, Record

State = Literal["retracted", "not known to be", "unknown"]

KINDS = {
    "retraction": "retracted",
    "partial_retraction": "partially retracted",
    "withdrawal": "withdrawn",
    "removal": "removed",
    "expression_of_concern": "expression of concern",
    "correction": "corrected",
    "erratum": "corrected",
    "corrigendum": "corrected",
    "clarification": "clarified",
    "addendum": "has an addendum",
    "new_version": "has a new version",
    "new_edition": "has a new edition",
}
"""Crossref's kinds of update (https://www.crossref.org/documentation/crossmark/participating-in-crossmark/) -> ours."""

RETRACTED = ("retracted", "partially retracted", "withdrawn", "removed")
"""How the notices begin that `--strict` does not pass over until the user acknowledges them."""

WOULD_SAY = frozenset(("crossref", "pubmed", "europepmc", "openalex", "arxiv"))
"""Services that tell of a retraction: only their silence means "not known to be"."""

WITHDRAWN = re.compile(r"\A\W*withdrawn\b|\b(?:has|have) been withdrawn\b|\b(?:is|was|are) withdrawn\b(?! from)", re.I)
"""An author's comment at arXiv that takes the work back: there is no other mark of it."""

OWN_WORDS = {"file": "the entry's title", "user": "the user's word"}  # no path or line stands in an output

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


class Notice(NamedTuple):
    """What happened (`kind`, our word) to which version (`of`, its identifiers), by which notices, said by whom."""

    kind: str
    of: tuple[Identifier, ...] = ()
    version: str = ""
    by: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        by = f"by {', '.join(self.by)}" if self.by else ""
        what = ", ".join(filter(None, (self.version, by, min(self.days, default=""))))
        return (
            f"{self.kind}: {what} ({', '.join(self.sources)})" if what else f"{self.kind} ({', '.join(self.sources)})"
        )


def notices_of(records: Iterable[Record]) -> tuple[Notice, ...]:
    """Return the notices of a work's records, sorted: each once for each version, with all its sources."""
    found: list[Notice] = []
    for record in records:
        for notice in _said(record):
            met = next((n for n, one in enumerate(found) if _are_one(one, notice)), None)
            if met is None:
                found.append(notice)
            else:
                found[met] = _joined(found[met], notice)
    return tuple(sorted(found, key=str))


def retraction(records: Sequence[Record]) -> State:
    """Return what is known of a retraction of the version in front: the published one, where there is one.

    Silence is "not known to be" only where a service has answered that would say so.
    """
    front = [record for record in records if not is_preprint(record)] or list(records)
    if any(notice.kind in RETRACTED for notice in notices_of(front)):
        return "retracted"
    asked = any(record.origin.source in WOULD_SAY and record.origin.kind == "service" for record in front)
    return "not known to be" if asked else "unknown"


def unacknowledged(records: Sequence[Record], known: frozenset[Identifier]) -> list[Notice]:
    """Return the retractions that the user's `acknowledged` does not name.

    An identifier of the version itself acknowledges that version's; another one of the work does, unless it is that
    of a version with a notice of its own.
    """
    found = [notice for notice in notices_of(records) if notice.kind in RETRACTED]
    ids = {one for record in records for one in record.ids}
    told_apart = {one for notice in found for one in notice.of}
    anywhere = bool(known & (ids - told_apart))
    return [notice for notice in found if not anywhere and not (known & set(notice.of or ids))]


def _said(record: Record) -> Iterable[Notice]:
    texts = cast("tuple[str, ...]", record.values.get("updated-by", ()))
    withdrawn = "comment" in record.values and WITHDRAWN.search(str(record.values["comment"]))
    if not texts and not withdrawn:  # as nearly always
        return
    version, source = _version(record), _source(record.origin)
    for text in texts:
        kind, *words = text.split()
        by = tuple(word for word in words if ":" in word)
        days = tuple(word for word in words if _DAY.fullmatch(word))
        others = tuple(word for word in words if word not in by and word not in days)
        yield Notice(KINDS.get(kind, kind.replace("_", " ")), record.ids, version, by, days, (source, *others))
    if withdrawn:
        yield Notice("withdrawn", record.ids, version, (), (), (source,))


def _version(record: Record) -> str:
    """Return the identifier by which the record's version is known: a preprint's own, a publication's DOI."""
    preprint = is_preprint(record)
    own = [one for one in record.ids if is_preprint_id(one) == preprint] or list(record.ids)
    dois = [one for one in own if one.scheme == "doi" and not preprint]
    return str(next(iter((*dois, *own)), ""))


def _source(origin: Origin) -> str:
    return OWN_WORDS.get(origin.kind, origin.source)


def _are_one(a: Notice, b: Notice) -> bool:
    return a.kind == b.kind and (not a.of or not b.of or not set(a.of).isdisjoint(b.of))


def _joined(a: Notice, b: Notice) -> Notice:
    first, second = (a, b) if a.of or not b.of else (b, a)
    return Notice(
        a.kind, tuple(dict.fromkeys((*a.of, *b.of))), first.version or second.version,
        *(tuple(sorted({*mine, *its})) for mine, its in ((a.by, b.by), (a.days, b.days), (a.sources, b.sources))),
    )  # fmt: skip
