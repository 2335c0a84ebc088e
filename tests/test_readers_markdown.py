"""Markdown: every link with its line and its own text, and nothing that is code, a comment or a template's."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.readers import inline, markdown, read_inputs, read_text

SHARED = Path(__file__).parents[2] / "shared"


def found(text: str, name: str = "page.md") -> list[tuple[str, int, str]]:
    return [(str(link.identifier), link.place.line, link.text) for link in read_text(text, name).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [a *nice*\npaper](https://arxiv.org/abs/2101.00001v2)", [("arxiv:2101.00001", 2, "a nice paper")]),
        ("[`code` in it](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 1, "code in it")]),
        ("[a](<https://doi.org/10.5555/a(b)c> 'title')", [("doi:10.5555/a(b)c", 1, "a")]),
        ("[a\nb](\n  https://doi.org/10.5555/abc\n)", [("doi:10.5555/abc", 3, "a b")]),
        ("<https://arxiv.org/abs/2101.00001>", [("arxiv:2101.00001", 1, "")]),
        ("x\nhttps://arxiv.org/abs/2101.00001.", [("arxiv:2101.00001", 2, "")]),
        ("[p][r]\n\n[r]: https://arxiv.org/abs/2101.00001", [("arxiv:2101.00001", 3, "p")]),
        ("[R], [r][]\n\n[r]:\n  https://arxiv.org/abs/2101.00001", [("arxiv:2101.00001", 4, "R")]),
        ("x[^1]\n\n[^1]: https://doi.org/10.5555/abc", [("doi:10.5555/abc", 3, "")]),
        ("x[^1]\n\n[^1]: See [b](https://doi.org/10.5555/abc).", [("doi:10.5555/abc", 3, "b")]),
        ("| a |\n|---|\n| [t](https://doi.org/10.5555/abc) |", [("doi:10.5555/abc", 3, "t")]),
        ("> - one\n> - [t](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 2, "t")]),
        ("[![DOI](https://zenodo.org/badge/DOI/10.5281/zenodo.1.svg)](https://doi.org/10.5281/zenodo.1)",
         [("doi:10.5281/zenodo.1", 1, "DOI")]),
        ("![From [a\n2020](https://doi.org/10.5555/abc).](fig.png){width=80%}", [("doi:10.5555/abc", 2, "a 2020")]),
        ("[arXiv:2101.00001](https://arxiv.org/abs/2101.00001)", [("arxiv:2101.00001", 1, "arXiv:2101.00001")]),
        ("[arXiv:2101.00002](https://arxiv.org/abs/2101.00001)",
         [("arxiv:2101.00002", 1, "arXiv:2101.00002"), ("arxiv:2101.00001", 1, "arXiv:2101.00002")]),
        ("[10.5555/ab…](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 1, "10.5555/ab…")]),
        ("[doi:10.5555/abc](files/abc.pdf)", [("doi:10.5555/abc", 1, "doi:10.5555/abc")]),
        ("**arXiv:**2101.00001, *doi:10.5555/x\\_y*", [("arxiv:2101.00001", 1, ""), ("doi:10.5555/x_y", 1, "")]),
        ("[@doi:10.5555/abc; -@arxiv:2101.00001, p. 3]", [("doi:10.5555/abc", 1, ""), ("arxiv:2101.00001", 1, "")]),
        ("{cite}`doi:10.5555/abc` and `doi:10.5555/code`", [("doi:10.5555/abc", 1, "")]),
        ("```{note}\n[t](https://doi.org/10.5555/abc)\n```", [("doi:10.5555/abc", 2, "t")]),
        ("```{div} wide\n:class: x\n\n[t](https://doi.org/10.5555/abc)\n```", [("doi:10.5555/abc", 4, "t")]),
        ("```{prf:theorem}\n[t](https://doi.org/10.5555/abc)\n```", [("doi:10.5555/abc", 2, "t")]),
        ("```{python}\n# https://doi.org/10.5555/abc\n```\n```{r, echo=FALSE}\n# doi:10.5555/abc\n```", []),
        ("[t](https://doi.org/10.5555/abc){:target=\"_blank\"}", [("doi:10.5555/abc", 1, "t")]),
        ("x <a\nhref='https://doi.org/10.5555/abc'>a <b>b</b></a>", [("doi:10.5555/abc", 2, "a b")]),
        ("<div markdown=1>\n[t](https://doi.org/10.5555/abc)\n</div>", [("doi:10.5555/abc", 2, "t")]),
        ("<ul>\n\n    <li><a href='https://doi.org/10.5555/abc'>t</a></li>\n</ul>", [("doi:10.5555/abc", 3, "t")]),
        ("<span data-arxiv-id='2101.00001'></span>", [("arxiv:2101.00001", 1, "")]),
        (
            "{% include p.html doi='10.5555/abc' arxiv=\"2101.00001\" %}",
            [("doi:10.5555/abc", 1, ""), ("arxiv:2101.00001", 1, "")],
        ),
        ("{{ macros.figure(caption=\"<a href='https://doi.org/10.5555/abc'>t</a>\") }}", [("doi:10.5555/abc", 1, "")]),
        ("a\r\nb 1%\r2%\r\n[t](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 3, "t")]),
        ("a\rb\r[t](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 3, "t")]),
        ("{{< button href=\"https://doi.org/10.5555/abc\" >}}", [("doi:10.5555/abc", 1, "")]),
        ("{% if x %}[t](https://doi.org/10.5555/abc){% endif %}", [("doi:10.5555/abc", 1, "t")]),
        ("a\r\nb\r\n[t](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 3, "t")]),
        ("2020\n: **A title**,\n_Journal_\n\n    Doe, J\n\n    doi: [x](https://doi.org/10.5555/abc)",
         [("doi:10.5555/abc", 7, "x")]),  # a definition list, as kramdown and Pandoc read it
        ('!!! note "Read"\n\n    [t](https://doi.org/10.5555/abc)', [("doi:10.5555/abc", 3, "t")]),
        ("*A title*, **Doe, J.**, [_Journal_](https://doi.org/10.5555/a_b_c) _2020_", [("doi:10.5555/a_b_c", 1, "Journal")]),
        (">" * 40 + "[t](https://doi.org/10.5555/abc)", [("doi:10.5555/abc", 1, "")]),
    ],
)  # fmt: skip
def test_a_link_is_found_with_its_line_and_text(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`https://arxiv.org/abs/2101.00001`",
        "```\nhttps://arxiv.org/abs/2101.00001\n```",
        "~~~python\nhttps://arxiv.org/abs/2101.00001\n~~~",
        "x\n\n    https://arxiv.org/abs/2101.00001",
        "2020\n: x\n\n        https://arxiv.org/abs/2101.00001",
        "<!-- https://arxiv.org/abs/2101.00001\n\nhttps://arxiv.org/abs/2101.00001 -->",
        "a <!-- https://arxiv.org/abs/2101.00001 --> b",
        "<code>https://arxiv.org/abs/2101.00001</code>",
        "<pre>\nhttps://arxiv.org/abs/2101.00001\n</pre>",
        "<script>\nlet a = 'https://arxiv.org/abs/2101.00001'\n</script>",
        "{% comment %}\nhttps://arxiv.org/abs/2101.00001\n{% endcomment %}",
        "{% highlight bash %}\ncurl https://arxiv.org/abs/2101.00001\n{% endhighlight %}",
        "{{/* https://arxiv.org/abs/2101.00001 */}}",
        "[cv]({{ site.baseurl }}/files/A B - small CV.pdf)",
        "[cv]({{ site.url }}/10.5555/abc.pdf)",
        "[d](https://doi.org/{{ page.doi }})",
        "[//]: # (https://arxiv.org/abs/2101.00001)",
        "![10.5281/zenodo.1](https://zenodo.org/badge/DOI/10.5281/zenodo.1.svg)",
        "[author](https://arxiv.org/a/celotti_l_1) on 2022.00282, 10.1234",
    ],
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert found(text) == []
    assert read_text(text, "page.md").warnings == ()


def test_front_matter_says_what_it_holds() -> None:
    page = """---
