"""HTML: links, attributes and metadata with their lines, however deep or broken the page is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.readers import read_text
from harvester.readers.tags import pieces


def found(text: str, name: str = "page.html") -> list[tuple[str, int, str]]:
    return [(str(link.identifier), link.place.line, link.text) for link in read_text(text, name).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>\n<a class='x'\n href='https://doi.org/10.5555/abc'>a <b>nice</b>\npaper</a>", [("doi:10.5555/abc", 3, "a nice paper")]),
        ("<A HREF=https://doi.org/10.5555/abc>t</A>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href='https://doi.org/10.5555/a?x=1&amp;y=2'>R&amp;D</a>", [("doi:10.5555/a", 1, "R&D")]),
        ("<a href='https://doi.org/10.5555/abc'><img alt='DOI' src='https://x.org/10.5281/z.svg'></a>", [("doi:10.5555/abc", 1, "DOI")]),
        ("<code><a href='https://doi.org/10.5555/abc'>t</a></code>", [("doi:10.5555/abc", 1, "t")]),
        ("<div data-doi='10.5555/abc' data-arxiv-id='2101.00001'>", [("doi:10.5555/abc", 1, ""), ("arxiv:2101.00001", 1, "")]),
        ("<p>arXiv:<b>2101.00001</b>, doi:10.5555/abc.</p>", [("arxiv:2101.00001", 1, ""), ("doi:10.5555/abc", 1, "")]),
        ("<meta\nname='citation_doi'\ncontent='10.5555/abc'>", [("doi:10.5555/abc", 3, "")]),
        ("<meta name=citation_arxiv_id content=2101.00001>", [("arxiv:2101.00001", 1, "")]),
        ("<meta name='DC.Identifier' content='doi:10.5555/abc'>", [("doi:10.5555/abc", 1, "")]),
        ("<link rel='cite-as' href='https://doi.org/10.5555/abc'>", [("doi:10.5555/abc", 1, "")]),
        ('<script type="application/ld+json">\n{"@type": "Article",\n "doi": "10.5555\\/abc"}</script>', [("doi:10.5555/abc", 3, "")]),
        ("<iframe src='https://arxiv.org/pdf/2101.00001'></iframe>", [("arxiv:2101.00001", 1, "")]),
        ("---\ndoi: 10.5555/front\n---\n<a href='https://doi.org/10.5555/abc'>{{ t }}</a>", [("doi:10.5555/front", 2, ""), ("doi:10.5555/abc", 4, "")]),
        ("<a href='https://doi.org/10.5555/abc'>never closed", [("doi:10.5555/abc", 1, "never closed")]),
        ("<a href='https://doi.org/10.5555/abc", [("doi:10.5555/abc", 1, "")]),
    ],
)  # fmt: skip
def test_what_a_page_names_is_found_with_its_line_and_text(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <a href='https://doi.org/10.5555/abc'>t</a> -->",
        "<script>var a = 'https://doi.org/10.5555/abc'</script>",
        "<style>a { background: url(https://doi.org/10.5555/abc) }</style>",
        "<pre>https://doi.org/10.5555/abc</pre><code>doi:10.5555/abc</code>",
        "<a href='{{ site.url }}/10.5555/abc.pdf'>t</a>",
        "{% comment %}<a href='https://doi.org/10.5555/abc'>t</a>{% endcomment %}",
        "<meta name='description' content='after 10.5555/abc'>",
        "<meta name='citation_reference' content='citation_doi=10.5555/abc'>",
    ],
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert found(text) == []


def test_relative_links_are_read_against_the_address_of_the_page() -> None:
    page = "<a href='/abs/2101.00001'>t</a>"
    assert found(page) == []
    assert found(page, "https://arxiv.org/list/cs.LG/recent.html") == [("arxiv:2101.00001", 1, "t")]


def test_no_link_is_lost_to_depth_or_length() -> None:
    deep = "<div>" * 5000 + "<a href='https://doi.org/10.5555/abc'>t</a>"
    assert found(deep) == [("doi:10.5555/abc", 1, "t")]
    many = "\n".join(f"<p><a href='https://doi.org/10.5555/{n}'>t</a>" for n in range(70_000))
    links = found(many)
    assert len(links) == 70_000
    assert links[-1] == ("doi:10.5555/69999", 70_000, "t")


@pytest.mark.parametrize("hostile", ["<a " * 40_000, "<!--" * 40_000, "<a href='" * 40_000, "<a x=\"'" * 40_000, "<" * 100_000,
                                     "{{" * 50_000, "{% comment %}" * 20_000, "<pre>" * 30_000, "&amp" * 50_000, "<a href=x>" * 20_000])  # fmt: skip
def test_hostile_pages_take_linear_time(hostile: str) -> None:
    assert found(hostile) == []  # each took minutes in a parser that looks back


@given(st.text(st.sampled_from("<>/!-=\"' aAbscript{}%&;#x0\n"), max_size=200))
@settings(max_examples=200, deadline=None)
def test_the_pieces_of_a_page_stand_in_order_and_inside_it(source: str) -> None:
    last = 0
    for piece in pieces(source):
        assert last <= piece.start <= piece.end <= len(source)
        last = piece.end


ELEMENTS = ["<p>word</p>", "<!-- {u} -->", "<script>{u}</script>", "<div>", "</div>", "<br/>", "<pre>{u}</pre>"]
LINK = '<a\nhref="{u}">l</a>'


@given(st.lists(st.sampled_from([*ELEMENTS, LINK]), max_size=30))
@settings(max_examples=100, deadline=None)
def test_the_links_of_a_page_are_those_that_lxml_sees(elements: list[str]) -> None:
    from lxml import etree

    page = "<html><body>" + "\n".join(one.format(u=f"https://doi.org/10.5555/{n}") for n, one in enumerate(elements))
    tree = etree.fromstring(page, etree.HTMLParser(huge_tree=True))
    oracle = [(str(one.get("href")).removeprefix("https://"), one.sourceline) for one in tree.iter("a")]
    seen = [(value.replace("doi:", "doi.org/"), line) for value, line, _ in found(page)]
    assert [value for value, _ in seen] == [value for value, _ in oracle]
