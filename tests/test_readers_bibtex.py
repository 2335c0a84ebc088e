"""A .bib as INPUT: what each dialect names, on which line, and that nothing of it is lost whatever is wrong with it."""

from __future__ import annotations

import pickle
import time
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.fields import clean
from harvester.readers import Reading, read_inputs, read_text
from harvester.readers.bib_names import _is_small, _parted, sections_of
from harvester.readers.bib_split import entries_of
from harvester.record import Date, Name


def read(text: str) -> Reading:
    return read_text(text, "refs.bib")


def named(text: str) -> list[tuple[str, int]]:
    """Return what is found: identifier, line."""
    return [(str(link.identifier), link.place.line) for link in read(text).links]


def own(text: str) -> list[list[str]]:
    """Return each entry's own identifiers."""
    return [[str(one) for one in record.ids] for record in read(text).records]


def terms(text: str) -> dict[str, Any]:
    (record,) = read(text).records
    return dict(record.values)


def keys(text: str) -> list[str]:
    return [str(record.values.get("citation-key", "")) for record in read(text).records]


def warned(text: str) -> list[str]:
    return [str(one) for one in read(text).warnings]


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        # DOIs, as people and programs write them
        ("doi = {10.5555/A.1}", ["doi:10.5555/a.1"]),
        ('DOI = "10.5555/a1"', ["doi:10.5555/a1"]),
        ("doi = {https://doi.org/10.5555/a1}", ["doi:10.5555/a1"]),
        ("doi = {http://dx.doi.org/10.5555/a1}", ["doi:10.5555/a1"]),
        ("doi = {doi:10.5555/a1}", ["doi:10.5555/a1"]),
        ("doi = {DOI: 10.5555/a1}", ["doi:10.5555/a1"]),
        ("doi = {10.5555/a\\_1}", ["doi:10.5555/a_1"]),
        ("doi = {10.5555/a{\\_}1}", ["doi:10.5555/a_1"]),
        ("doi = {10.5555/a{\\textunderscore}1}", ["doi:10.5555/a_1"]),
        ("doi = {10.5555/1{\\textless}2:A{\\textgreater}3}", ["doi:10.5555/1<2:a>3"]),
        ("doi = {10.5555/1$<$2:A$>$3}", ["doi:10.5555/1<2:a>3"]),
        ("doi = {10.5555/a1, 10.5555/a2}", ["doi:10.5555/a1", "doi:10.5555/a2"]),
        ("doi = {\\url{https://doi.org/10.5555/a1}}", ["doi:10.5555/a1"]),
        ("doi = {10.48550/arXiv.2101.00001}", ["arxiv:2101.00001"]),
        ("optdoi = {}, doi = {}, url = {https://doi.org/10.5555/a1}", ["doi:10.5555/a1"]),
        ("url = {https://dl.acm.org/doi/10.1145/1.2}", ["doi:10.1145/1.2"]),
        ("url = {https://example.org/a\\_b \\url{https://doi.org/10.5555/a\\_1}}", ["doi:10.5555/a_1"]),
        ("bdsk-url-1 = {https://doi.org/10.5555/a1}", ["doi:10.5555/a1"]),
        ("note = {\\href{https://doi.org/10.5555/a1}{10.5555/a1}}", ["doi:10.5555/a1"]),
        ("note = {doi:10.5555/a1}", ["doi:10.5555/a1"]),
        ("howpublished = {\\url{https://doi.org/10.5555/a1}}", ["doi:10.5555/a1"]),
        # arXiv: INSPIRE, ADS, Zotero, Mendeley, Google Scholar, dblp, Semantic Scholar, REVTeX
        ("eprint = {2101.00001}, archivePrefix = {arXiv}, primaryClass = {cs.LG}", ["arxiv:2101.00001"]),
        ("eprint = {2101.00001v3}, EPRINTTYPE = {ARXIV}", ["arxiv:2101.00001"]),
        ("eprint = {2101.00001}, archivePrefix = {{arXiv}}", ["arxiv:2101.00001"]),
        ("eprint = {2101.00001}, archive = {arXiv}", ["arxiv:2101.00001"]),
        ("eprint = {2101.00001 [cs.LG]}, archiveprefix = {arXiv}", ["arxiv:2101.00001"]),
        ("eprint = {arXiv:2101.00001}", ["arxiv:2101.00001"]),
        ("eprint = {https://arxiv.org/abs/2101.00001v2}", ["arxiv:2101.00001"]),
        ("eprint = {2101.00001}", ["arxiv:2101.00001"]),
        ('eprint = "hep-th/9901001", archivePrefix = "arXiv"', ["arxiv:hep-th/9901001"]),
        ('eprint = "9901001", archivePrefix = "hep-th"', ["arxiv:hep-th/9901001"]),
        ('eprint = "9901001", archivePrefix = "arXiv", primaryClass = "hep-th"', ["arxiv:hep-th/9901001"]),
        ('eprint = "2101.00001", archivePrefix = "astro-ph"', ["arxiv:2101.00001"]),
        ('SLACcitation = "%%CITATION = ARXIV:2101.00001;%%"', ["arxiv:2101.00001"]),
        ('eprint = "2101.00001", SLACcitation = "%%CITATION = ARXIV:1901.00009;%%"', ["arxiv:2101.00001"]),
        ("arxivId = {2101.00001}", ["arxiv:2101.00001"]),
        ("note = {arXiv: 2101.00001 [cs]}", ["arxiv:2101.00001"]),
        ("note = {{arXiv}:2101.00001}", ["arxiv:2101.00001"]),
        ("number = {{arXiv}:2101.00001}, publisher = {{arXiv}}", ["arxiv:2101.00001"]),
        ("journal = {arXiv preprint arXiv:2101.00001}", ["arxiv:2101.00001"]),
        ("journal = {arXiv preprint 2101.00001}", ["arxiv:2101.00001"]),
        ("journal = {CoRR}, volume = {abs/2101.00001}", ["arxiv:2101.00001"]),
        ("journal = {ArXiv}, volume = {abs/2101.00001}", ["arxiv:2101.00001"]),
        ("journal = {CoRR}, volume = {cs.CL/0101001}", ["arxiv:cs/0101001"]),
        ("journal = {arXiv e-prints}, pages = {arXiv:2101.00001}", ["arxiv:2101.00001"]),
        ("journal = {arXiv e-prints}, eid = {2101.00001}", ["arxiv:2101.00001"]),
        ("howpublished = {arXiv:2101.00001}", ["arxiv:2101.00001"]),
        ("preprint = {https://arxiv.org/abs/2101.00001}", ["arxiv:2101.00001"]),
        (
            "doi = {10.5555/a1}, preprint_doi = {10.1101/2020.01.02.123456}",
            ["doi:10.5555/a1", "doi:10.1101/2020.01.02.123456"],
        ),
        ("url2 = {https://arxiv.org/abs/2101.00001}", ["arxiv:2101.00001"]),
        ("adsurl = {https://ui.adsabs.harvard.edu/abs/2021arXiv210100001S}", ["arxiv:2101.00001"]),
        # others
        ("ssrn_id = {1234567}", ["ssrn:1234567"]),
        ("eprint = {12345678}, eprinttype = {pubmed}", ["pmid:12345678"]),
        ("pmid = {12345678}, pmcid = {PMC123456}", ["pmid:12345678", "pmcid:PMC123456"]),
        ("eprint = {hal-01234567}, eprinttype = {HAL}", ["hal:hal-01234567"]),
        ("url = {https://openreview.net/forum?id=AbCdEf123}", ["openreview:AbCdEf123"]),
        ("biburl = {https://dblp.org/rec/journals/corr/abs-2101-00001.bib}", ["dblp:journals/corr/abs-2101-00001"]),
        ("url = {https://ieeexplore.ieee.org/document/09763007/}", ["ieee:9763007"]),
        # none of the entry's own
        ("eprint = {https://www.jstor.org/stable/123456}", []),
        ("eprint = {2101.00001}, eprinttype = {jstor}", []),
        ("volume = {2101.00001}, journal = {Journal of Things}", []),
        ("pages = {2101.00001}", []),
        ("key = {arXiv:2101.00001}, sortkey = {doi:10.5555/a}", []),
        ("isbn = {978-3-16-148410-0}", []),  # the volume's
        ("abstract = {We extend doi:10.5555/other}, keywords = {arXiv:2101.00009}", []),
        ("note = {Code: https://doi.org/10.5281/zenodo.1}", []),
        ("file = {:papers/10.5555_a1.pdf:PDF}, annote = {see arXiv:2101.00009}", []),
    ],
)
def test_the_identifiers_of_an_entry_are_its_own_in_every_dialect(fields: str, ids: list[str]) -> None:
    assert own(f"@article{{key,\n  title = {{T}},\n  {fields}\n}}\n") == [ids]


