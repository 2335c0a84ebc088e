"""What needs no weighing: the user's word, and the identifiers that records share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harvester.identifiers import Identifier
from harvester.match.agreement import families, title_of, titles_agree
from harvester.match.groups import Doubt, Forest
from harvester.match.versions import is_preprint_id, published_dois
from harvester.record import Record

SHARED_BY_MANY = frozenset(("isbn", "issn", "orcid"))
"""Schemes that also name what a work stands in: they join only what has one title."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user answered: tuples of identifiers that are one work, or that are all different ones."""

    same: tuple[tuple[Identifier, ...], ...] = ()
    different: tuple[tuple[Identifier, ...], ...] = ()
    versions: Literal["together", "separate"] = "together"


def apart_from(answers: Answers) -> Mapping[Identifier, frozenset[Identifier]]:
    """Return, for each identifier that the user told apart from others, those others."""
    apart: dict[Identifier, set[Identifier]] = defaultdict(set)
    for told in answers.different:
        for one in told:
            apart[one].update(other for other in told if other != one)
    return {one: frozenset(others) for one, others in apart.items()}


def held_by(records: Iterable[Record], answers: Answers) -> frozenset[Identifier]:
    """Return the identifiers of the user's `same` that a record is about."""
    named = {one for same in answers.same for one in same}
    return frozenset(one for record in records for one in record.ids if one in named) if named else frozenset()


def told(
    record: Record, answers: Answers, apart: Mapping[Identifier, frozenset[Identifier]], held: frozenset[Identifier]
) -> Record:
    """Return the record with the identifiers that the user's word gives it, and without those that it takes away.

    It gives what no record is about (`held` are the others): a preprint's record with the article's DOI would be one of
    the article. A record that names two works which the user tells apart is about the first; where versions stand
    apart, a published work's record is not about the preprint.
    """
    ids = list(dict.fromkeys(record.ids))
    for same in answers.same:
        if any(one in ids for one in same):
            ids += [one for one in same if one not in ids and one not in held]
    kept: list[Identifier] = []
    for one in ids:
        if not (one in apart and any(other in apart[one] for other in kept)):
            kept.append(one)
    if answers.versions == "separate" and not all(map(is_preprint_id, kept)):
        kept = [one for one in kept if not is_preprint_id(one)]
    return record if tuple(kept) == record.ids else replace(record, ids=tuple(kept))


def join_as_told(records: Sequence[Record], forest: Forest, same: Sequence[Sequence[Identifier]]) -> None:
    """Join the records that are about works which the user says are one."""
    named = {one for told in same for one in told}
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for one in named.intersection(record.ids):
            holders[one].append(number)
    for told in same:
        numbers = [number for one in told for number in holders[one]]
        for number in dict.fromkeys(numbers[1:]):
            forest.join(numbers[0], number, f"the user says so: {told[0]}")


def join_by_identifier(records: Sequence[Record], forest: Forest) -> list[Doubt]:
    """Join the records that hold one identifier, but a preprint's, for which relations may say more; return doubts.

    A publisher's DOI joins whatever else is said, but for two entries by hand of which nothing agrees: one of them has
    a wrong DOI, and must not be lost in the other. A record's further identifiers are copied by hand more often, and
    join no two works that have a DOI each.
    """
    doubts: list[Doubt] = []
    surely: dict[Identifier, list[int]] = defaultdict(list)
    holders: dict[tuple[Identifier, str], list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        doi = next(iter(published_dois(record)), "")
        for one in record.ids:
            if one.scheme == "doi" and one.value == doi:
                doubts += _join_surely(records, forest, one, surely[one], number)
            elif not is_preprint_id(one):
                holders[one, title_of(record) if one.scheme in SHARED_BY_MANY else ""].append(number)
    for (one, _), numbers in holders.items():
        if one in surely:
            numbers.insert(0, surely[one][0])
    for (one, _), numbers in holders.items():
        doubts += _join_holders(records, forest, one, numbers)
    return doubts


def _join_surely(
    records: Sequence[Record], forest: Forest, doi: Identifier, heads: list[int], number: int
) -> Iterator[Doubt]:
    """Join the holder of a DOI with the first of `heads` that is no stranger; yield a doubt where all are.

    A DOI that a person typed may be another work's. Services are no strangers to each other, nor is the user's word.
    """
    kind = records[number].origin.kind
    head = next((one for one in heads if not _strangers(records[one], records[number])), None)
    if head is None and kind != "file":
        head = next((one for one in heads if kind == "user" or records[one].origin.kind != "file"), None)
    if head is not None:
        forest.join(head, number, f"the same identifier: {doi}")
        return
    heads.append(number)
    if len(heads) > 1:
        yield Doubt(heads[0], number, f"both name {doi}, but neither title nor people agree")


def _strangers(a: Record, b: Record) -> bool:
    """Return whether both name a title and people, and have nothing of either in common."""
    mine, its = families(a), families(b)
    if not mine or not its or not mine.isdisjoint(its):
        return False
    one, other = (set(title_of(record).split()) for record in (a, b))
    return bool(one and other) and 3 * len(one & other) < min(len(one), len(other))


def join_by_preprint(records: Sequence[Record], forest: Forest) -> list[Doubt]:
    """Join the records that hold one preprint's identifier; return those that have different publishers' DOIs too.

    A paper in proceedings and its longer version in a journal often name one preprint, and are two works.
    """
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for one in filter(is_preprint_id, record.ids):
            holders[one].append(number)
    return [doubt for one, numbers in holders.items() for doubt in _join_holders(records, forest, one, numbers)]


def _join_holders(
    records: Sequence[Record], forest: Forest, one: Identifier, numbers: Sequence[int]
) -> Iterator[Doubt]:
    """Join each holder with the first group that it fits; yield a doubt where it fits none."""
    heads = [numbers[0]]
    for number in numbers[1:]:
        fitting = (head for head in heads if not _against(records, forest, head, number))
        head = next(fitting, None)
        if head is None:
            heads.append(number)
            yield Doubt(heads[0], number, f"both name {one}, but {_against(records, forest, heads[0], number)}")
        else:
            forest.join(head, number, f"the same identifier: {one}")


def _against(records: Sequence[Record], forest: Forest, a: int, b: int) -> str:
    """Return what speaks against it that a shared identifier makes two records one work; empty where nothing does.

    A list of somebody's works (ORCID's) names no authors; there the title must agree.
    """
    if forest.root(a) == forest.root(b):
        return ""
    if forest.at_odds(a, b):
        return "publishers' DOIs differ"
    one, other = records[a], records[b]
    unnamed = any(record.origin.kind == "service" and not families(record) for record in (one, other))
    titled = "title" in one.values and "title" in other.values
    return "titles do not agree" if unnamed and titled and not titles_agree(one, other) else ""


def name_of(record: Record, shared: Sequence[Identifier] = ()) -> str:
    """Return how a record is called in words: its publisher's DOI, another published identifier, its first, its place.

    Those that are `shared` with another, from which it is to be told, come last.
    """
    dois = published_dois(record)

    def place(one: Identifier) -> tuple[bool, bool, bool]:
        return (one in shared, one.value not in dois, is_preprint_id(one))

    return str(min(record.ids, key=place)) if record.ids else record.origin.source
