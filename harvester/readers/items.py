"""What all readers share: a find with its place, and the ways from a text to finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from harvester.clean.mojibake import unmojibake
from harvester.errors import IdentifierError, Warned
from harvester.identifiers import Found, Identifier, found_in, identify, parse
from harvester.readers import Link, Place, Reading
from harvester.readers.fields import NOTHING, with_zeros
from harvester.record import Name, Record, Value
from harvester.schemes import PEOPLE

HIDDEN = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no white space and no letter, so that a page keeps its shape

_VISIBLE = re.compile(r"\S")
_PARTED = re.compile(r"[\s\"'<>]|\A(?!https?:|ftp:)[a-z]{2,6}:?//", re.I)  # no address holds these, or begins so
_RUINS = re.compile(r"[\"'](?:>|%3e)", re.I)  # of a tag, with which an address ends
_SEARCH = re.compile(r"\s*[\w/]*\?\w+=")  # `?term=doe+j[au]`: a list of somebody's works
_SEVERAL = re.compile(r"[,;]|\s(?=97[89]|\d{9})")
_BINDING = re.compile(r"\s*\([^()\n]{1,40}\)")  # (hardback)
_EMPTY = " \t\r\n?-–—…*"  # `????`
_AROUND = " \t\r-*+,;<>"  # what stands around an item of a list
_PROFILE = "orcid.org"  # where a person's page stands, which names no work
_SHOWN = 1000  # characters of a link's text; an <a> that is never closed would take the page along


class Item(NamedTuple):
    """A find and where it stands; the column only keeps finds of one line in order."""

    line: int
    column: int
    what: Link | Warned | Record


class Later(Mapping[str, Value]):
    """The values of a record, made when somebody looks at them: a list of identifiers never does.

    Whoever makes them says himself what was decoded wrongly.
    """

    def __init__(self, make: Callable[[], Mapping[str, Value]]) -> None:
        self._make = cache(make)

    def __getitem__(self, name: str) -> Value:
        return self._make()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())

    def __reduce__(self) -> tuple[type[dict[str, Value]], tuple[dict[str, Value]]]:
        return dict, (dict(self._make()),)  # another process gets what was made


class Lines:
    """The lines of a text, from offsets: `at(offset)` is (line from 1, column from 0)."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._text, self._first = text, first

    @cached_property
    def _starts(self) -> list[int]:  # most texts name nothing, and nobody asks
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._first + index, offset - self._starts[index]


def spots(text: str, name: str, line: int, *, shown: str = "", column: int = 0) -> Iterator[Item]:
    """Yield what `text`, which begins at `line` of the input `name`, names; `shown` is the link's own text.

    The address of a person's profile names no work; `orcid:0000-…` says itself what it is.
    """
    text = _told(text)
    for found, place, at in _placed(text, Place(name, line), column):
        if not _is_profile(found, text):
            yield _item(found, place, shown, at)


def everything(text: str, name: str, line: int) -> Iterator[Item]:
    """Yield every identifier in `text`; a person's address only where a line is its own, as in a list of them."""
    text = _told(text)
    for found, place, at in _placed(text, Place(name, line), 0):
        if not _is_profile(found, text) or _fills_its_line(found, text):
            yield _item(found, place, "", at)


def _told(text: str) -> str:
    return text.replace(HIDDEN, " ").replace("\\/", "/")  # JSON's "https:\/\/"


def _is_profile(found: Found, text: str) -> bool:
    one = found.identifier
    return one is not None and one.scheme in PEOPLE and _PROFILE in text[found.start : found.end].lower()


def _fills_its_line(found: Found, text: str) -> bool:
    begin, end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    return text[begin : end if end >= 0 else None].strip(_AROUND) == text[found.start : found.end]


def _placed(text: str, place: Place, column: int) -> Iterator[tuple[Found, Place, int]]:
    """Yield the finds in `text`, which begins at `place`, each with its own place and column."""
    begin, seen = -column, 0
    for found in found_in(text):
        start = found.start
        if newlines := text.count("\n", seen, start):
            place, begin = Place(place.file, place.line + newlines), text.rfind("\n", seen, start) + 1
        seen = start
        yield found, place, start - begin


def _item(found: Found, place: Place, shown: str, column: int) -> Item:
    if found.identifier is not None:
        return Item(place.line, column, Link(found.identifier, place, shown))
    return Item(place.line, column, Warned(str(place), found.why))


def stated(scheme: str, value: str, name: str, line: int, *, shown: str = "", column: int = 0) -> Iterator[Item]:
    """Yield what the value of a field names that says what it holds: there a bare value is enough.

    What a template still has to fill in is nobody's. Several ISBNs may stand together, each with its binding.
    """
    parts = _SEVERAL.split(_BINDING.sub("", value)) if scheme == "isbn" else [value]
    if len(parts) > 1:
        for part in parts:
            yield from stated(scheme, part, name, line, shown=shown, column=column)
        return
    value = parts[0]
    items = list(spots(value, name, line, shown=shown, column=column))
    if items or "://" in value or HIDDEN in value or value.strip(_EMPTY).lower() in NOTHING or _SEARCH.match(value):
        yield from items
        return
    place = Place(name, line + value[: len(value) - len(value.lstrip())].count("\n"))
    found: Identifier | None
    try:
        found = parse(value, scheme)
    except IdentifierError as error:
        found = _misplaced(scheme, value)
        said, advice = error.what, error.advice
        if found:
            said, advice = f"{said}: read as {found}", "put it in a field of its own"
        yield Item(place.line, column, Warned(str(place), said, advice))
    if found:
        yield Item(place.line, column, Link(found, place, shown))


