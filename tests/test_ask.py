"""Who is asked what, in which order, and what an answer leads to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.ask import Desk, Outcome, ask_all
from harvester.errors import Unavailable
from harvester.fetchers import ROUTES, SERVICES, routes, service
from harvester.identifiers import Identifier, parse
from harvester.memory import Memory
from harvester.web.request import Answer, Request

JSON = {"content-type": "application/json"}
NAMES = ("crossref", "datacite", "doi_org", "semanticscholar", "arxiv", "openalex")
A, B, C = (parse(f"doi:10.5555/{name}") for name in "abc")
PREPRINT = parse("arxiv:2101.00001")


def crossref(doi: str, **more: Any) -> dict[str, Any]:
    return {
        "DOI": doi, "title": [f"The title of {doi}"], "author": [{"family": "Fam", "given": "G."}],
        "issued": {"date-parts": [[2020]]}, "type": "journal-article", **more,
    }  # fmt: skip


def paper(external: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """A paper of Semantic Scholar's."""
    number = abs(hash(tuple(external.items()))) % 10**30
    return {
        "paperId": f"{number:040x}", "externalIds": dict(external), "title": "T", "year": 2020,
        "authors": [{"authorId": "1", "name": "G. Fam"}], **more,
    }  # fmt: skip


Works = Mapping[str, Any]


class Services:
    """What each service knows, as their JSON; every request is noted, `down` are those that are no use."""

    def __init__(self, **knows: Works) -> None:
        self.knows, self.asked, self.down = knows, list[Request](), dict[str, Exception]()

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        if request.service in self.down:
            raise self.down[request.service]
        status, body = getattr(self, request.service)(request, self.knows.get(request.service, {}))
        return Answer(status, request.url, JSON, json.dumps(body).encode())

    def count(self, name: str) -> int:
        return sum(one.service == name for one in self.asked)

    @staticmethod
    def crossref(request: Request, works: Works) -> tuple[int, Any]:
        wanted = dict(request.params).get("filter", "")
        dois = (
            [part.removeprefix("doi:") for part in wanted.split(",")]
            if wanted
            else [unquote(request.url).split("/works/")[1]]
        )
        if any("poison" in doi for doi in dois):
            return 400, {"status": "failed", "message": [{"message": "no"}]}
        items = [works[doi] for doi in dois if doi in works]
        return 200, {"message-type": "work-list", "message": {"items": items, "total-results": len(items)}}

    @staticmethod
    def datacite(request: Request, works: Works) -> tuple[int, Any]:
        return 200, {"data": [], "meta": {"total": 0}}

    @staticmethod
    def semanticscholar(request: Request, works: Works) -> tuple[int, Any]:
        return 200, [works.get(one) for one in request.body["ids"]]


def desk(send: Callable[[Request], Answer], **more: Any) -> Desk:
    settings: dict[str, Any] = {
        "services": {name: replace(SERVICES[name], batch=SERVICES[name].keyless or SERVICES[name].batch) for name in NAMES}, "memory": Memory(None), "today": "2026-01-01",
        "deadline": time.monotonic() + 20, "max_age": 1000.0,
        "routes": {"doi": ("crossref", "datacite"), "arxiv": ("semanticscholar",)},
    }  # fmt: skip
    return Desk(send=send, **(settings | more))


def found(outcomes: Sequence[Outcome]) -> dict[Identifier, str]:
    """Which service answered which question."""
    return {one.asked: one.service for one in outcomes if one.record}


def test_the_next_service_is_asked_only_for_what_the_last_did_not_know() -> None:
    send = Services(crossref={A.value: crossref(A.value)})
    outcomes = ask_all([A, B], desk(send))
    assert found(outcomes) == {A: "crossref"}
    assert [(one.asked, one.service, one.why) for one in outcomes if not one.record] == [
        (B, "crossref", "unknown to it"),
        (B, "datacite", "unknown to it"),
    ]
    assert [request.service for request in send.asked] == ["crossref", "datacite"]
    assert B.value in send.asked[1].address.replace("%2F", "/") and A.value not in send.asked[1].address


def test_a_thousand_dois_cost_few_requests_and_the_second_time_none() -> None:
    dois = [parse(f"doi:10.5555/w{number}") for number in range(1000)]
    send = Services(crossref={one.value: crossref(one.value) for one in dois})
    at = desk(send)
    assert len(found(ask_all(dois, at))) == 1000 and len(send.asked) == 1000 / SERVICES["crossref"].batch
    send.asked.clear()
    assert len(found(ask_all(dois, at))) == 1000 and send.asked == []


