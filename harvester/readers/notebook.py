"""Jupyter notebooks: the Markdown of their cells, each find on its line of the file. https://nbformat.readthedocs.io/"""

from __future__ import annotations

from collections.abc import Iterator

from harvester.errors import Warned
from harvester.readers import Link, Place, Reading
from harvester.readers.items import Item, Lines, gather
from harvester.readers.json_text import Value, values
from harvester.readers.markdown import body_items


def read(text: str, name: str) -> Reading:
    """Return what the Markdown cells of a notebook name; code and outputs are passed over."""
    return gather(_items(text, name))


def _items(text: str, name: str) -> Iterator[Item]:
    lines, kinds, sources = Lines(text), dict[int, str](), dict[int, list[Value]]()
    for value in values(text):
        if value.key == "cell_type":
            kinds.setdefault(value.object, value.text)
        elif value.key == "source":
            sources.setdefault(value.object, []).append(value)
    for cell, source in sources.items():
        if kinds.get(cell) == "markdown":
            yield from _cell(source, name, lines)


def _cell(pieces: list[Value], name: str, lines: Lines) -> Iterator[Item]:
    """Yield what one cell names; its source is a list of lines, each on a line of the file, or one string."""
    places: list[tuple[int, int]] = []
    for piece in pieces:
        at = lines.at(piece.start)
        places += [at] * (piece.text.count("\n") or 1)
    for item in body_items("".join(piece.text for piece in pieces), name, 1):
        yield _moved(item, *places[min(item.line, len(places)) - 1])


def _moved(item: Item, line: int, column: int) -> Item:
    place, what = Place(str(item.what.place).rpartition(":")[0], line), item.what  # type: ignore[union-attr]
    if isinstance(what, Link):
        return Item(line, column + item.column, what._replace(place=place))
    if isinstance(what, Warned):
        return Item(line, column + item.column, Warned(str(place), what.text, what.advice))
    return item
