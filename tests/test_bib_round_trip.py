"""A .bib that goes in comes out: every field that no service has, every key, with nothing to say for bibtex and biber."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.citekeys import give_keys
from harvester.clean.fields import clean
from harvester.match import Group
from harvester.merge import merge
from harvester.readers import read_text
from harvester.record import Record
from harvester.vocabulary import BIBTEX_TYPES
from harvester.writers import Settings, write


def records(text: str) -> list[Record]:
    return [clean(record) for record in read_text(text, "refs.bib").records]


def written(text: str) -> str:
    """Return the .bib as harvest writes it where no service answers."""
    works = give_keys([replace(merge(Group((record,))), status="library") for record in records(text)], {})
    return write("bibtex", works, Settings())


REFS = r"""
@string{jml = "Journal of Machine Things"}
@article{Doe:2020,
  author = {Doe, Jane and {The ATLAS Collaboration} and van der Berg, Jan and King, Jr., Martin and others},
  title = {The {DNA} of $L_1$ norms: {\'E}tude of \emph{mice} \& men}, journal = jml, year = 2020, month = mar,
  volume = 3, number = {4}, pages = {1--9}, doi = {10.5555/doe.2020}, publisher = {House \& Co}, issn = {1234-5679},
  note = {Oral presentation}, keywords = {a, b}, file = {:papers/doe\_2020.pdf:PDF}, abstract = {50\% of $x$.},
  mycustom = {Custom {Value}}, annote = {Read it}, owner = {me}, bdsk-url-1 = {https://example.org/x},
  date-added = {2020-01-01 10:00:00 +0000}, language = {english}, urldate = {2020-05-06}, shorttitle = {DNA}
}
@inproceedings{Roe19a, author = {Richard Roe}, title = {A talk}, booktitle = {Proc. of X}, year = {2019},
  editor = {Ed Itor}, series = {LNCS}, address = {Rome}, eprint = {1901.00001}, archivePrefix = {arXiv},
  primaryClass = {cs.LG}, video = {https://example.org/v.mp4}, chapter = {3}, url = {https://example.org/one}}
@phdthesis{Poe18, author = {Poe, Edgar}, title = {Thesis}, school = {Uni}, year = {2018}, type = {{PhD} thesis}}
@techreport{TR-1, author = {Tee, R.}, title = {Report}, institution = {Inst}, number = {TR-1}, year = {2017}}
@book{B+1, editor = {Ed, E.}, title = {Book}, publisher = {Pub}, year = {2001}, edition = {2nd}, series = {S}, volume = {1}}
@misc{M, author = {Mis, C.}, title = {Misc}, howpublished = {\url{https://example.org/m}}, year = {2015}, note = {Seen}}
@online{O, author = {On, L.}, title = {Online}, date = {2016-05-06}, url = {https://example.org/o https://example.org/p}}
@patent{P, author = {Pat, E.}, title = {Patent}, number = {US123}, year = {1999}, holder = {Co}}
@article{Twice, author = {Doe, Jane}, title = {Other}, journal = {J}, year = {2000}, note = {x}, note = {y}}
@article{Broken, author = {Doe, Jane}, title = {Broken {thing}, journal = {J}, year = {2001}, note = {kept}
"""

NOT_THE_SAME = {"raw", "type"}  # misc holds many types


def test_every_field_and_key_of_a_bib_comes_back() -> None:
    before, after = records(REFS), {one.values["citation-key"]: one for one in records(written(REFS))}
    assert len(after) == len(before) == 10
    for record in before:
        again = after[record.values["citation-key"]]
        kept = {term: value for term, value in record.values.items() if term not in NOT_THE_SAME}
        assert kept.items() <= dict(again.values).items(), record.origin
        assert set(record.ids) == set(again.ids)


@pytest.mark.parametrize(
    "title",
    [
        "The {Bayesian} way",
        "{The Whole Title}",
        "A {B}ayesian {{\\'E}tude} of {\\'e}clairs \\& {$x$}",
        "Plain words",
        "Met{A}: on {Mc}Donald",
    ],
)
def test_the_braces_round_a_titles_words_stay(title: str) -> None:
    assert f"title = {{{title}}}" in written(f"@misc{{k, author = {{Doe, Jane}}, year = 2020, title = {{{title}}}}}")


def test_the_braces_yield_where_the_title_is_another() -> None:
    (record,) = records("@misc{k, author = {Doe, Jane}, year = 2020, title = {The {Bayesian} way}}")
    other = record.with_values({**record.values, "title": "The Bayesian Way"})
    (work,) = give_keys([replace(merge(Group((other,))), status="library")], {})
    assert "title = {The Bayesian Way}" in write("bibtex", [work], Settings())


def test_what_is_written_is_read_and_written_alike() -> None:
    once = written(REFS)
    assert written(once) == once


@pytest.mark.real
def test_bibtex_and_biber_say_nothing_of_it_but_which_fields_are_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(written(REFS), "utf-8")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibdata{refs}\n\\bibstyle{plain}\n")
    assert not re.search("arning|rror", _run(["bibtex", "x"], tmp_path))
    said = _run(["biber", "--tool", "--output-file", "out.bib", "refs.bib"], tmp_path)
    assert [line for line in said.splitlines() if "INFO" not in line] == []


def _run(command: list[str], folder: Path) -> str:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout
    except FileNotFoundError:
        pytest.skip(f"{command[0]} is not installed")


TEXT = st.from_regex(r"[A-Za-zé][A-Za-zé0-9 ,.:()é-]{0,20}[A-Za-zé]", fullmatch=True).map(
    lambda text: " ".join(text.split())
)
OWN = st.dictionaries(
    st.sampled_from(
        ["note", "file", "custom-1", "annote", "publisher", "abstract", "shorttitle", "edition", "rating", "series"]
    ),
    TEXT,
)


@given(st.sampled_from(sorted(BIBTEX_TYPES)), TEXT, OWN)
def test_no_type_of_entry_loses_a_field(kind: str, title: str, own: dict[str, str]) -> None:
    fields = {"title": title, "author": "Doe, Jane", "year": "2020", **own}
    text = f"@{kind}{{key, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}"
    (before,), (after,) = records(text), records(written(text))
    lost = {
        term: value for term, value in before.values.items() if value not in after.values.values() and term != "type"
    }
    assert lost == {}
