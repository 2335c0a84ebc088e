"""Which records are one work? The only step that can destroy data.

In this order: the user's word, shared identifiers, stated relations that hold up, and then evidence. What is likely
but not certain stays two, and becomes a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from harvester.match.groups import Forest
from harvester.match.identity import Answers, apart_from, join_by_identifier, stated, told
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
    apart = apart_from(answers)
    records = [told(record, answers, apart) for record in in_order(records)]
    forest = Forest((record.ids for record in records), apart)
    join_by_identifier(records, forest, answers.same)
    separate = answers.versions == "separate"
    questions = [] if separate else _join_by_relation(records, forest)
    if len(forest.roots()) > 1:
        questions += _join_by_evidence(records, forest, separate)
    groups = [Group(tuple(records[number] for number in numbers), tuple(why)) for numbers, why in forest.groups()]
    return groups, questions


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


def _join_by_relation(records: Sequence[Record], forest: Forest) -> list[Question]:
    """Join what a record states to be one and what agrees; return a question for what is stated and does not."""
    relations = list(stated(records))
    for claimer, target, claim, agrees in relations:
        if agrees:
            source = records[claimer].origin.source
            forest.join(claimer, target, f"{source} states {claim.relation} {claim.identifier}; title and author agree")
    asked = {
        (str(records[claimer].ids[0]), str(claim.identifier)): f"{records[claimer].origin.source} states "
        f"{claim.relation} {claim.identifier}, but title and author do not agree"
        for claimer, target, claim, agrees in relations
        if not agrees
        and records[claimer].ids
        and forest.root(claimer) != forest.root(target)
        and not forest.forbidden(claimer, target)
    }
    return [question(members, why) for members, why in sorted(asked.items())]


def _join_by_evidence(records: Sequence[Record], forest: Forest, separate: bool) -> list[Question]:
    from harvester.match.judge import join_by_evidence  # edit distances: only where there are two to compare

    doubts = join_by_evidence(records, forest, separate)
    return sorted({_doubted(records[one.a], records[one.b], one.why) for one in doubts}, key=_members)


def _doubted(a: Record, b: Record, why: str) -> Question:
    members = tuple(str(one.ids[0]) if one.ids else one.origin.source for one in (a, b))
    unnamed = [one.origin.source for one in (a, b) if not one.ids]
    if unnamed:  # sources.yaml names works by identifier alone
        return Question(members, why, f"give {' and '.join(unnamed)} an identifier, or keep one of the two")
    return question(members, why)


def _members(asked: Question) -> tuple[tuple[str, ...], str]:
    return (asked.members, asked.why)


def question(members: tuple[str, ...], why: str) -> Question:
    """Return the question with the line for either answer."""
    pair = "[[" + ", ".join(f'"{one}"' for one in members) + "]]"
    return Question(members, why, f"same: {pair}   or   different: {pair}")
