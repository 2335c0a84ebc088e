"""notices: which version of a work is retracted, by which notice, who says so; and every writer shows it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from harvester import writers
from harvester.clean.fields import clean
from harvester.identifiers import Identifier
from harvester.match import Group
from harvester.merge import merge
from harvester.notices import RETRACTED, notices_of, retraction, unacknowledged
from harvester.record import Date, Name, Origin, Record
from harvester.report import Result, report, summary
from harvester.standing import problems

DOI, ARXIV, PMID = Identifier("doi", "10.5555/journal.1"), Identifier("arxiv", "2101.00001"), Identifier("pmid", "7")
NOTICE = "retraction doi:10.5555/notice retraction-watch 2020-01-02"
WITHDRAWN = "This paper has been withdrawn by the authors"


def of(source, *ids, kind="service", **values):
    named = {key.replace("_", "-"): value for key, value in values.items()}
    told = {"title": "A Title", "author": (Name("Lovelace", "Ada"),), "issued": Date(1843), **named}
    return Record(ids, told, Origin(source, kind=kind))


ARTICLE = of("crossref", DOI, type="article-journal", container_title="Memoirs")
PREPRINT = of("arxiv", ARXIV, type="article")


def texts(*records):
    return list(map(str, notices_of(records)))


def test_a_notice_names_the_version_the_notice_the_day_and_who_says_so():
    told = ARTICLE.with_values({**ARTICLE.values, "updated-by": (NOTICE,)})
    assert texts(told, PREPRINT) == [
        "retracted: doi:10.5555/journal.1, by doi:10.5555/notice, 2020-01-02 (crossref, retraction-watch)"
    ]


def test_what_two_services_say_of_one_version_is_one_notice():
    told = of("crossref", DOI, updated_by=("retraction doi:10.5555/notice",))
    assert texts(told, of("pubmed", PMID, DOI, updated_by=("retraction pmid:9",))) == [
        "retracted: doi:10.5555/journal.1, by doi:10.5555/notice, pmid:9 (crossref, pubmed)"
    ]


def test_a_withdrawn_preprint_does_not_retract_its_article():
    withdrawn = PREPRINT.with_values({**PREPRINT.values, "comment": WITHDRAWN})
    assert texts(ARTICLE, withdrawn) == ["withdrawn: arxiv:2101.00001 (arxiv)"]
    assert retraction((ARTICLE, withdrawn)) == "not known to be"
    assert retraction((withdrawn,)) == "retracted"


def test_a_retracted_article_does_not_retract_its_preprint():
    told = ARTICLE.with_values({**ARTICLE.values, "updated-by": (NOTICE,)})
    assert retraction((told, PREPRINT)) == "retracted"
    assert all("2101.00001" not in text for text in texts(told, PREPRINT))


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (ARTICLE, "not known to be"),
        (PREPRINT, "not known to be"),
        (of("datacite", DOI, container_title="Memoirs"), "unknown"),
        (of("refs.bib:1", DOI, kind="file", container_title="Memoirs"), "unknown"),
        (of("crossref", DOI, updated_by=("correction",)), "not known to be"),
        (of("crossref", DOI, updated_by=("withdrawal",)), "retracted"),
    ],
)
def test_silence_is_not_known_to_be_only_of_who_would_say_so(record, state):
    assert retraction((record,)) == state


def test_a_preprints_service_says_nothing_of_the_article():
    assert retraction((of("datacite", DOI, container_title="Memoirs"), PREPRINT)) == "unknown"
    assert retraction(()) == "unknown"


def test_no_path_of_the_users_stands_in_a_notice():
    entry = clean(of("refs.bib:12", DOI, kind="file", title="RETRACTED: A Title"))
    assert texts(entry) == ["retracted: doi:10.5555/journal.1 (the entry's title)"]
    assert texts(clean(of("refs.bib:12", kind="file", title="RETRACTED: A Title"))) == ["retracted (the entry's title)"]


def strict(acknowledged, *records):
    work = replace(merge(Group(records)), status="resolved", key="k")
    return list(problems([work], (), "2026-11-24", 86400.0, acknowledged))


def test_strict_fails_on_a_retraction_until_it_is_acknowledged():
    told = ARTICLE.with_values({**ARTICLE.values, "updated-by": (NOTICE,)})
    assert len(strict((), told, PREPRINT)) == 1
    assert strict((DOI,), told, PREPRINT) == [] == strict((ARXIV,), told, PREPRINT)
    assert strict((), of("crossref", DOI, updated_by=("correction", "expression_of_concern"))) == []


def test_who_knows_of_the_preprints_withdrawal_still_hears_of_the_articles():
    told = ARTICLE.with_values({**ARTICLE.values, "updated-by": (NOTICE,)})
    withdrawn = PREPRINT.with_values({**PREPRINT.values, "comment": WITHDRAWN})
    left = unacknowledged((told, withdrawn), frozenset((ARXIV,)))
    assert [notice.kind for notice in left] == ["retracted"] and left[0].kind in RETRACTED


KINDS = ("retraction", "withdrawal", "correction", "expression_of_concern")
SHOWN = ("retracted", "withdrawn", "corrected", "expression of concern")


@pytest.mark.parametrize("form", writers.FORMATS)
@pytest.mark.parametrize(("kind", "shown"), list(zip(KINDS, SHOWN, strict=True)))
def test_every_writer_and_the_report_carry_each_notice_with_its_source(form, kind, shown):
    work = replace(merge(Group((of("crossref", DOI, updated_by=(kind,)),))), status="resolved", key="k")
    text = writers.write(form, [work], writers.Settings())
    assert shown in text and "crossref" in text
    (told,) = json.loads(report(Result(works=(work,))))["works"]
    assert told["notices"] == [f"{shown}: doi:10.5555/journal.1 (crossref)"]
    assert f"  notice: k: {told['notices'][0]}" in summary([work], [])
