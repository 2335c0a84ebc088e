"""Identifier, and the forms in which a whole text is one: `scheme:value`, an address, a value that names itself.

What these look like stands in `schemes`; here is the loop over the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from harvester import addresses
from harvester.canonical import unended
from harvester.doi_links import Link
from harvester.errors import IdentifierError
from harvester.schemes import SCHEMES, Scheme

BY_NAME = {name: row for row in SCHEMES for name in (row.name, *row.aliases)}
_ADDRESS = r"(?:https?|ftp):/|//|(?:[a-z0-9_-]+\.)+[a-z]{2,24}(?::\d+)?/"
_OPENERS = " \t\r\n<([{\"'`*\u2018\u201c\u00ab\u27e8"
_AROUND = r"\A(?:urn|info|oai):|[ \xa0](?:\[[a-z-]+(?:\.[a-z-]+)?\]|\([a-z -]{2,20}\))\Z"  # [cs.NE], (hardcover)
_PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".webp")  # not .svg: badges hold a DOI
RESOLVERS = frozenset(("identifiers.org", "n2t.net", "bioregistry.io"))  # name:value as a path, for any scheme
_CURIE = r"/(?:reference/)?(?P<name>[a-z.]+)[:/](?P<value>.+?)/?"
_UNSAFE = r"[^\x00-\x7f]|[^\w./:;()-]"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A work's identifier: scheme and canonical value; `version` is what was asked for and is not identity."""

    scheme: str
    value: str
    version: str = field(default="", compare=False)

    @property
    def url(self) -> str:
        """The address to link to, percent-encoded."""
        row = BY_NAME[self.scheme]
        shown = row.shown(self.value)
        if compiled(_UNSAFE).search(shown):
            from urllib.parse import quote

            shown = quote(shown, safe="/:;()")
        return row.url.format(shown)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled when it is first needed, blind to case; digits and letters are ASCII's alone."""
    return re.compile(pattern, re.I | re.S | re.A)


def label(row: Scheme) -> str:
    """Return the pattern of what announces a value of the scheme in a sentence."""
    return f"(?:{'|'.join(row.labels)})(?:{row.between})"


def identifier(row: Scheme, met: re.Match[str], value: str = "{v}") -> Identifier:
    """Return the identifier that a match of one of the row's patterns holds. Raises `IdentifierError`."""
    groups = met.groupdict()
    return Identifier(row.name, row.canonical(value.format_map(groups)), (groups.get("version") or "").lower())


def peeled(text: str) -> str:
    """Return the text without what wraps it: white space, brackets, quotes, a sentence's punctuation, encodings."""
    bare = unended(addresses.plain(text).lstrip(_OPENERS).rstrip()).strip()
    if compiled(r"[^/]*%(?:25)?(?:2f|3a)").match(bare):  # https%3A%2F%2Fdoi.org%2F10…
        bare = addresses.decoded(bare)
    bare = compiled(r"\Ainfo:(?=\w+/)(\w+)/").sub(r"\1:", bare)
    return compiled(_AROUND).sub("", bare)


def explicit(text: str, only: str = "") -> Identifier | None:
    """Return the identifier that the whole peeled text explicitly is, or None.

    With `only` that scheme's row alone is tried. Raises `IdentifierError` where it has the form of one and is none.
    """
    name, _, value = text.partition(":")
    return _by_name(name.strip(), value.strip(), only) or _unannounced(text, only) or _announced(text, only)


def _by_name(name: str, value: str, only: str) -> Identifier | None:
    """Return the identifier of which scheme and value are said."""
    row = BY_NAME.get(name.lower())
    met = compiled(row.value).fullmatch(value) if row and only in ("", row.name) else None
    return identifier(row, met) if row and met else None


def _unannounced(text: str, only: str) -> Identifier | None:
    for row in _rows(only):
        for pattern in row.bare:
            if met := compiled(pattern).fullmatch(text):
                return identifier(row, met)
    return from_address(text, only) if compiled(_ADDRESS).match(text) else None


def _rows(only: str) -> tuple[Scheme, ...]:
    return (BY_NAME[only],) if only else SCHEMES


def _announced(text: str, only: str) -> Identifier | None:
    for row in _rows(only):
        if not (row.labels and (met := compiled(f"(?:{label(row)}){{1,2}}").match(text))):  # PubMed PMID: 1
            continue
        rest = unended(text[met.end() :])  # pmid = {1}
        if value := compiled(row.value).fullmatch(rest):
            return identifier(row, value)
        if found := _unannounced(rest, only):
            return found
    return None


def from_address(text: str, only: str = "") -> Identifier | None:
    """Return the work that an address names, or None. Raises `IdentifierError` where it names one unreadably."""
    address = addresses.opened(text)
    if address is None or address.path.lower().endswith(_PICTURES):
        return None
    if address.host.removeprefix("www.") in RESOLVERS and (curie := compiled(_CURIE).fullmatch(address.path)):
        return _by_name(curie["name"], curie["value"], only)
    for row, link in _links_of(address.host):
        if (only and only != row.name) or (link.param and link.param not in address.params):
            continue
        if link.holds not in address.path:
            continue
        met = compiled(link.path).fullmatch(address.with_param(link.param))
        if met and link.value == "":
            raise IdentifierError(f"{text[:200]!r} holds no {row.title} that can be read", advice=row.advice)
        if met:
            return identifier(row, met, link.value) if link.value else None
    return None


@cache
def _links() -> dict[str, list[tuple[Scheme, Link]]]:
    index: dict[str, list[tuple[Scheme, Link]]] = {}
    for row in SCHEMES:
        for link in row.links:
            for host in link.hosts.split():
                index.setdefault(host, []).append((row, link))
    return index


@lru_cache(1024)
def _links_of(host: str) -> list[tuple[Scheme, Link]]:
    """Return the links for a host: first those that read a work, last those that only know that there is one."""
    index, labels = _links(), host.split(".")[-8:]
    names = [".".join(labels[at:]) for at in range(len(labels))]
    names += [".".join(labels[at:end]) + "." for at in (0, 1) for end in (at + 1, at + 2)] + ["*"]
    links = [pair for name in names for pair in index.get(name, ())]
    return sorted(links, key=lambda pair: pair[1].value == "")
