"""Every fetcher, on the answers in its service's own form: what it asks, what it reads, what it makes of nonsense."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urljoin, urlsplit

import arxiv
import pytest
from exchange import FOLDER, Asked, cases
from hypothesis import given
from hypothesis import strategies as st
from standin import LONGEST, answers

from harvester.codec import decode, encode, from_json
from harvester.errors import ConfigError, Refused, Unavailable
from harvester.fetchers import ROUTES, SERVICES, Asking, Unreadable, fetcher, routes, service
from harvester.fetchers.ieee_dates import first_day
from harvester.fetchers.reading import date, iso_date, stated
from harvester.identifiers import Identifier, parse
from harvester.record import Date, Record
from harvester.vocabulary import KINDS
from harvester.web.request import Answer, Request, Service

ROOT = Path(__file__).parents[1]
PLAYED = sorted(path.parent.name for path in FOLDER.glob("*/answers.py"))
PLAYERS = {name: answers(name) for name in PLAYED}
CASES = [(name, number) for name in PLAYED for number in range(len(cases(name)))]
OPEN = frozenset({"xplore-open"})
KEYS = {"ieee_api": "stand-in"}
KEY_IN_ADDRESS = frozenset({"ieee_api", "openalex", "pubmed"})
DOI, ARXIV, IEEE = parse("doi:10.5555/standin.7"), parse("arxiv:1901.00007"), parse("ieee:9763007")
MORE = ("s2:" + "7" * 40, "openalex:W9990000007", "pii:S0140673697110960", "pmid:26017442", "pmcid:PMC6283521",
        "isbn:9780262035613", "acl:N19-1423", "hal:hal-01184303", "orcid:0000-0002-1825-0097")  # fmt: skip
OF = {one.scheme: one for one in (DOI, ARXIV, IEEE, *map(parse, MORE))}
ONE = {name: OF[row.schemes[0]] for name, row in SERVICES.items()}
PLAYED_BY = {  # services at one address are played by the first of them
    name: next(first for first, one in SERVICES.items() if one.base == row.base) for name, row in SERVICES.items()
}


def asking(name: str, **more: Any) -> Asking:
    return Asking(SERVICES[name].base, key=KEYS.get(name, ""), **more)


def played(name: str, request: Request) -> Answer:
    """The stand-in's answer to the request, without a network."""
    player = PLAYERS[PLAYED_BY[name]]
    parts = urlsplit(request.address)
    body = b"" if request.body is None else json.dumps(request.body).encode()
    method = "GET" if request.body is None else "POST"
    headers = {"accept": request.accept, **{key.lower(): value for key, value in request.headers.items()}}
    reply = player.answer(Asked(name, f"{parts.path}?{parts.query}", headers, method, body, OPEN))
    url = urljoin(request.address, reply.headers.get("Location", ""))
    if url != request.address and urlsplit(url).netloc == parts.netloc:
        return played(name, replace(request, url=url, params=()))
    return Answer(reply.status, url, {"content-type": reply.kind}, reply.body)


def ask(name: str, *ids: Identifier, **more: Any) -> list[Record | Unreadable]:
    module = fetcher(name)
    return list(module.read(played(name, module.request(ids, asking(name, **more)))))


def records(read: list[Record | Unreadable]) -> list[Record]:
    assert not [one for one in read if isinstance(one, Unreadable)]
    return [one for one in read if isinstance(one, Record)]


def reply_of(name: str, number: int) -> Answer:
    """The answer that holds one case alone."""
    case = cases(name)[number]
    ids = [parse(case["asked"])] if "asked" in case else from_json(case["record"]).ids
    asked = next(one for one in ids if one.scheme in SERVICES[name].schemes)
    return played(name, fetcher(name).request([asked], asking(name)))


# --- what is known of the services


def test_every_service_has_answers_of_its_own() -> None:
    assert set(PLAYED) == set(PLAYED_BY.values())
    assert all(cases(name) for name in PLAYED)


@pytest.mark.parametrize("scheme, name", [(scheme, name) for scheme, names in ROUTES.items() for name in names])
def test_a_route_leads_to_services_that_take_its_scheme(scheme: str, name: str) -> None:
    assert scheme in SERVICES[name].schemes


