"""Questions to the services -> one Outcome for each: order, batches, halving, and the wall around a failing service.

Breadth first: the first service of every route in whole batches, services side by side, then the next service for
what is still unknown; then another round for the identifiers that an answer claims to be the same work. Outcomes
stand in the order of the questions, never of arrival.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field, replace
from functools import partial

from harvester.codec import decode, encode
from harvester.errors import Refused, Unavailable, Warned
from harvester.fetchers import ROUTES, Asking, Unreadable, fetcher
from harvester.identifiers import Identifier
from harvester.memory import Memory, Remembered
from harvester.record import Name, Record
from harvester.vocabulary import SAME_WORK
from harvester.web.background import background
from harvester.web.request import LONGEST, Request, Send, Service

ROUNDS = 3  # asked; claimed by an answer; claimed by those
MOST_PEOPLE = 3  # searches by evidence, where the sources name nobody
GRACE = 0.2  # seconds after the deadline for a service to say that it was late
ABSENT = 12 * 3600.0  # seconds for which "unknown to it" holds: new works reach the services within days


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question to one service: a record, or the reason that there is none.

    `final` is False where asking another day may help; `old` marks a record older than the age limit.
    """

    asked: Identifier
    service: str
    record: Record | None = None
    why: str = ""
    final: bool = True
    old: bool = False


@dataclass(frozen=True)
class Desk:
    """Everything that asking needs: who may be asked, through what, and what is remembered.

    `max_age` and `deadline` are in seconds, the deadline as `time.monotonic()` counts; `aliases` are identifiers
    that the library knows for another one and that resolve more cheaply (the DOI of an IEEE document number).
    """

    send: Send
    memory: Memory
    services: Mapping[str, Service]
    today: str
    deadline: float
    max_age: float
    offline: bool = False
    refresh: bool = False
    contact: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    aliases: Mapping[Identifier, Identifier] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)


def ask_all(asked: Iterable[Identifier], desk: Desk) -> list[Outcome]:
    """Return the outcomes of all questions, those that arose from answers included, in the order of the questions."""
    originals = list(dict.fromkeys(asked))
    outcomes: list[Outcome] = []
    wanted = list(dict.fromkeys(desk.aliases.get(one, one) for one in originals))
    seen: set[Identifier] = set()
    for _ in range(ROUNDS):
        wanted = [one for one in wanted if one not in seen]
        seen.update(wanted)
        outcomes += _walk(wanted, desk, [one.record for one in outcomes if one.record])
        answered = _answered(outcomes)
        left = [one for one in originals if one not in answered]
        claimed = [
            claim.identifier
            for one in outcomes
            if one.record
            for claim in one.record.claims
            if claim.relation in SAME_WORK and claim.identifier not in answered
        ]
        wanted = list(dict.fromkeys(left + claimed))
    return outcomes


def _walk(wanted: Sequence[Identifier], desk: Desk, known: list[Record]) -> list[Outcome]:
    """Ask the routes' first services, then the second ones for what is still unknown, and so on."""
    found: dict[Identifier, list[Outcome]] = {one: [] for one in wanted}
    for depth in range(max((len(ROUTES.get(one.scheme, ())) for one in wanted), default=0)):
        said = [outcome for outcomes in found.values() for outcome in outcomes]
        answered = _answered(said)
        jobs: dict[str, list[Identifier]] = {}
        for one in wanted:
            route = ROUTES.get(one.scheme, ())
            if depth < len(route) and one not in answered and route[depth] in desk.services:
                jobs.setdefault(route[depth], []).append(one)
        for outcome in _side_by_side(jobs, desk, known + [one.record for one in said if one.record]):
            found[outcome.asked].append(outcome)
    return [outcome for one in wanted for outcome in found[one]]


def _answered(outcomes: Iterable[Outcome]) -> set[Identifier]:
    return {one for outcome in outcomes if outcome.record for one in (outcome.asked, *outcome.record.ids)}


def _side_by_side(jobs: Mapping[str, list[Identifier]], desk: Desk, known: list[Record]) -> Iterator[Outcome]:
    """Ask each service in a thread of its own; one that hangs can't hold the others, nor the process."""
    done: dict[str, list[Outcome]] = {name: [] for name in jobs}  # what a service that is too late has said counts

    def work(name: str) -> None:
        for outcome in _ask(desk.services[name], jobs[name], desk, known):
            done[name].append(outcome)

    futures = {name: background(partial(work, name)) for name in jobs}
    for name, future in futures.items():
        wait([future], timeout=max(0.0, desk.deadline - time.monotonic()) + GRACE)
        if future.done():
            future.result()  # raises what the thread did
        outcomes = list(done[name])
        yield from outcomes
        told = {outcome.asked for outcome in outcomes}
        yield from (
            Outcome(one, name, why="no answer before the deadline", final=False)
            for one in jobs[name]
            if one not in told
        )


def _ask(service: Service, ids: Sequence[Identifier], desk: Desk, known: list[Record]) -> Iterator[Outcome]:
    """Answer from the memory what it holds, ask the service for the rest, keep what it says."""
    found = desk.memory.recall_many([(service.name, str(one)) for one in ids])
    remembered = {one: found.get((service.name, str(one))) for one in ids}
    ask: list[Identifier] = []
    for one, kept in remembered.items():
        outcome = _recalled(one, service, kept, desk) if kept and not desk.refresh else None
        if outcome:
            yield outcome
        else:
            ask.append(one)
    for outcome in _asked(service, ask, desk, known):
        kept = remembered[outcome.asked]
        if outcome.final:
            _keep(outcome, desk)
        elif kept and kept.text:
            outcome = replace(outcome, record=decode(kept.text), old=True)
        yield outcome


