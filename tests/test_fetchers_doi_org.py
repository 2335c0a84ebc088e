"""doi.org: the agencies' items in all their forms, its own 404 page, and agencies that give no metadata."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import items
from hypothesis import given
from hypothesis import strategies as st
from standin import StandIn
from test_fetchers import ask, asking, records

from harvester import harvest
from harvester.errors import Unavailable
from harvester.fetchers import SERVICES, Unreadable, fetcher
from harvester.identifiers import Identifier, parse
from harvester.memory import Memory
from harvester.record import Date, Name, Record
from harvester.vocabulary import TYPES
from harvester.web.request import Answer, Send
from harvester.web.settings import Limits, Settings
from harvester.web.stack import stack
from harvester.web.wire import Wire

NAME = "doi_org"
MODULE = fetcher(NAME)
CSL = "application/vnd.citationstyles.csl+json"
AT = "https://data.medra.org/10.5555%2Fmedra.1"


def of(said: Any, status: int = 200, url: str = AT) -> list[Record | Unreadable]:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return list(MODULE.read(Answer(status, url, {"content-type": CSL}, body)))


def work(**more: Any) -> Record:
    (record,) = records(of({"DOI": "10.5555/medra.1", "title": "T", **more}))
    return record


# --- what is asked


def test_csl_is_asked_for_at_the_doi_itself() -> None:
    request = MODULE.request([Identifier("doi", "10.5555/a?b#c%d<e>")], asking(NAME))
    assert request.url == "https://doi.org/10.5555/a%3Fb%23c%25d%3Ce%3E"
    assert (request.accept, request.absence) == (CSL, "DOI Not Found")


def test_a_short_doi_is_asked_of_the_handles() -> None:
    request = MODULE.request([parse("doi:10/st4nd")], asking(NAME))
    assert request.address == "https://doi.org/api/handles/10/st4nd?type=HS_ALIAS"


# --- over HTTP: redirects, pages, silence


@pytest.fixture
def wire(services: StandIn) -> Wire:
    row = replace(SERVICES[NAME], base=services.environment["HARVEST_DOI_URL"], interval=0.0)
    limits = Limits(connect=1.0, read=2.0, backoff=0.01)
    return Wire(Settings({NAME: row}, Memory(None), time.monotonic() + 20, "1", limits=limits))


def through(send: Send, wire: Wire, doi: str) -> list[Record | Unreadable]:
    base = wire.settings.services[NAME].base
    return list(MODULE.read(send(MODULE.request([parse(doi)], replace(asking(NAME), base=base)))))


def test_the_media_type_is_asked_for_at_the_agency_too(services: StandIn, wire: Wire) -> None:
    (record,) = records(through(stack(wire), wire, "doi:10.5555/agency.7"))
    assert record.ids == (parse("doi:10.5555/agency.7"),)
    assert [one.headers["accept"] for one in services.asked(NAME)] == [CSL, CSL]


def test_a_doi_that_nobody_registered_is_unknown_and_asked_for_once(services: StandIn, wire: Wire) -> None:
    assert through(stack(wire), wire, "doi:10.5555/nobody") == []
    assert (len(services.asked(NAME)), wire.warnings) == (1, [])


def test_a_short_doi_leads_to_who_knows_the_doi(
    services: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, address in services.environment.items():
        monkeypatch.setenv(name, address)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (work,) = harvest("https://doi.org/10/st4nd").works
    assert (work.status, {str(one) for one in work.ids}) == (
        "resolved", {"doi:10/st4nd", "doi:10.5555/standin.7"},
    )  # fmt: skip
    assert {one.origin.source for one in work.records} >= {"crossref", NAME}


def test_an_unknown_short_doi_is_unknown(services: StandIn, wire: Wire) -> None:
    assert through(stack(wire), wire, "doi:10/n0b0dy") == []
    assert (len(services.asked(NAME)), wire.warnings) == (1, [])


def test_a_doi_without_metadata_is_known_for_one_without(services: StandIn, wire: Wire) -> None:
    assert through(stack(wire), wire, "doi:10.5555/bare.1") == []
    assert (len(services.asked(NAME)), wire.warnings) == (1, [])


@pytest.mark.parametrize("doi, says", [
    ("doi:10.5555/elsewhere.1", "another host, '127.0.0.2:9'"),
    ("doi:10.5555/refused.1", "406: not acceptable"),
])  # fmt: skip
def test_an_agency_that_gives_no_metadata_proves_nothing(wire: Wire, doi: str, says: str) -> None:
    with pytest.raises(Unavailable, match=says):
        through(stack(wire), wire, doi)


def test_agencies_that_give_no_metadata_do_not_close_doi_org_for_the_others(wire: Wire) -> None:
    send = stack(wire)
    for number in (1, 2, 3):
        with pytest.raises(Unavailable, match="another host"):
            through(send, wire, f"doi:10.5555/elsewhere.{number}")
    assert len(records(through(send, wire, "doi:10.5555/agency.7"))) == 1


def test_a_page_of_anybody_elses_is_not_doi_orgs_404(services: StandIn, wire: Wire) -> None:
    services.fault(NAME, "404", times=9)
    with pytest.raises(Unavailable, match="404 with a web page"):
        through(stack(wire), wire, "doi:10.5555/agency.7")


# --- unknown, refused, no answer


@pytest.mark.parametrize("body", [
    b"<!DOCTYPE html><html><head><title>Error: DOI Not Found</title></head></html>",
    b"Resource not found.",
    b"The resource you are looking for doesn't exist.",
    b'{"errors":[{"status":"404","title":"The resource you are looking for doesn\'t exist."}]}',
])  # fmt: skip
def test_a_404_in_the_words_of_doi_org_or_an_agency_is_unknown(body: bytes) -> None:
    assert of(body, 404) == []


@pytest.mark.parametrize("said, status", [
    (b"<html><title>Page not found</title></html>", 404),
    ({"title": "T"}, 406),
    ({"title": "T"}, 500),
    ([{"RA": "mEDRA"}], 200),
    ({"status": "ok", "message": {"DOI": "10.5555/medra.1"}}, 200),
    ("a text", 200),
])  # fmt: skip
def test_everything_else_proves_nothing(said: Any, status: int) -> None:
    with pytest.raises(Unavailable):
        of(said, status)


# --- what is read


@pytest.mark.parametrize("value, day", [
    ({"date-parts": [[2006, 5, 7]]}, Date(2006, 5, 7)),
    ({"date-parts": [["2006", "05", "07"]]}, Date(2006, 5, 7)),
    ({"date-parts": [["2006", ""]]}, Date(2006)),
    ({"date-parts": [2006, 5]}, Date(2006, 5)),
    ({"date-parts": [[2006, 5], [2007, 1]]}, Date(2006, 5)),
    ({"date-parts": [[None]], "raw": "2006-05"}, Date(2006, 5)),
    ({"raw": "May 2006"}, Date(2006, 5)),
    ({"literal": "7 May 2006"}, Date(2006, 5, 7)),
    ({"date-time": "2006-05-07T00:00:00Z"}, Date(2006, 5, 7)),
    ("2006-05-07", Date(2006, 5, 7)),
    (2006, Date(2006)),
    ({"date-parts": []}, None),
    ({"raw": "in press"}, None),
])  # fmt: skip
def test_a_date_is_read_in_each_of_its_forms(value: Any, day: Date | None) -> None:
    assert work(issued=value).values.get("issued") == day


@pytest.mark.parametrize("person, name", [
    ({"family": "Moor", "given": "Ada"}, Name("Moor", "Ada")),
    ({"family": "Moor"}, Name("Moor")),
    ({"literal": "Ada Moor"}, Name(literal="Ada Moor")),
    ({"name": "The Moor Group"}, Name(literal="The Moor Group", group=True)),
    ("Moor, Ada", Name(literal="Moor, Ada")),
    ({"family": "Gogh", "given": "Bo", "non-dropping-particle": "van"}, Name("Gogh", "Bo", "van")),
    ({"family": "Fontaine", "given": "Bo", "dropping-particle": "de", "non-dropping-particle": "La"},
     Name("Fontaine", "Bo", "de La")),
    ({"family": "Moor", "given": "Ada", "suffix": "Jr.", "ORCID": "http://orcid.org/0000-0002-1825-0097",
      "affiliation": [{"name": "Teststadt"}, "Essai"]},
     Name("Moor", "Ada", suffix="Jr.", orcid="0000-0002-1825-0097", affiliation=("Teststadt", "Essai"))),
])  # fmt: skip
def test_people_are_read_in_each_of_their_forms(person: Any, name: Name) -> None:
    assert work(author=[person, {}, None, " "], editor=person).values["author"] == (name,)
    assert work(author=[person, {}, None, " "], editor=person).values["editor"] == (name,)


@pytest.mark.parametrize("said, kind", [
    *((row.csl, row.csl) for row in TYPES),
    ("journal-article", "article-journal"),
    ("posted-content", "article"),
    ("dissertation", "thesis"),
    ("something else", "document"),
    (None, None),
])  # fmt: skip
def test_the_type_is_csls_word_or_crossrefs(said: Any, kind: str | None) -> None:
    assert work(type=said).values.get("type") == kind


@pytest.mark.parametrize("item, url, doi", [
    ({"DOI": "10.5555/MEDRA.1", "id": "https://doi.org/10.5555/medra.2"}, AT, "doi:10.5555/medra.1"),
    ({"DOI": "https://doi.org/10.5555/medra.1"}, AT, "doi:10.5555/medra.1"),
    ({"id": "https://doi.org/10.5555/medra.2"}, AT, "doi:10.5555/medra.2"),
    ({"id": "Moor2002"}, AT, "doi:10.5555/medra.1"),
    ({"DOI": "10.48550/arXiv.1901.00007"}, AT, "arxiv:1901.00007"),
])  # fmt: skip
def test_the_doi_is_the_items_own_word_or_stands_in_the_address_at_which_it_is(item: Any, url: str, doi: str) -> None:
    (record,) = records(of({"title": "T", **item}, url=url))
    assert [str(one) for one in record.ids] == [doi]


def test_an_item_that_names_no_doi_at_an_address_without_one_is_unreadable() -> None:
    (read,) = of({"title": "T"}, url="https://data.medra.org/metadata")
    assert isinstance(read, Unreadable)
    assert "without a DOI" in read.why


def test_what_crossref_says_of_versions_notices_and_files_is_said_here_too() -> None:
    (record,) = records(ask(NAME, parse("doi:10.5555/transform.7")))
    assert [f"{one.relation} {one.identifier}" for one in record.claims] == ["is-preprint-of doi:10.5555/standin.7"]
    assert record.values["update-to"] == ("new_version doi:10.5555/transform.6 2023-03-14",)
    assert record.values["pdf"] == "https://www.example.org/7.pdf"


@given(st.sampled_from(items(NAME)), st.data())
def test_a_text_and_a_list_of_it_are_one(item: dict[str, Any], data: st.DataObject) -> None:
    texts = sorted(
        name for name, value in item.items() if isinstance(value, str) and name not in ("id", "issued", "type")
    )
    name = data.draw(st.sampled_from(texts))
    assert records(of({**item, name: [item[name]]})) == records(of(item))


# --- the recorded answers


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("recorded", [
    one for name, one in [*recordings.exchanges("doi.org", "csl_*"), *recordings.exchanges("crossref", "transform_csl")]
    if one["status_code"] == 200
], ids=lambda one: one["url"])  # fmt: skip
def test_nothing_of_a_recorded_item_is_lost(recorded: dict[str, Any]) -> None:
    item, (record,) = json.loads(recorded["body"]), recordings.records(NAME, recorded)
    told = recordings.words(record)
    assert record.ids[0].value == item["DOI"].lower()
    for field in (
        "title",
        "abstract",
        "publisher",
        "language",
        "URL",
        "volume",
        "issue",
        "page",
        "copyright",
        "version",
    ):
        assert item.get(field, "") in told, field
    for field in ("subtitle", "container-title", "ISSN"):
        value = item.get(field, [])
        assert all(one in told for one in ([value] if isinstance(value, str) else value)), field
    assert [one.family or one.literal for one in record.values["author"]] == [  # type: ignore[union-attr]
        one.get("family") or one["literal"] for one in item["author"]
    ]
    assert str(record.values["issued"]) == recordings.shown(item["issued"]["date-parts"][0])


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("pattern", ["302_to_publisher", "onix_medra", "bibtex_*", "ra_*"])
def test_a_recorded_answer_to_another_question_is_no_work(pattern: str) -> None:
    for _, recorded in recordings.exchanges("doi.org", pattern):
        try:
            read = list(MODULE.read(recordings.answer(recorded)))
        except Unavailable:
            continue
        assert [type(one) for one in read] == [Unreadable]


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
def test_the_recorded_404_of_datacites_agency_is_unknown() -> None:
    *_, (_, recorded) = recordings.exchanges("doi.org", "csl_datacite_redirect_then_404")
    assert list(MODULE.read(recordings.answer(recorded))) == []
