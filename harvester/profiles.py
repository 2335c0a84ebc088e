"""The works that people keep in their ORCID records, so that a new paper appears without anybody's editing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from harvester.codec import decode, encode
from harvester.desk import Desk
from harvester.errors import Unavailable, Warned
from harvester.fetchers import Asking, Unreadable, fetcher
from harvester.identifiers import parse
from harvester.readers import Link, Place
from harvester.readers.sources import Person
from harvester.record import Date, Record

SERVICE = "orcid"
FRESH = 20 * 3600.0  # seconds: a daily job is to see what is new each day


def works_of(people: Iterable[Person], desk: Desk, kept: Sequence[Record]) -> list[Record]:
    """Return what ORCID has of the people who want it, from the year that they name on; `kept` is the library's.

    What ORCID said last serves where it can't be asked.
    """
    found: list[Record] = []
    for person in people:
        if person.works and SERVICE in desk.services:
            said = _said(person.orcid, desk)
            if said is None:
                said = [one for one in kept if one.origin.source == SERVICE and person.orcid in one.origin.address]
            found += [record for record in said if _since(record, person.since)]
    return found


def links_of(records: Iterable[Record]) -> Iterator[Link]:
    """Yield the identifiers of the records as links, each with the work's title as its text."""
    for record in records:
        for one in record.ids:
            yield Link(one, Place(record.origin.address, 1), str(record.values.get("title", "")))


def _since(record: Record, year: int) -> bool:
    issued = record.values.get("issued")
    return not isinstance(issued, Date) or issued.year >= year


def _said(orcid: str, desk: Desk) -> list[Record] | None:
    """Return what ORCID says, or said when it was last asked; None where it was never reached."""
    kept = desk.memory.recall(SERVICE, orcid)
    held = [decode(line) for line in kept.text.split("\n") if line] if kept else None
    fresh = kept is not None and time.time() - kept.when <= min(desk.max_age, FRESH)
    if desk.offline or (fresh and not desk.refresh):
        return held
    row = desk.services[SERVICE]
    request = fetcher(SERVICE).request([parse(orcid, SERVICE)], Asking(row.base, desk.contact))
    try:
        read = list(fetcher(SERVICE).read(desk.send(request)))
    except Unavailable:  # the wire tells of it
        return held
    records = [replace(one, origin=one.origin._replace(day=desk.today)) for one in read if isinstance(one, Record)]
    unreadable = [one.why for one in read if isinstance(one, Unreadable)]
    desk.warnings.extend(Warned(SERVICE, f"a work of {orcid} can't be read: {why}") for why in unreadable)
    if not read:
        desk.warnings.append(Warned(SERVICE, f"it shows no work of {orcid}", "is the iD right, are its works public?"))
    desk.memory.keep(SERVICE, orcid, "\n".join(map(encode, records)), "")
    return records