title: One
doi: 10.5555/abc  # doi:10.5555/comment
arxiv: 2101.00010
links:
  - {name: p, url: "https://arxiv.org/abs/2101.00001"}
abstract: >
  folded, and
  see doi:10.5555/folded
date: 2022-10-12
---
[t](https://doi.org/10.5555/body)
"""
    assert [(value, line) for value, line, _ in found(page)] == [
        ("doi:10.5555/abc", 3),
        ("arxiv:2101.00010", 4),
        ("arxiv:2101.00001", 6),
        ("doi:10.5555/folded", 9),
        ("doi:10.5555/body", 12),
    ]


@pytest.mark.parametrize("front", ['+++\ndoi = "10.5555/abc"\n+++\n', "---\nx: [\ndoi: 10.5555/abc\n---\n"])
def test_front_matter_that_is_toml_or_broken_is_read_line_by_line(front: str) -> None:
    assert [value for value, _, _ in found(front)] == ["doi:10.5555/abc"]


def test_an_address_that_cannot_be_parsed_is_a_warning_with_its_place() -> None:
    reading = read_text("a\n[t](https://arxiv.org/abs/22o2.00282)", "page.md")
    assert reading.links == ()
    assert [warning.place for warning in reading.warnings] == ["page.md:2"]


def test_a_misread_label_is_mended_and_reported() -> None:
    reading = read_text("[thesis, Universit√© de X](https://doi.org/10.5555/abc)", "page.md")
    assert reading.links[0].text == "thesis, Université de X"
    assert [warning.place for warning in reading.warnings] == ["page.md:1"]


@pytest.mark.skipif(not SHARED.exists() and not os.environ.get("HARVEST_NO_SKIP"), reason="no shared folder")
def test_the_real_page_names_four_works() -> None:
    page = str(SHARED / "pages" / "about.md")
    reading = read_inputs((page,))
    assert [(str(link.identifier), link.place.line, link.text) for link in reading.links] == [
        ("arxiv:2202.00282", 11, "understand spiking neurons"),
        ("arxiv:2308.12075", 15, "additive exponential explosion"),
        ("arxiv:1711.11017", 18, "HoME dataset"),
        ("ieee:9763007", 20, "U-BESD"),
    ]
    assert {link.place.file for link in reading.links} == {page}
    assert reading.warnings == ()


BLOCKS = [
    "[label {n}](https://arxiv.org/abs/2101.{n:05d})",
    '* item\n\n  [label {n}](https://arxiv.org/abs/2101.{n:05d} "t")',
    "> quoted\n> [label {n}](<https://arxiv.org/abs/2101.{n:05d}>)",
    "<p>\n<a class=x href='https://arxiv.org/abs/2101.{n:05d}'>label {n}</a></p>",
    "text <a href=https://arxiv.org/abs/2101.{n:05d}>label {n}</a> text",
    "| h |\n|---|\n| [label {n}](https://arxiv.org/abs/2101.{n:05d}) |",
    "[label\n{n}][r{n}]\n\n[r{n}]: https://arxiv.org/abs/2101.{n:05d}",
]
NOISE = [
    "plain *text*",
    "```\ncode\n```",
    "<!-- c -->",
    "    code",
    "{% if x %}",
    "# head",
    "***",
    "1. a\n2. b",
    "{{ x }}",
    "",
]


@given(st.lists(st.sampled_from(BLOCKS + NOISE), max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_link_written_into_a_page_is_found_with_its_line(blocks: list[str]) -> None:
    page = "\n\n".join(block.replace("{n}", str(n)).replace("{n:05d}", f"{n:05d}") for n, block in enumerate(blocks, 1))
    wanted = [
        (f"arxiv:2101.{n:05d}", 1 + page[: page.index(f"2101.{n:05d}")].count("\n"), f"label {n}")
        for n, block in enumerate(blocks, 1)
        if block in BLOCKS
    ]
    assert found(page) == wanted


MARKS = [
    "",
    "",
    "",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "# ",
    "  ",
    "    ",
    "  - ",
    "      ",
    "\t",
    "> ",
    ": ",
    "```",
    "---",
    "<div>",
    "| a",
    "<!--",
    "-->",
]
WORDS = ["word", "*em*", "**b** text", "(see", "5 a", "`c`", "A & B", "a <br>", "• a", "[p](https://doi.org/10.5555/abc)",
         "https://arxiv.org/abs/2101.00001", "arXiv:2101.00002", "[*p*](x_y_z) _i_"]  # fmt: skip
LINES = st.one_of(st.just(""), st.builds(lambda mark, words: mark + " ".join(words), st.sampled_from(MARKS),
                                         st.lists(st.sampled_from(WORDS), max_size=3)))  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_what_is_read_without_the_parser_is_what_the_parser_reads(page: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "shortened", lambda page, _hits: (page, {}))
        patch.setattr(inline, "_OTHER", re.compile(""))
        wanted = found(page)
    assert found(page) == wanted


@given(st.text(st.sampled_from("[]()<>!`*_\\\n {}%-|:#>~\"'=&;a1./arxiv10doihtps"), max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_page_makes_the_reader_raise(text: str) -> None:
    assert read_text(text + " https://arxiv.org/abs/2101.00001", "page.md") is not None
