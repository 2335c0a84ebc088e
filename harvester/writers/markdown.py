"""A Markdown publication list: by year, titles linked, small links, the owner's name emphasised.

The text must mean the same to Jekyll (kramdown after Liquid), Hugo, Quarto, Pandoc and CommonMark, and be inert in
all of them: what any of them would read as a sign of its own is written as a character reference. A work is one
line, so that a change upstream changes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from harvester.files import MARK, comment
from harvester.letters import folded
from harvester.record import Work
from harvester.writers import Settings
from harvester.writers.people import is_one_of
from harvester.writers.shown import address, best_address, details, flat, links, remarks, text_of, title_of, venue_of

UNDATED = "Undated"
UNRESOLVED = "Not yet resolved"
NAMES_ITS_KIND = ("thesis", "report")  # types of which the genre is shown: "PhD thesis"

_SIGNS = re.compile(
    r"[\\`*_{}\[\]<>&$~^|@#\"]"  # emphasis, code, links, HTML, Liquid, shortcodes, attributes, formulas, citations
    r"|:(?=\S)|(?<=\bwww)\."  # addresses that link themselves, emoji, fenced divs
    r"|'(?!\w)|(?<!\w)'|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|[+=](?=[+=])|(?<=[+=])[+=]",  # typography, inserted, marked
    re.IGNORECASE,
)
_OPENS_A_BLOCK = re.compile(r"[^\w&\[]|(?:\d+|[a-z]|[ivxlcdm]+)[.)](?:\s|$)", re.IGNORECASE)  # pandoc counts in letters
_ENDS = (".", "?", "!", "…")


def write(works: Sequence[Work], settings: Settings) -> str:
    """Return the list, newest first, undated works and then those that are not yet resolved last."""
    head = "" if settings.fragment else _head(settings.front_matter)
    years = groupby(sorted(works, key=_place), key=_heading)
    parts = [f"## {year}\n\n" + "".join(_line(work, settings) for work in group) for year, group in years]
    return head + "\n".join(parts)


def escape(text: str) -> str:
    """Return the text so that every renderer shows it as it is, and none acts on it."""
    return _SIGNS.sub(lambda met: f"&#{ord(met[0])};", flat(text))


def _head(front_matter: Mapping[str, object] | None) -> str:
    if front_matter is None:
        return f"{comment(MARK, 'markdown')}\n\n"
    import yaml

    told = yaml.safe_dump(dict(front_matter), sort_keys=False, allow_unicode=True) if front_matter else ""
    return f"---\n# {MARK}\n{told}---\n\n"


def _place(work: Work) -> tuple[object, ...]:
    date = work.date()
    newest_first = (-date.year, -date.month, -date.day) if date else (0, 0, 0)
    return (work.status == "unresolved", date is None, newest_first, folded(title_of(work)), work.key)


def _heading(work: Work) -> str:
    date = work.date()
    return UNRESOLVED if work.status == "unresolved" else f"{date.year}" if date else UNDATED


def _line(work: Work, settings: Settings) -> str:
    shown = " · ".join(f"[{name}]({_destination(url)})" for name, url in _links(work).items())
    return f"- {' '.join(filter(None, (*_sentences(work, settings.people), shown)))}\n"


def _sentences(work: Work, people: Sequence[Sequence[str]]) -> Iterator[str]:
    title, url = title_of(work), best_address(work)
    yield _lead(_ended(f"[{escape(title)}]({_destination(url)})" if url else escape(title), title))
    names = [(escape(str(one)), is_one_of(one, people)) for one in work.names("author")]
    if names:
        yield _ended(", ".join(f"**{name}**" if is_owner else name for name, is_owner in names), names[-1][0])
    genre = escape(text_of(work, "genre")) if text_of(work, "type") in NAMES_ITS_KIND else ""
    venue = f"*{escape(venue_of(work))}*" if venue_of(work) else ""
    where = ", ".join(filter(None, (genre, venue, *map(escape, details(work) if venue else ()))))
    if where and work.status != "unresolved":
        yield _ended(where, where)
    if said := remarks(work):
        yield f"({escape('; '.join(said))})"


def _ended(shown: str, text: str) -> str:
    """A sentence with its stop, where the text does not bring one."""
    return shown if text.endswith(_ENDS) else f"{shown}."


def _lead(shown: str) -> str:
    """Text at the beginning of a line: `1.`, `a)`, `-` and the like must not begin a list of their own."""
    return f"&#{ord(shown[0])};{shown[1:]}" if _OPENS_A_BLOCK.match(shown) else shown


def _links(work: Work) -> dict[str, str]:
    pdf = address(work.text_of("pdf"))
    return links(work) | ({"PDF": pdf} if pdf else {})


def _destination(url: str) -> str:
    """An address inside a link's brackets, where `&copy;` would be a character reference."""
    return url.replace("&", "&amp;")
