"""Jupyter notebooks as INPUT: what their Markdown cells name, on the lines of the file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.readers import read_text

NOTEBOOK = """\
{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {"doi": "10.5555/no"},
   "source": [
    "# Title\\n",
    "See [the \\"first\\"](https://doi.org/10.5555/first)\\n",
    "and `https://doi.org/10.5555/code`, [second][2]\\n",
    "\\n",
    "[2]: https://doi.org/10.5555/second\\n"
   ]
  },
  {
   "cell_type": "code",
   "source": ["# https://doi.org/10.5555/no\\n"],
   "outputs": [{"data": {"text/markdown": ["https://doi.org/10.5555/no"]}}]
  },
  {"cell_type": "raw", "source": ["https://doi.org/10.5555/no"]},
  {"source": "one https://doi.org/10.5555/third\\ntwo arXiv:2101.00001", "cell_type": "markdown"}
 ],
 "nbformat": 4
}
"""


def named(text: str) -> list[tuple[str, int, str]]:
    links = read_text(text, "talk.ipynb").links
    return [(str(link.identifier), link.place.line, link.text) for link in links]


def test_markdown_cells_are_read_and_no_other() -> None:
    assert named(NOTEBOOK) == [
        ("doi:10.5555/first", 8, 'the "first"'),
        ("doi:10.5555/second", 11, "second"),
        ("doi:10.5555/third", 20, ""),
        ("arxiv:2101.00001", 20, ""),
    ]


def test_an_address_that_can_not_be_parsed_is_a_warning_with_its_line() -> None:
    text = NOTEBOOK.replace("10.5555/first", "10.5555/").replace(
        "https://doi.org/10.5555/third", "https://arxiv.org/abs/22o2.1"
    )
    assert "talk.ipynb:20" in [warning.place for warning in read_text(text, "talk.ipynb").warnings]


def test_worksheets_of_old_notebooks_are_read() -> None:
    text = '{"worksheets": [{"cells": [{"cell_type": "markdown", "source": ["https://doi.org/10.5555/a"]}]}]}'
    assert named(text) == [("doi:10.5555/a", 1, "")]


CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["markdown", "code", "raw"]), "source": st.lists(st.sampled_from(["word\n", "\n", "* x\n", "> y\n"]), max_size=4)},
    optional={"metadata": st.just({"tags": ["a"]}), "outputs": st.just([{"text": ["{"]}])},
)  # fmt: skip


@given(st.lists(CELL, max_size=5), st.booleans(), st.booleans())
def test_every_link_in_a_markdown_cell_is_found_on_its_line(
    cells: list[dict[str, Any]], turned: bool, is_one: bool
) -> None:
    expected = []
    for number, cell in enumerate(cells):
        cell["source"] = [*cell["source"], "\n", f"https://doi.org/10.5555/c{number}\n"]
        cell["source"] = "".join(cell["source"]) if is_one else cell["source"]
        expected += [f"c{number}"] if cell["cell_type"] == "markdown" else []
    cells = [dict(reversed(cell.items())) for cell in cells] if turned else cells
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1)
    lines = text.split("\n")
    assert [(found.removeprefix("doi:10.5555/"), True) for found, _, _ in named(text)] == [
        (one, True) for one in expected
    ]
    assert all(found.removeprefix("doi:") in lines[line - 1] for found, line, _ in named(text))


@given(st.text(st.sampled_from('{}[]:,"\\n celtypsourmakdwn\n'), max_size=100))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    named(text)
    named('{"cells": [{"cell_type": "markdown", "source": ' + text)


@pytest.mark.parametrize("piece", ["{", '{"source":', '["', '{"cell_type": "markdown", "source": ["x\\n"]},'])
def test_hostile_notebooks_take_linear_time(piece: str) -> None:
    assert named(piece * (200_000 // len(piece))) == []
