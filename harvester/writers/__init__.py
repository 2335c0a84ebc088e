"""Works -> the text of a file. One file a format: tables, and `write(works, settings) -> str`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from harvester.record import Work

FORMATS = {
    "bibtex": "harvester.writers.bibtex",
    "markdown": "harvester.writers.markdown",
    "csl": "harvester.writers.csl",
}
"""Format -> the module that writes it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants of an output.

    `people` holds, for each person whose list it is, the forms of the name (an ORCID iD is one too); `fragment`
    means that the text goes between markers of a page: no front matter, no first line.
    """

    people: tuple[tuple[str, ...], ...] = ()
    front_matter: Mapping[str, object] | None = None
    fragment: bool = False
    abstract: bool = False


def write(form: str, works: Sequence[Work], settings: Settings) -> str:
    """Return the works in the format `form` (a key of FORMATS): same works, same text, whatever their order."""
    text: str = import_module(FORMATS[form]).write(works, settings)
    return text
