"""merge: whose word wins, field by field."""

from __future__ import annotations

import itertools

import pytest

from harvester.identifiers import Identifier
from harvester.match import Answers, Group, same_works
from harvester.merge import merge
from harvester.notices import RETRACTED
from harvester.record import Date, Name, Origin, Record

DOI = Identifier("doi", "10.5555/journal.1")
ARXIV = Identifier("arxiv", "2101.00001")
KINDS = {"sources.yaml:3": "user", "refs.bib:12": "file", "curated": "curated"}


def record(source, ids=(), **values):
    named = {key.replace("_", "-"): value for key, value in values.items()}
    return Record(tuple(ids), named, Origin(source, kind=KINDS.get(source, "service")))


PREPRINT = record(
    "arxiv",
    [ARXIV],
    type="article",
    title="A Preprint",
    author=(Name("Celotti", "Luca", orcid="0000-0002-1825-0097"),),
    issued=Date(2021, 1, 3),
    abstract="From the preprint.",
)
ARTICLE = record(
    "crossref",
    [DOI],
    type="article-journal",
    title="An Article",
    author=(Name("Celotti", "L."),),
    container_title="Journal",
    volume="3",
    issued=Date(2022),
    abstract="From the publisher.",
)


def test_the_published_version_stands_in_front_and_the_preprint_link_stays():
    work = merge(Group((PREPRINT, ARTICLE)))
    assert work.ids == (DOI, ARXIV)
    assert work.text_of("title") == "An Article"
    assert [fact.value for fact in work.choices["title"].lost] == ["A Preprint"]
    assert work.records == (ARTICLE, PREPRINT)


def test_fields_of_one_publication_are_never_mixed_with_another():
    preprint = PREPRINT.with_values({**PREPRINT.values, "page": "1-9", "volume": "abs/2101"})
    work = merge(Group((preprint, ARTICLE)))
    assert (work.text_of("volume"), work.date()) == ("3", Date(2022))
    assert "page" not in work.choices


def test_a_gap_is_filled_from_a_record_of_the_same_doi():
    other = record("openlibrary", [DOI], page="17-33", issued=Date(2022, 5), volume="4")
    work = merge(Group((other, ARTICLE, PREPRINT)))
    assert (work.text_of("page"), work.text_of("volume"), work.date()) == ("17-33", "3", Date(2022, 5))


@pytest.mark.parametrize("source", ["openalex", "semanticscholar"])
def test_who_mixes_versions_makes_no_date_more_exact_and_gives_one_where_nobody_else_does(source):
    mixed = record(source, [DOI], type="article-journal", title="An article", issued=Date(2022, 5))
    assert merge(Group((mixed, ARTICLE))).date() == Date(2022)
    undated = ARTICLE.with_values({name: value for name, value in ARTICLE.values.items() if name != "issued"})
    assert merge(Group((mixed, undated))).date() == Date(2022, 5)
    assert merge(Group((mixed, ARTICLE))).text_of("title") == "An Article"


def test_the_users_word_wins_over_every_service_and_changes_nothing_else():
    told = record("sources.yaml:3", [ARXIV], title="Mine", note="Oral")
    work = merge(Group((PREPRINT, told, ARTICLE)))
    assert (work.text_of("title"), work.text_of("note"), work.text_of("volume")) == ("Mine", "Oral", "3")
    assert work.choices["title"].why == "the user's word"


def test_a_file_yields_to_services_and_keeps_what_only_it_has():
    entry = record("refs.bib:12", [DOI], title="a. article", note="best paper", page="17--33")
    work = merge(Group((entry, ARTICLE)))
    assert (work.text_of("title"), work.text_of("note"), work.text_of("page")) == ("An Article", "best paper", "17--33")


def test_what_is_curated_is_believed_last():
    curated = record("curated", [ARXIV], title="Curated", language="en")
    work = merge(Group((curated, PREPRINT)))
    assert (work.text_of("title"), work.text_of("language")) == ("A Preprint", "en")


def test_people_are_completed_and_keep_their_order():
    work = merge(Group((PREPRINT, ARTICLE)))
    assert work.names("author") == (Name("Celotti", "Luca", orcid="0000-0002-1825-0097"),)
    assert work.choices["author"].shown.origin.source == "crossref"


def test_a_title_in_capitals_yields_to_the_same_title_in_small_letters():
    shouted = ARTICLE.with_values({**ARTICLE.values, "title": "A PREPRINT"})
    assert merge(Group((shouted, PREPRINT))).text_of("title") == "A Preprint"
    assert merge(Group((shouted,))).text_of("title") == "A PREPRINT"


def test_notices_are_said_once_with_all_their_sources():
    told = ARTICLE.with_values({**ARTICLE.values, "updated-by": ("retraction doi:10.5555/notice",)})
    other = record("pubmed", [DOI], updated_by=("retraction doi:10.5555/notice", "correction"))
    assert merge(Group((told, other))).notices == (
        "corrected: doi:10.5555/journal.1 (pubmed)",
        "retracted: doi:10.5555/journal.1, by doi:10.5555/notice (crossref, pubmed)",
    )


def test_keys_and_notices_are_no_choices():
    entry = record("refs.bib:12", [DOI], title="T", citation_key="me", updated_by=("retraction",))
    assert list(merge(Group((entry,))).choices) == ["title"]


@pytest.mark.parametrize(
    "order", list(itertools.permutations((PREPRINT, ARTICLE, record("curated", [DOI], title="x"))))
)
def test_the_order_of_the_records_plays_no_part(order):
    assert merge(Group(order)) == merge(Group((PREPRINT, ARTICLE, record("curated", [DOI], title="x"))))


@pytest.mark.parametrize(
    ("comment", "withdrawn"),
    [
        ("This paper has been withdrawn by the authors", True),
        ("Withdrawn: an error in lemma 2", True),
        ("12 pages; withdrawn from a conference in 2019", False),
        ("Published version", False),
    ],
)
def test_a_comment_that_takes_a_preprint_back_is_a_notice(comment, withdrawn):
    work = merge(Group((PREPRINT.with_values({**PREPRINT.values, "comment": comment}),)))
    assert bool(work.notices) is withdrawn
    assert all(notice.startswith(RETRACTED) for notice in work.notices)


def test_a_notice_of_an_update_to_another_work_flags_nothing():
    notice = record("crossref", [DOI], title="Correction", update_to=("correction doi:10.5555/other",))
    assert merge(Group((notice,))).notices == ()


def test_the_users_word_that_both_are_one_work_does_not_mix_their_fields():
    preprint = PREPRINT.with_values({**PREPRINT.values, "page": "1-9"})
    for pair in ((ARXIV, DOI), (DOI, ARXIV)):
        (group,), _ = same_works(
            [preprint, ARTICLE.with_values({**ARTICLE.values, "title": "B"})], Answers(same=(pair,))
        )
        work = merge(group)
        assert (work.ids, work.date(), "page" in work.choices) == ((DOI, ARXIV), Date(2022), False)
