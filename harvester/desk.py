"""One service and its questions: what is remembered, batches, halving, and an outcome for each question."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from harvester.codec import decode, encode
from harvester.errors import Refused, Unavailable, Warned
from harvester.fetchers import ROUTES, Asking, Unreadable, fetcher
from harvester.identifiers import Identifier
from harvester.memory import Memory, Remembered
from harvester.record import Name, Record
from harvester.web.request import LONGEST, Request, Send, Service

MOST_PEOPLE = 3  # searches by evidence, where the sources name nobody
ABSENT = 12 * 3600.0  # seconds for which "unknown to it" holds: new works reach the services within days
ALIAS = "is-same-as"  # how a service that gathers from others names a work's identifiers


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
    that the library knows for another one and that resolve more cheaply (the DOI of an IEEE document number);
    `known` are those for which the library has a record; `wants` are the fields that an output writes only where it
    was asked to; `reopens` tells in how many seconds a service that wants to be left alone may be asked again;
    `log(service, text)` is told of waits, `step(service, number, of)` of each request before it is made.
    """

    send: Send
    memory: Memory
    services: Mapping[str, Service]
    today: str
    deadline: float
    max_age: float
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: ROUTES)
    offline: bool = False
    refresh: bool = False
    contact: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    aliases: Mapping[Identifier, Identifier] = field(default_factory=dict)
    known: frozenset[Identifier] = frozenset()
    wants: frozenset[str] = frozenset()
    reopens: Callable[[str], float] = lambda _: 0.0
    log: Callable[[str, str], None] = lambda *_: None
    step: Callable[[str, int, int], None] = lambda *_: None
    warnings: list[Warned] = field(default_factory=list)

    def left(self) -> float:
        """Return the seconds until the deadline."""
        return max(0.0, self.deadline - time.monotonic())


def outcomes(service: Service, ids: Sequence[Identifier], desk: Desk, known: Sequence[Record]) -> Iterator[Outcome]:
    """Answer from the memory what it holds, ask the service for the rest, keep what it says; one outcome for each id.

    `known` are the records so far: a search by evidence takes its people from them where the user named none.
    """
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


def names(record: Record) -> tuple[Identifier, ...]:
    """Return the identifiers by which a record may have been asked for: its own, and those said to be the same."""
    return (*record.ids, *(claim.identifier for claim in record.claims if claim.relation == ALIAS))


def tells(record: Record) -> bool:
    """Return whether the record describes the work: without a title it only leads to others."""
    return "title" in record.values


def _recalled(one: Identifier, service: Service, kept: Remembered, desk: Desk) -> Outcome | None:
    """Return the remembered outcome while it holds; offline a record holds for ever, and one without title not long."""
    age, record = time.time() - kept.when, decode(kept.text) if kept.text else None
    if record and (desk.offline or age <= (desk.max_age if tells(record) or not record.values else ABSENT)):
        return Outcome(one, service.name, record, why="remembered", old=age > desk.max_age)
    if not record and age <= ABSENT:
        return Outcome(one, service.name, why=kept.why)
    return None


def _keep(outcome: Outcome, desk: Desk) -> None:
    """Remember the outcome, and the record under each identifier that it names and its own service is asked for."""
    record = outcome.record
    text = encode(record) if record else ""
    questions = [(outcome.service, outcome.asked)]
    if record:
        source = record.origin.source
        questions += [(source, one) for one in names(record) if source in desk.routes.get(one.scheme, ())]
    for service, one in dict.fromkeys(questions):
        desk.memory.keep(service, str(one), text, outcome.why)


def _asked(service: Service, ids: Sequence[Identifier], desk: Desk, known: Sequence[Record]) -> Iterator[Outcome]:
    """Ask the service, batch by batch; each id comes back once."""
    asking = Asking(service.base, desk.contact, desk.keys.get(service.name, ""), desk.people)
    if desk.offline:
        yield from (Outcome(one, service.name, why="not asked: offline", final=False) for one in ids)
    elif service.needs_key and not asking.key:
        yield from (Outcome(one, service.name, why=f"not asked: {service.key} is not set", final=False) for one in ids)
    elif service.per_person:
        yield from _by_person(service, ids, asking, desk, known)
    else:
        batches = list(_batches(service, ids, asking))
        for number, batch in enumerate(batches, 1):
            desk.step(service.name, number, len(batches))
            yield from _batch(service, batch, asking, desk)


