"""A question to a service and its answer, as values; who may be asked, and how politely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Never
from urllib.parse import urlencode

from harvester.errors import Unavailable

LONGEST = 4000  # characters of an address: longer ones are refused by services and by proxies on the way


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that is known of a service before it is asked: the row that `fetchers.SERVICES` holds.

    `interval` is in seconds between two requests; `batch` the most identifiers in one; `hosts` the only hosts to
    which a redirect is followed (beside the base's own); `retries` how often a failing request is sent again;
    `shut` the seconds for which a refusal closes the service (0: for this run only); `alone` the characters that
    its lists can't hold, so that an identifier with one of them is asked for by itself; `per_person` says that it
    searches for a person's works (`Asking.people`) instead of looking up identifiers; `keyless` is the batch for a
    caller without a key, where that is another (0: it is not); `by_scheme` says that a list holds identifiers of one
    scheme; `empty_again` that an answer which names nothing is asked for once more; `resolver` that it only leads to
    who holds the work, so that a redirect to a host that is not listed says something of that work alone.
    """

    name: str
    base: str
    variable: str  # environment variable that moves the base
    schemes: tuple[str, ...]  # what it can be asked for
    batch: int = 1
    keyless: int = 0
    interval: float = 1.0
    hosts: tuple[str, ...] = ()
    retries: int = 2
    shut: float = 0.0
    key: str = ""  # environment variable that holds a key; empty: none exists
    needs_key: bool = False
    documentation: str = ""
    alone: str = ""
    per_person: bool = False
    by_scheme: bool = False
    empty_again: bool = False
    resolver: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `url` without its parameters, `params` in order; `body` makes it a POST of JSON.

    `accept` is the media type asked for: an answer of another kind is no answer. Where a web page is asked for,
    `proof` is a text that only the right page holds: a page without it that speaks of robots is a refusal. `absence`
    is a text by which a 404 in HTML is known for the service's own word, where it has no other.
    """

    service: str
    url: str
    params: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    accept: str = "application/json"
    proof: str = ""
    absence: str = ""

    @property
    def address(self) -> str:
        """The whole URL."""
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `headers` with lower-case names, `body` as bytes, `url` the last one after redirects."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    def json(self, *path: str) -> Any:
        """Return the JSON body, or what stands in it under `path`.

        Raises `Unavailable` where the body is not JSON or the path is not there: HTML, half an answer.
        """
        try:
            found = json.loads(self.text)
            for step in path:
                found = found[step]
        except (ValueError, RecursionError, LookupError, TypeError) as error:
            raise Unavailable(f"answered {self.kind}, not the JSON it documents") from error
        return found

    @property
    def text(self) -> str:
        """The body as text: UTF-8, else the charset that its type names. Raises `UnicodeError` where it is neither."""
        named = re.search(r"charset=[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE)
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                return self.body.decode(named[1] if named else "ascii")
            except LookupError as unknown:
                raise UnicodeError(f"no such charset: {named and named[1]}") from unknown

    @property
    def kind(self) -> str:
        """The content type in short, for messages."""
        return self.headers.get("content-type", "").partition(";")[0].strip() or "nothing that says its type"


class Count(NamedTuple):
    """What a service cost in a run: requests sent, those of them that were repetitions, questions that failed."""

    requests: int = 0
    retries: int = 0
    failures: int = 0


Send = Callable[[Request], Answer]


def nowhere(request: Request) -> Never:
    """Ask nobody: the client of `--offline`. Raises `Unavailable`."""
    raise Unavailable(f"{request.service} was not asked: offline")
