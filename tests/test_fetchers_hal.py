"""HAL: Solr's lists, fields that are texts or lists, people in parallel lists, and whose ORCID iD is whose."""

from __future__ import annotations

import json
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import items
from hypothesis import given
from hypothesis import strategies as st
from test_fetchers import ask, asking, played, records

from harvester.errors import Refused, Unavailable
from harvester.fetchers import Unreadable, fetcher
from harvester.identifiers import parse
from harvester.record import Date, Name, Record
from harvester.vocabulary import TYPES
from harvester.web.request import Answer

NAME = "hal"
MODULE = fetcher(NAME)
AT = "https://api.archives-ouvertes.fr/search/?q=halId_s:(hal-01184303)&wt=json"


def of(said: Any, status: int = 200, url: str = AT) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, url, {"content-type": "application/json"}, json.dumps(said).encode())))


def listing(*docs: Any, total: int | None = None) -> Any:
    return {"response": {"numFound": len(docs) if total is None else total, "start": 0, "docs": list(docs)}}


def deposit(**more: Any) -> Record:
    (record,) = records(of(listing({"halId_s": "hal-01184303", "title_s": ["T"], **more})))
    return record


# --- what is asked


def test_deposits_are_asked_for_by_their_ids_without_versions_and_all_of_them_are_wanted() -> None:
    params = dict(MODULE.request([parse("hal:hal-01184303v2"), parse("hal:tel-00123456")], asking(NAME)).params)
    assert (params["q"], params["rows"], params["wt"]) == ("halId_s:(hal-01184303 OR tel-00123456)", "2", "json")
    assert {"halId_s", "title_s", "fr_title_s", "authFullName_s", "doiId_s", "label_xml"} <= set(
        params["fl"].split(",")
    )


def test_every_field_that_is_read_is_asked_for() -> None:
    fields = {name for item in items(NAME) for name in item} - {"docid", "label_s", "version_i", "country_s", "nntId_s",
                                                               "openAccess_bool", "authORCIDIdExt_s"}  # fmt: skip
    params = dict(MODULE.request([parse("hal:hal-01184303")], asking(NAME)).params)
    assert fields <= set(params["fl"].split(","))


# --- unknown, refused, no answer


def test_an_unknown_id_is_missing_from_a_list() -> None:
    known, unknown = parse("hal:hal-90000007"), parse("hal:hal-99999999")
    assert [one.ids[0] for one in records(ask(NAME, known, unknown))] == [known]
    assert ask(NAME, unknown) == []


def test_a_list_that_holds_less_than_it_tells_of_says_so() -> None:
    answer = played(NAME, MODULE.request([parse(f"hal:hal-9000000{number}") for number in (7, 8)], asking(NAME)))
    said = json.loads(answer.body)
    said["response"]["docs"].pop()
    assert [type(one) for one in of(said, url=answer.url)] == [Record, Unreadable]


def test_a_page_of_many_holds_what_it_holds() -> None:
    assert len(of(listing({"halId_s": "hal-01184303"}, total=51), url=AT + "&rows=1")) == 1


@pytest.mark.parametrize("said, status, kind", [
    ({"error": {"msg": "undefined field x", "code": 400}}, 400, Refused),
    ({"error": {"msg": "undefined field x", "code": 400}}, 200, Unavailable),
    ({"response": {"docs": []}}, 200, Unavailable),
    ({"response": {"numFound": 0}}, 200, Unavailable),
    (listing(), 404, Unavailable),
    (listing(), 503, Unavailable),
])  # fmt: skip
def test_a_refusal_is_not_an_unknown_id(said: Any, status: int, kind: type[Unavailable]) -> None:
    with pytest.raises(Unavailable) as raised:
        of(said, status)
    assert type(raised.value) is kind
    if "error" in said:
        assert "undefined field x" in str(raised.value)


def test_a_deposit_that_cannot_be_read_costs_that_deposit() -> None:
    good = {"halId_s": "hal-01184303", "title_s": ["T"]}
    read = of(listing(good, None, {"title_s": ["nobody's"]}, {**good, "halId_s": "tel-00123456"}))
    assert [type(one) for one in read] == [Record, Unreadable, Unreadable, Record]


# --- what is read


