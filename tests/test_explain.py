"""--explain: where each field comes from, what lost, and why the records are one work."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from harvester import cli
from harvester.citekeys import give_keys
from harvester.errors import ConfigError
from harvester.explain import WIDTH, explained, found, told
from harvester.identifiers import Identifier
from harvester.match import same_works
from harvester.merge import merge
from harvester.record import Claim, Date, Name, Origin, Record, Work
from harvester.report import Result

DOI, ARXIV = Identifier("doi", "10.5555/journal.1"), Identifier("arxiv", "2101.00001")
BIB = """@article{lovelace, title = {Notes on the engine that weaves algebra}, author = {Ada Lovelace and C. Babbage},
  journal = {Memoirs}, year = 1843, doi = {10.5555/journal.1}}
@misc{draft, title = {Notes on the Engine that Weaves Algebra}, author = {Lovelace, A. and Babbage, Charles},
  year = 1842, eprint = {2101.00001}, archiveprefix = {arXiv}}
@misc{other, title = {Another thing altogether}, author = {Somebody Else}, year = 1900}
"""


def works(*records):
    groups, _ = same_works(records)
    return give_keys([replace(merge(group), status="resolved") for group in groups], {})


def of(source, ids, day="2026-01-02", claims=(), **values):
    named = {key.replace("_", "-"): value for key, value in values.items()}
    kind = "user" if source.startswith("sources.yaml") else "service"
    return Record(tuple(ids), named, Origin(source, f"https://{source}.example/1", day, kind), claims)


ARTICLE = of("crossref", [DOI], title="A Title", author=(Name("Lovelace", "Ada"),), issued=Date(1843), volume="3")
PREPRINT = of(
    "arxiv", [ARXIV], claims=(Claim("is-preprint-of", DOI),), title="a title", author=(Name("Lovelace", "A."),),
    issued=Date(1842), type="article",
)  # fmt: skip


def field(shown, name):
    return next(one for one in shown["fields"] if one["field"] == name)


def test_a_field_is_told_with_source_address_day_row_and_what_lost():
    (work,) = works(ARTICLE, PREPRINT)
    title = field(explained(work, Result(), "records.json"), "title")
    assert (title["value"], title["source"], title["since"]) == ("A Title", "crossref", "2026-01-02")
    assert (title["address"], title["row"], title["why"]) == (
        "https://crossref.example/1", "*", "crossref before arxiv",
    )  # fmt: skip
    assert [(one["value"], one["source"]) for one in title["lost"]] == [("a title", "arxiv")]


def test_who_says_the_same_has_not_lost():
    (work,) = works(ARTICLE, of("openalex", [DOI], title="A Title"))
    title = field(explained(work, Result(), ""), "title")
    assert title["lost"] == [] and [one["source"] for one in title["agreeing"]] == ["openalex"]


def test_the_users_word_is_said_to_be_his():
    (work,) = works(ARTICLE, of("sources.yaml:3", [DOI], title="Mine"))
    title = field(explained(work, Result(), ""), "title")
    assert (title["source"], title["why"]) == ("sources.yaml:3", "the user's word")


def test_the_row_of_each_field_is_told_with_its_order():
    (work,) = works(ARTICLE)
    shown = explained(work, Result(), "")
    assert field(shown, "author")["row"] == "author" and field(shown, "volume")["together"]
    assert shown["trust"]["author"]["sources"][0] == "crossref" and set(shown["trust"]) == {"*", "author"}


def test_a_stated_relation_is_the_reason_in_words():
    (work,) = works(ARTICLE, PREPRINT)
    (why,) = explained(work, Result(), "")["why"]
    assert why == {"why": "arxiv states is-preprint-of doi:10.5555/journal.1; title and author agree"}


def test_evidence_is_told_addend_by_addend_and_sums_up(tmp_path, monkeypatch, capsys):
    shown = json.loads(run(tmp_path, monkeypatch, capsys, "lovelace", "--json"))
    (why,) = shown["why"]
    assert why["sum"] == sum(one["weight"] for one in why["addends"]) >= why["needed"]
    assert {one["feature"] for one in why["addends"]} >= {"title", "people", "year"}
    assert "arxiv:2101.00001" in why["why"] and "doi:10.5555/journal.1" in why["why"]


def run(folder, monkeypatch, capsys, *words, status=0):
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    (folder / "mine.bib").write_text(BIB, encoding="utf-8")
    assert cli.main(["--explain", *words, "mine.bib"]) == status
    said = capsys.readouterr()
    return said.out if status == 0 else said.err


KEYS = (
    "lovelace",
    "draft",
    "LOVELACE",
    "10.5555/journal.1",
    "https://doi.org/10.5555/JOURNAL.1",
    "arXiv:2101.00001v2",
    "2101.00001",
)


@pytest.mark.parametrize("key", KEYS)
def test_a_work_is_found_by_key_former_key_and_identifier(tmp_path, monkeypatch, capsys, key):
    out = run(tmp_path, monkeypatch, capsys, key)
    assert out.startswith("lovelace: Notes on the engine that weaves algebra\n")
    assert "also found under draft" in out and str(tmp_path / "data") in out


def test_nothing_is_written_and_no_output_looked_at(tmp_path, monkeypatch, capsys):
    run(tmp_path, monkeypatch, capsys, "other", "--bibtex", "mine.bib", "--report", "r.json")
    assert not (tmp_path / "data").exists() and not (tmp_path / "r.json").exists()
    assert (tmp_path / "mine.bib").read_text("utf-8") == BIB


def test_an_unknown_key_names_the_nearest(tmp_path, monkeypatch, capsys):
    said = run(tmp_path, monkeypatch, capsys, "lovelase", status=2)
    assert "the nearest keys are lovelace" in said


def test_without_works_there_is_no_nearest_key():
    with pytest.raises(ConfigError, match=r"lovelace.* is no key"):
        found("lovelace", [])


def test_the_screen_shows_every_field_on_eighty_columns():
    long = " ".join(["word"] * 400)
    (work,) = works(ARTICLE.with_values({**ARTICLE.values, "abstract": long, "title": long}))
    lines = list(told(explained(work, Result(), "output/records.json")))
    assert max(map(len, lines)) <= WIDTH == 80
    assert set(work.choices) <= set(lines), "each field has a line of its own"
    assert any("(1999 characters)" in line for line in lines)


def test_what_is_not_known_is_told_with_the_link():
    work = Work(ids=(ARXIV,), key="arxiv2101.00001", text="a link's text")
    out = "\n".join(told(explained(work, Result(), "records.json")))
    assert "a link's text" in out and "not yet resolved" in out and "No record" in out


def test_a_value_in_json_is_whole_and_has_its_parts():
    (work,) = works(ARTICLE, PREPRINT)
    shown = json.loads(json.dumps(explained(work, Result(), "")))
    assert field(shown, "author")["value"] == [{"family": "Lovelace", "given": "Ada"}]
    assert field(shown, "issued")["value"] == "1843" and re.match(r"lovelace1843", shown["key"])
