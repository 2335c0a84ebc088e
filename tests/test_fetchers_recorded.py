"""The real recorded answers of the services: nothing that a user needs is lost, and the stand-in has the same form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange import Asked, Reply, items
from standin import answers

from harvester.errors import Refused, Unavailable
from harvester.fetchers import Unreadable, fetcher
from harvester.record import Date, Name, Record
from harvester.web.request import Answer

SAMPLES = Path(__file__).parents[2] / "shared" / "upstream-samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}


def exchanges(folder: str, pattern: str = "*") -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((SAMPLES / folder).glob(f"{pattern}.json")):
        recorded = json.loads(path.read_text("utf-8"))
        for number, one in enumerate(recorded if isinstance(recorded, list) else [recorded]):
            yield f"{path.stem}-{number}", one


def answer(recorded: dict[str, Any]) -> Answer:
    headers = {name.lower(): value for name, value in (recorded.get("headers") or {}).items()}
    return Answer(recorded["status_code"], recorded["url"], headers, recorded["body"].encode())


def table(folder: str, of_interest: str, pattern: str = "*") -> Any:
    """The recorded answers whose body holds `of_interest`, as rows for a test."""
    found = [(name, one) for name, one in exchanges(folder, pattern) if re.search(of_interest, one["body"][:400])]
    assert found or not SAMPLES.exists()
    return pytest.mark.parametrize("recorded", [one for _, one in found], ids=[name for name, _ in found])


def records(service: str, recorded: dict[str, Any]) -> list[Record]:
    """The records of an answer; what was cut out of a recording is told as missing, and nothing else is unreadable."""
    read = list(fetcher(service).read(answer(recorded)))
    unreadable = [one for one in read if isinstance(one, Unreadable)]
    assert all("items that it tells of" in one.why and recorded.get("trimmed") for one in unreadable)
    return [one for one in read if isinstance(one, Record)]


def words(record: Record) -> str:
    """All that a record says."""
    parts = [str(record.ids), *(f"{claim.relation} {claim.identifier}" for claim in record.claims)]
    for value in record.values.values():
        several = isinstance(value, tuple) and not isinstance(value, Date)
        parts += [
            " ".join(map(str, one)) if isinstance(one, Name) else str(one) for one in (value if several else [value])
        ]
    return "\n".join(parts)


def shown(parts: Any) -> str:
    """A date of Crossref's, as harvest writes it."""
    year, *rest = parts
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


# --- Crossref


def works_of(recorded: dict[str, Any]) -> list[dict[str, Any]]:
    message = json.loads(recorded["body"])["message"]
    return message.get("items", [message])


@table("crossref", r'"message-type": ?"work(-list)?"')
def test_nothing_of_a_crossref_work_is_lost(recorded: dict[str, Any]) -> None:
    works = works_of(recorded)
    read = records("crossref", recorded)
    assert len(read) == len(works)
    for work, record in zip(works, read, strict=True):
        told = words(record)
        assert record.ids[0].value == work["DOI"].lower()
        for field in ("title", "subtitle", "original-title", "container-title", "ISSN", "ISBN"):
            assert all(one in told for one in work.get(field, [])), field
        for field in ("volume", "issue", "page", "article-number", "publisher", "publisher-location", "abstract",
                      "language", "group-title", "subtype", "edition-number"):  # fmt: skip
            assert work.get(field, "") in told, field
        assert work.get("short-container-title", [])[:1] == [
            one for one in [record.values.get("container-title-short")] if one
        ]
        assert (record.values["type"] == "document") == (work["type"] == "component")
        assert ("license" in record.values) == bool(work.get("license"))
        assert ("pdf" in record.values) == any(one["content-type"] == "application/pdf" for one in work.get("link", []))


@table("crossref", r'"message-type": ?"work(-list)?"')
def test_the_people_of_a_crossref_work_are_all_there_in_order(recorded: dict[str, Any]) -> None:
    for work, record in zip(works_of(recorded), records("crossref", recorded), strict=True):
        for role in ("author", "editor"):
            people = [one for one in work.get(role, []) if set(one) & {"family", "given", "name"}]
            names = record.values.get(role, ())
            assert [one.family or one.literal for one in names] == [  # type: ignore[union-attr]
                one.get("family") or one.get("name") or "" for one in people
            ]
            for person, name in zip(people, names, strict=True):
                assert isinstance(name, Name)
                assert name.given == person.get("given", "")
                assert name.suffix == person.get("suffix", "")
                assert name.orcid == person.get("ORCID", "").rpartition("/")[2]
                assert set(name.affiliation) == {
                    one["name"] for one in person.get("affiliation", []) if one.get("name")
                }
                assert name.group == ("name" in person)


