"""BibTeX and BibLaTeX: each entry a record in CSL's words, each identifier in it a link on the line of its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from harvester.clean.mojibake import unmojibake
from harvester.errors import Warned
from harvester.identifiers import Identifier
from harvester.readers import Link, Reading
from harvester.readers.bib_links import WITH_OWN_ISBN, finds_in, said_by, words
from harvester.readers.bib_names import names_of
from harvester.readers.bib_split import RawEntry, entries_of
from harvester.readers.bib_values import date_of, evaluated, plain, text_of
from harvester.readers.fields import scheme_of
from harvester.readers.items import Item, Later, folded, gather, misread
from harvester.record import Origin, Record, Value
from harvester.vocabulary import BIBTEX_TYPES, MONTHS, ONLY_BIBTEX, kind_of, term_of

GENRES = MappingProxyType({"mastersthesis": "Master's thesis", "bachelorsthesis": "Bachelor's thesis"})
INHERITED = words(
    "booktitle publisher editor year month date series volume address location organization"
    " author translator journal journaltitle eventtitle eventdate venue language langid"
)
"""Fields of a volume that its parts have by `crossref`; what `xdata` names gives all."""

ALIASES = frozenset(("issue", "location", "keyword", "license"))
"""Fields that yield to others of the same meaning, wherever they stand: `number = 3, issue = Spring`."""

DATE_FIELDS = frozenset(("year", "month", "day", "date"))
_ADDRESS = re.compile(r"https?://[^\s{}]+", re.I)
_PROTECTED = re.compile(r"(?<![\\\w}])\{[^{}\\$]*[^\W\d_]|(?<=\w)\{[A-Z]")  # what no style may put into lower case
_DEEPEST = 5  # entries that inherit from one another


class Entry(NamedTuple):
    """An entry, its values in the order of its fields, and by name: the first of each, others as `note-2`."""

    raw: RawEntry
    texts: tuple[str, ...]
    values: dict[str, str]


def read(text: str, name: str) -> Reading:
    """Return the entries of a .bib as records of kind `file`, their identifiers as links, what is wrong as warnings.

    An entry that can't be read to its end is a record of what can be read of it, its text in the field `raw`.
    """
    return gather(_items(text, name))


def _items(text: str, name: str) -> Iterator[Item]:
    macros = {month: month for month in MONTHS}
    entries: list[Entry] = []
    for raw in entries_of(text):
        entry, problems = _evaluated(raw, macros)
        if raw.kind == "string":
            macros |= entry.values
        else:
            entries.append(entry)
        for said, advice in problems:
            yield Item(raw.line, 0, Warned(f"{name}:{raw.line}", said, advice))
    yield from _repeated(entries, name)
    by_key = {entry.raw.key.lower(): entry for entry in reversed(entries) if entry.raw.key}
    for entry in entries:
        if (wanted := entry.values.get("crossref", "").strip()) and wanted.lower() not in by_key:
            said = f"entry {entry.raw.key!r}: no entry of this file has the key {wanted!r}, which its crossref names"
            yield Item(entry.raw.line, 0, Warned(f"{name}:{entry.raw.line}", said, "add that entry, or take it out"))
        yield from _entry_items(entry, by_key, name)


def _evaluated(raw: RawEntry, macros: Mapping[str, str]) -> tuple[Entry, list[tuple[str, str]]]:
    """Return the entry with its values, and what is wrong with it, with what to do about it."""
    texts: list[str] = []
    values: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    if raw.problem:
        advice = "it is kept as it stands; correct it in the file" if raw.raw else "correct it in the file"
        problems.append((f"entry {raw.key!r}: {raw.problem}", advice))
    for field in raw.fields:
        value, unknown = evaluated(field.value, macros)
        value = value if raw.kind == "string" else value.strip()
        texts.append(value)
        for macro in unknown:
            said = f"the macro {macro!r} of the field {field.name!r} is defined nowhere above"
            problems.append((said, "add an @string for it, or put the text in braces"))
        if values.setdefault(field.name, value) == value:
            continue
        name = next(one for n in count(2) if values.get(one := f"{field.name}-{n}", value) == value)
        if name not in values:
            values[name] = value
            said = f"entry {raw.key!r}: the field {field.name!r} stands twice; the first counts"
            problems.append((said, f"the other is kept as {name}; keep one of them"))
    return Entry(raw, tuple(texts), values), problems


def _repeated(entries: list[Entry], name: str) -> Iterator[Item]:
    counts = Counter(entry.raw.key for entry in entries if entry.raw.key)
    seen: set[str] = set()
    for entry in entries:
        key, line = entry.raw.key, entry.raw.line
        if key in seen:
            said = f"the key {key!r} stands {counts[key]} times; this entry is kept beside the first"
            yield Item(line, 0, Warned(f"{name}:{line}", said, "give it another key"))
        seen |= {key} if key else set()


def _entry_items(entry: Entry, by_key: Mapping[str, Entry], name: str) -> Iterator[Item]:
    own: dict[str, list[Identifier]] = {}
    for find in finds_in(entry.raw, entry.texts, entry.values, name):
        yield find.item
        if find.own and isinstance(find.item.what, Link):
            own.setdefault(find.field, []).append(find.item.what.identifier)
    ids = tuple(dict.fromkeys(one for found in own.values() for one in found))
    spent = {field for field, found in own.items() if field == "eprint" or _said_by_id(field, entry, found)}
    spent |= {"archiveprefix", "eprinttype"} if "eprint" in spent else set()
    origin = Origin(f"{name}:{entry.raw.line}", kind="file")
    said = "\n".join(entry.texts)
    if unmojibake(said) != said:
        yield Item(entry.raw.line, 0, misread(origin.source))
    yield Item(entry.raw.line, 0, Record(ids, Later(partial(_values, entry, by_key, frozenset(spent), ids)), origin))


def _values(
    entry: Entry, by_key: Mapping[str, Entry], spent: frozenset[str], ids: tuple[Identifier, ...]
) -> dict[str, Value]:
    """Return the fields in our terms, but those that an identifier says better."""
    inherited = _inherited(entry, by_key)
    terms = _terms(entry.raw, {key: value for key, value in inherited.items() if key not in spent}, ids)
    return {term: value for term, value in terms.items() if value}


def _said_by_id(field: str, entry: Entry, own: list[Identifier]) -> bool:
    """Return whether the identifier says all that the field does: one without a term, or an arXiv DOI."""
    has_term = not term_of(field, entry.raw.kind).startswith(ONLY_BIBTEX)
    return bool(scheme_of(field)) and (scheme_of(field) == "doi" or not has_term) and said_by(field, own)


def _inherited(entry: Entry, by_key: Mapping[str, Entry], deepest: int = _DEEPEST) -> dict[str, str]:
    """Return the values with those that come from others: all of `xdata`, of `crossref` what a volume tells."""
    values = entry.values
    for key in values.get("xdata", "").split(",") if deepest else ():
        if parent := by_key.get(key.lower().strip()):
            values = _inherited(parent, by_key, deepest - 1) | values
    parent = by_key.get(values.get("crossref", "").lower().strip()) if deepest else None
    if not parent or parent is entry:
        return values
    from_volume = _inherited(parent, by_key, deepest - 1)
    given = {key: value for key, value in from_volume.items() if key in INHERITED}
    is_part = entry.raw.kind.startswith(("in", "supp", "bookin", "conf"))
    if "title" in from_volume and "title" not in values and not is_part:  # another form of the same: a version
        given |= {key: value for key, value in from_volume.items() if key in ("title", "subtitle")}
    elif "title" in from_volume and entry.raw.kind not in WITH_OWN_ISBN:
        given.setdefault("booktitle", from_volume["title"])
    if DATE_FIELDS & values.keys():
        given = {key: value for key, value in given.items() if key not in DATE_FIELDS}
    return given | {key: value for key, value in values.items() if key != "crossref"}


def _terms(entry: RawEntry, values: Mapping[str, str], ids: tuple[Identifier, ...]) -> dict[str, Value]:
    """Return the fields in our terms; what has no term, or meets one that is taken, under its own name as written."""
    terms: dict[str, Value] = {"type": BIBTEX_TYPES.get(entry.kind, "document")}
    if entry.key:
        terms["citation-key"] = entry.key
    if entry.raw:
        terms["raw"] = entry.raw
    date = date_of(values)
    if date:
        terms["issued"] = date
    if entry.kind in GENRES:
        terms["genre"] = GENRES[entry.kind]
    for name, value in sorted(values.items(), key=lambda field: field[0] in ALIASES):
        term = term_of(name, entry.kind)
        if not value or (date and name in DATE_FIELDS):
            continue
        meant = value if term.startswith(ONLY_BIBTEX) or term == "issued" else _value(term, value)
        is_its_own = name == "booktitle" and value == values.get("title")  # a volume's, for its parts
        if term == "issued" or is_its_own or (term in terms and terms[term] != meant and name != "type"):
            term = ONLY_BIBTEX + name
            meant = value
        terms[term] = meant
    if _PROTECTED.search(values.get("title", "")):
        terms[ONLY_BIBTEX + "title"] = values["title"]
    return terms | _addresses(terms, ids)


def _addresses(terms: Mapping[str, Value], ids: tuple[Identifier, ...]) -> dict[str, Value]:
    """Return DOI and URL as one each; what else the fields say is kept under their names.

    `howpublished` holds the address of a page where that is all that it holds.
    """
    how = folded(plain(str(terms.get(ONLY_BIBTEX + "howpublished", ""))))
    if "URL" not in terms and not ids and _ADDRESS.fullmatch(how):
        terms = {**terms, "URL": how}
    first, _, others = str(terms.get("URL", "")).partition(" ")  # several, as Mendeley exports them
    found: dict[str, Value] = {"URL": first}
    found |= {ONLY_BIBTEX + "url-2": others} if others else {}
    dois = [one.value for one in ids if one.scheme == "doi"]
    if dois:
        found["DOI"] = dois[0]
    elif "DOI" in terms:  # it is none, and has been warned of
        found |= {"DOI": "", ONLY_BIBTEX + "doi": terms["DOI"]}
    return found


def _value(term: str, value: str) -> Value:
    kind = kind_of(term)
    if kind == "names":
        return names_of(value)
    if kind == "texts":
        return tuple(one.strip() for one in re.split(r"[,;]", text_of(value)) if one.strip())
    if kind == "date":
        return date_of({"date": value}) or text_of(value)
    return folded(plain(value)) if term in ("URL", "DOI", "PMID", "PMCID") else text_of(value)
