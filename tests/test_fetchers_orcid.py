"""ORCID: a record for each group, by the summary that the person prefers, with the identifiers that are its own."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import cases
from hypothesis import given
from hypothesis import strategies as st
from standin import StandIn
from test_fetchers import ask, asking, played, records

from harvester import harvest
from harvester.errors import Refused, Unavailable
from harvester.fetchers import SERVICES, Unreadable, fetcher
from harvester.fetchers.orcid import TYPES as THEIRS
from harvester.identifiers import parse
from harvester.memory import Memory
from harvester.record import Date, Record
from harvester.vocabulary import TYPES
from harvester.web.request import Answer
from harvester.web.settings import Limits, Settings
from harvester.web.stack import stack
from harvester.web.wire import Wire

NAME = "orcid"
MODULE = fetcher(NAME)
ID = "0000-0002-1825-0097"


def of(said: Any, status: int = 200, url: str = f"https://pub.orcid.org/v3.0/{ID}/works") -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, url, {"content-type": "application/json"}, json.dumps(said).encode())))


def works(*groups: Any) -> Any:
    return {"last-modified-date": None, "group": list(groups), "path": f"/{ID}/works"}


def external(kind: str, value: str, relationship: str = "self", **more: Any) -> dict[str, Any]:
    return {"external-id-type": kind, "external-id-value": value, "external-id-relationship": relationship, **more}


def summary(*externals: Any, **more: Any) -> dict[str, Any]:
    said = {"title": {"title": {"value": "T"}}, "type": "journal-article", "put-code": 7, "display-index": "0"}
    return {**said, "external-ids": {"external-id": list(externals)}, **more}


def work(*summaries: Any) -> Record:
    (record,) = records(of(works({"work-summary": list(summaries)})))
    return record


def ids(record: Record) -> list[str]:
    return [str(one) for one in record.ids]


# --- what is asked


def test_the_works_of_one_person_are_asked_for_in_orcids_json() -> None:
    request = MODULE.request([parse(f"orcid:{ID}")], asking(NAME))
    assert (request.address, request.accept) == (
        f"https://pub.orcid.org/v3.0/{ID}/works", "application/vnd.orcid+json",
    )  # fmt: skip


# --- unknown, locked, moved


def test_a_person_without_works_and_one_that_nobody_is_have_none() -> None:
    assert ask(NAME, parse("orcid:0000-0000-9000-008X")) == []
    assert ask(NAME, parse("orcid:0000-0000-9000-0098")) == []


@pytest.mark.parametrize("said, status, kind, words", [
    ({"response-code": 409, "developer-message": "409 Conflict: The ORCID record is locked"}, 409, Unavailable, "locked"),
    ({"response-code": 301, "developer-message": "This account is deprecated"}, 301, Unavailable, "deprecated"),
    ({"response-code": 400, "developer-message": "a bad request"}, 400, Refused, "a bad request"),
    ({"response-code": 500, "developer-message": "Something went wrong"}, 500, Unavailable, "went wrong"),
    ({"response-code": 404, "developer-message": "x"}, 200, Unavailable, "not the JSON"),
    ({"error": "no such route"}, 404, Unavailable, "404"),
    ({"group": None}, 200, Unavailable, "works that are none"),
    ({**works(), "path": "/0000-0000-9000-0039/works"}, 200, Unavailable, "another person's works"),
])  # fmt: skip
def test_everything_else_proves_nothing(said: Any, status: int, kind: type[Unavailable], words: str) -> None:
    with pytest.raises(Unavailable, match=words) as raised:
        of(said, status)
    assert type(raised.value) is kind


@pytest.fixture
def wire(services: StandIn) -> Wire:
    row = replace(SERVICES[NAME], base=services.environment["HARVEST_ORCID_URL"], interval=0.0)
    limits = Limits(connect=1.0, read=2.0, backoff=0.01)
    return Wire(Settings({NAME: row}, Memory(None), time.monotonic() + 20, "1", limits=limits))


def through(wire: Wire, person: str) -> list[Record | Unreadable]:
    base = wire.settings.services[NAME].base
    request = MODULE.request([parse(f"orcid:{person}")], replace(asking(NAME), base=base))
    return list(MODULE.read(stack(wire)(request)))


def test_an_id_that_became_another_leads_to_that_persons_works(wire: Wire) -> None:
    assert [record.origin.address for record in records(through(wire, "0000-0000-9000-0020"))] == [
        f"https://pub.orcid.org/v3.0/{ID}/work/900000{number}" for number in (11, 12, 13)
    ]


def test_a_locked_record_closes_orcid_for_nobody_else(wire: Wire) -> None:
    for _ in range(3):
        with pytest.raises(Unavailable, match="409"):
            through(wire, "0000-0000-9000-0012")
    assert len(through(wire, ID)) == 3


def test_an_unknown_id_is_asked_for_once(services: StandIn, wire: Wire) -> None:
    assert through(wire, "0000-0000-9000-0098") == []
    assert (len(services.asked(NAME)), wire.warnings) == (1, [])


# --- the whole way


def test_a_persons_new_paper_appears_on_a_page_that_nobody_edited(
    services: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, address in services.environment.items():
        monkeypatch.setenv(name, address)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(
        f"people: [{{name: Josiah Carberry, orcid: {ID}, works: true}}]\noutput: {{bibtex: refs.bib}}\n", "utf-8"
    )
    result = harvest()
    assert {str(one) for work in result.works for one in work.ids} >= {
        "arxiv:1901.00011", "doi:10.5555/standin.12", "arxiv:1901.00013",
    }  # fmt: skip
    assert [work.status for work in result.works] == ["resolved"] * 3
    assert len(services.asked(NAME)) == 1


# --- what is read


def test_the_person_says_which_summary_speaks_and_all_of_them_name_the_work() -> None:
    first = summary(external("doi", "10.5555/a"), title={"title": {"value": "First"}})
    third = summary(external("pmid", "26017442"), title={"title": {"value": "Third"}})
    chosen = summary(external("doi", "10.5555/b"), **{"put-code": 8, "display-index": "10"})
    record = work(first, {**chosen, "title": {"title": {"value": "Chosen"}}}, {**third, "display-index": "9"})
    assert (record.values["title"], ids(record)) == ("Chosen", ["doi:10.5555/b", "doi:10.5555/a", "pmid:26017442"])
    assert record.origin.address == f"https://pub.orcid.org/v3.0/{ID}/work/8"
    assert work(first, third).values["title"] == "First"


@pytest.mark.parametrize("said, found", [
    (external("doi", "10.5555/ABC"), "doi:10.5555/abc"),
    (external("doi", "https://doi.org/10.5555/ABC"), "doi:10.5555/abc"),
    (external("doi", "http://dx.doi.org/10.5555/abc"), "doi:10.5555/abc"),
    (external("doi", " doi:10.5555/abc "), "doi:10.5555/abc"),
    (external("doi", "DOI: 10.5555/abc"), "doi:10.5555/abc"),
    (external("DOI", "10.5555/abc", "SELF"), "doi:10.5555/abc"),
    (external("doi", "see there", **{"external-id-url": {"value": "https://doi.org/10.5555/abc"}}), "doi:10.5555/abc"),
    (external("doi", "garbled", **{"external-id-normalized": {"value": "10.5555/abc"}}), "doi:10.5555/abc"),
    (external("doi", "10.48550/arXiv.1901.00007"), "arxiv:1901.00007"),
    (external("doi", "10.5281/zenodo.7.v1"), "doi:10.5281/zenodo.7.v1"),
    (external("arxiv", "arXiv:1901.00007v2"), "arxiv:1901.00007"),
    (external("arxiv", "1901.00007"), "arxiv:1901.00007"),
    (external("pmid", "PMID: 26017442"), "pmid:26017442"),
    (external("pmc", "PMC6283521"), "pmcid:PMC6283521"),
    (external("hal", "hal-01184303v2"), "hal:hal-01184303"),
    (external("handle", "1721.1/12345"), "handle:1721.1/12345"),
    (external("uri", "https://arxiv.org/abs/1901.00007"), "arxiv:1901.00007"),
    (external("uri", "https://www.example.org/papers/7"), None),
    (external("uri", f"https://orcid.org/{ID}"), None),
    (external("eid", "2-s2.0-84889654399"), None),
    (external("source-work-id", "7"), None),
    (external("doi", "not one"), None),
    (external("doi", "10.5555/abc", "part-of"), None),
    (external("doi", "10.5555/abc", "version-of"), None),
    (external("doi", "10.5555/abc", "VERSION_OF"), None),
    (external("doi", "10.5555/abc", "funded-by"), None),
    (external("isbn", "9783000000003"), None),
])  # fmt: skip
def test_only_its_own_identifiers_that_are_known_are_the_works(said: Any, found: str | None) -> None:
    record = work(summary(said))
    assert (ids(record), record.claims) == ([found] if found else [], ())


@pytest.mark.parametrize("kind, own", [("book", True), ("edited-book", True), ("BOOK", True), ("dissertation-thesis", True),
                                       ("book-chapter", False), ("conference-paper", False), ("other", False)])  # fmt: skip
def test_an_isbn_is_the_works_own_only_where_the_work_is_a_book(kind: str, own: bool) -> None:
    record = work(summary(external("isbn", "978-3-00-000000-3"), type=kind))
    assert ids(record) == (["isbn:9783000000003"] if own else [])
    assert record.values["ISBN"] == ("978-3-00-000000-3",)


def test_a_group_that_names_no_identifier_is_a_work_all_the_same() -> None:
    assert (work(summary()).ids, work(summary()).values["title"]) == ((), "T")


@pytest.mark.parametrize("parts, day", [
    (("2013", "04", "02"), Date(2013, 4, 2)), (("2013", "4", None), Date(2013, 4)), (("2013", None, "02"), Date(2013)),
    (("2013", None, None), Date(2013)), ((None, "04", None), None), ((2013, 4, 2), Date(2013, 4, 2)),
])  # fmt: skip
def test_a_date_is_as_exact_as_it_is_given(parts: Any, day: Date | None) -> None:
    said = {
        name: None if part is None else {"value": part}
        for name, part in zip(("year", "month", "day"), parts, strict=True)
    }
    assert work(summary(**{"publication-date": said})).values.get("issued") == day


@pytest.mark.parametrize("kind", [None, *THEIRS])
def test_a_type_is_the_same_in_both_versions_of_the_api(kind: str | None) -> None:
    new, old = (work(summary(type=form)) for form in (kind, kind and kind.upper().replace("-", "_")))
    assert new == old
    assert new.values.get("type") in ({row.csl for row in TYPES} if kind else {None})


@pytest.mark.parametrize("bad", [None, 7, "x", [], {}, {"work-summary": None}, {"work-summary": [None]}])
def test_a_group_that_cannot_be_read_costs_that_group(bad: Any) -> None:
    good = {"work-summary": [summary(external("doi", "10.5555/a"))]}
    assert [type(one) for one in of(works(good, bad, good))] == [Record, Unreadable, Record]


@given(
    st.permutations([external("doi", "10.5555/a"), external("doi", "10.5555/b"), external("pmid", "26017442"), None])
)
def test_however_the_identifiers_stand_they_are_the_same(order: list[Any]) -> None:
    assert set(ids(work(summary(*order)))) == {"doi:10.5555/a", "doi:10.5555/b", "pmid:26017442"}


# --- the recorded answers


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("name", ["works_groups", "works_small", "works_empty", "v2.1_works"])
def test_nothing_of_a_recorded_persons_works_is_lost(name: str) -> None:
    ((_, recorded),) = recordings.exchanges(NAME, name)
    said = json.loads(recorded["body"])
    read = recordings.records(NAME, recorded)
    assert len(read) == len(said["group"])
    for group, record in zip(said["group"], read, strict=True):
        speaks = max(group["work-summary"], key=lambda one: int(one["display-index"]))
        assert record.origin.address == f"https://pub.orcid.org/v3.0{speaks['path']}"
        assert record.values["title"] == speaks["title"]["title"]["value"]
        assert record.values.get("container-title") == ((speaks.get("journal-title") or {}).get("value"))
        parts = [part["value"] for part in (speaks["publication-date"] or {}).values() if part]
        assert str(record.values.get("issued", "")) == "-".join(parts)
        externals = [
            (summary["external-ids"] or {"external-id": []})["external-id"]
            for summary in (speaks, *group["work-summary"])
        ]
        assert {one.value for one in record.ids} == {
            one["external-id-value"].lower() for some in externals for one in some if one["external-id-type"] == "doi"
        }
        assert list(record.values.get("ISSN", ())) == [
            one["external-id-value"] for one in externals[0] if one["external-id-type"] == "issn"
        ]


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
def test_the_recorded_404_is_unknown_and_every_other_answer_is_none() -> None:
    ((_, unknown),) = recordings.exchanges(NAME, "404_person")
    assert list(MODULE.read(recordings.answer(unknown))) == []
    for pattern in ("500_*", "person*", "search_*", "work_with*", "*_record", "*_bulk"):
        for _, recorded in recordings.exchanges(NAME, pattern):
            with pytest.raises(Unavailable):
                list(MODULE.read(recordings.answer(recorded)))


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
def test_the_stand_ins_works_are_made_of_what_orcids_are_made_of() -> None:
    documented = {".title.subtitle.value", ".title.translated-title.value", ".title.translated-title.language-code"}
    theirs = recordings.recorded_paths(NAME, "works_*", r"^\s*\{") | {
        f".group[].work-summary[]{one}" for one in documented
    }
    for person in {case["asked"] for case in cases(NAME)} | {f"orcid:{ID}", "orcid:0000-0000-9000-008X"}:
        body = played(NAME, MODULE.request([parse(person)], asking(NAME))).body
        assert recordings.paths(json.loads(body)) <= theirs
    unknown = played(NAME, MODULE.request([parse("orcid:0000-0000-9000-0098")], asking(NAME))).body
    assert recordings.paths(json.loads(unknown)) == recordings.recorded_paths(NAME, "404_person", r"^\s*\{")