@pytest.mark.parametrize("row", SERVICES.values(), ids=lambda row: row.name)
def test_a_row_names_its_own_host_and_its_documentation(row: Service) -> None:
    assert urlsplit(row.base).hostname in row.hosts
    assert row.documentation in (fetcher(row.name).__doc__ or "")  # type: ignore[attr-defined]


def test_the_page_of_the_services_is_what_the_tables_say() -> None:
    made = subprocess.run([sys.executable, ROOT / "docs/services_page.py"], capture_output=True, check=True).stdout
    told = (ROOT / "docs" / "services.md").read_bytes()
    assert told == made, "make it anew: python docs/services_page.py > docs/services.md"


def test_the_rows_are_read_without_importing_a_fetcher() -> None:
    code = "import sys, harvester.fetchers as f; print([m for m in sys.modules if m[19:] in f.SERVICES"
    code += " or m in ('importlib.metadata', 'arxiv', 'lxml', 'requests')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


class TestFromOutside:
    @pytest.fixture(autouse=True)
    def _installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = ModuleType("theirs")
        module.SERVICE = Service("theirs", "https://x.example", "HARVEST_THEIRS_URL", ("doi", "swhid"))  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "theirs", module)
        found = EntryPoints([EntryPoint("theirs", "theirs", "harvest.fetchers")])
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found.select(group=group))

    def test_a_service_joins_by_an_entry_point(self) -> None:
        assert fetcher("theirs") is sys.modules["theirs"]  # type: ignore[comparison-overlap]
        assert routes([service("theirs")]) == {**ROUTES, "doi": (*ROUTES["doi"], "theirs"), "swhid": ("theirs",)}

    def test_an_unknown_one_is_told_beside_all_that_are_known(self) -> None:
        with pytest.raises(ConfigError, match=r"'crosref'.*crossref.*theirs"):
            fetcher("crosref")


# --- what is asked


@pytest.mark.parametrize("name, many", [
    ("arxiv", [parse(f"arxiv:1901.{number:05d}") for number in range(1, 101)]),
    ("crossref", [parse(f"doi:10.5555/standin.{number}") for number in range(1, 51)]),
    ("datacite", [parse(f"arxiv:1901.{number:05d}") for number in range(1, 101)]),
    ("pubmed", [parse(f"pmid:990{number:05d}") for number in range(1, 201)]),
    ("idconv", [parse(f"pmcid:PMC990{number:05d}") for number in range(1, 201)]),
    ("europepmc", [parse(f"pmid:990{number:05d}") for number in range(1, 101)]),
    ("hal", [parse(f"hal:hal-9{number:07d}") for number in range(1, 101)]),
])  # fmt: skip
def test_a_whole_batch_comes_back_from_one_request(name: str, many: list[Identifier]) -> None:
    assert len(many) == SERVICES[name].batch
    assert len(fetcher(name).request(many, asking(name, contact="someone@example.org")).address) < LONGEST
    assert {one for record in records(ask(name, *many)) for one in record.ids} >= set(many)


@pytest.mark.parametrize("name", SERVICES)
def test_a_request_goes_to_the_configured_base_and_says_who_asks_as_its_service(name: str) -> None:
    told = Asking("http://127.0.0.1:8/{x}", contact="someone@example.org", key="secret", people=("Ada Standin",))
    request = fetcher(name).request([ONE[name]], told)
    assert request.service == name
    assert request.url.startswith(told.base)
    assert ("secret" in request.address) == (name in KEY_IN_ADDRESS)


@pytest.mark.parametrize("name", ["crossref", "datacite", "ieee_by_evidence"])
def test_a_contact_is_named_where_it_buys_a_better_service(name: str) -> None:
    told = asking(name, contact="someone@example.org", people=("Ada Standin",))
    assert ("mailto", "someone@example.org") in fetcher(name).request([ONE[name]], told).params
    assert "mailto" not in fetcher(name).request([ONE[name]], asking(name, people=("Ada Standin",))).address


def test_arxiv_is_asked_without_versions() -> None:
    params = dict(fetcher("arxiv").request([parse("arxiv:2202.00282v1"), ARXIV], asking("arxiv")).params)
    assert (params["id_list"], params["max_results"]) == ("2202.00282,1901.00007", "2")


def test_the_arxiv_package_still_has_the_private_session_that_ours_takes_the_place_of() -> None:
    assert callable(arxiv.Client()._session.get)


