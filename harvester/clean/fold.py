"""Texts folded for comparison: what is left is small letters and digits, whatever alphabet they were of."""

from __future__ import annotations

import re
from functools import lru_cache

from harvester import letters
from harvester.clean.tex_signs import GREEK

_COMMAND = re.compile(r"\\([a-zA-Z]+)|[$^_{}\\]")  # TeX: its letters are no words of the title, but α is one
_PLAIN = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """Return the words of the text in small letters without accents and TeX, one space between them."""
    if "\\" in text or "$" in text or "_" in text or "^" in text or "{" in text:
        text = _COMMAND.sub(lambda met: GREEK.get(met[1], ""), text)
    if text.isascii():
        return _PLAIN.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    return letters.folded(text)


@lru_cache(maxsize=1 << 16)
def folded_name(text: str) -> str:
    """Return the letters of a name alone: `Herranz-Celotti` and `Herranz Celotti` are equal."""
    return folded(text).replace(" ", "")
