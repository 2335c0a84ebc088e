"""What became of the user's corrections: a service has since made one itself, or says something else anew."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.clean.fold import folded
from harvester.errors import Warned
from harvester.record import Choice, Fact, Work


def reviewed(work: Work, day: str) -> Iterator[Warned]:
    """Yield a warning for each correction that is no longer needed, or that a service contradicts since `day`.

    An origin's day is that on which its service first said this, so each contradiction is said on one day alone.
    """
    for field, choice in work.choices.items():
        if choice.shown.origin.kind == "user":
            yield from _reviewed(field, choice, day)


def _reviewed(field: str, choice: Choice, day: str) -> Iterator[Warned]:
    place = choice.shown.origin.source
    others = [fact for fact in choice.lost if fact.origin.kind == "service"]
    agreeing = [fact for fact in others if _same(fact, choice.shown)]
    if agreeing and len(agreeing) == len(others):
        yield Warned(place, f"{field}: {agreeing[0].origin.source} says the same now", "the correction can go")
    for fact in others:
        if fact not in agreeing and fact.origin.day == day:
            shown = _text(fact)
            yield Warned(place, f"{field}: {fact.origin.source} now says {shown!r}", "the correction still wins")


def _same(a: Fact, b: Fact) -> bool:
    return a.value == b.value or (isinstance(a.value, str) and folded(a.value) == folded(_text(b)) != "")


def _text(fact: Fact) -> str:
    value = fact.value
    several = isinstance(value, tuple) and not hasattr(value, "year")
    return "; ".join(map(str, value)) if several else str(value)
