"""A stand-in for the services: real HTTP on this machine, answers in the services' own form, faults on demand.

    with StandIn() as services:
        services.environment                       # HARVEST_ARXIV_URL and so on
        services.fault("crossref", "429", times=2, after=1)
        services.requests                          # all that was asked, in order

Each folder beside this file that holds an `answers.py` is a service: `answer(asked) -> Reply`, and `OTHER`, the
address of a work that nobody asks for. Each has a port of its own, as services have hosts of their own.
"""

from __future__ import annotations

import importlib.util
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType, TracebackType
from typing import Self
from urllib.parse import urlsplit

from exchange import FOLDER, Asked, Reply
from sending import Server
from standin_faults import FAULTS

from harvester.fetchers import SERVICES

LONGEST = 4000  # characters of a URL
TOO_LONG = Reply(414, "text/html", b"<html><head><title>414 Request-URI Too Large</title></head></html>")


def answers(service: str) -> ModuleType:
    """Load the answers of a service's folder; the folder's name may be that of a package."""
    spec = importlib.util.spec_from_file_location(f"answers_of_{service}", FOLDER / service / "answers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class StandIn:
    """All services, running; `switches` are what they play on demand ("xplore-open": the pages may be read)."""

    def __init__(self, port: int = 0, latency: float = 0.0, switches: Iterable[str] = ()) -> None:
        self.latency, self.switches = latency, set(switches)
        self.requests: list[Asked] = []
        self.times: list[float] = []
        self._faults: dict[str, list[str]] = {}
        self._news: list[tuple[str, bytes, bytes]] = []
        self._lock = threading.Lock()
        names = sorted(path.parent.name for path in FOLDER.glob("*/answers.py"))
        self._answers = {name: answers(name) for name in names}
        ports = [port + number if port else 0 for number in range(len(names))]
        self._servers = {name: Server(name, self.reply, own) for name, own in zip(names, ports, strict=True)}

    @property
    def environment(self) -> dict[str, str]:
        """The settings that move each service here."""
        rows = [row for row in SERVICES.values() if row.name in self._servers]
        return {row.variable: f"{self._servers[row.name].address}{urlsplit(row.base).path}" for row in rows}

    def asked(self, service: str) -> list[Asked]:
        """The requests to one service, in order."""
        return [one for one in self.requests if one.service == service]

    def fault(self, service: str, kind: str, times: int = 1, after: int = 0) -> None:
        """Spoil the next `times` answers of the service, after as many good ones as `after` says.

        `kind` is a row of FAULTS, with a detail where it takes one (`null:title`, `slower:120`). What was ordered
        before comes first.
        """
        if kind.partition(":")[0] not in FAULTS:
            raise ValueError(f"no fault {kind!r}: {', '.join(FAULTS)}")
        with self._lock:
            self._faults.setdefault(service, []).extend([""] * after + [kind] * times)

    def news(self, service: str, old: str, new: str) -> None:
        """From now on the service says `new` wherever it said `old`."""
        self._news.append((service, old.encode(), new.encode()))

    def refuse(self, service: str) -> None:
        """Let the service's port refuse every connection, until `accept`."""
        self._servers[service].close()

    def accept(self, service: str) -> None:
        """Listen again on the service's port."""
        self._servers[service] = Server(service, self.reply, self._servers[service].port)

    def reply(self, asked: Asked) -> Reply:
        """Note the request and answer it, well or as ordered."""
        with self._lock:
            self.requests.append(asked)
            self.times.append(time.monotonic())
            ordered = self._faults.get(asked.service)
            kind, _, detail = (ordered.pop(0) if ordered else "").partition(":")
        time.sleep(self.latency)
        service = self._answers[asked.service]
        address = service.OTHER if kind == "wrong" else asked.address
        question = replace(asked, address=address, switches=frozenset(self.switches))
        good = TOO_LONG if len(asked.address) > LONGEST else service.answer(question)
        for told, old, new in self._news:
            good = replace(good, body=good.body.replace(old, new)) if told == asked.service else good
        return FAULTS[kind](good, detail) if kind else good

    def stop(self) -> None:
        """Close every port; what hangs lets go."""
        for server in self._servers.values():
            server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
