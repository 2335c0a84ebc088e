"""Outputs on the disk: whole or not at all, between markers where the page is the user's, never over a foreign file.

Everything here is bytes, so that what is not harvest's stays byte for byte: line ends, byte order mark, encoding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from harvester.errors import ConfigError

MARK = "Written by harvest; change sources.yaml, not this file"
"""By this harvest knows its own files again: it stands in the first line, or in the first of the front matter."""

COMMENTS = {"bibtex": ("% ", ""), "markdown": ("<!-- ", " -->"), "html": ("<!-- ", " -->")}
"""Format -> a comment's brackets. A format that has no comments has neither mark nor markers."""

FIRST_LINES = 3
LOCK_SECONDS = 60  # for another run's writing, which takes far less than one


def comment(text: str, form: str) -> str:
    """Return the text as a comment of the format."""
    opening, closing = COMMENTS[form]
    return f"{opening}{text}{closing}"


def read(path: str) -> bytes | None:
    """Return what stands in a file; None where there is none. Raises `ConfigError` where it can't be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", where=(path,), advice="name another file") from error


def standing(path: str) -> bytes | None:
    """Return what an output holds now; None also for what is no plain file: a pipe, /dev/stdout, a terminal.

    Such a one is always written, and reading it would wait for ever. Raises `ConfigError` where it can't be read.
    """
    return read(path) if Path(path).is_file() else None


def has_markers(path: str, old: bytes | None, form: str) -> bool:
    """Return whether a page holds a pair of markers. Raises `ConfigError` for half a pair, and for several."""
    try:
        return old is not None and _between(old, form) is not None
    except ConfigError as error:
        raise error.under(path) from error


def place(old: bytes | None, new: str, form: str) -> bytes:
    """Return the file with the new text: between its markers where it has them, else the new text alone.

    Raises `ConfigError` for markers that are no pair.
    """
    found = _between(old, form) if old is not None else None
    if old is None or found is None:
        return new.encode()
    start, end = found
    line_end = "\r\n" if old[:start].endswith(b"\r\n") else "\n"
    lines = ["", *new.strip("\n").split("\n"), ""] if new.strip() else []
    return old[:start] + "".join(line + line_end for line in lines).encode() + old[end:]


def refuse_foreign(path: str, old: bytes | None, form: str, remembered: str = "") -> None:
    """Raise `ConfigError` where the file is not harvest's to write.

    It is where there is none yet or an empty one, where it bears the mark or holds markers, and where it is what
    harvest wrote last (`remembered`: its SHA-256).
    """
    from hashlib import sha256

    if not old or not old.strip() or sha256(old).hexdigest() == remembered or has_markers(path, old, form):
        return
    if form in COMMENTS and MARK.encode() in b"\n".join(old.split(b"\n", FIRST_LINES)[:FIRST_LINES]):
        return
    pair = f", put a pair of markers into it ({comment('harvest:begin', form)})" if form in COMMENTS else ""
    raise ConfigError(
        "was not written by harvest, or was changed since",
        where=(path,),
        advice=f"name another file{pair}, or `--force`",
    )


def write_all(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write each file whose bytes are not these already, and return their paths.

    All are prepared beside their targets before the first takes its place, under a lock for this user's runs; what
    a symbolic link points to is written, not the link. Raises `ConfigError`; then no file is changed.
    """
    changed = {path: new for path, new in files.items() if standing(path) != new}
    if not changed:
        return ()
    from tempfile import gettempdir

    from filelock import FileLock

    ready: dict[Path, Path] = {}
    try:
        with FileLock(Path(gettempdir()) / f"harvest-{_user()}.lock", timeout=LOCK_SECONDS):
            for path, new in changed.items():
                _prepare(path, new, ready)
            for target, draft in list(ready.items()):
                draft.replace(target)
                del ready[target]
    except OSError as error:  # filelock's time-out is one too
        raise ConfigError(
            f"can't be written: {error.strerror or error}",
            where=(str(error.filename or next(iter(changed))),),
            advice="name another file",
        ) from error
    finally:
        _remove(ready.values())
    return tuple(changed)


def _between(old: bytes, form: str) -> tuple[int, int] | None:
    """Where the text between the markers begins and ends; each marker has a line to itself."""
    if form not in COMMENTS:
        return None
    opening, closing = (re.escape(one.strip().encode()) for one in COMMENTS[form])
    marker = rb"^(?:\xef\xbb\xbf)?[ \t]*%s[ \t]*harvest:(begin|end)[ \t]*%s[ \t]*(?:\r?\n|\Z)" % (opening, closing)
    found = list(re.finditer(marker, old, re.MULTILINE))
    if not found:
        return None
    if [one[1] for one in found] == [b"begin", b"end"]:
        return found[0].end(), found[1].start()
    lines = [f"{one[1].decode()} in line {len(old[: one.start()].splitlines()) + 1}" for one in found]
    raise ConfigError(
        f"its markers are no pair: {', '.join(lines)}", advice="keep one harvest:begin and, below it, one harvest:end"
    )


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _prepare(path: str, new: bytes, ready: dict[Path, Path]) -> None:
    """Write the draft that will take the target's place; a pipe or device is written at once, as it can't wait."""
    given, target = Path(path), Path(os.path.realpath(path))
    if given.exists() and not given.is_file() and not given.is_dir():  # /dev/stdout resolves to what no path leads to
        given.write_bytes(new)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder", path)
    draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    ready[target] = draft
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # the user's umask holds
    with os.fdopen(handle, "wb") as stream:
        stream.write(new)
        stream.flush()
        os.fsync(stream.fileno())
    if target.exists():
        draft.chmod(target.stat().st_mode & 0o7777)


def _remove(drafts: Iterable[Path]) -> None:
    for draft in drafts:
        draft.unlink(missing_ok=True)
