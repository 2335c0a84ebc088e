"""What one run knows of its services: counts, who has answered, who is left alone and why. Safe between threads."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, NamedTuple

from harvester.errors import ConfigError, Warned
from harvester.web.address import host_of, redacted
from harvester.web.fault import REACTIONS, REFUSALS, Fault
from harvester.web.request import Count, Request, Service
from harvester.web.settings import Settings


class Lane(NamedTuple):
    """What shares one pace: the requests to one server. `interval` in seconds."""

    name: str
    interval: float


class Wire:
    """The state of one run, shared by its layers. Raises `ConfigError` for a base that is no web address."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._hosts = {name: _base_host(service) for name, service in settings.services.items()}
        self._lock = threading.Lock()
        self._counts = dict.fromkeys(settings.services, Count())
        self._why: dict[str, str] = {}
        self._lanes: dict[str, threading.Lock] = {}
        self._learned: dict[str, float] = {}
        self._row: Counter[str] = Counter()
        self._left_alone: dict[str, str] = {}
        self._answered: set[str] = set()
        self._silent: set[str] = set()
        self._under_way = 0
        self._no_network = False

    @property
    def counts(self) -> Mapping[str, Count]:
        """What each service cost so far."""
        with self._lock:
            return dict(self._counts)

    @property
    def warnings(self) -> list[Warned]:
        """One line for each service that failed or was not even asked; a single one where nobody could be reached."""
        with self._lock:
            why, answered = dict(sorted(self._why.items())), bool(self._answered)
        if len(why) > 1 and not answered:
            return [
                Warned("", f"no service can be reached ({next(iter(why.values()))})", "the next run asks them again")
            ]
        return [Warned(name, words) for name, words in why.items()]

    def left(self) -> float:
        """Return the seconds until the run's deadline."""
        return max(0.0, self.settings.deadline - time.monotonic())

    def log(self, request: Request, text: str) -> None:
        """Tell whoever shows progress."""
        self.settings.log(request.service, redacted(text, self.settings.secrets))

    def service(self, request: Request) -> Service:
        """Return the row of the service that is asked."""
        return self.settings.services[request.service]

    def lane(self, request: Request) -> Lane:
        """Return the lane of a request: its service's own, or, after a redirect, that of whose host it is.

        A lane is named by the setting that moves the service and by its host: services that share both share the
        pace, and services that a proxy serves at one address don't.
        """
        own, host = self.service(request), host_of(request.url)
        rows = (own, *self.settings.services.values())
        row = next((row for row in rows if self._hosts[row.name] == host), None)
        name, interval = (f"{row.variable or row.name}@{host}", row.interval) if row else (host, own.interval)
        return Lane(name, max(interval, self._learned.get(name, 0.0)))

    def learn(self, lane: Lane, interval: float) -> None:
        """Keep the interval that the service's headers ask for."""
        self._learned[lane.name] = interval

    @contextmanager
    def alone(self, lane: Lane) -> Iterator[None]:
        """Let one request at a time into the lane. Raises `Fault` where its turn comes after the deadline."""
        with self._lock:
            gate = self._lanes.setdefault(lane.name, threading.Lock())
        if not gate.acquire(timeout=self.left()):
            raise Fault("its turn comes after the deadline", kind="late")
        try:
            yield
        finally:
            gate.release()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count a question while it is asked: nobody's silence says anything while others may still answer."""
        with self._lock:
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                self._no_network |= not self._under_way and not self._answered and len(self._silent) > 1

    def why_not(self, request: Request) -> str:
        """Return why the request must not be sent now, or an empty string."""
        lane = self.lane(request).name
        seconds, why = self.settings.memory.closed(lane)
        reasons = (
            "the time for this run is over" if not self.left() else "",
            "the network can't be reached" if self._no_network else "",
            f"left alone for the rest of this run: {self._left_alone[lane]}" if lane in self._left_alone else "",
            f"left alone for another {_duration(seconds)}: {why}" if seconds > 0 else "",
        )
        return next(filter(None, reasons), "")

    def reopens(self, name: str) -> float:
        """Return in how many seconds a service may be asked again: 0 for now, infinite for not in this run."""
        row = self.settings.services[name]
        lane = self.lane(Request(name, row.base)).name
        if self._no_network or lane in self._left_alone:
            return float("inf")
        return self.settings.memory.closed(lane)[0]

    def tally(self, request: Request, what: Literal["requests", "retries", "failures"]) -> None:
        """Count one more."""
        with self._lock:
            count = self._counts[request.service]
            self._counts[request.service] = count._replace(**{what: getattr(count, what) + 1})

    def not_asked(self, request: Request, why: str) -> None:
        """Note why a question was not even sent, unless something worse is known."""
        with self._lock:
            self._why.setdefault(request.service, why)

    def heard_from(self, request: Request) -> None:
        """Note that the host answers at all."""
        with self._lock:
            self._answered.add(host_of(request.url))

    def knows(self, request: Request) -> bool:
        """Tell whether the host has answered in this run."""
        return host_of(request.url) in self._answered

    def succeeded(self, request: Request) -> None:
        """End a row of failures."""
        self._row[self.lane(request).name] = 0

    def failed(self, request: Request, fault: Fault, why: str) -> None:
        """Count a failed question and decide whether its service is left alone, in this run and beyond."""
        lane, service, reaction = self.lane(request).name, self.service(request), REACTIONS[fault.kind]
        refusal = bool(service.shut) and fault.kind in REFUSALS
        self.tally(request, "failures")
        with self._lock:
            self._why[request.service] = why
            self._row[lane] += reaction.counts
            if fault.kind == "silent":
                self._silent.add(host_of(request.url))
            leave = reaction.leave and not refusal  # which is left alone below, for as long as its row says
            if leave or self._row[lane] >= self.settings.limits.row:
                self._left_alone[lane] = why
        seconds = service.shut if refusal else 0.0
        if fault.kind == "busy":
            limits = self.settings.limits
            seconds = max(seconds, min(limits.busy if fault.after is None else fault.after, limits.closed))
        if seconds:
            self.settings.memory.close(lane, seconds, why)


def _base_host(service: Service) -> str:
    try:
        return host_of(service.base)
    except ValueError as error:
        raise ConfigError(f"services.{service.name}.url: {service.base!r} is no web address ({error})") from error


def _duration(seconds: float) -> str:
    """Return a duration as a person says it."""
    unit, name = next(((unit, name) for unit, name in ((3600, "h"), (60, "min")) if seconds >= unit), (1, "s"))
    return f"{seconds / unit:.0f} {name}"