@pytest.mark.parametrize(
    "doi", ["10.5555/(sici)1099-999(199901)12:3,45<67::aid-standin8>3.0.co;2-q", "10.5555/a?b#c%d"]
)
@pytest.mark.parametrize("name", ["crossref", "datacite", "doi_org"])
def test_any_doi_can_be_looked_up_alone(name: str, doi: str) -> None:
    request = fetcher(name).request([Identifier("doi", doi)], asking(name))
    assert Asked(name, urlsplit(request.address).path).path.endswith(f"/{doi}")
    assert not urlsplit(request.address).query


def test_the_search_by_evidence_sends_a_person_and_no_number() -> None:
    request = fetcher("ieee_by_evidence").request([IEEE], asking("ieee_by_evidence", people=("Ada Standin", "Bo")))
    assert dict(request.params)["query.author"] == "Ada Standin"
    assert "9763007" not in request.address


# --- what is read


@pytest.mark.parametrize("name, number", CASES)
def test_a_work_is_read_as_its_case_says(name: str, number: int) -> None:
    (record,) = records(list(fetcher(name).read(reply_of(name, number))))
    assert json.loads(encode(record)) == cases(name)[number]["record"]


@pytest.mark.parametrize("name, number", CASES)
def test_a_record_holds_terms_of_the_vocabulary_and_survives_being_kept(name: str, number: int) -> None:
    (record,) = records(list(fetcher(name).read(reply_of(name, number))))
    assert set(record.values) <= set(KINDS)
    assert decode(encode(record)) == record
    assert record.origin.source == name
    assert urlsplit(record.origin.address).hostname in (*SERVICES[name].hosts, "arxiv.org")


def test_evidence_finds_the_work_that_proves_the_number_among_a_persons_works() -> None:
    read = records(ask("ieee_by_evidence", IEEE, people=("Luca Celotti",)))
    assert [one.values["page"] for one in read if IEEE in one.ids] == ["1718-1733"]
    assert len(read) > 1


@pytest.mark.parametrize("doi, page, link, number", [
    ("10.1109/taslp.2022.9999999", "https://ieeexplore.ieee.org/document/9763007/", "", "9763007"),
    ("10.1109/taslp.2022.9999999", "http://ieeexplore.ieee.org/document/09763007", "", "9763007"),
    ("10.1109/taslp.2022.9999999", "https://ieeexplore.ieee.org/abstract/document/9763007", "", "9763007"),
    ("10.1109/x.1.0042", "", "http://xplorestaging.ieee.org/ielx7/1/2/08682151.pdf?arnumber=8682151", "8682151"),
    ("10.1109/x.1.0042", "", "https://ieeexplore.ieee.org/stamp.jsp?tp=&arnumber=8682151", "8682151"),
    ("10.1109/icdcsw.2003.1203662", "", "", "1203662"),
    ("10.1109/tstandin.2022.3333333", "https://www.computer.org/csdl/journal/7", "", "3333333"),
    ("10.1109/icstandin.2019.00042", "", "", None),
    ("10.5555/x.1203662", "", "", None),
    ("10.5555/x.1", "https://evil.example/ieee.org/document/9763007", "", None),
    ("10.5555/x.1", "https://notieee.org/document/9763007", "", None),
    ("10.5555/x.1", "https://ieeexplore.ieee.org/document/9763007/references", "", None),
    ("10.5555/x.1", "", "https://example.org/a.pdf?arnumber=9763007", None),
])  # fmt: skip
def test_a_crossref_record_proves_its_ieee_number_or_has_none(
    doi: str, page: str, link: str, number: str | None
) -> None:
    item = {"DOI": doi, "title": ["T"], "resource": {"primary": {"URL": page}}, "link": [{"URL": link}]}
    (record,) = records(list(fetcher("crossref").read(crossref_of(item))))
    assert [one.value for one in record.ids if one.scheme == "ieee"] == ([number] if number else [])


