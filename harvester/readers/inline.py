"""Markdown inside a block: links with their labels, explicit identifiers in the text; code spans are passed over.

markdown-it-py says what is a link; that it forgets where one stood is mended by wrapping its rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from harvester.identifiers import found_in
from harvester.readers.html import CODE, addresses, stated_in
from harvester.readers.items import Item, Lines, Span, hidden, linked, spots
from harvester.readers.tags import pieces

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONG = 20_000  # characters: what hostile text costs grows with the square of its block, so longer ones are cut
_ROLE = re.compile(r"\{[\w:+.-]+\}\Z")  # MyST: {cite}`doi:10.…`
_BEFORE_TARGET = re.compile(r"\]\(?\s*")
_LINK = re.compile(r"\[(?<!!\[)[^\[\]*_`<>\\&~]*+\]\([^\s()<>\\&]++\)")
_WORDS = r"((?=\S)[^*_\[\]]++(?<=\S))"
_EMPHASIS = re.compile(  # of words; what a link's target holds is none. That each begins with a sign makes it fast
    rf"\]\([^\s()<>\\&]++\)|\*(?<![\w*]\*)(\*?){_WORDS}\*\1(?![\w*])|_(?<![\w*]_)(_?){_WORDS}_\3(?![\w*])"
)
_OTHER = re.compile(r"[\[\]*_`<>\\&~]")  # what inline rules look at
_CUTS = ("\n", ") ", " ")


@cache
def parser() -> MarkdownIt:
    """Return the CommonMark parser, tables and strike-through included, whose tokens know where they stand."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    md.disable("inline")
    md.normalizeLink = str  # type: ignore[method-assign, assignment]  # the address as it was written
    for rule in [rule for rule in md.inline.ruler.__rules__ if rule.name in _PLACED]:
        md.inline.ruler.at(rule.name, _placed(rule.fn))
    return md


_PLACED = ("newline", "escape", "backticks", "link", "image", "autolink", "html_inline")
_Rule = Callable[["StateInline", bool], bool]


def _placed(rule: _Rule) -> _Rule:
    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[before : before + 2]:  # text that was pending may come first
                if token.type != "text" and "at" not in token.meta:
                    token.meta |= {"at": start, "end": state.pos}
                if token.type == "link_open" and token.markup != "autolink":
                    label_end = state.md.helpers.parseLinkLabel(state, start, True)
                    token.meta["target"] = label_end + len(_BEFORE_TARGET.match(state.src, label_end)[0])  # type: ignore[index]
        return True

    return placed


def without_markup(text: str) -> str:
    """Return the text without what may stand inside an identifier's and is none of it: emphasis, escapes."""
    return text.replace("*", "").replace("\\", "")


def _may_name(text: str) -> bool:
    """Return whether Markdown text names anything once its markup is gone: `arXiv:**2202.00282**`."""
    return next(found_in(without_markup(text)), None) is not None


def inline_items(text: Span, name: str, env: dict[str, Any] | None = None) -> Iterator[Item]:
    """Yield what the content of a block names. `env` is the page's, with its reference definitions.

    The label of a reference link is noted in `env["labels"]` (label -> text) for whom the definition names a work.
    """
    env = {} if env is None else env
    plain = _EMPHASIS.sub(lambda met: met[2] or met[4] or met[0], text.text)
    spans = [met.span() for met in _LINK.finditer(plain)]
    between = hidden(plain, spans)
    if not _OTHER.search(between):
        yield from _plain_links(text._replace(text=plain), name, spans)
        yield from spots(between, name, text.line, column=text.column)
    elif len(text.text) <= LONG:
        yield from _Walk(text, name, env).items()
    else:
        for chunk in _chunks(text):
            if _may_name(chunk.text):
                yield from _Walk(chunk, name, env).items()


def _plain_links(text: Span, name: str, spans: list[tuple[int, int]]) -> Iterator[Item]:
    """Yield what the links of a text name that holds nothing but words and plain links: most text needs no parser.

    Most links lead elsewhere: only those are looked at in which there is a find, or a DOI that is none outside a link.
    """
    lines = Lines(text.text, text.line)
    finds = list(found_in(text.text.replace("[", " "))) if spans else []  # what stands before a link is none of it
    ends = [found.end for found in finds]
    for start, end in spans:
        at = bisect_right(ends, start)
        label, _, target = text.text[start + 1 : end - 1].partition("](")
        if (at < len(finds) and finds[at].start < end) or "10." in target:
            yield from linked(Span(target, *lines.at(end)), Span(label, *lines.at(start)), name)