@given(st.sets(st.integers(0, 30), max_size=4), st.integers(1, 31))
def test_a_poisoned_batch_is_halved_until_the_bad_id_stands_alone(bad: set[int], size: int) -> None:
    dois = [parse(f"doi:10.5555/{'poison' if number in bad else 'w'}{number}") for number in range(size)]
    send = Services(crossref={one.value: crossref(one.value) for one in dois})
    outcomes = ask_all(dois, desk(send, routes={"doi": ("crossref",)}))
    assert [one.asked for one in outcomes] == dois
    for one in outcomes:
        assert bool(one.record) != ("poison" in one.asked.value) and (one.record or one.why.startswith("refused"))


def test_no_address_is_longer_than_services_take() -> None:
    dois = [parse(f"doi:10.5555/{'long' * 30}{number}") for number in range(100)]
    send = Services()
    ask_all(dois, desk(send, routes={"doi": ("crossref",)}))
    assert max(len(request.address) for request in send.asked) <= 4000


def test_an_outage_is_no_absence_and_is_not_remembered() -> None:
    send, memory = Services(), Memory(None)
    send.down = {"crossref": Unavailable("503"), "datacite": Unavailable("503")}
    assert not any(one.final or one.record for one in ask_all([A], desk(send, memory=memory)))
    send.down, send.knows = {}, {"crossref": {A.value: crossref(A.value)}}
    assert found(ask_all([A], desk(send, memory=memory))) == {A: "crossref"}


def test_a_service_that_is_asked_one_by_one_does_not_stand_in_for_one_that_is_down() -> None:
    send = Services()
    send.down = {"crossref": Unavailable("503"), "doi_org": Unavailable("x")}
    route = {"doi": ("crossref", "doi_org", "semanticscholar")}
    ask_all([A, B], desk(send, routes=route))
    assert send.count("doi_org") == 0 and send.count("semanticscholar") == 1
    send.down = {"doi_org": Unavailable("x")}
    ask_all([A, B], desk(send, routes=route))
    assert send.count("doi_org") == 2


class Wrong(Services):
    """Crossref answers about another work, as often as `times` says."""

    times = 1

    def crossref(self, request: Request, works: Works) -> tuple[int, Any]:  # type: ignore[override]
        self.times -= 1
        return (
            Services.crossref(request, works)
            if self.times < 0
            else (200, {"message": {"items": [crossref("10.5555/other")]}})
        )


def test_an_answer_about_another_work_is_asked_for_again_and_is_never_an_absence() -> None:
    send = Wrong(crossref={A.value: crossref(A.value)})
    assert found(ask_all([A], desk(send, routes={"doi": ("crossref",)}))) == {A: "crossref"} and len(send.asked) == 2
    send.times = 9
    (outcome,) = ask_all([A, B], desk(send, routes={"doi": ("crossref",)}))[:1]
    assert outcome.record is None and not outcome.final and "another work" in outcome.why


class Odd(Services):
    """Crossref answers JSON that is none of what it documents, as often as `times` says."""

    times = 1

    def crossref(self, request: Request, works: Works) -> tuple[int, Any]:  # type: ignore[override]
        self.times -= 1
        return Services.crossref(request, works) if self.times < 0 else (200, {})


def test_json_of_another_form_is_asked_for_again_told_of_and_never_an_absence() -> None:
    send = Odd(crossref={A.value: crossref(A.value)})
    at = desk(send, routes={"doi": ("crossref",)})
    assert found(ask_all([A], at)) == {A: "crossref"} and not at.warnings
    send.times = 9
    (outcome,) = ask_all([B], at)
    assert not outcome.final and [one.place for one in at.warnings] == ["crossref"]


def test_a_record_without_a_title_does_not_end_the_search_and_is_asked_for_again_soon() -> None:
    send = Services(crossref={A.value: crossref(A.value, title=None)})
    at = desk(send)
    ask_all([A], at)
    assert send.count("datacite") == 1
    (kept,) = at.memory.recall_many([("crossref", str(A))]).values()
    assert kept.text


def test_a_preprint_is_followed_to_what_a_list_of_another_service_names() -> None:
    known = {f"ARXIV:{PREPRINT.value}": paper({"ArXiv": PREPRINT.value, "DOI": A.value})}
    send = Services(semanticscholar=known, crossref={A.value: crossref(A.value)})
    outcomes = ask_all([PREPRINT], desk(send))
    assert found(outcomes) == {PREPRINT: "semanticscholar", A: "crossref"}
    assert [request.service for request in send.asked] == ["semanticscholar", "crossref"]


