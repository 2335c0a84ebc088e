"""Result -> the report as JSON, `--list`, and the words that the command prints. Views only: nothing is decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harvester.ask import Outcome
from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.match import Question
from harvester.notices import retraction
from harvester.readers import Link
from harvester.record import Record, Work
from harvester.web.request import Count

STATUSES = {  # status -> how the summary says it
    "resolved": "from the services",
    "own": "from your own files",
    "library": "from the library",
    "incomplete": "incomplete",
    "unresolved": "not yet resolved",
}

MOST_NAMED = 20  # works that are named one by one where all is well


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to. `files` are the outputs that are to be written, path -> bytes; nothing is written yet."""

    links: tuple[Link, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    works: tuple[Work, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[Warned, ...] = ()
    counts: Mapping[str, Count] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def report(result: Result) -> str:
    """Return the report as JSON text, in the form that the documentation gives."""
    shown = {
        "version": 1,
        "works": [_work(work) for work in result.works],
        "questions": [{"members": list(one.members), "why": one.why, "answer": one.answer} for one in result.questions],
        "services": [{"name": name, **count._asdict()} for name, count in sorted(result.counts.items())],
        "warnings": [{"place": one.place, "text": one.text, "advice": one.advice} for one in result.warnings],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _work(work: Work) -> dict[str, Any]:
    return {
        "key": work.key,
        "status": work.status,
        "identifiers": [str(one) for one in work.ids],
        "members": [{"source": record.origin.source, "id": _own_id(record)} for record in work.records],
        "notices": list(work.notices),
        "retraction": retraction(work.records),
    }


def _own_id(record: Record) -> str:
    """Return what the record is called at its source: an entry's key, or the first of its identifiers."""
    key = record.values.get("citation-key")
    if isinstance(key, str) and key:
        return key
    return record.ids[0].value if record.ids else str(record.values.get("title", ""))


def summary(works: Sequence[Work], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield what the user must know of the works: how many came from where, what is missing, and who did not know."""
    counted = Counter(map(_standing, works))
    parts = [f"{counted[status]} {words}" for status, words in STATUSES.items() if counted[status]]
    yield f"{len(works)} {'work' if len(works) == 1 else 'works'}: {', '.join(parts)}"
    reasons: dict[Identifier, dict[str, str]] = {}  # the last one of each service
    for one in outcomes:
        if one.why:
            reasons.setdefault(one.asked, {})[one.service] = f"{one.service}: {one.why}"
    for work in works:
        yield from (f"  notice: {work.key}: {notice}" for notice in work.notices)
        name = f"{work.key} ({work.ids[0] if work.ids else work.text_of('title')})"
        if work.status == "library":
            yield f"  from the library: {name}, last said by {_sources(work)}"
        elif work.status == "incomplete":
            yield f"  incomplete: {name}, missing: {', '.join(work.missing)}; known from {_sources(work)}"
        elif work.status == "unresolved":
            said = (why for one in work.ids for why in reasons.get(one, {}).values())
            yield "; ".join((f"  not yet resolved: {name}", *said))
        elif work.status == "resolved" and len(works) <= MOST_NAMED:
            yield f"  {STATUSES[_standing(work)]}: {name}, by {_sources(work)}"


def _standing(work: Work) -> str:
    """Return the status, and of a work that only the user describes, that it is his own."""
    by_service = any(record.origin.kind in ("service", "curated") for record in work.records)
    return work.status if by_service or work.status != "resolved" else "own"


def _sources(work: Work) -> str:
    named = dict.fromkeys(
        f"{one.origin.source}{f', {one.origin.day}' if one.origin.day else ''}" for one in work.records
    )
    return "; ".join(named) or "nobody"
