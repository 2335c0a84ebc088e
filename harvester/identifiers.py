"""The doors to identifiers: one text that is one (`parse`), a link's target (`identify`), running text (`found_in`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from harvester import addresses
from harvester.errors import IdentifierError
from harvester.forms import BY_NAME, Identifier, compiled, explicit, from_address, identifier, label, peeled
from harvester.schemes import SCHEMES, Scheme

__all__ = ["Found", "Identifier", "arxiv_doi", "found_in", "identify", "parse"]

_TEMPLATED = r"\{\{|\{%|<%|\$\{|%7B%7B"
_TO_FILL_IN = r"[/=:.]?[{$]|[/=:]<|/?(?:\.\.\.|…)"  # https://arxiv.org/abs/<id>
_QUERY = r"[?&]\w+=.*"
_NO_WORD = r"(?!\w|[.-]\d)"
_HOST_BEFORE = r"(?:.*[^a-z0-9.-])?"
_NAME_BEFORE = r"(?:.*[^a-z.-])?"
_LONGEST_HOST, _LONGEST_NAME, _LONGEST_SPACED, _LONGEST_VALUE = 253, 40, 24, 200  # characters


class Found(NamedTuple):
    """An identifier in a text: where its own text begins and ends, or why what looks like one is none."""

    identifier: Identifier | None
    start: int
    end: int
    why: str = ""


def parse(text: str, scheme: str | None = None) -> Identifier:
    """Return the identifier that `text` is, by any of its forms; with `scheme` a bare value is enough.

    An arXiv DOI is the arXiv work, also where a DOI is asked for. Raises `IdentifierError`, nothing else.
    """
    row = _row(scheme) if scheme else None
    if len(text) > addresses.LONGEST:
        raise IdentifierError(f"{text[:40]!r}… is no identifier", advice="it is longer than any")
    wanted = peeled(text)
    found = explicit(wanted)
    if found and (row is None or found.scheme == row.name or (row.name, found.scheme) == ("doi", "arxiv")):
        return found
    if row is None:
        raise IdentifierError(f"{wanted!r} is no identifier that harvest knows", advice=_hint(wanted))
    if met := compiled(row.value).fullmatch(wanted):
        return identifier(row, met)
    raise IdentifierError(f"{wanted!r} is no {row.title}" + (f" but {found}" if found else ""), advice=row.advice)


def identify(url: str) -> Found | None:
    """Return what a link's target names; None where it names no work: a list page, a profile, a file of the site.

    Unlike in running text the whole string is one address, so that commas, quotes and letters of any script belong to
    it; HTML entities and percent-encoding are decoded; a target that a template still has to fill in is passed over.
    """
    if len(url) > addresses.LONGEST or compiled(_TEMPLATED).search(url):
        return None
    try:
        found = explicit(peeled(compiled(r"[\t\r\n]").sub("", url)))
    except IdentifierError as error:
        return Found(None, 0, len(url), str(error))
    return Found(found, 0, len(url)) if found else None


def found_in(text: str) -> Iterator[Found]:
    """Yield the explicit identifiers in running text in order, none over another, each with its own text's place.

    Explicit are addresses, DOIs, values with their scheme's word before them, and the few that say themselves what
    they are (`PMC6283521`, `hep-th/9901001`). An address that names a work and can't be read has no identifier and
    says why. The time is linear in the length of the text.
    """
    lowered = text.replace("\u0130", "I").lower()  # the only letter whose lower case is longer
    done = 0
    for met in _triggers().finditer(lowered):
        if met.start() < done:
            continue
        found = _READERS.get(met[0][0], _label_at)(text, lowered, met, done)
        if found:
            done = found.end
            if found.identifier or found.why:
                yield found


def arxiv_doi(identifier: Identifier) -> str:
    """Return the DOI under which DataCite holds an arXiv work, in arXiv's spelling (info.arxiv.org/help/doi.html)."""
    return f"10.48550/arXiv.{identifier.value}"


def _row(scheme: str) -> Scheme:
    try:
        return BY_NAME[scheme.strip().lower()]
    except KeyError:
        names = ", ".join(row.name for row in SCHEMES)
        raise IdentifierError(f"{scheme!r} is no scheme of identifiers", advice=f"one of {names}") from None


def _hint(text: str) -> str:
    """Return what to do about a text that is no explicit form."""
    fits = []
    for row in SCHEMES if any(map(str.isdigit, text)) else ():
        try:
            if met := compiled(row.value).fullmatch(text):
                fits.append(f"{row.name}:{identifier(row, met).value}")
        except IdentifierError:
            continue
    return f"say which it is, such as {' or '.join(fits[:3])}" if fits else "write scheme:value, or its address"