@pytest.mark.parametrize("titles, book, series", [
    (["Lecture Notes in Computer Science", "Herons on Ice"], "Herons on Ice", "Lecture Notes in Computer Science"),
    (["Herons on Ice", "Lecture Notes in Computer Science"], "Herons on Ice", "Lecture Notes in Computer Science"),
    (["Herons on Ice", "SpringerBriefs in Zoology"], "Herons on Ice", "SpringerBriefs in Zoology"),
    (["Advances in Waders 2017", "Advances in Ornithology"], "Advances in Waders 2017", "Advances in Ornithology"),
    (["Heron Series on Ice", "Proceedings of Heron 2020"], "Proceedings of Heron 2020", "Heron Series on Ice"),
    (["Von Reihern", "Göttinger Schriften zur Vogelkunde"], "Von Reihern", "Göttinger Schriften zur Vogelkunde"),
    (["Wading Birds", "Herons on Ice"], "Herons on Ice", "Wading Birds"),
])  # fmt: skip
def test_a_chapter_stands_in_the_book_and_not_in_the_series(titles: list[str], book: str, series: str) -> None:
    item = {"DOI": "10.5555/x.1", "type": "book-chapter", "title": ["T"], "container-title": titles}
    (record,) = records(list(fetcher("crossref").read(crossref_of(item))))
    assert (record.values["container-title"], record.values["collection-title"]) == (book, series)


def test_a_title_that_stands_as_subtitle_alone_is_the_title() -> None:
    item = {"DOI": "10.5555/x.1", "title": [""], "subtitle": ["Herons on Ice"]}
    (record,) = records(list(fetcher("crossref").read(crossref_of(item))))
    assert (record.values["title"], record.values.get("subtitle")) == ("Herons on Ice", None)


@pytest.mark.parametrize("year, days, issued", [
    (2023, ["2022-11-29", "2023-02"], Date(2023, 2)),
    (2023, ["2022-11-29"], Date(2023)),
    (2022, ["2022-11-29", "2022-12"], Date(2022, 11, 29)),
    (None, ["2022-11-29", "2023-02"], Date(2022, 11, 29)),
    (2023, [], Date(2023)),
])  # fmt: skip
def test_datacite_s_year_of_publication_is_the_year(year: int | None, days: list[str], issued: Date) -> None:
    dates = [{"date": day, "dateType": "Issued"} for day in days]
    said = {"doi": "10.5072/x", "titles": [{"title": "T"}], "publicationYear": year, "dates": dates}
    body = json.dumps({"data": [{"id": "10.5072/x", "type": "dois", "attributes": said}], "meta": {"total": 1}})
    answer = Answer(200, "", {"content-type": "application/json"}, body.encode())
    (record,) = records(list(fetcher("datacite").read(answer)))
    assert record.values["issued"] == issued


def crossref_of(*items: Any, total: int | None = None) -> Answer:
    message = {"total-results": len(items) if total is None else total, "items-per-page": 20, "items": list(items)}
    said = {"status": "ok", "message-type": "work-list", "message": message}
    return Answer(200, "", {"content-type": "application/json"}, json.dumps(said).encode())


@pytest.mark.parametrize("relations, claims, rest", [
    ([("is-preprint-of", "doi", "https://doi.org/10.5555/ABC")], ["is-preprint-of doi:10.5555/abc"], ()),
    ([("has-preprint", "doi", "10.48550/ARXIV.1901.00007")], ["has-preprint arxiv:1901.00007"], ()),
    ([("has-part", "url", "https://doi.org/10.5555/abc")], ["has-part doi:10.5555/abc"], ()),
    ([("has-part", "doi", "10.5555/abc"), ("has-part", "doi", "10.5555/ABC")], ["has-part doi:10.5555/abc"], ()),
    ([("is-part-of", "issn", "1234-5678")], [], ("is-part-of issn:1234-5678",)),
    ([("has-part", "", " ")], [], ()),
])  # fmt: skip
def test_relations_are_claims_where_they_name_a_work_and_kept_in_words_elsewhere(
    relations: list[tuple[str, str, str]], claims: list[str], rest: tuple[str, ...]
) -> None:
    found, words = stated(relations)
    assert ([f"{claim.relation} {claim.identifier}" for claim in found], words) == (claims, rest)


