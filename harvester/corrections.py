"""What became of the user's corrections: a service has since made one itself, or says something else anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harvester.clean.fields import clean
from harvester.clean.fold import folded
from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.library import Library
from harvester.record import Choice, Date, Record, Value, Work


def reviewed(works: Iterable[Work], before: Library) -> Iterator[Warned]:
    """Yield a warning for each correction that is no longer needed, or that a service contradicts anew.

    Anew is what the service's own records in the library did not say before the run, and of a service that is new to
    the work nobody's. That a correction is contradicted at first is no news: this is what it is for.
    """
    holders: dict[Identifier, list[Record]] = {}
    for work in works:
        corrected = [(field, choice) for field, choice in work.choices.items() if choice.shown.origin.kind == "user"]
        if not corrected:
            continue
        holders = holders or _holders(before)
        known = {record.slot: clean(record) for one in work.ids for record in holders.get(one, ())}
        for field, choice in corrected:
            yield from _reviewed(field, choice, list(known.values()))


def _holders(library: Library) -> dict[Identifier, list[Record]]:
    holders: dict[Identifier, list[Record]] = {}
    for record in library.records:
        for one in record.ids if record.origin.kind == "service" else ():
            holders.setdefault(one, []).append(record)
    return holders


def _reviewed(field: str, choice: Choice, known: list[Record]) -> Iterator[Warned]:
    place, mine = choice.shown.origin.source, choice.shown.value
    others = [fact for fact in choice.lost if fact.origin.kind == "service"]
    if others and _text(others[0].value) == _text(mine):  # who would be believed without the correction
        yield Warned(place, f"{field}: {others[0].origin.source} says the same now", "the correction can go")
        return
    for fact in others if known else ():
        its_own = [record for record in known if record.origin.source == fact.origin.source]
        said_before = [record.values[field] for record in its_own or known if field in record.values]
        if not any(_agree(fact.value, one) for one in (mine, *said_before)):
            said = f"{field}: {fact.origin.source} now says {_text(fact.value)!r}"
            yield Warned(place, said, "the correction still wins")


def _agree(a: Value, b: Value) -> bool:
    """Return whether neither contradicts the other: they differ in case, signs, or how exact a date is, at most."""
    if isinstance(a, Date) and isinstance(b, Date):
        return all(x == y for x, y in zip(a, b, strict=True) if x and y)
    return _text(a) == _text(b) or folded(_text(a)) == folded(_text(b)) != ""


def _text(value: Value) -> str:
    several = isinstance(value, tuple) and not isinstance(value, Date)
    return "; ".join(map(str, value)) if several else str(value)
