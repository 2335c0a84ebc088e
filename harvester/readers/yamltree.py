"""YAML text -> the root of a tree in which everything has its place; bounded, and nothing is constructed.

YAML 1.1, https://yaml.org/spec/1.1/, by PyYAML's composer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from harvester.errors import ConfigError
from harvester.readers.spot import Spot, problem_at

if TYPE_CHECKING:
    import yaml

DEPTH = 50  # the composer recurses, and crashes the process where a file nests without end
NODES = 200_000  # with every alias counted as what it stands for: ten thousand works, and no "billion laughs"

_TAGS = {None, "!", *(f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str"))}
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]")

# What the parser's words mean for somebody who does not know YAML's grammar: part of its words, what, advice.
_IN_WORDS = (
    ("mapping values are not allowed", "a colon stands where none can", "put a text that holds ': ' in quotes"),
    ("cannot start any token", "a text begins with a sign that YAML keeps for itself", "put the text in quotes"),
    ("undefined alias", "a text begins with *, which YAML keeps for itself", "put the text in quotes"),
    ("alphabetic or numeric", "a text begins with * or &, which YAML keeps for itself", "put the text in quotes"),
    ("unexpected end of stream", "a quote is never closed", "close it; inside '…' an apostrophe is written ''"),
    ("expected ','", "a list or mapping in brackets does not end", "look for a missing comma or bracket"),
    ("expected key", "the line does not fit those above it", "check indentation and quotes"),
    ("expected <block end>", "the line does not fit those above it", "check indentation and quotes"),
    ("expected '-' indicator", "the line does not fit the list above it", "check its indentation"),
    ("duplicate anchor", "an &anchor is given twice", "give each its own name"),
)


def tree(text: str, name: str) -> Spot | None:
    """Return the root of the one document that `text` holds, None where it holds none.

    `name` is the file's path as given. Raises ConfigError with the place of what is no YAML, or too much of it.
    """
    import yaml

    text = text.removeprefix("\ufeff")
    if bad := _NOT_YAML.search(text):
        raise _not_a_character(text, bad.start(), name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _bounded(yaml.parse(text, Loader=loader), name)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _in_words(error, text, name) from None
    root = Spot(node, name) if node else None
    return None if root is None or root.absent else root


def _bounded(events: Iterable[Any], name: str) -> None:
    """Raise ConfigError where the file nests too deeply, grows too large by its aliases, or holds two documents."""
    import yaml

    sizes: dict[str | None, int] = {}  # anchor -> nodes that an alias to it stands for
    opened: list[tuple[str | None, int]] = []  # anchor, nodes met before it
    met = documents = 0
    for event in events:
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            sizes[anchor] = met - before
        elif isinstance(event, yaml.AliasEvent):
            met += sizes.get(event.anchor, NODES if event.anchor in {anchor for anchor, _ in opened} else 1)
        elif isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append((event.anchor, met))
            met += 1
        if problem := _too_much(event, documents, len(opened), met):
            raise problem_at(name, event.start_mark, *problem)


def _too_much(event: Any, documents: int, depth: int, nodes: int) -> tuple[str, str] | None:
    if documents > 1:
        return "a second document begins", "keep one, without a line of '---' in between"
    if depth > DEPTH:
        return f"more than {DEPTH} levels deep", "no setting needs so many"
    if nodes > NODES:
        return f"more than {NODES:,} values", "use fewer aliases (*name), or several files"
    if getattr(event, "tag", None) not in _TAGS:
        return f"the tag {event.tag!r} means nothing here", "put a text that begins with ! in quotes"
    return None


def _not_a_character(text: str, start: int, name: str) -> ConfigError:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    code = ord(text[start])
    what, advice = f"the control character U+{code:04X} stands here", "remove it"
    if 0xDC80 <= code <= 0xDCFF:  # how Python hands on a byte that it could not decode (surrogateescape)
        what, advice = f"the byte 0x{code - 0xDC00:02X} is no UTF-8", "save the file as UTF-8"
    return ConfigError(what, advice=advice, where=(f"{name}:{line}:{column}",))


def _in_words(error: yaml.MarkedYAMLError, text: str, name: str) -> ConfigError:
    """Return the parser's error in the user's words; tabs, the commonest cause, first."""
    mark, problem = error.problem_mark, error.problem or "this is no YAML"
    if mark is None:
        return ConfigError(problem, where=(f"{name}:1:1",))
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent + line[mark.column : mark.column + 1]:
        column = line.index("\t") + 1
        where = (f"{name}:{mark.line + 1}:{column}",)
        return ConfigError("a tab stands where YAML takes spaces only", advice="indent with spaces", where=where)
    unsaid = (problem, "putting the text in quotes often helps")
    what, advice = next((row[1:] for row in _IN_WORDS if row[0] in problem), unsaid)
    begun = error.context_mark
    if begun and mark.line > text.rstrip().count("\n"):  # at the file's end: where the open end begins says more
        return problem_at(name, begun, what, advice)
    if begun and begun.line != mark.line:
        what += f" (in what begins on line {begun.line + 1})"
    return problem_at(name, mark, what, advice)
