"""What readers of XML need to take apart an answer that may hold anything."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from harvester.errors import Unavailable
from harvester.web.request import Answer

if TYPE_CHECKING:
    from lxml import etree


def tree(answer: Answer) -> etree._Element:
    """Return the XML; a DTD that it names is never loaded. Raises `Unavailable` for anything else, and for entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unavailable(f"answered {answer.kind}, not the whole XML that it documents") from error
    if b"<!ENTITY" in answer.body:
        raise Unavailable("answered XML that declares entities, which nobody needs")
    return root


def said(element: etree._Element, *paths: str) -> str:
    """Return the words of the first element under the paths that has any."""
    found = (one for path in paths for one in element.iterfind(path))
    return next(filter(None, map(words, found)), "")


def words(element: etree._Element) -> str:
    """Return what an element says, with the markup inside it."""
    from lxml import etree

    text = element.text or ""
    if len(element):
        text = escape(text, quote=False) + "".join(etree.tostring(part, encoding="unicode") for part in element)
    return text.strip()
