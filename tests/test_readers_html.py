"""HTML: links, attributes and metadata with their lines, however deep or broken the page is."""

from __future__ import annotations

import re
from html import escape

import pytest
from form_tables import lines_of
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.readers import read_text
from harvester.readers.html import page_items, read
from harvester.readers.tags import pieces
from harvester.readers.templates import read_page


def found(text: str, name: str = "page.html") -> list[tuple[str, int, str]]:
    return [(str(link.identifier), link.place.line, link.text) for link in read_text(text, name).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>\n<a class='x'\n href='https://doi.org/10.5555/abc'>a <b>nice</b>\npaper</a>", [("doi:10.5555/abc", 3, "a nice paper")]),
        ("<A HREF=https://doi.org/10.5555/abc>t</A>", [("doi:10.5555/abc", 1, "t")]),
        ("<textarea id='source'>\n[t](https://doi.org/10.5555/abc)\n</textarea><textarea>doi:10.5555/x</textarea>",
         [("doi:10.5555/abc", 2, "")]),  # remark's slides
        ("<a href='https://doi.org/10.5555/a?x=1&amp;y=2'>R&amp;D</a>", [("doi:10.5555/a", 1, "R&D")]),
        ("<a href='https://doi.org/10.5555/abc'><img alt='DOI' src='https://x.org/10.5281/z.svg'></a>", [("doi:10.5555/abc", 1, "DOI")]),
        ("<code><a href='https://doi.org/10.5555/abc'>t</a></code>", [("doi:10.5555/abc", 1, "t")]),
        ("<div data-doi='10.5555/abc' data-arxiv-id='2101.00001'>", [("doi:10.5555/abc", 1, ""), ("arxiv:2101.00001", 1, "")]),
        ("<p>arXiv:<b>2101.00001</b>, doi:10.5555/abc.</p>", [("arxiv:2101.00001", 1, ""), ("doi:10.5555/abc", 1, "")]),
        ("<p><span class='caps'>ISBN</span> 978-3-16-148410-0, <span>arXiv: </span><span>2101.00001</span></p>",
         [("isbn:9783161484100", 1, ""), ("arxiv:2101.00001", 1, "")]),
        ("<span>doi:10.5555/abc</span><span>Next</span>", [("doi:10.5555/abc", 1, "")]),
        ("<meta\nname='citation_doi'\ncontent='10.5555/abc'>", [("doi:10.5555/abc", 3, "")]),
        ("<a href='https:&#x2F;&sol;arxiv.org&#47;abs/2101.00001'>t</a>", [("arxiv:2101.00001", 1, "t")]),
        ("<meta name=citation_arxiv_id content=2101.00001>", [("arxiv:2101.00001", 1, "")]),
        ("<meta name='DC.Identifier' content='doi:10.5555/abc'>", [("doi:10.5555/abc", 1, "")]),
        ("<link rel='cite-as' href='https://doi.org/10.5555/abc'>", [("doi:10.5555/abc", 1, "")]),
        ('<script type="application/ld+json">\n{"@type": "Article",\n "doi": "10.5555\\/abc"}</script>', [("doi:10.5555/abc", 3, "")]),
        ("<iframe src='https://arxiv.org/pdf/2101.00001'></iframe>", [("arxiv:2101.00001", 1, "")]),
        ("---\ndoi: 10.5555/front\n---\n<a href='https://doi.org/10.5555/abc'>{{ t }}</a>", [("doi:10.5555/front", 2, ""), ("doi:10.5555/abc", 4, "")]),
        ("<a href='https://doi.org/10.5555/abc'>never closed", [("doi:10.5555/abc", 1, "never closed")]),
        ("<a href='https://doi.org/10.5555/abc", [("doi:10.5555/abc", 1, "")]),
        ('<a href="https://doi.org/10.5555/abc>t</a>\n<a href="https://doi.org/10.5555/abd">u</a>',
         [("doi:10.5555/abc", 1, "t"), ("doi:10.5555/abd", 2, "u")]),  # a quote that was forgotten
        ("<a href='https://doi.org/10.5555/a,b'>t</a>", [("doi:10.5555/a,b", 1, "t")]),
        ("<a href='https://example.org/é, a/10.5555/abc'>t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href='\n https://doi.org/10.5555/abc\n'>t</a>", [("doi:10.5555/abc", 2, "t")]),
        ("<a href=\"javascript:open('https://doi.org/10.5555/abc')\">t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href=\"https://doi.org/10.5555/abc'>10.5555/abc\">t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href='https://doi.org/10.5555/abc&quot;%3Edoi.org/10.5555/abc'>t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href='ttps://doi.org/10.5555/abc'>t</a><a href='http//arxiv.org/abs/2101.00001'>u</a>",
         [("doi:10.5555/abc", 1, "t"), ("arxiv:2101.00001", 1, "u")]),
        ("<a href='lists//10.5555/abc'>t</a>", []),
        ("<a class=x hrerf='https://doi.org/10.5555/abc'>t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<a href='https://doi.org/10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O'>t</a>",
         [("doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o", 1, "t")]),
        ("<a href='https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&amp;arnumber=9763007'>t</a>", [("ieee:9763007", 1, "t")]),
        ("<a href='&#104;ttps://doi.org/10.5555%2Fabc'>t</a>", [("doi:10.5555/abc", 1, "t")]),
        ("<?xml version='1.0'?><html><body><a href='https://doi.org/10.5555/abc'>t<br/>u</a></body></html>",
         [("doi:10.5555/abc", 1, "t u")]),
        ("<svg><a xlink:href='https://doi.org/10.5555/abc'><text>t</text></a></svg>", [("doi:10.5555/abc", 1, "")]),
        ("<a href='https://openreview.net/forum?noteId=x&id=YicbFdNTTy&noteId=_y'>t</a>", [("openreview:YicbFdNTTy", 1, "t")]),
        ("<map><area href='https://doi.org/10.5555/abc'></map>", [("doi:10.5555/abc", 1, "")]),
        ("<a href='https://doi.org/10.5555/a'>t<a href='https://doi.org/10.5555/b'>u</a>",
         [("doi:10.5555/a", 1, "t"), ("doi:10.5555/b", 1, "u")]),
        ("<p>ORCID: 0000-0002-1825-0097</p>", [("orcid:0000-0002-1825-0097", 1, "")]),
        ("<script type='application/ld+json'>{\"sameAs\":\n\"https:\\/\\/doi.org\\/10.5555\\/abc\"}</script>",
         [("doi:10.5555/abc", 2, "")]),
        ("<p>https:\\/\\/doi.org\\/10.5555\\/abc</p>", [("doi:10.5555/abc", 1, "")]),
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
        "<img srcset='https://doi.org/10.5555/abc 2x' src='https://doi.org/10.5555/abc'>",
        "<link rel='preload' imagesrcset='https://doi.org/10.5555/abc 2x'>",
        "<a href='https://orcid.org/0000-0002-1825-0097'>iD</a> https://orcid.org/0000-0002-1825-0097",
        "<a href='https://arxiv.org/a/doe_j_1'>a</a><a href='https://ieeexplore.ieee.org/author/37085386252'>b</a>",
        "<a href='https://scholar.google.com/citations?user=abc'>c</a><a href='https://dblp.org/pid/1/2'>d</a>",
        "<a href='https://openreview.net/profile?id=~Jane_Doe1'>e</a><a href='https://hal.science/search/index?q=x'>f</a>",
        "<a href='mailto:?body=https%3A%2F%2Fdoi.org%2F10.5555%2Fabc'>share</a>",
        "<noscript><!-- 10.5555/abc --></noscript><template><!-- doi:10.5555/abc --></template>",
    ],
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert found(text) == []


