"""Publisher Item Identifiers: asked of Crossref in lists, and answered by works that name them themselves."""

from __future__ import annotations

import json

import pytest
from test_fetchers import ask, asking, records

from harvester.fetchers import SERVICES, fetcher
from harvester.identifiers import Identifier, parse
from harvester.web.request import Answer

NEW, OLD = parse("pii:S0000001919000034"), parse("pii:000000198490081X")
NAME = "crossref_by_pii"


def of(*alternatives: str) -> tuple[Identifier, ...]:
    item = {"DOI": "10.5555/x.1", "title": ["T"], "alternative-id": list(alternatives)}
    said = {"message-type": "work-list", "message": {"items": [item]}}
    answer = Answer(200, "", {"content-type": "application/json"}, json.dumps(said).encode())
    (record,) = records(list(fetcher(NAME).read(answer)))
    return record.ids


@pytest.mark.parametrize("alternative, pii", [
    ("S0140673697110960", "pii:S0140673697110960"),
    ("S0140-6736(97)11096-0", "pii:S0140673697110960"),
    ("092145269290142F", "pii:092145269290142F"),
    ("B9780123456789500018", "pii:B9780123456789500018"),
    ("10.1021/acs.jctc.2c01235", None),
    ("BFsrep16696", None),
    ("1345", None),
    ("00AA9AD4-1730-11D7-8645000102C1865D", None),
])  # fmt: skip
def test_a_work_holds_the_identifier_that_it_names_itself(alternative: str, pii: str | None) -> None:
    assert [str(one) for one in of(alternative)[1:]] == ([pii] if pii else [])


def test_an_identifier_that_is_named_twice_is_held_once() -> None:
    assert len(of("S0140673697110960", "S0140-6736(97)11096-0")) == 2


def test_many_are_asked_for_in_one_list() -> None:
    read = records(ask(NAME, NEW, parse("pii:S9999999999999999"), OLD))
    assert [(one.values["title"], one.origin.source) for one in read] == [
        ("Lanterns that answer to a number", "crossref"),
        ("A number older than its journal's page", "crossref"),
    ]
    assert [{NEW, OLD} & set(one.ids) for one in read] == [{NEW}, {OLD}]


def test_an_unknown_one_is_no_work_and_no_error() -> None:
    assert ask(NAME, parse("pii:S9999999999999999")) == []


def test_a_whole_batch_fits_into_one_address() -> None:
    many = [parse(f"pii:S{number:016d}") for number in range(1, SERVICES[NAME].batch + 1)]
    request = fetcher(NAME).request(many, asking(NAME, contact="someone@example.org"))
    assert len(request.address) < 4000
    assert dict(request.params)["filter"].count("alternative-id:") == SERVICES[NAME].batch > 1
    assert int(dict(request.params)["rows"]) > SERVICES[NAME].batch
    assert ("mailto", "someone@example.org") in request.params
