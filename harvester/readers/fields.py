"""Fields that say what they hold, in front matter, data files, pages' metadata: there a bare value is enough."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from harvester.identifiers import found_in

FIELDS = {
    "doi": "doi",
    "doiurl": "doi",
    "doilink": "doi",
    "citationdoi": "doi",
    "prismdoi": "doi",
    "bepresscitationdoi": "doi",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "arxivnumber": "arxiv",
    "arxivlink": "arxiv",
    "arxivurl": "arxiv",
    "citationarxivid": "arxiv",
    "pmid": "pmid",
    "pubmed": "pmid",
    "pubmedid": "pmid",
    "citationpmid": "pmid",
    "pmcid": "pmcid",
    "pmc": "pmcid",
    "citationpmcid": "pmcid",
    "isbn": "isbn",
    "isbn10": "isbn",
    "isbn13": "isbn",
    "citationisbn": "isbn",
    "ieee": "ieee",
    "ieeexplore": "ieee",
    "arnumber": "ieee",
    "hal": "hal",
    "halid": "hal",
    "ssrn": "ssrn",
    "ssrnid": "ssrn",
}
"""Name of a field, letters and digits alone -> scheme. Those that hold people (`orcid`, `dblp`, `ieee_id`) are out."""

NO_WORKS = frozenset(
    (
        *("orcid", "orcidid", "authororcid"),
        *("image", "images", "img", "imageurl", "thumbnail", "thumb", "teaser", "photo", "avatar", "icon", "logo"),
    )
)
"""Fields that hold a person or a picture, whatever stands in them: a figure's address names its article too."""

NOTHING = frozenset(
    (
        *("", "-", "--", "–", "—", "?", "~", "n/a", "na", "nan", "no", "none", "null", "nil", "false", "true", "tba"),
        *("tbd", "todo", "pending", "unknown", "unpublished", "submitted", "forthcoming", "in press", "to appear"),
    )
)
"""What people write into a field that they leave open."""

_SAYING = frozenset(
    ("key", "type", "kind", "scheme", "idtype", "idType", "id_type", "identifierType", "external-id-type")
)
_SAID_OF = frozenset(("value", "id", "identifier", "external-id-value"))
"""Fields that say what another one beside them holds: `{"type": "arxiv", "value": "2202.00282"}`."""

_BEGINS = ("arxiv", "doi", "pmc", "pubmed", "ieee", "isbn", "hal", "ssrn")
_WORDS = (*_BEGINS, *(name for name in FIELDS if not name.startswith(_BEGINS)))  # with which a field's name begins
_NUMBER = re.compile(r"(\d{3,4})\.(\d{2,5})")
_FIVE_DIGITS = "1501"  # the month from which on arXiv's numbers have five
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def may_name(text: str) -> bool:
    """Return whether a text with fields can name anything, at a glance."""
    if next(found_in(text), None) is not None:
        return True
    lowered = text.lower()
    return "citation_" in lowered or any(_key(word).search(lowered) for word in _WORDS if word in lowered)


@cache
def _key(word: str) -> re.Pattern[str]:
    """Return the pattern of a field's name; that it begins with letters makes the search ten times faster."""
    rest = "|".join(name.removeprefix(word) for name in FIELDS if name.startswith(word)) or r"\b"
    return re.compile(rf"{word}(?<![^\W_]{word})(?:(?:{rest})\b|[\w-]{{0,20}}[\"']?\s{{0,20}}[:=])")


@lru_cache(maxsize=1000)
def scheme_of(field: str) -> str:
    """Return the scheme that a field of that name holds; empty where its name says nothing. `data-` is dropped."""
    return FIELDS.get(_bare(field), "")


def names_no_work(field: str) -> bool:
    """Return whether a field of that name holds a person or a picture."""
    return _bare(field) in NO_WORKS


class Beside:
    """What fields say of the ones beside them, in each of the mappings that are open."""

    def __init__(self) -> None:
        self._said = [""]

    def opened(self) -> None:
        """Note that a mapping begins."""
        self._said.append("")

    def closed(self) -> None:
        """Note that it ends; in a broken text more end than began."""
        if self._said[1:]:
            self._said.pop()

    def name(self, field: str, value: str) -> str:
        """Return under which name the value of a field is read: its own, or what one before it said that it holds."""
        if field in _SAYING:
            self._said[-1] = value
        said = self._said[-1]
        return said if said and field in _SAID_OF and scheme_of(said) else field


def with_zeros(number: str) -> str:
    """Return an arXiv id that was once a number with the zeros that numbers lose: 801.333 -> 0801.3330."""
    met = _NUMBER.fullmatch(number)
    if not met:
        return number
    month = met[1].zfill(4)
    return f"{month}.{met[2].ljust(5 if month >= _FIVE_DIGITS else 4, '0')}"


def _bare(field: str) -> str:
    return _SEPARATORS.sub("", field.lower().removeprefix("data-"))
