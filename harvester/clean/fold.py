"""Texts folded for comparison: what is left is small letters and digits, whatever alphabet they are of."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_COMMAND = re.compile(r"\\[a-zA-Z]+|[$^_{}\\]")  # TeX: its letters are no words of the title
_APOSTROPHE = re.compile(r"['’‘`´ʹʼ]")
_PLAIN = re.compile(r"[^a-z0-9]+")
_OTHER = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return the words of the text in small letters without accents, one space between them."""
    if "\\" in text or "$" in text or "_" in text or "^" in text or "{" in text:
        text = _COMMAND.sub("", text)
    text = _APOSTROPHE.sub("", text)
    if text.isascii():
        return _PLAIN.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return _OTHER.sub(" ", "".join(letter for letter in text if not unicodedata.combining(letter))).strip()


@lru_cache(maxsize=1 << 16)
def folded_name(text: str) -> str:
    """Return the letters of a name alone: `Herranz-Celotti` and `Herranz Celotti` are equal."""
    return folded(text).replace(" ", "")
