"""What is kept in the user's cache folder: outcomes of questions, the pace of each lane, who wants to be left alone.

One SQLite file, data only; it may be deleted at any time, also while harvest runs. A file that is damaged or can't be
written never stops a run: it is set aside, or the memory lasts for this run only, and `warnings` says so.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from harvester.errors import Warned

T = TypeVar("T")
VERSION = 1
SCHEMA = (
    "DROP TABLE IF EXISTS outcome",
    "DROP TABLE IF EXISTS pace",
    "DROP TABLE IF EXISTS closed",
    "CREATE TABLE outcome (service TEXT, identifier TEXT, asked_at REAL, text TEXT, why TEXT,"
    " PRIMARY KEY (service, identifier))",
    "CREATE INDEX outcome_age ON outcome (asked_at)",
    "CREATE TABLE pace (lane TEXT PRIMARY KEY, at REAL, next_at REAL)",
    "CREATE TABLE closed (lane TEXT PRIMARY KEY, at REAL, until REAL, why TEXT)",
    f"PRAGMA user_version = {VERSION}",
)
FORGET = "DELETE FROM outcome WHERE rowid IN (SELECT rowid FROM outcome ORDER BY asked_at LIMIT ?)"
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
COUNTED = 500  # rows are counted once in so many writes
BUSY = 2.0  # seconds to wait for another process


class Remembered(NamedTuple):
    """An outcome: when the service was asked (seconds since 1970), the record's text, or why there is none."""

    when: float
    text: str
    why: str


