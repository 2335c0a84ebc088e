"""The fields of a work as the user writes them: a value's kind decides how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from harvester.readers.kinds import Setting, date, list_of, nearest, orcid, section, text, web_address
from harvester.readers.spot import Spot
from harvester.record import Name, Value
from harvester.vocabulary import BIBTEX_TYPES, TYPES, kind_of

CSL_TYPES = frozenset(row.csl for row in TYPES)
_AND = re.compile(r"\s+and\s+")
_NOBODY = re.compile(r"others|et\.?\s*al\.?", re.I)

NAME_PARTS = {
    row.path.rpartition(".")[2]: row
    for row in (
        Setting("works[].author[].family", "a text", text, "Herranz-Celotti"),
        Setting("works[].author[].given", "a text", text, "Luca"),
        Setting("works[].author[].particle", "a text", text, "van der"),
        Setting("works[].author[].suffix", "a text", text, "Jr."),
        Setting("works[].author[].literal", "a text", text, "ATLAS Collaboration"),
        Setting("works[].author[].orcid", "an ORCID iD", orcid, "0000-0002-1825-0097"),
    )
}


def read_value(term: str, spot: Spot) -> Value:
    """Return the value of the field `term`; raises ConfigError where it is none of its kind."""
    return _READ.get(term, _READ_KIND[kind_of(term)])(spot)


def csl_type(word: str) -> str:
    """Return the CSL type that a word means, CSL's own or BibTeX's; empty where it means none."""
    word = word.strip().lower()
    return word if word in CSL_TYPES else BIBTEX_TYPES.get(word, "")


def _type(spot: Spot) -> str:
    given = spot.text()
    if not (found := csl_type(given)):
        raise spot.problem(f"{given!r} is no type of work", nearest(given, {*CSL_TYPES, *BIBTEX_TYPES}))
    return found


def _texts(spot: Spot) -> tuple[str, ...]:
    """Return a list of texts; a single text is parted at commas and semicolons."""
    if spot.shape == "list":
        return list_of(text)(spot)
    return tuple(filter(None, (part.strip() for part in re.split("[,;]", spot.text()))))


def _names(spot: Spot) -> tuple[Name, ...]:
    """Return the people, in order: a list, or a single text as in BibTeX ("… and …")."""
    if spot.shape != "text":
        return list_of(_person)(spot)
    return tuple(_name(one, spot) for one in _AND.split(spot.text()))


def _person(spot: Spot) -> Name:
    if spot.shape != "mapping":
        return _name(spot.text(), spot)
    parts = section(spot, NAME_PARTS)
    if ("literal" in parts) == ("family" in parts):
        raise spot.problem("a person needs 'family' (and 'given'), a group 'literal'", "give one of the two")
    return Name(**parts, group="literal" in parts)


def _name(given: str, spot: Spot) -> Name:
    """Return a name: `Family, Given` or `Family, Jr., Given` parted, anything else literal."""
    if _NOBODY.fullmatch(given):
        raise spot.problem(f"{given!r} is nobody's name", "name them all")
    parts = [part.strip() for part in given.split(",")]
    if len(parts) == 1:
        return Name(literal=given)
    if len(parts) > 3 or not all(parts):
        raise spot.problem(f"{given!r} is no single name", 'write a list: [Ada Lovelace, "Babbage, Charles"]')
    return Name(family=parts[0], given=parts[-1], suffix=parts[1] if len(parts) == 3 else "")


_READ: Mapping[str, Callable[[Spot], Value]] = {"type": _type, "URL": web_address}
_READ_KIND: Mapping[str, Callable[[Spot], Value]] = {"text": text, "texts": _texts, "names": _names, "date": date}
