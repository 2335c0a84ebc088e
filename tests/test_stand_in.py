"""The stand-in for the services, over real HTTP: limits, faults, and the record of what was asked."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from made import FAMILY, MOST, facts
from standin import LONGEST, StandIn
from standin_faults import FAULTS

from harvester.fetchers import SERVICES

TRANSPORT = {"reset", "broken", "hang", "drip", "endless"}
ARXIV = "/api/query?id_list=1901.00007&max_results=1"
DOI = "/works/10.5555%2Fstandin.7"


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes


def get(services: StandIn, service: str, target: str, timeout: float = 2.0, most: int | None = None) -> Got:
    """What a plain client gets: the response as it is, no redirect followed and nothing unpacked."""
    address = urlsplit(services.environment[SERVICES[service].variable])
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=timeout)
    try:
        connection.request("GET", target, headers={"User-Agent": "test (mailto:someone@example.org)"})
        response = connection.getresponse()
        return Got(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read(most))
    finally:
        connection.close()


def test_each_setting_leads_to_a_service_of_its_own(services: StandIn) -> None:
    assert set(services.environment) == {row.variable for row in SERVICES.values()}
    ports = {urlsplit(address).port for address in services.environment.values()}
    assert len(ports) == len(services.environment)
    for name in ("arxiv", "ieee_api"):
        row = SERVICES[name]
        assert urlsplit(services.environment[row.variable]).path == urlsplit(row.base).path


def test_what_was_asked_is_remembered_in_order(services: StandIn) -> None:
    get(services, "arxiv", ARXIV)
    get(services, "crossref", DOI)
    assert [(one.service, one.path) for one in services.requests] == [
        ("arxiv", "/api/query"),
        ("crossref", "/works/10.5555/standin.7"),
    ]
    (asked,) = services.asked("arxiv")
    assert asked.ids("id_list") == ["1901.00007"]
    assert "mailto:" in asked.headers["user-agent"]


@pytest.mark.parametrize("service, target, given", [
    ("arxiv", "/api/query?id_list={}", 10),
    ("arxiv", "/api/query?id_list={}&max_results=30", 30),
    ("datacite", "/dois?ids={}", 25),
    ("datacite", "/dois?ids={}&page[size]=30", 30),
    ("crossref", "/works?filter={}", 20),
    ("crossref", "/works?filter={}&rows=30", 30),
])  # fmt: skip
def test_a_list_gives_what_the_service_gives_unless_more_is_asked_for(
    services: StandIn, service: str, target: str, given: int
) -> None:
    form = {"arxiv": "1901.{:05d}", "datacite": "10.48550/arXiv.1901.{:05d}", "crossref": "doi:10.5555/standin.{}"}[
        service
    ]
    ids = ",".join(form.format(number) for number in range(1, 31))
    body = get(services, service, target.format(quote(ids))).body
    count = {"arxiv": b"<entry>", "datacite": b'"type":"dois"', "crossref": b'"DOI":'}[service]
    assert body.count(count) == given


@pytest.mark.parametrize("service", ["arxiv", "crossref", "datacite", "ieee_api", "xplore"])
def test_a_long_address_is_refused(services: StandIn, service: str) -> None:
    assert get(services, service, "/x?" + "y" * LONGEST).status == 414


@pytest.mark.parametrize("service, target, status, words", [
    ("arxiv", "/api/query?id_list=abc,1901.00007", 400, b"incorrect id format for abc"),
    ("arxiv", "/api/query?id_list=1901.00007&max_results=2001", 400, b"Error"),
    ("arxiv", "/api/query?id_list=0808.05394", 200, b"<opensearch:totalResults>0<"),
    ("crossref", "/works?filter=doi:10.5555/standin.7&select=DOI,resource", 400, b"validation-failure"),
    ("crossref", "/works?filter=doi:10.5555/a,b", 400, b"filter-not-available"),
    ("crossref", "/works?rows=1001", 400, b"less than or equal to 1000"),
    ("crossref", "/works/10.5555%2Fnobody", 404, b"Resource not found."),
    ("datacite", "/dois/10.5555%2Fnobody", 404, b"doesn't exist"),
    ("ieee_api", "/api/v1/search/articles?apikey=wrong&article_number=9763007", 403, b"Developer Inactive"),
    ("xplore", "/document/9763007", 403, b"Request blocked"),
])  # fmt: skip
def test_it_refuses_what_the_services_refuse(
    services: StandIn, service: str, target: str, status: int, words: bytes
) -> None:
    got = get(services, service, target)
    assert (got.status, words in got.body) == (status, True)


def test_the_pages_may_be_read_where_a_test_wants_it(services: StandIn) -> None:
    services.switches.add("xplore-open")
    assert b"xplGlobal.document.metadata={" in get(services, "xplore", "/document/9763007").body
    assert b"metadata" not in get(services, "xplore", "/document/1234567").body


def test_crossref_finds_a_persons_works_of_one_member(services: StandIn) -> None:
    target = "/works?filter=member:263&query.author=Luca+Herranz-Celotti&rows=200"
    found = json.loads(get(services, "crossref", target).body)["message"]["items"]
    assert {item["member"] for item in found} == {"263"}
    assert "10.1109/taslp.2022.9999999" in {item["DOI"] for item in found}
    assert (
        json.loads(get(services, "crossref", target.replace("Luca+Herranz-Celotti", "Nobody")).body)["message"]["items"]
        == []
    )


def test_a_contact_leads_into_the_polite_pool(services: StandIn) -> None:
    assert get(services, "crossref", DOI).headers["x-api-pool"] == "polite-single"
    assert get(services, "crossref", "/works?rows=1").headers["x-rate-limit-limit"] == "3"


def test_faults_come_in_the_order_in_which_they_were_told_and_then_all_is_well(services: StandIn) -> None:
    services.fault("crossref", "503", after=1, times=2)
    services.fault("crossref", "slower:7")
    got = [get(services, "crossref", DOI) for _ in range(5)]
    assert [one.status for one in got] == [200, 503, 503, 429, 200]
    assert got[3].headers["retry-after"] == "7"
    assert get(services, "arxiv", ARXIV).status == 200


SEEN = {
    "429": lambda got: got.status == 429 and "retry-after" not in got.headers,
    "slower": lambda got: got.status == 429 and got.headers["retry-after"] == "1",
    "year": lambda got: int(got.headers["retry-after"]) > 30_000_000,
    "busy": lambda got: got.status == 503 and got.headers["retry-after"] == "1",
    "403": lambda got: got.status == 403,
    "404": lambda got: got.status == 404 and b"<html" in got.body,
    "500": lambda got: got.status == 500,
    "502": lambda got: got.status == 502,
    "503": lambda got: got.status == 503,
    "html": lambda got: got.status == 200 and b"<html" in got.body,
    "bot": lambda got: got.status == 200 and b"not a bot" in got.body,
    "empty": lambda got: (got.status, got.body) == (200, b""),
    "half": lambda got: got.body.startswith(b'{"status"') and not got.body.endswith(b"}"),
    "null": lambda got: json.loads(got.body)["message"]["title"] is None,
    "entities": lambda got: b"<!ENTITY" in got.body,
    "bomb": lambda got: len(got.body) < 1_000_000 and got.headers["content-encoding"] == "gzip",
    "loop": lambda got: got.status == 302 and got.headers["location"].startswith("?"),
    "elsewhere": lambda got: got.headers["location"].startswith("http://127.0.0.2"),
    "file": lambda got: got.headers["location"].startswith("file:"),
    "wrong": lambda got: json.loads(got.body)["message"]["DOI"] == "10.5555/standin.1999",
}


def test_every_fault_is_tried_here() -> None:
    assert set(SEEN) | TRANSPORT == set(FAULTS)


@pytest.mark.parametrize("kind", SEEN)
def test_a_fault_looks_as_it_is_called(services: StandIn, kind: str) -> None:
    services.fault("crossref", kind + (":title" if kind == "null" else ""))
    assert SEEN[kind](get(services, "crossref", DOI))
    assert get(services, "crossref", DOI).status == 200


@pytest.mark.parametrize("kind, error", [
    ("reset", ConnectionResetError), ("broken", (ConnectionResetError, http.client.IncompleteRead)),
    ("hang", TimeoutError), ("drip", TimeoutError),
])  # fmt: skip
def test_a_fault_of_transport_breaks_the_exchange(
    services: StandIn, kind: str, error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    services.fault("crossref", kind)
    began = time.monotonic()
    with pytest.raises(error):
        get(services, "crossref", DOI, timeout=0.3)
    assert time.monotonic() - began < 2.0
    assert get(services, "crossref", DOI).status == 200


def test_an_endless_answer_goes_on_for_as_long_as_somebody_reads(services: StandIn) -> None:
    services.fault("crossref", "endless")
    got = get(services, "crossref", DOI, most=20_000_000)
    assert (got.headers["content-length"], len(got.body)) == ("5000000000", 20_000_000)


def test_a_port_can_refuse_and_accept_again(services: StandIn) -> None:
    services.refuse("crossref")
    with pytest.raises(ConnectionRefusedError):
        get(services, "crossref", DOI)
    services.accept("crossref")
    assert get(services, "crossref", DOI).status == 200


def test_a_fault_that_nobody_knows_is_an_error_of_the_test(services: StandIn) -> None:
    with pytest.raises(ValueError, match="no fault 'tired'"):
        services.fault("crossref", "tired")


def test_made_works_are_all_different() -> None:
    assert len({facts(number, kind).title for number in range(MOST) for kind in FAMILY}) == MOST * len(FAMILY)


def test_it_prints_where_it_plays_as_lines_for_a_shell() -> None:
    script = Path(__file__).parent / "services" / "serve.py"
    words = [sys.executable, str(script), "--fault", "crossref,503", "--switch", "xplore-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in {row.variable for row in SERVICES.values()}]
        running.terminate()
        assert running.wait(timeout=10) == 0
    assert sorted(line.partition("=")[0].removeprefix("export ") for line in lines) == sorted(
        {row.variable for row in SERVICES.values()}
    )