def test_a_link_to_another_work_is_found_and_is_not_the_entrys_own() -> None:
    text = "@article{key,\n title = {T},\n note = {Code: https://doi.org/10.5281/zenodo.1}}"
    assert (named(text), own(text)) == ([("doi:10.5281/zenodo.1", 3)], [[]])


def test_an_isbn_is_a_books_own() -> None:
    text = "@book{key, title = {T}, isbn = {978-3-16-148410-0 (hardback), 0-306-40615-2}}"
    assert own(text) == [["isbn:9783161484100", "isbn:9780306406157"]]


def test_the_place_is_the_line_on_which_the_identifier_begins() -> None:
    text = """\
% a comment

@article{one,
  title = {A title
           on two lines},
  doi =
    {10.5555/a},
  url = {
    https://doi.org/10.5555/b
  }, note = {one
  two https://doi.org/10.5555/c}
}
@misc(two, doi = "10.5555/d")
"""
    expected = [("doi:10.5555/a", 7), ("doi:10.5555/b", 9), ("doi:10.5555/c", 11), ("doi:10.5555/d", 13)]
    assert named(text) == named(text.replace("\n", "\r\n")) == named("\ufeff" + text) == expected
    assert [record.origin.source for record in read(text).records] == ["refs.bib:3", "refs.bib:13"]


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, title = {A {nested {t}itle}}, year = 2020}",
        '@article{k, title = "A {nested {t}itle}", year = "2020"}',
        "@article(k, title = {A {nested {t}itle}}, year = {2020})",
        "@ARTICLE { k ,\n TITLE={A {nested {t}itle}}\n,YEAR=2020,\n}",
        "@article{k, % the key\n title = {A {nested {t}itle}}, % the title\n % doi = {10.5555/no},\n year = 2020}",
        "@string{a = {A }}@string(n = \"nested \")@article{k, title = a # N # {{t}itle}, year = 2020}",
        "words before, mail me@example.org (or not)\n@article{k, title = {A {nested {t}itle}}, year = 2020} words after",
        "@comment{@article{no, title = {No}}}\n@preamble{\"\\newcommand{\\x}{y}\"}\n@article{k, title={A {nested {t}itle}}, year=2020}",
        "% @article{no, title = {No}}\n@article{k, title = {A {nested {t}itle}}, year = 2020}",
        "@article{k, title = {A {nested {t}itle}} year = 2020}",
        "@article{k title = {A {nested {t}itle}}, year = 2020}",
        "@article{k, title = {A {nested {t}itle}}, year = 2020",
        "@article{k,\n title = {A {nested {t}itle,\n year = 2020\n}",
    ],
)  # fmt: skip
def test_an_entry_is_read_however_it_is_written(text: str) -> None:
    read_as = terms(text)
    assert read_as.pop("raw", text) == text  # kept where its end was not found
    assert "{" in read_as.pop("bibtex:title")  # kept for its braces
    assert read_as == {
        "type": "article-journal",
        "citation-key": "k",
        "title": "A nested title" if "itle}" in text else "A nested title,",
        "issued": Date(2020),
    } and not named(text)


