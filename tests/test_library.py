"""The library: never loses a record, changes only with what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harvester.errors import ConfigError
from harvester.identifiers import Identifier, parse
from harvester.library import Entry, Library, aliases, dump, load, related, remember, updated
from harvester.record import Claim, Name, Origin, Record, Work

ARXIV, DOI, IEEE = parse("arxiv:2202.00282"), parse("doi:10.1109/x.1"), parse("ieee:9763007")


def record(
    *ids: Identifier, source: str = "arxiv", title: str = "A title", day: str = "2026-01-01", **rest: object
) -> Record:
    kind = "curated" if source == "curated" else "service"
    return Record(
        ids,
        {"title": title, "author": (Name("Fam", "Giv"),)},
        Origin(source, f"https://{source}.example/{ids[0].value}" * (kind == "service"), day, kind),
        **rest,
    )  # type: ignore[arg-type]


def library(*records: Record, key: str = "fam2022title") -> Library:
    return Library((Entry(key, (), tuple(str(one) for one in records[0].ids), records),))


def test_an_empty_answer_takes_nothing_away() -> None:
    kept = library(record(ARXIV))
    assert remember(kept, []) == kept.records


def test_equal_content_keeps_its_earlier_day() -> None:
    kept = library(record(ARXIV, day="2026-01-01"))
    assert remember(kept, [record(ARXIV, day="2026-09-09")]) == kept.records


def test_other_content_takes_the_place_of_what_the_service_said_before() -> None:
    new = record(ARXIV, title="Another title", day="2026-09-09")
    assert remember(library(record(ARXIV)), [new]) == (new,)


def values(record: Record, **more: object) -> Record:
    said = {**record.values, **{name.replace("_", "-"): value for name, value in more.items()}}
    return record.with_values({term: value for term, value in said.items() if value})  # type: ignore[misc]


NOTICE = ("retraction doi:10.1109/x.2",)


@pytest.mark.parametrize(
    ("new", "kept_is_shown"),
    [
        ({"volume": ""}, True),  # null in one field
        ({"volume": "", "publisher": ""}, True),
        ({"title": ""}, True),
        ({"title": "", "volume": "8"}, True),  # without a title it says nothing
        ({"volume": "8", "publisher": ""}, False),  # second thoughts
        ({"volume": "8"}, False),
        ({"author": (Name(literal="Giv"),)}, True),  # null in each family name
        ({"author": (Name("Other", "Giv"),)}, False),
        ({"page": "1-2"}, False),
    ],
)
def test_no_worse_record_takes_the_place_of_a_better_one(new: dict[str, Any], kept_is_shown: bool) -> None:
    before = values(record(DOI), volume="7", publisher="P")
    after = values(before, **new)
    assert remember(library(before), [after]) == ((before if kept_is_shown else after),)


def test_a_retraction_counts_however_little_else_is_said() -> None:
    before = values(record(DOI), volume="7")
    (after,) = remember(library(before), [values(before, volume="", updated_by=NOTICE)])
    assert after.values == {**before.values, "updated-by": NOTICE}
    (still,) = remember(library(after), [before])
    assert still == after


def test_what_another_service_says_stands_beside_it() -> None:
    both = remember(library(record(ARXIV)), [record(ARXIV, source="datacite")])
    assert [one.origin.source for one in both] == ["arxiv", "datacite"]


def test_a_curated_record_gives_way_to_the_first_service_that_answers() -> None:
    kept = library(record(ARXIV, source="curated"))
    assert [one.origin.source for one in remember(kept, [])] == ["curated"]
    assert [one.origin.source for one in remember(kept, [record(DOI)])] == ["curated", "arxiv"]
    assert [one.origin.source for one in remember(kept, [record(ARXIV)])] == ["arxiv"]


def test_records_are_reached_by_identifiers_and_stated_relations_and_no_others() -> None:
    preprint = record(ARXIV, claims=(Claim("is-preprint-of", DOI), Claim("references", IEEE)))
    article, other = record(DOI, source="crossref"), record(IEEE, source="xplore")
    assert related([preprint, article, other], [ARXIV]) == [preprint, article]
    assert related([preprint, article, other], [DOI]) == [preprint, article]
    assert related([preprint, article, other], [IEEE]) == [other]


def test_an_ieee_number_is_known_by_the_doi_that_a_service_proved() -> None:
    assert aliases(library(record(DOI, IEEE, source="crossref")), "ieee", "doi") == {IEEE: DOI}
    assert aliases(library(record(DOI, IEEE, source="curated")), "ieee", "doi") == {}


def work(*records: Record, key: str, former: tuple[str, ...] = ()) -> Work:
    return Work(tuple(one for record in records for one in record.ids), records, key=key, former_keys=former)


def test_what_no_work_of_this_run_touches_stays() -> None:
    kept = library(record(ARXIV))
    new = record(DOI, source="crossref")
    after = updated(kept, [work(new, key="b2020")], remember(kept, [new]))
    assert [entry.key for entry in after.entries] == ["b2020", "fam2022title"]
    assert after.entries[1] == kept.entries[0]


def test_two_entries_that_become_one_work_keep_both_keys() -> None:
    a, b = record(ARXIV), record(DOI, source="crossref")
    kept = Library((library(a, key="a").entries[0], library(b, key="b").entries[0]))
    after = updated(kept, [work(b, a, key="b", former=("a",))], kept.records)
    assert [(one.key, one.former_keys, len(one.records)) for one in after.entries] == [("b", ("a",), 2)]
    assert after.pinned == {"arxiv:2202.00282": "b", "doi:10.1109/x.1": "b"}


def test_the_same_library_is_the_same_bytes_whatever_the_order() -> None:
    a, b = record(ARXIV), record(DOI, source="crossref")
    works = [work(a, key="a"), work(b, key="b")]
    one, two = updated(Library(), works, [a, b]), updated(Library(), works[::-1], [b, a])
    assert dump(one) == dump(two)
    assert load(dump(one), "x.json") == one
    assert updated(one, works, [a, b]) == one


def test_the_users_own_records_are_not_kept() -> None:
    own = replace(record(ARXIV), origin=Origin("sources.yaml:3", kind="user"))
    assert updated(Library(), [work(own, key="a")], []).entries == (Entry("a", (), ("arxiv:2202.00282",), ()),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 1, "works": [{"records": []}]}',
        "null",
        '{"version": 2, "works": []}',
        '{"version": 1, "works": [{"key": "a", "records": [{}]}]}',
    ],
)
def test_a_file_that_is_no_library_is_said_with_its_name(text: str) -> None:
    with pytest.raises(ConfigError, match=r"^records\.json: "):
        load(text, "records.json")
