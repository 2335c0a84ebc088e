"""CITATION.cff as INPUT: the software, the work to cite in its place, and what it refers to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.readers import Reading, read_text
from harvester.record import Date, Name

CFF = """\
cff-version: 1.2.0
message: If you use this software, please cite it.
title: Our software
version: 1.10
doi: 10.5555/software.1
date-released: 2021-08-11
identifiers:
  - type: doi
    value: 10.5555/software.all
  - type: url
    value: "https://arxiv.org/abs/2101.00003"
authors:
  - family-names: Berg
    given-names: Jan
    name-particle: van der
    orcid: https://orcid.org/0000-0002-1825-0097
  - name: The Lab
preferred-citation:
  type: article
  title: "The article: of it"
  doi: https://doi.org/10.5555/article
  year: 2020
  month: 5
  journal: Journal of Things
  start: 1
  end: 9
  authors:
  - {family-names: Doe, given-names: Jane, name-suffix: Jr.}
references:
  - type: conference-paper
    title: Before it
    authors: [{family-names: Roe, given-names: R.}]
    url: https://arxiv.org/abs/2101.00004
  - type: book
    title: A book
    isbn: 978-3-16-148410-0
    publisher: {name: House}
"""


def read(text: str) -> Reading:
    return read_text(text, "CITATION.cff")


def test_the_software_its_article_and_what_it_refers_to_are_records() -> None:
    software, article, before, book = read(CFF).records
    assert dict(software.values) == {
        "type": "software",
        "title": "Our software",
        "version": "1.10",
        "author": (
            Name("Berg", "Jan", "van der", orcid="https://orcid.org/0000-0002-1825-0097"),
            Name(literal="The Lab", group=True),
        ),
        "issued": Date(2021, 8, 11),
    }
    assert dict(article.values) == {
        "type": "article-journal",
        "title": "The article: of it",
        "container-title": "Journal of Things",
        "author": (Name("Doe", "Jane", suffix="Jr."),),
        "issued": Date(2020, 5),
        "page": "1-9",
    }
    assert (before.values["type"], book.values["publisher"]) == ("paper-conference", "House")
    assert [[str(one) for one in record.ids] for record in (software, article, before, book)] == [
        ["doi:10.5555/software.1", "doi:10.5555/software.all"],
        ["doi:10.5555/article"],
        ["arxiv:2101.00004"],
        ["isbn:9783161484100"],
    ]
    lines = [record.origin.source for record in (software, article, before, book)]
    assert lines == [f"CITATION.cff:{line}" for line in (1, 18, 30, 34)]


def test_each_identifier_stands_on_its_line_and_people_are_no_works() -> None:
    assert [(str(link.identifier), link.place.line) for link in read(CFF).links] == [
        ("doi:10.5555/software.1", 5),
        ("doi:10.5555/software.all", 9),
        ("arxiv:2101.00003", 11),
        ("doi:10.5555/article", 21),
        ("arxiv:2101.00004", 33),
        ("isbn:9783161484100", 36),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cff-version: 1.2.0\ntitle: 'open\ndoi: 10.5555/a\n", "CITATION.cff:4: "),
        ("cff-version: 1.2.0\ndoi: 10.5555\n", "CITATION.cff:2: '10.5555' is no DOI"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    (warning,) = read(text).warnings
    assert str(warning).startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "cff-version: 1.2.0\na: &a [1]\nb: *a\ndoi: 10.5555/a\n",
        "cff-version: 1.2.0\ndoi: 10.5555/a\ndeep: " + "[" * 60 + "]" * 60,
        "# cff-version\n- doi: 10.5555/a\n",
        "cff-version: 1.2.0\ndoi: 10.5555/a\n---\ntitle: Two\n",
    ],
)
def test_what_repeats_or_nests_without_bounds_gives_links_alone(text: str) -> None:
    reading = read(text)
    assert ([str(link.identifier) for link in reading.links], reading.records) == (["doi:10.5555/a"], ())


SIGNS = st.lists(st.sampled_from(["cff-version: 1\n", "title: ", "doi: ", "authors:\n", "- ", "  ", "\n", ":", "{", "}", "[", "]", "*a", "&a", "'", "x", "10.5555/a", "references: ", "year: 2020\n"]), max_size=30)  # fmt: skip


@given(SIGNS.map("".join) | st.text(max_size=100))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    read("cff-version: 1.2.0\n" + text)
