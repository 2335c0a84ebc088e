"""Addresses as pages write them: where one ends in running text, and its host, path and query plainly decoded.

RFC 3986 for the parts; the rest is what people, mail programs and libraries' proxies do to addresses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from harvester.canonical import unended, unescaped

LONGEST = 4000  # characters; what is longer names no work
_PLAIN = r"[!#-%(-+\--:=?-\[\]_a-z~]"  # of ASCII's signs all but <>"'`{}|\^,;&
_TAIL = re.compile(  # white space, quotes, commas and most other scripts end an address in running text
    rf"(?:{_PLAIN}++|&amp;|&(?!#?\w{{1,8}};)|\\{{1,2}}[_%&#~]|[\u00ad\u200b\u2010\u2011]"
    r"|(?:<|&lt;)\d{1,8}:[^<>&\s]{0,60}(?:>|&gt;)"  # SICI: <693::AID-ASI4>3.0.CO;2-O, where some write a comma
    r"|(?<=CO);(?=\d)|(?<=co);(?=\d)|(?<=\.CO),(?=2-)|(?<=\.co),(?=2-))*",
    re.A,
)
_CLOSERS = re.compile(r"[()\[\]]")
_ENTITY = re.compile(r"&#?\w{1,31};")  # never without its semicolon: "&noteId=" is no "¬eId="
_INVISIBLE = {
    0xAD: None,
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    0x2010: "-",
    0x2011: "-",
}
_PARTS = re.compile(
    r"(?:(?:https?|ftp):/{1,3}|//)?(?:[^/?#@\s]*@)?([^/?#:\s]+)(?::\d*)?([^?#]*)(?:\?([^#]*))?", re.I | re.S
)
_DOI_FOR_HOST = re.compile(r"\Ahttps?:/{1,3}(?:doi[:.]/?)?(?=10\.\d{4,9}/)", re.I)  # https://doi:10.…, https://10.…
_DEFENDED = re.compile(r"\Ahttps?://urldefense\.[a-z.]+/v3/__(.+?)__(?:;.*)?\Z", re.I | re.S)  # Proofpoint, in mails
_HASHED = re.compile(r"(?<=[a-z]/)#!?/?(?=[a-z]+/)", re.I)  # the path of a page that a script fills: ads.org/#abs/…
_SLIPS = re.compile(r"(?<=/)\s+|\A/+(?=/)|;jsessionid=[^/]*", re.I)  # in a path
_INNER = re.compile(r"(?:https?|ftp):/{1,2}(?=[^/\s])", re.I)
_PROXIED = re.compile(
    r"(?:0-)?([a-z0-9.-]+?)\.(?:[a-z0-9-]*proxy[a-z0-9-]*|[a-z0-9-]+\.idm\.oclc)\..+"
    r"|(?:0-)?([a-z0-9.-]+?[.-](?:com|edu|gov|net|org))\.(?:ez|gate|lib|remote|vpn|webvpn)[a-z0-9-]*\..+"
    r"|(?:0-)?([a-z0-9-]+-(?:com|edu|gov|net|org))\..+"  # whatever the library calls its proxy
    r"|0-([a-z0-9.-]+?\.(?:com|edu|gov|net|org))\..+"
)
_PASSES_ON = re.compile(  # host and path of pages whose parameter is the address to which they lead
    r"(?:.*\.)?google\.[a-z.]+/(?:url|scholar_url|translate)|.*\.safelinks\.protection\.outlook\.com/.*"
    r"|.*/l\.php|.*/login|(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)|slack-redir\.net/link"
    r"|(?:www\.)?youtube\.com/redirect"
)
_TARGETS = ("url", "q", "u", "qurl")


class Address(NamedTuple):
    """An address taken apart: the host in lower case; path and parameters decoded; parameters' names in lower case."""

    host: str
    path: str
    params: dict[str, str]

    def with_param(self, name: str) -> str:
        """Return the path, with the one parameter behind a question mark where `name` is not empty and it is there."""
        return f"{self.path}?{self.params[name]}" if name and name in self.params else self.path


def cut(text: str, start: int) -> str:
    """Return what of `text` from `start` on an address or a DOI can hold, LONGEST characters at most."""
    met = _TAIL.match(text, start, start + LONGEST)
    return met[0] if met else ""


def tidied(raw: str, emphasised: bool) -> str:
    """Return what was cut out of running text without the sentence's own punctuation and marks of _emphasis_."""
    if len(raw) == LONGEST:
        return raw
    short = unended(_balanced(raw))
    return short.rstrip("_") if emphasised else short


def _balanced(text: str) -> str:
    """Return the text up to the first closing bracket that nothing in it opened."""
    if ")" not in text and "]" not in text:
        return text
    opened = {"(": 0, "[": 0}
    for met in _CLOSERS.finditer(text):
        mark = met[0]
        if mark in opened:
            opened[mark] += 1
        elif opened[other := "(" if mark == ")" else "["]:
            opened[other] -= 1
        else:
            return text[: met.start()]
    return text


def plain(text: str) -> str:
    """Return the text without HTML entities, LaTeX escapes and invisible characters."""
    if "&" in text:
        from html import unescape

        text = _ENTITY.sub(lambda met: unescape(met[0]), text)
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return unescaped(text)


def opened(text: str) -> Address | None:
    """Return the address taken apart, with what wraps it (an archive, a proxy, a redirect) taken away; None if none."""
    text = _DOI_FOR_HOST.sub("https://doi.org/", text, count=1) if "10." in text[:24] else text
    text = text.replace("\\", "/")  # as browsers do (https://url.spec.whatwg.org/#special-scheme)
    text = _DEFENDED.sub(r"\1", text, count=1) if "urldefense" in text[:24] else text
    for _ in range(3):
        met = _PARTS.match(_HASHED.sub("", text, count=1) if "/#" in text else text)
        if not met:
            return None
        host, path, query = _behind_proxy(met[1].lower().rstrip(".")), _SLIPS.sub("", decoded(met[2])), met[3] or ""
        params = dict(_params(query)) if query else {}
        inner = _inside(host, path, query, params)
        if not inner:
            return Address(host, path, params)
        text = inner
    return None


def _inside(host: str, path: str, query: str, params: dict[str, str]) -> str:
    """Return the address that stands whole inside this one: in its path, or where the page passes its reader on."""
    if ":/" in path and (met := _INNER.search(path)):
        return path[met.start() :] + (f"?{query}" if query else "")
    targets = [params[name] for name in _TARGETS if name in params] if params else []
    target = next(filter(_INNER.match, targets), "")
    return target if target and _PASSES_ON.fullmatch(host + path) else ""


def _params(query: str) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in query.split("&") if part)
    return [(name.lower(), decoded(value)) for name, _, value in pairs]


def decoded(text: str) -> str:
    """Return the text percent-decoded until nothing is left to decode, three times at most."""
    for _ in range(3):
        if "%" not in text:
            break
        from urllib.parse import unquote

        text = unquote(text)
    return text.strip()


def _behind_proxy(host: str) -> str:
    """Return the host that a library's proxy stands for: `ieeexplore-ieee-org.proxy.lib.example.edu`."""
    met = _PROXIED.fullmatch(host) if host.count(".") > 2 else None
    if not met:
        return host
    inner: str = met[met.lastindex or 0]
    return inner if "." in inner else inner.replace("--", "\0").replace("-", ".").replace("\0", "-")
