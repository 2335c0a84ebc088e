"""A Markdown list that every renderer shows as the same text, and on which none acts."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_works import CELOTTI, LIKE_REAL, NASTY, WORKS, keyed, work
from tools import run

from harvester.identifiers import Identifier
from harvester.record import Date, Name, Work
from harvester.writers import Settings, write
from harvester.writers.people import is_one_of
from harvester.writers.shown import flat, remarks, title_of

OWNER = (("Luca Celotti", "Luca Herranz-Celotti"),)
TAGS = {"h2": {"id"}, "ul": set(), "li": set(), "p": set(), "a": {"href"}, "strong": set(), "em": set()}
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "…": "...", "\u00a0": " "})


class Page(HTMLParser):
    """The text of each list item, and whatever stands in a page that the writer never writes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.items: list[str] = []
        self.alien: list[str] = []
        self.emphasised: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        bad = [f"{name}={value}" for name, value in attrs if name not in TAGS.get(tag, set())]
        bad += [
            value for name, value in attrs if name == "href" and not re.match(r"https?://[\w.-]+(/|$)", value or "")
        ]
        self.alien += [f"<{tag}>"] * (tag not in TAGS) + bad
        self.items += [""] if tag == "li" else []
        self.emphasised += [""] if tag == "strong" else []
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if self.items:
            self.items[-1] += data
        if "strong" in self.open:
            self.emphasised[-1] += data

    def handle_comment(self, data):
        self.alien.append(data)


def rendered(markdown: str) -> Page:
    from markdown_it import MarkdownIt

    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def plain(text: str) -> str:
    """Text without what typography may change."""
    return re.sub(r"-+", "-", re.sub(r"\s+", " ", text.translate(PLAIN))).strip()


def written(*works: Work, people=OWNER, front_matter=None, fragment=False) -> str:
    return write("markdown", keyed(list(works)), Settings(people, front_matter, fragment))


def test_a_list_is_by_year_newest_first_and_ends_with_what_is_not_known() -> None:
    assert (
        written(*LIKE_REAL, fragment=True)
        == """\
## 2024

- On Stability. **Luca Celotti**. *Université de Sherbrooke*.

## 2022

- [End-to-End Brain-Driven Speech Enhancement in Multi-Talker Conditions](https://doi.org/10.5555/taslp.2022.1). \
Maryam Hosseini, **Luca Celotti**, Éric Plourde. \
*IEEE/ACM Transactions on Audio, Speech, and Language Processing*, 30(2), 1718–1733. \
[DOI](https://doi.org/10.5555/taslp.2022.1) · [IEEE](https://ieeexplore.ieee.org/document/9763007)
- [Stabilizing Spiking Neuron Training](https://arxiv.org/abs/2202.00282). **Luca Herranz-Celotti**, Jean Rouat. *arXiv*. \
[arXiv](https://arxiv.org/abs/2202.00282) · [PDF](https://arxiv.org/pdf/2202.00282)

## 2020

- [Editorial](https://doi.org/10.5555/editorial). *Nature*, 5, 3. (incomplete: authors not known) \
[DOI](https://doi.org/10.5555/editorial)

## 2019

- [A Chapter](https://doi.org/10.5555/chapter). Jean Rouat. *A Book of RNNs*, 12(3), 1–9. \
[DOI](https://doi.org/10.5555/chapter)

## 2017

- [HoME: a Household Multimodal Environment](https://arxiv.org/abs/1711.11017). \
Simon Brodeur, Florian Strub, **Luca Celotti**, Jean Rouat. *Workshop at ICLR 2018*. \
(retracted (Crossref, 2024-01-02)) [arXiv](https://arxiv.org/abs/1711.11017)

## Not yet resolved

- [an older paper](https://ieeexplore.ieee.org/document/1203818). (not yet resolved) \
[IEEE](https://ieeexplore.ieee.org/document/1203818)
"""
    )


def test_undated_works_come_after_the_dated_and_before_the_unresolved() -> None:
    works = [work(status="unresolved", text="x"), work(title="u"), work(title="d", issued=Date(2000))]
    assert re.findall(r"^## .*", written(*works), re.M) == ["## 2000", "## Undated", "## Not yet resolved"]


def test_the_order_of_the_works_has_no_say() -> None:
    assert written(*LIKE_REAL) == written(*LIKE_REAL[::-1])


def test_front_matter_is_as_given_and_says_whose_file_it_is() -> None:
    text = written(front_matter={"layout": "page", "title": "Écrits: all", "nav": [1, {"a": None}]})
    assert text == (
        "---\n# Written by harvest; change sources.yaml, not this file\n"
        "layout: page\ntitle: 'Écrits: all'\nnav:\n- 1\n- a: null\n---\n\n"
    )
    assert written().startswith("<!-- Written by harvest; change sources.yaml, not this file -->\n\n")
    assert written(fragment=True) == ""


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (work(title="What is it?", URL="https://a.b/x_(y)?q=1&copy;=2"),
         "- [What is it?](https://a.b/x_%28y%29?q=1&amp;copy;=2)"),
        (work(title="Tea", URL="javascript:alert(1)"), "- Tea."),
        (work(title="Tea", URL="https:///x"), "- Tea."),
        (work(title="1. One"), "- &#49;. One."),
        (work(title="(i) One"), "- &#40;i) One."),
        (work(title="A. One"), "- &#65;. One."),
        (work(title="C++ & $x$ {{ y }}"),
         "- C&#43;&#43; &#38; &#36;x&#36; &#123;&#123; y &#125;&#125;."),
        (work(title="A: B, it's -- so..."), "- A: B, it's &#45;&#45; so&#46;&#46;&#46;"),
        (work(title="Tea", kind="thesis", genre="PhD thesis", publisher="McGill"), "- Tea. PhD thesis, *McGill*."),
        (work(title="MCMX", author=(Name("Smith", "J.", suffix="Jr."),)), "- &#77;CMX. J. Smith Jr."),
        (work(Identifier("doi", "10.5555/A<b>#c"), title="T"),
         "- [T](https://doi.org/10.5555/A%3Cb%3E%23c). [DOI](https://doi.org/10.5555/A%3Cb%3E%23c)"),
    ],
)  # fmt: skip
def test_a_line_is_harmless_and_readable(one, line) -> None:
    assert written(one, fragment=True).splitlines()[-1] == line


