"""BibTeX and BibLaTeX: each entry a record in CSL's words, each identifier in it a link on the line of its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from harvester.errors import IdentifierError, Warned
from harvester.identifiers import Identifier, parse
from harvester.readers import Link, Reading
from harvester.readers.bib_split import RawEntry, RawField, entries_of
from harvester.readers.bib_values import date_of, evaluated, names_of, plain, text_of
from harvester.readers.fields import NOTHING, scheme_of
from harvester.readers.items import Item, folded, gather, spots, stated
from harvester.record import Origin, Record, Value
from harvester.vocabulary import BIBTEX_TYPES, MONTHS, ONLY_BIBTEX, kind_of, term_of

OWN = re.compile(
    r"(?:opt)?(?:doi|url|link|ee|html|pdf|eprint|arxiv|arxivid|pmid|pmcid|pubmed|isbn|halid|hal_id|ssrn|howpublished"
    r"|journal|journaltitle|bdsk-url-\d+|biburl)"
)
"""Fields whose identifiers are the entry's own. In every other one (`code = {…}`) stands another work."""

REMARKS = frozenset(("note", "addendum", "pubstate", "number", "series", "eid", "pages", "publisher", "booktitle"))
"""Fields whose identifier is the entry's own where it is all that they say."""

NOT_READ = frozenset(
    (
        "abstract",
        "annotation",
        "annote",
        "file",
        "keywords",
        "local-url",
        "review",
        "references",
        "crossref",
        "related",
        "author",
        "editor",
        "title",
        "year",
        "month",
        "day",
        "volume",
        "address",
        "location",
        "language",
    )
)
"""Fields that talk of other works, of files, or never of a work: nothing in them is a link."""

EPRINTS = {
    "": "arxiv",
    "arxiv": "arxiv",
    "pubmed": "pmid",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "hal": "hal",
    "hdl": "handle",
}
"""`archiveprefix` or `eprinttype`, in lower case -> scheme of `eprint`; without either only arXiv's form counts."""

WITH_OWN_ISBN = frozenset(
    (
        "book",
        "mvbook",
        "booklet",
        "collection",
        "mvcollection",
        "proceedings",
        "mvproceedings",
        "manual",
        "thesis",
        "phdthesis",
        "mastersthesis",
        "reference",
        "mvreference",
        "report",
        "techreport",
    )
)
"""Entries whose ISBN is their own; an article's or a chapter's is that of the volume, which is another work."""

GENRES = MappingProxyType({"mastersthesis": "Master's thesis", "bachelorsthesis": "Bachelor's thesis"})
INHERITED = frozenset(
    [
        "booktitle",
        "publisher",
        "editor",
        "year",
        "month",
        "date",
        "series",
        "volume",
        "address",
        "location",
        "organization",
    ]
)
DATE_FIELDS = frozenset(("year", "month", "day", "date"))

_SAID_OTHERWISE = re.compile(r"[^\W\d_]{2,}")
_EPRINT_WORDS = frozenset(
    [
        "arxiv",
        "preprint",
        "eprint",
        "e-print",
        "doi",
        "pmid",
        "pmcid",
        "url",
        "available",
        "online",
        "at",
        "from",
        "see",
        "in",
        "cs",
        "math",
    ]
)


def read(text: str, name: str) -> Reading:
    """Return the entries of a .bib as records of kind `file`, their identifiers as links, what is wrong as warnings.

    An entry that can't be read to its end is a record of what can be read of it, its text in the field `raw`.
    """
    return gather(_items(text, name))


def _items(text: str, name: str) -> Iterator[Item]:
    macros = {month: month for month in MONTHS}
    entries: list[tuple[RawEntry, dict[str, str]]] = []
    for entry in entries_of(text):
        place = f"{name}:{entry.line}"
        values: dict[str, str] = {}
        for field in entry.fields:
            value, unknown = evaluated(field.value, macros)
            values.setdefault(field.name, value)
            for macro in unknown:
                said = f"the macro {macro!r} of the field {field.name!r} is defined nowhere above"
                yield Item(entry.line, 0, Warned(place, said, "add an @string for it, or put the text in braces"))
        if entry.kind == "string":
            macros |= values
        else:
            entries.append((entry, values))
            if entry.problem:
                advice = "it is kept as it stands; correct it in the file" if entry.broken else "correct it in the file"
                yield Item(entry.line, 0, Warned(place, f"entry {entry.key!r}: {entry.problem}", advice))
    yield from _repeated(entries, name)
    by_key = {entry.key.lower(): values for entry, values in reversed(entries)}
    for entry, values in entries:
        yield from _entry_items(entry, values, by_key, name)


def _repeated(entries: list[tuple[RawEntry, dict[str, str]]], name: str) -> Iterator[Item]:
    counts = Counter(entry.key for entry, _ in entries)
    seen: set[str] = set()
    for entry, _ in entries:
        if entry.key in seen:
            said = f"the key {entry.key!r} stands {counts[entry.key]} times; this entry is kept beside the first"
            yield Item(entry.line, 0, Warned(f"{name}:{entry.line}", said, "give it another key"))
        seen.add(entry.key)