@pytest.mark.parametrize("said, title, others", [
    ({"title_s": ["A"]}, "A", None),
    ({"title_s": "A"}, "A", None),
    ({"title_s": ["A", "B"], "language_s": ["fr"], "fr_title_s": ["B"]}, "B", ("A",)),
    ({"title_s": ["A", "B"], "language_s": ["en"], "en_title_s": "A", "fr_title_s": ["B"]}, "A", ("B",)),
    ({"title_s": ["A", "B"], "language_s": ["ja"]}, "A", ("B",)),
    ({"title_s": ["A", "B"]}, "A", ("B",)),
    ({"title_s": None, "fr_title_s": ["B"], "language_s": "fr"}, "B", None),
])  # fmt: skip
def test_the_title_is_the_one_in_the_works_own_language(said: Any, title: str, others: Any) -> None:
    record = deposit(**said)
    assert (record.values["title"], record.values.get("alternative-title")) == (title, others)


def test_title_subtitle_and_abstract_are_in_one_language() -> None:
    (record,) = records(ask(NAME, parse("hal:hal-04000007")))
    said = [record.values[term] for term in ("title", "subtitle", "abstract", "language")]
    assert said == ["Les doublures du Sud", "Une enquête", "Sur les doublures.", "fr"]
    assert record.values["alternative-title"] == ("Understudies of the South", "A survey")


def test_a_subtitle_is_in_the_language_of_the_title() -> None:
    said = {
        "title_s": ["A"],
        "en_title_s": ["A"],
        "subTitle_s": ["B", "C"],
        "fr_subTitle_s": ["C"],
        "language_s": ["fr"],
    }
    assert [deposit(**said).values[term] for term in ("title", "subtitle")] == ["A", "B"]


@pytest.mark.parametrize("said, names", [
    ({"authFullName_s": ["Ada Moor", "Bo Reh"]}, (Name(literal="Ada Moor"), Name(literal="Bo Reh"))),
    ({"authFullName_s": "Ada Moor"}, (Name(literal="Ada Moor"),)),
    ({"authFullName_s": ["Ada M. Moor"], "authFirstName_s": ["Ada"], "authLastName_s": ["Moor"]}, (Name("Moor", "Ada M."),)),
    ({"authFullName_s": ["Moor Ada"], "authFirstName_s": ["Ada"], "authLastName_s": ["Moor"]}, (Name("Moor", "Ada"),)),
    ({"authFullName_s": ["Ada Moor", "Bo Reh"], "authFirstName_s": ["Ada"], "authLastName_s": ["Moor", "Reh"]},
     (Name(literal="Ada Moor"), Name(literal="Bo Reh"))),
    ({"authFullName_s": ["Ada Moor", "Bo Reh"], "authQuality_s": ["edt"]},
     (Name(literal="Ada Moor"), Name(literal="Bo Reh"))),
])  # fmt: skip
def test_names_are_parted_only_by_lists_of_the_same_length(said: Any, names: tuple[Name, ...]) -> None:
    assert deposit(**said).values["author"] == names


def test_people_of_another_role_are_no_authors() -> None:
    (record,) = records(ask(NAME, parse("hal:halshs-04000011")))
    roles = ("author", "editor", "translator")
    assert [[str(one) for one in record.values[role]] for role in roles] == [  # type: ignore[union-attr]
        ["Dov Abend"], ["Cleo Birke"], ["Joy Cordes"],
    ]  # fmt: skip


def test_an_orcid_id_is_whose_it_is_in_the_tei_and_nobodys_in_a_list_with_gaps() -> None:
    (item,) = (one for one in items(NAME) if one["halId_s"] == "hal-04000007")
    record = deposit(**{name: item[name] for name in item if name.startswith("auth") or name == "label_xml"})
    assert [one.orcid for one in record.values["author"]] == ["0000-0002-1825-0097", "", ""]  # type: ignore[union-attr]
    for label in (None, "<TEI>", "no XML", item["label_xml"].replace("<author role", "<person role", 1)):
        fewer = deposit(**{name: item[name] for name in item if name.startswith("auth")}, label_xml=label)
        assert {one.orcid for one in fewer.values["author"]} == {""}  # type: ignore[union-attr]


