"""YAML and JSON data (a site's `_data`), front matter in YAML, TOML or JSON: values with their lines.

A field that says what it holds (`doi:`) needs no more than the bare value; everywhere else the form is explicit.
Sources: https://yaml.org/spec/1.1/, https://www.rfc-editor.org/rfc/rfc8259, https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from harvester.errors import Warned
from harvester.readers.fields import Beside, may_name, names_no_work, scheme_of
from harvester.readers.items import Item, Lines, counted, spots, stated
from harvester.readers.json_text import json_items
from harvester.readers.templates import without_templates

if TYPE_CHECKING:
    import yaml

SCRIPT = "script"
_DEEPEST = 1000  # collections in one another: the parser's time grows with the square of it
_STRING = re.compile(  # of a script, or a comment of it
    r"(?m:^[ \t]*//[^\n]*)|/\*(?:[^*]*+\*++(?:[^/*][^*]*+\*++)*+/|.*\Z)"
    r"|(?:(?<![\w$-])(?P<key>[\w$-]++)[\"']?\s*[:=]\s*)?"
    r"(?P<value>\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+(?:`|\\?\Z)"
    r"|[\"'][^\n]{2000,}+)",  # never closed on a long line: all of it, lest each quote be tried to its end
    re.S,
)
_PAIR = re.compile(r"^[ \t]*(?:-\s+)?[\"']?(?P<key>[\w.-]+)[\"']?\s*[:=]\s*(?P<value>.*)$", re.M)


def front_items(mark: str, data: str, name: str) -> Iterator[Item]:
    """Yield what front matter names; `mark` is the line that opened it, so the data begins at line 2.

    Where it is a script its mark is SCRIPT.
    """
    data = without_templates(data)
    if not may_name(data):
        return iter(())
    if mark == SCRIPT:
        return script_items(data, name, 2)
    if mark == ";;;":
        return json_items(data, name, Lines(data, 2))
    return iter(yaml_items(data, name, 2)) if mark == "---" else pair_items(data, name, 2)


def script_items(text: str, name: str, first: int) -> Iterator[Item]:
    """Yield what the strings of JavaScript or TypeScript name, by the property or variable that holds each."""
    lines = Lines(text, first)
    for met in _STRING.finditer(text):
        key, value = met["key"] or "", met["value"]
        if value is None or names_no_work(key):
            continue
        line, column = lines.at(met.start("value"))
        if scheme := scheme_of(key):
            yield from stated(scheme, value[1:-1], name, line, column=column)
        else:
            yield from spots(value, name, line, column=column)


def pair_items(text: str, name: str, first: int = 1) -> Iterator[Item]:
    """Yield what lines of `key = value` or `key: value` name: TOML, and YAML that its parser refuses."""
    for number, line in enumerate(text.split("\n"), first):
        met = _PAIR.match(line)
        scheme = scheme_of(met["key"]) if met else ""
        if line.lstrip().startswith("#") or (met and names_no_work(met["key"])):
            continue
        if met and scheme:
            value = met["value"].strip().rstrip(",")
            read = counted if value[:1].isdigit() else stated
            yield from read(scheme, value.strip("\"'"), name, number, column=met.start("value"))
        else:
            yield from spots(line, name, number)


def yaml_items(text: str, name: str, first: int = 1) -> list[Item]:
    """Return what the values of a YAML text name, which begins at line `first`.

    A text that the parser refuses is read line by line instead.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    items: list[Item] = []
    try:
        for key, event in _scalars(yaml.parse(text, Loader=loader)):
            items += _scalar_items(key, event, text, name, first)
    except (yaml.YAMLError, ValueError) as error:
        return [refused(error, name, first), *pair_items(text, name, first)]
    return items


def refused(error: Exception, name: str, first: int = 1) -> Item:
    """Return the warning for a YAML text, which begins at line `first`, that the parser refuses."""
    mark = getattr(error, "problem_mark", None)
    line = first + (mark.line if mark else 0)
    what = getattr(error, "problem", None) or "it is no YAML"
    return Item(line, 0, Warned(f"{name}:{line}", f"{what}: read line by line", "correct the YAML"))


def _scalar_items(key: str, scalar: yaml.ScalarEvent, text: str, name: str, first: int) -> Iterator[Item]:
    start: Any = scalar.start_mark  # typed as if a parser could leave it out
    end: Any = scalar.end_mark
    line, column = first + start.line, start.column
    if scheme := scheme_of(key):
        read = stated if scalar.style else counted
        return read(scheme, scalar.value.strip(), name, line + (scalar.style in ("|", ">")), column=column)
    if names_no_work(key):
        return iter(())
    if start.line == end.line:
        return spots(scalar.value, name, line, column=column)
    return spots(text[start.index : end.index], name, line, column=column)  # as it stands: folding takes lines away


def _scalars(events: Iterable[yaml.Event]) -> Iterator[tuple[str, yaml.ScalarEvent]]:
    """Yield each scalar value with the nearest key above it; events, since composing recurses."""
    import yaml

    above: list[tuple[bool, str]] = []  # is it a mapping, the key above it
    beside = Beside()
    key: str | None = ""  # None: the next scalar is a key
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            above.pop()
            beside.closed()
        elif isinstance(event, yaml.ScalarEvent) and key is None:
            key = event.value
            continue
        elif isinstance(event, yaml.ScalarEvent):
            yield beside.name(key or "", event.value), event
        elif isinstance(event, yaml.CollectionStartEvent):
            above.append((isinstance(event, yaml.MappingStartEvent), key or ""))
            beside.opened()
            if len(above) > _DEEPEST:
                mark: Any = event.start_mark  # typed as one of two kinds
                raise yaml.MarkedYAMLError(problem="it nests too deeply", problem_mark=mark)
        elif not isinstance(event, yaml.AliasEvent):
            key = ""
            continue
        key = (None if above[-1][0] else above[-1][1]) if above else ""
