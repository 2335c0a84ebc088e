"""Registries are believed before aggregators, and no claim puts two publishers' DOIs together."""

from __future__ import annotations

import itertools

import pytest

from harvester.identifiers import Identifier
from harvester.match import same_works
from harvester.record import Claim, Date, Name, Origin, Record

A, B = Identifier("doi", "10.5555/a"), Identifier("doi", "10.5555/b")
ARXIV, PMID = Identifier("arxiv", "2101.00001"), Identifier("pmid", "123")
OPENALEX, S2 = Identifier("openalex", "W1"), Identifier("s2", "a" * 40)
TITLE = "Gradient stability of spiking networks"
PEOPLE = (Name("Celotti", "Luca"), Name("Rouat", "Jean"))


def record(source, *ids, title=TITLE, people=PEOPLE, same=(), claims=(), year=2021):
    said = {"title": title, "author": people, "issued": Date(year)}
    told = (*(Claim("is-same-as", one) for one in same), *claims)
    return Record(ids, {name: value for name, value in said.items() if value and title}, Origin(source), told)


def sources(groups):
    return sorted(sorted(one.origin.source for one in group.records) for group in groups)


def test_a_persons_list_of_works_shares_its_identifiers_where_the_title_agrees():
    listed = record("orcid", A, ARXIV, people=())
    groups, questions = same_works([record("crossref", A), listed, record("arxiv", ARXIV, year=2020)])
    assert (sources(groups), questions) == ([["arxiv", "crossref", "orcid"]], [])


def test_a_persons_list_of_works_joins_nothing_of_another_title():
    listed = record("orcid", A, ARXIV, people=())
    groups, questions = same_works([record("crossref", A), listed, record("arxiv", ARXIV, title="On another thing")])
    assert sources(groups) == [["arxiv"], ["crossref", "orcid"]]
    assert [one.why for one in questions] == ["both name arxiv:2101.00001, but titles do not agree"]


def test_a_record_of_identifiers_alone_shares_them():
    alone = Record((PMID, A), {}, Origin("idconv"))
    groups, questions = same_works([record("crossref", A), alone, record("pubmed", PMID)])
    assert (sources(groups), questions) == ([["crossref", "idconv", "pubmed"]], [])


def test_a_claim_without_authors_is_a_question():
    groups, questions = same_works([record("crossref", A), record("openalex", OPENALEX, people=(), same=[A])])
    assert sources(groups) == [["crossref"], ["openalex"]]
    assert [one.members for one in questions] == [("doi:10.5555/a", "openalex:W1")]


@pytest.mark.parametrize("glue", [record("refs.bib", A, B), record("orcid", A, B, people=())])
def test_a_record_that_names_two_dois_belongs_to_the_first(glue):
    groups, questions = same_works([record("crossref", A), glue, record("crossref", B)])
    assert sources(groups) == [["crossref"], sorted(["crossref", glue.origin.source])]
    assert [one.members for one in questions] == [("doi:10.5555/a", "doi:10.5555/b")]


def test_one_pubmed_id_does_not_make_two_dois_one_work():
    groups, questions = same_works([record("pubmed", PMID, A), record("europepmc", PMID, B)])
    assert len(groups) == 2
    assert [(one.members, one.why) for one in questions] == [
        (("doi:10.5555/a", "doi:10.5555/b"), "both name pmid:123, but publishers' DOIs differ")
    ]


CONTRADICTION = [
    record("arxiv", ARXIV, year=2020),
    record("openalex", OPENALEX, same=[ARXIV, A]),
    record("semanticscholar", S2, same=[ARXIV, B]),
    record("crossref", A),
    record("crossref", B, year=2022),
]


def test_aggregators_that_contradict_each_other_are_a_question():
    for records in itertools.permutations(CONTRADICTION):
        groups, questions = same_works(records)
        assert not any({A, B} <= {one for each in group.records for one in each.ids} for group in groups)
        assert any("another service gives it another publisher's DOI" in one.why for one in questions)


