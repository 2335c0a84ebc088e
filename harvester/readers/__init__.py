"""Inputs -> links with their place, and the records that the user wrote. One file an input form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple, cast

from harvester.errors import InputError, Warned
from harvester.identifiers import Identifier
from harvester.record import Record
from harvester.web.request import Answer


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


def joined(readings: Iterable[Reading]) -> Reading:
    """Return several readings as one, in their order."""
    every = tuple(readings)
    return Reading(
        tuple(link for one in every for link in one.links),
        tuple(record for one in every for record in one.records),
        tuple(warning for one in every for warning in one.warnings),
    )


Fetch = Callable[[str], Answer]
"""Address of a page -> the answer. Raises `Unavailable`."""

READERS: Mapping[str, str] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd", ".rmarkdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".liquid", ".njk", ".php", ".xml", ".atom", ".rss"), "html"),
    ".astro": "html:script",
    **dict.fromkeys((".bib", ".bibtex", ".biblatex"), "bibtex"),
    **dict.fromkeys((".json", ".jsonld", ".csl", ".csljson"), "json_data"),
    **dict.fromkeys((".yml", ".yaml", ".cff"), "yaml_data"),
    ".toml": "toml_data",
    ".ipynb": "notebook",
    **dict.fromkeys((".rst", ".rest"), "lines:rst"),
    ".org": "lines:org",
    **dict.fromkeys((".tex", ".latex", ".ltx", ".bbl"), "lines:latex"),
    **dict.fromkeys((".adoc", ".asciidoc"), "lines:asciidoc"),
    ".typ": "lines:typst",
    ".jemdoc": "lines:jemdoc",
    **dict.fromkeys((".txt", ".text", ".list", ".ids"), "lines:list"),
    **dict.fromkeys((".csv", ".tsv"), "columns"),
    **dict.fromkeys((".ris", ".nbib", ".enw", ".wiki", ".mediawiki"), "lines:text"),
}
"""Suffix -> module of this package that reads it, and the form where a module knows several."""

PLAIN = "lines:text"


def read_text(text: str, name: str, *, form: str | None = None) -> Reading:
    """Return what `text` holds, read as the suffix of `name`, or `form` (another suffix), says.

    A suffix that is not known is read as plain text, with a warning. `name` is what places show.
    """
    suffix = (form or PurePosixPath(name).suffix).lower()
    module, _, row = READERS.get(suffix, PLAIN).partition(":")
    text = _with_newlines(text.removeprefix("\ufeff"))
    read = cast(Callable[..., Reading], import_module(f"harvester.readers.{module}").read)
    reading = read(text, name, row) if row else read(text, name)
    if suffix in READERS:
        return reading
    said = f"{suffix!r} is no form that harvest knows" if suffix else "no suffix says what it is"
    return joined((reading, Reading(warnings=(Warned(name, f"{said}: read as plain text"),))))


def _with_newlines(text: str) -> str:
    """Return the text with `\\n` for line ends; a stray carriage return among others (a progress bar's) is none."""
    text = text.replace("\r\n", "\n")
    return text.replace("\r", "\n" if text.count("\r") > text.count("\n") else " ") if "\r" in text else text


def read_inputs(
    given: Sequence[str],
    fetch: Fetch | None = None,
    outputs: Collection[str] = (),
    places: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Reading:
    """Return what the INPUTs hold, in their order: identifiers, pages' addresses, files, folders, globs, or `-`.

    An identifier, or an address that names a work, is never fetched: the place of the third is `argument:3`. Raises
    `InputError` where nothing is there or it can't be read.

    `outputs` are the files that harvest writes: its own lists are no input. `places` says of INPUTs where they are
    named, for the error about one that can't be read.
    """
    from harvester.readers.inputs import read_word

    def read(word: str, number: int) -> Reading:
        try:
            return read_word(word, number, fetch, outputs)
        except InputError as error:
            where = (*places.get(word, ()), *error.where)
            raise InputError(error.what, advice=error.advice, where=where) from error

    return joined(read(word, number) for number, word in enumerate(given, 1))
