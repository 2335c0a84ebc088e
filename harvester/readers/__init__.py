"""Inputs -> links with their place, and the records that the user wrote. One file an input form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.record import Record


class Place(NamedTuple):
    """Where something stands: the path as given, and the line (from 1)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Link(NamedTuple):
    """An identifier that an input names: its place and its own text (a link's text; white space folded)."""

    identifier: Identifier
    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input holds. A record of the user's file has `Origin("refs.bib:12", kind="file")` and, where the
    entry has a key, the field `citation-key`."""

    links: tuple[Link, ...] = ()
    records: tuple[Record, ...] = ()
    warnings: tuple[Warned, ...] = ()