def _misplaced(scheme: str, value: str) -> Identifier | None:
    """Return the arXiv id that stands where a DOI should, as some lists have it; nothing else looks like one there."""
    try:
        return parse(value, "arxiv") if scheme == "doi" else None
    except IdentifierError:
        return None


def counted(scheme: str, number: str, name: str, line: int, *, column: int = 0) -> Iterator[Item]:
    """Yield what a field names whose value is written without quotes, so that tools take it for a number."""
    whole = with_zeros(number) if scheme == "arxiv" else number
    if whole != number:
        said = f"the number {number} has lost a zero: it is read as {whole}"
        yield Item(line, column, Warned(f"{name}:{line}", said, "put it in quotes"))
    yield from stated(scheme, whole, name, line, column=column)


def hidden(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text of the same shape in which the spans, which stand in order, are hidden; lines stay lines."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (text[last:start], _VISIBLE.sub(HIDDEN, text[max(start, last) : end]))
        last = max(last, end)
    return "".join((*pieces, text[last:]))


class Span(NamedTuple):
    """A piece of text and the line on which it begins."""

    text: str
    line: int
    column: int = 0


def linked(target: Span, label: Span, name: str) -> Iterator[Item]:
    """Yield what a link names: its target, which is one address, and what its label names beside it.

    A label that repeats its target, shortened as labels are (`10.1016/j.neu…`), names nothing more.
    """
    shown = folded(label.text.replace(HIDDEN, " "))[:_SHOWN]
    items = list(targeted(target, name, shown))
    yield from items
    targets = [item.what.identifier for item in items if isinstance(item.what, Link)]
    for item in spots(label.text, name, label.line, shown=shown, column=label.column):
        named = item.what.identifier if isinstance(item.what, Link) else None
        if not (any(_repeats(named, one) for one in targets) if named else targets):
            yield item


def _repeats(named: Identifier, target: Identifier) -> bool:
    """Return whether a label names its target, or the begin of it."""
    shorter, longer = sorted((named.value.partition("..")[0], target.value), key=len)
    return named.scheme == target.scheme and longer.startswith(shorter)


def targeted(target: Span, name: str, shown: str = "") -> Iterator[Item]:
    """Yield what a link's target names. One that is no single address (`javascript:open('…')`) is read as text."""
    target = target._replace(text=_RUINS.split(target.text, maxsplit=1)[0])
    if HIDDEN in target.text:
        return
    found = identify(target.text)
    if _PARTED.search(target.text.strip()) and not (found and found.identifier):
        yield from spots(target.text, name, target.line, shown=shown, column=target.column)
    elif found and not _is_profile(found, target.text):
        newlines = target.text[: -len(target.text.lstrip()) or None].count("\n")
        yield _item(found, Place(name, target.line + newlines), shown, target.column)


def folded(text: str) -> str:
    """Return the text on one line, each run of white space as one space."""
    return " ".join(text.split())


def gather(items: Iterable[Item]) -> Reading:
    """Return the finds in the order of their lines, what is shown of them decoded rightly, and each warning once."""
    links: list[Link] = []
    records: list[Record] = []
    warnings: dict[Warned, None] = {}
    for item in sorted(items, key=itemgetter(0, 1)):
        if isinstance(item.what, Warned):
            warnings[item.what] = None
            continue
        better = _mended(item.what)
        if better is not item.what:
            place = item.what.origin.source if isinstance(item.what, Record) else str(item.what.place)
            warnings[misread(place)] = None
        (links if isinstance(better, Link) else records).append(better)  # type: ignore[arg-type]
    return Reading(tuple(links), tuple(records), tuple(warnings))


def misread(place: str) -> Warned:
    """Return the warning for a text that was decoded wrongly before harvest met it."""
    return Warned(
        place, "the text was once decoded with a wrong code page; it is shown mended", "correct it in the file"
    )


def _mended(what: Link | Record) -> Link | Record:
    if isinstance(what, Link):
        text = unmojibake(what.text)
        return what if text == what.text else what._replace(text=text)
    if isinstance(what.values, Later):
        return what
    said = "\n".join(chain.from_iterable(map(_texts, what.values.values())))
    if unmojibake(said) == said:
        return what
    return what.with_values({name: _mended_value(value) for name, value in what.values.items()})


def _texts(value: Value) -> tuple[str, ...]:
    """Return the texts of a value that may have been decoded wrongly."""
    if isinstance(value, str):
        return (value,)
    names = (one for one in value if isinstance(one, Name))
    return tuple(chain.from_iterable((one.family, one.given, one.literal) for one in names))


def _mended_value(value: Value) -> Value:
    if isinstance(value, str):
        return unmojibake(value)
    if value and isinstance(value[0], Name):
        names = (one for one in value if isinstance(one, Name))
        return tuple(
            one._replace(family=unmojibake(one.family), given=unmojibake(one.given), literal=unmojibake(one.literal))
            for one in names
        )
    return value
