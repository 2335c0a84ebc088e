"""LaTeX in the values of a .bib -> Unicode text: one pass for what people write, pylatexenc for the rest.

Mathematics stays as it is. Accents and symbols: Lamport, "LaTeX", section 3.2; T1 encoding.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from harvester.clean.tex_signs import ACCENTS, STYLES, SYMBOLS
from harvester.clean.text import script

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

_NO_TEXT = re.compile(
    r"\\(?:href|foreignlanguage|textcolor|bibinfo|noopsort|cite[a-z]*|footnote|thanks|label|index)\*?"
    r"\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\}"
)
"""Commands whose first argument is no text: a key to sort by, an address, a language."""

_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")  # verbatim: a tilde in it is one
_SPACED = re.compile(r"\\[hv]space\*?\s*\{[^{}]*\}")
_QUOTE = re.compile(r"\\(?:enquote|mkbibquote)\*?\s*\{([^{}]*)\}")
_ONE_LEVEL = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_FOR_SCREENS = re.compile(rf"\\texorpdfstring\s*{_ONE_LEVEL}\s*{_ONE_LEVEL}")
_ESCAPED_TWICE = re.compile(r"\\\\(?=[\"'`^~=.]\{?\\?[^\W\d_]|[uvHtcdbkr]\{|[&%$#_])")
_MATH = re.compile(
    r"(?<!\\)(?:\$\$[^$]+\$\$|\$(?:[^$\\]|\\.)+\$|\\\((?P<round>(?:[^\\]|\\[^()])+)\\\)|\\\[(?P<square>(?:[^\\]|\\[^\[\]])+)\\\])",
    re.S,
)
_TAG = re.compile(r"\$<\$(/?[a-z]{1,6})\$>\$")
_SIGN = re.compile(r"\$\\(less|greater|mathsemicolon|lbrace|rbrace|colon)\$")
_SIGNS = {"less": "<", "greater": ">", "mathsemicolon": ";", "lbrace": r"\{", "rbrace": r"\}", "colon": ":"}
"""Signs that are no mathematics: Crossref's BibTeX writes markup and entities with them."""

_STUCK = re.compile(r"textless|textgreater")
_SCRIPT = re.compile(r"\\text(super|sub)script\s*\{([^{}]{1,12})\}")
_MARKS = re.compile(r"[\\{}~$`]|--|''")
_LEFT = re.compile(
    r"\\(?:[\"'`^~=.]\s*\{?\\?[a-zA-Z]|[uvHcdbkr]\s*\{|[&%#_$]"
    r"|(?:[oOlLijS]|ss|ae|AE|oe|OE|aa|AA|emph|text[a-z]+|ldots|dots|mbox|url|href|cite[a-z]*)(?![a-zA-Z]))"
)
_QUOTED = re.compile(r"`([^`']+)'(?!\w)")
_ACCENT = re.compile(
    r"(?:\{(?<!\\[uvHtcdbkr`'^~=.\"]\{)\\|\\)"
    r"(?:(?P<sign>[`'^~=.\"])\s*|(?P<word>[uvHtcdbkr]|textcommabelow)(?:\s+|(?=\{|\\[ij])))"
    r"(?:\{\s*(?P<braced>\\?[^\W\d_])\s*\}|(?P<bare>\\[ij](?![a-zA-Z])\s*|[^\W\d_]))(?P<end>\})?"
)
_COMMAND = re.compile(r"\\(?P<name>[a-zA-Z]+)\*?(?P<gap>[ \t\n]*)(?P<empty>\{\})?")
_ESCAPED = re.compile(r"\\([%&#_$])")
_NAMED = re.compile(r"\\[^\W\d_]{3,}\s*\Z")
_SPACES = (
    ("\\\\", " "),
    ("\\,", "\u2009"),
    ("\\ ", "\u00a0"),  # which no command before it swallows
    ("\\;", " "),
    ("\\:", " "),
    ("\\!", ""),
    ("\\-", ""),
    ("\\/", ""),
)
_LIGATURES = (("~", "\u00a0"), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("{", ""), ("}", ""))
_FORMULA = "\ue004"  # stands for a formula while the text round it is read
_HELD = str.maketrans({"{": "\ue000", "}": "\ue001", "~": "\ue002", "\\": "\ue003"})
_FREED = {"\ue000": "{", "\ue001": "}", "\ue002": "~", "\ue003": "\\"}
_PLACE = re.compile("[\ue000-\ue003]")