def test_a_value_of_parts_and_macros_is_put_together() -> None:
    text = """\
@string{base = {https://doi.org/}, jml = "J. of ML"}
@article{k, month = 1 # "~" # MAR, year = 2020, journal = JML # { (Letters)},
  url = base # {10.5555/a}, pages = 1 # "--" # 9}
"""
    assert terms(text)["container-title"] == "J. of ML (Letters)"
    assert (terms(text)["issued"], terms(text)["page"], named(text)) == (
        Date(2020, 3, 1),
        "1–9",
        [("doi:10.5555/a", 3)],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@article{k, title = {T}, journal = foo}", "the macro 'foo' of the field 'journal' is defined nowhere above"),
        ("@article{k, title = {T}}\n@article{k, title = {U}}", "refs.bib:2: the key 'k' stands 2 times"),
        ("@article{k, title = {T}, title = {U}}", "the field 'title' stands twice; the first counts"),
        ("@article{k, title = {T} doi = {10.5555/a}}", "a comma is missing before the field 'doi'"),
        ("@article{k\n title = {T}}", "a comma is missing after the key"),
        ("@article{, title = {T}}", "it has no key"),
        ("@article{title = {T}, year = 2000}", "it has no key"),
        ("\n@article{k, title = {T}", "refs.bib:2: entry 'k': its end can't be found"),
        ("@article{k}", "it holds no field that can be read"),
        ("@article{k, title = {T}, doi = {none given}}", "'none given' is no DOI"),
        ("@article{k, crossref = {vol}, title = {T}}", "no entry of this file has the key 'vol'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    warnings = warned(text)
    assert len(warnings) == 1 and said in warnings[0] and warnings[0].startswith("refs.bib:")


def test_people_are_no_works_of_an_entry() -> None:
    assert named("@misc{k, note = {Doe, J\nOrcid: 0000-0002-1825-0097\ndoi:10.5555/a}}") == [("doi:10.5555/a", 3)]


def test_an_arxiv_id_in_the_place_of_a_doi_is_read_and_told() -> None:
    text = '@misc{k, doi = "2202.00282"}\n@misc{l, doi = {2022.00282}}'
    assert named(text) == [("arxiv:2202.00282", 1)]
    assert [warning.partition("; ")[0] for warning in warned(text)] == [
        "refs.bib:1: '2202.00282' is no DOI: read as arxiv:2202.00282",
        "refs.bib:2: '2022.00282' is no DOI",
    ]


def test_a_brace_too_many_ends_no_entry_whose_fields_go_on() -> None:
    text = "@article{k, doi = 10.5555/a},\n url = {https://arxiv.org/abs/2202.00282},\n year = 2022\n}\n@misc{l, note = {N}}"
    assert named(text) == [("doi:10.5555/a", 1), ("arxiv:2202.00282", 2)]
    assert keys(text) == ["k", "l"]
    assert any("its end can't be found" in warning for warning in warned(text))


def test_what_is_commented_out_of_an_entry_names_nothing() -> None:
    text = "@misc{k,\n% eprint = {2202.00282},\n%  url = {https://arxiv.org/abs/2202.00283},\n%}\n\n@misc{l, doi = {10.5555/a}}"
    assert named(text) == [("doi:10.5555/a", 6)]


def test_a_field_that_stands_twice_is_kept_twice() -> None:
    text = "@misc{k, title = {T}, doi = {10.5555/a}, doi = {10.5555/b}, note = {one}, note = {two}, note = {two}}"
    assert own(text) == [["doi:10.5555/a", "doi:10.5555/b"]]
    assert {"note": "one", "bibtex:note-2": "two"}.items() <= terms(text).items()
    assert "bibtex:note-3" not in terms(text)


@pytest.mark.parametrize(
    "key", ["DBLP:conf/nips/Doe20", "doe+20", "o'neil", "Doe_2020", "doe(2020)", "müller", "10.1/x", "a key"]
)
def test_every_key_is_kept_as_it_is(key: str) -> None:
    assert keys(f"@article{{{key},\n title = {{T}}\n}}") == [key]


INHERITING = """\
@inproceedings{part, title = {A part}, crossref = {Volume}, pages = {1--2}, doi = {10.5555/part}}
@proceedings{volume, title = {The volume}, subtitle = {And more}, date = {2019-07}, isbn = {978-3-16-148410-0},
  publisher = {P}, doi = {10.5555/volume}, crossref = {series}}
@collection{series, series = {The series}, editor = {Smith, Ada}}
@inproceedings{loop, title = {Loop}, crossref = {loop2}, xdata = {loop}}
@inproceedings{loop2, title = {Loop 2}, crossref = {loop}}
@xdata{house, publisher = {Q}, location = {Rome}}
@book{book, title = {B}, booktitle = {B}, xdata = {house, nobody}, author = {Doe, Jane}}
@softwareversion{version, crossref = {book}, version = {2}}
"""


def test_a_part_has_what_its_volume_tells_and_not_its_volumes_identifiers() -> None:
    records = {record.values["citation-key"]: record for record in read(INHERITING).records}
    part, book = records["part"], records["book"]
    assert [str(one) for one in part.ids] == ["doi:10.5555/part"]
    assert part.values["container-title"] == "The volume"
    assert (part.values["publisher"], part.values["issued"]) == ("P", Date(2019, 7))
    assert (part.values["collection-title"], part.values["editor"]) == ("The series", (Name("Smith", "Ada"),))
    assert (book.values["publisher"], book.values["publisher-place"], book.values["title"]) == ("Q", "Rome", "B")
    assert records["loop"].values["title"] == "Loop"
    version = records["version"].values
    assert (version["title"], version["author"]) == ("B", (Name("Doe", "Jane"),)) and "container-title" not in version


def test_what_no_term_holds_is_kept_as_it_was_written() -> None:
    text = r"@article{k, title = {T}, file = {:a\_b.pdf:PDF}, custom-1 = {{A} \& b}, author+an = {1=me}, journal = {J}}"
    assert {
        "bibtex:file": r":a\_b.pdf:PDF",
        "bibtex:custom-1": r"{A} \& b",
        "bibtex:author+an": "1=me",
    }.items() <= terms(text).items()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (INHERITING, "refs.bib"),
        ('[{"id": "a", "type": "book", "title": "T"}]', "refs.json"),
        ("references:\n- {id: a, type: book, title: T}\n", "refs.yaml"),
        ("cff-version: 1.2.0\ntitle: T\n", "CITATION.cff"),
    ],
)
def test_a_record_may_come_from_another_process(text: str, name: str) -> None:
    reading = read_text(text, name)
    assert reading.records and pickle.loads(pickle.dumps(reading)) == reading


