"""Cleaning, field by field and harmless: what is right stays as it is, and cleaning twice changes nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast

from harvester.clean.dates import dated
from harvester.clean.latex import untex
from harvester.clean.mojibake import unmojibake
from harvester.clean.names import tidy_names
from harvester.clean.text import (
    at_one_line,
    composed,
    dashes,
    notice_in,
    number_alone,
    unstopped,
    unstopped_venue,
    untag,
    visible,
    without_heading,
    without_notice,
)
from harvester.record import Date, Name, Record, Value
from harvester.vocabulary import ONLY_BIBTEX, kind_of

TEXT = (unmojibake, untag, untex, visible, at_one_line, composed)
BARE = (visible, at_one_line, composed)

CLEAN: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "*": TEXT,
    "title": (*TEXT, without_notice, unstopped),
    "subtitle": (*TEXT, unstopped),
    "title-short": (*TEXT, unstopped),
    "original-title": (*TEXT, unstopped),
    "container-title": (*TEXT, unstopped_venue),
    "volume": (*TEXT, number_alone),
    "issue": (*TEXT, number_alone),
    "abstract": (*TEXT, without_heading),
    "page": (*TEXT, dashes),
    "URL": BARE,
    "pdf": BARE,
    "DOI": BARE,
    "citation-key": BARE,
}
"""Field -> functions in order; `*` is every other text."""

_PASSES = 4  # what a function lays bare for an earlier one: `&amp;lt;i&amp;gt;`; each pass only takes away


def clean(record: Record) -> Record:
    """Return the record with each field cleaned; a field of which nothing is left is no field.

    A notice in the title (`RETRACTED: …`) becomes one of `updated-by`, a date that is none (`in press`) the status.
    Names in a user's own file are never parted: there BibTeX's rules have decided.
    """
    values = {name: cleaned for name, value in record.values.items() if (cleaned := _value(name, value, record))}
    stated = values.pop("issued") if isinstance(values.get("issued"), str) else values.get(ONLY_BIBTEX + "year", "")
    if "issued" not in values and (status := clean_text("status", str(stated))):
        values.setdefault("status", status)
    notice = notice_in(str(record.values.get("title", "")))
    if notice and "title" in values:
        said = cast("tuple[str, ...]", values.get("updated-by", ()))
        if not any(one.startswith(notice) for one in said):
            values["updated-by"] = (*said, notice)
    return record.with_values(values)


def clean_text(field: str, text: str) -> str:
    """Return the text of that field, cleaned by its row of CLEAN."""
    for _ in range(_PASSES):
        before = text
        for function in CLEAN.get(field, CLEAN["*"]):
            text = function(text)
        if text == before:
            break
    return text


def _value(field: str, value: Value, record: Record) -> Value:
    if isinstance(value, Date) or kind_of(field) == "date":
        return dated(value) or ""
    if isinstance(value, str):
        return value if field.startswith(ONLY_BIBTEX) else clean_text(field, value)
    names = tuple(one for one in value if isinstance(one, Name))
    if names:
        parted = tidy_names(tuple(map(_readable, names)), guess=record.origin.kind in ("service", "user"))
        return tuple(map(_readable, parted)) if any(one.literal for one in names) else parted
    return tuple(text for one in value if (text := clean_text(field, str(one))))


@lru_cache(maxsize=1 << 16)
def _readable(name: Name) -> Name:
    family, given, particle, suffix, literal = (clean_text("name", text) if text else "" for text in name[:5])
    return name._replace(family=family, given=given, particle=particle, suffix=suffix, literal=literal)