def cache_folder() -> Path | None:
    """Return harvest's folder in the user's cache; None on a machine that has no such place."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named / "harvest"
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("harvest", appauthor=False)
    except RuntimeError:  # its newer versions find that there is no home
        return None
    return folder if folder.is_absolute() else None


class Memory:
    """The memory at a path, opened when first used, safe between threads and processes; `Memory(None)` lasts one run.

    At most `rows` outcomes and `size` bytes; the oldest go first. No method raises for the file's sake.
    """

    def __init__(self, path: Path | None, *, rows: int = 200_000, size: int = 200_000_000) -> None:
        self.path, self.rows, self.size = path, rows, size
        self.warnings: list[Warned] = []
        self._lock = threading.RLock()
        self._file: sqlite3.Connection | None = None
        self._writes = 0

    def recall(self, service: str, identifier: str) -> Remembered | None:
        """Return the last outcome of that question."""
        return self.recall_many([(service, identifier)]).get((service, identifier))

    def recall_many(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Remembered]:
        """Return the last outcome of each question (service, identifier) that has one."""
        wanted = list(pairs)

        def work(file: sqlite3.Connection) -> dict[tuple[str, str], Remembered]:
            find = "SELECT asked_at, text, why FROM outcome WHERE service = ? AND identifier = ? AND asked_at <= ?"
            now = time.time()
            rows = ((pair, file.execute(find, (pair[0], _utf8(pair[1]), now)).fetchone()) for pair in wanted)
            return {pair: Remembered(*row) for pair, row in rows if row}

        return self._do(work, writes=False)

    def keep(self, service: str, identifier: str, text: str, why: str) -> None:
        """Keep the outcome of a question: a record as text, or why there is none."""

        def work(file: sqlite3.Connection) -> None:
            row = (service, _utf8(identifier), time.time(), _utf8(text), _utf8(why))
            file.execute("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?)", row)
            self._forget_oldest(file)

        self._do(work)

    def reserve(self, lane: str, interval: float, most: float) -> float:
        """Book the lane's next turn and return the seconds until then; above `most` nothing is booked."""

        def work(file: sqlite3.Connection) -> float:
            now = time.time()
            turn = max(now, _next_turn(file, lane, now))
            if turn - now <= most:
                file.execute("INSERT OR REPLACE INTO pace VALUES (?, ?, ?)", (lane, now, turn + interval))
            return turn - now

        return self._do(work)

    def postpone(self, lane: str, seconds: float) -> None:
        """Let nobody ask in that lane for so long."""

        def work(file: sqlite3.Connection) -> None:
            now = time.time()
            turn = max(now + seconds, _next_turn(file, lane, now))
            file.execute("INSERT OR REPLACE INTO pace VALUES (?, ?, ?)", (lane, now, turn))

        self._do(work)

    def close(self, lane: str, seconds: float, why: str) -> None:
        """Leave the lane alone for so long, in later runs too."""

        def work(file: sqlite3.Connection) -> None:
            now = time.time()
            file.execute("INSERT OR REPLACE INTO closed VALUES (?, ?, ?, ?)", (lane, now, now + seconds, why))

        self._do(work)

    def closed(self, lane: str) -> tuple[float, str]:
        """Return for how many seconds the lane is still left alone, and why; (0, "") where it is not."""

        def work(file: sqlite3.Connection) -> tuple[float, str]:
            now = time.time()
            row = file.execute("SELECT until, why FROM closed WHERE lane = ? AND at <= ?", (lane, now)).fetchone()
            return (row[0] - now, row[1]) if row and row[0] > now else (0.0, "")

        return self._do(work, writes=False)

    def let_go(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._file:
                self._file.close()
            self._file = None

    def _do(self, work: Callable[[sqlite3.Connection], T], *, writes: bool = True) -> T:
        """Do it in one transaction. A file that fails is mended and opened once more, then done without."""
        with self._lock:
            for _ in range(2):
                try:
                    return self._transact(work, writes=writes)
                except (sqlite3.Error, OSError) as error:
                    self.let_go()
                    self._mend(error)
                    last = error
            advice = "answers are not remembered; check the folder, or set XDG_CACHE_HOME to one that can be written"
            self.warnings.append(Warned(str(self.path or ""), f"the memory can't be used: {last}", advice))
            self.path = None
            return self._transact(work, writes=writes)

    def _transact(self, work: Callable[[sqlite3.Connection], T], *, writes: bool) -> T:
        self._file = file = self._file or self._open()
        file.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            done = work(file)
            file.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                file.execute("ROLLBACK")
            raise
        return done

    def _open(self) -> sqlite3.Connection:
        """Open the file; tables of another version are made anew, since all of it can be asked again."""
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        place = self.path or ":memory:"
        file = sqlite3.connect(place, timeout=BUSY, isolation_level=None, check_same_thread=False)
        try:
            file.execute("PRAGMA synchronous = OFF")  # a loss of power may damage what is only a memory
            if _number(file, "PRAGMA user_version") != VERSION:
                file.execute("BEGIN IMMEDIATE")
                fresh = _number(file, "PRAGMA user_version") == VERSION  # another process was first
                for statement in () if fresh else SCHEMA:
                    file.execute(statement)
                file.execute("COMMIT")
        except sqlite3.Error:
            file.close()
            raise
        return file

    def _mend(self, error: Exception) -> None:
        """Set a damaged file aside, so that the next one begins anew."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if self.path and code in DAMAGED:
            aside = self.path.with_name(self.path.name + ".damaged")
            with suppress(OSError):  # where even that fails, the next attempt does too, and says so
                self.path.replace(aside)
                self.path.with_name(self.path.name + "-journal").unlink(missing_ok=True)
                self.warnings.append(Warned(str(self.path), f"the memory was damaged; it now stands in {aside.name}"))

    def _forget_oldest(self, file: sqlite3.Connection) -> None:
        """Keep to the bounds: a tenth goes when one is reached."""
        if self._writes % COUNTED == 0:
            count = _number(file, "SELECT count(*) FROM outcome")
            if count > self.rows:
                file.execute(FORGET, (count - self.rows * 9 // 10,))
        self._writes += 1
        while _used(file) > self.size and (count := _number(file, "SELECT count(*) FROM outcome")):
            file.execute(FORGET, (count // 10 + 1,))


def _number(file: sqlite3.Connection, query: str) -> int:
    return int(file.execute(query).fetchone()[0])


def _used(file: sqlite3.Connection) -> int:
    """Return the bytes in use; pages once freed are used again."""
    pages = _number(file, "PRAGMA page_count") - _number(file, "PRAGMA freelist_count")
    return pages * _number(file, "PRAGMA page_size")


def _next_turn(file: sqlite3.Connection, lane: str, now: float) -> float:
    """Return when the lane is free; a row from the future (the clock was set back) says nothing."""
    row = file.execute("SELECT next_at FROM pace WHERE lane = ? AND at <= ?", (lane, now)).fetchone()
    return float(row[0]) if row else 0.0


def _utf8(text: str) -> str:
    """Return the text without what SQLite can't hold: halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()
