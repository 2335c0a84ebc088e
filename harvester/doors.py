"""What stands around the flow: files are opened, the client is built, and what came out is written."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harvester import __version__, files
from harvester.ask import Desk
from harvester.errors import Unavailable, Warned
from harvester.library import Library, aliases, load
from harvester.listing import plan_of
from harvester.memory import Memory, cache_folder
from harvester.pipeline import Shelf, run
from harvester.plan import Plan, Words
from harvester.progress import Board
from harvester.readers import Fetch
from harvester.report import Result, report
from harvester.web.request import Answer, Send, nowhere
from harvester.web.settings import Settings
from harvester.web.wire import Wire
from harvester.writers import FORMATS

ADVICE = Warned("", "no contact is set", "`contact:` in sources.yaml makes the services answer faster and more surely")


def harvest(*inputs: str, **words: Any) -> Result:
    """Do what the command does, and return what came of it. The words are the command's: `bibtex="refs.bib"`.

    Raises `HarvestError`; outputs are written unless `check=True`.
    """
    formats = {name: words.pop(name) for name in FORMATS if words.get(name)}
    return fulfil(plan_of(Words(inputs=inputs, outputs=formats, **words)))


def page(plan: Plan, url: str) -> Answer:
    """Return the page at an address, from the memory where it can't be had. Raises `Unavailable`."""
    memory = Memory(_memory_path())
    try:
        return _pages(plan, _settings(plan, memory), memory)(url)
    finally:
        memory.let_go()


def looked(plan: Plan) -> tuple[Result, str]:
    """Return what the plan comes to as things stand, and the library's path: nobody is asked and nothing written."""
    words = replace(plan.words, offline=True, check=True, report="")
    plan = _housed(replace(plan, words=words, outputs=()))
    return fulfil(plan), plan.library


def fulfil(plan: Plan, board: Board | None = None) -> Result:
    """Run the plan and write what it came to, unless it only checks. Raises `HarvestError`.

    `board` is told what happens meanwhile.
    """
    board = board or Board()
    plan = _housed(plan)
    shelf = _shelf(plan)
    memory = Memory(_memory_path())
    settings = replace(_settings(plan, memory), log=board.log)
    wire = Wire(settings)
    desk = replace(_desk(plan, shelf, memory, wire), log=board.log, step=board.step)
    try:
        result = run(plan, shelf, desk, _pages(plan, settings, memory))
    finally:
        memory.let_go()
    asked = any(count.requests for count in wire.counts.values())
    advice = (ADVICE,) if asked and not plan.sources.contact else ()
    warnings = (*result.warnings, *wire.warnings, *memory.warnings, *advice)
    changed = tuple(path for path, new in result.files.items() if path != "-" and shelf.outputs.get(path) != new)
    result = replace(result, warnings=warnings, counts=wire.counts, changed=changed)
    return _written(plan, result)


def _housed(plan: Plan) -> Plan:
    """Return the plan with a place for the library."""
    return replace(plan, library=plan.library or str(_data_folder() / "records.json"))


def _written(plan: Plan, result: Result) -> Result:
    """Write the files; a check only tells which outputs would change."""
    if plan.words.check:
        result = replace(result, changed=tuple(path for path in result.changed if path != plan.library))
    told = {plan.words.report: report(result).encode()} if plan.words.report else {}
    if plan.words.report == "-":
        return replace(result, files={**result.files, "-": result.files.get("-", b"") + told["-"]})
    made = {} if plan.words.check else {path: new for path, new in result.files.items() if path != "-"}
    files.write_all(made | told)
    return result


def _shelf(plan: Plan) -> Shelf:
    """Read the library and the outputs as they are. Raises `ConfigError` for an output that is not harvest's."""
    text = files.read(plan.library)
    kept = load(text.decode("utf-8", "replace"), plan.library) if text is not None else Library()
    outputs = {output.path: None if output.path == "-" else files.standing(output.path) for output in plan.outputs}
    for output in () if plan.words.force else plan.outputs:
        files.refuse_foreign(output.path, outputs[output.path], output.format, kept.written.get(output.path, ""))
    return Shelf(kept, {**outputs, plan.library: text})


def _settings(plan: Plan, memory: Memory) -> Settings:
    return Settings(
        services=plan.services, memory=memory, deadline=time.monotonic() + plan.words.deadline, version=__version__,
        contact=plan.sources.contact, secrets=tuple(plan.keys.values()),
    )  # fmt: skip


def _desk(plan: Plan, shelf: Shelf, memory: Memory, wire: Wire) -> Desk:
    people = plan.sources.people
    return Desk(
        send=nowhere if plan.words.offline else _client(wire),
        memory=memory,
        services=plan.services,
        today=str(datetime.now(UTC).date()),
        deadline=wire.settings.deadline,
        max_age=plan.max_age,
        routes=plan.routes,
        offline=plan.words.offline,
        refresh=plan.words.refresh,
        contact=plan.sources.contact,
        keys=plan.keys,
        people=(*(one.name for one in people), *(" ".join(one.also) for one in people if one.also)),
        aliases=aliases(shelf.library, "ieee", "doi"),
        known=frozenset(one for record in shelf.library.records for one in record.ids),
        wants=plan.wants,
        reopens=wire.reopens,
    )


def _client(wire: Wire) -> Send:
    """Loaded only where somebody is asked: it brings the network's libraries."""
    from harvester.web.stack import stack

    return stack(wire)


def _pages(plan: Plan, settings: Settings, memory: Memory) -> Fetch:
    """Return how a page is fetched by its address: kept in the memory, which serves it when it can't be had."""

    def fetch(url: str) -> Answer:
        try:
            if plan.words.offline:
                raise Unavailable("not asked: offline")
            from harvester.web import stack

            answer = stack.page(settings, url)
        except Unavailable:
            kept = memory.recall("page", url)
            if kept is None:
                raise
            return _page_from(kept.text)
        memory.keep("page", url, _page_text(answer), "")
        return answer

    return fetch


def _page_text(answer: Answer) -> str:
    return json.dumps([answer.url, answer.headers.get("content-type", ""), answer.body.decode("latin-1")])


def _page_from(text: str) -> Answer:
    url, kind, body = json.loads(text)
    return Answer(200, url, {"content-type": kind}, body.encode("latin-1"))


def _memory_path() -> Path | None:
    folder = cache_folder()
    return folder / "memory.sqlite" if folder else None


def _data_folder() -> Path:
    """The user's own folder for data: XDG's, else what the platform has."""
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "harvest"
    from platformdirs import user_data_path

    return user_data_path("harvest", appauthor=False)
