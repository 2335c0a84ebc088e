"""Markdown: CommonMark 0.31 and what Jekyll, Hugo, Quarto, Pandoc and MyST add. https://spec.commonmark.org/0.31.2/

Code and comments name nothing. Blocks come from markdown-it-py; only those with a find are looked at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from harvester.identifiers import found_in
from harvester.readers import Reading
from harvester.readers.html import markup_items, plain
from harvester.readers.inline import around, inline_items, parser, without_markup
from harvester.readers.items import Item, Span, folded, spots, targeted
from harvester.readers.paragraphs import Paragraphs, between, have_all, lines_of, shortened
from harvester.readers.templates import arguments, read_page, without_templates

if TYPE_CHECKING:
    from markdown_it.token import Token

PROSE_DIRECTIVES = re.compile(
    r"\{(?:[\w-]+:)?(?:abstract|admonition|aside|attention|blockquote|card|card-carousel|caution|compound|container"
    r"|danger|details|div|dropdown|epigraph|error|exercise|figure|full-width|glossary|grid|grid-item|grid-item-card"
    r"|highlights|hint|important|list-table|margin|note|panels|pull-quote|quote|seealso|sidebar|solution|tab-item"
    r"|tab-set|table|tabbed|tip|todo|topic|versionadded|versionchanged|warning|theorem|proof|lemma|definition|remark"
    r"|example|corollary|proposition)\}"
)
"""MyST directives whose content is Markdown."""
RAW_HTML = re.compile(r"\{=html[45]?\}|\{raw\}\s+html\b")
"""Fences of HTML that is put on the page as it stands (Pandoc's raw attribute, MyST's directive); others are code."""

_STATED = re.compile(r"\bdata-[\w-]+\s*=|<meta\b", re.I)  # attributes in which a bare value is enough
_BLOCK_TAG = re.compile(
    r"<(/?)(?:article|aside|blockquote|body|center|details|div|dl|figure|footer|header|html|li|main|nav|ol|p|section"
    r"|table|tbody|td|tr|ul)\b",
    re.I,
)
_TAG = re.compile(r"\s*<(?:/?[a-z]|!--)", re.I)
_USED = re.compile(r"\[([^\[\]]{1,999})\]")
# with the rest of its line; in a link's target it may stand where running text has none
_DOI = re.compile(r"10\.\d{4,9}/(?=[^\s\w]{0,4}\w)[^\n]*")
_OPENS = re.compile(r"```|~~~|<|\]:")  # a block in which a paragraph is none, or a definition
# a definition (kramdown, Pandoc), a box (MkDocs): what is indented behind it is theirs, and no code
_INDENTING = re.compile(r"^(?:[:~]|!!!|\?\?\?\+?)[ \t]", re.M)
_NESTED = 20  # directives within directives


def read(text: str, name: str) -> Reading:
    """Return what a page names, front matter included."""
    return read_page(text, name, body_items)


def body_items(body: str, name: str, first: int, depth: int = 0) -> Iterator[Item]:
    """Yield what Markdown without front matter names; it begins at line `first` of the input `name`."""
    yield from arguments(body, name, first)
    page = without_templates(body)
    hits = _hits(page)
    if not hits and not _STATED.search(page):
        return
    env: dict[str, Any] = {}
    short, paragraphs = shortened(page, hits)
    if not _OPENS.search(short) and have_all(hits, paragraphs):
        blocks = _Blocks(name, first, hits, {"wanted": ()}, paragraphs)
        for start in paragraphs:
            yield from blocks.plain(start)
        return
    tokens = parser().parse(f"{short}\n", env)  # or the last of several empty lines is none
    definitions = [(label, one) for label, one in env.get("references", {}).items()]
    definitions += [(one["label"], one) for one in env.get("duplicate_refs", ())]
    env |= {"labels": {}, "wanted": {label for label, one in definitions if between(hits, *one["map"])}}
    begins, lines = list(paragraphs), page.split("\n")
    blocks = _Blocks(name, first, hits, env, paragraphs)
    for token in tokens:
        yield from blocks.items(_restored(token, begins, lines), depth)
    for label, one in definitions:
        lines_hit = between(hits, *one["map"])
        blocks.read.update(lines_hit)
        line = first + (lines_hit or one["map"])[0]
        yield from targeted(Span(one["href"], line), name, folded(_own(env["labels"].get(label, ""))))
    for hit in hits:
        if hit not in blocks.read:  # nested too deep for the parser
            yield from spots(lines[hit], name, first + hit)


def _own(label: str) -> str:
    return "" if label.startswith("^") else label  # a footnote's mark is no text


def _hits(page: str) -> list[int]:
    """Return the lines (from 0) that name something, in order."""
    page = without_markup(page)
    finds = _on((found.start for found in found_in(page)), page)
    return sorted({*finds, *_on((met.start() for met in _DOI.finditer(page)), page)})


def _on(starts: Iterable[int], page: str) -> Iterator[int]:
    """Yield the lines (from 0) on which these places, which are in order, stand; each line once."""
    line = begin = end = 0
    for start in starts:
        if start >= end:
            line += page.count("\n", begin, start)
            begin, end = start, page.find("\n", start) + 1 or len(page)
            yield line


def _restored(token: Token, begins: list[int], lines: list[str]) -> Token:
    """Return a block of HTML or code with the paragraphs that were one letter while it was parsed."""
    if token.map is None or not token.content:
        return token
    start, end = token.map
    if token.type in ("html_block", "fence") and between(begins, start, end):
        fenced = token.type == "fence"
        closed = fenced and lines[end - 1].lstrip().startswith(token.markup)
        return token.copy(content="\n".join(lines[start + fenced : end - closed]))
    return token


class _Blocks:
    """A page's blocks, one after the other: which lines have been read, how many HTML blocks are open."""

    def __init__(self, name: str, first: int, hits: list[int], env: dict[str, Any], paragraphs: Paragraphs) -> None:
        self.name, self.first, self.hits, self.env, self.paragraphs = name, first, hits, env, paragraphs
        self.read: set[int] = set()
        self.open = 0
        self.indents = False

    def items(self, token: Token, depth: int) -> Iterator[Item]:
        """Yield what a block names; a block that names nothing is not looked into."""
        if token.map is None or token.type not in ("inline", "html_block", "code_block", "fence"):
            return
        start, end = token.map
        hit = between(self.hits, start, end)
        self.read.update(hit)
        text = Span(token.content, self.first + start)
        indents, self.indents = self.indents, token.type == "inline" and bool(_INDENTING.search(token.content))
        if token.type == "inline" and start in self.paragraphs:
            yield from self.plain(start)
        elif token.type == "code_block" and indents and hit and depth < _NESTED:
            yield from body_items(token.content, self.name, text.line, depth + 1)
        elif token.type == "inline" and (hit or self.env["wanted"]):
            yield from self.prose(text, hit)
        elif token.type == "fence":
            if hit and depth < _NESTED and PROSE_DIRECTIVES.match(token.info.strip()):
                yield from body_items(token.content, self.name, text.line + 1, depth + 1)
            elif RAW_HTML.match(token.info.strip()) and (hit or _STATED.search(token.content)):
                yield from markup_items(token.content, self.name, text.line + 1, plain)
        elif token.type == "html_block" or (self.open and _TAG.match(token.content)):
            # kramdown reads HTML until the block closes, where CommonMark sees indented code after an empty line
            self.open = max(0, self.open + sum(-1 if met[1] else 1 for met in _BLOCK_TAG.finditer(token.content)))
            if hit or _STATED.search(token.content) or self._uses(token.content):
                yield from markup_items(token.content, self.name, text.line, self._prose)

    def plain(self, start: int) -> Iterator[Item]:
        """Yield what the plain paragraph or list that begins at this line of the page names."""
        for line, text in self.paragraphs[start]:
            hit = between(self.hits, *lines_of(line, text))
            self.read.update(hit)
            yield from self.prose(Span(text, self.first + line), hit)

    def prose(self, text: Span, hit: list[int]) -> Iterator[Item]:
        """Yield what the lines of a paragraph name in which there is a find, or all of it where it uses a reference."""
        parts = [text] if self._uses(text.text) else around(text, {self.first + one for one in hit})
        for part in parts:
            yield from inline_items(part, self.name, self.env)

    def _prose(self, text: Span, name: str) -> Iterator[Item]:
        return inline_items(text, name, self.env)

    def _uses(self, content: str) -> bool:
        """Return whether the block may use a reference whose definition names something."""
        wanted = self.env["wanted"]
        return bool(wanted) and any(" ".join(label.split()).upper() in wanted for label in _USED.findall(content))
