"""Addresses: whose they are, and what of them may be shown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlsplit

_LOWER = re.compile("%[0-9A-F]{2}")
LEAST = 6  # characters: what is shorter is no key, and stands in every answer
PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """Return host and port of an http(s) address (`api.example.org:443`). Raises `ValueError` for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("it can't be read") from None  # whose words hold a piece of the address, and so of a key
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f"{parts.scheme}: is not asked" if parts.scheme not in PORTS else "it names no host alone")
    return f"{parts.hostname.lower()}:{port or PORTS[parts.scheme]}"


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Return the text without the secrets, however they are quoted in an address, in JSON, in XML or in Python."""
    for secret in filter(None, secrets):
        for form in _forms(secret):
            text = text.replace(form, "***")
    return text


def redacted_body(body: bytes, secrets: Iterable[str]) -> bytes:
    """Return a body without the secrets that its service may have quoted."""
    for form in (form for secret in secrets if len(secret) >= LEAST for form in _forms(secret)):
        body = body.replace(form.encode(), b"***")
    return body


@lru_cache(maxsize=64)
def _forms(secret: str) -> tuple[str, ...]:
    """Return every way to write a secret, the longest first: a service may quote the address that it was sent."""
    plain = {
        secret,
        secret.replace(" ", "+"),
        quote_plus(secret),
        *(quote(secret, safe=safe) for safe in ("", "/", "/?&=+%")),
    }
    plain |= {secret.lower(), *(quote(one, safe="") for one in plain)}
    plain |= {_LOWER.sub(lambda met: met[0].lower(), one) for one in plain}
    bodies = {json.dumps(one)[1:-1] for one in plain} | {html.escape(one) for one in plain}
    return tuple(sorted(plain | bodies | {repr(one)[1:-1] for one in plain}, key=len, reverse=True))
