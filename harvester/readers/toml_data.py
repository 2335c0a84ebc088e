"""TOML data, line by line: the standard library's parser does not say where a value stands."""

from __future__ import annotations

from harvester.readers import Reading
from harvester.readers.data import pair_items
from harvester.readers.items import gather


def read(text: str, name: str) -> Reading:
    """Return what a TOML file names."""
    return gather(pair_items(text, name))
