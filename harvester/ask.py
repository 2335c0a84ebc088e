"""Questions -> outcomes: who is asked what, in which order, and what an answer leads to.

Breadth first: the first service of every route in whole batches, services side by side, then the next service for
what is still unknown; then another round for the identifiers that an answer claims to be the same work. Outcomes
stand in the order of the questions, never of arrival.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import replace
from functools import partial

from harvester.desk import Desk, Outcome, names, outcomes, tells
from harvester.fetchers import ALSO, FOLLOWED, PUBLISHED
from harvester.identifiers import Identifier
from harvester.record import Record
from harvester.vocabulary import SAME_WORK
from harvester.web.background import background

__all__ = ["Desk", "Outcome", "ask_all"]

ROUNDS = 3  # asked; claimed by an answer; claimed by those
GRACE = 0.2  # seconds after the deadline for a service to say that it was late


def ask_all(asked: Iterable[Identifier], desk: Desk) -> list[Outcome]:
    """Return the outcomes of all questions, those that arose from answers included, in the order of the questions."""
    originals = list(dict.fromkeys(asked))
    said: list[Outcome] = []
    wanted = list(dict.fromkeys(desk.aliases.get(one, one) for one in originals))
    seen: set[Identifier] = set()
    for _ in range(ROUNDS):
        wanted = [one for one in wanted if one not in seen]
        seen.update(wanted)
        said += _walk(wanted, desk, said)
        said += _further(wanted, desk, said)
        answered = _answered(said)
        left = [one for one in originals if one not in answered]
        wanted = list(dict.fromkeys([*left, *(one for one in _led_to(said) if one not in answered)]))
    return _adopted(_waited_for(originals, desk, said))


def _walk(wanted: Sequence[Identifier], desk: Desk, known: Sequence[Outcome]) -> list[Outcome]:
    """Ask the routes' first services, then the second ones for what is still unknown, and so on."""
    found: dict[Identifier, list[Outcome]] = {one: [] for one in wanted}
    for depth in range(max((len(desk.routes.get(one.scheme, ())) for one in wanted), default=0)):
        said = [outcome for some in found.values() for outcome in some]
        answered = _answered(said)
        jobs: dict[str, list[Identifier]] = {}
        for one in wanted:
            route = desk.routes.get(one.scheme, ())
            if depth < len(route) and one not in answered and _may_ask(route[depth], found[one], desk):
                jobs.setdefault(route[depth], []).append(one)
        for outcome in _side_by_side(jobs, desk, [*known, *said]):
            found[outcome.asked].append(outcome)
    return [outcome for one in wanted for outcome in found[one]]


def _may_ask(name: str, before: Iterable[Outcome], desk: Desk) -> bool:
    """A service that is asked one by one does not stand in for one that is down and that takes lists."""
    if name not in desk.services:
        return False
    down = (desk.services[one.service].batch > 1 for one in before if not one.final)
    return desk.services[name].batch > 1 or desk.offline or not any(down)


def _adopted(said: Sequence[Outcome]) -> list[Outcome]:
    """Give a record the identifiers to which it alone is the answer.

    Who gathers from others proves only an identifier of its own; where another service's record proves the one asked
    for, the two meet by what they say.
    """
    proven = {one for outcome in said if outcome.record and tells(outcome.record) for one in outcome.record.ids}
    alone: dict[tuple[str, str], dict[Identifier, None]] = {}
    for one in said:
        if one.record and one.asked not in proven:
            alone.setdefault(one.record.slot, {})[one.asked] = None
    return [
        replace(one, record=replace(one.record, ids=tuple(dict.fromkeys((*one.record.ids, *alone[one.record.slot])))))
        if one.record and one.record.slot in alone
        else one
        for one in said
    ]


def _answered(said: Iterable[Outcome]) -> set[Identifier]:
    return {one for outcome in said if outcome.record and tells(outcome.record) for one in _of(outcome)}


def _of(outcome: Outcome) -> tuple[Identifier, ...]:
    return (outcome.asked, *(outcome.record.ids if outcome.record else ()))


def _led_to(said: Iterable[Outcome]) -> Iterator[Identifier]:
    """Yield the identifiers that answers claim to be the same work, and all those of a record that only leads on."""
    for record in (outcome.record for outcome in said if outcome.record):
        yield from () if tells(record) else names(record)
        for claim in record.claims:
            if claim.relation in SAME_WORK and claim.identifier.scheme in FOLLOWED:
                yield claim.identifier


def _further(wanted: Sequence[Identifier], desk: Desk, said: Sequence[Outcome]) -> list[Outcome]:
    """Ask, in lists alone, for the published versions of preprints and for the fields that an output wants."""
    told = {(outcome.service, outcome.asked) for outcome in said}
    about: dict[Identifier, list[Record]] = {}
    for outcome in said:
        if outcome.record:
            for one in _of(outcome):
                about.setdefault(one, []).append(outcome.record)
    jobs: dict[str, list[Identifier]] = {}
    for one in wanted:
        records = about.get(one, [])
        for name in _who_else(one, records, desk) if records else ():
            if (name, one) not in told and name in desk.services and desk.services[name].batch > 1:
                jobs.setdefault(name, []).append(one)
    return list(_side_by_side(jobs, desk, said))


def _who_else(one: Identifier, records: Sequence[Record], desk: Desk) -> Iterator[str]:
    """Yield the services that may know more of a work: none of them twice."""
    names = [] if any(map(_placed, records)) else [*PUBLISHED.get(one.scheme, ())]
    for field in desk.wants:
        if not any(field in record.values for record in records):
            names += [name for name in ALSO.get(field, ()) if one.scheme in desk.services[name].schemes]
    yield from dict.fromkeys(names)


def _placed(record: Record) -> bool:
    """Tell whether a preprint's record already says where the work was published."""
    return "journal-ref" in record.values or any(claim.relation in SAME_WORK for claim in record.claims)


def _waited_for(originals: Sequence[Identifier], desk: Desk, said: list[Outcome]) -> list[Outcome]:
    """Ask again what nobody could answer, once the service that wants to be left alone may be asked again.

    What the library holds waits for no one, and nobody waits beyond the deadline.
    """
    while True:
        answered = _answered(said) | desk.known
        left = dict.fromkeys(one for one in originals if one not in answered)
        silent = {one.service for one in said if one.asked in left and not one.final}
        times = {seconds: name for name in silent if 0 < (seconds := desk.reopens(name)) < desk.left()}
        if not times:
            return said
        seconds, name = min(times.items())
        desk.log(name, f"wants to be left alone, asked again in {seconds:.0f} s")
        time.sleep(seconds)
        said = [*said, *_walk([*left], desk, said)]


def _side_by_side(jobs: Mapping[str, Sequence[Identifier]], desk: Desk, known: Sequence[Outcome]) -> Iterator[Outcome]:
    """Ask each service in a thread of its own; one that hangs can't hold the others, nor the process."""
    done: dict[str, list[Outcome]] = {name: [] for name in jobs}  # what a service that is too late has said counts
    records = [outcome.record for outcome in known if outcome.record]

    def work(name: str) -> None:
        for outcome in outcomes(desk.services[name], jobs[name], desk, records):
            done[name].append(outcome)

    futures = {name: background(partial(work, name)) for name in jobs}
    for name, future in futures.items():
        wait([future], timeout=desk.left() + GRACE)
        if future.done():
            future.result()  # raises what the thread did
        so_far = list(done[name])
        yield from so_far
        told = {outcome.asked for outcome in so_far}
        yield from (
            Outcome(one, name, why="no answer before the deadline", final=False)
            for one in jobs[name]
            if one not in told
        )
