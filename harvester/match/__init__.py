"""Which records are one work? The only step that can destroy data.

In this order: the user's word, shared identifiers, stated relations that hold up, and then evidence. What is likely
but not certain stays two, and becomes a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from harvester.match.groups import Doubt, Forest
from harvester.match.identity import (
    Answers,
    apart_from,
    held_by,
    join_as_told,
    join_by_identifier,
    join_by_preprint,
    name_of,
    told,
)
from harvester.match.relations import join_by_relation
from harvester.record import Record

__all__ = ["Answers", "Group", "Question", "same_works"]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one work, in an order that does not depend on theirs, and why they are one, a line each."""

    records: tuple[Record, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Records that may be one work: their identifiers, what speaks for it, the line for sources.yaml."""

    members: tuple[str, ...]
    why: str
    answer: str


def same_works(records: Sequence[Record], answers: Answers | None = None) -> tuple[list[Group], list[Question]]:
    """Return the records in groups, one a work, and what only the user can answer. Their order plays no part."""
    answers = answers or Answers()
    separate = answers.versions == "separate"
    apart = apart_from(answers)
    held = held_by(records, answers)
    records = [told(record, answers, apart, held) for record in in_order(records)]
    forest = Forest(records, apart)
    join_as_told(records, forest, answers.same)
    doubts = join_by_identifier(records, forest)
    doubts += [] if separate else join_by_relation(records, forest)
    doubts += join_by_preprint(records, forest)
    if len(forest.roots()) > 1:
        from harvester.match.judge import join_by_evidence  # edit distances: only where there are two to compare

        doubts += join_by_evidence(records, forest, separate)
    groups = [Group(tuple(records[number] for number in numbers), tuple(why)) for numbers, why in forest.groups()]
    return groups, _questions(records, forest, doubts)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Return the records in a total order: by origin and identifiers, and where these are equal by what they say."""
    ordered = sorted(records, key=_place)
    result: list[Record] = []
    for _, equals in groupby(ordered, key=_place):
        some = list(equals)
        result += (
            some if len(some) == 1 else sorted(some, key=lambda one: repr((sorted(one.values.items()), one.claims)))
        )
    return result


def _place(record: Record) -> tuple[object, ...]:
    return (record.origin, record.ids)


def _questions(records: Sequence[Record], forest: Forest, doubts: Iterable[Doubt]) -> list[Question]:
    """Return one question for each two groups that are in doubt, the first doubt of them."""
    asked: dict[tuple[int, int], Question] = {}
    for a, b, why in doubts:
        first, second = sorted((forest.root(a), forest.root(b)))
        if first != second and not forest.forbidden(first, second):
            asked.setdefault((first, second), _question(records[a], records[b], why))
    return sorted(asked.values(), key=lambda one: (one.members, one.why))


def _question(a: Record, b: Record, why: str) -> Question:
    """Return the question with the line for either answer; sources.yaml names works by identifier alone."""
    members = tuple(sorted((name_of(a, b.ids), name_of(b, a.ids))))
    unnamed = [one.origin.source for one in (a, b) if not one.ids]
    if unnamed:
        return Question(members, why, f"give {' and '.join(unnamed)} an identifier, or keep one of the two")
    if members[0] == members[1]:
        return Question(members, why, f"correct {members[0]} at {a.origin.source} or at {b.origin.source}")
    pair = "[[" + ", ".join(f'"{one}"' for one in members) + "]]"
    return Question(members, why, f"same: {pair}   or   different: {pair}")
