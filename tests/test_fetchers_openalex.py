"""OpenAlex: look-ups and lists, a 404 in HTML that is its own word, and what of a merged work can be believed."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
import test_fetchers_recorded as recordings
from exchange import Asked, items
from hypothesis import given
from hypothesis import strategies as st
from standin import answers
from test_fetchers import ask, asking, played, records

from harvester.clean.names import OTHERS
from harvester.errors import Refused, Unavailable
from harvester.fetchers import SERVICES, Asking, Unreadable, fetcher
from harvester.identifiers import Identifier, parse
from harvester.memory import Memory
from harvester.record import Date, Name, Record
from harvester.web.check import checked
from harvester.web.fault import Fault
from harvester.web.request import Answer
from harvester.web.settings import Settings
from harvester.web.wire import Wire

NAME = "openalex"
MODULE = fetcher(NAME)
OWN = "W2741809807"
ABSENT: str = MODULE.ABSENT  # type: ignore[attr-defined]


def of(said: Any, status: int = 200) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, "", {"content-type": "application/json"}, json.dumps(said).encode())))


def work(**more: Any) -> Record:
    (record,) = records(of({"id": f"https://openalex.org/{OWN}", "title": "T", **more}))
    return record


# --- what is asked


@pytest.mark.parametrize("one, path", [
    (f"openalex:{OWN}", f"/works/{OWN}"),
    ("doi:10.5555/ABC", "/works/doi:10.5555/abc"),
    ("doi:10.5555/a?b#c%d", "/works/doi:10.5555/a%3Fb%23c%25d"),
    ("pmid:26017442", "/works/pmid:26017442"),
    ("pmcid:PMC6283521", "/works/pmcid:PMC6283521"),
])  # fmt: skip
def test_one_alone_is_looked_up_which_is_free(one: str, path: str) -> None:
    scheme, _, value = one.partition(":")
    request = MODULE.request([Identifier(scheme, value.lower() if scheme == "doi" else value)], asking(NAME))
    assert urlsplit(request.address)[2:4] == (path, "")


@pytest.mark.parametrize("many, wanted", [
    (["doi:10.5555/a", "doi:10.5555/b"], "doi:10.5555/a|10.5555/b"),
    (["pmid:7", "pmid:8"], "pmid:7|8"),
    (["pmcid:PMC7000", "pmcid:PMC8000"], "pmcid:7000|8000"),
    ([f"openalex:{OWN}", "openalex:W7000"], f"openalex:{OWN}|W7000"),
])  # fmt: skip
def test_several_of_a_kind_are_a_list_that_hides_nothing(many: list[str], wanted: str) -> None:
    params = dict(MODULE.request([parse(one) for one in many], asking(NAME)).params)
    assert params == {"filter": wanted, "per_page": "100", "include_xpac": "true"}


@pytest.mark.parametrize("ids", [["doi:10.5555/a"], ["doi:10.5555/a", "doi:10.5555/b"]])
def test_key_and_contact_are_named_where_they_are_known(ids: list[str]) -> None:
    told = Asking(SERVICES[NAME].base, contact="someone@example.org", key="secret")
    params = dict(MODULE.request([parse(one) for one in ids], told).params)
    assert (params["api_key"], params["mailto"]) == ("secret", "someone@example.org")
    plain = dict(MODULE.request([parse(one) for one in ids], asking(NAME)).params)
    assert not {"api_key", "mailto"} & set(plain)


def test_a_whole_batch_comes_back_from_one_request() -> None:
    many = [parse(f"doi:10.5555/standin.{number}") for number in range(1, SERVICES[NAME].batch + 1)]
    read = records(ask(NAME, *many))
    assert {claim.identifier for one in read for claim in one.claims} == set(many)


def test_a_list_that_holds_less_than_it_tells_of_says_so() -> None:
    request = MODULE.request([parse(f"doi:10.5555/standin.{number}") for number in (7, 8)], asking(NAME))
    said = json.loads(played(NAME, request).body)
    said["results"].pop()
    assert [type(one) for one in of(said)] == [Record, Unreadable]


def test_a_work_that_lists_hide_is_found_in_ours() -> None:
    (record, _) = records(ask(NAME, parse("openalex:W9900001005"), parse("openalex:W9900001004")))
    assert record.ids == (parse("openalex:W9900001004"),)


# --- unknown, refused, no answer


def test_an_unknown_id_is_missing_from_a_list_and_a_404_alone() -> None:
    known, unknown = parse("doi:10.5555/standin.7"), parse("doi:10.5555/nobody")
    assert [one.claims[0].identifier for one in records(ask(NAME, known, unknown))] == [known]
    assert ask(NAME, unknown) == []
    assert ask(NAME, unknown, parse("doi:10.5555/nobody.too")) == []


WIRE = Wire(Settings({NAME: SERVICES[NAME]}, Memory(None), time.monotonic() + 60, "1", "https://example.org"))
ORIGIN = f"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<p>{ABSENT} If you".encode()
ROBOTS = b"<!doctype html><html><title>Just a moment...</title></html>"


@pytest.mark.parametrize("many, body, passes", [(1, ORIGIN, True), (1, ROBOTS, False), (2, ORIGIN, False)])
def test_its_own_404_page_passes_the_door_where_a_work_was_looked_up(many: int, body: bytes, passes: bool) -> None:
    answer = Answer(404, "https://api.openalex.org/works/x", {"content-type": "text/html; charset=utf-8"}, body)
    request = MODULE.request([parse(f"doi:10.5555/standin.{number}") for number in range(many)], asking(NAME))
    send = checked(lambda _: answer, WIRE)
    if passes:
        assert list(MODULE.read(send(request))) == []
    else:
        with pytest.raises(Fault, match="404 with a web page"):
            send(request)


@pytest.mark.parametrize("status, said, kind", [
    (400, {"error": "Invalid query parameters error.", "message": "x is not a valid parameter."}, Refused),
    (404, {"error": "Not Found", "message": "No such route"}, Unavailable),
    (401, {"error": "Unauthorized", "message": "API key not found"}, Unavailable),
    (503, {"error": "Service unavailable", "message": ""}, Unavailable),
    (200, {"meta": {"count": 0}}, Unavailable),
    (200, {"meta": None, "results": None}, Unavailable),
])  # fmt: skip
def test_a_refusal_is_not_an_unknown_id(status: int, said: Any, kind: type[Unavailable]) -> None:
    with pytest.raises(Unavailable) as raised:
        of(said, status)
    assert type(raised.value) is kind


def test_an_item_that_cannot_be_read_costs_that_item() -> None:
    good = {"id": f"https://openalex.org/{OWN}", "title": "T"}
    assert [type(one) for one in of({"results": [good, None, {"title": "nobody's"}, good]})] == [
        Record, Unreadable, Unreadable, Record,
    ]  # fmt: skip


# --- what is read


def author(named: str | None, taken_for: str | None, found: str = "", stated: str = "") -> Name:
    person = {"display_name": taken_for, "orcid": found and f"https://orcid.org/{found}"}
    said = {"author": person, "raw_author_name": named, "raw_orcid": stated or None}
    (name,) = work(authorships=[said]).values["author"]
    assert isinstance(name, Name)
    return name


ONE, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.mark.parametrize("name, literal, orcid", [
    (author("Qiao-Wei Jia", "Yoshitaka Minami", ONE), "Qiao-Wei Jia", ""),
    (author("Debashis Bandyopadhyay", "Debasish Bandyopadhyay", ONE), "Debashis Bandyopadhyay", ONE),
    (author("Lála, Jakub", "Jakub Lala", ONE), "Lála, Jakub", ONE),
    (author("A. Minami", "A. Jia", ONE), "A. Minami", ""),
    (author("宮地 元彦", "宮地 元彦", ONE), "宮地 元彦", ONE),
    (author(None, "Martin Fenner", ONE), "Martin Fenner", ONE),
    (author("Qiao-Wei Jia", "Yoshitaka Minami", ONE, OTHER), "Qiao-Wei Jia", OTHER),
    (author("Qiao-Wei Jia", None), "Qiao-Wei Jia", ""),
])  # fmt: skip
def test_an_author_is_whom_the_work_names_and_keeps_no_orcid_of_another(name: Name, literal: str, orcid: str) -> None:
    assert (name.literal, name.orcid) == (literal, orcid)


@pytest.mark.parametrize("cut", [True, False])
def test_a_list_of_authors_that_was_cut_says_so(cut: bool) -> None:
    people = [{"raw_author_name": f"Ada Anker {number}"} for number in range(100)]
    names = work(authorships=people, is_authors_truncated=cut).values["author"]
    assert (len(names), names[-1] == OTHERS) == (101 if cut else 100, cut)  # type: ignore[arg-type]


@pytest.mark.parametrize("day, year, issued", [
    ("2019-06-29", 2019, Date(2019, 6, 29)),
    ("2019-06-01", 2019, Date(2019, 6)),
    ("2019-01-01", 2019, Date(2019)),
    (None, 2019, Date(2019)),
    (None, None, None),
])  # fmt: skip
def test_a_date_is_as_exact_as_a_database_can_know_it(day: str | None, year: int | None, issued: Date | None) -> None:
    assert work(publication_date=day, publication_year=year).values.get("issued") == issued


@pytest.mark.parametrize("said, notices", [(True, ("retraction",)), (False, None), (None, None), ("true", None)])
def test_only_a_plain_yes_is_a_retraction(said: Any, notices: tuple[str, ...] | None) -> None:
    assert work(is_retracted=said).values.get("updated-by") == notices


def source(name: str, kind: str) -> dict[str, Any]:
    return {"display_name": name, "type": kind, "issn": ["0000-0019"], "host_organization_name": "Press"}


def place(kind: str = "", name: str = "", raw: str = "", **more: Any) -> dict[str, Any]:
    return {"source": source(name, kind) if kind else None, "raw_source_name": raw or None, **more}


TERMS = ("type", "container-title", "collection-title", "publisher", "group-title", "source")


@pytest.mark.parametrize("kind, places, values", [
    ("article", [place("journal", "J", "J. raw")], ("article-journal", "J", "", "Press", "", "")),
    ("article", [place("repository", "PubMed", "J raw")], ("article-journal", "J raw", "", "", "", "PubMed")),
    ("article", [place("repository", "PubMed"), place("journal", "J")], ("article-journal", "J", "", "Press", "", "")),
    ("article", [place(raw="P", raw_type="proceedings-article")], ("paper-conference", "P", "", "", "", "")),
    ("conference-paper", [place(raw="P")], ("paper-conference", "P", "", "", "", "")),
    ("book-chapter", [place("book series", "S", "B")], ("chapter", "B", "S", "Press", "", "")),
    ("book-chapter", [place("book series", "S", "S")], ("chapter", "S", "", "Press", "", "")),
    ("book-chapter", [place("book series", "S")], ("chapter", "S", "", "Press", "", "")),
    ("book-chapter", [place("ebook platform", "E", "B")], ("chapter", "B", "", "Press", "", "E")),
    ("book", [place("ebook platform", "E", "")], ("book", "", "", "Press", "", "E")),
    ("book", [place("book series", "S", "B")], ("book", "", "S", "Press", "", "")),
    ("preprint", [place("repository", "arXiv", "")], ("article", "", "", "", "arXiv", "")),
    ("preprint", [place(raw="bioRxiv")], ("article", "", "", "", "bioRxiv", "")),
    ("dissertation", [place("repository", "R", "U")], ("thesis", "", "", "U", "", "R")),
    ("something new", [], ("document", "", "", "", "", "")),
    (None, [None], ("document", "", "", "", "", "")),
])  # fmt: skip
def test_where_a_work_was_published_is_told_apart_from_where_it_is_held(
    kind: str | None, places: list[Any], values: tuple[str, ...]
) -> None:
    here = places[0] if places else None
    record = work(type=kind, primary_location=here, locations=places)
    assert tuple(record.values.get(term, "") for term in TERMS) == values


@pytest.mark.parametrize("ids, landing, claims", [
    ({"doi": "https://doi.org/10.5555/A"}, "https://doi.org/10.5555/a", ["is-same-as doi:10.5555/a"]),
    ({"doi": "https://doi.org/10.48550/arxiv.2202.00282"}, "http://arxiv.org/abs/2202.00282",
     ["is-same-as arxiv:2202.00282"]),
    ({"doi": "https://doi.org/10.5555/a"}, "http://arxiv.org/pdf/2202.00282v2",
     ["is-same-as doi:10.5555/a", "has-version arxiv:2202.00282"]),
    ({"pmid": "https://pubmed.ncbi.nlm.nih.gov/7"}, "https://doi.org/10.5555/b",
     ["is-same-as pmid:7", "has-version doi:10.5555/b"]),
    ({"pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/1762313"}, "https://openalex.org/W2741809807",
     ["is-same-as pmcid:PMC1762313"]),
    ({}, "https://repository.example/1", []),
    (None, None, []),
])  # fmt: skip
def test_others_identifiers_are_claims_and_copies_are_versions(ids: Any, landing: Any, claims: list[str]) -> None:
    record = work(ids=ids, locations=[{"landing_page_url": landing}, {"landing_page_url": landing}])
    assert record.ids == (parse(f"openalex:{OWN}"),)
    assert [f"{claim.relation} {claim.identifier}" for claim in record.claims] == claims


def test_a_work_without_its_own_id_is_known_by_what_it_claims() -> None:
    (record,) = records(of({"doi": "https://doi.org/10.5555/a", "title": "T"}))
    assert (record.ids, str(record.claims[0].identifier)) == ((), "doi:10.5555/a")


@given(st.text(max_size=400))
def test_an_abstract_comes_back_from_its_index(text: str) -> None:
    words = text.split()
    index: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        index.setdefault(word, []).append(number)
    assert work(abstract_inverted_index=index).values.get("abstract", "") == " ".join(words)


@pytest.mark.parametrize("index", [
    {"x" * 1000: list(range(1000))},
    {"x": list(range(100_000))},
    {"x": None, "y": "7", "z": [None, "7", 7.5]},
    "words", ["words"], 7, {},
])  # fmt: skip
def test_an_index_that_is_none_or_too_large_makes_no_abstract(index: Any) -> None:
    assert "abstract" not in work(abstract_inverted_index=index).values


def test_a_place_far_away_costs_no_memory() -> None:
    assert work(abstract_inverted_index={"end": [10**18], "A": [0]}).values["abstract"] == "A end"


# --- the recorded answers


def works(recorded: dict[str, Any]) -> list[dict[str, Any]]:
    said = json.loads(recorded["body"])
    found: list[dict[str, Any]] = said.get("results", [said])
    return found


@recordings.pytestmark
@recordings.table(NAME, r'^\{"(meta|id|open_access)"')
def test_nothing_of_a_recorded_work_is_lost(recorded: dict[str, Any]) -> None:
    read = recordings.records(NAME, recorded)
    assert len(read) == len(works(recorded))
    for one, record in zip(works(recorded), read, strict=True):
        told = recordings.words(record)
        here, best = one.get("primary_location") or {}, one.get("best_oa_location") or {}
        held = here.get("source") or {}
        texts = [one.get("title"), one.get("language"), held.get("display_name"), here.get("license")]
        texts += [*(held.get("issn") or []), best.get("pdf_url"), (one.get("open_access") or {}).get("oa_url")]
        texts += list((one.get("biblio") or {}).values())
        texts += [held.get("host_organization_name") if held.get("type") != "repository" else None]
        texts += [here.get("raw_source_name") if not held else None]
        assert all(part in told for part in texts if part)
        identifiers = [str(value).rpartition("/")[2] for value in (one.get("ids") or {}).values()]
        assert all(value.lower().removeprefix("arxiv.") in told.lower() for value in identifiers)
        assert (one.get("publication_date") or "").startswith(str(record.values.get("issued", "")))
        assert str(one.get("publication_year") or "") in str(record.values.get("issued", ""))
        index = one.get("abstract_inverted_index") or {}
        assert all(word in str(record.values["abstract"]) for word in index)


@recordings.pytestmark
@recordings.table(NAME, r'^\{"(meta|id)"')
def test_the_people_of_a_recorded_work_are_all_there_in_order(recorded: dict[str, Any]) -> None:
    for one, record in zip(works(recorded), recordings.records(NAME, recorded), strict=True):
        names = [name for name in record.values.get("author", ()) if isinstance(name, Name)]
        people = one.get("authorships", [])
        assert [name.literal for name in names] == [person["raw_author_name"] for person in people]
        for person, name in zip(people, names, strict=True):
            assert name.affiliation == tuple(dict.fromkeys(person["raw_affiliation_strings"]))
            assert name.orcid in (person["author"]["orcid"] or "")
            same = person["author"]["display_name"].split()[-1] in person["raw_author_name"]
            assert not same or bool(name.orcid) == bool(person["author"]["orcid"])


@recordings.pytestmark
def test_its_own_recorded_404_means_unknown_and_passes_the_door() -> None:
    _, recorded = next(recordings.exchanges(NAME, "404_unknown_doi_html"))
    found = recordings.answer(recorded)
    request = MODULE.request([parse("doi:10.5555/nobody")], asking(NAME))
    assert list(MODULE.read(checked(lambda _: found, WIRE)(request))) == []
    assert answers(NAME).answer(Asked(NAME, "/works/doi:10.5555/nobody")).body == found.body


@recordings.pytestmark
def test_its_recorded_429_is_no_answer_and_says_until_when() -> None:
    _, recorded = next(recordings.exchanges(NAME, "429_list_html"))
    found = recordings.answer(recorded)
    with pytest.raises(Fault, match="429: too many requests"):
        checked(lambda _: found, WIRE)(MODULE.request([parse("doi:10.5555/a")], asking(NAME)))


@recordings.pytestmark
def test_the_stand_in_is_made_of_what_the_service_says() -> None:
    theirs = {
        path.removeprefix(".results[]") for path in recordings.recorded_paths(NAME, "*", r'^\{"(meta|id|open_access)"')
    }
    words = {path for path in theirs if path.startswith(".abstract_inverted_index.")}
    assert words
    documented = {".ids.pmcid"}
    made = json.loads(played(NAME, MODULE.request([parse("doi:10.5555/standin.7")], asking(NAME))).body)
    for one in (*items(NAME), made):
        paths = {path for path in recordings.paths(one) if not path.startswith(".abstract_inverted_index.")}
        assert paths - theirs - documented == set()


@recordings.pytestmark
def test_the_stand_ins_list_has_the_form_of_the_services() -> None:
    request = MODULE.request([parse(f"doi:10.5555/standin.{number}") for number in (7, 8)], asking(NAME))
    mine = {path for path in recordings.paths(json.loads(played(NAME, request).body)) if ".results[]" not in path}
    assert mine <= recordings.recorded_paths(NAME, "list_*", "")
