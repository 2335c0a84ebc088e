"""Many files read by all processors, in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from harvester.readers import Reading

MANY = 2_000_000  # bytes; for fewer a second process takes longer to begin than it spares
AT_ONCE = 20  # files handed over together


def read_all(read: Callable[[str], Reading], paths: Sequence[str]) -> list[Reading]:
    """Return what `read` makes of each path, in their order; it must not depend on anything but the file.

    Raises what `read` does. On a system whose processes can't share what is loaded, one does it all.
    """
    helpers = min(_processors(), len(paths) // AT_ONCE)
    if helpers < 2 or sum(map(_size, paths)) < MANY:
        return list(map(read, paths))
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(helpers, mp_context=get_context("fork")) as pool:
        return list(pool.map(read, paths, chunksize=AT_ONCE))


def _processors() -> int:
    """Return how many processors this process may use; 1 where no process can be forked."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") and hasattr(os, "fork") else 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:  # whoever reads it tells of it
        return 0
