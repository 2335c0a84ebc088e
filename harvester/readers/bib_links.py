"""What the fields of an entry name, each on its line: the entry's own identifiers, and those of other works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from harvester.errors import IdentifierError
from harvester.identifiers import Identifier, parse
from harvester.readers import Link
from harvester.readers.bib_split import RawEntry, RawField
from harvester.readers.bib_values import plain
from harvester.readers.fields import scheme_of
from harvester.readers.items import Item, spots, stated
from harvester.schemes import PEOPLE


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which is how the tables of fields are written."""
    return frozenset(text.split())


OWN = re.compile(
    r"(?:opt)?(?:url\d?|link|ee|html|pdf|eprint|preprint(?:[_-]?(?:url|link|doi))?|howpublished|identifier"
    r"|journal|journaltitle|bdsk-url-\d+|biburl|adsurl|slaccitation)"
)
"""Fields whose identifiers are the entry's own, beside those that are named for a scheme. In every other one
(`code = {…}`) stands another work."""

REMARKS = frozenset(
    ("note", "addendum", "pubstate", "number", "series", "volume", "eid", "pages", "publisher", "booktitle")
)
"""Fields whose identifier is the entry's own where it is all that they say."""

NOT_READ = words(
    """
    abstract annotation annote file keywords local-url review references crossref xref xdata related author editor title
    year month day date address location language timestamp date-added date-modified owner groups
    key label shorthand sortkey sortname sorttitle
    """
)
"""Fields that talk of other works, of files, or never of a work: nothing in them is a link."""

COPIED = frozenset(("slaccitation",))
"""Fields that repeat the eprint, and are left as they were when an entry is made of another's."""

EPRINTS = {
    "": "arxiv",  # as REVTeX reads it; only what has arXiv's form counts
    "arxiv": "arxiv",
    "pubmed": "pmid",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "hal": "hal",
    "hdl": "handle",
}
"""`archiveprefix` or `eprinttype`, in lower case -> scheme of `eprint`. An arXiv archive's name is arXiv too."""

TYPED = ("archiveprefix", "eprinttype", "archive")
VENUES = ("journal", "journaltitle", "booktitle", "publisher", "howpublished", "series")
NUMBERED = frozenset(("volume", "number", "pages", "eid", "issue"))
"""Where a bare arXiv id stands in an entry whose venue is arXiv: `journal = {CoRR}, volume = {abs/2202.00282}`."""

WITH_OWN_ISBN = words(
    """
    book mvbook booklet collection mvcollection proceedings mvproceedings manual thesis phdthesis mastersthesis
    reference mvreference report techreport
    """
)
"""Entries whose ISBN is their own; an article's or a chapter's is that of the volume, which is another work."""

_ARXIV = re.compile(r"\b(?:arxiv|corr)\b", re.I)
_ARCHIVE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OLD_NUMBER = re.compile(r"\d{7}(?:v\d+)?")
_BARE_ARXIV = re.compile(r"\s*(?:abs/)?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)\s*", re.I)
_NAMES_NOTHING = re.compile(r"[^\d/:]*|[\d\s.,–-]*")  # an explicit form has letters, and digits or an address's signs
_SAID_OTHERWISE = re.compile(r"[^\W\d_]{2,}")
_NUMBERS = re.compile(r"\S*(?:\d|://)\S*|\[[\w.-]{1,20}\]")  # identifiers, and arXiv's `[cs.LG]`
_EPRINT_WORDS = words(
    "arxiv preprint preprints prints eprint eprints corr abs doi pmid pmcid url available online at from see in cs math"
)


class Find(NamedTuple):
    """A find, the field in which it stands, and whether it is the entry's own identifier."""

    item: Item
    field: str
    own: bool


def finds_in(entry: RawEntry, texts: tuple[str, ...], values: Mapping[str, str], name: str) -> Iterator[Find]:
    """Yield what the fields of an entry name; `texts` are their values, in their order, `values` by name."""
    for field, text in zip(entry.fields, texts, strict=True):
        if text and field.name not in NOT_READ and not (field.name in COPIED and values.get("eprint")):
            items = list(_field_items(field, _read_as(field, text), entry.kind, values, name))
            own = bool(items) and _is_own(field.name, text)
            for item in dict.fromkeys(item._replace(column=0) for item in items):  # \href{address}{the same}
                yield Find(item, field.name, own and isinstance(item.what, Link))


def said_by(name: str, own: list[Identifier]) -> bool:
    """Return whether the identifiers of the field `name` say all that it says; a DOI that is an arXiv work's does."""
    return scheme_of(name) != "doi" or all(one.scheme != "doi" for one in own)


def _read_as(field: RawField, text: str) -> str:
    """Return the value in which lines are still lines, or what its macros and parts come to."""
    is_one = "#" not in field.value and field.value[:1] in ("{", '"')
    return plain(field.value[1:-1] if is_one else text)


def _field_items(field: RawField, text: str, kind: str, values: Mapping[str, str], name: str) -> Iterator[Item]:
    scheme = scheme_of(field.name)
    if field.name == "eprint":
        return _eprint(text, values, name, field.line)
    if scheme == "isbn":
        return stated("isbn", text, name, field.line) if kind in WITH_OWN_ISBN else iter(())
    if scheme:
        return stated(scheme, text, name, field.line)
    if field.name in NUMBERED and (met := _BARE_ARXIV.fullmatch(text)) and _is_arxiv(values):
        return stated("arxiv", text[: met.start("id")].replace("abs/", "") + met["id"], name, field.line)
    return iter(()) if _NAMES_NOTHING.fullmatch(text) else filter(_is_work, spots(text, name, field.line))


def _is_work(item: Item) -> bool:
    return not (isinstance(item.what, Link) and item.what.identifier.scheme in PEOPLE)


def _is_arxiv(values: Mapping[str, str]) -> bool:
    return any(_ARXIV.search(values.get(venue, "")) for venue in VENUES)


def _eprint(text: str, values: Mapping[str, str], name: str, line: int) -> Iterator[Item]:
    """Yield what an eprint names: by the archive that is said, else where it has arXiv's form."""
    said = next((values[one].lower().strip("{} ") for one in TYPED if values.get(one)), "")
    archive = said or values.get("primaryclass", "").lower().strip("{} ")
    scheme = EPRINTS.get(said, "")
    if _OLD_NUMBER.fullmatch(text.strip()) and _ARCHIVE.fullmatch(archive):  # hep-th in one field, 9901001 in another
        archive = values.get("primaryclass", "").lower().strip("{} ") if said == "arxiv" else archive
        if _is(f"{archive}/{text.strip()}", "arxiv"):
            return stated("arxiv", f"{archive}/{text.strip()}", name, line)
    if _ARCHIVE.fullmatch(said) and not scheme and _is(text, "arxiv") and _is(f"{said}/9901001", "arxiv"):
        scheme = "arxiv"
    if not said and not _is(text, "arxiv"):
        scheme = ""
    return stated(scheme, text, name, line) if scheme else spots(text, name, line)


def _is(value: str, scheme: str) -> bool:
    try:
        parse(value, scheme)
    except IdentifierError:
        return False
    return True


def _is_own(name: str, value: str) -> bool:
    if OWN.fullmatch(name) or scheme_of(name.removeprefix("opt")):
        return True
    if name not in REMARKS:
        return False
    said = {word.lower() for word in _SAID_OTHERWISE.findall(_NUMBERS.sub(" ", plain(value)))}
    return said <= _EPRINT_WORDS