def test_an_address_that_can_not_be_parsed_is_a_warning_with_its_place() -> None:
    reading = read_text("<p>\n<a class=x\nhref='https://arxiv.org/abs/22o2.00282'>t</a>", "page.html")
    assert (reading.links, [one.place for one in reading.warnings]) == ((), ["page.html:3"])


def test_the_base_of_a_page_is_where_its_links_begin() -> None:
    page = "<base href='https://arxiv.org/abs/'><a href='2101.00001'>t</a>"
    assert found(page) == [("arxiv:2101.00001", 1, "t")]


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
    page = "<p>doi:10.5555/abc</p>" + hostile  # each took minutes in a parser that looks back
    assert found(page) == [("doi:10.5555/abc", 1, "")]


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


@pytest.mark.parametrize(
    "text", ['<div data-doi="{{ .Params.doi }}">', '<meta name="citation_doi" content="{{ page.doi }}">']
)
def test_what_a_template_fills_in_is_passed_over_without_a_word(text: str) -> None:
    assert read_text(text, "layout.html").links == ()
    assert read_text(text, "layout.html").warnings == ()


FORMS = [line.split("\t")[1] for line in lines_of("forms.tsv")]
WRITTEN = {
    "plain": escape,
    "slashes as references": lambda form: escape(form).replace("/", "&#47;"),
    "slashes by name": lambda form: escape(form).replace("/", "&sol;").replace(":", "&colon;"),
    "letters as references": lambda form: "".join(f"&#x{ord(one):x};" for one in form),
    "value in bold": lambda form: re.sub(r"(?<=[: ])(\d)", r"<b>\1", escape(form), count=1),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_page_that_is_passed_over_at_a_glance_names_nothing(written) -> None:
    for form in FORMS[::5]:  # a part, for the time it takes
        page = f'<p>{written(form)}</p><a href="{written(form)}">x</a>'
        assert read(page, "a.html").links == read_page(page, "a.html", page_items).links, page
