"""The repository installs the same packages everywhere, names no package index, and its scripts can be run."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import harvester
from harvester.web.settings import HOMEPAGE

ROOT = Path(__file__).parents[1]
MADE = {".git", ".venv", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "__pycache__", "dist"}
LOCKS = ("requirements.lock", "requirements-dev.lock")
SCRIPTS = sorted([*ROOT.glob(".ci/*"), *ROOT.glob("examples/*.sh")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
INDEX = re.compile(
    r"https?://[^\s/]*(?:pypi|pythonhosted|npmjs|rubygems|(?:deb|security)\.debian)\b"
    r"|^\s*(?:--index-url|--extra-index-url|--find-links|--trusted-host|-i|-f)\b",
    re.I | re.M,
)
ROOMS = {"harvester", "output", "tests", "docs", "bench", "examples", ".ci", ".github"}
DOORS = {
    *("pyproject.toml", "sources.yaml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"),
    *(".gitignore", "requirements.lock", "requirements-dev.lock"),
}
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<marker>[^\\\n]*)(?P<hashes>(?:\\\n\s+--hash=sha256:[0-9a-f]{64} ?)+)",
    re.M,
)


def committed() -> Iterator[Path]:
    """Yield every file of the project that is text."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in MADE and not name.endswith(".egg-info"))
        yield from (Path(folder, name) for name in sorted(files))


def kept() -> set[str]:
    """Return the names at the top of the repository: what git keeps, or what is there where this is no clone."""
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return {path.split("/")[0] for path in told if path} or {path.relative_to(ROOT).parts[0] for path in committed()}


def pins(lock: str) -> dict[str, str]:
    return {met["name"]: met["version"] for met in PIN.finditer((ROOT / lock).read_text("utf-8"))}


def wanted(lock: str) -> list[Requirement]:
    project = PROJECT["project"]
    extra = project["optional-dependencies"]["dev"] if lock == "requirements-dev.lock" else []
    return [Requirement(one) for one in (*project["dependencies"], *PROJECT["build-system"]["requires"], *extra)]


def test_the_top_of_the_repository_is_what_a_newcomer_is_told_of():
    assert kept() == ROOMS | DOORS


def test_no_file_names_a_package_index():
    named = [
        f"{path.relative_to(ROOT)}: {met[0]!r}"
        for path in committed()
        for met in INDEX.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert not named


@pytest.mark.parametrize(
    "line", ["https://files.python" + "hosted.org/packages/a.whl", "--find-" + "links /opt/wheels"]
)
def test_the_pattern_for_package_indexes_finds_one(line):
    assert INDEX.search(f"requests==2\n{line}\n")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_or_a_comment(lock):
    left = PIN.sub("", (ROOT / lock).read_text("utf-8"))
    assert [line for line in left.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_wants(lock):
    pinned = pins(lock)
    for one in wanted(lock):
        version = pinned.get(one.name.lower(), "")
        assert version and one.specifier.contains(version), f"{one} is not met by {version or 'nothing'}: make lock"


def test_both_locks_pin_the_same_versions():
    run, dev = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: dev.get(name) for name in run} == run


def test_the_services_are_told_the_page_that_the_package_names():
    assert PROJECT["project"]["urls"] == {"Homepage": HOMEPAGE}


def test_every_dependency_is_bounded_on_both_sides():
    for one in map(Requirement, PROJECT["project"]["dependencies"]):
        assert {">=", "<"} <= {part.operator for part in one.specifier}, one


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_run_and_read_by_its_shell(script):
    shell = script.read_text("utf-8").partition("\n")[0].split()[-1].rpartition("/")[2]
    assert os.access(script, os.X_OK)
    assert "set -eu" in script.read_text("utf-8")
    subprocess.run([shell, "-n", script], check=True)


def test_continuous_integration_skips_nothing():
    said = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "HARVEST_NO_SKIP=1" in said and "make test" in said


def test_the_changelog_has_a_place_for_the_next_entry():
    said = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[(.+?)\]", said, re.M)
    assert headings[0] == "Unreleased"
    assert len(headings) == 1 or headings[1] == harvester.__version__
