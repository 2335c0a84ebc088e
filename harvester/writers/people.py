"""Whose list it is: the owner's name among the authors, in each of its forms.

`K.-M. Bach`, `Klaus-Michael Bach` and `KM Bach` are one name where one of them is given as a form; so are names that
differ in accents, case, marks (`Celotti*`) or order, and in a middle name that one of them leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harvester.letters import folded
from harvester.record import Name

_ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dXx]")
_RUN_OF_INITIALS = re.compile(r"[A-Z]{2,3}")
_APART = re.compile(r"[\s.,\-‐‑]+")


def is_one_of(one: Name, people: Iterable[Sequence[str]]) -> bool:
    """Return whether an author is one of the people, each of whom is given by all forms of the name.

    An ORCID iD is a form too. Groups are nobody; neither is a family name alone, unless it is a form.
    """
    return not one.group and any(_is(one, form) for forms in people for form in forms if form.strip())


def _is(one: Name, form: str) -> bool:
    if _ORCID.search(form):
        return one.orcid[-19:].upper() == form.strip()[-19:].upper()
    words, form = _turned(form).split(), _letters(form)
    orders = (f"{one.given} {one.particle} {one.family}", f"{one.particle} {one.family} {one.given}", one.literal)
    known = {_letters(order) for order in orders} - {""}
    if form in known or _letters("".join(words)) in known:
        return True
    family = {_letters(one.family), _letters(one.particle + one.family)} - {""}
    return any(
        _letters("".join(words[n:])) in family and _agree(_given(one.given), _given(" ".join(words[:n])))
        for n in range(1, len(words))
    )


def _letters(text: str) -> str:
    return folded(text).replace(" ", "")


def _turned(form: str) -> str:
    """`Celotti, Luca` as it is spoken."""
    family, comma, given = form.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else form


def _given(text: str) -> list[str]:
    """The given names, folded; a run of initials (`KM`) is as many names."""
    words = [word for word in _APART.split(text) if word]
    apart = [list(word) if _RUN_OF_INITIALS.fullmatch(word) else [word] for word in words]
    return [name for names in apart for word in names if (name := _letters(word))]


def _agree(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether the shorter list is found in the longer one, in order, its first name being the first."""
    short, long = sorted((mine, its), key=len)
    if not short or not _same(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(_same(name, other) for other in rest) for name in short)


def _same(a: str, b: str) -> bool:
    return a == b or (1 in (len(a), len(b)) and a[0] == b[0])
