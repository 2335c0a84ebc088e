"""Is it an answer? Statuses and bodies that only look like one are told apart here, before any fetcher reads."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Never
from xml.parsers import expat

from harvester.web.fault import Fault, Kind
from harvester.web.pace import retry_after
from harvester.web.request import Answer, Request, Send
from harvester.web.wire import Wire

READ = frozenset({200, 204, 400, 404, 413, 414, 422})  # it says something of the question: the fetcher reads it
REFUSED = frozenset({401, 403, 418, 451})
PASSING = frozenset({408, 425})  # and all from 500
PAGE = re.compile(  # each piece is taken once and for all, so that no body makes it slow
    rb"(?:\xef\xbb\xbf)?(?>\s|<!--.*?-->|<\?xml[^>]*\?>)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
BOT = re.compile(
    rb"captcha|access denied|request (?:blocked|rejected|unsuccessful)|just a moment|unusual traffic|attention required"
    rb"|(?:not|are) an? (?:ro)?bot|verify(?:ing)? (?:that )?you are|pardon our interruption|security check|incapsula",
    re.IGNORECASE,
)
BOT_TITLE = re.compile(rb"<title[^>]{0,99}>\W{0,9}(?:" + BOT.pattern + rb")[^<]{0,24}</title", re.IGNORECASE)


def checked(send: Send, wire: Wire) -> Send:
    """Return a `Send` whose answers are what was asked for: well-formed JSON or XML, a page where a page was asked for.

    Raises `Fault`: a status that says nothing of the question, HTML in place of data, half a body, none at all, XML
    that declares entities.
    """

    def ask(request: Request) -> Answer:
        answer = send(request)
        if answer.status not in READ:
            raise _refusal(answer, wire.settings.limits.patience)
        if answer.status == 404:
            _check_absence(answer, request)
        elif answer.status == 200:
            _check_body(answer, request)
        return answer

    return ask


def _refusal(answer: Answer, patience: float) -> Fault:
    """Return what a status means that is no answer to the question."""
    status, after = answer.status, retry_after(answer)
    known = status in HTTPStatus.__members__.values()
    words = f"{status}: {HTTPStatus(status).phrase.lower()}" if known else f"status {status}"
    if after is not None and after > patience:
        return Fault(f"{words}, and it asks to be left alone for {after:.0f} s", kind="busy", after=after)
    if status == 429:
        return Fault(words, kind="busy" if after is None else "slower", after=after)
    passing = status in PASSING or status >= 500
    kind: Kind = "refused" if status in REFUSED else "passing" if passing else "odd"
    return Fault(words, kind=kind, after=after)


def _check_absence(answer: Answer, request: Request) -> None:
    """A 404 proves that a service does not know a work only in the service's own words."""
    if not answer.body.strip():
        raise Fault("404 without a word", kind="odd")
    own = request.absence and request.absence.encode() in answer.body
    if "html" not in request.accept and not own and _is_page(answer):
        raise Fault("404 with a web page, which proves nothing", kind="odd")


def _check_body(answer: Answer, request: Request) -> None:
    if not answer.body.strip():
        raise Fault("an empty answer")
    if "html" in request.accept:
        _check_page(answer.body, request.proof.encode())
    elif _is_page(answer):
        bot = BOT.search(answer.body)
        raise Fault(
            "a page for robots instead of data" if bot else "a web page instead of data",
            kind="bot" if bot else "passing",
        )
    elif "json" in request.accept:
        _check_json(answer)
    elif "xml" in request.accept:
        _check_xml(answer.body)


def _check_page(body: bytes, proof: bytes) -> None:
    """Tell a page for robots from the page asked for: by its words where the proof is missing, else by its title."""
    if (proof not in body and BOT.search(body)) or (not proof and BOT_TITLE.search(body)):
        raise Fault("a page for robots instead of its own", kind="bot")


def _is_page(answer: Answer) -> bool:
    """Tell whether the body is a web page; its own beginning counts for more than the type that it states."""
    if PAGE.match(answer.body):
        return True
    return "html" in answer.kind and not answer.body.lstrip().startswith((b"{", b"[", b"<?xml", b"<feed"))


def _check_json(answer: Answer) -> None:
    try:
        json.loads(answer.text)
    except (ValueError, RecursionError) as error:
        raise Fault("half an answer: the JSON breaks off or is none") from error


def _check_xml(body: bytes) -> None:
    """Read once through the XML; no entity that it declares is ever expanded."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Fault("half an answer: the XML breaks off or is none") from error


def _no_entities(*_: object) -> Never:
    raise Fault("XML that declares entities, which nobody needs")
