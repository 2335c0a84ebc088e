"""Hard pairs: what must stay apart and what must become one, each with where it is from. `tests/match/pairs.tsv`."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.clean.fields import clean
from harvester.clean.names import OTHERS, part
from harvester.identifiers import parse
from harvester.match import same_works
from harvester.match.evidence import guard, weigh
from harvester.match.signature import signature
from harvester.record import Date, Origin, Record

TABLE = Path(__file__).parent / "match" / "pairs.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]


def entry(place: str, title: str, authors: str, venue: str, year: str, more: str) -> Record:
    """Return the record of one side of a row, as it is read from a user's file."""
    told = dict(one.split("=", 1) for one in more.split(";") if "=" in one)
    ids = tuple(parse(one) for one in more.split(";") if one and "=" not in one)
    names = tuple(OTHERS if name == "others" else part(name) for name in authors.split("; ") if name)
    values = {"title": title, "author": names, "container-title": venue, **told}
    if year:
        values["issued"] = Date(int(year[:4]))
    kept = {name: value for name, value in values.items() if value}
    return clean(Record(ids, kept, Origin(place, kind="file")))


def both(number: int) -> list[Record]:
    row = ROWS[number]
    return [entry(f"a.bib:{number}", *row[2:7]), entry(f"b.bib:{number}", *row[7:12])]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda number: f"{number}-{ROWS[number][2][:30]}")
def test_hard_pairs_are_told_rightly(number):
    groups, _ = same_works(both(number))
    assert ("same" if len(groups) == 1 else "apart") == ROWS[number][0], ROWS[number]


@pytest.mark.parametrize("verdict", ["same", "apart"])
def test_there_are_eighty_real_ones_of_each_and_none_stands_twice(verdict):
    mine = [tuple(row[2:]) for row in ROWS if row[0] == verdict]
    assert len(set(mine)) == len(mine)
    assert sum(row[0] == verdict and not row[1].startswith("of our own") for row in ROWS) >= 80


EVERYTHING = [record for number in range(len(ROWS)) for record in both(number)]
SIGNATURES = [signature(record) for record in EVERYTHING]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, len(EVERYTHING) - 1), min_size=2, max_size=80, unique=True), st.randoms())
def test_groups_do_not_depend_on_the_order_of_the_records(numbers, luck):
    records = [EVERYTHING[number] for number in numbers]
    first = same_works(records)
    luck.shuffle(records)
    assert same_works(records) == first


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EVERYTHING), st.integers(0, 9)), min_size=2, max_size=60), st.randoms())
def test_no_group_has_two_publishers_dois_whatever_else_they_share(some, luck):
    records = []
    for number, (record, doi) in enumerate(some):
        ids = (
            [f"doi:10.5555/{doi}"] * (doi > 2)
            + [f"pmid:{doi % 4 + 1}"] * (doi % 3 == 0)
            + ["arxiv:2101.00001"] * (doi == 9)
        )
        records.append(replace(record, ids=tuple(map(parse, ids)), origin=Origin(f"a.bib:{number}", kind="file")))
    luck.shuffle(records)
    for group in same_works(records)[0]:
        assert len({one for record in group.records for one in record.ids if one.scheme == "doi"}) < 2


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SIGNATURES) - 1), st.integers(0, len(SIGNATURES) - 1))
def test_evidence_is_symmetric(a, b):
    one, other = SIGNATURES[a], SIGNATURES[b]
    assert weigh(one, other) == weigh(other, one)
    assert guard(one, other) == guard(other, one)


def test_no_record_is_lost_and_none_stands_twice():
    groups, _ = same_works(EVERYTHING)
    placed = [record.origin.source for group in groups for record in group.records]
    assert sorted(placed) == sorted(record.origin.source for record in EVERYTHING)


def test_matching_what_was_matched_changes_nothing():
    groups, _ = same_works(EVERYTHING)
    for group in random.Random(1).sample(groups, 20):
        again, _ = same_works(group.records)
        assert [len(one.records) for one in again] == [len(group.records)]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_groups_do_not_depend_on_the_seed_of_hashes(seed):
    script = (
        "import test_match_pairs as t; g, q = t.same_works(t.EVERYTHING);"
        "print([[r.origin.source for r in one.records] for one in g], q)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    groups, questions = same_works(EVERYTHING)
    assert told.stdout.strip() == f"{[[r.origin.source for r in one.records] for one in groups]} {questions}"
