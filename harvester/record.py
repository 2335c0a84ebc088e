"""Records and works: what is said of a publication, by whom, and what was chosen. Provenance lives here alone.

Field names are CSL variables (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables)
and, for what CSL has no word for, the terms listed in `vocabulary.FIELDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from harvester.identifiers import Identifier

Kind = Literal["service", "user", "file", "curated"]
Status = Literal["resolved", "library", "incomplete", "unresolved"]


class Origin(NamedTuple):
    """Who says it: a service's name or `file:line`, the record's own address there, the day it first said so."""

    source: str
    address: str = ""
    day: str = ""  # ISO 8601
    kind: Kind = "service"


class Name(NamedTuple):
    """A person (`family`, `given`, …) or, where only `literal` is set, a group or a name not yet parted."""

    family: str = ""
    given: str = ""
    particle: str = ""  # CSL non-dropping-particle: "van der"
    suffix: str = ""
    literal: str = ""
    orcid: str = ""
    affiliation: tuple[str, ...] = ()
    group: bool = False  # a collaboration or organisation: never parted

    def __str__(self) -> str:
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


class Date(NamedTuple):
    """A date as exact as it was given: month and day are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        shown = f"{self.year:04d}"
        for part in (self.month, self.day):
            if not part:
                break
            shown += f"-{part:02d}"
        return shown


Value = str | tuple[str, ...] | tuple[Name, ...] | Date


class Claim(NamedTuple):
    """A relation that a record states: `is-preprint-of doi:10.…`. A claim is evidence, not identity."""

    relation: str  # Crossref's kebab-case kinds
    identifier: Identifier


@dataclass(frozen=True, slots=True)
class Record:
    """What one origin says of one publication, in its own words.

    `ids` holds every identifier that the record itself proves to be its own; `claims` what it says of others.
    """

    ids: tuple[Identifier, ...]
    values: Mapping[str, Value]
    origin: Origin
    claims: tuple[Claim, ...] = ()

    @property
    def slot(self) -> tuple[str, str]:
        """What makes a later record the same one: who says it, and of what."""
        return (self.origin.source, self.origin.address or " ".join(map(str, self.ids)))

    def fact(self, name: str) -> Fact | None:
        """Return the value of the field `name` with its origin, or None where the record is silent."""
        return Fact(self.values[name], self.origin) if name in self.values else None

    def with_values(self, values: Mapping[str, Value]) -> Record:
        """Return the same record with other values."""
        return replace(self, values=values)


class Fact(NamedTuple):
    """A value that can't be parted from its origin."""

    value: Value
    origin: Origin


class Choice(NamedTuple):
    """The value shown, those that lost (best first), and the row of TRUST that decided."""

    shown: Fact
    lost: tuple[Fact, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One publication, computed anew at each run from the records of which it is made.

    `records` stand in the order of trust; `ids` are all identifiers of the work, links' included;
    `why` says, a line each, why the records were held to be one; `text` is the link's own text, which
    an unresolved work shows instead of a title.
    """

    ids: tuple[Identifier, ...]
    records: tuple[Record, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    status: Status = "unresolved"
    key: str = ""
    former_keys: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    text: str = ""

    def text_of(self, name: str) -> str:
        """Return the field as plain text; an empty string where it is missing."""
        choice = self.choices.get(name)
        if choice is None:
            return ""
        value = choice.shown.value
        return "; ".join(map(str, value)) if isinstance(value, tuple) and not isinstance(value, Date) else str(value)

    def names(self, name: str) -> tuple[Name, ...]:
        """Return the people of the field, in order; empty where it is missing."""
        choice = self.choices.get(name)
        value = choice.shown.value if choice else ()
        is_names = isinstance(value, tuple) and not isinstance(value, Date)
        return tuple(one for one in value if isinstance(one, Name)) if is_names else ()

    def date(self, name: str = "issued") -> Date | None:
        """Return the date field `name`, as exact as it is known."""
        choice = self.choices.get(name)
        return choice.shown.value if choice and isinstance(choice.shown.value, Date) else None

    def id_of(self, scheme: str) -> Identifier | None:
        """Return the first identifier of that scheme."""
        return next((one for one in self.ids if one.scheme == scheme), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that a publication must have and this work lacks."""
        return tuple(name for name in ("title", "author", "issued") if name not in self.choices)
