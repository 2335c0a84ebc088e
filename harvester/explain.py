"""`--explain`: why a work is shown as it is. Of each field the value, who said it, what lost and which row of TRUST
decided; why the records were held to be one work, addend by addend. Views only: nothing is decided, nobody asked.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from harvester.codec import value_to_json
from harvester.errors import ConfigError, IdentifierError
from harvester.identifiers import Identifier, parse
from harvester.match.evidence import EVIDENCE, SAME
from harvester.merge import TOGETHER, TRUST
from harvester.notices import retraction
from harvester.record import Choice, Date, Fact, Origin, Record, Value, Work
from harvester.report import STATUSES, Result

Json = dict[str, Any]

WIDTH = 80
LONGEST = 300  # characters of a value that the screen shows; JSON has all
NEAREST = 3
WORDS = {f"{weight:+d} {row.feature} {row.level}": row for row in EVIDENCE for weight in (row.weight, row.preprint)}
"""An addend as the match writes it -> its row of EVIDENCE."""

KINDS = "the user's word, then services, the user's files, and what is curated"
PUBLISHED_FIRST = "a published version before a preprint"


def found(key: str, works: Sequence[Work]) -> list[Work]:
    """Return the works that a citation key, a former key or an identifier in any form, bare too, names.

    Raises `ConfigError` with the nearest keys where there is none.
    """
    wanted = key.strip()
    by_key = [work for work in works if wanted in (work.key, *work.former_keys)]
    by_key = by_key or [work for work in works if wanted.lower() in map(str.lower, _names(work))]
    if by_key:
        return by_key
    identifier = _identifier(wanted)
    by_id = [work for work in works if identifier in work.ids] or [
        work for work in works if wanted.lower() in {one.value.lower() for one in work.ids}
    ]
    if by_id:
        return by_id
    near = get_close_matches(wanted, [one for work in works for one in (work.key, *work.former_keys)], NEAREST, 0.0)
    advice = f"the nearest keys are {', '.join(near)}" if near else "no link of the inputs names a work"
    raise ConfigError(f"{wanted!r} is no key and no identifier of a work", where=("--explain",), advice=advice)


def explained(work: Work, result: Result, library: str) -> Json:
    """Return all that is known of how the work came to be, as what JSON can hold; `library` is that file's path."""
    rows = sorted({_row(name) for name in work.choices})
    return {
        "key": work.key,
        "former-keys": list(work.former_keys),
        "status": work.status,
        "missing": list(work.missing),
        "identifiers": [{"id": str(one), "address": one.url} for one in work.ids],
        "notices": list(work.notices),
        "retraction": retraction(work.records),
        "library": library,
        "text": work.text,
        "fields": [_field(name, choice) for name, choice in work.choices.items()],
        "records": [_record(record) for record in work.records],
        "why": [_reason(line) for line in work.why],
        "unanswered": [
            f"{one.service}: {one.why}" for one in result.outcomes if one.asked in work.ids and not one.record
        ],
        "questions": [
            {"members": list(one.members), "why": one.why, "answer": one.answer}
            for one in result.questions
            if not {str(one) for one in work.ids}.isdisjoint(one.members)
        ],
        "trust": {name: {"sources": list(TRUST[name].sources), "rule": _rule(name)} for name in rows},
    }


def told(shown: Json) -> Iterator[str]:
    """Yield the lines in which the command prints what `explained` returned."""
    title = next((one["value"] for one in shown["fields"] if one["field"] == "title"), shown["text"])
    yield from _wrapped(f"{shown['key']}: {title}" if title else shown["key"])
    missing = f", without {' and '.join(shown['missing'])}" if shown["status"] == "incomplete" else ""
    yield from _wrapped(f"{STATUSES[shown['status']]}{missing}; what services said is kept in {shown['library']}", 2)
    if shown["former-keys"]:
        yield from _wrapped(f"also found under {', '.join(shown['former-keys'])}", 2)
    yield from (line for one in shown["identifiers"] for line in _wrapped(f"{one['id']}  {one['address']}", 2, 4))
    yield from _wrapped(f"retracted: {shown['retraction']}", 2) if shown["retraction"] != "retracted" else ()
    yield from (line for notice in shown["notices"] for line in _wrapped(f"notice: {notice}", 2, 4))
    for field in shown["fields"]:
        yield from ("", *_field_lines(field))
    yield from ("", *_why_lines(shown))
    for question in shown["questions"]:
        yield from ("", *_wrapped(f"In question: {' and '.join(question['members'])}: {question['why']}", 0, 2))
        yield "  answer in sources.yaml with one of"
        yield from (line for answer in question["answer"].split("   or   ") for line in _wrapped(answer, 4, 6))
    if shown["trust"]:
        yield from ("", "Rows of TRUST that decided")
    for name, row in shown["trust"].items():
        yield from _wrapped(f"{name}: {row['rule']}: {', '.join(row['sources'])}", 2, 4)


