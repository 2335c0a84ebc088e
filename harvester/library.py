"""The library: what each service last said of each work, and the keys. It lives in the user's repository.

It changes only when what is said changes, and it is the reason that a work seen once is never lost because a
service failed. Works are not stored: they are computed anew from the records. The form is JSON, sorted, one field a
line, so that a person can read its diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import cast

from harvester.citekeys import handles
from harvester.codec import Json, from_json, to_json
from harvester.errors import ConfigError
from harvester.identifiers import Identifier
from harvester.record import Name, Record, Value, Work
from harvester.vocabulary import SAME_WORK

VERSION = 1
NOTICES = "updated-by"
REQUIRED = {"title", "author", "issued"}
KEPT = ("service", "curated")  # kinds of origin: the user's own records stand in the user's own files


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, the keys that it replaced, the handles (identifiers) of its work, and each service's last record."""

    key: str
    former_keys: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All entries, in the order of their keys; `written` are the SHA-256 of outputs that can hold no mark."""

    entries: tuple[Entry, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, entry by entry."""
        return tuple(record for entry in self.entries for record in entry.records)

    @property
    def pinned(self) -> dict[str, str]:
        """Handle -> key, for every key that was ever given."""
        return {handle: entry.key for entry in self.entries for handle in entry.handles}

    @property
    def former(self) -> dict[str, tuple[str, ...]]:
        """Handle -> the keys that its work's key replaced."""
        return {handle: entry.former_keys for entry in self.entries for handle in entry.handles if entry.former_keys}


