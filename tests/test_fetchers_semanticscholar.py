"""Semantic Scholar: any identifier in its form, null in its place, and a record that says only what it knows."""

from __future__ import annotations

import json
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import Asked, items
from standin import answers
from test_fetchers import ask, asking, records

from harvester.errors import Refused, Unavailable
from harvester.fetchers import SERVICES, Asking, Unreadable, fetcher
from harvester.identifiers import parse
from harvester.record import Date, Name, Record
from harvester.web.request import Answer

NAME = "semanticscholar"
MODULE = fetcher(NAME)
S2 = "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776"


def of(said: Any, status: int = 200) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, "", {"content-type": "application/json"}, json.dumps(said).encode())))


def paper(**more: Any) -> Record:
    (record,) = records(of([{"paperId": S2[3:], "title": "T", **more}]))
    return record


# --- what is asked


@pytest.mark.parametrize("ours, theirs", [
    ("doi:10.5555/ABC", "DOI:10.5555/abc"),
    ("arxiv:2202.00282v3", "ARXIV:2202.00282"),
    ("arxiv:math.GT/0309136", "ARXIV:math/0309136"),
    ("pmid:26017442", "PMID:26017442"),
    ("pmcid:PMC6283521", "PMCID:6283521"),
    ("acl:2020.acl-main.1", "ACL:2020.acl-main.1"),
    ("acl:N19-1423", "ACL:N19-1423"),
    (S2, S2[3:]),
    ("CorpusID:13756489", "CorpusId:13756489"),
])  # fmt: skip
def test_each_identifier_is_asked_for_in_the_services_own_form(ours: str, theirs: str) -> None:
    assert MODULE.request([parse(ours)], asking(NAME)).body == {"ids": [theirs]}


def test_it_takes_every_scheme_that_its_row_names() -> None:
    assert {*MODULE.FORMS, "s2"} == set(SERVICES[NAME].schemes)  # type: ignore[attr-defined]


@pytest.mark.parametrize("key, headers", [("secret", {"x-api-key": "secret"}), ("", {})])
def test_a_key_is_sent_in_its_header_alone(key: str, headers: dict[str, str]) -> None:
    request = MODULE.request([parse(S2)], Asking(SERVICES[NAME].base, key=key))
    assert (request.headers, "secret" in request.address) == (headers, False)


def test_five_hundred_come_back_from_one_request() -> None:
    many = [parse(f"arxiv:1901.{number:05d}") for number in range(1, 251)]
    many += [parse(f"doi:10.5555/standin.{number}") for number in range(1, 251)]
    assert len(many) == SERVICES[NAME].batch
    read = records(ask(NAME, *many))
    assert [claim.identifier for one in read for claim in one.claims] == many
    assert len({one.ids for one in read}) == len(many)


# --- unknown, refused, no answer


def test_an_unknown_id_is_null_in_its_place_and_costs_none_of_the_others() -> None:
    known = [parse("arxiv:1901.00007"), parse("doi:10.5555/standin.7")]
    read = records(ask(NAME, known[0], parse("arxiv:2001.99999"), known[1]))
    assert [claim.identifier for one in read for claim in one.claims] == known
    assert of([None, None]) == []


def test_where_all_are_unknown_there_is_no_work_and_no_error() -> None:
    assert ask(NAME, parse("arxiv:2001.99999"), parse("doi:10.5555/nobody")) == []
    assert of({"error": "Paper with id DOI:10.5555/nobody not found"}, 404) == []


@pytest.mark.parametrize("status, said, kind", [
    (400, {"error": "Unrecognized or unsupported fields: [unknown]"}, Refused),
    (413, {"message": "Request Entity Too Large"}, Refused),
    (404, {"message": "Not Found"}, Unavailable),
    (403, {"message": "Forbidden"}, Unavailable),
    (429, {"message": "Too Many Requests.", "code": "429"}, Unavailable),
    (500, {"message": "Internal Server Error"}, Unavailable),
    (200, [], Unavailable),
    (200, {"data": []}, Unavailable),
    (200, {"message": "Internal Server Error"}, Unavailable),
])  # fmt: skip
def test_a_refusal_is_not_an_unknown_id(status: int, said: Any, kind: type[Unavailable]) -> None:
    with pytest.raises(Unavailable) as raised:
        of(said, status)
    assert type(raised.value) is kind


def test_an_item_that_cannot_be_read_costs_that_item() -> None:
    read = of([{"paperId": S2[3:], "title": "T"}, {"title": "nobody's"}, 7, {"corpusId": 7, "title": "U"}])
    assert [type(one) for one in read] == [Record, Unreadable, Unreadable, Record]


# --- what is read


