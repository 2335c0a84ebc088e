"""JSON: a bibliography in CSL-JSON, or a site's data."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.errors import Warned
from harvester.readers import Reading
from harvester.readers.csl_json import csl_finds, csl_items
from harvester.readers.items import Item, Lines, gather
from harvester.readers.json_text import json_items


def read(text: str, name: str) -> Reading:
    """Return the records and links of CSL-JSON, or the links of any other JSON; what is broken is read to its end."""
    return gather(_items(text, name))


def _items(text: str, name: str) -> Iterator[Item]:
    lines, done = Lines(text), 0
    try:
        for item, start, end in csl_items(text):
            yield from csl_finds(text, name, lines, item, (start, end))
            done = end
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        yield Item(line, 0, Warned(f"{name}:{line}", "the JSON is broken here: the rest is read as text", "correct it"))
    yield from json_items(text[done:], name, lines, done)