def load(text: str, name: str) -> Library:
    """Return the library that `dump` wrote; `name` is its path, for messages. Raises `ConfigError`."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise ConfigError(
                f"is of version {kept['version']}, not {VERSION}",
                where=(name,),
                advice="use the harvest that wrote it, or a newer one",
            )
        entries = tuple(_entry(one) for one in kept["works"])
        return Library(entries, kept.get("written", {}))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"is not a library that harvest wrote ({error})",
            where=(name,),
            advice="restore it from version control, or move it away to begin anew",
        ) from error


def dump(library: Library) -> str:
    """Return the library as text: the same library, the same bytes."""
    kept: Json = {"version": VERSION, "works": [_to_json(entry) for entry in library.entries]}
    if library.written:
        kept["written"] = dict(library.written)
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def remember(library: Library, fetched: Iterable[Record]) -> tuple[Record, ...]:
    """Return all records: what was fetched now, and for services that said nothing what they last said.

    Equal content keeps its earlier origin and day, and so does content that is only a part of what was said before; a
    curated record gives way to the first service that answers.
    """
    records = {record.slot: record for record in library.records}
    for record in fetched:
        kept = records.get(record.slot)
        records[record.slot] = _last_good(kept, record) if kept else record
    told = {one for record in records.values() if record.origin.kind == "service" for one in record.ids}
    return tuple(
        record for record in records.values() if record.origin.kind != "curated" or not told.intersection(record.ids)
    )


def _last_good(kept: Record, new: Record) -> Record:
    """Return the new record, or the kept one where the new one says the same, only less of it, or lacks what must be.

    A service that answers with gaps has a bad day more often than second thoughts; what it says of a retraction
    counts in any case.
    """
    said = {term: value for term, value in new.values.items() if term != NOTICES}
    part = all(_part_of(value, kept.values.get(term)) for term, value in said.items())
    less = part and set(new.claims) <= set(kept.claims) and set(new.ids) <= set(kept.ids)
    if not less and REQUIRED & kept.values.keys() <= said.keys():
        return new
    notices = tuple(dict.fromkeys((*_notices(kept), *_notices(new))))
    return kept if notices == _notices(kept) else new.with_values({**kept.values, NOTICES: notices})


def _part_of(value: Value, kept: Value | None) -> bool:
    """Tell whether a value says nothing that the kept one does not: names may lack parts of themselves."""
    if isinstance(value, tuple) and isinstance(kept, tuple) and len(value) == len(kept) and value:
        pairs = zip(value, kept, strict=True)
        if all(isinstance(one, Name) and isinstance(other, Name) for one, other in pairs):
            return all(set(str(one).split()) <= set(str(other).split()) for one, other in zip(value, kept, strict=True))
    return value == kept


def _notices(record: Record) -> tuple[str, ...]:
    return cast("tuple[str, ...]", record.values.get(NOTICES, ()))


def related(records: Sequence[Record], wanted: Iterable[Identifier]) -> list[Record]:
    """Return the records that the wanted identifiers lead to, by shared identifiers and stated relations."""
    by_id: dict[Identifier, list[Record]] = {}
    for record in records:
        for one in _names(record):
            by_id.setdefault(one, []).append(record)
    queue, reached, met = list(wanted), set[Identifier](), set[int]()
    while queue:
        one = queue.pop()
        if one in reached:
            continue
        reached.add(one)
        for record in by_id.get(one, ()):
            met.add(id(record))
            queue.extend(_names(record))
    return [record for record in records if id(record) in met]


def aliases(library: Library, scheme: str, other: str) -> dict[Identifier, Identifier]:
    """Return identifier -> identifier of scheme `other` for the works that a record proves to have both."""
    pairs = {}
    for record in library.records:
        found = {one.scheme: one for one in record.ids}
        if record.origin.kind == "service" and scheme in found and other in found:
            pairs[found[scheme]] = found[other]
    return pairs


def updated(library: Library, works: Sequence[Work], records: Sequence[Record]) -> Library:
    """Return the library with these works' keys and records; what no work of this run touches stays as it is."""
    used = {record.slot: record for record in records}
    entries: dict[str, Entry] = {}
    placed: set[tuple[str, str]] = set()
    for work in works:
        own = tuple(record for record in work.records if record.origin.kind in KEPT)
        stored = tuple(used.get(record.slot, record) for record in own)
        placed.update(record.slot for record in stored)
        entries[work.key] = Entry(work.key, tuple(sorted(work.former_keys)), handles(work), stored)
    former = {key for entry in entries.values() for key in entry.former_keys}
    for entry in library.entries:
        left = tuple(used[record.slot] for record in entry.records if record.slot in used and record.slot not in placed)
        placed.update(record.slot for record in left)
        if entry.key in entries:
            now = entries[entry.key]
            both = tuple(dict.fromkeys((*now.handles, *entry.handles)))
            keys = tuple(sorted({*now.former_keys, *entry.former_keys} - {now.key}))
            entries[entry.key] = replace(now, handles=both, former_keys=keys, records=now.records + left)
        elif entry.key not in former:
            entries[entry.key] = replace(entry, records=left)
    return replace(library, entries=tuple(_sorted(entries[key]) for key in sorted(entries)))


def with_written(library: Library, path: str, new: bytes) -> Library:
    """Return the library that remembers these bytes as what harvest wrote into `path`."""
    return replace(library, written={**library.written, path: sha256(new).hexdigest()})


def _sorted(entry: Entry) -> Entry:
    return replace(
        entry,
        handles=tuple(sorted(entry.handles)),
        records=tuple(sorted(entry.records, key=lambda record: record.slot)),
    )


def _names(record: Record) -> list[Identifier]:
    return [*record.ids, *(claim.identifier for claim in record.claims if claim.relation in SAME_WORK)]


def _entry(kept: Json) -> Entry:
    return Entry(
        kept["key"],
        tuple(kept.get("former-keys", ())),
        tuple(kept.get("ids", ())),
        tuple(from_json(one) for one in kept.get("records", ())),
    )


def _to_json(entry: Entry) -> Json:
    shown: Json = {
        "key": entry.key,
        "former-keys": list(entry.former_keys),
        "ids": list(entry.handles),
        "records": [to_json(record) for record in entry.records],
    }
    return {name: part for name, part in shown.items() if part}
