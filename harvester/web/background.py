"""Work in a daemon thread, which holds up nobody's exit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def background(work: Callable[[], T]) -> Future[T]:
    """Begin the work and return what will hold its result, or what it raises; whoever waits sets the time."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again where the result is taken
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return done