def test_aggregators_that_agree_join():
    records = [*CONTRADICTION[:2], record("semanticscholar", S2, same=[ARXIV, A]), CONTRADICTION[3]]
    assert len(same_works(records)[0]) == 1


@pytest.mark.parametrize(
    "claims", [(Claim("is-preprint-of", A),), (Claim("is-preprint-of", A), Claim("has-version", B))]
)
def test_the_registry_is_believed_before_aggregators(claims):
    gathered = [record("openalex", OPENALEX, same=[ARXIV, B]), record("semanticscholar", S2, same=[ARXIV, B])]
    records = [record("arxiv", ARXIV, claims=claims), *gathered, record("crossref", A), record("crossref", B)]
    for some in itertools.permutations(records):
        groups, questions = same_works(some)
        mine = next(group for group in groups if any(ARXIV in one.ids for one in group.records))
        ids = {one for each in mine.records for one in each.ids}
        assert A in ids
        assert B not in ids
        assert questions


def test_a_registry_may_say_that_two_dois_are_one_work():
    records = [record("crossref", A, claims=[Claim("is-identical-to", B)]), record("crossref", B)]
    assert len(same_works(records)[0]) == 1
    gathered = [record("openalex", OPENALEX, same=[A, B]), record("crossref", A), record("crossref", B)]
    assert len(same_works(gathered)[0]) == 2


def test_records_that_a_statement_holds_together_stay_together_whatever_is_added():
    held = [record("arxiv", ARXIV, claims=[Claim("is-preprint-of", A)]), record("crossref", A)]
    more = [
        record("crossref", B),
        record("openalex", OPENALEX, same=[ARXIV, B]),
        record("semanticscholar", S2, same=[A, B]),
        record("orcid", B, ARXIV, people=()),
        record("datacite", ARXIV, title="Another title"),
        record("pubmed", PMID, B),
        Record((), {"title": TITLE, "author": PEOPLE, "issued": Date(2021)}, Origin("a.bib:1", kind="file")),
    ]
    for size in range(1, len(more) + 1):
        for added in itertools.combinations(more, size):
            groups, _ = same_works([*held, *added])
            assert any(all(one in group.records for one in held) for group in groups)


def by_hand(place, title, *people):
    said = {"title": title, "author": people, "issued": Date(2021)}
    return Record((A,), said, Origin(place, kind="file"))


STRANGER = by_hand("refs.bib:9", "Locking-free elements for thin plates", Name("Holm", "Ada"))
OWN = by_hand("refs.bib:1", TITLE, *PEOPLE)


@pytest.mark.parametrize("order", [(OWN, STRANGER), (STRANGER, OWN)])
def test_an_entry_with_anothers_doi_is_not_lost_in_it(order):
    groups, questions = same_works(order)
    assert sources(groups) == [["refs.bib:1"], ["refs.bib:9"]]
    assert [(one.why, one.answer) for one in questions] == [
        (
            "both name doi:10.5555/a, but neither title nor people agree",
            "correct doi:10.5555/a at refs.bib:1 or at refs.bib:9",
        )
    ]


def by_service(source, title, *people):
    said = {"title": title, "author": people, "issued": Date(2021)}
    return Record((A,), said, Origin(source, f"https://{source}.example/1"))


@pytest.mark.parametrize("order", [*itertools.permutations(range(4))])
def test_an_entry_with_anothers_doi_is_not_lost_in_what_a_service_says_of_it(order):
    translated = by_service("datacite", "Gradientenstabilisierung", Name("Weiss", "Ilse"))
    records = (by_service("crossref", TITLE, *PEOPLE), translated, OWN, STRANGER)
    groups, questions = same_works([records[number] for number in order])
    assert sources(groups) == [["crossref", "datacite", "refs.bib:1"], ["refs.bib:9"]] and len(questions) == 1


def test_a_doi_joins_a_title_in_another_language_by_its_author():
    groups, _ = same_works([OWN, by_hand("refs.bib:5", "Stabilité du gradient", *PEOPLE)])
    assert sources(groups) == [["refs.bib:1", "refs.bib:5"]]
