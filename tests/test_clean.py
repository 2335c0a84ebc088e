"""clean: what is wrong is mended, what is right stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.dates import impossible_dates
from harvester.clean.fields import CLEAN, clean, clean_text
from harvester.record import Date, Name, Origin, Record


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Université de Sherbrooke", "Université de Sherbrooke"),
        ("UniversitÃ© de Sherbrooke", "Université de Sherbrooke"),
        ("Universit√© de Sherbrooke", "Université de Sherbrooke"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("√2 and √n", "√2 and √n"),
        ("A &amp; B <i>in vivo</i>", "A & B in vivo"),
        ("&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; grows", "E. coli grows"),
        ("ANAEMIA&lt;subtitle&gt;A Case&lt;/subtitle&gt;", "ANAEMIA: A Case"),
        ("R&D for a < b and c > d", "R&D for a < b and c > d"),
        ("$L_1$ norms", "$L_1$ norms"),
        (r"Schr\"odinger's \emph{cat} \& $\alpha$-rays", r"Schrödinger's cat & $\alpha$-rays"),  # arXiv
        (r"A \ B and C:\path", r"A \ B and C:\path"),
        ("CO<sub>2</sub> and <jats:italic>x</jats:italic><sup>2</sup>", "CO₂ and x²"),
        ("Two\n  lines\tand\u00a0more", "Two lines and more"),
        ("Invisible\u200b \u202eturned\u202c so\u00adft", "Invisible turned soft"),
        ("Cafe\u0301", "Café"),
        (
            "in the<mml:math><mml:mi>N</mml:mi><mml:mo>=</mml:mo><mml:mn>88</mml:mn></mml:math>nucleus<mml:math>"
            "<mml:mmultiscripts><mml:mi>Tb</mml:mi><mml:mprescripts/><mml:none/><mml:mn>153</mml:mn>"
            "</mml:mmultiscripts></mml:math>",
            "in the N=88 nucleus $^{153}Tb$",
        ),
        ("Of <mml:math><mml:msub><mml:mi>L</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math> norms", "Of $L_{1}$ norms"),
        ("Of <math><mfrac><mn>1</mn><mi>n</mi></mfrac></math>", "Of $\\frac{1}{n}$"),
        ("Of <math><mi>p</mi></math> and <math><mi>q</math>", "Of p and q"),
        (
            "<jats:tex-math>\\documentclass{minimal}\\begin{document}$$x^2$$\\end{document}</jats:tex-math> grows",
            "$x^2$ grows",
        ),
        ("A title.", "A title"),
        ("Vitamin D.", "Vitamin D"),
        ("Made in the U.S.", "Made in the U.S."),
        ("And so on...", "And so on..."),
        ("RETRACTED: A finding", "A finding"),
        ("[Retracted] A finding", "A finding"),
        ("RETRACTED ARTICLE: A finding", "A finding"),
        ("Retraction: A finding", "Retraction: A finding"),
        ("Withdrawn soldiers", "Withdrawn soldiers"),
    ],
)
def test_titles_come_out_readable(raw, cleaned):
    assert clean_text("title", raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("1718--1733", "1718-1733"),
        ("pp. 12–15", "12-15"),
        ("S1 – S10", "S1-S10"),
        ("e1003", "e1003"),
        ("n/a", ""),
        ("-", ""),
    ],
)
def test_pages_have_one_dash(raw, cleaned):
    assert clean_text("page", raw) == cleaned


def service(**values):
    return Record((), {key.replace("_", "-"): value for key, value in values.items()}, Origin("crossref"))


def test_a_field_of_which_nothing_is_left_is_no_field():
    assert dict(clean(service(page="n/a", title=" ", issued=Date(0))).values) == {}


def test_a_retracted_title_becomes_a_notice():
    assert dict(clean(service(title="RETRACTED: A finding")).values) == {
        "title": "A finding",
        "updated-by": ("retraction",),
    }
    told = clean(service(title="RETRACTED: A finding", updated_by=("retraction doi:10.5555/n",)))
    assert told.values["updated-by"] == ("retraction doi:10.5555/n",)


def test_names_in_the_users_file_are_never_parted():
    names = (Name(literal="Barnes and Noble"), Name("Van Gool", "Luc"), Name("NASA"))
    entry = Record((), {"author": names}, Origin("refs.bib:1", kind="file"))
    assert clean(entry).values["author"] == names


HOSTILE = [
    "<math>",
    "<tex-math>",
    "<sub><i>",
    "<a b=c ",
    "&amp;",
    "\\SI{a}{",
    "\\footnote[a]{",
    "\\x ",
    "\\verb|",
    ". ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_linear_time(piece):
    began = time.process_time()
    clean_text("abstract", piece * (60_000 // len(piece)))
    assert time.process_time() - began < 2


texts = (
    st.text(st.sampled_from("aZ é.<>&;i/bÃ©¼√\u0301\u200b\u00a0-–RETRACTED:[]0123ampltg \n"), max_size=40) | st.text()
)


@given(st.sampled_from([*CLEAN, "note"]), texts)
def test_cleaning_twice_changes_nothing_more(field, text):
    once = clean_text(field, text)
    assert clean_text(field, once) == once


@given(texts, texts)
def test_a_clean_record_stays_as_it_is(title, person):
    once = clean(service(title=title, author=(Name(literal=person),), note=person, issued=title))
    assert clean(once) == once


@pytest.mark.parametrize(
    ("literal", "name"),
    [
        ("Luca Herranz-Celotti", Name("Herranz-Celotti", "Luca")),
        ("Celotti, Luca", Name("Celotti", "Luca")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("Jan de With", Name("With", "Jan", "de")),
        ("Maria de la Vega", Name("Vega", "Maria", "de la")),
        ("de la Vega, Maria", Name("Vega", "Maria", "de la")),
        ("Luc Van Gool", Name("Van Gool", "Luc")),
        ("Santiago Ramón y Cajal", Name("Ramón y Cajal", "Santiago")),
        ("Ahmed El Sayed", Name("El Sayed", "Ahmed")),
        ("Khalid ibn Walid", Name("Walid", "Khalid", "ibn")),
        ("Martin L. King Jr.", Name("King", "Martin L.", suffix="Jr.")),
        ("King, Jr., Martin", Name("King", "Martin", suffix="Jr.")),
        ("King, Martin, Jr.", Name("King", "Martin", suffix="Jr.")),
        ("John Smith III", Name("Smith", "John", suffix="III")),
        ("Plato", Name("Plato")),
        ("Wei Wang 0001", Name("Wang", "Wei")),
        ("CELOTTI Luca", Name("Celotti", "Luca")),
        ("JOHN MCDONALD", Name("McDonald", "John")),
        ("J.-P. SERRE", Name("Serre", "J.-P.")),
        ("DJ Bernstein", Name("Bernstein", "DJ")),
        ("Smith J", Name("Smith", "J.")),
        ("ATLAS Collaboration", Name(literal="ATLAS Collaboration", group=True)),
        (
            "The Cancer Genome Atlas Research Network",
            Name(literal="The Cancer Genome Atlas Research Network", group=True),
        ),
        ("王伟", Name("王", "伟")),
        ("欧阳修", Name("欧阳", "修")),
        ("山田 太郎", Name("山田", "太郎")),
        ("et al.", Name(literal="others", group=True)),
    ],
)
def test_one_string_is_parted_into_a_name(literal, name):
    assert clean(service(author=(Name(literal=literal),))).values["author"] == (name,)


@pytest.mark.parametrize(
    ("given", "tidied"),
    [
        (Name("CELOTTI", "LUCA"), Name("Celotti", "Luca")),
        (Name("HERRANZ-CELOTTI", "L."), Name("Herranz-Celotti", "L.")),
        (Name("King Jr.", "Martin"), Name("King", "Martin", suffix="Jr.")),
        (Name("-", "Ana Li"), Name("Li", "Ana")),
        (Name(literal="§ Li"), Name("Li")),
        (Name("The ATLAS Collaboration"), Name(literal="The ATLAS Collaboration", group=True)),
        (Name("J.-P.", "Serre"), Name("Serre", "J.-P.")),
        (Name("DeVore", "Ronald"), Name("DeVore", "Ronald")),
        (Name("IBM"), Name("IBM")),
        (
            Name("Rouat", "Jean", orcid="https://orcid.org/0000-0002-1825-0097"),
            Name("Rouat", "Jean", orcid="0000-0002-1825-0097"),
        ),
        (Name("Rouat", "Jean", orcid="none"), Name("Rouat", "Jean")),
    ],
)
def test_parted_names_are_tidied(given, tidied):
    assert clean(service(author=(given,))).values["author"] == (tidied,)


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("2021", Date(2021)),
        ("2021-03", Date(2021, 3)),
        ("2021-03-05T10:00:00Z", Date(2021, 3, 5)),
        ("March 2021", Date(2021, 3)),
        ("5 Mar. 2021", Date(2021, 3, 5)),
        ("Mar 5, 2021", Date(2021, 3, 5)),
        (Date(2021, 13), Date(2021)),
        (Date(2023, 2, 29), Date(2023, 2)),
        (Date(2024, 2, 29), Date(2024, 2, 29)),
        (Date(2021, 0, 5), Date(2021)),
    ],
)
def test_dates_stay_as_exact_as_they_were(raw, date):
    assert clean(service(issued=raw)).values["issued"] == date


def test_a_date_that_is_none_is_the_status():
    assert dict(clean(service(issued=" in press")).values) == {"status": "in press"}
    assert dict(clean(service(issued="in press", status="accepted")).values) == {"status": "accepted"}


def test_an_impossible_date_is_said():
    said = list(impossible_dates(service(issued=Date(2021, 13), submitted=Date(2021, 1), accessed="0000-01-01")))
    assert [warned.text for warned in said] == [
        "issued 2021-13 is no date; 2021 of it is kept",
        "accessed 0000-01-01 is no date; nothing of it is kept",
    ]
