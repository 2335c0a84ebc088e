"""What all readers need to take apart an answer that may hold anything: null, another type, half a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Never, TypeVar

from harvester.errors import HarvestError, IdentifierError, Refused, Unavailable
from harvester.fetchers import Unreadable
from harvester.identifiers import Identifier, parse
from harvester.record import Claim, Date, Record, Value
from harvester.web.request import Answer

REFUSALS = frozenset({400, 413, 414, 422})
SHOWN = 300  # characters of an item that can't be read
ISO_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")

Item = TypeVar("Item")
Shaped = TypeVar("Shaped")
Paths = tuple[tuple[str | int, ...], ...]
"""Where the same thing may stand in an item, the best place first."""


def attempt(build: Callable[[Item], Record], item: Item) -> Record | Unreadable:
    """Return the record that `build` makes of the item, or the item with the reason why it makes none."""
    try:
        return build(item)
    except (HarvestError, ValueError, TypeError, LookupError, AttributeError) as error:
        why = error.what if isinstance(error, HarvestError) else f"not of the documented form ({error!r})"
        return Unreadable(str(item)[:SHOWN], why[:SHOWN])


def turned_down(answer: Answer, said: str = "") -> Never:
    """Raise what a status other than 200 means, with the service's words where it gave some."""
    words = f"answered {answer.status}" + (f": {' '.join(said.split())[:SHOWN]}" if said else "")
    raise (Refused if answer.status in REFUSALS else Unavailable)(words)


def missing(total: object, page: object, given: int) -> Iterator[Unreadable]:
    """Yield what a list lacks of what it tells of: an id that is not in half a list is not unknown.

    `page` is how many items fit on a page; a list that needs several pages can't be checked.
    """
    if isinstance(total, int) and isinstance(page, int) and given < total <= page:
        yield Unreadable("", f"it gave {given} of the {total} items that it tells of")


def dig(item: object, *path: str | int) -> Any:
    """Return what stands under the path; None wherever it ends."""
    for step in path:
        if isinstance(item, Mapping):
            item = item.get(step)
        elif isinstance(item, list) and isinstance(step, int) and -len(item) <= step < len(item):
            item = item[step]
        else:
            return None
    return item


def first(shape: Callable[[Any], Shaped], item: object, paths: Paths) -> Shaped | None:
    """Return what `shape` makes of the first of the paths that says something; None where all are silent."""
    return next(filter(None, (shape(dig(item, *path)) for path in paths)), None)


def listed(value: object) -> list[Any]:
    """Return a list, the one value as a list, or an empty one for null."""
    if isinstance(value, list):
        return [one for one in value if one is not None]
    return [] if value is None else [value]


def text(value: object) -> str:
    """Return a string or number as text, of a list the first that is one; empty for everything else."""
    if isinstance(value, list):
        return next(filter(None, map(text, value)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return re.sub("[\ud800-\udfff]", "�", str(value))  # halves of a pair, which no file can hold


def texts(value: object) -> tuple[str, ...]:
    """Return all texts of a list (or the one), without repetition."""
    return tuple(dict.fromkeys(filter(None, map(text, listed(value)))))


def names(value: object) -> tuple[str, ...]:
    """Return the names of a list of organisations, each of them a text or an object with a `name`."""
    return texts([text(one) or text(dig(one, "name")) for one in listed(value)])


def date(year: object, month: object = None, day: object = None) -> Date | None:
    """Return the date as far as its parts are given and can be; None without a year."""
    numbers = [int(part) if re.fullmatch(r"\d{1,4}", part) else 0 for part in map(text, (year, month, day))]
    if not numbers[0]:
        return None
    numbers[1:] = [part if part <= most else 0 for part, most in zip(numbers[1:], (12, 31), strict=True)]
    return Date(numbers[0], numbers[1], numbers[2] if numbers[1] else 0)


def iso_date(value: object) -> Date | None:
    """Return the date that an ISO 8601 text begins with: of a range its first, of a time its day."""
    met = ISO_DATE.match(text(value))
    return date(*met.groups()) if met else None


def without_made_up_day(day: Date | None) -> Date | None:
    """Return the date without a first day, and a January before it: what a database puts that must name a day."""
    if day is None or day.day != 1:
        return day
    return Date(day.year, 0 if day.month == 1 else day.month)


def orcid(value: object) -> str:
    """Return the bare iD that stands in a text or an address."""
    met = ORCID.search(text(value).upper())
    return met[0] if met else ""


def named(value: object, scheme: str | None = None) -> Identifier | None:
    """Return the identifier that the text is; None where it is none."""
    try:
        return parse(text(value), scheme) if text(value) else None
    except IdentifierError:
        return None


def told(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the values without those that say nothing."""
    return {term: value for term, value in values.items() if value}


def stated(relations: Iterable[tuple[str, str, str]]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return (relation, scheme, text)s as claims, and those whose text is no identifier as "relation text"."""
    claims: dict[Claim, None] = {}
    rest: dict[str, None] = {}
    for relation, scheme, value in relations:
        identifier = named(value, scheme or None) or named(value)
        if identifier:
            claims[Claim(relation, identifier)] = None
        elif value.strip():
            rest[f"{relation} {scheme}:{value.strip()}" if scheme else f"{relation} {value.strip()}"] = None
    return tuple(claims), tuple(rest)


def kebab(name: str) -> str:
    """Return `IsPreprintOf` as `is-preprint-of`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def pairs(value: object) -> Iterator[tuple[str, Any]]:
    """Yield the pairs of an object; none of anything else."""
    if isinstance(value, Mapping):
        yield from value.items()
