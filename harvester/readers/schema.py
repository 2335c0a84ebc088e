"""SETTINGS: everything that sources.yaml may hold, a row each; and what the settings become."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from harvester.readers.kinds import (
    Setting,
    contact,
    duration,
    flag,
    free_mapping,
    identifier,
    list_of,
    nearest,
    one_of,
    orcid,
    pairs_of,
    path,
    same_or_not,
    section,
    text,
    url,
    year,
)
from harvester.readers.own_fields import NAME_PARTS
from harvester.readers.own_works import own_works
from harvester.readers.spot import Pair, Spot

SERVICES = (
    "arxiv",
    "crossref",
    "datacite",
    "doi",
    "ieee",
    "xplore",
    "openalex",
    "semanticscholar",
    "pubmed",
    "idconv",
    "europepmc",
    "hal",
    "openlibrary",
    "orcid",
)
"""Names of the services, as in `HARVEST_NAME_URL`."""


FIELDS_ON_REQUEST = ("abstract",)
"""What an output shows only where it is asked to: long texts that the library keeps anyway."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose list it is; `since` is a year, 0 where every year counts."""

    name: str
    also: tuple[str, ...] = ()
    orcid: str = ""
    works: bool = False
    since: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write; `front_matter` holds plain YAML values, None where none is asked for.

    `fields` are those of FIELDS_ON_REQUEST that it is to show.
    """

    format: str
    path: str
    front_matter: Mapping[str, Any] | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceSetting:
    """What the user sets of a service; `interval` in seconds; None where nothing is said."""

    url: str | None = None
    interval: float | None = None
    enabled: bool | None = None


def _person(spot: Spot) -> Person:
    if spot.shape == "text":
        return Person(spot.text())
    given = section(spot, under("people[]"))
    if "name" not in given:
        raise spot.problem("a person needs a name", "as in {name: Ada Lovelace}")
    if given.get("works") and not given.get("orcid"):
        raise spot.problem("'works: true' needs the person's ORCID iD", "as in orcid: 0000-0002-1825-0097")
    return Person(**given)


def _output(name: str, *, page: bool = False) -> Callable[[Spot], Output]:
    def read(spot: Spot) -> Output:
        if spot.shape == "text":
            return Output(name, path(spot))
        given = section(spot, under("output.NAME"))
        if "file" not in given:
            raise spot.problem("an output needs a file", "as in {file: output/publications.md}")
        if "front_matter" in given and not page:
            raise spot.problem(f"{name} has no front-matter", "it belongs to markdown and html")
        return Output(name, given["file"], given.get("front_matter"), given.get("fields", ()))

    return read


def _outputs(spot: Spot) -> dict[str, Output | str]:
    given = section(spot, under("output"))
    writers: dict[str, str] = {}  # file -> who writes it
    for name, output in given.items():
        file = posixpath.normpath(output if isinstance(output, str) else output.path)
        if writers.setdefault(file, name) != name:
            raise spot.problem(f"{writers[file]} and {name} would both write {file!r}", "give each its own file")
    return given


def _services(spot: Spot) -> dict[str, ServiceSetting]:
    def read(pair: Pair) -> tuple[str, ServiceSetting]:
        if pair.name not in SERVICES:
            raise pair.key.problem("there is no such service", nearest(pair.name, SERVICES))
        return pair.name, ServiceSetting(**section(pair.value, under("services.NAME")))

    return dict(pairs_of(spot, read))


def _order(spot: Spot) -> tuple[str, ...]:
    names = list_of(one_of(*SERVICES))(spot)
    if len(set(names)) < len(names):
        raise spot.problem("a service stands twice", "name each once")
    return names


_FILE = "a file, or a mapping with 'file'"
_GROUPS = "a list of groups of identifiers"

SETTINGS = (
    Setting("contact", "an e-mail or web address", contact, "you@example.org"),
    Setting("pages", "a list of files, globs or addresses", list_of(text), '[about.md, "_posts/*.md"]'),
    Setting("works", "a list of works", own_works, "[{arxiv: 2202.00282}]"),
    Setting("same", _GROUPS, list_of(same_or_not), '[["arxiv:2101.00001", "doi:10.5555/12345678"]]'),
    Setting("different", _GROUPS, list_of(same_or_not), '[["doi:10.5555/a", "doi:10.5555/b"]]'),
    Setting("exclude", "a list of identifiers", list_of(identifier), '["arxiv:1711.11017"]'),
    Setting("acknowledged", "a list of identifiers", list_of(identifier), '["doi:10.5555/retracted"]'),
    Setting("versions", "together or separate", one_of("together", "separate"), "together"),
    Setting("people", "a list of people", list_of(_person), "[Luca Celotti]"),
    Setting("people[].name", "a text", text, "Luca Celotti"),
    Setting("people[].also", "a list of texts", list_of(text), "[Luca Herranz-Celotti]"),
    Setting("people[].orcid", "an ORCID iD", orcid, "0000-0002-1825-0097"),
    Setting("people[].works", "true or false", flag, "true"),
    Setting("people[].since", "a year", year, "2019"),
    Setting("output", "a mapping of formats", _outputs, "{bibtex: output/publications.bib}"),
    Setting("output.bibtex", _FILE, _output("bibtex"), "output/publications.bib"),
    Setting("output.markdown", _FILE, _output("markdown", page=True), "output/publications.md"),
    Setting("output.html", _FILE, _output("html", page=True), "output/publications.html"),
    Setting("output.csl", _FILE, _output("csl"), "output/publications.json"),
    Setting("output.ris", _FILE, _output("ris"), "output/publications.ris"),
    Setting("output.library", "a file", path, "output/records.json"),
    Setting("output.NAME.file", "a file", path, "output/publications.md"),
    Setting("output.NAME.front-matter", "a mapping of anything", free_mapping, "{layout: page, title: Publications}"),
    Setting("output.NAME.fields", "a list of fields", list_of(one_of(*FIELDS_ON_REQUEST)), "[abstract]"),
    Setting("services", "a mapping of services", _services, "{semanticscholar: {enabled: false}}"),
    Setting("services.NAME.url", "an address", url, "http://127.0.0.1:8080/api/query"),
    Setting("services.NAME.interval", "a time span; bare: seconds", duration("s"), "3 s"),
    Setting("services.NAME.enabled", "true or false", flag, "false"),
    Setting("order", "a list of services", _order, "[crossref, datacite]"),
    Setting("max-age", "a time span", duration(), "30 days"),
    *NAME_PARTS.values(),
)
"""Everything but the fields of `works[]`, whose table is the vocabulary."""


def under(place: str) -> dict[str, Setting]:
    """Return the settings that stand in the mapping `place` (empty: the file itself), by name."""
    return {
        row.path.removeprefix(f"{place}.") if place else row.path: row
        for row in SETTINGS
        if row.path.rpartition(".")[0] == place
    }
