"""The doors to identifiers: one text that is one (`parse`), a link's target (`identify`), running text (`found_in`)."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from harvester import addresses
from harvester.errors import IdentifierError, UnknownForm
from harvester.forms import BY_NAME, Identifier, compiled, explicit, from_address, identifier, peeled
from harvester.schemes import SCHEMES, Scheme
from harvester.signs import NO_WORD, labelled, signs

__all__ = ["Found", "Identifier", "arxiv_doi", "found_in", "identify", "parse", "readings"]

_TEMPLATED = r"\{\{|\{%|<%|\$(?:\{|[a-z]\w*\$)"
_TO_FILL_IN = r"[/=:.]?[{$]|[/=:]<|/?(?:\.\.\.|…)"  # https://arxiv.org/abs/<id>
_ANY = r"[\d/:]"  # no form is without
_QUERY = r"[?&]\w+=.*"
_SPAN = "".join(one for one in map(chr, range(ord("!"), ord("~") + 1)) if one not in "<>\"'(,;|`")
_NO_DOI_AFTER = ".$€£¥"
_HOST_LETTERS = string.ascii_lowercase + string.digits + ".-"
_HOST = r"(?:[a-z0-9_-]+\.)+[a-z]{2,24}(?::\d{1,5})?/"
_LONGEST_HOST, _LONGEST_NAME, _LONGEST_VALUE = 253, 40, 200  # characters


class Found(NamedTuple):
    """An identifier in a text: where its own text begins and ends, or why what looks like one is none."""

    identifier: Identifier | None
    start: int
    end: int
    why: str = ""


def parse(text: str, scheme: str | None = None) -> Identifier:
    """Return the identifier that `text` is, by any of its forms; with `scheme` a bare value is enough.

    Values that can't be taken for others (an ISBN-13, an ORCID iD) need no scheme, since nothing else is said.

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
        if found := _alone(wanted):
            return found
        raise UnknownForm(f"{wanted!r} is no identifier that harvest knows", advice=_hint(wanted))
    if met := compiled(row.value).fullmatch(wanted):
        return identifier(row, met)
    raise IdentifierError(f"{wanted!r} is no {row.title}" + (f" but {found}" if found else ""), advice=row.advice)


@lru_cache(2048)
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
    if not compiled(_ANY).search(text):
        return
    lowered = text.replace("\u0130", "I").lower()  # the only letter whose lower case is longer
    done = 0
    for met in signs(lowered):
        if met.start() < done:
            continue
        mark = met[0]
        found = _READERS.get(mark[0], _label_at)(text, lowered, met, done)
        while found:
            done = found.end
            if found.identifier or found.why:
                yield found
            found = _next_of(text, mark, done) if mark in _PLURALS else None


def arxiv_doi(identifier: Identifier) -> str:
    """Return the DOI under which DataCite holds an arXiv work, in arXiv's spelling (info.arxiv.org/help/doi.html)."""
    return f"10.48550/arXiv.{identifier.value}"


def _row(scheme: str) -> Scheme:
    try:
        return BY_NAME[scheme.strip().lower()]
    except KeyError:
        names = ", ".join(row.name for row in SCHEMES)
        raise IdentifierError(f"{scheme!r} is no scheme of identifiers", advice=f"one of {names}") from None


def _alone(text: str) -> Identifier | None:
    """Return the identifier whose value is the whole text and can't be taken for another's."""
    found = ((row, compiled(row.alone).fullmatch(text)) for row in SCHEMES if row.alone)
    return next((identifier(row, met) for row, met in found if met), None)


def readings(text: str) -> list[str]:
    """Return what a bare value may be, each with its scheme; three at most."""
    fits = []
    for row in SCHEMES if any(map(str.isdigit, text)) else ():
        try:
            if met := compiled(row.value).fullmatch(text):
                fits.append(f"{row.name}:{identifier(row, met).value}")
        except IdentifierError:
            continue
    return fits[:3]


def _hint(text: str) -> str:
    """Return what to do about a text that is no explicit form."""
    fits = readings(text)
    return f"say which it is, such as {' or '.join(fits)}" if fits else "write scheme:value, or its address"


def _address_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    at = met.start()
    start = at - (5 if lowered[at - 1] == "s" else 4 if lowered[at - 3] == "t" else 3)  # https, http, ftp
    return _address(text, start if start >= done else at + 3)  # a value glued to it has eaten `https`


def _host_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = _before(_HOST_LETTERS, lowered, max(done, met.start() - _LONGEST_HOST), met.start())
    before = lowered[max(done, start - 3) : start]
    in_path = before[-1:] == "/" and before[-2:] != "//" and before not in ("s:/", "p:/")  # https:/doi.org/10.…
    if start == met.start() or in_path or before[-1:] in ("@", "_"):
        return None
    return _address(text, start)


