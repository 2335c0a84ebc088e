"""Open Library: an object by the ISBNs as they were sent, editions with several, and dates in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import items
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean
from test_fetchers import ask, asking, played, records

from harvester.errors import Refused, Unavailable
from harvester.fetchers import SERVICES, Unreadable, fetcher
from harvester.identifiers import Identifier, parse
from harvester.record import Date, Name, Record
from harvester.web.request import Answer

NAME = "openlibrary"
MODULE = fetcher(NAME)
A, B, C = "9783000000003", "9783000000119", "9783000000027"


def of(said: Any, status: int = 200) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, "", {"content-type": "application/json"}, json.dumps(said).encode())))


def edition(key: str = "/books/OL1M", *isbns: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "title": "T", "identifiers": {"isbn_13": list(isbns)}, **more}


def book(**more: Any) -> Record:
    (record,) = records(of({f"ISBN:{A}": edition(**more)}))
    return record


def made(number: int) -> Identifier:
    return parse(f"isbn:9789000{number:05d}{ean.calc_check_digit(f'9789000{number:05d}')}")


# --- what is asked


def test_isbns_are_sent_as_thirteen_digits_and_json_with_names_is_asked_for() -> None:
    params = dict(MODULE.request([parse("isbn:3-00-000000-3"), parse(f"isbn:{B}")], asking(NAME)).params)
    assert params == {"bibkeys": f"ISBN:{A},ISBN:{B}", "format": "json", "jscmd": "data"}


def test_a_whole_batch_comes_back_from_one_request() -> None:
    many = [made(number) for number in range(1, SERVICES[NAME].batch + 1)]
    assert [one.ids for one in records(ask(NAME, *many))] == [(one,) for one in many]


# --- unknown, refused, no answer


def test_an_unknown_isbn_is_missing_and_an_empty_object_knows_none() -> None:
    assert [one.ids[0] for one in records(ask(NAME, made(7), parse(f"isbn:{C}")))] == [made(7)]
    assert played(NAME, MODULE.request([parse(f"isbn:{C}")], asking(NAME))).body == b"{}"
    assert ask(NAME, parse(f"isbn:{C}")) == []


@pytest.mark.parametrize("said, status, kind", [
    ({}, 404, Unavailable),
    ({}, 503, Unavailable),
    ({}, 400, Refused),
    ([], 200, Unavailable),
    ({"error": "notfound"}, 200, Unavailable),
    (edition(), 200, Unavailable),
])  # fmt: skip
def test_a_refusal_is_not_an_unknown_isbn(said: Any, status: int, kind: type[Unavailable]) -> None:
    with pytest.raises(Unavailable) as raised:
        of(said, status)
    assert type(raised.value) is kind


@pytest.mark.parametrize("bad", [None, [], "x", 7])
def test_an_edition_that_cannot_be_read_costs_that_edition(bad: Any) -> None:
    read = of({f"ISBN:{A}": edition(), f"ISBN:{B}": bad, "ISBN:not one": edition("/books/OL2M")})
    assert [type(one) for one in read] == [Record, Unreadable, Unreadable]


# --- what is read


def test_both_forms_of_an_isbn_are_one() -> None:
    item = edition("/books/OL1M", A, "3-00-000000-3")
    (record,) = records(of({f"ISBN:{A}": item}))
    assert record.ids == (parse(f"isbn:{A}"),)
    assert record.values["ISBN"] == (A, "3-00-000000-3")


def test_two_isbns_of_one_edition_lead_to_one_record() -> None:
    item = edition("/books/OL1M", A, B)
    (record,) = records(of({f"ISBN:{B}": item, f"ISBN:{A}": item}))
    assert set(record.ids) == {parse(f"isbn:{A}"), parse(f"isbn:{B}")}
    assert record.origin == records(of({f"ISBN:{A}": item, f"ISBN:{B}": item}))[0].origin


def test_an_isbn_that_led_to_another_edition_is_not_this_ones() -> None:
    read = records(of({f"ISBN:{A}": edition("/books/OL1M", A, B, C), f"ISBN:{B}": edition("/books/OL2M", B)}))
    assert [[one.value for one in record.ids] for record in read] == [[A, C], [B]]


def test_the_isbn_that_was_asked_for_is_proven_by_the_key_alone() -> None:
    (record,) = records(of({f"ISBN:{A}": edition()}))
    assert (record.ids, record.origin.address) == ((parse(f"isbn:{A}"),), f"https://openlibrary.org/isbn/{A}")


@pytest.mark.parametrize("said, day", [
    ("2008", Date(2008)),
    (2008, Date(2008)),
    ("March 2008", Date(2008, 3)),
    ("Mar 2008", Date(2008, 3)),
    ("Mar 3, 2008", Date(2008, 3, 3)),
    ("July 28, 2008", Date(2008, 7, 28)),
    ("28 July 2008", Date(2008, 7, 28)),
    ("2008-07-28", Date(2008, 7, 28)),
    ("2008/07", Date(2008, 7)),
    ("c1998", Date(1998)),
    ("[1998]", Date(1998)),
    ("1998, ©1997", Date(1998)),
    ("Spring 2008", Date(2008)),
    ("1998?", Date(1998)),
    ("1920-1935", Date(1920)),
    ("199-", None),
    ("n.d.", None),
    ("", None),
    (None, None),
])  # fmt: skip
def test_of_a_date_in_words_the_parts_that_are_certain_are_kept(said: Any, day: Date | None) -> None:
    assert book(publish_date=said).values.get("issued") == day


@given(st.text())
def test_any_date_in_words_is_read(said: str) -> None:
    assert isinstance(book(publish_date=said).values.get("issued", Date(1)), Date)


def test_people_are_whole_names_in_order() -> None:
    people = [{"name": "Bo Reh", "url": "x"}, {"url": "nameless"}, {"name": "Ada Moor"}, None]
    assert book(authors=people).values["author"] == (Name(literal="Bo Reh"), Name(literal="Ada Moor"))


def test_a_file_for_all_is_the_pdf_and_one_to_borrow_is_none() -> None:
    assert (
        book(ebooks=[{"formats": {"pdf": {"url": "https://x.example/a.pdf"}}}]).values["pdf"]
        == "https://x.example/a.pdf"
    )
    assert "pdf" not in book(ebooks=[{"formats": {}, "availability": "borrow"}]).values


# --- the recorded answers


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("name, day", [
    ("books_jscmd_data", Date(2002)), ("books_jscmd_data_ebook", Date(2008, 7, 28)),
])  # fmt: skip
def test_nothing_of_a_recorded_edition_is_lost(name: str, day: Date) -> None:
    ((_, recorded),) = recordings.exchanges(NAME, name)
    ((key, item),) = json.loads(recorded["body"]).items()
    (record,) = recordings.records(NAME, recorded)
    told = recordings.words(record)
    assert record.ids == (parse(key),)
    assert all(item[field] in told for field in ("title", "url"))
    assert all(one["name"] in told for field in ("publishers", "publish_places") for one in item.get(field, []))
    assert all(one in told for kind in ("isbn_10", "isbn_13") for one in item["identifiers"].get(kind, []))
    assert [str(one) for one in record.values["author"]] == [one["name"] for one in item["authors"]]  # type: ignore[union-attr]
    assert (record.values["issued"], record.values["type"]) == (day, "book")


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("name", ["edition", "search", "work_editions"])
def test_a_recorded_answer_to_another_question_is_none(name: str) -> None:
    ((_, recorded),) = recordings.exchanges(NAME, name)
    with pytest.raises(Unavailable):
        list(MODULE.read(recordings.answer(recorded)))


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
def test_the_stand_ins_editions_are_made_of_what_open_librarys_are_made_of() -> None:
    documented = {".subtitle", ".pagination", ".identifiers.lccn", ".identifiers.lccn[]",
                  ".ebooks[].formats.pdf", ".ebooks[].formats.pdf.url"}  # fmt: skip
    theirs = {
        path
        for _, recorded in recordings.exchanges(NAME, "books_*")
        for item in json.loads(recorded["body"]).values()
        for path in recordings.paths(item)
    }
    made_ones = json.loads(played(NAME, MODULE.request([made(7)], asking(NAME))).body).values()
    for item in (*items(NAME), *made_ones):
        assert recordings.paths(item) <= theirs | documented
