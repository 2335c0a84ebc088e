"""Europe PMC: one search for many ids, days as exact as they were, preprints, and what is no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import Asked
from standin import answers
from test_fetchers import ask, asking, records

from harvester.errors import Refused, Unavailable
from harvester.fetchers import Unreadable, fetcher
from harvester.identifiers import parse
from harvester.record import Date, Name, Record
from harvester.web.request import Answer

NAME = "europepmc"
MODULE = fetcher(NAME)


def of(said: Any, status: int = 200) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, "", {"content-type": "application/json"}, json.dumps(said).encode())))


def found(*results: Any) -> dict[str, Any]:
    return {"hitCount": len(results), "request": {"pageSize": 1000}, "resultList": {"result": list(results)}}


def work(**more: Any) -> Record:
    (record,) = records(of(found({"id": "7", "source": "MED", "pmid": "7", "title": "T", **more})))
    return record


# --- what is asked


@pytest.mark.parametrize("ids, query", [
    (["pmid:7"], "(SRC:MED AND (EXT_ID:7))"),
    (["pmcid:PMC22"], "PMCID:PMC22"),
    (["pmid:7", "pmcid:PMC22", "pmid:8"], "(SRC:MED AND (EXT_ID:7 OR EXT_ID:8)) OR PMCID:PMC22"),
])  # fmt: skip
def test_all_ids_are_asked_for_in_one_search(ids: list[str], query: str) -> None:
    request = MODULE.request([parse(one) for one in ids], asking(NAME))
    assert request.url.endswith("/europepmc/webservices/rest/search")
    assert dict(request.params) == {"query": query, "resultType": "core", "format": "json", "pageSize": "1000"}


# --- what is read


@pytest.mark.parametrize("person, name", [
    ({"fullName": "A BC", "firstName": "B C", "lastName": "A", "initials": "BC"}, Name(family="A", given="B C")),
    ({"fullName": "A BC", "lastName": "A", "initials": "BC"}, Name(family="A", given="BC")),
    ({"fullName": "A BC"}, Name(literal="A BC")),
    ({"collectiveName": "The Group"}, Name(literal="The Group", group=True)),
    ({"lastName": "A", "authorId": {"type": "ORCID", "value": "0000-0002-1825-0097"}},
     Name(family="A", orcid="0000-0002-1825-0097")),
    ({"lastName": "A", "affiliation": "Old place"}, Name(family="A", affiliation=("Old place",))),
])  # fmt: skip
def test_a_person_is_read_in_every_form(person: dict[str, Any], name: Name) -> None:
    assert work(authorList={"author": [person, {}, None]}).values["author"] == (name,)


def test_a_short_answer_has_its_people_in_one_text() -> None:
    people = work(authorString="Haas-Kogan DA, O'Neill AF.").values["author"]
    assert people == (Name(literal="Haas-Kogan DA"), Name(literal="O'Neill AF"))


@pytest.mark.parametrize("said, issued", [
    ({"journalInfo": {"dateOfPublication": "2024 Jan", "printPublicationDate": "2024-01-01"}}, Date(2024, 1)),
    ({"journalInfo": {"dateOfPublication": "2024 Jan"}, "electronicPublicationDate": "2023-11-09"}, Date(2023, 11, 9)),
    ({"journalInfo": {"dateOfPublication": "1998 Dec-1999 Jan"}}, Date(1998, 12)),
    ({"firstPublicationDate": "2023-02-03", "pubYear": "2023"}, Date(2023, 2, 3)),
    ({"pubYear": "2023"}, Date(2023)),
    ({}, None),
])  # fmt: skip
def test_a_day_is_as_exact_as_the_issue_said_it(said: dict[str, Any], issued: Date | None) -> None:
    assert work(**said).values.get("issued") == issued


@pytest.mark.parametrize("said, csl", [
    ({"journalInfo": {"volume": "1"}}, "article-journal"),
    ({"journalTitle": "J"}, "article-journal"),
    ({"source": "PPR", "bookOrReportDetails": {"publisher": "bioRxiv"}}, "article"),
    ({"bookOrReportDetails": {"comprisingTitle": "B"}}, "chapter"),
    ({"bookOrReportDetails": {"publisher": "P"}}, "book"),
    ({"pubTypeList": {"pubType": ["Preprint"]}}, "article"),
    ({"pubType": "preprint; journal article"}, "article"),
    ({}, "document"),
])  # fmt: skip
def test_the_type_is_where_it_came_out(said: dict[str, Any], csl: str) -> None:
    assert work(**said).values["type"] == csl


@pytest.mark.parametrize("style, code, is_pdf", [("pdf", "OA", True), ("pdf", "F", True), ("pdf", "S", False),
                                                 ("html", "OA", False)])  # fmt: skip
def test_a_pdf_is_one_that_is_free(style: str, code: str, is_pdf: bool) -> None:
    url = {"documentStyle": style, "availabilityCode": code, "url": "https://x.example/a.pdf"}
    assert ("pdf" in work(fullTextUrlList={"fullTextUrl": [url]}).values) == is_pdf


def test_a_preprint_is_tied_to_its_article_by_every_id_that_is_said() -> None:
    (record,) = records(ask(NAME, parse("pmid:98000001")))
    claims = [f"{one.relation} {one.identifier}" for one in record.claims if one.relation == "has-preprint"]
    assert claims == ["has-preprint doi:10.1101/2022.12.24.000001", "has-preprint pmid:98000004"]
    assert record.values["relation"] == ("has-preprint ppr:PPR980001",)


def test_its_own_number_of_a_preprint_is_no_identifier() -> None:
    (record,) = records(ask(NAME, parse("pmcid:PMC98000003")))
    assert list(map(str, record.ids)) == ["pmcid:PMC98000003", "doi:10.1101/2023.02.03.000002"]
    assert [f"{one.relation} {one.identifier}" for one in record.claims] == ["is-preprint-of pmid:98000008"]


# --- unknown, refused, no answer


def test_no_hit_is_an_unknown_id() -> None:
    assert of(found()) == []


@pytest.mark.parametrize("said", [
    {"version": "6.9", "errCode": 404, "errMsg": "The query is not valid"},
    {"hitCount": 1},
    {"resultList": {"result": []}},
    {"hitCount": None, "resultList": {"result": []}},
])  # fmt: skip
def test_what_does_not_count_its_hits_is_no_answer(said: dict[str, Any]) -> None:
    with pytest.raises(Unavailable, match="instead of works") as raised:
        of(said)
    assert type(raised.value) is Unavailable


def test_a_refusal_has_the_services_words() -> None:
    with pytest.raises(Refused, match="The query is not valid"):
        of({"errCode": 400, "errMsg": "The query is not valid"}, 400)


@pytest.mark.parametrize(
    "bad", [None, {}, {"id": "7", "source": "MED"}, {"pmid": "7"}, {"id": "PPR7", "source": "PPR"}]
)
def test_a_result_that_cannot_be_read_costs_that_result(bad: Any) -> None:
    good = {"id": "7", "source": "MED", "pmid": "7", "title": "T"}
    read = of(found(good, bad, {**good, "id": "8", "pmid": "8"}))
    assert [type(one) for one in read] == [Record, Unreadable, Record]


# --- the recorded answers


@recordings.pytestmark
@recordings.table(NAME, r'"hitCount"', "search[_PC]*")
def test_nothing_of_a_recorded_work_is_lost(recorded: dict[str, Any]) -> None:
    results = json.loads(recorded["body"])["resultList"]["result"]
    read = recordings.records(NAME, recorded)
    assert len(read) == len(results)
    for result, record in zip(results, read, strict=True):
        told = recordings.words(record)
        info = result.get("journalInfo", {})
        journal = info.get("journal", {})
        said = [result.get(name) for name in ("title", "doi", "pmid", "pmcid", "pageInfo", "abstractText", "language",
                "license", "journalTitle", "journalVolume", "issue")]  # fmt: skip
        said += [info.get("volume"), info.get("issue"), *(journal.get(name) for name in ("title", "issn", "essn"))]
        assert [one for one in said if one and one not in told] == []
        assert journal.get("isoabbreviation") == record.values.get("container-title-short")
        assert str(record.values["issued"])[:4] in (result["pubYear"], result["firstPublicationDate"][:4],
                                                    result.get("electronicPublicationDate", "")[:4])  # fmt: skip
        for tie in result.get("commentCorrectionList", {}).get("commentCorrection", []):
            assert f"pmid:{tie['id']}" in told or f"pmid {tie['id']}" in told


@recordings.pytestmark
@recordings.table(NAME, r'"hitCount"', "search_core*")
def test_the_people_of_a_recorded_work_are_all_there_in_order(recorded: dict[str, Any]) -> None:
    results = json.loads(recorded["body"])["resultList"]["result"]
    for result, record in zip(results, recordings.records(NAME, recorded), strict=True):
        people = result["authorList"]["author"]
        names = record.values["author"]
        assert [(one.family or one.literal, one.given, one.orcid) for one in names] == [  # type: ignore[union-attr]
            (
                one.get("lastName") or one["collectiveName"],
                one.get("firstName", ""),
                one.get("authorId", {}).get("value", ""),
            )
            for one in people
        ]
        places = [one.get("authorAffiliationDetailsList", {}).get("authorAffiliation", []) for one in people]
        assert [set(one.affiliation) for one in names] == [  # type: ignore[union-attr]
            {place["affiliation"] for place in some if "affiliation" in place} for some in places
        ]


@recordings.pytestmark
def test_another_format_is_no_answer() -> None:
    _, recorded = next(recordings.exchanges(NAME, "search_dc_xml"))
    with pytest.raises(Unavailable, match="not the JSON"):
        recordings.records(NAME, recorded)


DOCUMENTED = {  # and in none of the recordings
    *(
        f".bookOrReportDetails.{name}"
        for name in ("publisher", "yearOfPublication", "comprisingTitle", "edition", "isbn13")
    ),
    ".bookOrReportDetails",
    ".versionNumber",
    ".authorList.author[].collectiveName",
    ".commentCorrectionList.commentCorrection[].note",
}


@recordings.pytestmark
@pytest.mark.parametrize(
    "query", ["EXT_ID:98000001 OR EXT_ID:98000006", "PMCID:PMC98000003", "EXT_ID:99000007", "EXT_ID:1"]
)
def test_the_stand_in_answers_in_the_form_of_the_service(query: str) -> None:
    address = f"/europepmc/webservices/rest/search?query={query.replace(' ', '+')}&resultType=core&format=json"
    mine = recordings.paths(json.loads(answers(NAME).answer(Asked(NAME, address)).body))
    theirs = recordings.recorded_paths(NAME, "search_[cn]*", "hitCount")
    assert {path.replace(".resultList.result[]", "") for path in mine - theirs} - DOCUMENTED == set()
