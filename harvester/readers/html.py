"""HTML: links, `data-` attributes, explicit identifiers in the text, and the metadata that a page states of itself.

Metadata: `citation_*` (Google Scholar's inclusion guidelines), Dublin Core, JSON-LD (schema.org).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from harvester.readers import Reading
from harvester.readers.fields import may_name, names_no_work, scheme_of
from harvester.readers.items import Item, Lines, Span, linked, spots, stated, targeted
from harvester.readers.json_text import json_items
from harvester.readers.tags import Attribute, Piece, pieces
from harvester.readers.templates import arguments, read_page, without_templates

Prose = Callable[[Span, str], Iterator[Item]]
"""How text between tags is read: the text with its place, and the input's name."""

ADDRESSES = frozenset(("href", "xlink:href", "cite", "data", "about", "resource", "itemid"))
"""Attributes whose value is an address, beside every `data-…`."""
FRAMES = frozenset(("iframe", "embed", "frame"))
"""Tags whose `src` is a link; an image's is none (a badge's address holds half an identifier)."""
CODE = frozenset(("pre", "code", "samp", "textarea"))
"""Tags whose text is no text; a link inside is still one."""
RUNNING = frozenset(("b", "strong", "i", "em", "u", "wbr"))
"""Tags across which an identifier may run."""
LOOSE = frozenset(("span", "font", "small", "abbr", "cite", "label"))
"""Tags across which a sentence runs where white space parts its words: `<span>ISBN</span> 978-…`."""
PARTING = frozenset(
    (
        "address",
        "article",
        "br",
        "dd",
        "div",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "p",
        "section",
        "td",
        "th",
        "tr",
    )
)
"""Tags that part words."""
COMPONENT = re.compile(r"[a-z]+-|[A-Z]\w*?[a-z]|\w+\.")
"""How the name of a tag begins that its site defines (`<Paper url="…">`): what it is given may be an address."""
LOOKS = frozenset(("alt", "class", "classname", "src", "srcset", "style"))
"""Attributes of such a tag that hold a picture or say how it looks, beside those named so in data."""
OWN_METADATA = re.compile(
    r"(?:citation_(?!reference)|dc(?:terms)?\.(?:identifier|relation|source)|prism\.|og:url)", re.I
)

_DISGUISED = re.compile(
    r"&(?:#|sol;|colon;|period;)|\\[/u]|<base\b|10\.\d{4,9}/", re.I
)  # what a slash may be written as
_TAG = re.compile(r"<[^<>]*>")
_REMOTE = re.compile(r"https?://", re.I)
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|#|//|\s*\Z)", re.I)


def read(text: str, name: str, front: str = "") -> Reading:
    """Return what a page names. `name` is its path, or its address, against which relative links are read.

    `front` is the language of its front matter where that is none of data.
    """
    seen = may_name(text) or _REMOTE.match(name) or _DISGUISED.search(text) or may_name(_TAG.sub("", text))
    if not seen:
        return Reading()  # a manual's pages: to look for words is ten times faster than to read
    return read_page(text, name, page_items, front)


def page_items(source: str, name: str, first: int = 1) -> Iterator[Item]:
    """Yield what a page, or a part of one that begins at line `first`, names; templates are seen through."""
    yield from arguments(source, name, first)
    yield from markup_items(without_templates(source), name, first, plain)


def plain(text: Span, name: str) -> Iterator[Item]:
    """Yield the explicit identifiers in the text of a page."""
    return spots(html.unescape(text.text), name, text.line, column=text.column)


def markup_items(source: str, name: str, first: int, prose: Prose) -> Iterator[Item]:
    """Yield what markup names: attributes, metadata, and the text outside code as `prose` reads it."""
    return _Page(source, name, first, prose).items()