def _identifier(text: str) -> Identifier | None:
    try:
        return parse(text)
    except IdentifierError:
        return None


def _names(work: Work) -> Iterator[str]:
    """Every key by which a work may be known: one that BibTeX can't write too."""
    yield from (work.key, *work.former_keys)
    yield from (str(key) for record in work.records if (key := record.values.get("citation-key")))


def _row(field: str) -> str:
    return field if field in TRUST else "*"


def _rule(row: str) -> str:
    return "; ".join((KINDS, *((PUBLISHED_FIRST,) if TRUST[row].published_first else ()), "of the services first"))


def _field(name: str, choice: Choice) -> Json:
    agreeing = [fact for fact in choice.lost if fact.value == choice.shown.value]
    return {
        "field": name,
        **_fact(choice.shown),
        "why": choice.why,
        "row": _row(name),
        "together": name in TOGETHER,
        "agreeing": [_origin(fact.origin) for fact in agreeing],
        "lost": [_fact(fact) for fact in choice.lost if fact not in agreeing],
    }


def _fact(fact: Fact) -> Json:
    return {"value": value_to_json(fact.value), "text": _text(fact.value), **_origin(fact.origin)}


def _origin(origin: Origin) -> Json:
    return {"source": origin.source, "address": origin.address, "since": origin.day, "kind": origin.kind}


def _record(record: Record) -> Json:
    claims = [f"{claim.relation} {claim.identifier}" for claim in record.claims]
    key = record.values.get("citation-key", "")
    return {
        **_origin(record.origin),
        "ids": [f"{one}{one.version}" for one in record.ids],
        "claims": claims,
        "key": key,
    }


def _reason(line: str) -> Json:
    """Return a line of the match's, an evidence parted into its addends: `evidence, A and B: +70 title equal = 70`."""
    between, _, sum_ = line.partition(": ")
    words, _, total = sum_.rpartition(" = ")
    addends = [(one, WORDS.get(one)) for one in words.split(", ")]
    if not between.startswith("evidence") or not all(row for _, row in addends):
        return {"why": line}
    return {
        "why": between,
        "sum": int(total),
        "needed": SAME,
        "addends": [
            {"weight": int(one.split()[0]), "feature": row.feature, "level": row.level, "why": row.why}
            for one, row in addends
            if row
        ],
    }


def _text(value: Value) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) and not isinstance(value, Date) else str(value)


def _field_lines(field: Json) -> Iterator[str]:
    yield field["field"]
    yield from _wrapped(_short(field["text"]), 2)
    yield from _wrapped(f"from {_said_by(field)}", 2, 4)
    table = ", and TOGETHER" if field["together"] else ""
    yield from _wrapped(f"because: {field['why']} (row {field['row']}{table})", 2, 4)
    for one in field["agreeing"]:
        yield from _wrapped(f"the same: {_said_by(one)}", 2, 4)
    for one in field["lost"]:
        yield from _wrapped(f"lost: {_short(one['text'])}", 2, 4)
        yield from _wrapped(f"from {_said_by(one)}", 4, 6)


def _why_lines(shown: Json) -> Iterator[str]:
    records = shown["records"]
    if not records:
        yield "No record: nothing is known but the link"
        yield from (line for why in shown["unanswered"] for line in _wrapped(why, 2, 4))
        return
    yield "One record alone" if len(records) == 1 else f"Why these {len(records)} records are one work"
    for one in records:
        said = (_said_by(one), f"key {one['key']}" if one["key"] else "", *one["ids"], *one["claims"])
        yield from _wrapped("; ".join(filter(None, said)), 2, 4)
    for reason in shown["why"]:
        if "addends" not in reason:
            yield from _wrapped(f"- {reason['why']}", 2, 4)
            continue
        yield from _wrapped(f"- {reason['why']}: {reason['sum']}, of {reason['needed']} needed", 2, 4)
        for one in reason["addends"]:
            words = f"{one['weight']:+4d}  {one['feature']}: {one['level']}"
            yield from _wrapped(f"{words}; {one['why']}" if one["why"] else words, 4, 10)


def _said_by(one: Json) -> str:
    since = f"since {one['since']}" if one["since"] else ""
    return ", ".join(filter(None, (one["source"], since, one["address"])))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}… ({len(text)} characters)"


def _wrapped(text: str, first: int = 0, then: int | None = None) -> Iterable[str]:
    rest = " " * (first if then is None else then)
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
