"""corrections: the user hears of his own once they are not needed, or when a service says something else anew."""

from __future__ import annotations

import pytest

from harvester.corrections import reviewed
from harvester.identifiers import Identifier
from harvester.library import Entry, Library
from harvester.match import Group
from harvester.merge import merge
from harvester.record import Date, Name, Origin, Record

DOI = Identifier("doi", "10.5555/journal.1")


def mine(**values):
    return Record((DOI,), values, Origin("sources.yaml:3", kind="user"))


def said(service, **values):
    return Record((DOI,), values, Origin(service, f"https://{service}.example/1", "2026-11-24"))


def texts(correction, now, before):
    entry = Entry("key", handles=(str(DOI),), records=tuple(before))
    library = Library((entry,) if before else ())
    return [one.text for one in reviewed([merge(Group((correction, *now)))], library)]


@pytest.mark.parametrize(
    ("own", "now", "before", "heard"),
    [
        ("Mine", "Other", None, ""),  # the first run: this is what the correction is for
        ("Mine", "Other", "Other", ""),
        ("Mine", "Other.", "Other", ""),  # no other word
        ("Mine", "Other", "Mine", "title: crossref now says 'Other'"),
        ("Mine", "Third", "Other", "title: crossref now says 'Third'"),
        ("Mine", "Mine", "Other", "title: crossref says the same now"),
        ("Mine", "mine", "Other", ""),  # the correction is what puts the capital right
    ],
)
def test_a_correction_is_reported_once_not_needed_or_contradicted_anew(own, now, before, heard):
    earlier = [said("crossref", title=before)] if before else []
    assert texts(mine(title=own), [said("crossref", title=now)], earlier) == ([heard] if heard else [])


def test_what_another_service_had_said_before_is_not_new():
    now = [said("crossref", title="Other"), said("openalex", title="Other")]
    assert texts(mine(title="Mine"), now, [said("openalex", title="Other")]) == []


def test_a_correction_is_not_needed_once_who_is_believed_first_makes_it():
    now = [said("crossref", title="Mine"), said("openalex", title="Other")]
    assert texts(mine(title="Mine"), now, now) == ["title: crossref says the same now"]
    assert texts(mine(title="Mine"), [said("crossref", title="Other"), said("openalex", title="Mine")], now) == [
        "title: crossref now says 'Other'"
    ]


def test_a_more_exact_date_contradicts_nothing():
    assert texts(mine(issued=Date(2024)), [said("crossref", issued=Date(2024, 3))], [said("crossref", title="T")]) == []


def test_people_are_compared_by_name_alone():
    own = mine(author=(Name("Celotti", "Luca"),))
    now = said("crossref", author=(Name("Celotti", "Luca", orcid="0000-0002-1825-0097"),))
    assert texts(own, [now], []) == ["author: crossref says the same now"]


def test_a_work_without_corrections_is_passed_over():
    assert (
        texts(Record((DOI,), {"title": "T"}, Origin("refs.bib:1", kind="file")), [said("crossref", title="X")], [])
        == []
    )
