"""YAML data: a site's `_data`, and CITATION.cff."""

from __future__ import annotations

from harvester.readers import Reading
from harvester.readers.data import yaml_items
from harvester.readers.items import gather


def read(text: str, name: str) -> Reading:
    """Return what a YAML file names."""
    return gather(yaml_items(text, name))
