"""CSL-JSON: each item a record, each identifier in it a link. https://citeproc-js.readthedocs.io/en/latest/csl-json/"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from harvester.clean.dates import parse_date
from harvester.readers import Link
from harvester.readers.fields import scheme_of
from harvester.readers.items import Item, Lines, spots, stated
from harvester.readers.json_text import values
from harvester.record import Date, Name, Origin, Record, Value
from harvester.vocabulary import KINDS, TYPES, kind_of

OWN = frozenset(
    ("DOI", "URL", "PMID", "PMCID", "ISBN", "archive_location", "number", "container-title", "note", "publisher")
)
"""Fields in which an item states its own identifiers."""

WITH_OWN_ISBN = frozenset(("book", "thesis", "report", "collection", "classic"))

_TYPES = tuple(dict.fromkeys(row.csl for row in TYPES))  # a tuple: what data calls a type may be a list
_OTHERS = frozenset(
    ("authors", "date", "description", "doi", "image", "isbn", "journal", "link", "links", "pdf", "pmid", "url", "year")
)
_OWN_NAMES = frozenset(("DOI", "URL", "PMID", "PMCID", "ISBN", "ISSN", "issued", "accessed", "container-title"))
"""Words of other data, and those that CSL alone has."""

_KEY = re.compile(r"[^\s/\\{}%#,~\"']{1,100}")
_WRAPPED = re.compile(r"\s*\{\s*\"(?:items|references)\"\s*:\s*\[")  # Zotero's API, pandoc's metadata
_ITEM_BEGIN = re.compile(r"[\s,\[]*")


def csl_items(text: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield each item of a CSL-JSON text with its begin and end; nothing where the first is something else.

    Raises `ValueError` for what is no JSON.
    """
    wrapped = _WRAPPED.match(text)
    decoder, at, found = json.JSONDecoder(strict=False), wrapped.end() if wrapped else 0, False
    while (at := _ITEM_BEGIN.match(text, at).end()) < len(text) and text[at] == "{":  # type: ignore[union-attr]
        item, end = decoder.raw_decode(text, at)
        if is_csl(item):
            found = True
            yield item, at, end
        elif not found:
            return
        at = end


def is_csl(item: object) -> bool:
    """Return whether a mapping is an item of CSL: a type that CSL knows, and what tells one work from another.

    A site's own data, which has such words too, is not.
    """
    if not isinstance(item, dict) or item.get("type") not in _TYPES or not {"id", "title", "DOI"} & set(item):
        return False
    return not _OTHERS & set(item) or bool(_OWN_NAMES & set(item)) or _has_people(item)


def _has_people(item: Mapping[str, Any]) -> bool:
    people = [one for term in ("author", "editor") if isinstance(item.get(term), list) for one in item[term]]
    return any(isinstance(one, dict) and {"family", "literal"} & set(one) for one in people)


def csl_finds(text: str, name: str, lines: Lines, item: dict[str, Any], span: tuple[int, int]) -> Iterator[Item]:
    """Yield the record of the item that stands at `span` of the text, and its links."""
    line, column = lines.at(span[0])
    links = list(_links(text, name, lines, item, span))
    yield from links
    yield Item(line, column, csl_record(item, links, Origin(f"{name}:{line}", kind="file")))


def csl_record(item: Mapping[str, Any], links: Iterable[Item], origin: Origin) -> Record:
    """Return what an item says of one work; `links` are those of its own fields."""
    ids = tuple(dict.fromkeys(find.what.identifier for find in links if isinstance(find.what, Link)))
    terms = {term: value for term in item if (value := _value(term, item[term]))}
    key = str(item.get("citation-key") or item.get("id") or "")
    terms.pop("citation-key", None)
    terms |= {"citation-key": key} if _KEY.fullmatch(key) else {}
    return Record(ids, terms, origin)


def own_links(item: Mapping[str, Any], name: str) -> Iterator[Item]:
    """Yield what the fields of an item name in which it states its own identifiers; their places are the reader's."""
    for key, value in item.items():
        if isinstance(value, str | int):
            yield from _named(key, str(value), str(item.get("type")), name, (1, 0))


def _links(text: str, name: str, lines: Lines, item: dict[str, Any], span: tuple[int, int]) -> Iterator[Item]:
    start, end = span
    for value in values(text[start:end]):
        yield from _named(value.key, value.text, item["type"], name, lines.at(start + value.start))


def _named(key: str, text: str, kind: str, name: str, place: tuple[int, int]) -> Iterator[Item]:
    """Yield what the value of the field `key` in an item of that kind names."""
    line, column = place
    if key not in OWN or (key == "ISBN" and kind not in WITH_OWN_ISBN):
        return
    if scheme := scheme_of(key):
        for one in re.split(r"[,;\s]+", text.strip()) if scheme == "isbn" else (text,):
            yield from stated(scheme, one, name, line, column=column)
    else:
        yield from spots(text.replace("\n", " "), name, line, column=column)


def _value(term: str, value: Any) -> Value:
    if term not in KINDS:
        return ""
    kind = kind_of(term)
    if kind == "names":
        return tuple(name for one in value if (name := _name(one))) if isinstance(value, list) else ()
    if kind == "date":
        return _date(value) or ""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = str(value) if isinstance(value, str | int | float) else ""
    return tuple(one.strip() for one in re.split(r"[,;]", text) if one.strip()) if kind == "texts" else text


def _name(person: Any) -> Name | None:
    if not isinstance(person, dict):
        return None
    said = {key: str(value) for key, value in person.items() if isinstance(value, str)}
    if said.get("literal"):
        return Name(literal=said["literal"], group=True)
    given = " ".join(filter(None, (said.get("given"), said.get("dropping-particle"))))
    name = Name(said.get("family", ""), given, said.get("non-dropping-particle", ""), said.get("suffix", ""))
    return name if str(name) else None


def _date(value: Any) -> Date | None:
    """Return the first date of a CSL date variable: `date-parts`, else `raw` or `literal`."""
    if isinstance(value, list):  # pandoc's YAML
        value = value[0] if value else None
    if not isinstance(value, dict):
        return parse_date(str(value)) if isinstance(value, str | int) else None
    if value.get("year"):
        return parse_date("-".join(str(value[part]) for part in ("year", "month", "day") if value.get(part)))
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and all(str(part).isdigit() for part in first[:3]):
        return Date(*(int(part) for part in first[:3]))
    return parse_date(str(value.get("raw") or value.get("literal") or ""))
