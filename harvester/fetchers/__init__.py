"""Who can be asked, for what, in which order. One file a service; a file is imported when it is first asked.

A fetcher is a docstring, tables and two pure functions:

    request(ids: Sequence[Identifier], asking: Asking) -> Request
    read(answer: Answer) -> Iterator[Record | Unreadable]

`read` yields a `Record` in the service's own words for each item, nothing cleaned. It yields none only where the
answer is well-formed and names the emptiness; it raises `Refused` where the question was turned down for its content
and `Unavailable` for everything else that is no answer.

A package from outside joins by an entry point of the group `harvest.fetchers`: a module as above that also holds
its row, `SERVICE`. It is asked after ours for the schemes of that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from harvester.errors import ConfigError
from harvester.fetchers.services import ALSO, FOLLOWED, PUBLISHED, ROUTES, SERVICES
from harvester.identifiers import Identifier
from harvester.record import Record
from harvester.web.request import Answer, Request, Service

__all__ = [
    "ALSO",
    "FOLLOWED",
    "PUBLISHED",
    "ROUTES",
    "SERVICES",
    "Asking",
    "Fetcher",
    "Unreadable",
    "fetcher",
    "from_outside",
    "routes",
    "service",
]

GROUP = "harvest.fetchers"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the service's address as configured, the user's contact and key, and people to search for."""

    base: str
    contact: str = ""
    key: str = ""
    people: tuple[str, ...] = ()


class Unreadable(NamedTuple):
    """An item that can't be read: its text, cut, and why. An id that is missing beside it may be this one."""

    raw: str
    why: str


class Fetcher(Protocol):
    """What a service's module offers."""

    def request(self, ids: Sequence[Identifier], asking: Asking) -> Request:
        """Return the one request that asks for all `ids`."""

    def read(self, answer: Answer) -> Iterator[Record | Unreadable]:
        """Yield what the service says. Raises `Refused`, `Unavailable`."""


def fetcher(name: str) -> Fetcher:
    """Return the module that speaks with the service. Raises `ConfigError` where there is none."""
    if name in SERVICES:
        return cast(Fetcher, import_module(f"harvester.fetchers.{name}"))
    return _from_outside(name)


def service(name: str) -> Service:
    """Return the row of a service, ours or from outside. Raises `ConfigError` where there is none."""
    if name in SERVICES:
        return SERVICES[name]
    return cast(Service, getattr(_from_outside(name), "SERVICE"))  # noqa: B009  not part of what ours offer


def routes(others: Sequence[Service] = (), first: Sequence[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return ROUTES with `others` at the end of the routes of their schemes, and those named in `first` before all."""
    known = dict(ROUTES)
    for row in others:
        known |= {scheme: (*known.get(scheme, ()), row.name) for scheme in row.schemes}
    place = {name: number for number, name in enumerate(first)}
    return {
        scheme: tuple(sorted(names, key=lambda name: place.get(name, len(place)))) for scheme, names in known.items()
    }


def from_outside() -> tuple[Service, ...]:
    """Return the rows of the services that other packages bring. Reading all packages' metadata takes its time."""
    from importlib.metadata import entry_points

    return tuple(service(name) for name in sorted(entry_points(group=GROUP).names))


def _from_outside(name: str) -> Fetcher:
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    if name not in found.names:
        known = ", ".join((*SERVICES, *sorted(found.names)))
        raise ConfigError(f"there is no service {name!r}", advice=f"the services are {known}")
    return cast(Fetcher, found[name].load())
