"""Fields that say what they hold, in front matter, data files, pages' metadata: there a bare value is enough."""

from __future__ import annotations

import re
from functools import lru_cache

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
    "ieeeid": "ieee",
    "ieeexplore": "ieee",
    "arnumber": "ieee",
    "hal": "hal",
    "halid": "hal",
    "ssrn": "ssrn",
    "ssrnid": "ssrn",
}
"""Name of a field, letters and digits alone -> scheme. Fields that hold people (`orcid`, `dblp`) are left out."""

PEOPLE = frozenset(("orcid", "orcidid", "authororcid"))
"""Fields that hold a person, whatever stands in them."""

NOTHING = frozenset(
    ("", "-", "--", "–", "—", "?", "n/a", "na", "no", "none", "null", "nil", "false", "true", "tba", "tbd", "todo", "~")
)
"""What people write into a field that they leave open."""

_SEPARATORS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1000)
def scheme_of(field: str) -> str:
    """Return the scheme that a field of that name holds; empty where its name says nothing. `data-` is dropped."""
    return FIELDS.get(_bare(field), "")


def names_person(field: str) -> bool:
    """Return whether a field of that name holds a person, who is no work."""
    return _bare(field) in PEOPLE


def _bare(field: str) -> str:
    return _SEPARATORS.sub("", field.lower().removeprefix("data-"))
