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
        [sys.executable, "-m", "harvester.cli", *words], cwd=folder, env=environment, capture_output=True, text=True
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
    assert requests["arxiv"] == 1 and requests["datacite"] == 0 and requests["ieee_by_evidence"] == 1
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


def test_a_page_with_marks_keeps_the_rest_byte_for_byte(folder, services):
    page = folder / "mine.md"
    page.write_bytes(MARKED.encode())
    assert command(folder, services.environment, "about.md", "--markdown", "mine.md").returncode == 0
    text = page.read_bytes().decode()
    assert text.startswith("# Mine\r\n\r\n<!-- harvest:begin -->\r\n") and text.endswith(
        "\r\n\r\nlast words, no line end"
    )
    assert "2202.00282" in text


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
    ("x\n", ("--sources", "missing.yaml"), 2, "missing.yaml"),
    ("x\n", ("--deadline", "soon"), 2, "deadline"),
])  # fmt: skip
def test_bad_input_is_said_with_its_place_and_status(folder, services, page, words, status, said):
    (folder / "about.md").write_text(page, encoding="utf-8")
    done = command(folder, services.environment, *words)
    assert done.returncode == status and said in done.stderr, done.stderr


def test_a_typo_in_the_sources_is_one_line_with_its_place(folder, services):
    (folder / "sources.yaml").write_text("pagse: [about.md]\n", encoding="utf-8")
    done = command(folder, services.environment)
    assert done.returncode == 2 and "sources.yaml:1:1" in done.stderr and "pages" in done.stderr


def test_neither_input_nor_sources_names_both(tmp_path):
    done = command(tmp_path, {}, "--offline")
    assert done.returncode == 2 and "harvest INPUT" in done.stderr and "sources.yaml" in done.stderr


def test_the_list_is_four_parts_a_line_and_asks_nobody(folder, services):
    done = command(folder, services.environment, "--list")
    first = "arxiv\t2202.00282\tabout.md:4\tunderstand spiking neurons"
    assert done.stdout.splitlines()[0] == first and len(done.stdout.splitlines()) == 4 and not services.requests
    assert json.loads(command(folder, {}, "--list", "--json").stdout.splitlines()[0])["value"] == "2202.00282"


def test_standard_output_holds_the_result_alone(folder, services):
    done = command(folder, services.environment, "about.md", "--bibtex", "-")
    assert done.returncode == 0 and done.stdout.startswith("% ") and done.stdout.count("\n@") == 4


def test_the_users_word_wins_and_pins_the_key(folder, services):
    works = "works:\n  - {arxiv: '2202.00282', key: mine2022, set: {title: My own title}}\n"
    works += "  - {title: Unknown to all, author: [Ada Lovelace], issued: 1843}\n"
    (folder / "sources.yaml").write_text(SOURCES + works, encoding="utf-8")
    assert command(folder, services.environment).returncode == 0
    bib = (folder / "refs.bib").read_text("utf-8")
    assert "{mine2022," in bib and "My own title" in bib and "Unknown to all" in bib and bib.count("\n@") == 5