@pytest.mark.parametrize("external, claims, rest", [
    ({"DOI": "10.5555/ABC", "CorpusId": 7}, ["is-same-as doi:10.5555/abc"], ()),
    ({"ArXiv": "2202.00282", "DOI": "10.48550/arXiv.2202.00282"}, ["is-same-as arxiv:2202.00282"], ()),
    ({"PubMed": "7", "PubMedCentral": "12008803"}, ["is-same-as pmid:7", "is-same-as pmcid:PMC12008803"], ()),
    ({"ACL": "N19-1423"}, ["is-same-as acl:N19-1423"], ()),
    ({"DBLP": "conf/nips/VaswaniSPUJGKP17"}, ["is-same-as dblp:conf/nips/VaswaniSPUJGKP17"], ()),
    ({"MAG": "2951549429", "DOI": None}, [], ("is-same-as mag:2951549429",)),
    (None, [], ()),
])  # fmt: skip
def test_others_identifiers_are_claims_and_its_own_alone_are_proven(
    external: Any, claims: list[str], rest: tuple[str, ...]
) -> None:
    record = paper(externalIds=external)
    assert {one.scheme for one in record.ids} == {"s2"}
    assert [f"{claim.relation} {claim.identifier}" for claim in record.claims] == claims
    assert record.values.get("relation", ()) == rest


@pytest.mark.parametrize("said, year", [
    ({"publicationDate": "2019-06-29", "year": 2019}, Date(2019, 6, 29)),
    ({"publicationDate": "2019-06-01", "year": 2019}, Date(2019, 6)),
    ({"publicationDate": "2019-01-01", "year": 2019}, Date(2019)),
    ({"publicationDate": None, "year": 2019}, Date(2019)),
    ({"publicationDate": "soon", "year": None}, None),
])  # fmt: skip
def test_a_date_is_as_exact_as_a_database_can_know_it(said: dict[str, Any], year: Date | None) -> None:
    assert paper(**said).values.get("issued") == year


def venue(name: str, kind: str | None = None, *others: str, issn: str = "0000-0019") -> dict[str, Any]:
    return {"name": name, "type": kind, "alternate_names": list(others), "issn": issn}


@pytest.mark.parametrize("said, values", [
    ({"venue": "Cell", "journal": {"name": "Cell"}}, ("article-journal", "Cell", "", "")),
    ({"venue": "bioRxiv", "journal": {"name": "Cell Genomics"}}, ("article-journal", "Cell Genomics", "", "bioRxiv")),
    ({"venue": "bioRxiv", "publicationVenue": venue("bioRxiv", "journal"), "journal": {"name": "Cell Genomics"}},
     ("article-journal", "Cell Genomics", "", "bioRxiv")),
    ({"venue": "arXiv.org", "journal": {"name": "ArXiv"}, "publicationTypes": ["JournalArticle"]},
     ("article", "", "", "arXiv.org")),
    ({"venue": "", "publicationVenue": venue("SSRN Electronic Journal")}, ("article", "", "", "SSRN Electronic Journal")),
    ({"venue": "NeurIPS Made", "publicationVenue": venue("NeurIPS Made", "conference", "A longer name of it", "NM")},
     ("paper-conference", "NeurIPS Made", "NM", "")),
    ({"venue": "Made", "publicationVenue": venue("Made", "conference"), "publicationTypes": ["JournalArticle"]},
     ("paper-conference", "Made", "", "")),
    ({"venue": "Made", "publicationVenue": venue("Made", "journal"), "publicationTypes": ["Conference"]},
     ("article-journal", "Made", "", "")),
    ({"venue": "Made", "publicationVenue": venue("Made", "conference"), "publicationTypes": ["BookSection", "Book"]},
     ("chapter", "Made", "", "")),
    ({"publicationTypes": ["JournalArticle", "Conference"]}, ("paper-conference", "", "", "")),
    ({"publicationTypes": ["Study", "Dataset"]}, ("dataset", "", "", "")),
    ({"publicationTypes": ["Something new"]}, ("document", "", "", "")),
    ({"publicationVenue": "6f4d1c5e-0000-0000-0000-000000000000", "venue": " "}, ("document", "", "", "")),
])  # fmt: skip
def test_a_preprint_server_is_no_venue_and_a_venue_tells_of_the_type(
    said: dict[str, Any], values: tuple[str, ...]
) -> None:
    record = paper(**said)
    found = (
        record.values.get(term, "") for term in ("type", "container-title", "container-title-short", "group-title")
    )
    assert tuple(found) == values


def test_a_servers_issn_is_not_the_journals() -> None:
    mixed = paper(venue="bioRxiv", publicationVenue=venue("bioRxiv"), journal={"name": "Cell Genomics"})
    assert "ISSN" not in mixed.values
    assert paper(publicationVenue={**venue("Cell"), "alternate_issns": ["0000-0027"]}).values["ISSN"] == (
        "0000-0019",
        "0000-0027",
    )