class _Page:
    """One pass over a page: the run of text that is being gathered, and the link that is open."""

    def __init__(self, source: str, name: str, first: int, prose: Prose) -> None:
        self.source, self.name, self.prose = source, name, prose
        self.lines = Lines(source, first)
        self.base = name if _REMOTE.match(name) else ""
        self.code = 0  # how many elements of CODE are open
        self.run: list[str] = []
        self.start = 0  # of the run
        self.loose = False  # since the run's last text stood a tag across which only white space lets it go on
        self.target: Span | None = None

    def items(self) -> Iterator[Item]:
        for piece in pieces(self.source):
            if piece.kind == "tag":
                yield from self.tag(piece)
            elif piece.kind == "text":
                if self.loose and not (self.source[piece.start].isspace() or self.run[-1][-1].isspace()):
                    yield from self.flush()
                self.loose = False
                self.add(self.source[piece.start : piece.end], piece.start)
            elif "json" in piece.get("type").lower():
                yield from json_items(self.source[piece.start : piece.end], self.name, self.lines, piece.start)
        yield from self.flush()

    def add(self, text: str, start: int) -> None:
        if self.target is not None or not self.code:
            self.start = self.start if self.run else start
            self.run.append(text)

    def flush(self) -> Iterator[Item]:
        """Yield what the link that is open, or the text so far, names."""
        run, target = Span("".join(self.run), *self.lines.at(self.start)), self.target
        self.run, self.target, self.loose = [], None, False
        if target is not None:
            yield from linked(target, run._replace(text=html.unescape(run.text)), self.name)
        elif run.text:
            yield from self.prose(run, self.name)

    def tag(self, tag: Piece) -> Iterator[Item]:
        name = tag.name.lstrip("/")
        if name == "a" or (self.target is None and not self.goes_on(tag, name)):
            yield from self.flush()
        elif self.target is None:
            self.loose = bool(self.run) and (self.loose or name in LOOSE)
        elif name in PARTING or name == "img":
            self.add(tag.get("alt") or " ", tag.start)
        if name == "base":
            self.base = _joined(self.base, tag.get("href"))
        for field_name, value in addresses(tag, self.base, self.lines):
            if tag.name == "a" and field_name == "href":
                self.target = value
            else:
                yield from stated_in(field_name, value, self.name)
        if name in CODE and not (name == "textarea" and tag.get("id") == "source"):  # remark's slides are a page
            self.code = max(0, self.code + (1 if tag.name == name else -1))

    def goes_on(self, tag: Piece, name: str) -> bool:
        """Return whether a sentence may run across the tag; not where it has a line break, which the run would lose."""
        return (name in RUNNING or name in LOOSE) and "\n" not in self.source[tag.start : tag.end]


def addresses(tag: Piece, base: str, lines: Lines) -> Iterator[tuple[str, Span]]:
    """Yield the attributes of a tag that may name a work, as the field's name and its value with its place."""
    if tag.name == "meta":
        field_name = tag.get("name") or tag.get("property") or tag.get("itemprop")
        wanted = scheme_of(field_name) or OWN_METADATA.match(field_name)
        tag_fields = [(field_name, one) for one in tag.attributes if one.name == "content" and wanted]
    else:
        own = COMPONENT.match(tag.written)
        tag_fields = [(one.name, one) for one in tag.attributes if _is_address(tag, one) or (own and _tells(one))]
        if tag.name == "a" and not tag_fields:  # `hrerf`
            tag_fields = [("href", one) for one in tag.attributes if _REMOTE.match(one.value)]
    for field_name, one in tag_fields:
        value = one.value
        if base and one.name == "href" and _RELATIVE.match(value):
            value = _joined(base, value)
        yield field_name, Span(value, *lines.at(one.start))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # `http://[`
        return address


def _is_address(tag: Piece, one: Attribute) -> bool:
    return one.name in ADDRESSES or one.name.startswith("data-") or (one.name == "src" and tag.name in FRAMES)


def _tells(one: Attribute) -> bool:
    return one.name not in LOOKS and not names_no_work(one.name)


def stated_in(field_name: str, value: Span, name: str) -> Iterator[Item]:
    """Yield what an attribute or a field of a page's metadata names."""
    if scheme := scheme_of(field_name):
        return stated(scheme, value.text, name, value.line, column=value.column)
    if field_name in ADDRESSES or field_name == "src":
        return targeted(value, name)
    return spots(value.text, name, value.line, column=value.column)
