"""The flow, from links to files, on one screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from harvester import __version__, files, library, writers
from harvester.ask import Desk, Outcome, ask_all
from harvester.citekeys import give_keys
from harvester.clean import clean
from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.match import Answers, same_works
from harvester.memory import Memory
from harvester.merge import merge
from harvester.plan import Plan
from harvester.readers import Link, Reading, read_inputs
from harvester.record import Record, Work
from harvester.report import Result
from harvester.web.stack import Wire


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands on the disk before the run: the library, where it stands, and each output's bytes (None: none)."""

    library: library.Library
    path: str
    outputs: Mapping[str, bytes | None]


def run(plan: Plan, shelf: Shelf, memory: Memory) -> Result:
    """Return what the plan comes to. Nothing is written but the memory."""
    deadline = time.monotonic() + plan.words.deadline
    with Wire(plan.services, memory, deadline, plan.sources.contact, __version__, plan.words.offline) as wire:
        reading = read_inputs(plan.inputs, wire.page)
        links, own = chosen(plan, reading)
        desk = desk_of(plan, shelf, memory, wire, deadline)
        outcomes = ask_all([link.identifier for link in links], desk)
        said = library.remember(shelf.library, [one.record for one in outcomes if one.record])
        wanted = [link.identifier for link in links] + [one for record in own for one in record.ids]
        records = [clean(record) for record in own + library.related(said, wanted)]
        groups, questions = same_works(records, answers_of(plan))
        works = with_unresolved([merge(group) for group in groups], links, plan)
        works = [with_status(work, outcomes) for work in works]
        works = give_keys(works, shelf.library.pinned)
        kept = library.updated(shelf.library, works, said)
        outputs = write(plan, works, shelf) | {shelf.path: library.dump(kept).encode()}
        warnings = (*reading.warnings, *wire.warnings, *desk.warnings)
    return Result(tuple(links), tuple(outcomes), tuple(works), tuple(questions), warnings, wire.counts, outputs)


def chosen(plan: Plan, reading: Reading) -> tuple[list[Link], list[Record]]:
    """Return the links that are wanted and the user's own records; with INPUTs the sources only correct."""
    by_command = bool(plan.words.inputs)
    links = [*reading.links, *(() if by_command else plan.sources.links)]
    return [link for link in links if link.identifier not in plan.sources.exclude], [
        *reading.records,
        *(record for record in plan.sources.records if record.ids or not by_command),
    ]
