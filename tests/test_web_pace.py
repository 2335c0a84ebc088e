"""Nobody is asked faster than it wants to be, whoever asks."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from harvester.errors import Unavailable
from harvester.memory import Memory
from harvester.web.fault import Fault
from harvester.web.pace import paced, retry_after, spacing
from harvester.web.request import Answer, Request, Service
from harvester.web.settings import Limits, Settings
from harvester.web.wire import Wire

CROSSREF = Service("crossref", "https://api.crossref.example", "HARVEST_CROSSREF_URL", ("doi",), interval=0.08)
BY_EVIDENCE = replace(CROSSREF, name="ieee_by_evidence")
DATACITE = Service("datacite", "https://api.datacite.example", "HARVEST_DATACITE_URL", ("doi",), interval=0.08)
ASKED = Request("crossref", "https://api.crossref.example/works")


def wire_with(
    *services: Service, memory: Memory | None = None, deadline: float = 5.0, log: list[str] | None = None
) -> Wire:
    told: list[str] = [] if log is None else log
    return Wire(
        Settings(
            {service.name: service for service in services},
            memory or Memory(None),
            time.monotonic() + deadline,
            "1",
            "https://example.org",
            limits=Limits(backoff=0.01),
            log=lambda _service, text: told.append(text),
        )
    )


def right(_: Request) -> Answer:
    return Answer(200, "https://api.crossref.example/works", {}, b"{}")


def test_two_services_of_one_server_share_its_pace() -> None:
    wire, at = wire_with(CROSSREF, BY_EVIDENCE, DATACITE), list[float]()
    send = paced(lambda request: (at.append(time.monotonic()), right(request))[1], wire)
    for name in ("crossref", "ieee_by_evidence"):
        send(replace(ASKED, service=name))
    assert at[1] - at[0] >= 0.079
    began = time.monotonic()
    send(Request("datacite", "https://api.datacite.example/dois"))
    assert time.monotonic() - began < 0.05


def test_services_behind_one_proxy_keep_their_own_pace() -> None:
    proxy = "http://127.0.0.1:8080"
    wire = wire_with(replace(CROSSREF, base=proxy, interval=30.0), replace(DATACITE, base=proxy))
    send = paced(right, wire)
    for name in ("crossref", "datacite"):
        send(Request(name, proxy + "/x"))


def test_a_redirect_to_a_known_host_takes_its_turn_there() -> None:
    wire = wire_with(CROSSREF, DATACITE)
    assert wire.lane(Request("datacite", ASKED.url)) == wire.lane(ASKED)
    assert wire.lane(Request("datacite", "https://else.example/")).name == "else.example:443"


def test_threads_keep_the_pace_and_never_overlap() -> None:
    wire, at, within = wire_with(CROSSREF), list[float](), list[int]()

    def slow(request: Request) -> Answer:
        at.append(time.monotonic())
        within.append(1)
        assert len(within) == 1
        time.sleep(0.01)
        within.pop()
        return right(request)

    send = paced(slow, wire)
    threads = [threading.Thread(target=send, args=(ASKED,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(at) == 6
    assert min(b - a for a, b in itertools.pairwise(at)) >= 0.07


def test_two_processes_keep_the_pace_together(tmp_path: Path) -> None:
    program = """
import sys, time
from pathlib import Path
from test_web_pace import *
def note(request):
    print(time.time())
    return right(request)
