"""Titles of which neither holds the other: which words came and which went.

On publication words are added, left out and put in another order. Where a word or two that tell what a paper is about
are replaced in their place and all others stand, it mostly is another paper of the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harvester.match.words import words

FILLERS = words(
    "in on of to at by as an or is are be for from and with using used use via through based applying toward towards"
    " into within under its their this that new novel"
)
"""Words by which no paper is told from another."""

REPLACED = 4  # words on either side
LEAST_KEPT = 2  # words that both titles have
LEAST_STEM = 4  # letters
ENDING = 2  # letters by which two words of one stem may differ: integrated, integrating


def rewording(a: Sequence[str], b: Sequence[str]) -> str:
    """Return `same words`, `added` (one has all of the other's), `one word` (or few of many), `replaced`, or empty."""
    one, other = ([word for word in title if word not in FILLERS] for title in (a, b))
    places = _places(one, other)
    gone = [word for word, place in zip(one, places, strict=True) if place < 0]
    come = [word for number, word in enumerate(other) if number not in places]
    gone, come = _not_joined(gone, one, other), _not_joined(come, other, one)
    kept = [place for place in places if place >= 0]
    if len(kept) < LEAST_KEPT:
        return ""
    if not gone and not come:
        return "same words"
    if not gone or not come:
        return "added" if len(kept) > LEAST_KEPT and len(gone) + len(come) <= len(kept) + 1 else ""
    if kept != sorted(kept) or max(len(gone), len(come)) > REPLACED:
        return ""
    return "replaced" if 3 * (len(gone) + len(come)) > 2 * len(kept) else "one word"


def _places(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return where each word of the one title stands in the other, each place taken once; -1 where it does not."""
    left = dict(enumerate(other))
    places = []
    for word in one:
        place = next((number for number, its in left.items() if its == word), -1)
        if place < 0:
            place = next((number for number, its in left.items() if one_stem(word, its)), -1)
        left.pop(place, None)
        places.append(place)
    return places


def one_stem(a: str, b: str) -> bool:
    """Return whether the words have one stem: change and changing, cell and cellular."""
    least = max(LEAST_STEM, min(len(a), len(b)) - ENDING)
    return a[:least] == b[:least] and min(len(a), len(b)) >= LEAST_STEM


def _not_joined(some: Sequence[str], own: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the words without those that one title writes as two, and the other as one: RNA seq and RNAseq."""
    whole = {x + y for x, y in pairwise(other)}
    parts = {word for pair in pairwise(own) if "".join(pair) in other for word in pair}
    return [word for word in some if word not in whole and word not in parts]
