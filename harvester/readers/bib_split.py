"""A .bib -> its entries with the line of each field: bibtexparser splits, and what it gives up on is read here.

Source of the grammar: Patashnik, "BibTeXing" (1988), and "Tame the BeaST", section 8.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_BEGIN = re.compile(r"@\s*(?P<kind>[a-zA-Z][\w-]*)\s*[{(]\s*(?P<key>[^\s,={}()\"#%]*)\s*(?P<comma>,?)")
_NEXT = re.compile(r"^[ \t]*@[ \t]*[a-zA-Z]+[ \t\n]*[{(]", re.M)
_REAL = re.compile(r"^[ \t]*@[ \t]*[a-zA-Z]+\s*[{(]\s*[^\s,={}]*\s*,\s*[a-zA-Z][\w-]*\s*=", re.M)
_FIELD = re.compile(r"\s*,?\s*(?P<name>[a-zA-Z][\w:+.-]*)\s*=\s*")
_LOST_FIELD = re.compile(r"(?:^|[\s,}\"])(?P<name>[a-zA-Z][\w:+.-]*)\s*=\s*(?=[{\"\w])")
_WORD = re.compile(r"[^\s,{}\"#()=]+")
_CLOSE = re.compile(r"\s*,?\s*[})]")
_JOIN = re.compile(r"\s*#\s*")
_QUOTE = re.compile(r"(?<!\\)[{}]|\"")
_BRACE = re.compile(r"(?<!\\)[{}]")
_FAR = 20_000  # characters that an entry which can't be split may reach beyond the next one


class RawField(NamedTuple):
    """A field as it is written: name in lower case, value with its braces or quotes, the line of the value."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it is written; `problem` says what is wrong with it, `broken` that its end was not found."""

    kind: str
    key: str
    fields: tuple[RawField, ...]
    line: int
    raw: str
    problem: str = ""
    broken: bool = False


def entries_of(text: str) -> Iterator[RawEntry]:
    """Yield the entries in the order of the file, each `@string` among them (its one field is the name)."""
    from bibtexparser.model import Entry, ParsingFailedBlock, String
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it says on its own what the warnings here say
    starts = _line_starts(text)
    done = -1  # the last line that an entry which was read here reaches
    for block in Splitter(text).split().blocks:
        line = block.start_line or 0
        if line <= done:
            continue
        if isinstance(block, String):
            yield RawEntry("string", block.key, (RawField(block.key.lower(), block.value, line + 1),), line + 1, "")
        elif isinstance(block, Entry):
            yield _entry(block)
        elif isinstance(block, ParsingFailedBlock) and isinstance(block.ignore_error_block, Entry):
            yield _entry(block.ignore_error_block)
        elif isinstance(block, ParsingFailedBlock):
            entry, end = _unsplit(text, max(0, text.find("@", starts[line])), line)
            done = bisect_right(starts, end - 1) - 1 if entry and not entry.broken else line
            if entry:
                yield entry


def _line_starts(text: str) -> list[int]:
    return [0, *(met.end() for met in re.finditer("\n", text))]


def _entry(entry: Entry) -> RawEntry:
    line = entry.start_line or 0
    lines = (entry.raw or "").split("\n")
    fields: list[RawField] = []
    problems: list[str] = []
    for field in entry.fields:
        own = field.start_line
        if own - line < len(lines) and lines[own - line].rstrip().endswith("="):
            own += 1
        fields.append(RawField(field.key.lower(), str(field.value), own + 1))
        while run_on := _run_on(fields[-1]):
            problems.append(f"a comma is missing before the field {run_on[1].name!r}")
            fields[-1:] = run_on
    counts = Counter(field.name for field in fields)
    problems += [f"the field {name!r} stands twice; the first is taken" for name in counts if counts[name] > 1]
    return RawEntry(entry.entry_type, entry.key, tuple(fields), line + 1, entry.raw or "", "; ".join(problems))


