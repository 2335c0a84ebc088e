"""YAML as texts, lists and mappings, each item with its line: for bibliographies, of which nothing is trusted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

DEEPEST = 50


def root_of(text: str) -> yaml.MappingNode | None:
    """Return the mapping that a YAML text is; None where it is none, or nests or repeats without bounds.

    Raises `yaml.YAMLError`.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if not _is_bounded(yaml.parse(text, Loader=loader)):
        return None
    root = yaml.compose(text, Loader=loader)
    return root if isinstance(root, yaml.MappingNode) else None


def member(root: yaml.MappingNode, name: str) -> tuple[yaml.Node, int] | None:
    """Return what stands in the mapping under that name, and the line of the name."""
    found = (pair for pair in root.value if pair[0].value == name)
    return next(((value, key.start_mark.line + 1) for key, value in found), None)


def plain(node: yaml.Node) -> Any:
    """Return the node as a text as it was written, a list, or a mapping whose names are texts."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return [plain(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def items_of(root: yaml.MappingNode, name: str) -> list[tuple[dict[str, Any], int]]:
    """Return the mappings of the list under that name, each with its line."""
    import yaml

    found = member(root, name)
    nodes = found[0].value if found and isinstance(found[0], yaml.SequenceNode) else []
    return [(plain(node), node.start_mark.line + 1) for node in nodes if isinstance(node, yaml.MappingNode)]


def _is_bounded(events: Iterable[yaml.Event]) -> bool:
    import yaml

    depth = documents = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST or documents > 1 or isinstance(event, yaml.AliasEvent):
            return False
    return True
