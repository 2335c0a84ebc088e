"""What site generators add to a page: front matter, Liquid tags, Hugo shortcodes. Nothing is run.

An address that a tag builds (`{{ site.baseurl }}/files/a.pdf`) is nobody's: the tag and what is glued to it are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from harvester.readers import Reading
from harvester.readers.fields import names_no_work, scheme_of
from harvester.readers.items import HIDDEN, Item, Lines, gather, hidden, spots, stated

UNSEEN = tuple(
    (re.compile(begin), re.compile(end))
    for begin, end in (
        (r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
        (r"\{%-?\s*highlight\b", r"\{%-?\s*endhighlight\s*-?%\}"),
        (r"\{\{[<%]\s*highlight\b", r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"),
        (r"\{\{[<%]\s*comment\b", r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}"),
        (r"\{\{-?\s*/\*", r"\*/\s*-?\}\}"),  # Go
        (r"\{/\*", r"\*/\}"),  # MDX
        (r"\{::comment\}", r"\{:/(?:comment)?\}"),  # kramdown
    )
)
"""Begin and end of what a template does not show, or shows as code."""

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+|;;;)[ \t]*\n(?P<data>.*?)^(?P=mark)[ \t]*(?:\n|\Z)", re.S | re.M)
_TAGS = re.compile(r"(?:\{%[^{}]{0,4000}?%\}|\{\{[<%][^{}]{0,4000}?[>%]\}\})+")
_GLUED = r"[^\s\"'<>()\[\]{}]"
_OUTPUT = rf"\{{\{{(?:(?:\{{\}}|[{{}}])?[^{{}}]){{0,1000}}+\}}\}}{_GLUED}*+"
_OUTPUTS = re.compile(rf"(?<!{_GLUED}){_GLUED}*+{_OUTPUT}(?: ?{_OUTPUT})*+")  # with the rest of the address around
_TOLD = r"[^{}\d/:=]{0,4000}+[\d/:=][^{}]{0,4000}?"  # without one of these signs nothing is named
_TELLING = re.compile(  # a tag, a shortcode, a macro that is called
    rf"\{{%(?P<tag>{_TOLD})%\}}|\{{\{{[<%](?P<code>{_TOLD})[>%]\}}\}}|\{{\{{-?\s*[\w.]+\((?P<call>{_TOLD})\)\s*-?\}}\}}"
)
_CONDITION = re.compile(r"-?\s*(?:if|elsif|unless|case|when|for|assign)\b")
_ARGUMENT = re.compile(r"([\w.-]+)\s*[=:]\s*(?:\"([^\"]*)\"|'([^']*)')")


def front_matter(text: str) -> tuple[str, str, int]:
    """Return mark (`---` YAML, `+++` TOML, `;;;` JSON, empty), front matter, and where the page after it begins."""
    met = _FRONT.match(text)
    return (met["mark"], met["data"], met.end()) if met else ("", "", 0)


def read_page(text: str, name: str, body: Callable[[str, str, int], Iterator[Item]], front: str = "") -> Reading:
    """Return what a page names: its front matter, and the rest as `body` reads it (text, name, first line).

    `front` says what front matter is where its mark does not.
    """
    mark, data, start = front_matter(text)
    items = body(text[start:], name, 1 + text.count("\n", 0, start))
    if not mark:
        return gather(items)
    from harvester.readers.data import front_items

    return gather((*front_items(front or mark, data, name), *items))


def without_templates(text: str) -> str:
    """Return the text of the same shape in which comments, code and tags of templates are hidden."""
    if "{" not in text:
        return text
    text = _TAGS.sub(_covered, _without_unseen(text))
    return _OUTPUTS.sub(_covered, text) if "}}" in text else text


def _covered(met: re.Match[str]) -> str:
    """Return the same shape, all of it hidden: a space would end an address."""
    return "\n".join(HIDDEN * len(line) for line in met[0].split("\n"))


def _without_unseen(text: str) -> str:
    for begin, end in UNSEEN:
        spans, last = [], 0
        while (first := begin.search(text, last)) and (final := end.search(text, first.end())):
            last = final.end()
            spans.append((first.start(), last))
        text = hidden(text, spans) if spans else text
    return text


def arguments(text: str, name: str, first: int = 1) -> Iterator[Item]:
    """Yield what tags and shortcodes are given that the page will show: `{% include paper.html doi="10.…" %}`.

    The text begins at line `first` of the input `name`.
    """
    if "{%" not in text and "{{" not in text:
        return
    text, lines = _without_unseen(text), Lines(text, first)
    for met in _TELLING.finditer(text):
        said = met["tag"] or met["code"] or met["call"] or ""
        if _CONDITION.match(said):
            continue
        line, column = lines.at(met.start())
        for argument in _ARGUMENT.finditer(said):
            if scheme := scheme_of(argument[1]):
                value, at = argument[2] or argument[3] or "", line + said.count("\n", 0, argument.start())
                yield from stated(scheme, value, name, at, column=column + argument.start())
        rest = _ARGUMENT.sub(_without_stated, said)
        yield from spots(rest, name, line, column=column)


def _without_stated(argument: re.Match[str]) -> str:
    """Return what is left to read of an argument: nothing where its name says what it holds."""
    if scheme_of(argument[1]) or names_no_work(argument[1]):
        return "\n" * argument[0].count("\n")
    return argument[0]
