"""Markdown's plain paragraphs and lists, told without a parser: most of a page, and a parser's time goes by lines.

In these stands nothing that opens or closes a block (https://spec.commonmark.org/0.31.2/#blocks-and-inlines).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain, pairwise

from harvester.readers.items import Lines

# opens and closes no block; to be filled in: what more it may begin with, and what may never stand in it
_LINE = r"(?:[^\W\d_]|[^\x00-\x7f]|[(\"'$@\\&,;/^{}%s]|!(?=\[)|[*_]{1,2}[^\W_]|`{1,2}[^`\n]|\d++[^\d.)\n])[^\n%s]*+"
_BULLET = r"(?:[-*+]|\d{1,9}[.)])[ ]"
_ITEM = re.compile(rf"[ \t]*{_BULLET}")

Paragraphs = dict[int, list[tuple[int, str]]]
"""By the first line of a plain paragraph or list, from 0: the texts in it that have a find, each with its line."""


def shortened(page: str, hits: list[int]) -> tuple[str, Paragraphs]:
    """Return the page of the same lines with its plain paragraphs and lists as one letter, and what has a find in them.

    A parser's time goes by lines. In these it finds nothing that opens or closes a block, whatever is around them. So
    are headings that have no find.
    """
    starts = Lines(page, 0)
    plain = _plain("", r"\[") if "]:" in page else _plain(r"\[", "")
    with_finds: Paragraphs = {}
    last = 0  # the end of the last paragraph without a find: of several in a row one letter is enough

    def short(met: re.Match[str]) -> str:
        nonlocal last
        start = starts.at(met.start())[0]
        newlines = met[0].count("\n")
        letter = "" if last and page[last : met.start()].isspace() else "x"
        last = met.end()
        if found := between(hits, start, start + newlines + 1):
            last = 0
            if met["heading"]:
                return met[0]
            with_finds[start] = _items(met[0], start, found) if met["list"] else [(start, met[0])]
            letter = "x"
        return letter + "\n" * newlines

    return plain.sub(short, page), with_finds


@cache
def _plain(start: str, never: str) -> re.Pattern[str]:
    """Return the pattern of plain paragraphs, lists and headings; what `start` and `never` say is for their lines."""
    line = _LINE % (start, never)
    return re.compile(
        r"(?:\A|(?<=\A\n)|(?<=\n\n))(?:"
        rf"{line}(?:\n[ \t]*+{line})*+(?=\n\n|\n?\Z)"
        rf"|(?P<list>{_BULLET}){line}(?:\n[ \t]*+(?:{_BULLET})?{line})*+(?=\n\n++\S|\s*+\Z)"  # indented, it would go on
        rf"|(?P<heading>\#{{1,6}}[ ]){line}(?:\n(?:\#{{1,6}}[ ]|{_BULLET})?{line})*+(?=\n\n++\S|\s*+\Z))"
    )


def _items(text: str, start: int, hits: list[int]) -> list[tuple[int, str]]:
    """Return the items of a plain list that have a find, without their marks, each with its line."""
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines) if _ITEM.match(line)]
    return [
        (start + begin, _ITEM.sub("", "\n".join(lines[begin:end]), count=1))
        for begin, end in pairwise([*begins, len(lines)])
        if between(hits, start + begin, start + end)
    ]


def have_all(hits: list[int], paragraphs: Paragraphs) -> bool:
    """Return whether all the lines with a find stand in these paragraphs."""
    texts = chain.from_iterable(paragraphs.values())
    return sum(len(between(hits, *lines_of(line, text))) for line, text in texts) == len(hits)


def lines_of(start: int, content: str) -> tuple[int, int]:
    """Return the lines (from 0) of a paragraph: its first, and the first after it."""
    return start, start + 1 + content.count("\n")


def between(hits: list[int], start: int, end: int) -> list[int]:
    """Return those of the lines, which are in order, from `start` to before `end`."""
    return hits[bisect_left(hits, start) : bisect_left(hits, end)]
