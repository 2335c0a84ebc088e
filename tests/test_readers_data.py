"""A site's data in YAML, JSON and TOML: each value that names a work, on its line; what is broken is read as text."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harvester.readers import Reading, read_text


def named(text: str, name: str) -> list[tuple[str, int]]:
    return [(str(link.identifier), link.place.line) for link in read_text(text, name).links]


def warned(text: str, name: str) -> list[str]:
    return [str(warning) for warning in read_text(text, name).warnings]


PUBLICATIONS = """\
# doi: 10.5555/comment
- title: "One"
  link:
    url: https://doi.org/10.5555/a
    display: "NeurIPS 2020, 34:1-9"
  arxiv: 2101.00010
  year: 2021.01234
- title: Two
  description: >
    See also
    https://doi.org/10.5555/b and
    arXiv:2101.00011
  doi: "10.5555/c"   # not 10.5555/comment
  authors: [{name: Jane, orcid: 0000-0002-1825-0097}]
- {title: Three, pmid: 12345678, isbn: '978-3-16-148410-0', doi: , hal: ~}
- &same https://arxiv.org/abs/2101.00012
- *same
"""


def test_the_values_of_a_yaml_file_are_found_on_their_lines() -> None:
    assert named(PUBLICATIONS, "_data/publications.yml") == [
        ("doi:10.5555/a", 4),
        ("arxiv:2101.00010", 6),
        ("doi:10.5555/b", 11),
        ("arxiv:2101.00011", 12),
        ("doi:10.5555/c", 13),
        ("pmid:12345678", 15),
        ("isbn:9783161484100", 15),
        ("arxiv:2101.00012", 16),
    ]
    assert warned(PUBLICATIONS, "_data/publications.yml") == []


@pytest.mark.parametrize(("text", "found"), [
    ('{"type": "arxiv", "value": "2101.00010"}', ["arxiv:2101.00010"]),
    ('[{"key": "pmid", "value": 26017442}, {"key": "doi", "value": "10.5555/a"}]', ["pmid:26017442", "doi:10.5555/a"]),
    ('{"ids": [{"idtype": "pubmed", "n": 1, "value": "26017442"}, {"value": "26017443"}]}', ["pmid:26017442"]),
    ('{"type": "article", "id": "2101.00010"}', []),
    ('{"type": "arxiv", "of": {"value": "2101.00010"}, "year": 2101.00010}', []),
])  # fmt: skip
def test_a_field_may_say_what_the_one_beside_it_holds(text: str, found: list[str]) -> None:
    assert [one for one, _ in named(text, "works.json")] == found
    assert [one for one, _ in named(text, "works.yaml")] == found


def test_the_values_of_a_json_file_are_found_on_their_lines() -> None:
    text = """\
{ "publications": [
  {"title": "X", "link": "https:\\/\\/doi.org\\/10.5555\\/a", "doi": "10.5555\\u002fb"},
  {"arxiv": 2101.00010, "year": 2021.01234, "doi": "", "hal": null,
   "text": "one\\ntwo arXiv:2101.00011", "orcid": "0000-0002-1825-0097"}
]}
"""
    found = [("doi:10.5555/a", 2), ("doi:10.5555/b", 2), ("arxiv:2101.00010", 3), ("arxiv:2101.00011", 4)]
    assert (named(text, "data.json"), warned(text, "data.json")) == (found, [])


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("data.json", '{"arxiv": 1811.0819}', "arxiv:1811.08190"),
        ("data.json", '{"arxiv_id": 801.033}', "arxiv:0801.0330"),
        ("data.json", '{"arxiv": "1811.0819"}', ""),
        ("data.yml", "arxiv: 2101.0001\n", "arxiv:2101.00010"),
        ("data.yml", "arxiv: '2101.0001'\n", ""),
        ("data.toml", "arxiv = 2101.0001\n", "arxiv:2101.00010"),
        ("data.yml", "arxiv: 2101.1\n", ""),
    ],
)
def test_an_arxiv_id_that_lost_its_zeros_as_a_number_gets_them_back_and_is_said(
    name: str, text: str, found: str
) -> None:
    assert [one for one, _ in named(text, name)] == ([found] if found else [])
    (warning,) = warned(text, name)
    assert ("has lost a zero" in warning) == bool(found)


def test_a_picture_names_no_work() -> None:
    text = (
        "- image: https://x.org/10.5555/abc/fig1.gif\n  link: https://doi.org/10.5555/abc\n  images: [doi:10.5555/d]\n"
    )
    assert named(text, "data.yml") == [("doi:10.5555/abc", 2)]


def test_the_values_of_a_toml_file_are_found_on_their_lines() -> None:
    text = """\