send = paced(note, wire_with(CROSSREF, memory=Memory(Path(sys.argv[1]))))
for _ in range(6):
    send(ASKED)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "memory.sqlite")]
    both = [subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    at = sorted(float(line) for one in both for line in one.communicate(timeout=30)[0].split())
    assert len(at) == 12
    assert min(b - a for a, b in itertools.pairwise(at)) >= 0.05
    assert at[-1] - at[0] >= 11 * 0.08 - 0.03


def test_the_pace_holds_across_runs(tmp_path: Path) -> None:
    for _ in range(2):
        memory, began = Memory(tmp_path / "m"), time.monotonic()
        paced(right, wire_with(replace(CROSSREF, interval=0.3), memory=memory))(ASKED)
        memory.let_go()
    assert time.monotonic() - began > 0.2


def test_a_turn_after_the_deadline_is_refused_at_once_and_left_to_others() -> None:
    memory = Memory(None)
    send = paced(right, wire_with(replace(CROSSREF, interval=30.0), memory=memory, deadline=0.5))
    send(ASKED)
    began = time.monotonic()
    for _ in range(3):
        with pytest.raises(Fault, match="its turn comes after the deadline"):
            send(ASKED)
    assert time.monotonic() - began < 0.1
    lane = wire_with(CROSSREF).lane(ASKED).name
    assert memory.reserve(lane, 30.0, 0.0) < 30.0


def test_a_retry_after_puts_off_everybody() -> None:
    memory, told = Memory(None), list[str]()
    refusal = Answer(429, ASKED.url, {"retry-after": "0.3"}, b"")
    paced(lambda _: refusal, wire_with(CROSSREF, memory=memory))(ASKED)
    began = time.monotonic()
    paced(right, wire_with(BY_EVIDENCE, memory=memory, log=told))(replace(ASKED, service="ieee_by_evidence"))
    assert time.monotonic() - began > 0.25
    assert "until its turn" in told[0]


def test_the_headers_slow_it_down_and_never_speed_it_up() -> None:
    wire = wire_with(CROSSREF)
    for limit, interval in (("2", 0.5), ("50", 0.08)):
        headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": "1s"}
        paced(lambda _, headers=headers: Answer(200, "", headers, b""), wire)(ASKED)  # type: ignore[misc]
        assert wire.lane(ASKED).interval == interval


DATE = "Tue, 24 Nov 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("1.5", 1.5),
        ("0", 0.0),
        ("Tue, 24 Nov 2026 09:01:00 GMT", 60.0),
        ("Tue, 24 Nov 2026 08:00:00 GMT", 0.0),
        ("Tuesday, 24-Nov-26 09:01:00 GMT", 60.0),
        ("Tue, 24 Nov 2026 09:01:00", 60.0),
        ("999999999999", 999_999_999_999.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("nan", None),
        ("1e9", None),
        ("Tue, 99 Nov 2026 09:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_by_the_service_s_own_clock(text: str, seconds: float | None) -> None:
    assert retry_after(Answer(503, "", {"retry-after": text, "date": DATE}, b"")) == seconds


@pytest.mark.parametrize(
    ("status", "after", "remaining", "reset", "seconds"),
    [
        (429, "", "0", "64137", 64137.0),
        (429, "", "0", "Tue, 24 Nov 2026 09:01:00 GMT", 60.0),
        (429, "1", "0", "64137", 64137.0),
        (429, "120", "0", "1", 120.0),
        (429, "1", "973", "64137", 1.0),
        (429, "", "0", "", None),
        (404, "", "0", "64137", None),
        (503, "30", "0", "64137", 30.0),
    ],
)
def test_a_service_whose_allowance_is_used_up_is_left_alone_until_it_is_renewed(
    status: int, after: str, remaining: str, reset: str, seconds: float | None
) -> None:
    headers = {"retry-after": after, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset, "date": DATE}
    assert retry_after(Answer(status, "", headers, b"")) == seconds


def test_an_answer_is_no_refusal_whatever_it_says() -> None:
    assert retry_after(Answer(200, "", {"retry-after": "60"}, b"")) is None


@pytest.mark.parametrize(
    ("limit", "window", "seconds"),
    [
        ("3", "1s", 1 / 3),
        ("50", "1s", 0.02),
        ("1", "5m", 60.0),
        ("10", "2", 0.2),
        ("0", "1s", 0),
        ("x", "1s", 0),
        ("5", "", 0),
    ],
)
def test_the_rate_is_read_from_the_headers(limit: str, window: str, seconds: float) -> None:
    assert spacing({"x-rate-limit-limit": limit, "x-rate-limit-interval": window}) == seconds


def test_unavailable_is_what_a_fault_is() -> None:
    assert isinstance(Fault("x", kind="busy").under("crossref"), Unavailable)
