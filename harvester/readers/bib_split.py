"""A .bib -> its entries with the line of each field, in one pass that no broken entry stops.

Sources of the grammar: Patashnik, "BibTeXing" (1988); "Tame the BeaST", section 8; and, for what is passed over (the
rest of a line after `%` outside values, all of an `@comment{…}`), btparse, by which biber reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_BLOCK = re.compile(r"@\s*(?P<kind>[a-zA-Z][\w-]*)\s*(?P<open>[{(])|%[^\n]*")
_NEXT = re.compile(r"\n[ \t]*(?=@[ \t]*[a-zA-Z][\w-]*\s*[{(])")
_REAL = re.compile(r"\n[ \t]*(?=@[ \t]*[a-zA-Z][\w-]*\s*[{(]\s*[^\s,={}]*\s*,?\s*[a-zA-Z][\w+:.-]*\s*=)")
_KEYS = (
    re.compile(r"\s*(?P<key>[^\s,{}]*)\s*(?P<comma>,)"),
    re.compile(r"\s*(?P<key>[^,{}=\n]*?)\s*(?P<comma>,)"),  # with spaces, as some programs export
    re.compile(r"\s*(?P<key>)(?P<comma>(?=[a-zA-Z][\w+:.-]*\s*=))"),
    re.compile(r"\s*(?P<key>[^\s,={})]*)"),
)
"""What stands before the fields, the first that fits: a key with its comma, no key, a key without a comma."""

_GAP = r"(?:\s|%[^\n]*\n)*+"
_FIELD = re.compile(rf"{_GAP}(?P<comma>,?)(?:[\s,]|%[^\n]*\n)*+(?P<name>[^\s\"#%'(),={{}}@]+)\s*=\s*")
_LOST_FIELD = re.compile(r"(?:^|[\s,}\"])(?P<name>[a-zA-Z][\w:+.-]*)\s*=\s*(?=[{\"\w])")
_GOES_ON = r"\s*,\s*[a-zA-Z][\w:+.-]*\s*=\s*[{\"\w]"  # a brace too many, or one too few before it
_REMARK = re.compile(r"^[ \t]*%[^\n]*", re.M)
_CLOSE = {sign: re.compile(rf"(?:[\s,]|%[^\n]*\n)*+{re.escape(end)}(?!{_GOES_ON})") for sign, end in ("{}", "()")}
_WORD = re.compile(r"[^\s,{}\"#()=]+")
_INDENT = 200  # characters of white space at most
_JOIN = re.compile(r"\s*#\s*")

_nested = r"\{[^{}]*+\}"
for _ in range(4):
    _nested = rf"\{{[^{{}}]*+(?:{_nested}[^{{}}]*+)*+\}}"
_BRACED = re.compile(_nested)
_QUOTED = re.compile(rf"\"[^\"{{}}]*+(?:{_nested}[^\"{{}}]*+)*+\"")
"""Values that nest no deeper than people do; the signs of deeper ones are counted one by one."""


class Signs(NamedTuple):
    """The signs that begin and end a value: every one, as BibTeX counts them, or those without a backslash."""

    braces: re.Pattern[str]
    quotes: re.Pattern[str]


EVERY = Signs(re.compile(r"[{}]"), re.compile(r"[{}\"]"))
UNESCAPED = Signs(re.compile(r"(?<!\\)[{}]"), re.compile(r"(?<!\\)[{}\"]"))


class RawField(NamedTuple):
    """A field as it is written: name in lower case, value with its braces or quotes, the line of the value."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it is written; `problem` says what is wrong with it, `raw` is its text where no end was found."""

    kind: str
    key: str
    fields: tuple[RawField, ...]
    line: int
    problem: str = ""
    raw: str = ""


class _Span(NamedTuple):
    """A field's name, where its value begins and ends, and whether the comma before it is missing."""

    name: str
    start: int
    end: int
    no_comma: bool = False


def entries_of(text: str) -> Iterator[RawEntry]:
    """Yield the entries in the order of the file, each `@string` among them (its field is the macro).

    A line in a value that begins as an entry does is no entry, unless it goes on as one: with a key and a field.
    """
    reals = [met.end() for met in _REAL.finditer(text)]
    nexts = [met.end() for met in _NEXT.finditer(text)]
    at = line = unclosed = 0
    while met := _BLOCK.search(text, at):
        begin, kind = met.start(), (met["kind"] or "").lower()
        line += text.count("\n", at, begin)
        at = met.end()
        if kind in ("comment", "preamble"):
            end = (
                value_end(text, at - 1, _after(nexts, at, at) if unclosed else len(text)) if met["open"] == "{" else at
            )
            at, unclosed = max(at, end), unclosed or end < 0
        elif kind:
            in_passing = not _begins_line(text, begin)
            next_one = _after(nexts, begin, len(text))
            if in_passing and unclosed and (following := _BLOCK.search(text, at, next_one)):
                next_one = following.start()
            is_real = not begin or reals[bisect_right(reals, begin) - 1 :][:1] == [begin]
            entry, at = _entry(text, met, _after(reals, begin, len(text)) if is_real else next_one, line + 1)
            if entry is None:
                entry, at = _broken(text, met, next_one, line + 1)
                unclosed = unclosed or in_passing
            if entry:
                yield entry
        line += text.count("\n", begin, at)


