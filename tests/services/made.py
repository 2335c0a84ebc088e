"""Works in any number: `facts(n)` makes the same plain work of a number each time, unlike that of any other number."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST = 2000
HOW = ("Adaptive", "Bounded", "Causal", "Discrete", "Elastic", "Formal", "Granular", "Hybrid", "Inverse", "Joint")
WHAT = (
    "bridges", "clouds", "dunes", "estuaries", "ferns", "glaciers", "harbours", "islands", "jungles", "kelp forests",
    "lagoons", "meadows", "nebulae", "orchards", "prairies", "quarries", "rapids", "savannas", "terraces", "valleys",
)  # fmt: skip
WHY = ("under wind", "at night", "in two colours", "by hand", "after rain", "for beginners", "without maps",
       "over decades", "near railways", "from above")  # fmt: skip
GIVEN = ("Ada", "Bo", "Cleo", "Dov", "Eva", "Finn", "Gus", "Hana", "Ivo", "Joy")
FAMILY = ("Abend", "Birke", "Cordes", "Dahl", "Eller", "Falk", "Garten", "Hafen", "Iris", "Jolle", "Kant", "Linde")


class Facts(NamedTuple):
    number: int
    title: str
    authors: tuple[tuple[str, str], ...]
    year: int
    volume: str
    pages: str


def facts(number: int) -> Facts:
    how, what, why = HOW[number % 10], WHAT[number // 10 % 20], WHY[number // 200 % 10]
    first = (GIVEN[number % 7], FAMILY[number % 12])
    second = (GIVEN[7 + number % 3], FAMILY[(number // 12 + 5) % 12])
    authors = (first, second) if second[1] != first[1] else (first,)
    return Facts(
        number, f"{how} {what} {why}", authors, 2000 + number % 25, str(1 + number % 90), f"{number}-{number + 9}"
    )


def number_of(pattern: str, text: str) -> int | None:
    """The number of a made work in its identifier; None where it is none of ours."""
    met = re.fullmatch(pattern, text, re.IGNORECASE)
    return int(met[1]) if met and 1 <= int(met[1]) < MOST else None
