"""Groups grown from pairs: a union-find that keeps what the user said must stay apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harvester.identifiers import Identifier
from harvester.match.versions import published_dois
from harvester.record import Record


class Doubt(NamedTuple):
    """Two records that stay two, though something speaks for one; `why` in words."""

    a: int
    b: int
    why: str


class Forest:
    """Groups of the numbers 0 to n-1. The only mutable thing of the match; it lives for one call."""

    def __init__(self, records: Sequence[Record], apart: Mapping[Identifier, frozenset[Identifier]]) -> None:
        self.apart = apart
        self.touched = [frozenset(one for one in record.ids if one in apart) for record in records]
        self.dois = [_dois(record) for record in records]
        self.parent = list(range(len(self.touched)))
        self.members: list[tuple[int, ...]] = [(number,) for number in self.parent]
        self.why: list[tuple[str, ...]] = [() for _ in self.parent]

    def root(self, number: int) -> int:
        """Return the number that stands for the whole group."""
        parent = self.parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def forbidden(self, a: int, b: int) -> bool:
        """Return whether the user said that something in the one group is not what is in the other."""
        mine, other = self.touched[self.root(a)], self.touched[self.root(b)]
        return bool(mine and other) and any(not self.apart[one].isdisjoint(other) for one in mine)

    def at_odds(self, a: int, b: int) -> bool:
        """Return whether a record of the one group and one of the other have publishers' DOIs, and none in common."""
        mine, other = self.dois[self.root(a)], self.dois[self.root(b)]
        return any(some.isdisjoint(others) for some in mine for others in other)

    def join(self, a: int, b: int, why: str) -> bool:
        """Make the groups of both one, for that reason; False where the user forbids it."""
        first, second = sorted((self.root(a), self.root(b)))
        if first != second:
            if self.forbidden(first, second):
                return False
            self.parent[second] = first
            self.members[first] += self.members[second]
            self.why[first] += self.why[second]
            self.touched[first] |= self.touched[second]
            self.dois[first] |= self.dois[second]
        if why not in self.why[first]:
            self.why[first] += (why,)
        return True

    def roots(self) -> list[int]:
        """Return the number that stands for each group, in order."""
        return [number for number, parent in enumerate(self.parent) if parent == number]

    def groups(self) -> list[tuple[list[int], list[str]]]:
        """Return each group's numbers, sorted, and its reasons, in the order of the least number."""
        return [(sorted(self.members[number]), sorted(self.why[number])) for number in self.roots()]


_NONE: frozenset[frozenset[str]] = frozenset()


def _dois(record: Record) -> frozenset[frozenset[str]]:
    """Return the record's publishers' DOIs, as the one set of them that the group holds so far."""
    dois = published_dois(record)
    return frozenset((frozenset(dois),)) if dois else _NONE