@pytest.mark.parametrize("text, day", [
    ("15-17 Dec. 2014", Date(2014, 12, 15)),
    ("29 Oct.-1 Nov. 2017", Date(2017, 10, 29)),
    ("30 April-2 May 2019", Date(2019, 4, 30)),
    ("31 Dec. 2017-2 Jan. 2018", Date(2017, 12, 31)),
    ("Sept. 2008", Date(2008, 9)),
    ("May 2016", Date(2016, 5)),
    ("Jan.-Feb. 2019", Date(2019, 1)),
    ("27 April 2022", Date(2022, 4, 27)),
    ("Firstquarter 2020", Date(2020)),
    ("2022", Date(2022)),
    ("", Date(1999)),
    (None, Date(1999)),
])  # fmt: skip
def test_ieee_dates_are_the_first_day_that_they_name(text: str | None, day: Date) -> None:
    assert first_day(text, 1999) == day


@pytest.mark.parametrize("parts, day", [
    ((2006, 5), Date(2006, 5)),
    (("2006", "05", "07"), Date(2006, 5, 7)),
    ((None,), None),
    ((2006, None, 7), Date(2006)),
    ((2006, 13, 7), Date(2006)),
    ((2006, 5, 77), Date(2006, 5)),
    (("", 5), None),
    ((0,), None),
    (([2006], 5), Date(2006, 5)),
    ((10**400,), None),
])  # fmt: skip
def test_a_date_is_as_exact_as_its_parts(parts: tuple[Any, ...], day: Date | None) -> None:
    assert date(*parts) == day


@pytest.mark.parametrize("text, day", [
    ("2019-02-07T09:22:51Z", Date(2019, 2, 7)),
    ("2019-02", Date(2019, 2)),
    ("2019", Date(2019)),
    (2019, Date(2019)),
    ("2019-01-01/2020-12-31", Date(2019, 1, 1)),
    ("20190207", None),
    ("spring 2019", None),
    (None, None),
])  # fmt: skip
def test_an_iso_date_is_what_its_text_begins_with(text: Any, day: Date | None) -> None:
    assert iso_date(text) == day


# --- unknown, refused, no answer


@pytest.mark.parametrize("name, known, unknown", [
    ("arxiv", ARXIV, "arxiv:2001.99999"),
    ("crossref", DOI, "doi:10.5555/nobody.knows"),
    ("datacite", ARXIV, "doi:10.5555/nobody.knows"),
    ("pubmed", parse("pmid:99000007"), "pmid:97999999"),
    ("idconv", parse("pmcid:PMC99000007"), "pmcid:PMC97999999"),
    ("europepmc", parse("pmcid:PMC99000007"), "pmid:97999999"),
])  # fmt: skip
def test_an_unknown_id_is_missing_from_a_batch_and_nothing_alone(name: str, known: Identifier, unknown: str) -> None:
    assert [known in one.ids for one in records(ask(name, known, parse(unknown)))] == [True]
    assert ask(name, parse(unknown)) == []


def test_an_unknown_number_is_nothing_to_the_api_and_no_proof_on_the_page() -> None:
    assert ask("ieee_api", parse("ieee:1234567")) == []
    with pytest.raises(Unavailable, match="without the metadata"):
        ask("xplore", parse("ieee:1234567"))


def test_a_refusal_is_not_an_unknown_id() -> None:
    with pytest.raises(Refused, match="incorrect id format for abc"):
        ask("arxiv", ARXIV, Identifier("arxiv", "abc"))
    with pytest.raises(Refused, match="no such filter"):
        ask("crossref", DOI, Identifier("doi", "10.5555/a,b:c"))


def test_the_error_entry_is_a_refusal_whatever_its_status() -> None:
    module = fetcher("arxiv")
    answer = played("arxiv", module.request([Identifier("arxiv", "abc")], asking("arxiv")))
    with pytest.raises(Refused, match="incorrect id format for abc"):
        list(module.read(Answer(200, answer.url, answer.headers, answer.body)))


@pytest.mark.parametrize(
    "status, kind", [(400, Refused), (413, Refused), (414, Refused), (503, Unavailable), (301, Unavailable)]
)
@pytest.mark.parametrize("name", SERVICES)
def test_what_no_half_of_the_question_would_mend_is_no_refusal(name: str, status: int, kind: type[Unavailable]) -> None:
    page = Answer(status, "", {"content-type": "text/html"}, b"<html><body>No</body></html>")
    if name == "arxiv" and status == 400:
        kind = Unavailable  # its own refusals are Atom
    with pytest.raises(Unavailable) as raised:
        list(fetcher(name).read(page))
    assert type(raised.value) is kind


FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">{}</feed>'
NONSENSE = {
    "a page": b"<!DOCTYPE html><html><body>Rate exceeded.</body></html>",
    "nothing": b"",
    "words": b"Rate exceeded.",
    "null": b"null",
    "a number": b"7",
    "an empty list": b"[]",
    "an empty object": b"{}",
    "an object of nulls": b'{"message-type":null,"message":null,"data":null,"total_records":null,"articles":null}',
    "another service's object": b'{"error":"forbidden","data":"x","message":"x","message-type":"work"}',
    "half an object": b'{"message-type":"work-list","message":{"items":[{"DOI":"10.5555/sta',
    "deep lists": b"[" * 100_000,
    "no text": b"\xff\xfe\x00\xd8",
    "another feed": b"<rss><channel/></rss>",
    "a feed without totals": FEED.format("").encode(),
    "half a feed": FEED.format("<entry><id>http://arxiv.org/abs/1901.00007v1</id>").encode()[:-7],
    "entities": b'<!DOCTYPE feed [<!ENTITY a "b">]>' + FEED.format("<title>&a;</title>").encode(),
    "a script that breaks off": b'<script>xplGlobal.document.metadata={"title":"x","abstract":"y}',
}


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize("name", SERVICES)
def test_nonsense_is_no_answer_and_proves_nothing(name: str, status: int, body: bytes) -> None:
    if (name, status, body) == ("openlibrary", 200, b"{}"):
        return  # its own word for none
    with pytest.raises(Unavailable):
        list(fetcher(name).read(Answer(status, "", {"content-type": "text/plain"}, body)))


@pytest.mark.parametrize("name, many", [("arxiv", ["arxiv:1901.00007", "arxiv:1901.00008"]),
                                        ("crossref", ["doi:10.5555/standin.7", "doi:10.5555/standin.8"]),
                                        ("datacite", ["arxiv:1901.00007", "arxiv:1901.00008"]),
                                        ("europepmc", ["pmid:99000007", "pmid:99000008"])])  # fmt: skip
def test_a_list_that_holds_less_than_it_tells_of_says_so(name: str, many: list[str]) -> None:
    answer = played(name, fetcher(name).request([parse(one) for one in many], asking(name)))
    read = list(fetcher(name).read(Answer(200, "", answer.headers, without_last(name, answer.body))))
    assert [type(one) for one in read] == [Record, Unreadable]
    assert read[1].why == "it gave 1 of the 2 items that it tells of"  # type: ignore[union-attr]


def without_last(name: str, body: bytes) -> bytes:
    if name == "arxiv":
        return re.sub(rb"(<entry>.*</entry>)\s*<entry>.*</entry>", rb"\1", body, flags=re.S)
    said = whole = json.loads(body)
    lists = {"crossref": ("message", "items"), "datacite": ("data",), "europepmc": ("resultList", "result")}
    for step in lists[name][:-1]:
        said = said[step]
    said[lists[name][-1]].pop()
    return json.dumps(whole).encode()


@pytest.mark.parametrize("spoil", [
    (rb"<published>2007[^<]*</published>", b""),
    (rb"<published>2007[^<]*</published>", b"<published/>"),
    (rb"<published>2007", b"<published>tomorrow"),
    (rb"<id>http://arxiv.org/abs/1901.00007v1</id>", b"<id>http://arxiv.org/abs/nonsense</id>"),
    (rb"<id>http://arxiv.org/abs/1901.00007v1</id>", b""),
])  # fmt: skip
def test_an_entry_that_cannot_be_read_costs_that_entry(spoil: tuple[bytes, bytes]) -> None:
    module = fetcher("arxiv")
    answer = played("arxiv", module.request([parse(f"arxiv:1901.0000{n}") for n in (6, 7, 8)], asking("arxiv")))
    read = list(module.read(Answer(200, "", answer.headers, re.sub(*spoil, answer.body, count=1))))
    assert [type(one) for one in read].count(Unreadable) == 1
    assert {one.ids[0].value for one in read if isinstance(one, Record)} == {"1901.00006", "1901.00008"}


@pytest.mark.parametrize("bad", [None, 7, "x", [], {}, {"DOI": None, "URL": None}, {"DOI": "no DOI"}])
def test_an_item_that_cannot_be_read_costs_that_item(bad: Any) -> None:
    good = {"DOI": "10.5555/standin.7", "title": ["T"]}
    read = list(fetcher("crossref").read(crossref_of(good, bad, {**good, "DOI": "10.5555/standin.8"})))
    assert [type(one) for one in read] == [Record, Unreadable, Record]


