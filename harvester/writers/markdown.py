"""Works -> a Markdown publication list: by year, titles linked, small links, the owner's name emphasised.

The text must mean the same to Jekyll (kramdown after Liquid), Hugo, Quarto, Pandoc and CommonMark, and be inert in
all of them: what any of them would read as a sign of its own is written as a character reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from harvester.files import MARK, comment
from harvester.letters import folded
from harvester.record import Name, Work
from harvester.writers import Settings
from harvester.writers.shown import best_address, flat, links, remarks, title_of, venue_of

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&$~^|@#:\"'!+=%()]|(?<=\d)[.](?=\s)|--|\.\.\.|^[-+]")
_HARMLESS = re.compile(r"(?<=\w)[:](?=\s|$)|(?<=\w)'(?=\w)|[()](?![(){])|[!%=+](?=\s|$)")
UNDATED = "Undated"
UNRESOLVED = "Not yet resolved"


def write(works: Sequence[Work], settings: Settings) -> str:
    """Return the list, newest first, undated works and then those that are not yet resolved last."""
    head = "" if settings.fragment else _head(settings.front_matter)
    ordered = sorted(works, key=_place)
    parts = [
        f"## {heading}\n\n" + "".join(f"- {line}\n" for line in map(_line(settings), group))
        for heading, group in ((heading, list(group)) for heading, group in groupby(ordered, key=_heading))
    ]
    return head + "\n".join(parts)


def escape(text: str) -> str:
    """Return the text so that every renderer shows it as it is, and none acts on it."""

    def one(met: re.Match[str]) -> str:
        if _HARMLESS.match(text, met.start()) and len(met[0]) == 1:
            return met[0]
        return "".join(f"&#{ord(sign)};" for sign in met[0])

    text = flat(text)
    return _SIGNS.sub(one, text)


def _head(front_matter: Mapping[str, object] | None) -> str:
    if front_matter is None:
        return f"{comment(MARK, 'markdown')}\n\n"
    import yaml

    told = yaml.safe_dump(dict(front_matter), sort_keys=False, allow_unicode=True) if front_matter else ""
    return f"---\n# {MARK}\n{told}---\n\n"


def _place(work: Work) -> tuple[object, ...]:
    date = work.date()
    order = (-date.year, -date.month, -date.day) if date else (0, 0, 0)
    return (work.status == "unresolved", date is None, *order, folded(title_of(work)), work.key)


def _heading(work: Work) -> str:
    date = work.date()
    return UNRESOLVED if work.status == "unresolved" else str(date.year) if date else UNDATED


def _line(settings: Settings) -> Callable[[Work], str]:
    forms = {folded(form) for person in settings.people for form in person}
    return lambda work: ". ".join(part.rstrip(".") for part in _parts(work, forms)) + "." + _links(work)


def _parts(work: Work, forms: set[str]) -> Iterator[str]:
    url, shown = best_address(work), escape(title_of(work))
    yield f"[{shown}]({url})" if url else shown
    if work.names("author"):
        yield ", ".join(_person(one, forms) for one in work.names("author"))
    if work.status != "unresolved" and (venue := venue_of(work)):
        yield f"*{escape(venue)}*{_numbers(work)}"
    if said := remarks(work):
        yield f"({escape('; '.join(said))})"


def _person(one: Name, forms: set[str]) -> str:
    shown = escape(str(one))
    mine = {folded(str(one)), folded(f"{one.given[:1]} {one.particle} {one.family}")} & forms or one.orcid in forms
    return f"**{shown}**" if mine else shown


def _numbers(work: Work) -> str:
    volume, issue, page = (escape(work.text_of(name)) for name in ("volume", "issue", "page"))
    numbers = f"{volume}({issue})" if volume and issue else volume or issue
    return "".join(f", {part}" for part in (numbers, page) if part)


def _links(work: Work) -> str:
    shown = " · ".join(f"[{name}]({url})" for name, url in links(work).items())
    return f" {shown}" if shown else ""