def test_who_gathers_from_others_proves_what_it_answered_for_and_claims_the_rest() -> None:
    known = {f"ARXIV:{PREPRINT.value}": paper({"ArXiv": PREPRINT.value, "DOI": A.value})}
    (outcome, *_) = ask_all([PREPRINT], desk(Services(semanticscholar=known)))
    assert outcome.record and PREPRINT in outcome.record.ids and A not in outcome.record.ids
    assert A in {claim.identifier for claim in outcome.record.claims}


def test_one_record_that_answers_two_questions_in_two_rounds_answers_both() -> None:
    known = {f"ARXIV:{PREPRINT.value}": paper({"ArXiv": PREPRINT.value, "DOI": A.value})}
    send = Services(semanticscholar=known)
    outcomes = ask_all([PREPRINT], desk(send, routes={"arxiv": ("semanticscholar",), "doi": ("semanticscholar",)}))
    assert {one.asked for one in outcomes if one.record} == {PREPRINT, A} and send.count("semanticscholar") == 1
    assert all({PREPRINT, A} <= set(one.record.ids) for one in outcomes if one.record)


def test_who_gathers_from_others_takes_no_identifier_that_another_record_proves() -> None:
    external = {"ArXiv": PREPRINT.value, "DOI": A.value}
    send = Services(crossref={A.value: crossref(A.value)}, semanticscholar={f"ARXIV:{PREPRINT.value}": paper(external)})
    outcomes = ask_all([PREPRINT, A], desk(send))
    gathered = [one.record for one in outcomes if one.record and one.service == "semanticscholar"]
    assert gathered and all(A not in record.ids and PREPRINT in record.ids for record in gathered)


@pytest.mark.parametrize(("wants", "requests"), [(frozenset(), 0), (frozenset({"abstract"}), 1)])
def test_a_field_is_asked_for_only_where_an_output_wants_it(wants: frozenset[str], requests: int) -> None:
    send = Services(crossref={A.value: crossref(A.value), B.value: crossref(B.value, abstract="<p>It is here.</p>")})
    ask_all([A, B], desk(send, wants=wants))
    assert send.count("semanticscholar") == requests and send.count("openalex") == 0
    for request in send.asked[1:]:
        assert request.body == {"ids": [f"DOI:{A.value}"]}


def test_what_nobody_else_knows_waits_for_who_wants_to_be_left_alone() -> None:
    send = Services(crossref={A.value: crossref(A.value)})
    send.down = {"crossref": Unavailable("429")}
    left = [0.2]

    def reopens(name: str) -> float:
        send.down.clear()
        return left.pop() if left and name == "crossref" else 0.0

    outcomes = ask_all([A], desk(send, reopens=reopens))
    assert found(outcomes) == {A: "crossref"} and send.count("crossref") == 2 and send.count("datacite") == 1


def test_nobody_waits_for_what_the_library_holds_nor_beyond_the_deadline() -> None:
    send = Services()
    send.down = {"crossref": Unavailable("429")}
    for more in ({"known": frozenset({A}), "reopens": lambda _: 5.0}, {"reopens": lambda _: 60.0}):
        began = time.monotonic()
        ask_all([A], desk(send, **more))
        assert time.monotonic() - began < 1.0


def test_the_users_order_puts_a_service_first() -> None:
    assert routes((), ("datacite",))["doi"][:2] == ("datacite", "crossref")
    assert routes() == ROUTES
    send = Services(crossref={A.value: crossref(A.value)})
    ask_all([A], desk(send, routes={"doi": ("datacite", "crossref")}))
    assert [request.service for request in send.asked] == ["datacite", "crossref"]


def test_a_service_from_outside_is_asked_after_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = replace(service("crossref"), name="theirs", schemes=("doi",))
    assert routes([theirs])["doi"][-1] == "theirs"


def test_outcomes_stand_in_the_order_of_the_questions() -> None:
    dois = [parse(f"doi:10.5555/w{number}") for number in range(90)]
    send = Services(crossref={one.value: crossref(one.value) for one in dois[::2]})
    order = [one.asked for one in ask_all(dois[::-1], desk(send)) if one.service == "crossref"]
    assert order == dois[::-1]