@pytest.mark.parametrize("spoil", [
    (rb'"message-type":"work-list",', b""),
    (rb'"items-per-page":\d+,', b""),
    (rb'"total-results":\d+,', b'"total-results":null,'),
])  # fmt: skip
def test_what_an_answer_does_not_tell_of_itself_costs_none_of_its_works(spoil: tuple[bytes, bytes]) -> None:
    module = fetcher("crossref")
    answer = played("crossref", module.request([DOI, parse("doi:10.5555/standin.8")], asking("crossref")))
    body = re.sub(*spoil, answer.body)
    assert body != answer.body
    assert len(records(list(module.read(Answer(200, "", answer.headers, body))))) == 2


# --- null, and anything else, in every field in turn


def paths(value: Any, here: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield (*here, step)
        yield from paths(part, (*here, step))


def reached(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def put(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


def taken_apart(name: str, number: int) -> tuple[Any, Answer]:
    """The JSON of an answer, also that inside the page."""
    answer = reply_of(name, number)
    text = answer.body.decode()
    return json.JSONDecoder().raw_decode(text[text.index("metadata={") + 9 :] if name == "xplore" else text)[0], answer


def put_together(name: str, said: Any) -> bytes:
    text = json.dumps(said)
    return f"<script>xplGlobal.document.metadata={text};</script>".encode() if name == "xplore" else text.encode()


JSON_CASES = [case for case in CASES if case[0] not in ("arxiv", "pubmed")]
STRANGE = (None, "", [], {}, 0, 7.5, True, [None], {"": None}, "\ud800", -1, [[]], "x" * 5000)


@pytest.mark.parametrize("name, number", JSON_CASES)
def test_null_in_a_field_costs_that_field_at_most(name: str, number: int) -> None:
    said, answer = taken_apart(name, number)
    (whole,) = records(list(fetcher(name).read(answer)))
    for path in paths(said):
        try:
            read = list(fetcher(name).read(Answer(200, "", answer.headers, put_together(name, put(said, path, None)))))
        except Unavailable:
            assert len(path) <= 2, f"null in {path} costs the whole answer"
            continue
        for record in read:
            if isinstance(record, Record):
                assert set(record.ids) <= set(whole.ids)
                stood_there = len(list(paths(reached(said, path))))  # a journal's object: its titles, volume, dates
                lost = set(whole.values) - set(record.values)
                assert len(lost) <= max(4, stood_there), f"null in {path} costs {lost}"


@given(case=st.sampled_from(JSON_CASES), pick=st.integers(0, 10**6), strange=st.sampled_from(STRANGE))
def test_whatever_a_field_holds_a_reader_reads_or_refuses(case: tuple[str, int], pick: int, strange: Any) -> None:
    name, number = case
    said, answer = taken_apart(name, number)
    places = list(paths(said))
    body = put_together(name, put(said, places[pick % len(places)], strange))
    try:
        read = list(fetcher(name).read(Answer(200, "", answer.headers, body)))
    except Unavailable:
        return
    for record in read:
        if isinstance(record, Record):
            encode(record).encode()  # can be kept


@pytest.mark.parametrize("number", [number for name, number in CASES if name == "arxiv"])
def test_an_empty_element_of_arxivs_costs_that_field_at_most(number: int) -> None:
    answer = reply_of("arxiv", number)
    (whole,) = records(list(fetcher("arxiv").read(answer)))
    for element in set(re.findall(rb"<([\w:]+)[^>]*>[^<]+</", answer.body)):
        pattern = rb"(<entry>.*?<%s\b[^>]*>)[^<]*(</)" % element
        body = re.sub(pattern, rb"\1\2", answer.body, count=1, flags=re.S)
        if body == answer.body:
            continue
        (read,) = fetcher("arxiv").read(Answer(200, "", answer.headers, body))
        if element in (b"id", b"published", b"updated"):
            assert isinstance(read, Unreadable)
        else:
            assert isinstance(read, Record)
            assert read.ids == whole.ids
            assert len(set(whole.values) - set(read.values)) <= 1