def _begins_line(text: str, at: int) -> bool:
    """Return whether nothing but white space stands on the line before this place."""
    return not text[max(0, at - _INDENT) : at].rpartition("\n")[2].strip()


def _after(places: list[int], at: int, otherwise: int) -> int:
    """Return the first of the sorted places after `at`."""
    index = bisect_right(places, at)
    return places[index] if index < len(places) else otherwise


def _entry(text: str, block: re.Match[str], limit: int, line: int) -> tuple[RawEntry | None, int]:
    """Return the entry that begins with `block` and where it ends; None where that can't be found before `limit`."""
    kind = block["kind"].lower()
    key, start, problem = ("", block.end(), "") if kind == "string" else _key(text, block.end(), limit)
    for signs in (EVERY, UNESCAPED):
        spans, last = _fields(text, start, limit, signs)
        if closing := _CLOSE[block["open"]].match(text, last, limit):
            fields = _placed(spans, text, block.start(), line)
            problems = [problem] if problem and spans else []
            problems += [f"a comma is missing before the field {span.name!r}" for span in spans if span.no_comma]
            problems += [] if spans else ["it holds no field that can be read"]
            return RawEntry(kind, key, fields, line, "; ".join(problems)), closing.end()
    return None, last


def _key(text: str, at: int, limit: int) -> tuple[str, int, str]:
    """Return the key of the entry whose text begins at `at`, where it ends, and what is wrong with it."""
    met = next(filter(None, (form.match(text, at, limit) for form in _KEYS)))
    said = "" if met["key"] else "it has no key"
    return met["key"], met.end(), said if "comma" in met.groupdict() else said or "a comma is missing after the key"


def _fields(text: str, at: int, limit: int, signs: Signs) -> tuple[list[_Span], int]:
    """Return each field from `at` on, as long as they are whole, and where they end."""
    found: list[_Span] = []
    while met := _FIELD.match(text, at, limit):
        start = met.end()
        end = value_end(text, start, limit, signs)
        if end < start or (end == start and text[start : start + 1] not in (",", "}")):
            break
        found.append(_Span(met["name"].lower(), start, end, bool(found) and not met["comma"]))
        at = end
    return found, at


def _broken(text: str, block: re.Match[str], end: int, line: int) -> tuple[RawEntry | None, int]:
    """Return what can be read of an entry whose braces don't pair, and where the next may begin.

    Words in passing (`mail me @ home (…`) are none.
    """
    begin = block.start()
    raw = text[begin:end].rstrip()
    key, start, _ = _key(raw, block.end() - begin, len(raw))
    spans = _lost_fields(_REMARK.sub(lambda met: " " * len(met[0]), raw), start)
    if not spans and not _begins_line(text, begin):
        return None, block.end()
    problem = (
        "its end can't be found: a brace, quote or comma is missing" if spans else "it holds no field that can be read"
    )
    return RawEntry(block["kind"].lower(), key, _placed(spans, raw, 0, line), line, problem, raw), end


def _lost_fields(text: str, at: int) -> list[_Span]:
    """Return what can be read of an entry whose braces don't pair: each field ends where the next begins."""
    begins = list(_LOST_FIELD.finditer(text, max(0, at - 1)))
    ends = [*(met.start() for met in begins[1:]), len(text)]
    found = []
    for met, limit in zip(begins, ends, strict=False):
        end = value_end(text, met.end(), limit)
        found.append(_Span(met["name"].lower(), met.end(), end if end > 0 else limit))
    return found


def _placed(spans: list[_Span], text: str, at: int, line: int) -> tuple[RawField, ...]:
    """Return the fields with their lines; `at` stands on the line `line`."""
    fields = []
    for span in spans:
        line += text.count("\n", at, span.start)
        fields.append(RawField(span.name, text[span.start : span.end].strip(), line))
        at = span.start
    return tuple(fields)


def value_end(text: str, at: int, limit: int | None = None, signs: Signs = EVERY) -> int:
    """Return where the value that begins at `at` ends: braces, quotes or words, joined by `#`; -1 if it never does."""
    limit = len(text) if limit is None else limit
    while True:
        end = part_end(text, at, limit, signs)
        rest = _JOIN.match(text, end, limit) if end >= 0 else None
        if rest is None:
            return end
        at = rest.end()


def part_end(text: str, at: int, limit: int, signs: Signs = EVERY) -> int:
    """Return where the first part of the value that begins at `at` ends; -1 if it never does."""
    sign = text[at : at + 1]
    if sign not in ('"', "{"):
        met = _WORD.match(text, at, limit)
        return met.end() if met else at
    form = _BRACED if sign == "{" else _QUOTED
    if signs is EVERY and (met := form.match(text, at, limit)):
        return met.end()
    return _counted_end(text, at, limit, signs.braces if sign == "{" else signs.quotes)


def _counted_end(text: str, at: int, limit: int, signs: re.Pattern[str]) -> int:
    depth = 1 if text[at] == "{" else 0
    in_quotes = not depth
    for met in signs.finditer(text, at + 1, limit):
        if met[0] == '"':
            if depth <= 0:
                return met.end()
            continue
        depth += 1 if met[0] == "{" else -1
        if not depth and not in_quotes:
            return met.end()
    return -1
