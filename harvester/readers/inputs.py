"""What one word of the command line, or of `pages`, stands for: an identifier, an address, files, standard input."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from harvester.errors import IdentifierError, InputError, Unavailable, UnknownForm
from harvester.identifiers import found_in, parse, readings
from harvester.readers import READERS, Fetch, Link, Place, Reading, joined, read_text
from harvester.readers.decode import decode
from harvester.readers.shared import read_all
from harvester.readers.written import has_list, without_list

PASSED_OVER = frozenset(("_site", "node_modules", "bower_components", "vendor", "site-packages", "__pycache__"))
"""Folders that hold what programs made; hidden folders are passed over too."""

CONTENT_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rss+xml": ".xml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/x-bibtex": ".bib",
    "text/x-bibtex": ".bib",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/vnd.citationstyles.csl+json": ".json",
    "application/yaml": ".yaml",
    "text/yaml": ".yaml",
    "text/x-yaml": ".yaml",
}
"""Content type -> the suffix as which an answer is read; for any other, the address or the text itself says."""

SIGNS = (
    (re.compile(r"\s*(?:<!doctype|<html|<\?xml|<head|<body)", re.I), ".html"),
    (re.compile(r"(?:\s*%[^\n]*\n)*\s*@[a-z]+\s*[{(]", re.I), ".bib"),
    (re.compile(r"\s*[\[{]\s*[\[{\"]"), ".json"),
    (re.compile(r"---[ \t]*\n|(?s:.{0,100000}?)\]\(\s*<?https?://"), ".md"),
)
"""How a text begins that says no suffix, and the suffix as which it is read."""

_REMOTE = re.compile(r"https?://", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9]+:\S", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def read_word(given: str, number: int, fetch: Fetch | None, outputs: Collection[str] = ()) -> Reading:
    """Return what the INPUT `given`, the command's word `number`, holds. Raises `InputError`.

    `outputs` are the files that harvest writes: between its markers nothing is read, and a file that is all its own
    only where the user names it.
    """
    if given == "-":
        return _read_bytes(sys.stdin.buffer.read(), given, "")
    if not _REMOTE.match(given) and _is_there(Path(given)):
        return _read_path(given, outputs, named=True)
    try:
        return Reading(links=(Link(parse(given), Place("argument", number)),))
    except IdentifierError as error:
        _refuse_broken(given, error)
    if _REMOTE.match(given):
        return _read_page(given, fetch)
    paths = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not paths:
        such = " or ".join(readings(given)) or "arxiv:2202.00282"
        raise InputError(
            f"{given} is no file, folder or identifier",
            advice=f"give a path that exists, a URL, or an identifier with its scheme, such as {such}",
        )
    if any(map(os.path.isdir, paths)):
        return joined(_read_path(path, outputs, named=False) for path in paths)
    return _read_paths(paths, outputs, named=False)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, a zero byte
        return False


def _refuse_broken(given: str, error: IdentifierError) -> None:
    """Raise `InputError` where the word is meant as an identifier and is none."""
    why = next((found.why for found in found_in(given) if found.identifier is None), "")
    if why:
        raise InputError(why, advice="correct the address")
    broken = _SCHEME.match(given) or not isinstance(error, UnknownForm)
    if broken and not _REMOTE.match(given) and not glob.has_magic(given):
        raise InputError(error.what, advice=error.advice)


def _read_path(given: str, outputs: Collection[str], *, named: bool) -> Reading:
    if not Path(given).is_dir():
        return _read_paths((given,), outputs, named=named)
    return _read_paths(tuple(files_under(given)), outputs, named=False)


def _read_paths(files: Sequence[str], outputs: Collection[str], *, named: bool) -> Reading:
    written = frozenset(os.path.realpath(path) for path in outputs)
    return joined(read_all(partial(_read_one, written, named), files))


def _read_one(written: frozenset[str], named: bool, path: str) -> Reading:
    return _read_output(path, named) if os.path.realpath(path) in written else _read_file(path)


def _read_output(path: str, named: bool) -> Reading:
    """Read a file that harvest writes: what the user has around its list, else all of it or nothing."""
    data = _bytes_of(path)
    if not has_list(data) and not named:
        return Reading()
    return _read_bytes(without_list(data), path, Path(path).suffix)


def files_under(folder: str) -> Iterator[str]:
    """Yield the files of a folder that harvest has a reader for, sorted, each with the folder as it was given."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one not in PASSED_OVER and not one.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                yield str(Path(here) / name)


def _read_file(path: str) -> Reading:
    return _read_bytes(_bytes_of(path), path, Path(path).suffix)


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} can't be read: {error.strerror}", advice="check that it is a file you may read"
        ) from error


def _read_bytes(data: bytes, name: str, suffix: str, declared: str = "") -> Reading:
    text, warnings = decode(data, name, declared)
    if not suffix:
        suffix = next((form for sign, form in SIGNS if sign.match(text)), ".txt")
    return joined((Reading(warnings=warnings), read_text(text, name, form=suffix)))


def _read_page(url: str, fetch: Fetch | None) -> Reading:
    if fetch is None:
        raise InputError(f"{url} can't be read without the network", advice="save the page and give the file")
    try:
        answer = fetch(url)
    except Unavailable as error:
        raise InputError(f"{url} can't be read: {error.what}", advice=error.advice or "try again later") from error
    if answer.status >= 400:
        raise InputError(f"{url} can't be read: it answered {answer.status}", advice="open it in a browser to check it")
    charset = _CHARSET.search(answer.headers.get("content-type", ""))
    own = Path(urlsplit(url).path).suffix.lower()
    suffix = CONTENT_TYPES.get(answer.kind.lower()) or (own if own in READERS else "")
    return _read_bytes(answer.body, url, suffix, charset[1] if charset else "")
