"""JSON with places: each string with the key under which it stands and the offset at which it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from harvester.readers.fields import names_person, scheme_of
from harvester.readers.items import Item, Lines, spots, stated

_TOKEN = re.compile(r"\"(?P<text>(?:[^\"\\]++|\\.)*+)\"(?P<key>\s*:)?|(?P<number>-?\d[\w.+-]*)|(?P<end>[{}])", re.S)


class Value(NamedTuple):
    """A string or number of a JSON text: the nearest key before it, its text, its offset, the begin of its object."""

    key: str
    text: str
    start: int
    object: int = 0


def values(source: str) -> Iterator[Value]:
    """Yield the strings and numbers of a JSON text, in order; one pass that no broken text stops."""
    key, objects = "", [0]
    for met in _TOKEN.finditer(source):
        if met["key"]:
            key = unescaped(met["text"])
        elif met["end"]:
            key = ""
            if met["end"] == "{":
                objects.append(met.start())
            elif objects[1:]:
                objects.pop()
        else:
            text = unescaped(met["text"]) if met["number"] is None else met["number"]
            yield Value(key, text, met.start() + (met["number"] is None), objects[-1])


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
        if names_person(value.key):
            continue
        scheme = scheme_of(value.key)
        line, column = lines.at(offset + value.start)
        text = value.text.replace("\n", " ")
        finds = stated(scheme, text, name, line, column=column) if scheme else spots(text, name, line, column=column)
        yield from finds
