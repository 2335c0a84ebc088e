"""Where in a text an identifier may begin: the marks of addresses and DOIs, and the labels that announce a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from harvester.forms import RESOLVERS, label
from harvester.schemes import SCHEMES, Scheme

NO_WORD = r"(?!_*[^\W_]|[.-]\d)"
"""What follows a value: it is not cut out of a longer one; underscores at its end are emphasis."""


class Label(NamedTuple):
    """A word that announces values of a scheme."""

    row: Scheme
    announced: str  # the pattern of the label and the value behind it, in a group `value`


@cache
def labelled() -> dict[str, Label]:
    """Return the labels of all schemes."""
    return {word: Label(row, rf"{label(row)}(?P<value>{row.value}){NO_WORD}") for row in SCHEMES for word in row.labels}


def signs(lowered: str) -> Iterator[re.Match[str]]:
    """Yield, in order, what stands in every explicit form; cheap, and often wrong.

    A pattern that begins with a word finds it at once where a choice of all labels would stop at most letters.
    """
    heard = (pattern for part, patterns in _announcing().items() if part in lowered for pattern in patterns)
    labels = [_lower_case(pattern).finditer(lowered) for pattern in heard]
    every = (_addressing().finditer(lowered), *labels)
    return merge(*every, key=re.Match.start) if labels else every[0]


@cache
def _lower_case(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled when it is first needed: most texts hold few labels."""
    return re.compile(pattern, re.A)


@cache
def _announcing() -> dict[str, list[str]]:
    """Return the labels' patterns, by the shortest label that each of them holds: `pmid` for `pmids` too."""
    patterns: dict[str, list[str]] = {}
    for word in sorted(labelled(), key=len, reverse=True):
        part = min((one for one in labelled() if one in word), key=len)
        announcing = rf"{word}(?<![a-z0-9]{word})(?![a-z])(?={_soon(labelled()[word].row)})"
        patterns.setdefault(part, []).append(announcing)
    return patterns


@cache
def _addressing() -> re.Pattern[str]:
    """Return the pattern, for lower-case text, of what stands in every form without a label.

    Alternatives that each begin with a plain character let `re` skip all others fast; what they look at around it
    spares most of the time that a text made to be slow would take.
    """
    hosts = sorted({host.rstrip(".").split(".")[-1 if host[-1] == "." else -2] for host in _hosts()}, key=_last)
    known = (
        rf"(?<={last}[.])(?:{'|'.join(rf'(?<={host}[.])' for host in group)})" for last, group in groupby(hosts, _last)
    )
    return re.compile(
        rf"://(?:(?<=http://)|(?<=https://)|(?<=ftp://))/?[a-z0-9][a-z0-9.-]*+"
        rf"|\.(?=[a-z]{{2,24}}+(?::\d{{1,5}})?/)(?:{'|'.join(known)}|(?=fr/[a-z][a-z0-9_-]{{1,30}}[-_][0-9]{{8}}))"
        r"|10\.\d{4,9}(?:\.\d{1,9}){0,4}+(?:/|%2f)(?=[^\sa-z0-9]{0,4}[a-z0-9])|/\d{7}|-\d{7}|-\d{3}[\dx]\(\d\d\)\d{5}-",
        re.A,
    )


def _last(word: str) -> str:
    return word[-1]


def _soon(row: Scheme) -> str:
    """Return what follows a label wherever a value does: at once, or within a few characters."""
    return row.soon or (r":[^\s:]{5}" if row.between.startswith(":") else r"[^\n\d]{0,32}+(?:\n[ \t>]{0,8}+)?\d")


def _hosts() -> frozenset[str]:
    return RESOLVERS | {host for row in SCHEMES for link in row.links for host in link.hosts.split() if host != "*"}
