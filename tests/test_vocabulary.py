"""Our words for types and fields, and theirs."""

from __future__ import annotations

from collections import Counter

import pytest

from harvester.vocabulary import (
    BIBTEX_TYPES,
    FIELDS,
    KINDS,
    TYPES,
    bibtex_name,
    entry_type,
    kind_of,
    term_of,
)

STYLES_KNOW = {"article", "book", "inproceedings", "incollection", "phdthesis", "techreport", "unpublished", "misc"}

NUMBERED_OTHERWISE = {  # their `number` is the series' or the report's
    (entry, "issue") for entry in ("book", "inproceedings", "incollection", "techreport")
}


def test_each_word_has_one_row() -> None:
    assert not [term for term, times in Counter(row.term for row in FIELDS).items() if times > 1]
    assert not [name for name, times in Counter(row.csl for row in TYPES).items() if times > 1]
    assert not [name for name, times in Counter(name for row in TYPES for name in row.read).items() if times > 1]


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row.csl)
def test_every_type_is_written_as_one_that_all_styles_know(row) -> None:
    assert entry_type(row.csl) in STYLES_KNOW


@pytest.mark.parametrize(
    ("entry", "csl"),
    [
        ("article", "article-journal"),
        ("misc", "document"),
        ("incollection", "chapter"),
        ("inbook", "chapter"),
        ("mastersthesis", "thesis"),
        ("online", "webpage"),
        ("techreport", "report"),
        ("proceedings", "book"),
        ("unpublished", "manuscript"),
    ],
)
def test_entry_types_are_read_as_csl_types(entry, csl) -> None:
    assert BIBTEX_TYPES[entry] == csl


@pytest.mark.parametrize(
    ("name", "entry", "term"),
    [
        ("journal", "article", "container-title"),
        ("JournalTitle", "article", "container-title"),
        ("booktitle", "inproceedings", "container-title"),
        ("number", "article", "issue"),
        ("number", "techreport", "number"),
        ("number", "book", "collection-number"),
        ("number", "inproceedings", "collection-number"),
        ("series", "book", "collection-title"),
        ("school", "phdthesis", "publisher"),
        ("institution", "thesis", "publisher"),
        ("organization", "misc", "publisher"),
        ("howpublished", "misc", "bibtex:howpublished"),
        ("year", "article", "issued"),
        ("date", "article", "issued"),
        ("location", "book", "publisher-place"),
        ("ISSN", "article", "ISSN"),
        ("doi", "article", "DOI"),
        ("keyword", "article", "keyword"),
        ("langid", "book", "language"),
        ("eprintclass", "misc", "primary-category"),
        ("bdsk-url-1", "article", "bibtex:bdsk-url-1"),
    ],
)
def test_bibtex_fields_have_terms(name, entry, term) -> None:
    assert term_of(name, entry) == term


@pytest.mark.parametrize("entry", sorted(STYLES_KNOW - {"misc"}))
def test_what_is_written_is_read_as_the_same_term(entry) -> None:
    for row in FIELDS:
        name = bibtex_name(row.term, entry)
        if name and (entry, row.term) not in NUMBERED_OTHERWISE:
            assert term_of(name, entry) == row.term, (row.term, name)


def test_a_field_without_a_term_keeps_its_name() -> None:
    assert bibtex_name(term_of("File", "article"), "article") == "file"
    assert kind_of("bibtex:file") == "text"
    assert bibtex_name("no-such-term", "article") == ""


def test_kinds_cover_what_other_rooms_store() -> None:
    assert KINDS["author"] == "names"
    assert KINDS["issued"] == KINDS["submitted"] == "date"
    assert KINDS["ISSN"] == KINDS["ISBN"] == KINDS["categories"] == "texts"
    assert KINDS["container-title"] == "text"
