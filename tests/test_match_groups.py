"""Groups of many records: one that is miscopied does not part them, one that fits two works is asked for."""

from __future__ import annotations

import random

import pytest

from harvester.match import same_works
from harvester.record import Date, Name, Origin, Record

TITLE = "Gradient stability of spiking networks"
PEOPLE = (Name("Celotti", "Luca"), Name("Rouat", "Jean"))
CONFERENCE = {"container-title": "International Conference on Gradients", "issued": Date(2020)}
JOURNAL = {"container-title": "Journal of Gradients", "issued": Date(2022), "volume": "3"}


def entry(number, **values):
    said = {"title": TITLE, "author": PEOPLE, **values}
    return Record((), {name: value for name, value in said.items() if value}, Origin(f"a.bib:{number:03}", kind="file"))


def sizes(records):
    groups, questions = same_works(records)
    return sorted(len(group.records) for group in groups), questions


@pytest.mark.parametrize(
    "wrong", [JOURNAL, {"container-title": "Another Symposium of Elsewhere", "issued": Date(2011)}]
)
def test_one_miscopied_record_does_not_part_many(wrong):
    many = [entry(number, **CONFERENCE) for number in range(20)]
    unclear = [entry(number, issued=Date(2021)) for number in range(20, 24)]
    assert max(sizes([*many, *unclear, entry(30, **wrong)])[0]) >= 24


def test_two_versions_of_many_records_each_stay_two():
    papers = [entry(number, **CONFERENCE) for number in range(8)]
    articles = [entry(number, **JOURNAL) for number in range(10, 18)]
    assert sizes([*papers, *articles])[0] == [8, 8]


def test_a_reference_that_fits_two_works_is_left_alone_and_asked_for():
    paper, article = entry(1, **CONFERENCE), entry(2, **JOURNAL)
    found, questions = sizes([paper, article, entry(3)])
    assert found == [1, 1, 1]
    assert {("a.bib:001", "a.bib:003"), ("a.bib:002", "a.bib:003")} <= {one.members for one in questions}
    assert sizes([paper, entry(3)])[0] == [2]


def test_a_reference_whose_year_tells_is_one_work_with_that():
    paper, article = entry(1, **CONFERENCE), entry(2, **JOURNAL)
    assert sizes([paper, article, entry(3, issued=Date(2020))])[0] == [1, 2]


def test_a_preprint_is_one_work_with_the_likelier_of_two():
    preprint = entry(3, **{"container-title": "arXiv", "issued": Date(2020)})
    groups, questions = same_works([entry(1, **CONFERENCE), entry(2, **JOURNAL), preprint])
    assert {tuple(one.origin.source for one in group.records) for group in groups} == {
        ("a.bib:001", "a.bib:003"),
        ("a.bib:002",),
    }
    assert questions


def test_misspelt_people_do_not_make_a_title_recur():
    slips = ["Celotti", "Celoti", "Cellotti", "Clotti", "Celtti", "Celotto", "Cleotti"]
    many = [entry(number, author=(Name(slips[number % 7], "L."), Name("Rouat", "J."))) for number in range(42)]
    assert max(sizes(many)[0]) >= 30


def test_many_records_in_any_order_give_the_same_groups():
    luck = random.Random(1)
    records = [entry(number, **luck.choice((CONFERENCE, JOURNAL, {}, {"issued": Date(2021)}))) for number in range(40)]
    first = same_works(records)
    for _ in range(5):
        luck.shuffle(records)
        assert same_works(records) == first
