"""Identifier, and the texts that hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from harvester.errors import IdentifierError

_FORMS = {
    "arxiv": re.compile(
        r"(?:arxiv:|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|(?:https?://)?(?:dx\.)?(?:doi\.org/)?10\.48550/arxiv\.)"
        r"(?P<v>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?", re.I),
    "doi": re.compile(r"(?:doi:|(?:https?://)?(?:dx\.)?doi\.org/)?(?P<v>10\.\d{4,9}/[^\s\"<>]+)", re.I),
    "ieee": re.compile(r"(?:ieee:|(?:https?://)?ieeexplore\.ieee\.org/(?:abstract/)?document/)0*(?P<v>\d{4,9})/?", re.I),
}
_URLS = {"arxiv": "https://arxiv.org/abs/{}", "doi": "https://doi.org/{}", "ieee": "https://ieeexplore.ieee.org/document/{}"}


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A work's identifier: scheme and canonical value; `version` is what was asked for and is not identity."""

    scheme: str
    value: str
    version: str = field(default="", compare=False)

    @property
    def url(self) -> str:
        """The address to link to."""
        return _URLS[self.scheme].format(self.value)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Found(NamedTuple):
    """An identifier in a text: where its own text begins and ends, or why what looks like one is none."""

    identifier: Identifier | None
    start: int
    end: int
    why: str = ""


def parse(text: str, scheme: str | None = None) -> Identifier:
    """Return the identifier that `text` is, by any of its forms; with `scheme` a bare value is enough.

    An arXiv DOI is the arXiv work, whatever the scheme. Raises `IdentifierError`.
    """
    text = text.strip()
    for name, form in _FORMS.items():
        met = form.fullmatch(text) or (form.fullmatch(f"{name}:{text}") if scheme == name else None)
        if met:
            return Identifier(name, met["v"].lower() if name == "doi" else met["v"], met.groupdict().get("version") or "")
    raise IdentifierError(f"{text!r} is no {scheme or 'known identifier'}")


def found_in(text: str) -> Iterator[Found]:
    """Yield the explicit identifiers in a text, in order, with their places."""
    for name, form in _FORMS.items():
        for met in form.finditer(text):
            yield Found(Identifier(name, met["v"], met.groupdict().get("version") or ""), *met.span())
