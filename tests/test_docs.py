"""What the documentation claims is so: each word, variable and status is told, and no page leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvester import cli
from harvester.fetchers import SERVICES

ROOT = Path(__file__).parents[1]
COMMAND = (ROOT / "docs" / "command.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S)


def help_text(capsys) -> str:
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


def blocks(page: Path, *kinds: str) -> list[str]:
    return [met["body"] for met in FENCE.finditer(page.read_text("utf-8")) if met["kind"] in kinds]


def commands() -> list[tuple[str, str]]:
    """Return each line of the documentation's shell blocks that runs harvest: the page and the line."""
    return [
        (page.name, met[0].partition("#")[0].strip())
        for page in PAGES
        for block in blocks(page, "sh", "console")
        for met in re.finditer(r"\bharvest(?: [^&|;\n]*|$)", block, re.M)
    ]


def test_each_word_of_the_command_is_told_and_no_other(capsys):
    told = {met[0] for row in re.findall(r"^\| `(--[^`]*)`", COMMAND, re.M) if (met := OPTION.match(row))}
    assert told == set(OPTION.findall(help_text(capsys)))


def test_the_documented_commands_use_words_that_exist(capsys):
    known = set(OPTION.findall(help_text(capsys)))
    assert commands(), "the documentation shows no command"
    unknown = [(page, line) for page, line in commands() if not set(OPTION.findall(line)) <= known]
    assert not unknown


def test_each_exit_status_is_told_in_the_docs_and_in_the_help(capsys):
    statuses = {str(value) for value in (cli.DONE, cli.DIFFERENT, cli.USAGE, cli.NOTHING)}
    table = COMMAND.partition("## Exit status")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| (\d+) \|", table, re.M)) == statuses
    assert statuses <= set(re.findall(r"\b(\d) ", help_text(capsys).partition("exit status:")[2]))


@pytest.mark.parametrize("service", SERVICES.values(), ids=lambda service: service.name)
def test_each_service_tells_its_variables(service):
    assert f"`{service.variable}`" in (ROOT / "docs" / "services.md").read_text("utf-8")
    assert not service.key or f"`{service.key}`" in COMMAND


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_within_the_project_leads_nowhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#|\{)([^)#\s]+)(?:#[^)]*)?\)", FENCE.sub("", page.read_text("utf-8")))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name == "docs" and page.name != "index.md"])
def test_the_guide_leads_to_each_of_its_pages(page):
    assert f"]({page.name})" in (ROOT / "docs" / "index.md").read_text("utf-8")


def test_each_decision_stands_in_their_list():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    assert [one.name for one in folder.glob("[0-9]*.md") if f"({one.name})" not in listed] == []


def test_each_target_of_make_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.M)}
    assert {"run", "test"} <= named <= targets


def test_the_example_in_python_gives_what_it_says():
    (code,) = blocks(ROOT / "docs" / "index.md", "python")
    scope: dict[str, object] = {}
    checked = 0
    for line in code.splitlines():
        expression, _, expected = line.partition("#")
        if expected:
            assert repr(eval(expression, scope)) == expected.strip()
            checked += 1
        else:
            exec(line, scope)
    assert checked == 2


def test_what_the_readme_shows_is_what_harvest_writes():
    """Its page line stands in the example's page, its entry and its list line in the outputs of this repository."""
    page = (ROOT / "examples" / "site" / "about.md").read_text("utf-8")
    (entry,) = blocks(ROOT / "README.md", "bibtex")
    shown_page, shown_list = blocks(ROOT / "README.md", "markdown")
    assert shown_page.strip() in page
    assert entry.strip() in (ROOT / "output" / "publications.bib").read_text("utf-8")
    assert shown_list.strip() in (ROOT / "output" / "publications.md").read_text("utf-8")
