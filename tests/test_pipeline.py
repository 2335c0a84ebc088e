"""The whole flow over real HTTP: links in, files out, through every mode of the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """---
layout: page
---
We [understand spiking neurons](https://arxiv.org/abs/2202.00282), and the [explosion](https://arxiv.org/abs/2308.12075).
The [dataset](https://arxiv.org/abs/1711.11017) and [U-BESD](https://ieeexplore.ieee.org/document/9763007) are ours.
[CV]({{ site.baseurl }}/files/my small CV.pdf)
"""
MARKED = "# Mine\r\n\r\n<!-- harvest:begin -->\r\n<!-- harvest:end -->\r\n\r\nlast words, no line end"
NOWHERE = "http://127.0.0.1:9"
FILES = ("refs.bib", "list.md", "records.json")
SOURCES = """contact: me@example.org
pages: [about.md]
people: [{name: Luca Celotti, also: [Luca Herranz-Celotti]}]
output: {bibtex: refs.bib, markdown: list.md, library: records.json}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "site"
    home.mkdir()
    (home / "about.md").write_text(PAGE, encoding="utf-8")
    (home / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return home


def command(folder: Path, settings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, **settings,
        "XDG_CACHE_HOME": str(folder.parent / "cache"), "XDG_DATA_HOME": str(folder.parent / "data"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "harvester.cli", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def bytes_of(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in FILES]


def down(services) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return dict.fromkeys(services.environment, NOWHERE)


def test_four_links_are_four_works_and_the_ieee_one_is_proven_by_evidence(folder, services):
    done = command(folder, services.environment, "--report", "r.json", "--strict")
    assert done.returncode == 0, done.stderr
    report = json.loads((folder / "r.json").read_text("utf-8"))
    assert [work["status"] for work in report["works"]] == ["resolved"] * 4
    assert any(
        {"ieee:9763007", "doi:10.1109/taslp.2022.9999999"} <= set(work["identifiers"]) for work in report["works"]
    )
    requests = {one["name"]: one["requests"] for one in report["services"]}
    assert requests["arxiv"] == 1 and requests["datacite"] <= 1 and requests["ieee_by_evidence"] == 1
    bib, page = ((folder / name).read_text("utf-8") for name in FILES[:2])
    assert bib.count("@") == 4 and "eprint = {2202.00282}" in bib
    assert "**Luca Herranz-Celotti**" in page and "**Luca Celotti**" in page


def test_a_second_run_asks_nobody_and_changes_no_byte(folder, services):
    command(folder, services.environment)
    before, asked = bytes_of(folder), len(services.requests)
    done = command(folder, services.environment, "--report", "r.json")
    assert done.returncode == 0 and bytes_of(folder) == before and len(services.requests) == asked
    assert "wrote" not in done.stderr


def test_without_memory_and_services_the_library_alone_gives_the_same_bytes(folder, services):
    command(folder, services.environment)
    before = bytes_of(folder)
    (folder.parent / "cache" / "harvest" / "memory.sqlite").unlink()
    for words in ((), ("--offline",), ("--refresh",)):
        done = command(folder, down(services), *words)
        assert done.returncode == 0 and bytes_of(folder) == before, done.stderr


def test_with_nothing_known_every_link_stays_visible_and_marked(folder, services):
    done = command(folder, down(services), "--report", "r.json")
    assert done.returncode == 0
    assert {work["status"] for work in json.loads((folder / "r.json").read_text("utf-8"))["works"]} == {"unresolved"}
    bib, page = ((folder / name).read_text("utf-8") for name in FILES[:2])
    assert bib.count("not yet resolved") == 4 and "U-BESD" in bib and "U-BESD" in page
    assert command(folder, down(services), "--strict").returncode == 1


def test_a_key_once_given_stays_when_the_work_is_resolved(folder, services):
    command(folder, down(services))
    keys = [line for line in (folder / "refs.bib").read_text("utf-8").splitlines() if line.startswith("@")]
    command(folder, services.environment)
    after = [line for line in (folder / "refs.bib").read_text("utf-8").splitlines() if line.startswith("@")]
    assert [line.split("{")[1] for line in keys] == [line.split("{")[1] for line in after]


RNN = "Stabilizing RNN Gradients through Pre-training"
DOI = "<arxiv:doi>10.5555/standin.8</arxiv:doi>"
NEWS = {
    "another title": ("arxiv:2308.12075", [("arxiv", RNN, "A New Name for Old Gradients")]),
    "a DOI that agrees": (
        "arxiv:2308.12075",
        [
            ("arxiv", f"<title>{RNN}</title>", f"<title>{RNN}</title>{DOI}"),
            ("crossref", "Inverse anvils before the war", RNN),
            ("crossref", '"family":"Ulme"', '"family":"Herranz-Celotti"'),
        ],
    ),
    "a DOI of something else": (
        "arxiv:2308.12075", [("arxiv", f"<title>{RNN}</title>", f"<title>{RNN}</title>{DOI}")],
    ),
    "another field": ("ieee:9763007", [("crossref", '"volume":"30"', '"volume":"30","issue":"4"')]),
    "another year": ("ieee:9763007", [("crossref", '"date-parts":[[2022', '"date-parts":[[2021')]),
    "one author more": (
        "arxiv:1711.11017", [("arxiv", "<name>Simon Brodeur</name>", "<name>New Standin</name></author><author><name>Simon Brodeur</name>")],
    ),
}  # fmt: skip


def parts(folder: Path) -> dict[str, dict[str, str]]:
    """Return for each output the piece of each work, by its key or its own line."""
    entries = (folder / "refs.bib").read_text("utf-8").split("\n@")[1:]
    lines = [line for line in (folder / "list.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    works = json.loads((folder / "records.json").read_text("utf-8"))["works"]
    return {
        "refs.bib": {entry.partition(",")[0].partition("{")[2]: entry.strip() for entry in entries},
        "list.md": {line.partition("](")[2].partition(")")[0]: line for line in lines},
        "records.json": {work["key"]: json.dumps(work) for work in works},
    }


@pytest.mark.parametrize("told", NEWS)
def test_a_service_that_answers_differently_changes_that_works_lines_alone(folder, services, told):
    about, changes = NEWS[told]
    command(folder, services.environment)
    before = parts(folder)
    for service, old, new in changes:
        services.news(service, old, new)
    command(folder, services.environment, "--refresh", "--report", "r.json")
    after = parts(folder)
    works = json.loads((folder / "r.json").read_text("utf-8"))["works"]
    (key,) = (work["key"] for work in works if about in work["identifiers"])
    assert before["records.json"][key] != after["records.json"][key]
    for name, pieces in before.items():
        others = {mark: piece for mark, piece in pieces.items() if piece != after[name].get(mark)}
        assert len(others) <= 1 and (name == "list.md" or set(others) <= {key}), (name, others)
        assert len(after[name]) == 4, name


@pytest.mark.parametrize(("told", "merged"), [("a DOI that agrees", True), ("a DOI of something else", False)])
def test_a_stated_doi_is_believed_only_where_title_and_author_agree(folder, services, told, merged):
    for service, old, new in NEWS[told][1]:
        services.news(service, old, new)
    command(folder, services.environment, "--report", "r.json")
    report = json.loads((folder / "r.json").read_text("utf-8"))
    (work,) = (work for work in report["works"] if "arxiv:2308.12075" in work["identifiers"])
    assert ("doi:10.5555/standin.8" in work["identifiers"]) is merged
    assert bool(report["questions"]) is not merged


def test_a_page_with_marks_keeps_the_rest_byte_for_byte(folder, services):
    page = folder / "mine.md"
    page.write_bytes(MARKED.encode())
    assert command(folder, services.environment, "about.md", "--markdown", "mine.md").returncode == 0
    text = page.read_bytes().decode()
    assert text.startswith("# Mine\r\n\r\n<!-- harvest:begin -->\r\n") and text.endswith(
        "\r\n\r\nlast words, no line end"
    )
    assert "2202.00282" in text


def test_a_list_in_the_users_page_is_no_input(folder, services):
    (folder / "own.bib").touch()
    (folder / "about.md").write_text(PAGE + "\n<!-- harvest:begin -->\n<!-- harvest:end -->\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        SOURCES.replace("[about.md]", '["*.md", "*.bib"]').replace("list.md", "about.md"), "utf-8"
    )
    command(folder, services.environment)
    page = (folder / "about.md").read_text("utf-8")
    assert page.count("\n- [") == 4
    assert len(command(folder, {}, "--list").stdout.splitlines()) == 4
    (folder / "about.md").write_text(page.replace("[dataset](https://arxiv.org/abs/1711.11017)", "dataset", 1), "utf-8")
    command(folder, services.environment)
    assert (folder / "about.md").read_text("utf-8").count("\n- [") == 3
    assert (folder / "refs.bib").read_text("utf-8").count("\n@") == 3
    assert len(command(folder, {}, "--list", "refs.bib").stdout.splitlines()) > 3  # named, it is read


def test_a_check_writes_nothing_and_tells_the_difference(folder, services):
    assert command(folder, services.environment, "--check").returncode == 1
    assert not any((folder / name).exists() for name in FILES)
    command(folder, services.environment)
    assert command(folder, services.environment, "--check").returncode == 0


def test_a_file_of_the_users_is_never_overwritten_unless_forced(folder, services):
    (folder / "refs.bib").write_text("@misc{mine}\n", encoding="utf-8")
    done = command(folder, services.environment)
    assert done.returncode == 2 and "--force" in done.stderr and not (folder / "list.md").exists()
    assert (folder / "refs.bib").read_text("utf-8") == "@misc{mine}\n"
    assert command(folder, services.environment, "--force").returncode == 0


@pytest.mark.parametrize(("page", "words", "status", "said"), [
    ("no link\n", (), 3, "no work"),
    ("[a](https://arxiv.org/abs/22o2.00282) [b](https://arxiv.org/abs/2202.00282)\n", (), 0, "about.md:1"),
    ("x\n", ("missing.md",), 2, "missing.md"),
    ("x\n", ("26017442",), 2, "26017442 is no file, folder or identifier; give a path that exists, a URL, or an identifier "
     "with its scheme, such as ieee:26017442 or pmid:26017442"),
    ("x\n", ("978-0-262-03561-4",), 2, "'978-0-262-03561-4' is no ISBN; its check digit does not fit"),
    ("x\n", ("--sources", "missing.yaml"), 2, "missing.yaml"),
    ("x\n", ("--deadline", "soon"), 2, "deadline"),
    ("x\n", ("--deadline", "inf"), 2, "--deadline: inf is no time for a run; seconds, from 0 to 1,000,000"),
    ("x\n", ("--deadline", "nan"), 2, "--deadline: nan is no time"),
    ("x\n", ("--deadline", "-1"), 2, "--deadline: -1 is no time"),
    ("[a](https://arxiv.org/abs/2202.00282)\n", ("about.md", "--markdown", "half.md"), 2, "half.md: its markers are no pair"),
])  # fmt: skip
def test_bad_input_is_said_with_its_place_and_status(folder, services, page, words, status, said):
    (folder / "about.md").write_text(page, encoding="utf-8")
    (folder / "half.md").write_text("<!-- harvest:begin -->\n", encoding="utf-8")
    done = command(folder, services.environment, *words)
    assert done.returncode == status and said in done.stderr, done.stderr


def test_a_typo_in_the_sources_is_one_line_with_its_place(folder, services):
    (folder / "sources.yaml").write_text("pagse: [about.md]\n", encoding="utf-8")
    done = command(folder, services.environment)
    assert done.returncode == 2 and "sources.yaml:1:1" in done.stderr and "pages" in done.stderr


def test_a_page_without_a_work_leaves_the_outputs_alone_and_advises_no_contact(folder, services):
    (folder / "sources.yaml").write_text(SOURCES.replace("contact: me@example.org\n", ""), encoding="utf-8")
    command(folder, services.environment)
    before = bytes_of(folder)
    (folder / "about.md").write_text("[a link](elsewhere.html)\n", encoding="utf-8")
    done = command(folder, services.environment)
    assert done.returncode == 3 and "no work" in done.stderr and "contact" not in done.stderr
    assert bytes_of(folder) == before


@pytest.mark.parametrize(("more", "settings", "said"), [
    ("output: {html: a.html}", {}, "sources.yaml: output: html can't be written yet"),
    ("", {"HARVEST_ARXIV_URL": "ftp://example.org"}, "HARVEST_ARXIV_URL: no http address: ftp: is not asked"),
    ("", {"HARVEST_CROSSREF_URL": "http://"}, "HARVEST_CROSSREF_URL: no http address"),
])  # fmt: skip
def test_what_cannot_be_used_is_said_before_anything_is_asked(folder, services, more, settings, said):
    (folder / "sources.yaml").write_text(f"pages: [about.md]\n{more}\n", encoding="utf-8")
    done = command(folder, {**services.environment, **settings})
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
    assert not services.requests


def test_neither_input_nor_sources_names_both(tmp_path):
    done = command(tmp_path, {}, "--offline")
    assert done.returncode == 2 and "harvest INPUT" in done.stderr and "sources.yaml" in done.stderr


def test_who_did_not_know_a_work_is_said_once(folder, services):
    (folder / "about.md").write_text("[a](https://arxiv.org/abs/2202.99999)", encoding="utf-8")
    done = command(folder, services.environment)
    assert done.stderr.count("arxiv: unknown to it") == 1


def test_the_list_is_four_parts_a_line_and_asks_nobody(folder, services):
    done = command(folder, services.environment, "--list")
    first = "arxiv\t2202.00282\tabout.md:4\tunderstand spiking neurons"
    assert done.stdout.splitlines()[0] == first and len(done.stdout.splitlines()) == 4 and not services.requests
    assert json.loads(command(folder, {}, "--list", "--json").stdout.splitlines()[0])["value"] == "2202.00282"


def test_standard_output_holds_the_result_alone(folder, services):
    done = command(folder, services.environment, "about.md", "--bibtex", "-")
    assert done.returncode == 0 and done.stdout.startswith("% ") and done.stdout.count("\n@") == 4


def test_a_pipe_is_written_and_not_waited_for(folder, services):
    done = command(folder, services.environment, "about.md", "--bibtex", "/dev/stdout")
    assert done.returncode == 0 and done.stdout.count("\n@") == 4


def test_the_users_word_wins_and_pins_the_key(folder, services):
    works = "works:\n  - {arxiv: '2202.00282', key: mine2022, set: {title: My own title}}\n"
    works += "  - {title: Unknown to all, author: [Ada Lovelace], issued: 1843}\n"
    (folder / "sources.yaml").write_text(SOURCES + works, encoding="utf-8")
    done = command(folder, services.environment)
    assert done.returncode == 0
    bib = (folder / "refs.bib").read_text("utf-8")
    assert "5 works: 4 from the services, 1 from your own files" in done.stderr
    assert "{mine2022," in bib and "My own title" in bib and "Unknown to all" in bib and bib.count("\n@") == 5
