"""Records as JSON and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.codec import decode, encode, from_json
from harvester.identifiers import Identifier
from harvester.record import Claim, Date, Name, Origin, Record

texts = st.text(min_size=1, max_size=20)
names = st.builds(Name, texts, texts, texts, texts, texts, texts, st.tuples(texts), st.booleans())
dates = st.dates().map(lambda day: Date(day.year, day.month, day.day)) | st.integers(1, 9999).map(Date)
values = st.fixed_dictionaries(
    {},
    optional={
        "title": texts,
        "bibtex:file": texts,
        "author": st.lists(names, min_size=1).map(tuple),
        "ISSN": st.lists(texts, min_size=1).map(tuple),
        "issued": dates,
    },
)
arxiv = st.builds(Identifier, st.just("arxiv"), st.sampled_from(["2202.00282", "math/0309136"]), st.just("v2"))
doi = st.builds(Identifier, st.just("doi"), st.sampled_from(["10.1234/a", "10.1234/b(c)<d>"]))
origins = st.builds(Origin, texts, texts, texts, st.sampled_from(["service", "user", "file", "curated"]))
records = st.builds(
    Record,
    st.lists(arxiv | doi, max_size=2).map(tuple),
    values,
    origins,
    st.lists(st.builds(Claim, st.just("is-preprint-of"), doi), max_size=2).map(tuple),
)


@given(records)
def test_what_is_kept_comes_back(record: Record) -> None:
    back = decode(encode(record))
    assert back == record
    assert [one.version for one in back.ids] == [one.version for one in record.ids]


@pytest.mark.parametrize(
    "broken",
    [
        "[]",
        "{}",
        '{"source": "x", "values": {"issued": "soon"}}',
        '{"source": "x", "values": []}',
        '{"source": "x", "values": {"title": 3}}',
        '{"source": "x", "values": {}, "ids": ["doi:nonsense"]}',
        '{"source": "x", "values": {"author": [{"first": "A"}]}}',
        "nonsense",
    ],
)
def test_what_is_no_kept_record_is_a_value_error(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(broken)


def test_an_empty_part_is_not_written() -> None:
    assert json.loads(encode(Record((), {"title": "T"}, Origin("arxiv")))) == {
        "source": "arxiv",
        "values": {"title": "T"},
    }
    assert from_json({"source": "arxiv", "values": {}}).origin.kind == "service"
