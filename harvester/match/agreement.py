"""Whether titles and authors of two records agree: asked before an identifier or a relation is believed."""

from __future__ import annotations

from harvester.clean.fold import folded, folded_name
from harvester.record import Name, Record

_TENTH = 0.1


def agree(a: Record, b: Record) -> bool:
    """Return whether titles (within a tenth by edit distance) and one family name agree; a missing one does not."""
    return titles_agree(a, b) and not families(a).isdisjoint(families(b))


def titles_agree(a: Record, b: Record) -> bool:
    """Return whether the titles agree. One may be told whole here, and parted from its subtitle there."""
    return any(_close(one, other) for one in _titles(a) for other in _titles(b))


def _close(a: str, b: str) -> bool:
    """Return whether two folded titles are equal or within a tenth of the longer one by edit distance."""
    if a == b or not a or not b:
        return bool(a) and a == b
    from rapidfuzz.distance import Levenshtein

    most = int(max(len(a), len(b)) * _TENTH)
    return Levenshtein.distance(a, b, score_cutoff=most) <= most


def title_of(record: Record) -> str:
    """Return the record's title, folded."""
    return folded(str(record.values.get("title", "")))


def _titles(record: Record) -> set[str]:
    """Return the record's title and, where it has a subtitle, both as one."""
    return {title_of(record), folded(f"{record.values.get('title', '')} {record.values.get('subtitle', '')}")}


def families(record: Record) -> frozenset[str]:
    """Return the family names of authors, or else editors, folded; a group's whole name stands for it."""
    for field in ("author", "editor"):
        names = [one for one in record.values.get(field, ()) if isinstance(one, Name)]
        if names:
            return frozenset(family for one in names if (family := folded_name(one.family or one.literal)))
    return frozenset()