@table("crossref", r'"message-type": ?"work(-list)?"')
def test_the_dates_relations_and_notices_of_a_crossref_work_are_kept(recorded: dict[str, Any]) -> None:
    for work, record in zip(works_of(recorded), records("crossref", recorded), strict=True):
        for field in ("issued", "published-online", "published-print"):
            (parts,) = work.get(field, {}).get("date-parts", [[None]])
            if parts[0]:
                assert str(record.values[field]) == shown(parts)
        told = words(record)
        for kind, ends in work.get("relation", {}).items():
            assert all(f"{kind} {end['id-type']}:{end['id'].lower()}" in told for end in ends)
        for field in ("updated-by", "update-to"):
            for notice in work.get(field, []):
                day = shown(notice["updated"]["date-parts"][0])
                said = " ".join(
                    filter(None, (f"{notice['type']} doi:{notice['DOI'].lower()}", notice.get("source"), day))
                )
                assert said in record.values[field]  # type: ignore[operator]


@pytest.mark.parametrize("name, kind", [
    ("400_validation", Refused), ("500_bad_cursor", Unavailable), ("agency_medra_and_rest", Unavailable),
    ("content_negotiation", Unavailable), ("transform_csl", Unavailable),
    ("content_negotiation_raises_an_http_error_with_bad_requests", Unavailable),
])  # fmt: skip
def test_what_is_no_list_of_works_is_no_answer(name: str, kind: type[Unavailable]) -> None:
    for _, recorded in exchanges("crossref", name):
        with pytest.raises(kind):
            list(fetcher("crossref").read(answer(recorded)))


@pytest.mark.parametrize("name", ["works_bad_id_warn", "agency_404_sici"])
def test_crossrefs_own_404_means_unknown(name: str) -> None:
    _, recorded = next(exchanges("crossref", name))
    assert list(fetcher("crossref").read(answer(recorded))) == []


def test_the_recorded_ieee_work_proves_its_number() -> None:
    found = [
        one for _, recorded in exchanges("crossref", "works_with_many_ids") for one in records("crossref", recorded)
    ]
    assert [str(id_) for one in found for id_ in one.ids if id_.scheme == "ieee"] == ["ieee:1203662"]


# --- DataCite


def data_of(recorded: dict[str, Any]) -> list[dict[str, Any]]:
    data = json.loads(recorded["body"])["data"]
    return [one["attributes"] for one in (data if isinstance(data, list) else [data])]


@table("datacite", r'^\{"data"')
def test_nothing_of_a_datacite_work_is_lost(recorded: dict[str, Any]) -> None:
    works, read = data_of(recorded), records("datacite", recorded)
    assert len(read) == len(works)
    for work, record in zip(works, read, strict=True):
        told = words(record)
        assert work["doi"].removeprefix("10.48550/arxiv.") in record.ids[0].value
        texts = [
            *(one["title"] for one in work["titles"]),
            work["publisher"],
            work["url"],
            work["version"],
            work["language"],
        ]
        texts += [work["container"].get(part) for part in ("title", "volume", "firstPage", "lastPage")]
        texts += [one["description"] for one in work["descriptions"] if one["descriptionType"] == "Abstract"][:1]
        assert all(one in told for one in texts if one)
        people = record.values["author"]
        assert [one.family or one.literal for one in people] == [  # type: ignore[union-attr]
            one.get("familyName") or one["name"] for one in work["creators"]
        ]
        assert (
            [one.orcid for one in people if one.orcid]
            == [  # type: ignore[union-attr]
                identifier["nameIdentifier"].rpartition("/")[2]
                for one in work["creators"]
                for identifier in one.get("nameIdentifiers", [])[:1]
            ]
        )
        assert str(record.values["issued"]).startswith(str(work["publicationYear"]))
        for one in work["relatedIdentifiers"]:
            if one.get("relatedIdentifier"):
                value = one["relatedIdentifier"].strip()
                assert value.lower() in told.lower() or value.replace("-", "") in told


def test_an_arxiv_doi_is_the_arxiv_work() -> None:
    _, recorded = next(exchanges("datacite", "doi_arxiv_1902.02534"))
    (record,) = records("datacite", recorded)
    assert [str(one) for one in record.ids] == ["arxiv:1902.02534"]
    assert record.values["submitted"] == Date(2019, 2, 7)
    assert record.values["categories"] == ("cs.DL",)