def test_the_tei_declares_no_entities() -> None:
    label = '<!DOCTYPE TEI [<!ENTITY a "0000-0002-1825-0097">]><TEI><text/></TEI>'
    assert deposit(authFullName_s=["Ada Moor"], label_xml=label).values["author"] == (Name(literal="Ada Moor"),)


def test_a_laboratory_is_named_before_all_that_it_is_part_of() -> None:
    (record,) = records(ask(NAME, parse("hal:hal-04000007")))
    assert [one.affiliation for one in record.values["author"]] == [  # type: ignore[union-attr]
        ("Laboratoire des doublures",), ("Institut du remplacement", "Laboratoire des doublures"), (),
    ]  # fmt: skip


@pytest.mark.parametrize("code, below, kind", [
    ("ART", None, "article-journal"), ("ART", "BOOKREVIEW", "review-book"), ("COMM", None, "paper-conference"),
    ("UNDEFINED", "PREPRINT", "article"), ("UNDEFINED", None, "article"), ("THESE", None, "thesis"),
    ("REPORT", "RESREPORT", "report"), ("REPORT_LABO", None, "report"), ("OTHER", None, "document"),
    (["COUV"], [], "chapter"), (None, None, None),
])  # fmt: skip
def test_types_are_csls(code: Any, below: Any, kind: str | None) -> None:
    assert deposit(docType_s=code, docSubType_s=below).values.get("type") == kind
    assert kind is None or kind in {row.csl for row in TYPES}


def test_the_day_of_the_deposit_is_a_date_of_preprints_alone() -> None:
    said = {"producedDate_s": "2020-02", "submittedDate_s": "2023-02-03 04:05:06"}
    assert deposit(docType_s="UNDEFINED", **said).values["submitted"] == Date(2023, 2, 3)
    published = deposit(docType_s="ART", **said)
    assert ("submitted" in published.values, published.values["issued"]) == (False, Date(2020, 2))


def test_other_identifiers_are_claims_and_its_own_id_has_no_version() -> None:
    record = deposit(doiId_s="10.5555/ABC", arxivId_s="1901.00007v2", pubmedId_s=26017442, halId_s="hal-01184303v3")
    assert record.ids == (parse("hal:hal-01184303"),)
    assert [f"{one.relation} {one.identifier}" for one in record.claims] == [
        "is-same-as doi:10.5555/abc", "is-same-as arxiv:1901.00007", "is-same-as pmid:26017442",
    ]  # fmt: skip
    assert record.origin.address == "https://api.archives-ouvertes.fr/search/?q=halId_s:hal-01184303"


@given(st.sampled_from(items(NAME)), st.data())
def test_a_text_and_a_list_of_it_are_one(item: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(name for name, value in item.items() if isinstance(value, str))))
    assert of(listing({**item, name: [item[name]]})) == of(listing(item))


# --- the recorded answers


@pytest.mark.skipif(not recordings.SAMPLES.exists(), reason="the recorded answers of the services (no ../shared)")
@pytest.mark.parametrize("pattern", ["search_*"])
def test_nothing_of_a_recorded_deposit_is_lost(pattern: str) -> None:
    for _, recorded in recordings.exchanges(NAME, pattern):
        docs = json.loads(recorded["body"])["response"]["docs"]
        read = recordings.records(NAME, recorded)
        assert len(read) == len(docs)
        for doc, record in zip(docs, read, strict=True):
            told = recordings.words(record)
            assert record.ids == (parse(doc["uri_s"]),)
            for field in ("title_s", "journalTitle_s", "journalPublisher_s", "volume_s", "page_s", "fileMain_s", "uri_s",
                          "language_s", "conferenceTitle_s"):  # fmt: skip
                value = doc.get(field, [])
                assert all(one in told for one in ([value] if isinstance(value, str) else value)), field
            assert [str(one) for one in record.values.get("author", ())] == doc.get("authFullName_s", [])
            assert str(record.values.get("issued", "")) == doc.get("producedDate_s", "")
            assert {str(one.identifier) for one in record.claims} == {
                f"{scheme}:{doc[field].lower()}" for field, scheme in (("doiId_s", "doi"), ("arxivId_s", "arxiv"))
                if field in doc
            }  # fmt: skip