@cache
def _labelled() -> dict[str, Scheme]:
    return {word: row for row in SCHEMES for word in row.labels}


@cache
def _triggers() -> re.Pattern[str]:
    """Return the pattern, for lower-case text, of what stands in every explicit form; cheap, and often wrong.

    Alternatives that each begin with a plain character let `re` skip all others fast.
    """
    words = "|".join(sorted(_labelled(), key=len, reverse=True))
    return re.compile(
        rf"://|\.[a-z]{{2,24}}+(?::\d{{1,5}})?/|10\.\d{{4,9}}(?:\.\d{{1,9}})*+/|/\d{{7}}|-\d{{7}}|{words}"
    )


def _scheme_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    at = met.start()
    word = next((word for word in ("https", "http", "ftp") if lowered.startswith(word, max(done, at - len(word)))), "")
    return _address_at(text, at - len(word)) if word else None


def _host_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = _before(_HOST_BEFORE, lowered, max(done, met.start() - _LONGEST_HOST), met.start())
    before = lowered[max(done, start - 2) : start]
    if start == met.start() or before[-1:] in ("@", "_") or (before[-1:] == "/" and before != "//"):
        return None
    return _bare_at(text, start) or _address_at(text, start)  # math.GT/0309136 looks like a host in Guatemala


def _name_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = _before(_NAME_BEFORE, lowered, max(done, met.start() - _LONGEST_NAME), met.start())
    return _bare_at(text, start) if start < met.start() else None


def _doi_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = max(done, met.start())
    if lowered[start - 1 : start].isalnum() or lowered[start - 1 : start] == ".":
        return None
    raw = addresses.tail(text, start)
    own = compiled(_QUERY).sub("", raw) if len(raw) < addresses.LONGEST else ""
    found, _ = _named(addresses.plain(own))
    return Found(found, start, start + len(own if found else raw))


def _label_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start, end = met.span()
    if lowered[end : end + 1].isalpha() or (lowered[start - 1 : start].isalnum() and met[0] != "isbn"):  # eISBN
        return None
    row = _labelled()[met[0]]
    announced = compiled(label(row)).match(text, start)
    return (_value_at(row, text, announced) if announced else None) or _bare_at(text, start)


_READERS = {":": _scheme_at, ".": _host_at, "1": _doi_at, "/": _name_at, "-": _name_at}


def _before(pattern: str, lowered: str, start: int, at: int) -> int:
    """Return where, between `start` and `at`, the name begins that ends at `at`."""
    met = compiled(pattern).match(lowered, start, at)
    return met.end() if met else at


def _value_at(row: Scheme, text: str, announced: re.Match[str]) -> Found | None:
    """Return the value that follows its label; an ISBN may hold spaces, so that a second, fixed length is tried."""
    start = announced.end()
    if not compiled(row.value).match(text, start, start + _LONGEST_VALUE):
        return None
    for end in (start + len(addresses.tail(text, start, _LONGEST_VALUE)), start + _LONGEST_SPACED):
        met = compiled(row.value).match(text, start, end)
        if not (met and compiled(_NO_WORD).match(text, met.end())):
            continue
        try:
            return Found(identifier(row, met), announced.start(), met.end())
        except IdentifierError as error:
            return Found(None, announced.start(), met.end(), str(error))
    return None


def _bare_at(text: str, start: int) -> Found | None:
    """Return the identifier that begins at `start` and needs no word to announce it; a path's part is none."""
    before = text[start - 1 : start] if start else ""
    if before.isalnum() or before in ("/", "-", "_", "."):
        return None
    found, length = _named(text[start : start + _LONGEST_NAME])
    return Found(found, start, start + length) if found else None


def _named(text: str) -> tuple[Identifier | None, int]:
    """Return the identifier with which the text begins, by a value that needs no label, and its length."""
    for row in SCHEMES:
        for pattern in row.bare:
            if met := compiled(pattern).match(text):
                try:
                    return identifier(row, met), met.end()
                except IdentifierError:
                    return None, 0
    return None, 0


def _address_at(text: str, start: int) -> Found:
    """Return what the address that begins at `start` names; a Found with neither identifier nor why where nothing."""
    raw = addresses.tail(text, start)
    end = start + max(len(raw), 1)
    try:
        return Found(from_address(addresses.plain(raw)) if len(raw) < addresses.LONGEST else None, start, end)
    except IdentifierError as error:
        to_fill_in = compiled(_TO_FILL_IN).match(text, end) or "$" in raw or "%s" in raw
        return Found(None, start, end, "" if to_fill_in else str(error))