def test_datacites_own_404_means_unknown() -> None:
    _, recorded = next(exchanges("datacite", "404"))
    assert list(fetcher("datacite").read(answer(recorded))) == []


# --- arXiv


@table("arxiv", "<feed", "[iq]*")
def test_nothing_of_an_arxiv_entry_is_lost(recorded: dict[str, Any]) -> None:
    if recorded["status_code"] == 400:
        with pytest.raises(Refused, match="incorrect id format for abc"):
            records("arxiv", recorded)
        return
    entries = ElementTree.fromstring(recorded["body"]).findall("a:entry", ATOM)
    read = records("arxiv", recorded)
    assert len(read) == len(entries)
    for entry, record in zip(entries, read, strict=True):
        told = " ".join(words(record).split())
        for path in ("a:title", "a:summary", "x:comment", "x:journal_ref"):
            assert " ".join((entry.findtext(path, "", ATOM) or "").split()) in told
        assert [one.literal for one in record.values["author"]] == [  # type: ignore[union-attr]
            one.text for one in entry.findall("a:author/a:name", ATOM)
        ]
        assert [place for one in record.values["author"] for place in one.affiliation] == [  # type: ignore[union-attr]
            one.text for one in entry.findall("a:author/x:affiliation", ATOM)
        ]
        assert list(record.values["categories"]) == [one.get("term") for one in entry.findall("a:category", ATOM)]  # type: ignore[arg-type]
        assert str(record.values["issued"]) == (entry.findtext("a:published", "", ATOM))[:10]
        doi = entry.findtext("x:doi", "", ATOM).lower()
        assert [str(one.identifier) for one in record.claims] == ([f"doi:{doi}"] if doi else [])
        assert f"{record.ids[0].value}{record.ids[0].version}" == entry.findtext("a:id", "", ATOM).partition("/abs/")[2]


# --- IEEE


def test_nothing_of_the_ieee_api_is_lost() -> None:
    _, recorded = next(exchanges("ieee", "api_page_1_of_2"))
    articles = json.loads(recorded["body"])["articles"]
    read = records("ieee_api", recorded)
    assert len(read) == len(articles)
    for article, record in zip(articles, read, strict=True):
        told = words(record)
        fields = ("title", "abstract", "publication_title", "publisher", "article_number", "start_page", "end_page",
                  "conference_location", "issn", "isbn", "html_url", "pdf_url")  # fmt: skip
        assert all(article.get(field, "") in told for field in fields)
        assert [one.literal for one in record.values["author"]] == [  # type: ignore[union-attr]
            one["full_name"] for one in article["authors"]["authors"]
        ]
        assert record.values["issued"].year == article["publication_year"]  # type: ignore[union-attr]
        assert {str(one) for one in record.ids} == {
            f"ieee:{article['article_number']}",
            f"doi:{article['doi'].lower()}",
        }


def test_past_the_last_record_the_api_has_not_said_that_there_is_none() -> None:
    _, recorded = next(exchanges("ieee", "api_past_the_end"))
    with pytest.raises(Unavailable, match="6 records"):
        list(fetcher("ieee_api").read(answer(recorded)))


def test_the_metadata_of_xplores_page_are_read_although_keys_stand_there_twice() -> None:
    _, recorded = next(exchanges("ieee", "rest_document_conference_metadata"))
    page = f"<html><script>\nxplGlobal.document.metadata={recorded['body']};\nx.y={{}};</script></html>"
    (record,) = records("xplore", {**recorded, "body": page})
    assert [str(one) for one in record.ids] == ["ieee:7520000", "doi:10.1109/tdc.2016.7520000"]
    assert record.values["type"] == "paper-conference"
    assert record.values["ISBN"] == ("978-1-5090-2157-4", "978-1-5090-2158-1")
    assert [str(one) for one in record.values["author"]] == ["Marco Wagler", "Rolf Witzmann"]  # type: ignore[union-attr]
    assert (record.values["issued"], record.values["event-date"]) == (Date(2016, 5), Date(2016, 5, 3))


# --- the stand-in against the real thing


def paths(value: Any, here: str = "") -> set[str]:
    """Every place of a JSON value, without the numbers of its lists."""
    if isinstance(value, dict):
        return {here} | {path for key, part in value.items() for path in paths(part, f"{here}.{key}")}
    if isinstance(value, list):
        return {here} | {path for part in value for path in paths(part, f"{here}[]")}
    return {here}