def _entry_items(
    entry: RawEntry, values: dict[str, str], by_key: Mapping[str, dict[str, str]], name: str
) -> Iterator[Item]:
    ids: dict[Identifier, None] = {}
    spent: set[str] = set()  # fields that an identifier says better
    for field in entry.fields:
        if values[field.name] and field.name not in NOT_READ:
            found = list(_field_items(field, entry, values, name))
            yield from found
            own = [item.what.identifier for item in found if isinstance(item.what, Link)]
            if own and _is_own(field.name, values[field.name]):
                ids |= dict.fromkeys(own)
                spent |= {field.name} if field.name == "eprint" or _said_by_id(field.name, entry, own) else set()
    spent |= {"archiveprefix", "eprinttype"} if "eprint" in spent else set()
    inherited = _inherited(entry, values, by_key)
    terms = _terms(entry, {key: value for key, value in inherited.items() if key not in spent}, tuple(ids))
    origin = Origin(f"{name}:{entry.line}", kind="file")
    yield Item(entry.line, 0, Record(tuple(ids), MappingProxyType(terms), origin))


def _said_by_id(name: str, entry: RawEntry, own: list[Identifier]) -> bool:
    """Return whether the identifier says all that the field does: one without a term, or an arXiv DOI."""
    if scheme_of(name) == "doi":
        return all(one.scheme != "doi" for one in own)
    return bool(scheme_of(name)) and term_of(name, entry.kind).startswith(ONLY_BIBTEX)


def _field_items(field: RawField, entry: RawEntry, values: Mapping[str, str], name: str) -> Iterator[Item]:
    """Yield what a field names, on the line on which it stands."""
    value = plain(field.value)
    scheme = scheme_of(field.name)
    if field.name == "eprint":
        said = (values.get("archiveprefix") or values.get("eprinttype") or "").lower().strip("{} ")
        scheme = EPRINTS.get(said, "")
        if not said and not _is(plain(values["eprint"]), "arxiv"):
            scheme = ""
    if scheme == "isbn":
        return _isbns(field, values["isbn"], name) if entry.kind in WITH_OWN_ISBN else iter(())
    if scheme:
        return stated(scheme, plain(values[field.name]), name, field.line)
    return spots(value, name, field.line)


def _isbns(field: RawField, value: str, name: str) -> Iterator[Item]:
    for one in re.split(r"[,;]|\s(?=97[89]|\d{9})", plain(value)):
        if one.strip().lower() not in NOTHING:
            yield from stated("isbn", one, name, field.line)


def _is(value: str, scheme: str) -> bool:
    try:
        parse(value, scheme)
    except IdentifierError:
        return False
    return True


def _is_own(name: str, value: str) -> bool:
    if OWN.fullmatch(name):
        return True
    words = {word.lower() for word in _SAID_OTHERWISE.findall(re.sub(r"\S*[/:.]\S*", " ", plain(value)))}
    return name in REMARKS and words <= _EPRINT_WORDS


def _inherited(entry: RawEntry, values: dict[str, str], by_key: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Return the values with what `crossref` gives: the volume's title as `booktitle`, its publisher, its year."""
    wanted = values.get("crossref", "").lower().strip()
    parent = by_key.get(wanted) if wanted else None
    if not parent or parent is values:
        return values
    given = {key: value for key, value in parent.items() if key in INHERITED}
    if entry.kind not in WITH_OWN_ISBN and "title" in parent:
        given.setdefault("booktitle", parent["title"])
    return given | {key: value for key, value in values.items() if key != "crossref"}


def _terms(entry: RawEntry, values: Mapping[str, str], ids: tuple[Identifier, ...]) -> dict[str, Value]:
    """Return the fields in our terms; what has no term, or meets one that is taken, under its own name as written."""
    terms: dict[str, Value] = {"type": BIBTEX_TYPES.get(entry.kind, "document")}
    if entry.key:
        terms["citation-key"] = entry.key
    if entry.broken:
        terms["raw"] = entry.raw
    date = date_of(values)
    if date:
        terms["issued"] = date
    if entry.kind in GENRES:
        terms["genre"] = GENRES[entry.kind]
    for name, value in values.items():
        term = term_of(name, entry.kind)
        if not value or (date and name in DATE_FIELDS):
            continue
        meant = value if term.startswith(ONLY_BIBTEX) or term == "issued" else _value(term, value)
        if term == "issued" or (term in terms and terms[term] != meant and name != "type"):
            term = ONLY_BIBTEX + name
            meant = value
        terms[term] = meant
    dois = [one.value for one in ids if one.scheme == "doi"]
    if dois:
        terms["DOI"] = dois[0]
    elif "DOI" in terms:  # it is none, and has been warned of
        terms[ONLY_BIBTEX + "doi"] = terms.pop("DOI")
    return terms


def _value(term: str, value: str) -> Value:
    kind = kind_of(term)
    if kind == "names":
        return names_of(value)
    if kind == "texts":
        return tuple(one.strip() for one in re.split(r"[,;]", text_of(value)) if one.strip())
    if kind == "date":
        return date_of({"date": value}) or text_of(value)
    return folded(plain(value)) if term in ("URL", "DOI", "PMID", "PMCID") else text_of(value)
