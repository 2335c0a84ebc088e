"""What needs no weighing: the user's word, shared identifiers, and relations that are stated and hold up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from harvester.clean.fold import folded, folded_name
from harvester.identifiers import Identifier
from harvester.match.groups import Doubt, Forest
from harvester.match.versions import is_preprint_id, published_dois
from harvester.record import Claim, Name, Record
from harvester.vocabulary import SAME_WORK

SHARED_BY_MANY = frozenset(("isbn", "issn", "orcid"))
"""Schemes that also name what a work stands in: they join only what has one title."""

_TENTH = 0.1


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user answered: tuples of identifiers that are one work, or that are all different ones."""

    same: tuple[tuple[Identifier, ...], ...] = ()
    different: tuple[tuple[Identifier, ...], ...] = ()
    versions: Literal["together", "separate"] = "together"


class Stated(NamedTuple):
    """A relation that a record states, to a record that is there; `agrees`: title and an author do."""

    claimer: int
    target: int
    claim: Claim
    agrees: bool


def apart_from(answers: Answers) -> Mapping[Identifier, frozenset[Identifier]]:
    """Return, for each identifier that the user told apart from others, those others."""
    apart: dict[Identifier, set[Identifier]] = defaultdict(set)
    for told in answers.different:
        for one in told:
            apart[one].update(other for other in told if other != one)
    return {one: frozenset(others) for one, others in apart.items()}


def told(record: Record, answers: Answers, apart: Mapping[Identifier, frozenset[Identifier]]) -> Record:
    """Return the record with the identifiers that the user's word gives it, and without those that it takes away.

    A record that names two works which the user tells apart is about the first; where versions stand apart, a
    published work's record is not about the preprint.
    """
    ids = list(dict.fromkeys(record.ids))
    for same in answers.same:
        if any(one in ids for one in same):
            ids += [one for one in same if one not in ids]
    kept: list[Identifier] = []
    for one in ids:
        if not (one in apart and any(other in apart[one] for other in kept)):
            kept.append(one)
    if answers.versions == "separate" and not all(map(is_preprint_id, kept)):
        kept = [one for one in kept if not is_preprint_id(one)]
    return record if tuple(kept) == record.ids else replace(record, ids=tuple(kept))


def join_by_identifier(records: Sequence[Record], forest: Forest, same: Sequence[Sequence[Identifier]]) -> None:
    """Join the records that hold one identifier, but a preprint's, for which relations may say more."""
    user_said = {one for told in same for one in told}
    first: dict[tuple[Identifier, str], int] = {}
    for number, record in enumerate(records):
        for one in record.ids:
            if is_preprint_id(one) and one not in user_said:
                continue
            key = (one, title_of(record) if one.scheme in SHARED_BY_MANY else "")
            other = first.setdefault(key, number)
            if other != number:
                why = "the user says so" if one in user_said else "the same identifier"
                forest.join(other, number, f"{why}: {one}")


def join_by_relation(records: Sequence[Record], forest: Forest) -> list[Doubt]:
    """Join what a record states to be one and what agrees; return what is stated and does not agree."""
    doubts = []
    for claimer, target, claim, agrees in stated(records):
        said = f"{records[claimer].origin.source} states {claim.relation} {claim.identifier}"
        if agrees:
            forest.join(claimer, target, f"{said}; title and author agree")
        else:
            doubts.append(Doubt(claimer, target, f"{said}, but title and author do not agree"))
    return doubts


def join_by_preprint(records: Sequence[Record], forest: Forest) -> list[Doubt]:
    """Join the records that hold one preprint's identifier; return those that have different publishers' DOIs too.

    A paper in proceedings and its longer version in a journal often name one preprint, and are two works.
    """
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for one in filter(is_preprint_id, record.ids):
            holders[one].append(number)
    doubts = []
    for one, numbers in holders.items():
        for number in numbers:
            fits = [other for other in numbers if other != number and not _two_dois(records, forest, number, other)]
            if fits:
                forest.join(fits[0], number, f"the same identifier: {one}")
        others = (number for number in numbers if _two_dois(records, forest, numbers[0], number))
        doubts += [Doubt(numbers[0], number, f"both name {one}, but publishers' DOIs differ") for number in others]
    return doubts


def _two_dois(records: Sequence[Record], forest: Forest, a: int, b: int) -> bool:
    mine, its = (
        {doi for member in forest.members[forest.root(one)] for doi in published_dois(records[member])}
        for one in (a, b)
    )
    return bool(mine and its) and mine.isdisjoint(its)


def stated(records: Sequence[Record]) -> Iterator[Stated]:
    """Yield the stated relations between records that are there, in the order of the records."""
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for one in record.ids:
            holders[one].append(number)
    for number, record in enumerate(records):
        for claim in record.claims:
            if claim.relation not in SAME_WORK or claim.identifier in record.ids:
                continue
            for target in holders.get(claim.identifier, ()):
                yield Stated(number, target, claim, agree(record, records[target]))


def agree(a: Record, b: Record) -> bool:
    """Return whether titles (within a tenth by edit distance) and one family name agree; a missing one does not.

    A title may be told whole here, and parted from its subtitle there.
    """
    titles = any(titles_agree(one, other) for one in _titles(a) for other in _titles(b))
    return titles and not families(a).isdisjoint(families(b))


def titles_agree(a: str, b: str) -> bool:
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


def name_of(record: Record) -> str:
    """Return how a record is called in words: its published identifier, else its first one, else its place."""
    published = (str(one) for one in record.ids if not is_preprint_id(one))
    return next(published, str(record.ids[0]) if record.ids else record.origin.source)
