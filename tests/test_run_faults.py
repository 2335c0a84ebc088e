"""A whole run against each service in each kind of trouble: it ends, says who failed and how, and loses no work.

The faults of transport are told apart in test_web_faults.py, with one service; here each service has them all.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from standin import StandIn

from harvester import doors, harvest
from harvester.fetchers import SERVICES
from harvester.report import Result
from harvester.web.settings import Limits

QUICK = Limits(connect=1.0, read=1.0, answer=2.0, body=1_000_000, backoff=0.01, busy=0.2)
ASKED = {
    "arxiv": "arxiv:1901.00007",
    "crossref": "doi:10.5555/standin.7",
    "datacite": "arxiv:1901.00007",
    "semanticscholar": "arxiv:1901.00007",
    "europepmc": "pmid:99000007",
    "pubmed": "pmid:99000007",
    "openlibrary": "isbn:9783000000119",
    "hal": "hal:hal-90000007",
    "doi_org": "doi:10.5555/medra.8105",
    "openalex": "openalex:W9990000007",
    "idconv": "pmcid:PMC99000007",
}
"""Service -> a work for which it is asked."""

KINDS = (
    "reset", "broken", "429", "slower:0", "403", "404", "500", "502", "503", "year", "html", "bot", "empty", "half",
    "entities", "bomb", "loop", "elsewhere", "file", "wrong",
)  # fmt: skip
SLOW = ("hang", "drip", "endless")
FIELDS = {
    "arxiv": ("title", "author", "published", "summary", "id", "comment", "doi"),
    "crossref": ("title", "author", "issued", "DOI", "type", "container-title", "given", "family", "items", "message"),
    "datacite": ("titles", "creators", "doi", "attributes", "data", "publicationYear", "types", "relatedIdentifiers"),
}
SETTINGS = """contact: me@example.org
pages: [page.md]
output: {csl: out.json, library: lib.json}
services: {%s}
"""
NAMES = ("arxiv", "crossref", "datacite", "doi", "ieee", "xplore", "openalex", "semanticscholar", "pubmed", "idconv",
         "europepmc", "hal", "openlibrary", "orcid")  # fmt: skip


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: StandIn) -> Path:
    """A folder with a page of three works; the services are at hand, and nobody waits for politeness."""
    for name, address in services.environment.items():
        monkeypatch.setenv(name, address)
    settings = doors._settings
    monkeypatch.setattr(doors, "_settings", lambda *given: replace(settings(*given), limits=QUICK))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    quick = ", ".join(f"{name}: {{interval: 0 s}}" for name in NAMES)
    (tmp_path / "sources.yaml").write_text(SETTINGS % quick, encoding="utf-8")
    others = ("arxiv:1901.00003", "doi:10.5555/standin.3")
    (tmp_path / "page.md").write_text("".join(f"[{one}]({one})\n\n" for one in others), encoding="utf-8")
    return tmp_path


def run(page: Path, asked: str, **words: object) -> Result:
    text = (page / "page.md").read_text("utf-8")
    if asked not in text:
        (page / "page.md").write_text(text + f"and {asked}\n", encoding="utf-8")
    began = time.monotonic()
    result = harvest(deadline=30.0, **words)
    assert time.monotonic() - began < 32
    assert {str(link.identifier) for link in result.links} <= {str(one) for work in result.works for one in work.ids}
    assert asked in {str(link.identifier) for link in result.links}
    return result


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("service", ASKED)
def test_a_service_that_stays_in_trouble_is_named_and_costs_no_work(
    page: Path, services: StandIn, service: str, kind: str
) -> None:
    services.fault(service, kind, times=200)
    result = run(page, ASKED[service])
    assert len(result.works) == 3
    told = [one for one in result.warnings if one.place == service]
    assert told or kind == "wrong", "who failed, and how"
    assert len({one.place for one in result.warnings if one.place in SERVICES}) <= 1
    assert result.counts[service].requests <= 12


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("service", ["arxiv", "crossref"])
def test_trouble_that_passes_leaves_no_trace(page: Path, services: StandIn, service: str, kind: str) -> None:
    services.fault(service, kind, times=1)
    result = run(page, ASKED[service])
    assert {work.status for work in result.works} == {"resolved"}


@pytest.mark.parametrize("kind", SLOW)
def test_who_is_slow_is_not_waited_for_without_end(page: Path, services: StandIn, kind: str) -> None:
    services.fault("crossref", kind, times=200)
    assert [one.place for one in run(page, ASKED["crossref"]).warnings if one.place == "crossref"]


@pytest.mark.parametrize(("service", "field"), [(name, field) for name, fields in FIELDS.items() for field in fields])
def test_null_in_a_field_takes_nothing_from_what_is_known(
    page: Path, services: StandIn, service: str, field: str
) -> None:
    run(page, ASKED[service])
    before = (page / "out.json").read_text("utf-8")
    services.fault(service, f"null:{field}", times=200)
    run(page, ASKED[service], refresh=True)
    assert json.loads((page / "out.json").read_text("utf-8")) == json.loads(before)
