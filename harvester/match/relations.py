"""Relations that records state, believed where title and an author agree: registries first, aggregators after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.identifiers import Identifier
from harvester.match.agreement import agree
from harvester.match.groups import Doubt, Forest
from harvester.match.versions import published_dois
from harvester.record import Claim, Record
from harvester.vocabulary import SAME_WORK

AGGREGATORS = frozenset(("openalex", "semanticscholar", "hal", "orcid"))
"""Services that gather what others registered: what they state of others' identifiers is a guess, if a good one."""


class Stated(NamedTuple):
    """A relation that a record states, to a record that is there."""

    claimer: int
    target: int
    claim: Claim


def join_by_relation(records: Sequence[Record], forest: Forest) -> list[Doubt]:
    """Join what a record states to be one and what agrees; return what is stated and does not, or is contradicted."""
    doubts: list[Doubt] = []
    believed: list[Stated] = []
    for one in stated(records):
        if agree(records[one.claimer], records[one.target]):
            believed.append(one)
        else:
            doubts.append(_doubt(records, one, "title and author do not agree"))
    gathered: list[Stated] = []
    for one in believed:
        if records[one.claimer].origin.source in AGGREGATORS:
            gathered.append(one)
        else:
            doubts += _join(records, forest, one)
    rivals: dict[int, list[int]] = defaultdict(list)
    for one in gathered:
        rivals[one.target].append(one.claimer)
    # to a DOI first: then it is known which of them call one preprint by several
    for one in sorted(gathered, key=lambda one: not forest.dois[forest.root(one.target)]):
        named = forest.dois[forest.root(one.target)]
        if not named and any(forest.at_odds(one.claimer, other) for other in rivals[one.target]):
            doubts.append(_doubt(records, one, "another service gives it another publisher's DOI"))
        else:
            doubts += _join(records, forest, one)
    return doubts


def _join(records: Sequence[Record], forest: Forest, one: Stated) -> Iterator[Doubt]:
    """Join the two; yield a doubt where that would put two publishers' DOIs together of which the claim is not."""
    registered = records[one.claimer].origin.source not in AGGREGATORS
    of_both = registered and published_dois(records[one.claimer]) and published_dois(records[one.target])
    if forest.root(one.claimer) != forest.root(one.target) and not of_both and forest.at_odds(one.claimer, one.target):
        yield _doubt(records, one, "publishers' DOIs differ")
    else:
        forest.join(one.claimer, one.target, f"{_said(records, one)}; title and author agree")


def stated(records: Sequence[Record]) -> Iterator[Stated]:
    """Yield the stated relations of sameness between records that are there, in the order of the records."""
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for one in record.ids:
            holders[one].append(number)
    for number, record in enumerate(records):
        for claim in record.claims:
            if claim.relation in SAME_WORK and claim.identifier not in record.ids:
                yield from (Stated(number, target, claim) for target in holders.get(claim.identifier, ()))


def _said(records: Sequence[Record], one: Stated) -> str:
    return f"{records[one.claimer].origin.source} states {one.claim.relation} {one.claim.identifier}"


def _doubt(records: Sequence[Record], one: Stated, why: str) -> Doubt:
    return Doubt(one.claimer, one.target, f"{_said(records, one)}, but {why}")
