"""Which pairs are worth weighing: keys, then a window inside each key. Near linear, and proof against skew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harvester.match.signature import Signature

WINDOW = 8
PREFIX = 12  # letters of a compact title
RARE = 3  # rarest words of a title


def candidates(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Yield each pair once, the lesser number first, key by key.

    Inside a key the records stand by title, people, year and number, and each meets the next few:
    `lead(id, 1..8) over (partition by key order by title, people, year, id)`.
    """
    order = sorted(range(len(signatures)), key=lambda number: _place(signatures[number]))
    counts = Counter(word for one in signatures for word in set(one.words))
    first: dict[str, int] = {}  # most keys are one record's alone, and need no list
    under: dict[str, list[int]] = {}
    for number in order:
        for key in _keys(signatures[number], counts):
            if first.setdefault(key, number) != number:
                under.setdefault(key, [first[key]]).append(number)
    del first
    seen: set[int] = set()
    size = len(signatures)
    for members in under.values():
        for place, a in enumerate(members):
            for b in members[place + 1 : place + 1 + WINDOW]:
                pair = a * size + b if a < b else b * size + a
                if pair not in seen:
                    seen.add(pair)
                    yield divmod(pair, size)


def _place(one: Signature) -> tuple[object, ...]:
    return (one.compact, one.people, one.year)


def _keys(one: Signature, counts: Counter[str]) -> Iterator[str]:
    if not one.compact:
        return
    shared = (word for word in set(one.words) if counts[word] > 1)
    rare = sorted(shared, key=lambda word: (counts[word], word))[:RARE]
    for place, word in enumerate(rare):
        for other in rare[place + 1 :]:
            yield f"w {word} {other}" if word < other else f"w {other} {word}"
    yield f"t {one.compact[:PREFIX]}"
    yield f"m {one.main or one.compact[:40]}"
    if one.people:
        yield "p " + " ".join(sorted(person.family for person in one.people))[:60]
        for word in rare[:2]:
            yield f"f {one.people[0].family} {word}"
