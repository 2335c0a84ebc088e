"""Records as JSON and back: what the library and the memory keep. Every value stands in a form that a person reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from harvester.errors import IdentifierError
from harvester.identifiers import Identifier, parse
from harvester.record import Claim, Date, Kind, Name, Origin, Record, Value
from harvester.vocabulary import kind_of

Json = dict[str, Any]


def encode(record: Record) -> str:
    """Return the record as JSON text."""
    return json.dumps(to_json(record), ensure_ascii=False)


def decode(text: str) -> Record:
    """Return the record that `encode` wrote. Raises `ValueError` for anything else."""
    return from_json(json.loads(text))


def to_json(record: Record) -> Json:
    """Return the record as what JSON can hold; parts that are empty are left out."""
    origin = record.origin
    shown: Json = {
        "source": origin.source,
        "address": origin.address,
        "seen": origin.day,
        "kind": "" if origin.kind == "service" else origin.kind,
        "ids": [f"{one}{one.version}" for one in record.ids],
        "claims": [f"{claim.relation} {claim.identifier}" for claim in record.claims],
        "values": {term: value_to_json(value) for term, value in record.values.items()},
    }
    return {name: part for name, part in shown.items() if part}


def from_json(kept: Json) -> Record:
    """Return the record that `to_json` gave. Raises `ValueError` that says which part is not of this form."""
    try:
        origin = Origin(
            kept["source"], kept.get("address", ""), kept.get("seen", ""), cast(Kind, kept.get("kind", "service"))
        )
        claims = (text.split(" ", 1) for text in kept.get("claims", ()))
        return Record(
            ids=tuple(_identifier(text) for text in kept.get("ids", ())),
            values={term: _value_from_json(term, value) for term, value in kept.get("values", {}).items()},
            origin=origin,
            claims=tuple(Claim(relation, _identifier(text)) for relation, text in claims),
        )
    except (KeyError, TypeError, AttributeError, ValueError, IdentifierError) as error:
        raise ValueError(f"not a kept record: {error!r}") from error


def date_of(text: str) -> Date:
    """Return the date that `str(Date)` gave: `2022`, `2022-02` or `2022-02-07`. Raises `ValueError`."""
    return Date(*(int(part) for part in text.split("-")))


def _identifier(text: str) -> Identifier:
    scheme, _, value = text.partition(":")
    return parse(value, scheme)


def value_to_json(value: Value) -> Any:
    """Return a field's value as what JSON can hold: a date as text, a name as its parts that are not empty."""
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, tuple):
        return [_name_to_json(one) if isinstance(one, Name) else one for one in value]
    return value


def _name_to_json(name: Name) -> Json:
    return {part: value for part, value in name._asdict().items() if value}


def _name_from_json(kept: Mapping[str, Any]) -> Name:
    return Name(**{**kept, "affiliation": tuple(kept.get("affiliation", ()))})


def _value_from_json(term: str, value: Any) -> Value:
    kind = kind_of(term)
    if kind == "date":
        return date_of(value)
    if kind == "names":
        return tuple(_name_from_json(one) for one in value)
    if kind == "texts":
        return tuple(str(one) for one in value)
    if not isinstance(value, str):
        raise ValueError(f"{term} is no text")
    return value
