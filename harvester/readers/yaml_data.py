"""YAML data: a site's `_data`, and CITATION.cff."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.readers import Reading
from harvester.readers.data import may_name, refused, yaml_items
from harvester.readers.items import Item, gather


def read(text: str, name: str) -> Reading:
    """Return what a YAML file names, and the records of a CITATION.cff."""
    items = yaml_items(text, name) if may_name(text) else []
    is_cff = "cff-version" in text[:2000]
    return gather((*items, *_cff(text, name)) if is_cff else items)


def _cff(text: str, name: str) -> Iterator[Item]:
    import yaml

    from harvester.readers.cff import cff_records

    try:
        yield from cff_records(text, name)
    except (yaml.YAMLError, ValueError) as error:
        yield refused(error, name)
