"""The values of a .bib: `#` and macros evaluated, LaTeX decoded, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harvester.clean.dates import month_of, parse_date
from harvester.clean.latex import latex_to_text
from harvester.clean.mojibake import unmojibake
from harvester.readers.bib_split import part_end
from harvester.readers.items import folded
from harvester.record import Date

_JOIN = re.compile(r"\s*#\s*")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{")
_PLAIN_ESCAPE = re.compile(
    r"\\(?P<sign>[_%&#$~{}])(?:\{\})?|\$(?P<math>[<>]|\\sim)\$"
    r"|\\(?P<word>textunderscore|textasciitilde|textless|textgreater|slash)(?![a-zA-Z])[ ]?"
    r"|\\(?P<shown>url|path|nolinkurl)(?![a-zA-Z])|\\(?:allowbreak|protect|string|/)(?![a-zA-Z])\s*|[{}]"
)
_MEANT = {"textunderscore": "_", "textasciitilde": "~", "textless": "<", "textgreater": ">", "slash": "/", "\\sim": "~"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"\D{0,3}(\d{1,6})\D?")
_LONE_YEAR = re.compile(r"(?!.*\bB\.?\s?C)\D*(\d{4})\D*", re.I)  # circa 1850; 2021, to appear
_YEARS = re.compile(r"(\d{4}) ?(?:/|–|--?) ?(?:\d{4}|1[3-9]|[2-9]\d)")  # a volume that took two years: the first
_UNKNOWN_PART = re.compile(r"-(?:[ux]{2}|\d[ux])", re.I)  # ISO 8601-2


def evaluated(value: str, macros: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the value without its braces or quotes, `#` and macros evaluated, and the macros that are not known."""
    if value[:1] in ("{", '"') and "#" not in value:
        return (value[1:-1] if value[-1:] in ("}", '"') else value[1:]), []
    parts, unknown, at = [], [], 0
    while at < len(value):
        end = _one_end(value, at)
        part = value[at:end]
        if part[:1] in ("{", '"'):
            parts.append(part[1:-1])
        elif part.isdigit():
            parts.append(part)
        else:
            known = macros.get(part.lower())
            unknown += [] if known is not None or not part.strip() else [part]
            parts.append(part if known is None else known)
        join = _JOIN.match(value, end)
        at = join.end() if join else max(end, at + 1)
    return "".join(parts), unknown


def _one_end(value: str, at: int) -> int:
    """Return where one part of a value ends."""
    if value[at] in '{"':
        end = part_end(value, at, len(value))
        return end if end > 0 else len(value)
    join = _JOIN.search(value, at)
    return join.start() if join else len(value)


def plain(value: str) -> str:
    """Return an address or identifier as it is meant: without escapes and braces, nothing else decoded."""
    if "\\" not in value and "{" not in value and "}" not in value and "$" not in value:
        return value
    return _PLAIN_ESCAPE.sub(_meant, _HREF.sub(r" \1 ", value))


def _meant(met: re.Match[str]) -> str:
    said = met["word"] or met["math"]
    return met["sign"] or (_MEANT.get(said, said) if said else " " if met["shown"] else "")


def text_of(value: str) -> str:
    """Return a value as readable text on one line."""
    return folded(unmojibake(latex_to_text(value)))  # before a no-break space that was half of a letter is folded


def date_of(fields: Mapping[str, str]) -> Date | None:
    """Return when the work appeared: BibLaTeX's `date`, else `year`, `month` and `day`, as exact as they say."""
    written = _UNKNOWN_PART.sub("", fields.get("date", ""))
    for part in (written, written.split("/")[0]):  # of a span of time the first day
        if date := parse_date(text_of(part.strip("{} ~?%"))):
            return date
    year = text_of(fields.get("year", ""))
    met = _YEAR.fullmatch(year) or _YEARS.fullmatch(year)
    if met is None and (date := parse_date(year)):
        return date  # as exact as a whole date that stands there
    met = met or _LONE_YEAR.fullmatch(year)
    if met is None:
        return None
    month, day = _month(text_of(fields.get("month", "")))
    own = fields.get("day", "").strip("{} ")
    return Date(int(met[1]), month, (int(own) if month and own.isdigit() else day))


def _month(text: str) -> tuple[int, int]:
    """Return month and day of a `month` field: `3`, `mar`, `March 14`, `14 March`; 0 for what is not said."""
    word = _WORD.search(text)
    number = _DAY.search(text)
    if word and (month := month_of(word[0])):
        return month, int(number[0]) if number and "-" not in text and "–" not in text else 0
    return (int(number[0]), 0) if number and number.start() == 0 and not word else (0, 0)
