"""What harvest writes is no input: a work whose link is gone from the page must not live on in its own list."""

from __future__ import annotations

import re

_BETWEEN = re.compile(
    rb"(^[ \t]*(?:<!--|%)[ \t]*harvest:begin[ \t]*(?:-->)?[ \t]*\r?\n)(.*?)"
    rb"(^[ \t]*(?:<!--|%)[ \t]*harvest:end[ \t]*(?:-->)?[ \t]*\r?$)",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(rb"[^\r\n]+")


def has_list(data: bytes) -> bool:
    """Return whether harvest writes a part of the file alone: between its markers."""
    return bool(_BETWEEN.search(data))


def without_list(data: bytes) -> bytes:
    """Return the file with nothing between harvest's markers; what follows keeps its lines."""
    return _BETWEEN.sub(lambda met: met[1] + _LINE.sub(b"", met[2]) + met[3], data)
