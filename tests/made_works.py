"""Works made for the writers' tests: of every type, with nasty strings, and some like real ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from harvester.citekeys import give_keys
from harvester.identifiers import Identifier
from harvester.record import Choice, Date, Fact, Name, Origin, Value, Work
from harvester.vocabulary import TYPES

NASTY = [
    "{{ site.time }} {% raw %} {{% x %}} {{< y >}}", "<script>alert(1)</script>", "<b onclick=x>&amp; &lt;", "{: .cls}",
    "[a](javascript:alert(1))", "![x](y)", "`code` ``", "*a* **b** _c_ __d__", "~~s~~ ~x~ ^y^", "$x$ $$y$$ costs $5 & $6",
    "\\input{/etc/passwd} \\write18{ls}", "$\\input{x}$", "$L_1$ and $\\mathbb{R}^{n}$", "}{ {a} }", "a % b # c & d_e ^ ~ |",
    "@article{x, y=z}", "@misc{", "user@example.org", "@cite [@cite]", ":smile: :+1:", "http://a.b/c www.a.b", "1. one",
    "- dash", "+ plus", "# head", "> quote", "a\n\n# b", "a\n---", "a. letter", "(i) roman", "| a | b |", "---", "***",
    "== x ==", "++ins++", '"quoted" \'single\'', "[^1] [ref]: x", "<!-- c -->", "&#123; &copy;", "\\", "\\\\ \\$ \\{",
    "é ü ø ß 中文 مرحبا Ω", "e\u0301 combining", "a\u2028b\x00c\x07", "HoME RNN U-BESD Makie.jl 3D", "and", "others",
    "C++ & C#", "``x''", "a -- b --- c ...", "Hello, World", "x" * 300, "::: {.x}", "\\begin{x}", "{::comment}", "%% x", "!!",
    "ALL CAPS HERE", "K. and M., Jr", "=", ":", "~", "^^M", "A: B", "\u202eabc", "*[HTML]: x", "TOC", "{:toc}", "[TOC]",
    "$a$1 x$", "<https://a.b>", "&", "{", "}", "$", "$$", "[", "]", "<", ">", "`", "*", "_", "#", "+", "-", "(c)",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from("aAbB1 {}[]()<>$%&#_^~\\|`*@!:;.,'\"-+=/é中"), min_size=1, max_size=25),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
).filter(lambda text: text.strip("\x00\x07 \n\u2028"))
NAMES = st.one_of(
    st.builds(Name, TEXTS, TEXTS),
    st.builds(Name, TEXTS),
    st.builds(lambda text: Name(literal=text), TEXTS),
    st.builds(lambda text: Name(literal=text, group=True), TEXTS),
    st.builds(Name, st.sampled_from(["Berg", "Celotti", "Ángel García", "de With"]), TEXTS,
              st.sampled_from(["van der", "d'", "Van", "al-", "ter"]), st.sampled_from(["", "Jr", "III", "a, b"])),
)  # fmt: skip
DATES = st.builds(Date, st.integers(1700, 2030), st.integers(0, 12), st.just(0))
IDS = st.one_of(
    st.just(Identifier("arxiv", "2202.00282")), st.just(Identifier("arxiv", "math.GT/0309136".replace(".GT", ""))),
    st.just(Identifier("ieee", "9763007")), st.just(Identifier("pmid", "123456")),
    st.builds(lambda text: Identifier("doi", f"10.5555/{text}"), st.text("aA1/.()<>[]{}%#&_~;:-", min_size=1, max_size=12)),
)  # fmt: skip
FIELDS = {
    **dict.fromkeys(["title", "subtitle", "container-title", "collection-title", "issue"], TEXTS),
    **dict.fromkeys(["publisher", "publisher-place", "number", "note", "abstract", "genre", "edition"], TEXTS),
    **dict.fromkeys(["event-title", "event-place", "collection-number", "journal-ref", "primary-category"], TEXTS),
    "version": TEXTS, "chapter-number": TEXTS,
    "volume": st.sampled_from(["3", "12"]),  # what biber's data model takes for one; others are written all the same
    "page": st.sampled_from(["1-2", "e12", "S1–S9", "7, 9"]),
    "number-of-pages": st.sampled_from(["12", "xii, 300"]),
    "author": st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    "editor": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
    "translator": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
    "issued": DATES,
    "type": st.sampled_from([row.csl for row in TYPES]),
    "keyword": st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
    "language": st.sampled_from(["en", "de", "fr-CA", "xx"]),
    "URL": st.one_of(TEXTS, st.builds("https://example.org/{}".format, TEXTS)),
    "pdf": st.builds("http://example.org/{}".format, TEXTS),
    "ISSN": st.sampled_from([("2329-9290", "2329-9304"), ("1234-5678",)]),
    "ISBN": st.sampled_from([("978-3-16-148410-0",), ("1",)]),
}  # fmt: skip


def work(*ids: Identifier, status="resolved", text="", notices=(), **values: Value) -> Work:
    """A work; `container_title` and the like stand for the terms with a hyphen, `kind` for `type`."""
    named = {"type" if name == "kind" else name.replace("_", "-"): value for name, value in values.items()}
    choices = {name: Choice(Fact(value, Origin("crossref"))) for name, value in named.items()}
    return Work(ids, (), choices, status, text=text, notices=notices)


def keyed(works: list[Work]) -> list[Work]:
    return list(give_keys(works, {}))


def _made(values: dict[str, Value], ids: list[Identifier], rest: tuple[str, str, tuple[str, ...]]) -> Work:
    made = work(*dict.fromkeys(ids), text=rest[1], notices=rest[2], **{})
    choices = {name: Choice(Fact(value, Origin("crossref"))) for name, value in values.items()}
    status = "unresolved" if "title" not in values else "incomplete" if "author" not in values else "resolved"
    return replace(made, choices=choices, status=status)


WORKS = st.builds(
    _made,
    st.fixed_dictionaries({}, optional=FIELDS),
    st.lists(IDS, max_size=3),
    st.tuples(st.just(""), TEXTS, st.lists(TEXTS, max_size=1).map(tuple)),
)

CELOTTI, ROUAT = Name("Celotti", "Luca"), Name("Rouat", "Jean")
LIKE_REAL = [
    work(
        Identifier("doi", "10.5555/taslp.2022.1"), Identifier("ieee", "9763007"), kind="article-journal",
        title="End-to-End Brain-Driven Speech Enhancement in Multi-Talker Conditions",
        author=(Name("Hosseini", "Maryam"), CELOTTI, Name("Plourde", "Éric")), issued=Date(2022, 5),
        container_title="IEEE/ACM Transactions on Audio, Speech, and Language Processing", volume="30", page="1718–1733",
        ISSN=("2329-9290", "2329-9304"), publisher="IEEE", issue="2",
    ),
    work(
        Identifier("arxiv", "2202.00282"), kind="article", title="Stabilizing Spiking Neuron Training",
        author=(Name("Herranz-Celotti", "Luca"), ROUAT), issued=Date(2022, 2, 1), primary_category="cs.NE",
        publisher="arXiv", pdf="https://arxiv.org/pdf/2202.00282",
    ),
    work(
        Identifier("arxiv", "1711.11017"), kind="paper-conference", title="HoME", subtitle="a Household Multimodal Environment",
        author=(Name("Brodeur", "Simon"), Name("Strub", "Florian"), CELOTTI, ROUAT), issued=Date(2017, 11),
        container_title="Workshop at ICLR 2018", publisher="OpenReview", notices=("retracted (Crossref, 2024-01-02)",),
    ),
    work(kind="thesis", title="On Stability", author=(CELOTTI,), issued=Date(2024), publisher="Université de Sherbrooke"),
    work(Identifier("ieee", "1203818"), status="unresolved", text="an older paper"),
    work(Identifier("doi", "10.5555/chapter"), kind="chapter", title="A Chapter", author=(ROUAT,), issued=Date(2019),
         container_title="A Book of RNNs", publisher="Springer", collection_title="LNCS", volume="12", issue="3", page="1-9"),
    work(Identifier("doi", "10.5555/editorial"), kind="article-journal", title="Editorial", issued=Date(2020),
         container_title="Nature", volume="5", page="3", status="incomplete"),
]  # fmt: skip
