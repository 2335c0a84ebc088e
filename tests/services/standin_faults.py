"""What can be wrong with an answer: a row each, from the good answer to the bad one. `NAME:DETAIL` gives a detail."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exchange import Reply

HTML = "text/html; charset=utf-8"
PAGE = b"<!DOCTYPE html><html><head><title>Service status</title></head><body><h1>Down for a while</h1></body></html>"
BOT = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    b"<body>Making sure you're not a bot! Access denied until a captcha is solved.</body></html>"
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><feed>&b;</feed>'


def status(number: int, body: bytes = PAGE, kind: str = HTML, **headers: str) -> Callable[[Reply, str], Reply]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply, detail: Reply(number, kind, body, named)


def slower(reply: Reply, detail: str) -> Reply:
    """Too many requests, with the seconds (or the date) of Retry-After as the detail."""
    return Reply(429, "text/plain", b"Too many requests", {"Retry-After": detail or "1"})


def without(reply: Reply, detail: str) -> Reply:
    """The answer with null in every field of the name `detail`; an XML element of the name is emptied."""
    if "json" in reply.kind:
        return replace(reply, body=json.dumps(_nulled(json.loads(reply.body), detail)).encode())
    name = re.escape(detail).encode()
    return replace(reply, body=re.sub(rb"(<(?:\w+:)?%s\b[^>]*>).*?(</)" % name, rb"\1\2", reply.body, flags=re.S))


def _nulled(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: None if key == name else _nulled(part, name) for key, part in value.items()}
    return [_nulled(part, name) for part in value] if isinstance(value, list) else value


def elsewhere(reply: Reply, detail: str) -> Reply:
    return Reply(302, HTML, b"", {"Location": detail or "http://127.0.0.2:9/elsewhere"})


def bomb(reply: Reply, detail: str) -> Reply:
    """A little gzip that becomes 200 MB, in 200 pieces, which gzip allows."""
    return Reply(200, reply.kind, gzip.compress(b" " * 1_000_000, 9) * 200, {"Content-Encoding": "gzip"})


def sent(how: str) -> Callable[[Reply, str], Reply]:
    return lambda reply, detail: replace(reply, how=how)


FAULTS: dict[str, Callable[[Reply, str], Reply]] = {
    "reset": sent("reset"),  # the connection breaks before a byte
    "broken": sent("broken"),  # and in the middle of the body
    "hang": sent("hang"),  # not a byte
    "drip": sent("drip"),  # a byte a second
    "endless": sent("endless"),  # 5 GB are announced, and come
    "429": status(429, b"Rate exceeded.", "text/plain"),
    "slower": slower,
    "403": status(403),
    "404": status(404),
    "500": status(500),
    "502": status(502),
    "503": status(503),
    "busy": status(503, Retry_After="1"),
    "year": status(429, b"Too many requests", "text/plain", Retry_After="31536000"),
    "html": status(200),
    "bot": status(200, BOT),
    "empty": lambda reply, detail: replace(reply, body=b""),
    "half": lambda reply, detail: replace(reply, body=reply.body[: len(reply.body) // 2]),
    "null": without,
    "entities": lambda reply, detail: Reply(200, "application/atom+xml", ENTITIES),
    "bomb": bomb,
    "loop": lambda reply, detail: elsewhere(reply, "?again"),
    "elsewhere": elsewhere,
    "file": lambda reply, detail: elsewhere(reply, "file:///etc/passwd"),
    "wrong": lambda reply, detail: reply,  # the answer about another work: standin.py asks for it
}
