"""What a run sets for all its requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from harvester.web.request import Service

HOMEPAGE = "https://github.com/harvest-bibliography/harvest"
"""The project's page, by which a service may learn who asks: here, and among the `urls` of pyproject.toml."""


class Turns(Protocol):
    """What is shared with other runs: whose turn it is, and who wants to be left alone. `Memory` is one."""

    def reserve(self, lane: str, interval: float, most: float) -> float:
        """Book the lane's next turn and return the seconds until then; above `most` nothing is booked."""

    def postpone(self, lane: str, seconds: float) -> None:
        """Let nobody ask for that long."""

    def close(self, lane: str, seconds: float, why: str) -> None:
        """Leave the lane alone for that long, in later runs too."""

    def closed(self, lane: str) -> tuple[float, str]:
        """Return for how many seconds the lane is still left alone, and why; (0, "") where it is not."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of every exchange; times in seconds."""

    connect: float = 5.0  # the look-up of a name, and again the connection
    read: float = 30.0  # without a single byte
    answer: float = 60.0  # one answer from the first byte sent to the last one read
    body: int = 50_000_000  # bytes, unpacked
    redirects: int = 5
    backoff: float = 1.0  # before the first repetition; doubles with each
    patience: float = 120.0  # the longest Retry-After that is waited for
    busy: float = 60.0  # how long a service is left alone that has too many requests and does not say for how long
    closed: float = 86_400.0  # the longest that a Retry-After closes a service
    row: int = 2  # failures in a row after which a service is left alone for the rest of the run


@dataclass(frozen=True, slots=True)
class Settings:
    """`services` by name, as configured; `deadline` as `time.monotonic()` counts; `secrets` are the keys' values.

    `log(service, text)` is told of every request and wait, from any thread.
    """

    services: Mapping[str, Service]
    memory: Turns
    deadline: float
    version: str
    project: str = HOMEPAGE
    contact: str = ""
    secrets: tuple[str, ...] = ()
    limits: Limits = Limits()
    log: Callable[[str, str], None] = lambda _service, _text: None

    @property
    def user_agent(self) -> str:
        """Who asks: program, version, project page, and the contact where there is one."""
        mail = f"; mailto:{quote(self.contact, safe='@+')}" if self.contact else ""
        return f"harvest/{self.version} ({self.project}{mail})"
