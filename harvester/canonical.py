"""The one form of each identifier's value. Each function takes a value of the right shape and returns its canonical
form, which it leaves as it is; it raises `IdentifierError` where the shape is right and the value is not."""

from __future__ import annotations

import re
from typing import NoReturn

from harvester.errors import IdentifierError

ARCHIVES = (  # https://arxiv.org/category_taxonomy and the archives that were folded into these
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
SUBJECT = r"(?:\.(?:[a-z]{2}|[a-z]{2,5}-[a-z]{2,4}|optics|soft))?"  # math.GT, cond-mat.dis-nn
_NEW_STYLE = re.compile(r"(\d\d)(\d\d)\.(\d{4,5})", re.A)
_OLD_STYLE = re.compile(rf"({ARCHIVES}){SUBJECT}/(\d\d)(\d\d)(\d{{3}})", re.I | re.A)
_FIRST_NEW, _FIVE_DIGITS, _LAST_OLD, _CENTURY = 704, 1501, 703, 91  # months as YYMM; the year 1991
_MONTHS = 12
_VERSIONED = re.compile(
    r"(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d{1,2}", re.A
)  # bioRxiv: one DOI for all
_JOURNAL = re.compile(r"\(issn\)\d{4}-\d{3}[\dx]", re.A)  # of Wiley's, lower case
_ESCAPED = re.compile(r"\\+([_%&#~])")
_NO_PART = re.compile(r"[\s\x00-\x1f\x7f\ufffd]|%[0-9a-f]{2}|(?:https?|ftp):/", re.I)  # of a DOI
_ENDS = ".,;:!?'\"`*/\\\u2018\u2019\u201c\u201d\u00ab\u00bb\u27e9\u2026\u3001\u3002\uff0c\uff0e"
_CLOSES = {")": "(", "]": "[", "}": "{", ">": "<"}
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}  # DOIs ignore the case of ASCII alone
LONGEST = 2048  # characters of a value; https://www.doi.org/the-identifier/resources/handbook sets no limit itself


def same(value: str) -> str:
    """Return a value of which every spelling is another one."""
    return value


def number(value: str) -> str:
    """Return a number without leading zeros."""
    return value.lstrip("0") or _refuse(value, "number that is assigned", "they begin with 1")


def arxiv(value: str) -> str:
    """Return an arXiv id without subject class (https://info.arxiv.org/help/arxiv_identifier.html)."""
    if met := _NEW_STYLE.fullmatch(value):
        year, month, count = met.groups()
        digits = 5 if int(year + month) >= _FIVE_DIGITS else 4
        if not 1 <= int(month) <= _MONTHS or int(year + month) < _FIRST_NEW or int(year) >= _CENTURY:
            _refuse(value, "arXiv id", "it begins with year and month, two digits each, from 0704 on")
        if len(count) != digits or not int(count):
            _refuse(value, "arXiv id", "four digits, a dot, then four digits until 1412 and five from 1501 on")
        return value
    met = _OLD_STYLE.fullmatch(value)
    if not met:
        _refuse(
            value, "arXiv id", "four digits, a dot, then four or five digits; or an archive's name and seven digits"
        )
    archive, year, month, count = met.groups()
    old = int(year) >= _CENTURY or int(year + month) <= _LAST_OLD
    if not (old and 1 <= int(month) <= _MONTHS and int(count)):
        _refuse(value, "arXiv id", "after the archive's name stand year and month, from 9108 to 0703, and three digits")
    return f"{archive.lower()}/{year}{month}{count}"


def doi(value: str) -> str:
    """Return a DOI in lower case, plainly decoded, without what a sentence leaves at its end (ISO 26324)."""
    for _ in range(4 if "%" in value else 0):
        from urllib.parse import unquote

        value = unquote(value)
    value = unescaped(unended(value.strip())).translate(_LOWER).replace(".co,2-", ".co;2-")  # ANSI/NISO Z39.56: SICI
    prefix, _, suffix = value.partition("/")
    if len(value) > LONGEST or _NO_PART.search(value):
        _refuse(value, "DOI", "it has neither white space nor an address in it, and at most 2,048 characters")
    if _JOURNAL.fullmatch(suffix):
        _refuse(value, "work's DOI", "it names a journal")
    if not any(map(str.isalnum, suffix)):
        _refuse(value, "DOI", f"after {prefix}/ stands what its publisher chose")
    versioned = _VERSIONED.fullmatch(value)
    return versioned[1] if versioned else value


def unescaped(value: str) -> str:
    """Return a value without the backslashes that LaTeX wants before some signs."""
    return _ESCAPED.sub(r"\1", value) if "\\" in value else value


def unended(value: str) -> str:
    """Return a value without the punctuation that ends it, and without brackets there that have no partner."""
    if value[-1:].isalnum():
        return value
    opened = {mark: value.count(mark) for mark in "()[]{}<>"}
    end = len(value)
    while end:
        last = value[end - 1]
        lone = last in opened and (last not in _CLOSES or opened[last] > opened[_CLOSES[last]])
        if not lone and last not in _ENDS:
            break
        if last in opened:
            opened[last] -= 1
        end -= 1
    return value[:end]


def isbn(value: str) -> str:
    """Return an ISBN-13 without hyphens; its check digit and its older form's are proved."""
    from stdnum import isbn as standard

    digits = re.sub(r"[^0-9X]", "", value.upper())
    if not standard.is_valid(digits) or not digits.strip("0"):
        _refuse(value, "ISBN", "its check digit does not fit its other digits")
    return str(standard.to_isbn13(digits))


def orcid(value: str) -> str:
    """Return an ORCID iD with its hyphens; its check digit is proved (ISO 7064 MOD 11-2)."""
    from stdnum.iso7064 import mod_11_2

    digits = re.sub(r"[^0-9X]", "", value.upper())
    if not mod_11_2.is_valid(digits):
        _refuse(value, "ORCID iD", "its check digit does not fit its other digits")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def pmcid(value: str) -> str:
    """Return a PMCID with its letters."""
    return "PMC" + number(value.upper().removeprefix("PMC"))


def acl(value: str) -> str:
    """Return an ACL Anthology id: `P19-1001`, `2020.acl-main.1` (https://aclanthology.org/info/ids/)."""
    return value.lower() if "." in value else value.upper()


def pmlr(value: str) -> str:
    """Return volume and paper: the site's files are named in small letters, but for a few authors (`v63/Marron87`)."""
    return value[:1].lower() + value[1:]


def pii(value: str) -> str:
    """Return a Publisher Item Identifier without punctuation: an article's, a book chapter's, an older one's."""
    digits = re.sub(r"[^0-9A-Z]", "", value.upper())
    if not re.fullmatch(r"S\d{7}[\dX]\d{7}[\dX]|\d{7}[\dX]\d{7}[\dA-Z]|B97[89]\d{15}[\dX]", digits):
        _refuse(value, "Publisher Item Identifier", "S and sixteen digits, or B and nineteen")
    return digits


def s2(value: str) -> str:
    """Return Semantic Scholar's 40 digits in lower case, or `CorpusID:` and its number."""
    digits = re.sub(r"(?i)^corpusid:\s*", "", value)
    return digits.lower() if len(digits) == 40 else f"CorpusID:{number(digits)}"


def handle(value: str) -> str:
    """Return a handle as it is: RFC 3651 leaves its case to the repository."""
    return unended(value)


def _refuse(value: str, what: str, advice: str) -> NoReturn:
    shown = value if len(value) <= 100 else value[:99] + "…"
    raise IdentifierError(f"{shown!r} is no {what}", advice=advice)
