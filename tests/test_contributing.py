"""The worked example of CONTRIBUTING.md is a service like any other: its file is run as it stands there."""

from __future__ import annotations

import importlib.metadata
import json
import re
import types
from pathlib import Path

import pytest
from faults import Faults, answer
from standin import StandIn

from harvester import harvest

ROOT = Path(__file__).parents[1]
WORK = {
    "doi": "10.5555/example.1", "title": "On examples", "kind": "paper", "year": 2024,
    "venue": {"name": "Journal of Examples"}, "people": ["Ada Lovelace"],
}  # fmt: skip


class Point(importlib.metadata.EntryPoint):
    """An entry point whose package is the text of CONTRIBUTING.md."""

    def load(self) -> types.ModuleType:
        (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
        module = types.ModuleType("example")
        exec(compile(code, "CONTRIBUTING.md", "exec"), module.__dict__)
        return module


def test_the_example_of_a_new_service_answers_what_no_other_service_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: StandIn
) -> None:
    points = importlib.metadata.EntryPoints([Point("example", "example", "harvest.fetchers")])
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **wanted: points.select(**wanted))
    monkeypatch.chdir(tmp_path)
    with Faults() as server:
        server.play("/works", answer(json.dumps({"works": [WORK, {"doi": "no DOI"}]})))
        for name, address in (services.environment | {"HARVEST_EXAMPLE_URL": server.url}).items():
            monkeypatch.setenv(name, address)
        result = harvest("doi:10.5555/example.1", bibtex="refs.bib")
        asked = [path for path, _ in server.asked]
    (work,) = result.works
    assert (work.status, work.text_of("title"), work.text_of("container-title")) == (
        "resolved", "On examples", "Journal of Examples",
    )  # fmt: skip
    assert asked[0] == "/works?ids=10.5555%2Fexample.1" and services.asked("crossref")
    assert "On examples" in (tmp_path / "refs.bib").read_text("utf-8")
    assert any(one.place == "example" and "can't be read" in one.text for one in result.warnings)