def _batches(service: Service, ids: Sequence[Identifier], asking: Asking) -> Iterator[list[Identifier]]:
    """Cut the ids into batches as large as the service and the length of a URL allow."""
    lists: dict[str, list[Identifier]] = {}
    for one in ids:
        if any(sign in one.value for sign in service.alone):
            yield [one]
        else:
            lists.setdefault(one.scheme if service.by_scheme else "", []).append(one)
    for some in lists.values():
        for start in range(0, len(some), service.batch):
            yield from _short(service, some[start : start + service.batch], asking)


def _short(service: Service, ids: list[Identifier], asking: Asking) -> Iterator[list[Identifier]]:
    """Halve a batch until its address is short enough."""
    if len(ids) == 1 or len(fetcher(service.name).request(ids, asking).address) <= LONGEST:
        yield ids
    else:
        yield from _short(service, ids[: len(ids) // 2], asking)
        yield from _short(service, ids[len(ids) // 2 :], asking)


def _batch(service: Service, ids: list[Identifier], asking: Asking, desk: Desk) -> Iterator[Outcome]:
    """Ask for one batch; one that is refused for its content is halved until the bad id stands alone."""
    try:
        reading = _read_twice(service, ids, asking, desk)
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
        yield from _paired(service, ids, reading)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The records of one answer, why it is no whole answer (empty: it is one), and what the user is told of it."""

    records: tuple[Record, ...]
    doubt: str = ""
    told: tuple[str, ...] = ()


def _read_twice(service: Service, ids: list[Identifier], asking: Asking, desk: Desk) -> _Reading:
    """Return what the service answers; an answer in doubt is asked for once more, for most such faults pass."""
    request = fetcher(service.name).request(ids, asking)
    reading = _reading(service, request, ids, desk)
    if reading.doubt or (service.empty_again and not reading.records):
        reading = _reading(service, request, ids, desk)
    desk.warnings.extend(Warned(service.name, why) for why in reading.told)
    return reading


def _reading(service: Service, request: Request, ids: Iterable[Identifier], desk: Desk) -> _Reading:
    """Return one reading of an answer. `ids` empty: a search, not a look-up. Raises `Refused`, `Unavailable`."""
    answer = desk.send(request)
    try:
        read = list(fetcher(service.name).read(answer))
    except Refused:
        raise
    except Unavailable as error:  # well-formed, and not what the service documents: the wire could not tell
        return _Reading((), str(error), (str(error),))
    told = tuple(f"an item of its answer can't be read: {item.why}" for item in read if isinstance(item, Unreadable))
    records = tuple(
        replace(item, origin=item.origin._replace(day=desk.today)) for item in read if isinstance(item, Record)
    )
    asked = set(ids)
    foreign = bool(asked) and any(asked.isdisjoint(names(record)) for record in records)
    doubt = "its answer can be read in part only" if told else "it answered with another work" if foreign else ""
    return _Reading(records, doubt, told)


def _paired(service: Service, ids: Sequence[Identifier], reading: _Reading) -> Iterator[Outcome]:
    """Yield what became of each id; one that is missing from an answer in doubt is not unknown."""
    by_id = {one: record for record in reversed(reading.records) for one in names(record)}
    by_id |= {one: record for record in reversed(reading.records) for one in record.ids}
    for one in ids:
        record = by_id.get(one)
        why = "" if record else reading.doubt or "unknown to it"
        yield Outcome(one, service.name, record, why=why, final=record is not None or not reading.doubt)


def _by_person(
    service: Service, ids: Sequence[Identifier], asking: Asking, desk: Desk, known: Sequence[Record]
) -> Iterator[Outcome]:
    """One search a person, until every id is proven by a record; no id is ever sent."""
    left = list(ids)
    people = desk.people or frequent_authors(known)
    why, final = ("no author's record there proves the number", True) if people else ("no author to search for", False)
    for number, person in enumerate(people, 1):
        if not left:
            return
        desk.step(service.name, number, len(people))
        request = fetcher(service.name).request(left, replace(asking, people=(person,)))
        try:
            reading = _reading(service, request, (), desk)
        except Unavailable as error:
            why, final = str(error), False
            break
        desk.warnings.extend(Warned(service.name, why) for why in reading.told)
        if reading.doubt:
            why, final = reading.doubt, False
        found = [outcome for outcome in _paired(service, left, reading) if outcome.record]
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
