"""CSL-JSON that is valid against the schema and carries every identifier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_works import CELOTTI, LIKE_REAL, WORKS, keyed, work
from tools import run

from harvester.identifiers import Identifier
from harvester.record import Date, Name
from harvester.vocabulary import CSL_TERMS, KINDS, TYPES
from harvester.writers import Settings, write

KNOWN = (CSL_TERMS - {"keyword", "type"}) | {"id", "type", "keyword"}
NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def written(*works, **more) -> list[dict]:
    return json.loads(write("csl", keyed(list(works)), Settings(**more)))


def test_an_item_carries_every_identifier_of_its_work() -> None:
    ids = [
        Identifier("arxiv", "2202.00282"), Identifier("doi", "10.5555/x"), Identifier("pmid", "123"),
        Identifier("pmcid", "PMC9"), Identifier("isbn", "9783161484100"),
    ]  # fmt: skip
    (item,) = written(work(*ids, title="T", kind="article", ISSN=("1234-5679", "2329-9290")))
    assert item == {
        "id": "anont", "type": "article", "archive": "arXiv", "archive_location": "2202.00282", "DOI": "10.5555/x",
        "ISBN": "9783161484100", "ISSN": "1234-5679, 2329-9290", "PMCID": "PMC9", "PMID": "123", "title": "T",
        "URL": "https://doi.org/10.5555/x",
    }  # fmt: skip


def test_an_item_says_what_is_known_in_csls_words() -> None:
    people = (CELOTTI, Name("Berg", "Jan", "van der", "Jr"), Name(literal="ATLAS Collaboration", group=True))
    (item,) = written(
        work(title="A", subtitle="B", author=people, issued=Date(2022, 5), submitted=Date(2021), page="1–9",
             kind="no-such-type", categories=("cs.NE",), keyword=("a", "b"), note="Oral", notices=("retracted",))
    )  # fmt: skip
    assert item == {
        "id": "celotti2022", "type": "document", "title": "A: B", "page": "1-9", "keyword": "a, b",
        "issued": {"date-parts": [[2022, 5]]}, "submitted": {"date-parts": [[2021]]}, "note": "Oral; retracted",
        "author": [
            {"family": "Celotti", "given": "Luca"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr"},
            {"literal": "ATLAS Collaboration"},
        ],
    } | {"id": item["id"]}  # fmt: skip


def test_an_unresolved_work_keeps_its_link_and_says_what_it_is() -> None:
    (item,) = written(work(Identifier("ieee", "9763007"), status="unresolved", text="U-BESD"))
    assert item == {
        "id": "ieee9763007", "type": "document", "title": "U-BESD", "note": "not yet resolved",
        "URL": "https://ieeexplore.ieee.org/document/9763007",
    }  # fmt: skip


def test_the_abstract_is_written_only_where_it_is_asked_for() -> None:
    one = work(title="T", abstract="About it.")
    assert "abstract" not in written(one)[0]
    assert written(one, abstract=True)[0]["abstract"] == "About it."


@given(st.lists(WORKS, max_size=3))
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_works_are_valid_items(works) -> None:
    items = written(*works, abstract=True)
    assert [one["id"] for one in items] == sorted((one.key for one in keyed(works)), key=str.lower)
    for one in items:
        assert one.keys() <= KNOWN
        assert one["type"] in {row.csl for row in TYPES}
        for term, value in one.items():
            match KINDS.get(term, "text"):
                case "names":
                    assert value
                    assert all(person.keys() <= NAME_PARTS and all(person.values()) for person in value)
                case "date":
                    assert all(isinstance(part, int) and part > 0 for part in value["date-parts"][0])
                case _:
                    assert isinstance(value, str)


@pytest.mark.real
def test_pandoc_cites_from_it(tmp_path: Path) -> None:
    works = keyed(LIKE_REAL)
    (tmp_path / "refs.json").write_text(write("csl", works, Settings()), encoding="utf-8")
    said = run(
        ["pandoc", "--citeproc", "-t", "plain", "-"], tmp_path, '---\nnocite: "@*"\nbibliography: refs.json\n---\n'
    )
    assert "Hosseini, Maryam, Luca Celotti, and Éric Plourde. 2022." in " ".join(said.split())
    assert said.count("\n\n") == len(works) - 1