def _run_on(field: RawField) -> tuple[RawField, RawField] | None:
    """Return the two fields that one became for want of a comma; bibtexparser swallows it."""
    if "=" not in field.value:
        return None
    end = value_end(field.value, 0)
    met = _FIELD.match(field.value, end)
    if met is None:
        return None
    line = field.line + field.value.count("\n", 0, met.end())
    return field._replace(value=field.value[:end]), RawField(met["name"].lower(), field.value[met.end() :], line)


def value_end(text: str, at: int, *, joined: bool = True) -> int:
    """Return where the value that begins at `at` ends: braces, quotes or words, joined by `#`; -1 if it never does.

    With `joined` False the first part of it alone.
    """
    while True:
        end = _part_end(text, at)
        rest = _JOIN.match(text, end) if joined and end >= 0 else None
        if rest is None:
            return end
        at = rest.end()


def _part_end(text: str, at: int) -> int:
    if text.startswith('"', at):
        return _closing_quote(text, at)
    if not text.startswith("{", at):
        met = _WORD.match(text, at)
        return met.end() if met else at
    depth = 0
    for met in _BRACE.finditer(text, at):
        depth += 1 if met[0] == "{" else -1
        if not depth:
            return met.end()
    return -1


def _closing_quote(text: str, at: int) -> int:
    depth = 0
    for met in _QUOTE.finditer(text, at + 1):
        if met[0] == '"' and depth <= 0:
            return met.end()
        depth += {"{": 1, "}": -1}.get(met[0], 0)
    return -1


def _unsplit(text: str, start: int, line: int) -> tuple[RawEntry | None, int]:
    """Return the entry that begins at `start` and where it ends: by its braces where they pair, else broken.

    A line of its text that begins with `@word{` stops bibtexparser, not BibTeX: so it may reach beyond that, though
    never over what is an entry with a field.
    """
    following = _NEXT.search(text, start + 1)
    end = following.start() if following else len(text)
    real = _REAL.search(text, end, end + _FAR)
    region = text[start : real.start() if real else end + _FAR]
    met = _BEGIN.match(region)
    if met is None:
        return None, start
    kind, key = met["kind"].lower(), met["key"]
    fields, last = _fields(region, met.end())
    if fields and (closing := _CLOSE.match(region, last)):
        problem = "" if met["comma"] else "a comma is missing after the key"
        raw = region[: closing.end()]
        return RawEntry(kind, key, _placed(fields, region, line), line + 1, raw, problem), start + len(raw)
    region = region[: end - start].rstrip()
    fields = _lost_fields(region, met.end())
    problem = (
        "its end can't be found: a brace, quote or comma is missing" if fields else "it holds no field that can be read"
    )
    return RawEntry(kind, key, _placed(fields, region, line), line + 1, region, problem, True), end


def _fields(text: str, at: int) -> tuple[list[tuple[str, int, int]], int]:
    """Return name, begin and end of each field from `at` on, as long as they are whole, and where they end."""
    found = []
    while (met := _FIELD.match(text, at)) and (end := value_end(text, met.end())) > met.end():
        found.append((met["name"].lower(), met.end(), end))
        at = end
    return found, at


def _lost_fields(text: str, at: int) -> list[tuple[str, int, int]]:
    """Return what can be read of an entry whose braces don't pair: each field ends where the next begins."""
    begins = list(_LOST_FIELD.finditer(text, at))
    ends = [met.start() for met in begins[1:]] + [len(text)]
    found = []
    for met, limit in zip(begins, ends, strict=True):
        end = value_end(text[:limit], met.end())
        found.append((met["name"].lower(), met.end(), end if end > 0 else limit))
    return found


def _placed(fields: list[tuple[str, int, int]], region: str, line: int) -> tuple[RawField, ...]:
    return tuple(RawField(name, region[a:b].strip(), line + 1 + region.count("\n", 0, a)) for name, a, b in fields)
