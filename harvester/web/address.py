"""Addresses: whose they are, and what of them may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, quote_plus, urlsplit

PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """Return host and port of an http(s) address (`api.example.org:443`). Raises `ValueError` for any other."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f"{parts.scheme}: is not asked" if parts.scheme not in PORTS else "it names no host alone")
    return f"{parts.hostname.lower()}:{parts.port or PORTS[parts.scheme]}"


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Return the text without the secrets, however they are quoted in an address."""
    for secret in filter(None, secrets):
        for form in sorted({secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}, key=len, reverse=True):
            text = text.replace(form, "***")
    return text