@pytest.mark.parametrize("url, values", [
    ("https://standin.example/a.pdf", {"pdf": "https://standin.example/a.pdf"}),
    ("https://doi.org/10.5555/abc", {"URL": "https://doi.org/10.5555/abc"}),
    ("", {}),
    ("https://[half", {}),
])  # fmt: skip
def test_a_free_copy_is_a_pdf_or_a_page(url: str, values: dict[str, str]) -> None:
    record = paper(openAccessPdf={"url": url, "status": "GOLD"})
    assert {term: record.values[term] for term in ("pdf", "URL") if term in record.values} == values


# --- the recorded answers


def papers(recorded: dict[str, Any]) -> list[dict[str, Any]]:
    said = json.loads(recorded["body"])
    found = said if isinstance(said, list) else said.get("data", [said])
    return [one for one in found if one is not None]


@recordings.pytestmark
@recordings.table(NAME, r'"paperId"')
def test_nothing_of_a_recorded_paper_is_lost(recorded: dict[str, Any]) -> None:
    read = recordings.records(NAME, recorded)
    assert len(read) == len(papers(recorded))
    for one, record in zip(papers(recorded), read, strict=True):
        told = recordings.words(record)
        journal, free, date = one.get("journal") or {}, one.get("openAccessPdf") or {}, one.get("publicationDate")
        texts = [one.get("title"), one.get("abstract"), one.get("venue"), journal.get("pages"), free.get("license")]
        texts += [free.get("url"), None if one.get("venue") else journal.get("name"), one["paperId"]]
        if not (journal.get("volume") or "").startswith("abs/"):
            texts.append(journal.get("volume"))
        assert all(part in told for part in texts if part)
        names = [person for person in record.values.get("author", ()) if isinstance(person, Name)]
        assert [person.literal for person in names] == [person["name"] for person in one.get("authors") or []]
        assert str(one.get("year") or "") in str(record.values.get("issued", ""))
        assert (date or "").startswith(str(record.values.get("issued", "")) if date else "")
        for value in (one.get("externalIds") or {}).values():
            assert str(value).lower().removeprefix("10.48550/arxiv.") in told.lower()


@recordings.pytestmark
@pytest.mark.parametrize("name, kind", [
    ("400_unknown_field", Refused), ("403_bad_key", Unavailable), ("429_keyless", Unavailable), ("500", Unavailable),
])  # fmt: skip
def test_a_recorded_refusal_is_no_answer(name: str, kind: type[Unavailable]) -> None:
    _, recorded = next(recordings.exchanges(NAME, name))
    with pytest.raises(Unavailable) as raised:
        list(MODULE.read(recordings.answer(recorded)))
    assert type(raised.value) is kind


@recordings.pytestmark
@pytest.mark.parametrize("name", ["404_doi", "404_match"])
def test_its_own_recorded_404_means_unknown(name: str) -> None:
    _, recorded = next(recordings.exchanges(NAME, name))
    assert list(MODULE.read(recordings.answer(recorded))) == []


DOCUMENTED = {  # and null in all of the recordings
    *(f".publicationVenue.{name}" for name in ("id", "name", "type", "issn", "url")),
    *(f".publicationVenue.alternate_{name}" for name in ("names", "names[]", "issns", "issns[]")),
    ".externalIds.ACL",
}


@recordings.pytestmark
def test_the_stand_in_is_made_of_what_the_service_says() -> None:
    theirs = {path.removeprefix("[]").removeprefix(".data[]") for path in recordings.recorded_paths(NAME, "*", "")}
    for one in items(NAME):
        assert recordings.paths(one) - theirs <= DOCUMENTED


@recordings.pytestmark
@pytest.mark.parametrize("pattern, method, address, body", [
    ("batch_with_null", "POST", "/graph/v1/paper/batch?fields=title", '{"ids": ["nobody", "DOI:10.5555/standin.7"]}'),
    ("400_unknown_field", "POST", "/graph/v1/paper/batch?fields=unknown", '{"ids": []}'),
    ("404_doi", "GET", "/graph/v1/paper/DOI:10.5555/nobody?fields=title", ""),
    ("403_bad_key", "POST", "/graph/v1/paper/batch?fields=title", '{"ids": []}'),
])  # fmt: skip
def test_the_stand_in_answers_in_the_form_of_the_service(pattern: str, method: str, address: str, body: str) -> None:
    headers = {"x-api-key": "wrong"} if "bad_key" in pattern else {}
    reply = answers(NAME).answer(Asked(NAME, address, headers, method, body.encode()))
    _, recorded = next(recordings.exchanges(NAME, pattern))
    assert reply.status == recorded["status_code"]
    assert recordings.paths(json.loads(reply.body)) <= recordings.paths(json.loads(recorded["body"]))
