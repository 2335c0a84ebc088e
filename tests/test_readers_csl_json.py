"""CSL-JSON, and CSL in YAML, as INPUT: each item a record, each identifier on its line, whatever wraps the items."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.fields import clean
from harvester.match import Group
from harvester.merge import merge
from harvester.readers import read_text
from harvester.readers.csl_json import csl_items
from harvester.record import Date, Name, Record
from harvester.vocabulary import TYPES
from harvester.writers import Settings, csl

ZOTERO = """\
[
  {
    "id": "vanderberg2020",
    "type": "article-journal",
    "title": "On the <i>Things</i>",
    "DOI": "10.5555/ABC",
    "URL": "https:\\/\\/arxiv.org\\/abs\\/2101.00001",
    "container-title": "Journal of Things",
    "note": "arXiv: 2101.00001 [cs]\\nCitation Key: other",
    "author": [
      {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
      {"literal": "ATLAS Collaboration"},
      {"family": "King", "given": "Martin", "suffix": "Jr."}
    ],
    "issued": {"date-parts": [["2020", 3, 5]]},
    "accessed": {"date-parts": [[2021, 1]]}
  },
  {"id": "http://zotero.org/users/1/items/AB", "type": "book", "title": "B", "ISBN": "978-3-16-148410-0 0-306-40615-2",
   "issued": {"raw": "2019-05"}, "abstract": "More than doi:10.5555/other"},
  {"id": 3, "type": "webpage", "URL": "https://openreview.net/forum?id=AbCdEf123", "issued": {"literal": "May 2020"}},
  {"id": "x", "type": "unheard-of", "DOI": "10.5555/unheard"},
  {"citation-key": "last", "id": "y", "type": "article", "number": "arXiv:2101.00002", "issued": {"date-parts": [[]]}}
]
"""

YAML = """\
---
references:
- id: doe2020
  type: article-journal
  title: "On: things"
  author:
  - family: Doe
    given: Jane
  issued:
  - year: 2020
    month: 5
  DOI: 10.5555/one

- {id: no, type: book, title: B, issued: 2019-05, URL: "https://arxiv.org/abs/2101.00002"}
...
"""


def records(text: str, name: str = "refs.json") -> list[Record]:
    return list(read_text(text, name).records)


def named(text: str, name: str = "refs.json") -> list[tuple[str, int]]:
    return [(str(link.identifier), link.place.line) for link in read_text(text, name).links]


def test_an_export_of_zotero_is_read_item_by_item() -> None:
    first, second, third, last = records(ZOTERO)
    assert dict(first.values) == {
        "type": "article-journal",
        "citation-key": "vanderberg2020",
        "title": "On the <i>Things</i>",
        "DOI": "10.5555/ABC",
        "URL": "https://arxiv.org/abs/2101.00001",
        "container-title": "Journal of Things",
        "note": "arXiv: 2101.00001 [cs]\nCitation Key: other",
        "author": (
            Name("Berg", "Jan", "van der"),
            Name(literal="ATLAS Collaboration", group=True),
            Name("King", "Martin", suffix="Jr."),
        ),
        "issued": Date(2020, 3, 5),
        "accessed": Date(2021, 1),
    }
    assert [str(one) for one in first.ids] == ["doi:10.5555/abc", "arxiv:2101.00001"]
    assert [record.origin.source for record in (first, second)] == ["refs.json:2", "refs.json:18"]
    assert second.values["issued"] == Date(2019, 5) and "citation-key" not in second.values
    assert (third.values["citation-key"], third.values["issued"]) == ("3", Date(2020, 5))
    assert (last.values["citation-key"], "issued" in last.values) == ("last", False)


def test_each_identifier_stands_on_its_line() -> None:
    assert named(ZOTERO) == [
        ("doi:10.5555/abc", 6),
        ("arxiv:2101.00001", 7),
        ("arxiv:2101.00001", 9),
        ("isbn:9783161484100", 18),
        ("isbn:9780306406157", 18),
        ("openreview:AbCdEf123", 20),
        ("doi:10.5555/unheard", 21),
        ("arxiv:2101.00002", 22),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{{"items": [{}, {}]}}',
        '{{ "references" : [\n{},\n{}] , "more": 1}}',
        "[{}, {}]",
        "{}\n{}",
    ],
)
def test_what_wraps_the_items_is_no_matter(text: str) -> None:
    one, two = (f'{{"id": "{key}", "type": "book", "title": "T", "DOI": "10.5555/{key}"}}' for key in "ab")
    assert [record.values["citation-key"] for record in records(text.format(one, two))] == ["a", "b"]
    assert [found for found, _ in named(text.format(one, two))] == ["doi:10.5555/a", "doi:10.5555/b"]


def test_a_site_s_own_data_is_no_bibliography() -> None:
    assert (
        records('[{"title": "T", "type": "talk", "doi": "10.5555/a"}, {"id": 1, "type": "book", "title": "T"}]') == []
    )


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ('{"type": "article", "title": "T", "journal": "J",\n"doi": "10.5555/a"}', ["doi:10.5555/a"]),
        (
            '{"id": 1, "type": "article-journal", "authors": "A. Doe",\n"url": "https://doi.org/10.5555/a"}',
            ["doi:10.5555/a"],
        ),
        ('{"id": 1, "type": ["book"],\n"link": "https://arxiv.org/abs/2101.00001"}', ["arxiv:2101.00001"]),
        ('{"id": 1, "type": {"of": "book"},\n"doi": "10.5555/a"}', ["doi:10.5555/a"]),
    ],
)
def test_data_with_types_of_its_own_is_read_whole(item: str, found: list[str]) -> None:
    assert records(f"[{item}]") == []
    assert named(f"[{item}]") == [(one, 2) for one in found]


def test_the_items_before_what_is_broken_are_kept_and_the_links_after_it() -> None:
    text = '[{"id": "a", "type": "book", "title": "T"},\n {"id": "b", "type": "book" "DOI": "10.5555/b"},\n {"DOI": "10.5555/c"}]'
    (warning,) = read_text(text, "refs.json").warnings
    assert str(warning).startswith("refs.json:2: the JSON is broken here")
    assert [record.values["citation-key"] for record in records(text)] == ["a"]
    assert named(text) == [("doi:10.5555/b", 2), ("doi:10.5555/c", 3)]


def test_csl_in_yaml_is_read_like_csl_in_json() -> None:
    doe, other = records(YAML, "refs.yaml")
    assert dict(doe.values) == {
        "type": "article-journal",
        "citation-key": "doe2020",
        "title": "On: things",
        "author": (Name("Doe", "Jane"),),
        "issued": Date(2020, 5),
        "DOI": "10.5555/one",
    }
    assert (other.values["citation-key"], other.values["issued"]) == ("no", Date(2019, 5))
    assert [str(one) for record in (doe, other) for one in record.ids] == ["doi:10.5555/one", "arxiv:2101.00002"]
    assert [record.origin.source for record in (doe, other)] == ["refs.yaml:3", "refs.yaml:14"]
    assert named(YAML, "refs.yaml") == [("doi:10.5555/one", 12), ("arxiv:2101.00002", 14)]


TEXT = st.from_regex(r"[A-Za-zé][A-Za-zé0-9,.()é-]{0,20}", fullmatch=True)
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from([row.csl for row in TYPES]), "title": TEXT, "id": TEXT.filter(str.isalnum)},
    optional={
        "author": st.lists(st.fixed_dictionaries({"family": TEXT, "given": TEXT}), min_size=1, max_size=3),
        "issued": st.builds(lambda *parts: {"date-parts": [list(parts)]}, st.integers(1900, 2030), st.integers(1, 12)),
        "volume": TEXT,
        "publisher": TEXT,
        "DOI": st.from_regex(r"10\.5555/[a-z0-9]{1,9}", fullmatch=True),
    },
)


@given(st.lists(ITEM, max_size=3), st.sampled_from([None, 1]))
def test_every_item_is_a_record_with_every_field(items: list[dict[str, Any]], indent: int | None) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=indent is None)
    found = records(text)
    assert len(found) == len(items)
    lines = text.split("\n")
    for item, record in zip(items, found, strict=True):
        assert "{" in lines[int(record.origin.source.rpartition(":")[2]) - 1]
        assert {term for term in item if term != "id"} <= set(record.values)
        assert [str(one) for one in record.ids] == ([f"doi:{item['DOI']}"] if "DOI" in item else [])


@given(ITEM)
def test_what_harvest_writes_as_csl_is_read_back(item: dict[str, Any]) -> None:
    (record,) = records(json.dumps([item]))
    work = replace(merge(Group((clean(record),))), status="library")
    (again,) = records(csl.write([work], Settings()))
    before = {term: value for term, value in clean(record).values.items() if term != "citation-key"}
    assert before.items() <= dict(clean(again).values).items()  # beside them stands the work's address


SIGNS = st.lists(
    st.sampled_from([*'{}[]:,"\\\n', '"type"', '"book"', '"id"', '"DOI"', '"10.5555/a"', "1", "null"]), max_size=40
)


@given(SIGNS.map("".join) | st.text(max_size=100))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    read_text(text, "refs.json")
    read_text("references:\n" + text, "refs.yaml")


@pytest.mark.parametrize("piece", ["[", '{"a":', '{"id": "a", "type": "book"}', '"', "\\", '{"DOI": "10.5555/a"},\n'])
def test_hostile_files_take_linear_time(piece: str) -> None:
    list(read_text(piece * (200_000 // len(piece)), "refs.json").links)


def test_items_are_nothing_where_the_first_is_something_else() -> None:
    assert list(csl_items('{"name": "a package", "version": "1"}')) == []
