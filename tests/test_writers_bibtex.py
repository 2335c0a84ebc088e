"""BibTeX that every tool reads without a warning, and as the same text."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_works import LIKE_REAL, NASTY, WORKS, keyed, work
from tools import run

from harvester.identifiers import Identifier
from harvester.record import Date, Name
from harvester.writers import Settings, write
from harvester.writers.shown import flat, title_of
from harvester.writers.tex import LONE_BRACES, SPECIAL, tex, title
from harvester.writers.tex_names import name

AUTHOR = (Name("Celotti", "Luca"),)
BACK = {macro: sign for table in (SPECIAL, LONE_BRACES) for sign, macro in table.items()}
STYLES = ("plain", "abbrv", "unsrt", "alpha", "ieeetr")


def text_back(value: str) -> str:
    """What a TeX reader takes a value for: macros and escapes undone, grouping braces gone."""
    signs = "|".join(map(re.escape, sorted(BACK, key=len, reverse=True)))
    return re.sub(rf"({signs})|[{{}}]", lambda met: BACK[met[1]] if met[1] else "", value)


def written(*works, **more) -> str:
    return write("bibtex", keyed(list(works)), Settings(**more))


def fields_of(text: str) -> dict[str, str]:
    (entry,) = bibtexparser.parse_string(text).entries
    return {field.key: field.value for field in entry.fields} | {"": entry.entry_type}


def test_an_article_is_written_in_full() -> None:
    assert (
        written(LIKE_REAL[0], fragment=True)
        == """\