def _name_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = _before(_HOST_LETTERS, lowered, max(done, met.start() - _LONGEST_NAME), met.start())
    return _bare_at(text, start) if start < met.start() else None


def _doi_at(text: str, lowered: str, met: re.Match[str], done: int) -> Found | None:
    start = met.start()
    before = lowered[max(done, start - 5) : start]
    if before[-1:] == "/" and before[-4:] not in ("doi/", "://"):  # part of an address, or of a file's path
        begin = _before(_SPAN, lowered, max(done, start - _LONGEST_HOST), start)
        return _address(text, begin) if compiled(_HOST).match(lowered, begin, start) else None
    if before and (_in_word(before) or before[-1] in _NO_DOI_AFTER):
        return None  # part of a longer word, or a price: $10.1250/kg
    found, length = _doi(addresses.cut(text, start), before[-1:] == "_")
    return Found(found, start, start + length)


def _label_at(text: str, _lowered: str, met: re.Match[str], _done: int) -> Found | None:
    start = met.start()
    found, why, length = _announced(met[0], text[start : met.end() + _LONGEST_VALUE])
    if length:
        return Found(found, start, start + length, why)
    return _bare_at(text, start) if labelled()[met[0]].row.bare else None


@lru_cache(2048)
def _announced(word: str, text: str) -> tuple[Identifier | None, str, int]:
    """Return what the label with which the text begins announces, or why that is none, and the length of both."""
    row, announced = labelled()[word]
    whole = compiled(announced).match(text)
    if whole is None or whole["value"].startswith("10."):  # a DOI's own reader comes next
        return None, "", 0
    return *_valued(row.name, whole["value"]), whole.end()


def _next_of(text: str, word: str, done: int) -> Found | None:
    """Return the next of a list that a label in the plural announces: `PMIDs: 1, 2 and 3`."""
    row = labelled()[word].row
    met = compiled(rf"[ \t]?(?:[,;]|and|&)(?: and)?[ \t]?(?P<value>{row.value}){NO_WORD}").match(
        text, done, done + _LONGEST_VALUE
    )
    if met is None:
        return None
    found, why = _valued(row.name, met["value"])
    return Found(found, met.start("value"), met.end("value"), why)


_PLURALS = frozenset(("pmids", "isbns"))
_Reader = Callable[[str, str, re.Match[str], int], Found | None]
_READERS: dict[str, _Reader] = {":": _address_at, ".": _host_at, "1": _doi_at, "/": _name_at, "-": _name_at}


def _in_word(before: str) -> bool:
    """Return whether what comes next goes on a word; other scripts set no space before an identifier."""
    return before[-1:].isascii() and before[-1:].isalnum()


def _before(letters: str, lowered: str, start: int, at: int) -> int:
    """Return where, between `start` and `at`, the run of these letters begins that ends at `at`."""
    return start + len(lowered[start:at].rstrip(letters))


@lru_cache(2048)
def _valued(scheme: str, value: str) -> tuple[Identifier | None, str]:
    """Return the identifier, or why it is none; a site's pages repeat the same few."""
    row = BY_NAME[scheme]
    met = compiled(row.value).fullmatch(value)
    try:
        return (identifier(row, met) if met else None), ""
    except IdentifierError as error:
        return None, str(error)


def _bare_at(text: str, start: int) -> Found | None:
    """Return the identifier that begins at `start` and needs no word to announce it; a path's part is none."""
    before = text[start - 1 : start] if start else ""
    if _in_word(before) or before in ("/", "-", "_", "."):
        return None
    found, length = _named(text[start : start + _LONGEST_NAME])
    return Found(found, start, start + length) if found else None


@lru_cache(2048)
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


@lru_cache(2048)
def _doi(raw: str, emphasised: bool) -> tuple[Identifier | None, int]:
    """Return the DOI with which running text goes on, without a query that was meant for a page, and its length."""
    whole = addresses.tidied(raw, emphasised)
    own = compiled(_QUERY).sub("", whole) if len(raw) < addresses.LONGEST else ""
    found, _ = _named(addresses.plain(own if "/" in own else addresses.decoded(own)))
    return found, len(own if found else whole)


@lru_cache(2048)
def _addressed(raw: str, emphasised: bool) -> tuple[Identifier | None, str, int]:
    """Return the work that an address in running text names, why it can't be read, and the address's length.

    Neither a work nor a reason where it names none.
    """
    whole = addresses.tidied(raw, emphasised)
    if len(raw) == addresses.LONGEST:
        return None, "", len(whole)
    try:
        return from_address(addresses.plain(whole)), "", len(whole)
    except IdentifierError as error:
        return None, "" if "$" in whole or "%s" in whole else str(error), len(whole)


def _address(text: str, start: int) -> Found:
    found, why, length = _addressed(addresses.cut(text, start), text[start - 1 : start] == "_")
    end = start + (length or 1)
    if why and compiled(_TO_FILL_IN).match(text, end):
        why = ""
    return Found(found, start, end, why)