def latex_to_text(value: str) -> str:
    """Return a BibTeX value as Unicode text in NFC; mathematics stays LaTeX, between dollar signs."""
    if not _MARKS.search(value):
        return value
    if "\\" in value:
        value = _ESCAPED_TWICE.sub(r"\\", _FOR_SCREENS.sub(r"\2", value))
    if "$" in value:
        value = _TAG.sub(r"<\1>", _SIGN.sub(lambda met: _SIGNS[met[1]], value))
    if "$" not in value and "\\(" not in value and "\\[" not in value:
        return _text(value)
    formulas: list[str] = []

    def held(met: re.Match[str]) -> str:
        formula = met["round"] or met["square"]
        formulas.append(f"${formula.strip()}$" if formula else met[0])
        return _FORMULA

    text = _text(_MATH.sub(held, value.replace(_FORMULA, "")))
    return "".join(chain.from_iterable(zip_longest(text.split(_FORMULA), formulas, fillvalue="")))


def untex(text: str) -> str:
    """Return a text in which LaTeX was left (arXiv's titles) as Unicode; one without known commands as it is."""
    return latex_to_text(text) if "\\" in text and _LEFT.search(_MATH.sub("", text)) else text


def accents(value: str) -> str:
    """Return the text with each accent on its letter, one on top of another too; all else stays LaTeX."""
    value, count = _ACCENT.subn(_accented, value)
    return _ACCENT.sub(_accented, value) if count and "\\" in value else value


def _text(value: str) -> str:
    has_commands = "\\" in value
    if has_commands:
        value = _without_commands(value)
    for written, meant in _LIGATURES:
        value = value.replace(written, meant)
    value = _QUOTED.sub(r"‘\1’", value) if "`" in value else value
    value = _PLACE.sub(lambda met: _FREED[met[0]], value) if has_commands else value
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _without_commands(value: str) -> str:
    value = value.replace("\\{", "\ue000").replace("\\}", "\ue001")
    value = value.replace("\\~{}", "\ue002").replace("\\^{}", "^")
    value = _URL.sub(lambda met: _ESCAPED.sub(r"\1", met[1]).translate(_HELD), value)
    value = _QUOTE.sub(r"“\1”", _SPACED.sub(" ", _NO_TEXT.sub("", value)))
    value = _SCRIPT.sub(lambda met: script(met[2], high=met[1] == "super"), value)
    value = _ESCAPED.sub(r"\1", accents(value))
    for written, meant in _SPACES:
        value = value.replace(written, meant)
    value = _COMMAND.sub(_symbol, value)
    return _by_library(value) if "\\" in value else value


def _accented(met: re.Match[str]) -> str:
    letter = (met["braced"] or met["bare"]).strip("\\ \t\n")
    opened, closed = met[0].startswith("{"), met["end"] or ""
    accented = unicodedata.normalize("NFC", letter + ACCENTS[met["sign"] or met["word"]])
    return accented if opened and closed else "{" * opened + accented + closed


def _symbol(met: re.Match[str]) -> str:
    name = met["name"]
    if stuck := _STUCK.match(name):  # \textlessi\textgreater E. coli, as some programs export
        return SYMBOLS[stuck[0]] + name[stuck.end() :] + met["gap"]
    if name in STYLES:
        return "" if met["gap"] or not met["empty"] else met["empty"]
    if name in SYMBOLS:
        return SYMBOLS[name].translate(_HELD)  # TeX swallows the space after a command's name
    return met[0]


@cache
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)


@cache
def _by_library(value: str) -> str:
    """Return what the library makes of commands that no table has; the text as it stands where it gives up."""
    from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]

    try:
        text = str(_converter().latex_to_text(value, tolerant_parsing=True)).strip("\n")
        return text if text.strip() or not _NAMED.search(value) else value.replace("\\", "")  # a title of one command
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return value
