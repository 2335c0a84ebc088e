"""`works` of sources.yaml: identifiers, the user's corrections of what services say, and works that none knows.

An item is an identifier alone, or a mapping of identifiers (`doi: 10.…`), a pinned `key`, and fields, which stand
beside these or under `set`. Fields have CSL's names or BibTeX's; `vocabulary.FIELDS` is their table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from harvester.errors import ConfigError, IdentifierError
from harvester.identifiers import parse
from harvester.readers import Link, Place
from harvester.readers.kinds import SCHEME_NAMES, citation_key, identifier, nearest
from harvester.readers.own_fields import csl_type, read_value
from harvester.readers.spot import Pair, Spot, gathered, raise_all
from harvester.record import Origin, Record, Value
from harvester.vocabulary import BIBTEX_TYPES, FIELDS, KINDS, ONLY_BIBTEX, entry_type, term_of

_PARTS = frozenset(("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"))
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "bachelorsthesis": "Bachelor's thesis"}
_JOURNAL = frozenset(("journal", "journaltitle", "container-title"))
_TERMS = {term.lower(): term for term in KINDS if term != "citation-key"}
FIELD_NAMES = frozenset(_TERMS) | {
    name for row in FIELDS for name in (row.bibtex, *row.read, *row.in_types.values()) if name
}
"""Every name that a field may have, in lower case: CSL's and BibTeX's."""

_ADVICE = {
    "month": "give the whole date: 'issued: 2024-03'",
    "day": "give the whole date: 'issued: 2024-03-01'",
    "citation-key": "a key is pinned by 'key'",
    "key": "it stands beside 'set', not under it",
    "set": "it stands once, beside the identifier",
    "orcid": "an ORCID iD names a person: see 'people'",
}


class OwnWork(NamedTuple):
    """What an item of `works` holds: its identifiers as links, and what the user says of the work."""

    links: tuple[Link, ...]
    record: Record | None = None


class _Field(NamedTuple):
    """What a pair of an item means: a link, a value of the field `term`, or both (`set: {doi: …}`)."""

    pair: Pair
    term: str
    value: Value | None = None
    link: Link | None = None


class _Item(NamedTuple):
    """What the meaning of a name depends on: the item's CSL type, its BibTeX entry type, its identifiers' schemes."""

    type: str
    entry: str
    schemes: tuple[str, ...]


def own_works(spot: Spot) -> tuple[OwnWork, ...]:
    """Return the items of `works`; raises ConfigError with all that is wrong in them."""
    spots = spot.items()
    made, errors = gathered(spots, lambda one: (one, _own_work(one)))
    first: dict[str, Spot] = {}
    for at, work in made:
        key = str(work.record.values.get("citation-key", "")) if work.record else ""
        before = first.setdefault(key, at)
        if key and before is not at:
            errors.append(at.problem(f"the key '{key}' is that of the work on line {before.line}", "give another"))
    raise_all(errors)
    return tuple(work for _, work in made)


def _own_work(spot: Spot) -> OwnWork:
    if spot.shape != "mapping":
        return OwnWork((_link(spot),))
    pairs = [pair for pair in _flat(spot) if pair.wrong or not pair.value.absent]
    item = _item(pairs)
    fields, errors = gathered(pairs, lambda pair: _field(pair, item))
    raise_all([*errors, *_twice(fields)])
    values = {one.term: one.value for one in fields if one.value is not None}
    if item.entry in _GENRES:
        values.setdefault("genre", _GENRES[item.entry])
    links = tuple(one.link for one in fields if one.link)
    if not links and "title" not in values:
        raise spot.problem("a work needs an identifier or a title", "as in 'doi: 10.5555/12345678' or 'title: …'")
    if not values and len(links) == 1:
        return OwnWork(links)
    ids = tuple(dict.fromkeys(link.identifier for link in links))
    return OwnWork(links, Record(ids, values, Origin(f"{spot.file}:{spot.line}", kind="user")))


def _flat(spot: Spot) -> Iterator[Pair]:
    """Yield the pairs of an item, those under `set` in its place."""
    for pair in spot.pairs():
        if pair.name != "set" or pair.wrong or pair.value.absent:
            yield pair
        elif pair.value.shape == "mapping":
            yield from pair.value.pairs()
        else:
            yield pair._replace(wrong=pair.value.problem("fields are wanted", "as in 'set: {note: Oral}'"))


def _item(pairs: Iterable[Pair]) -> _Item:
    """Return what the meaning of names depends on; `type: article` is BibTeX's where a journal is named."""
    given = {pair.name.lower(): pair.value for pair in pairs}
    is_text = "type" in given and given["type"].shape == "text"
    word = str(given["type"].node.value).strip().lower() if is_text else ""
    csl = csl_type(word)
    if word == "article" and _JOURNAL & given.keys():
        csl = "article-journal"
    entry = word if word in BIBTEX_TYPES else entry_type(csl) if csl else ""
    return _Item(csl, entry, tuple(SCHEME_NAMES[name] for name in given if name in SCHEME_NAMES))


def _field(pair: Pair, item: _Item) -> _Field:
    if pair.wrong:
        raise pair.wrong
    name, under_set = pair.name.lower(), "set" in pair.key.path[-2:-1]
    if name == "key" and not under_set:
        return _Field(pair, "citation-key", citation_key(pair.value))
    scheme = SCHEME_NAMES.get(name, "")
    if scheme and not (scheme == "isbn" and (under_set or _is_of_the_whole(item))):
        link = _link(pair.value, scheme)
        stated = under_set and scheme in _TERMS and link.identifier.scheme == scheme  # arXiv's DOIs are arXiv ids
        value = link.identifier.value if stated else None
        return _Field(pair, _TERMS.get(scheme, scheme), value, link)
    if name == "url" and not under_set and not item.schemes and _names_a_work(pair.value):
        return _Field(pair, "URL", None, _link(pair.value))
    term = _term(pair, item.entry)
    return _Field(pair, term, item.type if term == "type" and item.type else read_value(term, pair.value))


def _is_of_the_whole(item: _Item) -> bool:
    """Whether an ISBN beside is that of the book in which the work stands, which is another work."""
    return item.type in _PARTS or any(scheme != "isbn" for scheme in item.schemes)


def _names_a_work(spot: Spot) -> bool:
    try:
        return parse(spot.text()).scheme != "orcid"
    except IdentifierError:
        return False


def _term(pair: Pair, entry: str) -> str:
    """Return the term that a name means in an entry of that type; `bibtex:NAME` is kept for BibTeX alone."""
    name = pair.name.lower()
    if name == "type" or re.fullmatch(ONLY_BIBTEX + "[a-z][a-z0-9_-]*", name):
        return name
    if name not in FIELD_NAMES:
        known = {*FIELD_NAMES, *SCHEME_NAMES, "key", "set"}
        raise pair.key.problem("there is no such field", _ADVICE.get(name) or nearest(name, known))
    met = term_of(name, entry)
    return _TERMS.get(name, met) if met.startswith(ONLY_BIBTEX) else met


def _twice(fields: Iterable[_Field]) -> Iterator[ConfigError]:
    """Yield an error for each name that means what another one of the item has said."""
    first: dict[str, _Field] = {}
    for one in fields:
        before = first.setdefault(one.term, one)
        if before is not one:
            other = f"'{before.pair.name}' on line {before.pair.key.line}"
            yield one.pair.key.problem(f"{other} has said this already", "keep one of them")


def _link(spot: Spot, scheme: str | None = None) -> Link:
    return Link(identifier(spot, scheme), Place(spot.file, spot.line))