@pytest.mark.parametrize(
    ("one", "form", "is_owner"),
    [
        (Name("Herranz-Celotti", "Luca"), "Luca Herranz-Celotti", True),
        (Name("Herranz Celotti", "L."), "Luca Herranz-Celotti", True),
        (Name("CELOTTI", "luca"), "Celotti, Luca", True),
        (Name("Celotti*", "Luca"), "Luca Celotti", True),
        (Name("Łoś", "José María"), "Jose Los", True),
        (Name("Bach", "Klaus-Michael"), "K.-M. Bach", True),
        (Name("Bach", "KM"), "Klaus-Michael Bach", True),
        (Name("Bach", "M."), "Klaus-Michael Bach", False),
        (Name("Berg", "Jan", "van der"), "Jan van der Berg", True),
        (Name("Wang", "Xiaoming"), "Wang Xiaoming", True),
        (Name("王", "小明"), "王小明", True),
        (Name("Celotti", "Lucia"), "Luca Celotti", False),
        (Name("Celotti"), "Luca Celotti", False),
        (Name("Rouat", "Luca"), "Luca Celotti", False),
        (Name(literal="Luca Celotti"), "Luca Celotti", True),
        (Name(literal="Luca Celotti", group=True), "Luca Celotti", False),
        (Name("Other", "Name", orcid="https://orcid.org/0000-0001-2345-678X"), "0000-0001-2345-678x", True),
        (Name("Other", "Name"), "0000-0001-2345-678X", False),
        (Name("", ""), "...", False),
        (Name("Celotti", "L."), " ", False),
    ],
)
def test_the_owner_is_known_in_each_form(one, form, is_owner) -> None:
    assert is_one_of(one, [("Nobody Else", form)]) is is_owner


def test_nobody_is_emphasised_where_no_people_are_named() -> None:
    assert "**" not in written(work(title="T", author=(CELOTTI,)), people=())


def expected(one: Work) -> list[str]:
    """The texts that must stand in a work's item, in this order."""
    return [title_of(one), *(flat(str(name)) for name in one.names("author")), *remarks(one)]


def check(page: Page, works: list[Work], shown=plain) -> None:
    assert page.alien == []
    assert len(page.items) == len(works)
    items = [shown(item) for item in page.items]
    for one in works:
        texts = [shown(text) for text in expected(one)]
        assert any(in_order(item, texts) for item in items), texts


def in_order(item: str, texts: list[str]) -> bool:
    at = 0
    for text in texts:
        at = item.find(text, at)
        if at < 0:
            return False
        at += len(text)
    return True


def nasty_works() -> list[Work]:
    return [
        replace(one, notices=(text,))
        for n, text in enumerate(NASTY)
        for one in (
            work(Identifier("doi", f"10.5555/{n}"), title=text, author=(Name(text, text), Name(literal=text)),
                 issued=Date(2020), container_title=text, volume=text, page=text),
            work(title=text, author=(CELOTTI,), issued=Date(2019), pdf=f"https://a.b/{text}"),
            work(Identifier("ieee", f"{9000000 + n}"), status="unresolved", text=text),
        )
    ]  # fmt: skip


@given(st.lists(WORKS, max_size=3))
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_works_come_through_commonmark_as_the_same_text(works) -> None:
    check(rendered(written(*works, fragment=True)), works, shown=lambda text: " ".join(text.split()))


def test_nasty_works_come_through_commonmark() -> None:
    check(rendered(written(*nasty_works(), fragment=True)), nasty_works())


@pytest.mark.real
def test_jekyll_shows_nasty_works_as_text_and_acts_on_none(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    text = written(*nasty_works(), front_matter={"title": "Publications"})
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    said = run(["jekyll", "build", "--quiet"], tmp_path)
    page = tmp_path / "_site" / "list.html"
    assert page.exists(), said
    check(Page(page.read_text(encoding="utf-8")), nasty_works())


@pytest.mark.real
@pytest.mark.parametrize("form", ["markdown", "gfm", "commonmark_x", "markdown_mmd"])
def test_pandoc_shows_nasty_works_as_text_and_acts_on_none(form, tmp_path: Path) -> None:
    html = run(["pandoc", "-f", form, "-t", "html", "--mathjax", "-"], tmp_path, written(*nasty_works(), fragment=True))
    html = re.sub(r'(<a[^>]*)\s+class="uri"', r"\1", html)  # pandoc's own mark of a link whose text is its address
    check(Page(html), nasty_works())


def test_a_single_work_takes_one_line() -> None:
    lines = written(*LIKE_REAL, fragment=True).splitlines()
    assert sum(line.startswith("- ") for line in lines) == len(LIKE_REAL)
    assert all(line.startswith(("- ", "## ")) or not line for line in lines)
