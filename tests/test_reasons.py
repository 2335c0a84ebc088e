"""What the reader and the user must know, through the whole command: retractions, news, corrections, keys, dates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harvester import cli

PAGE = """[bridges](https://arxiv.org/abs/1907.99901v2)
[terraces](https://doi.org/10.5555/standin.retracted)
"""
SOURCES = """contact: me@example.org
pages: [about.md]
output: {bibtex: refs.bib, markdown: list.md, library: records.json}
services: {doi: {enabled: false}}
"""
UNPUBLISHED = ("10.5555/Standin.Published", "10.5555/nothing.yet")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: Any) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in services.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    (tmp_path / "about.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def run(home: Path, *words: str, status: int = 0) -> dict[str, Any]:
    assert cli.main(["--report", "r.json", *words]) == status
    told: dict[str, Any] = json.loads((home / "r.json").read_text("utf-8"))
    return told


def said(report: dict[str, Any]) -> list[str]:
    return [f"{one['place']}: {one['text']}" for one in report["warnings"]]


def work_of(report: dict[str, Any], identifier: str) -> dict[str, Any]:
    return next(work for work in report["works"] if identifier in work["identifiers"])


def test_a_retraction_is_in_every_output_and_the_report_and_fails_strict(home, capsys):
    work = work_of(
        run(home, "--csl", "list.json", "--markdown", "l.md", "--bibtex", "r.bib"), "doi:10.5555/standin.retracted"
    )
    notice = "retracted: doi:10.5555/standin.retracted, by doi:10.5555/standin.notice, 2020-01-02"
    assert work["retraction"] == "retracted" and any(one.startswith(notice) for one in work["notices"])
    assert f"notice: {work['key']}: {notice}" in capsys.readouterr().err
    assert notice in (home / "list.json").read_text("utf-8") and notice in (home / "r.bib").read_text("utf-8")
    assert "retracted: doi&#58;10.5555/standin.retracted" in (home / "l.md").read_text("utf-8")
    run(home, "--strict", status=1)
    (home / "sources.yaml").write_text(SOURCES + 'acknowledged: ["doi:10.5555/standin.retracted"]\n', encoding="utf-8")
    run(home, "--strict")


def test_a_preprint_that_is_published_since_is_told_once_and_its_link_is_an_old_one(home, services):
    services.news("arxiv", *UNPUBLISHED)
    first = run(home)
    assert not any("now published" in one for one in said(first))
    assert "about.md:1: links version 2 of arxiv:1907.99901, of which version 4 is the newest" in said(first)
    services.news("arxiv", *reversed(UNPUBLISHED))
    second = run(home, "--refresh")
    assert any(
        one.startswith("about.md:1: ") and "is now published: doi:10.5555/standin.published" in one
        for one in said(second)
    )
    before = (home / "refs.bib").read_bytes()
    assert not any("now published" in one for one in said(run(home))) and (home / "refs.bib").read_bytes() == before


def test_a_new_version_is_told_once(home, services):
    run(home)
    services.news("arxiv", "1907.99901v4", "1907.99901v5")
    assert any("arxiv has version 5 now; until now it was 4" in one for one in said(run(home, "--refresh")))
    assert not any("until now" in one for one in said(run(home)))


def test_a_correction_is_contradicted_by_what_is_new_alone(home, services):
    works = "works:\n  - {doi: 10.5555/standin.published, set: {container-title: Mine}}\n"
    (home / "sources.yaml").write_text(SOURCES + works, encoding="utf-8")
    assert not any("sources.yaml" in one for one in said(run(home)))
    assert not any("sources.yaml" in one for one in said(run(home, "--refresh")))
    old = json.loads((home / "records.json").read_text("utf-8"))
    (venue,) = {
        record["values"]["container-title"] for entry in old["works"] for record in entry["records"]
        if "doi:10.5555/standin.published" in record["ids"] and "container-title" in record["values"]
    }  # fmt: skip
    services.news("crossref", f'"{venue}"', '"Another Journal"')
    assert any("container-title: crossref now says 'Another Journal'" in one for one in said(run(home, "--refresh")))
    services.news("crossref", '"Another Journal"', '"Mine"')
    assert any("container-title: crossref says the same now" in one for one in said(run(home, "--refresh")))


def test_strict_minds_no_correction(home):
    works = "works:\n  - {doi: 10.5555/standin.published, set: {volume: '7'}}\n"
    acknowledged = 'acknowledged: ["doi:10.5555/standin.retracted"]\n'
    (home / "sources.yaml").write_text(SOURCES + works + acknowledged, encoding="utf-8")
    run(home, "--strict")


BIB = """@article{journal, title = {Notes on the engine that weaves algebra}, author = {Lovelace, Ada and Babbage, C.},
  journal = {Memoirs}, year = 1843, month = 13, doi = {10.5555/nowhere.1}}
@misc{draft, title = {Notes on the Engine that Weaves Algebra}, author = {Lovelace, A. and Babbage, Charles},
  year = 1842, eprint = {2101.00001}, archiveprefix = {arXiv}}
@misc{never, title = {SHOUTED FROM THE ROOFTOPS}, author = {Someone Else}, date = {2021-02-31}}
"""


def test_two_entries_that_are_one_work_keep_both_keys_in_bibtex(home):
    (home / "mine.bib").write_text(BIB, encoding="utf-8")
    report = run(home, "mine.bib", "--offline", "--bibtex", "out.bib")
    out = (home / "out.bib").read_text("utf-8")
    assert "@article{journal," in out and "ids = {draft}" in out and "{draft," not in out
    assert len(work_of(report, "arxiv:2101.00001")["members"]) == 2


def test_dates_that_are_none_and_titles_in_capitals_are_told_with_their_place(home):
    (home / "mine.bib").write_text(BIB, encoding="utf-8")
    told = said(run(home, "mine.bib", "--offline", "--bibtex", "out.bib"))
    assert "mine.bib:1: issued 1843-13 of doi:10.5555/nowhere.1 is no date; 1843 of it is kept" in told
    assert "mine.bib:5: issued 2021-02-31 is no date; 2021-02 of it is kept" in told
    assert any(one.startswith("mine.bib:5: the title of never is in capitals") for one in told)
