"""The same people in two lists: the fuller form of each is kept, ORCID iDs are attached, the order never changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvester.clean.fold import folded, folded_name
from harvester.clean.names import OTHERS
from harvester.record import Name

_WORD = re.compile(r"[^\W\d_]+")


def same_person(a: Name, b: Name) -> bool:
    """Return whether both can be one person: one family name, and given names of which none contradicts another."""
    if a.orcid and b.orcid:
        return a.orcid == b.orcid
    family, other = _family(a), _family(b)
    return bool(family) and family == other and _compatible(folded(a.given).split(), folded(b.given).split())


def fuller(a: Name, b: Name) -> Name:
    """Return `a` with what `b` knows beyond it: given names for initials, suffix, ORCID iD, affiliation."""
    given = b.given if _letters(b.given) > _letters(a.given) and not a.group else a.given
    return a._replace(
        given=given,
        suffix=a.suffix or b.suffix,
        orcid=a.orcid or b.orcid,
        affiliation=a.affiliation or b.affiliation,
    )


def completed(names: tuple[Name, ...], others: Sequence[tuple[Name, ...]]) -> tuple[Name, ...]:
    """Return the names in their order, each in the fullest form that the other lists have for the same person.

    A list that ends in `and others` yields to a longer one that begins with the same people.
    """
    for other in others:
        if OTHERS in names and OTHERS not in other and _begins(other, names):
            names, other = other, names
        pairs = {number: _only(name, other) for number, name in enumerate(names)}
        taken = [match for match in pairs.values() if match is not None]
        names = tuple(
            fuller(name, match) if (match := pairs[number]) is not None and taken.count(match) == 1 else name
            for number, name in enumerate(names)
        )
    return names


def _family(name: Name) -> str:
    return folded_name(name.literal or name.particle + name.family)


def _letters(given: str) -> int:
    return sum(len(word) for word in _WORD.findall(given))


def _compatible(a: list[str], b: list[str]) -> bool:
    """Return whether each given name, in order, begins as the other's does; a missing one contradicts nothing."""
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=False))


def _begins(longer: tuple[Name, ...], cut: tuple[Name, ...]) -> bool:
    people = [name for name in cut if name != OTHERS]
    return len(longer) > len(people) > 0 and all(map(same_person, people, longer))


def _only(name: Name, others: tuple[Name, ...]) -> Name | None:
    """Return the one name of the list that is the same person; None where there is none, or more than one."""
    found = [other for other in others if other != OTHERS and same_person(name, other)]
    return found[0] if len(found) == 1 else None