def recorded_paths(folder: str, pattern: str, pick: str) -> set[str]:
    found: set[str] = set()
    for _, one in exchanges(folder, pattern):
        if re.search(pick, one["body"][:400]):
            found |= paths(json.loads(one["body"]))
    return found


def played(service: str, address: str) -> Reply:
    return answers(service).answer(Asked(service, address))


ADDED = {".data[].attributes.dates[].dateInformation"}  # recorded in look-ups, and the recorded list is older


@pytest.mark.parametrize("service, address, folder, pattern, pick", [
    ("crossref", "/works/10.5555%2Fstandin.7", "crossref", "*", r'"message-type": ?"work"'),
    ("crossref", "/works?filter=doi:10.5555/standin.7", "crossref", "*", r'"message-type": ?"work-list"'),
    ("crossref", "/works?rows=1001", "crossref", "400_validation", ""),
    ("datacite", "/dois/10.48550%2Farxiv.1901.00007", "datacite", "doi_*", ""),
    ("datacite", "/dois?ids=10.48550/arxiv.1901.00007", "datacite", "list_page", ""),
    ("datacite", "/dois/10.5555%2Fnobody.knows", "datacite", "404", ""),
    ("ieee_api", "/api/v1/search/articles?apikey=stand-in&article_number=8999001", "ieee", "api_*", ""),
    ("ieee_api", "/api/v1/search/articles?apikey=stand-in&article_number=1", "ieee", "api_*", ""),
])  # fmt: skip
def test_the_stand_in_answers_in_the_form_of_the_service(
    service: str, address: str, folder: str, pattern: str, pick: str
) -> None:
    mine = paths(json.loads(played(service, address).body))
    assert mine - recorded_paths(folder, pattern, pick) - ADDED == set()


DOCUMENTED = {  # and in none of the recordings
    "crossref": {".updated-by[].record-id"},
    "datacite": {
        ".attributes.publisher.name",
        ".attributes.titles[].titleType",
        ".attributes.contentUrl[]",
        ".attributes.creators[].affiliation[].name",
        ".attributes.creators[].affiliation[].affiliationIdentifier",
    },
    "ieee_api": {".volume", ".issue"},
    "xplore": {".volume", ".onlineDate", ".publicationYear", ".authors[].orcid"},
}


@pytest.mark.parametrize("service, folder, pattern, prefixes", [
    ("crossref", "crossref", "*", (".message.items[]", ".message")),
    ("datacite", "datacite", "*", (".data[]", ".data")),
    ("ieee_api", "ieee", "api_*", (".articles[]",)),
    ("xplore", "ieee", "rest_document*", ("",)),
])  # fmt: skip
def test_the_stand_ins_works_are_made_of_what_the_services_works_are_made_of(
    service: str, folder: str, pattern: str, prefixes: tuple[str, ...]
) -> None:
    theirs = {path.removeprefix(prefix) for path in recorded_paths(folder, pattern, r"^\s*\{") for prefix in prefixes}
    for item in items(service):
        assert paths(item) - theirs - DOCUMENTED[service] == set()


def test_the_stand_ins_feed_is_made_of_the_same_elements() -> None:
    recorded = [one["body"] for _, one in exchanges("arxiv", "[iq]*")]
    theirs = {element for body in recorded for element in elements(body)}
    ids = "1907.99901,1901.00007,hep-th/9901999,1901.99999"
    assert elements(played("arxiv", f"/api/query?id_list={ids}").body.decode()) <= theirs
    assert elements(played("arxiv", "/api/query?id_list=abc").body.decode()) == elements(
        next(one["body"] for _, one in exchanges("arxiv", "id_abc*"))
    )


def elements(body: str) -> set[tuple[str, ...]]:
    """Each element's way from the root, with the names of its attributes."""

    def walk(element: ElementTree.Element, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        here = (*way, f"{element.tag} {sorted(element.attrib)}")
        yield here
        for part in element:
            yield from walk(part, here)

    return set(walk(ElementTree.fromstring(body), ()))


def test_the_stand_in_tells_its_limits_as_crossref_does() -> None:
    _, recorded = next(exchanges("crossref", "works_with_one_id"))
    names = {name.lower() for name in recorded["headers"]}
    assert set(played("crossref", "/works/10.5555%2Fstandin.7").headers) <= names
    assert (
        played("crossref", "/works/10.5555%2Fnobody").body.decode()
        == next(exchanges("crossref", "works_bad_id_warn"))[1]["body"]
    )
