"""JSON with places: each string with the key under which it stands and the offset at which it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from harvester.readers.fields import Beside, names_no_work, scheme_of
from harvester.readers.items import Item, Lines, counted, spots, stated

_TOKEN = re.compile(  # a string that is never closed goes on to the end of the text
    r"\"(?P<text>(?:[^\"\\]++|\\.)*+)(?:\"(?P<key>\s*:)?|\\?\Z)|(?P<number>-?\d[\w.+-]*)|(?P<end>[{}])", re.S
)


class Value(NamedTuple):
    """A string or number of a JSON text: the nearest key before it, its text, its offset, the begin of its object."""

    key: str
    text: str
    start: int
    object: int = 0
    is_number: bool = False


def values(source: str) -> Iterator[Value]:
    """Yield the strings and numbers of a JSON text, in order; one pass that no broken text stops."""
    key, objects, beside = "", [0], Beside()
    for met in _TOKEN.finditer(source):
        if met["key"]:
            key = unescaped(met["text"])
        elif met["end"]:
            key = ""
            if met["end"] == "{":
                objects.append(met.start())
                beside.opened()
            elif objects[1:]:
                objects.pop()
                beside.closed()
        else:
            is_number = met["number"] is not None
            text = met["number"] if is_number else unescaped(met["text"])
            yield Value(beside.name(key, text), text, met.start() + (not is_number), objects[-1], is_number)


def unescaped(text: str) -> str:
    """Return a JSON string's content without escapes; as it stands where they are wrong."""
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def json_items(source: str, name: str, lines: Lines, offset: int = 0) -> Iterator[Item]:
    """Yield what the values of a JSON text name; it begins at `offset` of the text that `lines` knows.

    A string stands on one line, whatever line ends it spells.
    """
    for value in values(source):
        scheme = scheme_of(value.key)
        if not scheme and (value.is_number or names_no_work(value.key)):
            continue
        line, column = lines.at(offset + value.start)
        text = value.text.replace("\n", " ")
        if scheme:
            yield from (counted if value.is_number else stated)(scheme, text, name, line, column=column)
        else:
            yield from spots(text, name, line, column=column)
