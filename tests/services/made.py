"""Works in any number: `facts(n)` makes the same plain work of a number each time, unlike that of any other number."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST = 2000
HOW = ("Adaptive", "Bounded", "Causal", "Discrete", "Elastic", "Formal", "Granular", "Hybrid", "Inverse", "Joint")
WHAT = {
    "preprint": "bridges clouds dunes estuaries ferns glaciers harbours islands jungles kelp lagoons meadows nebulae "
    "orchards prairies quarries rapids savannas terraces valleys",
    "article": "anvils bellows clocks drums engines flutes gears hinges inkwells jigs kites lenses mirrors needles "
    "ovens pumps quilts ropes sails turbines",
}
WHY = {
    "preprint": ("under wind", "at night", "in two colours", "by hand", "after rain", "for beginners", "without maps",
                 "over decades", "near railways", "from above"),
    "article": ("before the war", "on islands", "with one eye", "against friction", "in schools", "through winter",
                "among thieves", "beyond steel", "inside out", "of the poor"),
}  # fmt: skip
GIVEN = ("Ada", "Bo", "Cleo", "Dov", "Eva", "Finn", "Gus", "Hana", "Ivo", "Joy")
FAMILY = {
    "preprint": (
        "Abend",
        "Birke",
        "Cordes",
        "Dahl",
        "Eller",
        "Falk",
        "Garten",
        "Hafen",
        "Iris",
        "Jolle",
        "Kant",
        "Linde",
    ),
    "article": ("Moor", "Nagel", "Ochs", "Pfau", "Quandt", "Reh", "Specht", "Tanne", "Ulme", "Vogt", "Wolf", "Zander"),
}


class Facts(NamedTuple):
    """What is to be said of a made work."""

    number: int
    title: str
    authors: tuple[tuple[str, str], ...]
    year: int
    volume: str
    pages: str


def facts(number: int, kind: str = "preprint") -> Facts:
    """Return the facts of the work of that number; a preprint and an article of one number are two works."""
    families, things = FAMILY[kind], WHAT[kind].split()
    title = f"{HOW[number % 10]} {things[number // 10 % 20]} {WHY[kind][number // 200 % 10]}"
    first = (GIVEN[number % 7], families[number % 12])
    second = (GIVEN[7 + number % 3], families[(number // 12 + 5) % 12])
    authors = (first, second) if second[1] != first[1] else (first,)
    return Facts(number, title, authors, 2000 + number % 25, str(1 + number % 90), f"{number}-{number + 9}")


def number_of(pattern: str, text: str) -> int | None:
    """Return the number of a made work in its identifier; None where it is none of ours."""
    met = re.fullmatch(pattern, text, re.IGNORECASE)
    return int(met[1]) if met and 1 <= int(met[1]) < MOST else None
