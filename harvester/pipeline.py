"""The flow, from links to files, on one screen. Nothing is opened here, and nothing written but the memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harvester import files, library, writers
from harvester.ask import Desk, ask_all
from harvester.citekeys import clashes, give_keys
from harvester.clean.dates import impossible_dates
from harvester.clean.fields import clean
from harvester.corrections import reviewed
from harvester.library import Library
from harvester.listing import wanted
from harvester.match import Answers, same_works
from harvester.merge import merge
from harvester.news import news
from harvester.plan import Plan
from harvester.profiles import links_of, works_of
from harvester.readers import Fetch, read_inputs
from harvester.record import Work
from harvester.report import Result
from harvester.standing import problems, shown, with_statuses, with_unresolved


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stood on the disk before the run: the library, and each output's bytes (None: there is no such file)."""

    library: Library = field(default_factory=Library)
    outputs: Mapping[str, bytes | None] = field(default_factory=dict)


def run(plan: Plan, shelf: Shelf, desk: Desk, fetch: Fetch | None) -> Result:
    """Return what the plan comes to. Raises `HarvestError` where an input or an output can't be used."""
    reading = read_inputs(plan.inputs, fetch, plan.written, plan.places)
    profiles = [] if plan.words.inputs else works_of(plan.sources.people, desk, shelf.library.records)
    links, own = wanted(plan, reading, links_of(profiles))
    identifiers = [link.identifier for link in links] + [one for record in own for one in record.ids]

    outcomes = ask_all([link.identifier for link in links], desk)
    said = library.remember(shelf.library, [*profiles, *(one.record for one in outcomes if one.record)])
    unnamed = {record.slot for record in profiles if not record.ids}
    loose = [record for record in said if record.slot in unnamed]
    told = [*own, *loose, *library.related(said, identifiers)]
    records = [clean(record) for record in told]
    answers = Answers(plan.sources.same, plan.sources.different, plan.sources.versions)
    groups, questions = same_works(records, answers)
    merged = shown([merge(group) for group in groups], links, [*own, *loose], plan.sources.exclude)
    standing = with_statuses(with_unresolved(merged, links), outcomes)
    works = give_keys(standing, shelf.library.pinned, shelf.library.former)

    warnings = (
        *reading.warnings,
        *clashes(works),
        *desk.warnings,
        *(warning for record in told for warning in impossible_dates(record)),
        *reviewed(works, shelf.library),
        *news(works, links, shelf.library),
    )
    doubts = problems(works, reading.warnings, desk.today, plan.max_age, plan.sources.acknowledged)
    kept = library.updated(shelf.library, works, said)
    return Result(
        links=tuple(links), outcomes=tuple(outcomes), works=works, questions=tuple(questions), warnings=warnings,
        problems=tuple(doubts), files=written(plan, works, shelf, kept) if works else {},
    )  # fmt: skip


def written(plan: Plan, works: tuple[Work, ...], shelf: Shelf, kept: Library) -> dict[str, bytes]:
    """Return the bytes of each output, and of the library, which remembers outputs that can hold no mark."""
    people = tuple(tuple(filter(None, (person.name, *person.also, person.orcid))) for person in plan.sources.people)
    made: dict[str, bytes] = {}
    for output in plan.outputs:
        old = shelf.outputs.get(output.path)
        fragment = files.has_markers(output.path, old, output.format)
        abstract = "abstract" in output.fields
        settings = writers.Settings(people, None if fragment else output.front_matter, fragment, abstract)
        new = files.place(old, writers.write(output.format, works, settings), output.format)
        made[output.path] = made.get(output.path, b"") + new
        if output.format not in files.COMMENTS and output.path != "-":
            kept = library.with_written(kept, output.path, new)
    return made | {plan.library: library.dump(kept).encode()}
