"""Which works are shown, and how each stands: resolved, from the library, incomplete, not yet resolved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from harvester.ask import Outcome
from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.notices import unacknowledged
from harvester.readers import Link
from harvester.record import Record, Status, Work
from harvester.schemes import PEOPLE


def shown(
    works: Iterable[Work], links: Sequence[Link], own: Iterable[Record], exclude: Iterable[Identifier] = ()
) -> list[Work]:
    """Return the works that a link names or that the user wrote, without those that are excluded."""
    wanted, left_out = {link.identifier for link in links}, set(exclude)
    written = {record.origin for record in own if record.origin.kind == "file" or not record.ids}
    return [
        work
        for work in works
        if (wanted.intersection(work.ids) or any(record.origin in written for record in work.records))
        and not left_out.intersection(work.ids)
    ]


def with_unresolved(works: Sequence[Work], links: Iterable[Link]) -> list[Work]:
    """Return the works and, for each link that none of them answers, one that holds the link and its own text.

    A person's iD is no work.
    """
    texts: dict[Identifier, str] = {}
    for link in links:
        if link.identifier.scheme not in PEOPLE:
            texts[link.identifier] = texts.get(link.identifier) or " ".join(link.text.split())
    answered = {one for work in works for one in work.ids}
    told = [work if "title" in work.choices else replace(work, text=_text(work, texts)) for work in works]
    return told + [Work(ids=(one,), text=text) for one, text in texts.items() if one not in answered]


def _text(work: Work, texts: dict[Identifier, str]) -> str:
    return next((texts[one] for one in work.ids if texts.get(one)), "")


def with_statuses(works: Iterable[Work], outcomes: Iterable[Outcome]) -> list[Work]:
    """Return the works, each with its status: whether a service said it now, or who said it last."""
    fresh = {one.record.slot for one in outcomes if one.record and not one.old}
    return [replace(work, status=_status(work, fresh)) for work in works]


def _status(work: Work, fresh: Container[tuple[str, str]]) -> Status:
    if "title" not in work.choices:
        return "unresolved"
    if work.missing:
        return "incomplete"
    services = [record for record in work.records if record.origin.kind in ("service", "curated")]
    return "library" if services and not any(record.slot in fresh for record in services) else "resolved"


def problems(
    works: Iterable[Work],
    unreadable: Iterable[Warned],
    today: str,
    max_age: float,
    acknowledged: Iterable[Identifier] = (),
) -> Iterator[str]:
    """Yield, a line each, what `--strict` does not let pass. `max_age` is in seconds, `today` an ISO date.

    `unreadable` is what the inputs hold that could not be read.
    """
    oldest = str(date.fromisoformat(today) - timedelta(seconds=max_age))
    known = frozenset(acknowledged)
    for work in works:
        if work.status == "unresolved":
            yield f"{work.key}: not yet resolved"
        elif work.status == "library" and max((one.origin.day for one in work.records), default="") < oldest:
            yield f"{work.key}: no service has confirmed it since {oldest}"
        yield from (f"{work.key}: {notice}" for notice in unacknowledged(work.records, known))
    yield from (str(one) for one in unreadable if one.place.rpartition(":")[2].isdigit())