def test_a_list_of_identifiers_decodes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvester.readers.bibtex.text_of", None)
    assert named("@misc{k, title = {A {T}itle}, doi = {10.5555/a}}") == [("doi:10.5555/a", 1)]


def test_a_text_that_was_decoded_wrongly_is_mended_and_said() -> None:
    text = "@misc{k,\n title = {UniversitÃ© de Sherbrooke}, author = {MÃ¼ller, J.}}"
    (record,) = map(clean, read(text).records)
    assert (record.values["title"], record.values["author"]) == ("Université de Sherbrooke", (Name("Müller", "J."),))
    assert "decoded with a wrong code page" in warned(text)[0]


NAMES = [
    ("van Gogh", Name("Gogh", particle="van")),
    ("Vincent van Gogh", Name("Gogh", "Vincent", "van")),
    ("Jean de La Fontaine", Name("La Fontaine", "Jean", "de")),
    ("jean de la Fontaine", Name("Fontaine", particle="jean de la")),
    ("Jean Luc picard", Name("picard", "Jean Luc")),
    ("de La Fontaine, Jean", Name("La Fontaine", "Jean", "de")),
    ("Ford, Jr., Henry", Name("Ford", "Henry", suffix="Jr.")),
    ("Smith, John,", Name("Smith", "John")),
    (", John", Name("John")),
    ("{van Gogh}, Vincent", Name("van Gogh", "Vincent")),
    ("{von}Neumann, John", Name("vonNeumann", "John")),
    ("{\\'e}tienne Lajoie", Name("Lajoie", particle="étienne")),
    ("{\\'E}tienne Lajoie", Name("Lajoie", "Étienne")),
    ("{\\O}ystein Strand", Name("Strand", "Øystein")),
    ("Charles Louis Xavier Joseph {de la Vall{\\'e}e Poussin}", Name("de la Vallée Poussin", "Charles Louis Xavier Joseph")),
    ("{The ATLAS Collaboration}", Name(literal="The ATLAS Collaboration", group=True)),
    ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.", group=True)),
    ("{\\relax Ch}arles Darwin", Name("Darwin", "Charles")),
    ("{\\TeX} {\\sltt xDVIx} Team", Name("Team", "TeX", "xDVIx")),
    ("AA {bb} cc DD", Name("DD", "AA bb", "cc")),
    ("AA {b}b cc dd", Name("dd", "AA", "bb cc")),
    ("BB,, AA", Name("BB", "AA")),
    ("Smith,~Jr.,~John", Name("Smith", "John", suffix="Jr.")),
    ("{Bell, II}, Edwin", Name("Bell, II", "Edwin")),
    ("Christina A. L.\\ Thiele", Name("Thiele", "Christina A. L.")),
    ("{\\DJ}or{\\dj}e {\\TH}{\\'o}r", Name("Þór", "Đorđe")),
    ("Hoare, C.\\,A.", Name("Hoare", "C. A.")),
    ("\\textbf{Doe, Jane}", Name("Doe", "Jane")),
    ("{\\bf van {D}oe, Jane}", Name("Doe", "Jane", "van")),
    ("\\textbf{Doe}, \\emph{Jane}", Name("Doe", "Jane")),
    ("田中 花子", Name("花子", "田中")),  # no letter of theirs is small
    ("ʿAbdallāh al-Ṭūlī", Name("al-Ṭūlī", "ʿAbdallāh")),
    ("family=Goethe, given={Johann Wolfgang}, prefix=von", Name("Goethe", "Johann Wolfgang", "von")),
    ("useprefix=false and family=Doe, given=J.", Name("Doe", "J.")),
    ("given = Hans, family = {Harman, Jr.}", Name("Harman, Jr.", "Hans")),
    ("TUG 2004 conference", Name("conference", "TUG 2004")),
    ("others", Name(literal="others", group=True)),
]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "Doe, Jane and Roe, Max and others",
        "Doe, Jane AND Roe, Max\n\tand et~al.",
        "Jane Doe and Max Roe et al.",
        "Doe, Jane; Roe, Max; others",
        "Doe, Jane; Roe, Max, et al",
        "Jane {D}oe \\and Max {Roe} and {et al.}",
    ],
)
def test_a_list_is_parted_at_its_words_and_signs(written: str) -> None:
    (record,) = map(clean, read(f"@misc{{k, author = {{{written}}}}}").records)
    assert record.values["author"] == (Name("Doe", "Jane"), Name("Roe", "Max"), Name(literal="others", group=True))