def around(text: Span, lines: Collection[int]) -> Iterator[Span]:
    """Yield the lines of a block that its inline rules can't part from the given ones (counted as the text's are).

    Cut is only where every bracket, tag and code span has been closed; where they don't pair, nowhere.
    """
    source = text.text.split("\n")
    if len(source) == 1 or "``" in text.text:
        yield text
        return
    squares = angles = ticks = begin = 0
    found: list[Span] = []
    target = False
    for number, line in enumerate(source):
        squares += line.count("[") - line.count("]")
        angles += line.count("<") - line.count(">")
        ticks += line.count("`")
        target = line.rfind("](") > line.rfind(")") or (target and ")" not in line)
        if squares < 0 or angles < 0:
            found, begin = [], 0
            break
        if not (squares or angles or ticks % 2 or target):
            if any(text.line + one in lines for one in range(begin, number + 1)):
                found.append(Span("\n".join(source[begin : number + 1]), text.line + begin))
            begin = number + 1
    yield from found
    if any(text.line + one in lines for one in range(begin, len(source))):
        yield Span("\n".join(source[begin:]), text.line + begin)


def _chunks(text: Span) -> Iterator[Span]:
    lines, start, source = Lines(text.text, text.line), 0, text.text
    while start < len(source):
        end = start + LONG
        if end < len(source):
            end = next((at + len(mark) for mark in _CUTS if (at := source.rfind(mark, start + 1, end)) > start), end)
        yield Span(source[start:end], *lines.at(start))
        start = end


class _Walk:
    """One walk over the tokens of a block: the run of text that is being gathered, and the link that is open."""

    def __init__(self, text: Span, name: str, env: dict[str, Any]) -> None:
        self.name, self.env, self.lines = name, env, Lines(text.text, text.line)
        self.tokens: list[Token] = parser().inline.parse(text.text, parser(), env, [])
        self.run = Span("", text.line, text.column)
        self.target: Span | None = None
        self.code = 0

    def items(self) -> Iterator[Item]:
        """Yield the finds in order."""
        for token in self.tokens:
            if token.type in ("text", "text_special"):
                self.add(token.content)
            elif token.type in _STEPS:
                yield from _STEPS[token.type](self, token)
        yield from self.flush(None)

    def add(self, text: str) -> None:
        if self.target is not None or not self.code:
            self.run = self.run._replace(text=self.run.text + text)

    def flush(self, at: int | None) -> Iterator[Item]:
        """Yield what the link that is open, or the text so far, names; the next text begins at offset `at`."""
        run, target = self.run, self.target
        self.run, self.target = Span("", *(self.lines.at(at) if at is not None else run[1:])), None
        if target is not None:
            yield from linked(target, run, self.name)
        elif run.text:
            yield from spots(run.text, self.name, run.line, column=run.column)

    def line_break(self, token: Token) -> Iterator[Item]:
        if self.target is None:
            yield from self.flush(token.meta["end"])
        else:
            self.add("\n")

    def code_span(self, token: Token) -> Iterator[Item]:
        if self.target is not None or _ROLE.search(self.run.text):
            self.add(token.content)
        else:
            yield from self.flush(token.meta["end"])

    def image(self, token: Token) -> Iterator[Item]:
        if self.target is not None:
            self.add(token.content)
        else:
            at = token.meta["at"]
            yield from self.flush(at)
            if any(child.type == "link_open" for child in token.children or ()):  # Pandoc shows it as a caption
                caption = Span(token.content, *self.lines.at(at + len("![")))
                yield from inline_items(caption, self.name, self.env)
            yield from self.flush(token.meta["end"])

    def link(self, token: Token) -> Iterator[Item]:
        meta = token.meta
        yield from self.flush(meta["at"])
        self.target = Span(str(token.attrGet("href")), *self.lines.at(meta.get("target", meta["at"])))
        self.open = token

    def link_end(self, _: Token) -> Iterator[Item]:
        label, autolink = self.open.meta.get("label"), self.open.markup == "autolink"
        if autolink:
            self.run = self.run._replace(text="")
        elif label in self.env.get("wanted", ()):
            self.env["labels"].setdefault(label, self.run.text)
            self.target, self.run = Span("", *self.run[1:]), self.run._replace(text="")
        elif label:
            self.target = Span("", *self.run[1:])
        yield from self.flush(self.open.meta["end"])

    def markup(self, token: Token) -> Iterator[Item]:
        lines = Lines(token.content, self.lines.at(token.meta["at"])[0])
        for tag in pieces(token.content):
            name = tag.name.lstrip("/")
            if name == "a" or self.target is None:
                yield from self.flush(token.meta["end"])
            for field_name, value in addresses(tag, "", lines):
                if tag.name == "a" and field_name == "href":
                    self.target = value
                else:
                    yield from stated_in(field_name, value, self.name)
            self.code = max(0, self.code + (name in CODE) * (1 if tag.name == name else -1))


_STEPS: dict[str, Callable[[_Walk, Token], Iterator[Item]]] = {
    "softbreak": _Walk.line_break,
    "hardbreak": _Walk.line_break,
    "code_inline": _Walk.code_span,
    "image": _Walk.image,
    "link_open": _Walk.link,
    "link_close": _Walk.link_end,
    "html_inline": _Walk.markup,
}
