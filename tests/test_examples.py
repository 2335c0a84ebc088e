"""The examples work as written: the site builds, the jobs commit what changed and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SITE = ROOT / "examples" / "site"
HARVEST = Path(sys.executable).with_name("harvest")
WORKS = (
    "https://arxiv.org/abs/2202.00282",
    "https://arxiv.org/abs/2308.12075",
    "https://arxiv.org/abs/1711.11017",
    "https://ieeexplore.ieee.org/document/9763007",
)
WORKFLOW = yaml.safe_load((ROOT / "examples" / "jobs" / "refresh.yml").read_text("utf-8"))
NOWHERE = "http://127.0.0.1:9"  # a port that no service has


def environment(home: Path, services: Mapping[str, str]) -> dict[str, str]:
    """Return what a job finds: a home of its own, with `harvest` where pipx puts it, and services that are played."""
    command = home / ".local" / "bin" / "harvest"
    command.parent.mkdir(parents=True)
    command.symlink_to(HARVEST)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    who = {
        f"GIT_{role}_{part}": "someone@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
    }
    return {"HOME": str(home), "PATH": path, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", **who, **services}


def shell(script: str, folder: Path, given: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", *options, "-c", script], cwd=folder, env=dict(given), capture_output=True, text=True, check=False
    )


def git(folder: Path, given: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, env=dict(given), capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the example's pages that harvest has not written to yet."""
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("_site", ".jekyll-cache", "_harvest", "publications.*"))
    return folder


@pytest.fixture
def clone(site: Path, tmp_path: Path) -> Path:
    """That site as ~/site, the clone of a bare repository, with a file that its owner has not committed."""
    home = tmp_path / "home"
    home.mkdir()
    given = {"HOME": str(home), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git(tmp_path, given, "init", "-q", "--bare", "-b", "main", "origin.git")
    git(tmp_path, given, "clone", "-q", "origin.git", "home/site")
    shutil.copytree(site, home / "site", dirs_exist_ok=True)
    git(home / "site", given, "checkout", "-q", "-b", "main")
    git(home / "site", given, "add", ".")
    git(home / "site", given, *who, "commit", "-qm", "A site")
    git(home / "site", given, "push", "-q", "-u", "origin", "main")
    return home / "site"


def pushed(clone: Path, given: Mapping[str, str]) -> list[str]:
    """Return the subjects of the commits that have arrived, the newest first."""
    return git(clone.parents[1] / "origin.git", given, "log", "--format=%s", "main").splitlines()


def cron_line() -> str:
    (line,) = re.findall(r"^(?!#)(?:\S+ ){5} *(.+)$", (ROOT / "examples" / "jobs" / "crontab").read_text("utf-8"), re.M)
    assert "%" not in line, "cron takes % for the end of the line"
    return line


def workflow() -> str:
    """Return what the workflow's own steps do, but for installing harvest, which is installed here."""
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert not any("${{" in step["run"] for step in steps)
    return "\n".join(f"(\n{step['run']}\n)" for step in steps if step["name"] != "Install harvest")


JOBS = {"cron": (cron_line, ()), "workflow": (workflow, ("-e",))}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_commits_what_changed_once(job, clone, services):
    given = environment(clone.parent, services.environment)
    script, options = JOBS[job][0](), JOBS[job][1]
    if job == "cron":
        (clone / "draft.md").write_text("not finished", "utf-8")
    else:
        (clone / ".harvest").mkdir()
        (clone / ".harvest" / "README.md").write_text("another repository", "utf-8")
    first = shell(script, clone, given, *options)
    assert first.returncode == 0, first.stderr
    assert pushed(clone, given) == ["Refresh the publications", "A site"]
    files = git(clone, given, "show", "--name-only", "--format=").split()
    assert files == ["_harvest/records.json", "publications.bib", "publications.md"]
    assert all(f"]({work})" in (clone / "publications.md").read_text("utf-8") for work in WORKS)

    second = shell(script, clone, given, *options)
    assert second.returncode == 0, second.stderr
    assert pushed(clone, given) == ["Refresh the publications", "A site"]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_stays_green_and_commits_nothing_where_the_services_are_down(job, clone, services):
    given = environment(clone.parent, services.environment)
    script, options = JOBS[job][0](), JOBS[job][1]
    shell(script, clone, given, *options)
    before = pushed(clone, given)
    shutil.rmtree(clone.parent / ".cache", ignore_errors=True)
    down = shell(script, clone, given | dict.fromkeys(services.environment, NOWHERE), *options)
    assert down.returncode == 0, down.stderr
    assert pushed(clone, given) == before


def test_the_workflow_keeps_the_folder_in_which_harvest_remembers(clone, services):
    given = environment(clone.parent, services.environment)
    (kept,) = [step["with"]["path"] for step in WORKFLOW["jobs"]["refresh"]["steps"] if "cache" in step.get("uses", "")]
    shell("harvest", clone, given)
    folder = Path(kept.replace("~", str(clone.parent)))
    assert folder.is_dir() and any(folder.iterdir())


def build(folder: Path) -> None:
    if not shutil.which("jekyll"):
        pytest.skip("Jekyll is not installed (Debian: jekyll)")
    given = environment(
        folder.parent / "builder", dict.fromkeys(("HARVEST_ARXIV_URL", "HARVEST_CROSSREF_URL"), NOWHERE)
    )
    done = shell("harvest --offline && jekyll build --quiet", folder, given)
    assert done.returncode == 0, done.stderr


@pytest.mark.real
def test_jekyll_builds_the_four_works_into_the_page(site, services):
    first = shell("harvest", site, environment(site.parent / "home", services.environment))
    assert first.returncode == 0, first.stderr
    build(site)
    page = (site / "_site" / "publications" / "index.html").read_text("utf-8")
    assert [work for work in WORKS if f'href="{work}"' not in page] == []
    assert "{%" not in page and "{{" not in page
    assert "not yet resolved" not in page


@pytest.mark.real
def test_jekyll_builds_the_example_as_it_is_committed(tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("_site", ".jekyll-cache"))
    build(folder)
    for name in ("publications", "research"):
        page = (folder / "_site" / name / "index.html").read_text("utf-8")
        assert [work for work in WORKS if f'href="{work}"' not in page] == [], name
    assert not list((folder / "_site").rglob("*.json")), "the library is no page of the site"


@pytest.mark.parametrize("folder", [ROOT, SITE], ids=["repository", "site"])
def test_the_committed_outputs_are_what_harvest_writes_without_a_network(folder, tmp_path):
    done = shell("harvest --offline --check", folder, environment(tmp_path, {}))
    assert done.returncode == 0, done.stderr


def test_the_page_with_marks_is_what_harvest_writes_without_a_network(tmp_path):
    done = shell("harvest about.md --markdown research.md --offline --check", SITE, environment(tmp_path, {}))
    assert done.returncode == 0, done.stderr