# doi = "10.5555/comment"
[[publications]]
title = "X"
doi = "10.5555/a"
links = [
  "https://arxiv.org/abs/2101.00010",
]
text = '''
two https://doi.org/10.5555/b
'''
orcid = "0000-0002-1825-0097"
"""
    found = [("doi:10.5555/a", 4), ("arxiv:2101.00010", 6), ("doi:10.5555/b", 9)]
    assert (named(text, "data.toml"), warned(text, "data.toml")) == (found, [])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("data.yml", "- a: [1\n- doi: 10.5555/a\n  url: https://arxiv.org/abs/2101.00010\n", 2),
        ("data.yml", "doi: 10.5555/a\n\tb: https://arxiv.org/abs/2101.00010\n", 2),
        ("data.json", '{"doi": "10.5555/a"\n "url": "https:\\/\\/arxiv.org/abs/2101.00010"', 2),
        ("data.json", '// a comment\n{"doi": "10.5555/a", "url": "https://arxiv.org/abs/2101.00010"}', 1),
        ("data.json", '[{"doi": "10.5555/a"},\n {"url": "https://arxiv.org/abs/2101.00010"},]', 2),
        ("data.toml", 'doi = "10.5555/a"\nurl = https://arxiv.org/abs/2101.00010\n', 2),
    ],
)
def test_what_its_parser_refuses_is_read_as_text_with_a_warning(name: str, text: str, line: int) -> None:
    assert [found for found, _ in named(text, name)] == ["doi:10.5555/a", "arxiv:2101.00010"]
    (warning,) = warned(text, name)
    assert warning.startswith(f"{name}:{line}: ")


@pytest.mark.parametrize(
    ("name", "text"), [("tsconfig.json", '// made\n{"a": 1,}'), ("theme.toml", "[a\n"), ("nav.yml", "a: [1\n")]
)
def test_broken_data_that_names_nothing_is_nobody_s_care(name: str, text: str) -> None:
    assert read_text(text, name) == Reading()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.yml", "pmid: NaN\ndoi: in press\narxiv: To appear\nisbn: '????'\nhal: '---'\n"),
        (
            "cv.tex",
            "\\newcommand\\doi[1]{\\href{https://doi.org/#1}{\\pmid{#1}, arXiv:#1}}\n\\href{https://arxiv.org/abs/#2}{x}",
        ),
        ("data.yml", "pubmed: ?term=doe+j[au]+OR+26017442\nieee_id: 37085378474\n"),
        ("page.md", "---\npubmed: pubmed/?term=doe%20j%5BAuthor%5D\n---\n"),
    ],
)
def test_a_field_left_open_a_search_and_a_person_are_passed_over(name: str, text: str) -> None:
    assert read_text(text, name) == Reading()


def test_json_that_a_template_writes_is_not_called_broken() -> None:
    text = '---\nlayout: none\n---\n[{% for p in site.posts %}\n {"title": "{{ p.title }}"},\n{% endfor %}\n {"doi": "10.5555/a"}]'
    assert (named(text, "corpus.json"), warned(text, "corpus.json")) == ([("doi:10.5555/a", 7)], [])


def test_a_cell_of_a_table_stands_on_its_own_line() -> None:
    text = 'Title,PMID,arXiv\n"One,\nand ""two""",26017442,\n"Three\n\n",,"2101.00010"\nFour,x1,801.333\n'
    assert named(text, "t.csv") == [("pmid:26017442", 3), ("arxiv:2101.00010", 6), ("arxiv:0801.3330", 7)]
    assert [one.partition(": ")[0] for one in warned(text, "t.csv")] == ["t.csv:7", "t.csv:7"]


@pytest.mark.parametrize("name", ["data.xyz", "data", "data.yml.bak"])
def test_an_unknown_suffix_is_read_as_text_with_a_warning(name: str) -> None:
    assert named("see https://doi.org/10.5555/a", name) == [("doi:10.5555/a", 1)]
    assert len(warned("see https://doi.org/10.5555/a", name)) == 1


def test_a_field_that_says_what_it_holds_and_does_not_is_a_warning() -> None:
    (warning,) = warned("a: 1\ndoi: not yet\n", "data.yml")
    assert warning.startswith("data.yml:2: 'not yet' is no DOI")


WORD = st.text(st.sampled_from("abcé :#-'\"\n{}[]&*!|>%@,/"), max_size=12)
DATA = st.recursive(
    WORD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3), max_leaves=8
)
PLACED = st.lists(st.sampled_from(["link", "doi", "note", "a b"]), min_size=1, max_size=4)


@given(DATA, PLACED, st.sampled_from(["yaml", "flow", "json", "dense"]))
def test_every_link_in_a_value_is_found_on_its_line(data: Any, fields: list[str], form: str) -> None:
    whole = [data, *({field: f"https://doi.org/10.5555/{number}"} for number, field in enumerate(fields)), data]
    if form in ("json", "dense"):
        text = json.dumps(whole, indent=2 if form == "json" else None, ensure_ascii=form == "json")
    else:
        text = yaml.safe_dump(whole, default_flow_style=form == "flow", width=60, allow_unicode=True)
    found = named(text, "data.json" if form in ("json", "dense") else "data.yml")
    lines = text.split("\n")
    assert [one for one, _ in found] == [f"doi:10.5555/{number}" for number in range(len(fields))]
    assert all(one.removeprefix("doi:") in lines[line - 1] for one, line in found)


SIGNS = st.lists(
    st.sampled_from([*"{}[]:,-\"'\\\n#&*!|>%@ =", "doi", "10.5555/a", "https://doi.org/10.5555/b", "  "]), max_size=40
)


@given(SIGNS.map("".join) | st.text(max_size=100), st.sampled_from(["data.yml", "data.json", "data.toml", "t.csv"]))
def test_no_text_makes_a_reader_raise_or_name_a_line_that_is_none(text: str, name: str) -> None:
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    reading = read_text(text, name)
    assert all(1 <= link.place.line <= last for link in reading.links)


@pytest.mark.parametrize("name", ["data.yml", "data.json", "data.toml"])
@pytest.mark.parametrize("piece", ["[", "{", "- ", "a: ", '"', "doi: 10.5555/a\n", "a = [", "&a ", "? ", "'''\n"])
def test_hostile_files_take_linear_time(piece: str, name: str) -> None:
    read_text(piece * (100_000 // len(piece)) + "\ndoi: 10.5555/a", name)


def test_measurements_beside_a_link_cost_little() -> None:
    text = json.dumps({"doi": "10.5555/a", "spectrum": [number / 8 for number in range(200_000)]})
    begin = time.perf_counter()
    assert named(text, "data.json") == [("doi:10.5555/a", 1)]
    assert time.perf_counter() - begin < 2