def _recalled(one: Identifier, service: Service, kept: Remembered, desk: Desk) -> Outcome | None:
    """Return the remembered outcome while it holds; offline a record holds for ever."""
    age = time.time() - kept.when
    if kept.text and (age <= desk.max_age or desk.offline):
        return Outcome(one, service.name, decode(kept.text), why="remembered", old=age > desk.max_age)
    if not kept.text and age <= ABSENT:
        return Outcome(one, service.name, why=kept.why)
    return None


def _keep(outcome: Outcome, desk: Desk) -> None:
    """Remember the outcome, and the record under each of its identifiers that its own service is asked for."""
    record = outcome.record
    text = encode(record) if record else ""
    questions = [(outcome.service, outcome.asked)]
    if record:
        source = record.origin.source
        questions += [(source, one) for one in record.ids if source in ROUTES.get(one.scheme, ())]
    for service, one in dict.fromkeys(questions):
        desk.memory.keep(service, str(one), text, outcome.why)


def _asked(service: Service, ids: Sequence[Identifier], desk: Desk, known: list[Record]) -> Iterator[Outcome]:
    """Ask the service, batch by batch; each id comes back once."""
    asking = Asking(service.base, desk.contact, desk.keys.get(service.name, ""), desk.people)
    if desk.offline:
        yield from (Outcome(one, service.name, why="not asked: offline", final=False) for one in ids)
    elif service.needs_key and not asking.key:
        yield from (Outcome(one, service.name, why=f"not asked: {service.key} is not set", final=False) for one in ids)
    elif service.per_person:
        yield from _by_person(service, ids, asking, desk, known)
    else:
        for batch in _batches(service, ids, asking):
            yield from _batch(service, batch, asking, desk)


def _batches(service: Service, ids: Sequence[Identifier], asking: Asking) -> Iterator[list[Identifier]]:
    """Cut the ids into batches as large as the service and the length of a URL allow."""
    request = fetcher(service.name).request
    batch: list[Identifier] = []
    for one in ids:
        if any(sign in one.value for sign in service.alone):
            yield [one]
            continue
        if batch and (len(batch) >= service.batch or len(request([*batch, one], asking).address) > LONGEST):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _batch(service: Service, ids: list[Identifier], asking: Asking, desk: Desk) -> Iterator[Outcome]:
    """Ask for one batch; one that is refused for its content is halved until the bad id stands alone."""
    try:
        records = _records(service, fetcher(service.name).request(ids, asking), desk)
    except Refused as error:
        if len(ids) == 1:
            yield Outcome(ids[0], service.name, why=f"refused: {error}")
            return
        half = len(ids) // 2
        yield from _batch(service, ids[:half], asking, desk)
        yield from _batch(service, ids[half:], asking, desk)
    except Unavailable as error:
        yield from (Outcome(one, service.name, why=str(error), final=False) for one in ids)
    else:
        yield from _paired(service, ids, *records)


def _paired(service: Service, ids: Sequence[Identifier], records: Sequence[Record], whole: bool) -> Iterator[Outcome]:
    """Yield what became of each id; one that is missing beside an item that can't be read is not unknown."""
    missing = "unknown to it" if whole else "its answer can be read in part only"
    by_id = {one: record for record in reversed(records) for one in record.ids}
    for one in ids:
        record = by_id.get(one)
        yield Outcome(one, service.name, record, why="" if record else missing, final=whole or record is not None)


def _records(service: Service, request: Request, desk: Desk) -> tuple[list[Record], bool]:
    """Return the records of one answer, and whether all of it could be read; what could not is a warning."""
    records, whole = [], True
    for item in fetcher(service.name).read(desk.send(request)):
        if isinstance(item, Unreadable):
            whole = False
            desk.warnings.append(Warned(service.name, f"an item of its answer can't be read: {item.why}"))
        else:
            records.append(replace(item, origin=item.origin._replace(day=desk.today)))
    return records, whole


def _by_person(
    service: Service, ids: Sequence[Identifier], asking: Asking, desk: Desk, known: list[Record]
) -> Iterator[Outcome]:
    """One search a person, until every id is proven by a record; no id is ever sent."""
    left = list(ids)
    people = desk.people or frequent_authors(known)
    why, final = ("no author's record there proves the number", True) if people else ("no author to search for", False)
    for person in people:
        if not left:
            return
        request = fetcher(service.name).request(left, replace(asking, people=(person,)))
        try:
            records = _records(service, request, desk)
        except Unavailable as error:
            why, final = str(error), False
            break
        found = [outcome for outcome in _paired(service, left, *records) if outcome.record]
        yield from found
        proven = {outcome.asked for outcome in found}
        left = [one for one in left if one not in proven]
    yield from (Outcome(one, service.name, why=why, final=final) for one in left)


def frequent_authors(records: Iterable[Record]) -> tuple[str, ...]:
    """Return the people whom most works share, three at most, the most frequent first."""
    counted: Counter[str] = Counter()
    for record in records:
        people = record.values.get("author", ())
        counted.update({str(one): 1 for one in people if isinstance(one, Name) and not one.group}.keys())
    return tuple(name for name, _ in counted.most_common(MOST_PEOPLE))
