"""A line for each service that is asked, while it is asked: what is waited for, and why. On a terminal alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.live import Live

NAMES = {"arxiv": "arXiv", "crossref": "Crossref", "datacite": "DataCite", "doi_org": "doi.org", "pubmed": "PubMed"}


class Board:
    """Is told what happens, from any thread, and shows nothing."""

    def log(self, service: str, text: str) -> None:
        """Take note of a request, an answer or a wait."""

    def step(self, service: str, number: int, of: int) -> None:
        """Take note that request `number` of `of` comes next."""


class Shown(Board):
    """Shows the last news of each service in lines that are gone at the end; `rich` is loaded with the first news."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._lock = threading.Lock()
        self._steps: dict[str, str] = {}
        self._news: dict[str, str] = {}
        self._live: Live | None = None

    def log(self, service: str, text: str) -> None:
        """Show the text as the service's last news."""
        self._show(self._news, service, text)

    def step(self, service: str, number: int, of: int) -> None:
        """Show how far the service is."""
        self._show(self._steps, service, f"{number} of {of}")

    def close(self) -> None:
        """Take the lines away."""
        with self._lock:
            if self._live:
                self._live.stop()

    def _show(self, where: dict[str, str], service: str, text: str) -> None:
        with self._lock:
            where[service] = text
            if self._live is None:
                from rich.console import Console
                from rich.live import Live

                console = Console(file=self.stream, highlight=False)
                self._live = Live(console=console, transient=True, refresh_per_second=8, redirect_stdout=False)
                self._live.start()
            self._live.update("\n".join(self._line(name) for name in dict.fromkeys((*self._steps, *self._news))))

    def _line(self, service: str) -> str:
        parts = (self._news.get(service, ""), self._steps.get(service, ""))
        return f"{NAMES.get(service, service)}: {', '.join(filter(None, parts))}"


@contextmanager
def board_on(stream: TextIO, wanted: bool = True) -> Iterator[Board]:
    """Yield what shows progress on a terminal, and otherwise one that shows nothing."""
    if not (wanted and stream.isatty()):
        yield Board()
        return
    shown = Shown(stream)
    try:
        yield shown
    finally:
        shown.close()