def test_a_semicolon_of_an_entity_parts_nobody() -> None:
    assert terms("@misc{k, author = {M&uuml;ller, J. and Ng&ocirc; , A.}}")["author"] == (
        Name("Müller", "J."),
        Name("Ngô", "A."),
    )


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_names_are_parted_by_bibtexs_own_rules(written: str, name: Name) -> None:
    assert terms(f"@misc{{k, author = {{{written} and Ada Lovelace}}}}")["author"] == (name, Name("Lovelace", "Ada"))


WORDS = st.sampled_from(
    [
        "Jan",
        "van",
        "der",
        "Berg",
        "J.",
        "O'Neil",
        "d'Alembert",
        "Éa",
        "é",
        "de",
        "1",
        "'t",
        "{de}",
        "{B and C}",
        "{B}erg",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=2))
def test_the_library_parts_names_alike(last: list[str], first: list[str], jr: list[str]) -> None:
    """But for what Patashnik's rules say otherwise: `van Gogh` alone, and a last word that is small."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = [last, *([jr] if jr and first else []), *([first] if first else [])]
    text = ", ".join(map(" ".join, parts))
    ours = _parted(sections_of(text))
    assert sorted(chain.from_iterable(ours)) == sorted(word for part in parts for word in part)
    if not _is_small(last[-1]) and (first or len(last) != 2):
        theirs = parse_single_name_into_parts(text, strict=False)
        assert ours == (theirs.last, theirs.first, theirs.von, theirs.jr)


GERMAN = "@article{k, author = {Müller, Jürgen}, title = {Über Ärger: naïve étude straße}}"
QUOTED = "@article{k, author = {O’Connor, A.}, title = {On a “b” there}}"
UMLAUT = "@article{k, author = {Müller, A. M.}, title = {A signature of depressive symptoms in patients with mood disorders}}"
CZECH = "@article{k, author = {Novák, Čeněk}, title = {Příliš žluťoučký kůň úpěl ďábelské ódy}}"


@pytest.mark.parametrize(
    ("text", "encoding", "head"),
    [
        (GERMAN, "latin-1", ""),
        (GERMAN, "utf-8-sig", ""),
        (GERMAN, "utf-16", ""),
        (GERMAN, "utf-8", "% Encoding: ISO8859_1\n"),  # what JabRef says when somebody else has saved the file
        (QUOTED, "cp1252", ""),
        (UMLAUT, "latin-1", ""),
        (CZECH, "cp1250", ""),
        (CZECH, "iso8859-2", "% Encoding: ISO8859_2\n"),
    ],
)
def test_a_file_is_read_in_its_own_encoding(text: str, encoding: str, head: str, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_bytes((head + text).encode(encoding))
    (found,), (meant,) = read_inputs((str(tmp_path / "refs.bib"),)).records, read(text).records
    assert found.values == meant.values


# Whatever stands in a .bib

KEY = st.from_regex(r"[A-Za-z][A-Za-z0-9:_/+.-]{0,8}", fullmatch=True)
PIECE = st.sampled_from(
    ["word", " ", "\n", ",", "=", "#", "%", "@", "\\'e", "(", ")", "$x$", "--", "@article x", "10.5555/a"]
)
VALUE = st.recursive(
    st.lists(PIECE, max_size=6).map("".join),
    lambda inner: inner.map("{{{}}}".format) | st.tuples(inner, inner).map("".join),
    max_leaves=6,
)
FIELDS = st.dictionaries(st.sampled_from(["title", "note", "journal", "x-1", "Keywords"]), VALUE, min_size=1)


@st.composite
def entries(draw: st.DrawFn) -> list[tuple[str, dict[str, str], str]]:
    """Return entries of different keys: key, fields, text."""
    made = []
    for key in draw(st.lists(KEY, min_size=1, max_size=5, unique_by=str.lower)):
        fields = draw(FIELDS)
        gap = draw(st.sampled_from([" ", "\n  ", "\n\n\t"]))
        is_quoted = draw(st.booleans())
        opened, closed = draw(st.sampled_from(["{}", "()"]))
        shown = (
            f"{name}{gap}={gap}" + (f'"{value}"' if is_quoted else f"{{{value}}}") for name, value in fields.items()
        )
        made.append((key, fields, f"@misc{opened}{key},{gap}{f',{gap}'.join(shown)}{gap}{closed}\n"))
    return made


BETWEEN = st.sampled_from(
    ["", "\n", "% a comment\n", "some words\n\n", "@comment{a {nested} one}\n", "@string{m = {x}}\n"]
)


@given(entries(), st.lists(BETWEEN, min_size=5, max_size=5))
def test_each_entry_comes_back_with_its_key_its_fields_and_their_lines(
    made: list[tuple[str, dict[str, str], str]], between: list[str]
) -> None:
    text, expected = "", []
    for (key, fields, written), gap in zip(made, between, strict=False):
        text += gap
        line = text.count("\n") + 1
        expected.append((key, {name.lower(): value.strip() for name, value in fields.items()}, line))
        text += written
    found = [entry for entry in entries_of(text) if entry.kind != "string"]
    assert [
        (one.key, {field.name: field.value[1:-1].strip() for field in one.fields}, one.line) for one in found
    ] == expected
    lines = text.split("\n")
    assert all(lines[field.line - 1].find(field.value[0]) >= 0 for one in found for field in one.fields)
    assert not any(one.problem for one in found)


@given(entries(), st.data())
def test_what_is_wrong_with_one_entry_costs_no_other(
    made: list[tuple[str, dict[str, str], str]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(made) - 1))
    broken = made[number][2]
    at = data.draw(st.integers(1, len(broken)))
    sign = data.draw(st.sampled_from(["", "{", "}", '"', ",", "=", "#", "(", ")", "@", "\n"]))
    cut = data.draw(st.integers(0, 3))
    texts = [text for _, _, text in made]
    texts[number] = (broken[:at] + sign + broken[at + cut :]).rstrip("\n") + "\n"
    found = {entry.key for entry in entries_of("\n".join(texts))}
    assert {key for n, (key, _, _) in enumerate(made) if n != number} <= found


SIGNS = st.lists(
    st.sampled_from([*'@{}(),="#%\\\n', "article", "string", "comment", "key", " ", "doi", "10.5555/a", "and", "é"]),
    max_size=60,
)


@given(SIGNS.map("".join) | st.text(max_size=200))
def test_no_text_makes_the_reader_raise_and_each_place_is_a_line_of_it(text: str) -> None:
    reading = read(text)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    places = [int(record.origin.source.rpartition(":")[2]) for record in reading.records]
    assert all(1 <= line <= last for line in (*places, *(link.place.line for link in reading.links)))


@given(entries())
def test_the_library_splits_alike(made: list[tuple[str, dict[str, str], str]]) -> None:
    from bibtexparser.splitter import Splitter

    text = "\n".join(written for _, _, written in made if "@" not in written[1:] and '"' not in written)
    library = Splitter(text).split()
    theirs = [
        (one.key, {field.key.lower(): field.value for field in one.fields}, one.start_line) for one in library.entries
    ]
    ours = [(one.key, {field.name: field.value for field in one.fields}, one.line - 1) for one in entries_of(text)]
    if not library.failed_blocks:
        assert ours == theirs


HOSTILE = [
    "@article{k, title = {", "@article{k,\n title = {\n", "@article{k\n", "@a{b c={\n", "@comment{\n", "@comment{", '@a{k, t = "',
    "@article{k, doi = {10.5555/a}}\n", "{", "}", "@", "@a{", "%\n", "% ", "k = {x} ", ", t = {x}", " and ", " # a", "\n", " ",
    "\\'", "{\\'e", "$", "\\(", "`", "\\url{", "\\href{a}{", "--",
    "; @a{k,", "|@a{k, t = {", "x @home (", "a @a{k,</b>",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "@article{{key, author = {{{}}}, title = {{T}}}}", "@misc{{key, url = {{{}"])
def test_hostile_files_take_linear_time(piece: str, frame: str) -> None:
    text = frame.format(piece * (60_000 // len(piece)))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 2


def test_three_thousand_entries_take_a_second_or_two() -> None:
    author = " and ".join(f"M{{\\\"u}}ller{chr(97 + n)}, J{{\\'e}}r{{\\^o}}me {chr(65 + n)}." for n in range(8))
    abstract = "We show that {Bayesian} networks of $L_1$ norms \\emph{in~vivo} are 50\\% better --- in words. " * 12
    text = "".join(
        f"@article{{key{n},\n author = {{{author}}},\n title = {{Title {n} of an {{\\'e}}tude}},\n abstract = {{{abstract}}},\n"
        f" journal = {{Journal}},\n year = 2020,\n doi = {{10.5555/a.{n}}},\n note = {{arXiv:2101.{n:05}}}\n}}\n"
        for n in range(1, 3001)
    )
    began = time.process_time()
    reading = read(text)
    assert (len(reading.records), len(reading.links)) == (3000, 6000)
    assert all(record.values["author"] for record in reading.records)
    assert time.process_time() - began < 6  # 1.5 s on an idle machine
