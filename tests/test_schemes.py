"""SCHEMES: one test guards the whole table, today's rows and tomorrow's; and the page for users is made of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import IdentifierError
from harvester.forms import explicit, peeled
from harvester.identifiers import Identifier, found_in, identify, parse
from harvester.schemes import SCHEMES, Scheme

PAGE = Path(__file__).parents[1] / "docs" / "identifiers.md"
EXAMPLES = [(row.name, met, value) for row in SCHEMES for met, value in row.examples.items()]
REFUSED = [(row.name, text) for row in SCHEMES for text in row.refused]


def claims(text: str) -> dict[str, str]:
    """Every row that would take the text if it stood alone in the table."""
    claimed = {}
    for row in SCHEMES:
        try:
            found = explicit(peeled(text), row.name)
        except IdentifierError:
            continue
        if found:
            claimed[row.name] = found.value
    return claimed


@pytest.mark.parametrize(("name", "met", "value"), EXAMPLES)
def test_every_example_is_claimed_by_its_own_scheme_alone(name: str, met: str, value: str) -> None:
    assert claims(met) == {name: value}
    assert parse(met) == Identifier(name, value)


@pytest.mark.parametrize(("name", "met", "value"), EXAMPLES)
def test_every_example_is_found_in_a_sentence_and_as_a_link(name: str, met: str, value: str) -> None:
    text = f"We show (see {met}), among others."
    found = list(found_in(text))
    assert [one.identifier for one in found] == [Identifier(name, value)]
    assert text[found[0].start : found[0].end] in met
    target = identify(met)
    assert target and target.identifier == Identifier(name, value)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_every_refused_text_is_claimed_by_none(name: str, text: str) -> None:
    assert claims(text) == {}
    with pytest.raises(IdentifierError):
        parse(text)
    assert [one.identifier for one in found_in(f"We show {text}, among others.") if one.identifier] == []


@pytest.mark.parametrize("row", SCHEMES, ids=lambda row: row.name)
def test_every_row_says_what_it_takes_and_what_it_refuses(row: Scheme) -> None:
    assert row.examples and row.refused and row.advice and row.labels
    assert row.url.count("{}") == 1


def test_names_and_aliases_are_one_row_s_alone() -> None:
    names = [name for row in SCHEMES for name in {row.name, *row.aliases}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", SCHEMES, ids=lambda row: row.name)
def test_scheme_colon_value_is_read_for_every_scheme(row: Scheme) -> None:
    for value in row.examples.values():
        for name in (row.name, row.name.upper(), *row.aliases):
            assert parse(f"{name}:{value}") == Identifier(row.name, value)


HEX, LETTERS = "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz"
SUFFIX = st.text(st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_characters="%\x7f\xa0\xad"), min_size=1)


def shaped(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(pattern, re.A), fullmatch=True)


MADE = {  # values as their schemes' bodies give them out
    "arxiv": shaped(r"(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4])(?:0[1-9]|1[0-2]))\.[1-9]\d{3}")
    | shaped(r"(?:1[5-9]|[2-8]\d)(?:0[1-9]|1[0-2])\.[1-9]\d{4}")
    | shaped(r"(?:hep-th|math|cs|q-bio)/(?:9[2-9]|0[0-6])(?:0[1-9]|1[0-2])[1-9]\d\d"),
    "doi": st.builds("10.{}/{}".format, st.integers(1000, 999999999), SUFFIX)
    | shaped(r"10\.\d{4}/\(SICI\)1097-\d{4}\(19980\d\)4\d:8<\d{3}::AID-ASI\d>3\.0\.CO;2-[A-Z#]"),
    "ieee": st.integers(1, 999999999).map(str),
    "pmid": st.integers(1, 99999999).map(str),
    "pmcid": st.integers(1, 99999999).map("PMC{}".format),
    "isbn": shaped(r"97[89]\d{10}|\d{9}[\dX]"),
    "acl": shaped(r"[A-Z]\d\d-\d{4}|20[2-9]\d\.[a-z]{2,8}-[a-z]{2,8}\.\d{1,4}"),
    "openreview": shaped(r"[A-Za-z0-9_-]{9,10}"),
    "pmlr": shaped(r"v\d{1,3}/[a-z]{2,9}\d\d[a-z]"),
    "neurips": shaped(r"(?:19|20)\d\d/[0-9a-f]{32}(?:-round[12])?|paper/[1-9]\d{0,3}"),
    "cvf": shaped(r"[A-Z][a-z]+_[A-Z][a-z]+_(?:CVPR|ICCV|WACV)_20(?:1[3-9]|2\d)")
    | shaped(r"content/CVPR202[1-9]W/[A-Z]{3,5}/[A-Z][a-z]+_CVPRW_202[1-9]")
    | shaped(r"content_CVPRW_20(?:19|20)/w\d/[A-Z][a-z]+_CVPRW_20(?:19|20)")
    | shaped(r"content_cvpr_201[78]_workshops/w\d/[A-Z][a-z]+_CVPR_201[78]"),
    "jmlr": shaped(r"v\d{1,2}/(?:[a-z]{3,9}\d\d[a-z]|\d\d-\d{3,4})"),
    "dblp": shaped(r"(?:conf|journals)/[a-z]{2,8}/[A-Z][a-z]{2,8}\d\d"),
    "hal": shaped(r"(?:hal|tel|halshs)-\d{8}"),
    "ssrn": st.integers(10000, 9999999).map(str),
    "s2": st.text(HEX, min_size=40, max_size=40) | st.integers(1, 10**9).map("CorpusID:{}".format),
    "openalex": st.integers(1000, 10**11).map("W{}".format),
    "pii": shaped(r"S\d{7}[\dX]\d{7}[\dX]|B97[89]\d{16}|\d{15}[\dX]"),
    "handle": shaped(r"(?:1721\.1|20\.500\.\d{5}|11858)/[A-Za-z0-9-]{1,12}[A-Za-z0-9]"),
    "orcid": shaped(r"0000-000[1-3]-\d{4}-\d{3}[\dX]"),
}


@pytest.mark.parametrize("name", [row.name for row in SCHEMES])
@given(data=st.data())
def test_the_address_of_an_identifier_is_the_identifier(name: str, data: st.DataObject) -> None:
    made = data.draw(MADE[name])
    try:
        one = parse(made, name)
    except IdentifierError:
        return  # a check digit that does not fit, a DOI of punctuation alone
    assert parse(one.url) == one
    assert parse(one.value, name) == one
    assert parse(str(one)) == one
    assert re.fullmatch(r"https://[!-~]+", one.url)
    target = identify(one.url)
    assert target and target.identifier == one


def page() -> str:
    """Return the page for users, as the table makes it."""
    parts = [
        "# Identifiers\n",
        "Every way to name a work that harvest reads, in links, in text and on the command line. `scheme:value` is read",
        "for each scheme, in any case; values stand below as harvest writes them. Made from the table of schemes by",
        "`python tests/test_schemes.py`.\n",
        "One work are: the versions of an arXiv, bioRxiv or HAL work (`v2`); an old arXiv id with and without its subject",
        "class; an arXiv id and its DOI, `10.48550/arXiv.…`; the two ISBNs of one book; a DOI in any case. Brackets, quotes",
        "and a sentence's punctuation around an identifier, percent-encoding, HTML entities, a library's proxy, an archive",
        "or a redirect around an address are taken away. A check digit that does not fit refuses.\n",
        "A number alone is nobody's: `2202.00282` may be a date, `9763007` a price. It counts where a field says what it",
        "holds (`arxiv: 2202.00282`), or in a list behind one label (`PMIDs: 26017442, 26017443`). Given alone, on the",
        "command line or under `works`, a value that can't be taken for another needs no scheme: an ISBN with thirteen",
        "digits or hyphens, an ACL or OpenAlex id, a PII, an ORCID iD.\n",
        "An ORCID iD names a person: `--list` shows it where it is written as one, links to it are passed over, and it",
        "never becomes a work.\n",
    ]
    for row in SCHEMES:
        other = "".join(f", also `{name}:`" for name in row.aliases)
        parts += [f"## {row.title}\n", f"`{row.name}:`{other}. A value is {row.advice}. It links to `{row.url}`.\n"]
        parts += ["| written | read as |", "|---|---|"]
        parts += [f"| `{met}` | `{row.name}:{value}` |" for met, value in row.examples.items()]
        parts += ["\nNo identifier of this kind: " + ", ".join(f"`{text}`" for text in row.refused) + ".\n"]
    return "\n".join(parts)


def test_the_page_for_users_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make it again: python tests/test_schemes.py"


if __name__ == "__main__":
    sys.stdout.write(f"{PAGE.write_text(page(), encoding='utf-8')} characters to {PAGE}\n")