@article{hosseini2022end,
  author = {Hosseini, Maryam and Celotti, Luca and Plourde, Éric},
  title = {End-to-End Brain-Driven Speech Enhancement in Multi-Talker Conditions},
  journal = {IEEE/ACM Transactions on Audio, Speech, and Language Processing},
  volume = {30},
  number = {2},
  pages = {1718--1733},
  issn = {2329-9290},
  year = {2022},
  month = may,
  doi = {10.5555/taslp.2022.1},
  url = {https://ieeexplore.ieee.org/document/9763007},
}
"""
    )


def test_an_unresolved_work_keeps_its_link_and_its_own_text_and_says_what_it_is() -> None:
    assert fields_of(written(LIKE_REAL[4])) == {
        "": "misc", "key": "ieee1203818", "title": "an older paper", "date": "/..",
        "url": "https://ieeexplore.ieee.org/document/1203818", "note": "not yet resolved",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (LIKE_REAL[1], {"": "misc", "eprint": "2202.00282", "archiveprefix": "arXiv", "primaryclass": "cs.NE"}),
        (LIKE_REAL[2], {"title": "{HoME}: a Household Multimodal Environment", "note": "retracted (Crossref, 2024-01-02)"}),
        (LIKE_REAL[3], {"": "phdthesis", "school": "Université de Sherbrooke"}),
        (LIKE_REAL[5], {"": "inproceedings", "booktitle": "A Book of {RNNs}", "series": "LNCS", "volume": "12"}),
        (LIKE_REAL[6], {"": "misc", "howpublished": "Nature, 5, 3", "note": "incomplete: authors not known"}),
        (work(kind="article-journal", title="T", author=AUTHOR, issued=Date(2020), container_title="J", issue="7"),
         {"": "article", "issue": "7"}),
        (work(kind="article-journal", title="T", author=AUTHOR, issued=Date(2020), container_title="J", number="e12"),
         {"pages": "e12"}),
        (work(title="T", language="de-DE", keyword=("a", "b & c")), {"langid": "german", "keywords": r"a, b \& c"}),
        (work(title="T", **{"bibtex:file": "a:b_c.pdf", "bibtex:crossref": "x", "bibtex:bad": "{"}),
         {"file": "a:b_c.pdf", "bad": r"\textbraceleft{}"}),
        (replace(work(title="T"), former_keys=("old", "older")), {"title": "T"}),
        (work(Identifier("doi", "10.1002/(sici)1<2::aid-3>4.0.co;2-#"), title="T"),
         {"doi": "10.1002/(sici)1<2::aid-3>4.0.co;2-#"}),
        (work(title="T", URL="https://a.b/c d%20e?x=1&y=%zz{}#f"), {"url": "https://a.b/c%20d%20e?x=1&y=%25zz%7B%7D#f"}),
    ],
)  # fmt: skip
def test_fields_go_where_the_styles_look_for_them(one, said) -> None:
    found = fields_of(written(one))
    assert {key: found.get(key) for key in said} == said
    assert "crossref" not in found


def test_other_keys_of_a_work_stay_usable() -> None:
    one = replace(work(title="T"), key="new", former_keys=("old", "older"))
    assert "  ids = {old,older}," in write("bibtex", [one], Settings())


def test_the_abstract_is_written_only_where_it_is_asked_for() -> None:
    one = work(title="T", abstract="About it.")
    assert "About it." not in written(one)
    assert "abstract = {About it.}" in written(one, abstract=True)


def test_the_first_line_says_whose_file_it_is_and_no_order_of_works_changes_a_byte() -> None:
    works = keyed(LIKE_REAL)
    text = write("bibtex", works, Settings())
    assert text.startswith("% Written by harvest; change sources.yaml, not this file\n\n@")
    assert write("bibtex", works[::-1], Settings()) == text
    keys = re.findall(r"^@\w+\{(.+),$", text, re.M)
    assert keys == sorted(keys)


def test_a_key_that_would_break_the_file_is_refused() -> None:
    with pytest.raises(ValueError, match="'a b' would break"):
        write("bibtex", [replace(work(title="T"), key="a b")], Settings())


@pytest.mark.parametrize(
    ("plain", "protected"),
    [
        ("HoME: a Household", "{HoME}: a Household"),
        ("U-BESD and X-ray K-Means", "{U-BESD} and {X}-ray {K}-Means"),
        ("RNN-based Makie.jl in 3D at R&D", r"{RNN}-based {Makie.jl} in {3D} at {R\&D}"),
        ("A Title of 2024 covid-19", "A Title of 2024 covid-19"),
        ("MEG SOURCE LOCALIZATION", "MEG SOURCE LOCALIZATION"),
        ("$L_1$ norms", "{$L_1$} norms"),
        (r"$\input{x}$", r"\$\textbackslash{}input\{x\}\$"),
        ("$5 and $6", r"\$5 and \$6"),
        ("a } b { c {d}", r"a \textbraceright{} b \textbraceleft{} c \{d\}"),
    ],
)
def test_only_what_a_style_would_spoil_is_protected(plain, protected) -> None:
    assert title(plain) == protected


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (Name("Berg", "Jan", "van der", "Jr"), "van der Berg, Jr, Jan"),
        (Name("Herranz-Celotti", "Luca"), "Herranz-Celotti, Luca"),
        (Name("Alembert", "Jean", "d'"), "{d'Alembert}, Jean"),
        (Name("Ócher-Müller", "A."), "{Ócher-Müller}, A."),
        (Name("de With", "P. H. N."), "{de With}, P. H. N."),
        (Name("李", "明"), "李, 明"),
        (Name("Smith and Sons", "J."), "{Smith and Sons}, J."),
        (Name("King", suffix="Jr"), "{King Jr}"),
        (Name("Plato"), "Plato"),
        (Name(given="Madonna"), "{Madonna}"),
        (Name(literal="ATLAS Collaboration", group=True), "{ATLAS Collaboration}"),
        (Name(literal="Luca Celotti"), "Luca Celotti"),
        (Name("Çelik", "A, B"), "Çelik, {A, B}"),
        (Name("Çelik", "A, B", "", "C, D"), "{A, B Çelik C, D}"),
    ],
)
def test_names_are_written_so_that_bibtex_takes_them_apart_rightly(one, shown) -> None:
    assert name(one) == shown


@given(WORKS)
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_work_reads_back_as_the_same_text(one) -> None:
    (one,) = keyed([one])
    library = bibtexparser.parse_string(write("bibtex", [one], Settings(abstract=True)))
    assert not library.failed_blocks
    (entry,) = library.entries
    found = {field.key: field.value for field in entry.fields}
    assert entry.key == one.key
    for field, text in (("title", title_of(one)), ("abstract", flat(one.text_of("abstract")))):
        assert comparable(text_back(found.get(field, ""))) == comparable(unicodedata.normalize("NFC", text))


def comparable(text: str) -> str:
    """Without braces where there are formulas, whose braces are TeX's own."""
    return re.sub(r"[{}]", "", text) if "$" in text else text


@given(st.text())
def test_any_text_is_escaped_reversibly_and_leaves_braces_balanced(text) -> None:
    if "$" not in text:
        assert text_back(tex(text)) == unicodedata.normalize("NFC", text)
        assert text_back(title(text)) == unicodedata.normalize("NFC", text)
    depth = 0
    for brace in re.findall(r"[{}]", title(text)):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


MANY = st.lists(WORKS, min_size=20, max_size=20)
FEW = settings(  # the tools are slow: no shrinking
    max_examples=4, phases=[Phase.generate], derandomize=True, suppress_health_check=list(HealthCheck), deadline=None
)


def nasty_works() -> list:
    """Each nasty string in each field of each of three kinds of work."""
    return [
        work(Identifier("doi", f"10.5555/{n}"), kind=kind, title=f"{text}", author=(Name(text, text), Name(literal=text)),
             issued=Date(1900 + n, 3), container_title=text, publisher=text, issue=text, note=text)
        for n, text in enumerate(NASTY)
        for kind in ("article-journal", "thesis", "software")
    ]  # fmt: skip


def bibtex_says(text: str, folder: Path) -> list[str]:
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    said = []
    for style in STYLES:
        (folder / "x.aux").write_text(f"\\citation{{*}}\n\\bibdata{{refs}}\n\\bibstyle{{{style}}}\n")
        said += [
            f"{style}: {line}" for line in run(["bibtex", "x"], folder).splitlines() if re.search("arning|rror", line)
        ]
    return said


def biber_says(text: str, folder: Path) -> list[str]:
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    said = run(["biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "refs.bib"], folder)
    return [line for line in said.splitlines() if "INFO" not in line]


@pytest.mark.real
@pytest.mark.parametrize("works", [LIKE_REAL, nasty_works()], ids=["like real ones", "nasty"])
def test_bibtex_and_biber_have_nothing_to_say(works, tmp_path: Path) -> None:
    text = write("bibtex", keyed(works), Settings(abstract=True))
    assert bibtex_says(text, tmp_path) == []
    assert biber_says(text, tmp_path) == []


@pytest.mark.real
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(MANY)
@FEW
def test_bibtex_and_biber_have_nothing_to_say_of_any_work(tmp_path_factory, works) -> None:
    text = write("bibtex", keyed(works), Settings(abstract=True))
    folder = tmp_path_factory.mktemp("any")
    assert bibtex_says(text, folder) == []
    assert biber_says(text, folder) == []


@pytest.mark.real
def test_pandoc_reads_back_what_was_written(tmp_path: Path) -> None:
    works = keyed(LIKE_REAL)
    (tmp_path / "refs.bib").write_text(write("bibtex", works, Settings()), encoding="utf-8")
    for form in ("bibtex", "biblatex"):
        items = {
            one["id"]: one for one in json.loads(run(["pandoc", "-f", form, "-t", "csljson", "refs.bib"], tmp_path))
        }
        article = items["hosseini2022end"]
        assert [one["family"] for one in article["author"]] == ["Hosseini", "Celotti", "Plourde"]
        assert article["DOI"] == "10.5555/taslp.2022.1"
        assert article["volume"] == "30"
        assert article["page"] == "1718-1733"
        assert article["issued"] == {"date-parts": [[2022, 5]]}
        assert items["ieee1203818"]["note"] == "not yet resolved"


@pytest.mark.real
def test_pandoc_cites_every_nasty_work(tmp_path: Path) -> None:
    works = keyed(nasty_works())
    (tmp_path / "refs.bib").write_text(write("bibtex", works, Settings()), encoding="utf-8")
    said = run(
        ["pandoc", "--citeproc", "-t", "html", "-"], tmp_path, '---\nnocite: "@*"\nbibliography: refs.bib\n---\n'
    )
    assert said.count('class="csl-entry"') == len(works)
    assert "<script" not in said
    assert "WARNING" not in said
