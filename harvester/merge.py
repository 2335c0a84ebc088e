"""One work from its records: whose word wins, field by field. The user's always does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, cast

from harvester.clean.fold import folded
from harvester.clean.people import completed
from harvester.clean.text import is_shouted
from harvester.identifiers import Identifier
from harvester.match import Group
from harvester.match.versions import is_preprint, is_preprint_id, published_dois
from harvester.notices import notices_of
from harvester.record import Choice, Date, Fact, Name, Record, Work
from harvester.vocabulary import FIELDS

KINDS = ("user", "service", "file", "curated")  # a .bib yields to services; what only it has stays


class Trust(NamedTuple):
    """Who is believed first, and whether a published version's word comes before any preprint's."""

    sources: tuple[str, ...]
    published_first: bool = True


_REGISTRIES = ("crossref", "arxiv", "datacite", "doi_org", "ieee", "ieee_api", "xplore", "pubmed", "europepmc", "hal")
_AGGREGATORS = ("openlibrary", "openalex", "semanticscholar", "idconv", "orcid")
_MIX_VERSIONS = ("openalex", "semanticscholar")  # their date may be the preprint's beside the article's venue

TRUST: Mapping[str, Trust] = {
    "*": Trust((*_REGISTRIES, *_AGGREGATORS)),
    # who parts family from given names comes first
    "author": Trust(("crossref", "pubmed", "datacite", "doi_org", "xplore", "hal", "europepmc", "arxiv")),
    # Crossref's is markup, and often missing; a preprint's abstract is the work's
    "abstract": Trust(("arxiv", "pubmed", "europepmc", "ieee", "ieee_api", "xplore", "datacite", "crossref"), False),
    "pdf": Trust(("arxiv", "europepmc", "hal", "openalex", "semanticscholar"), False),  # copies that answer programs
    "comment": Trust(("arxiv",), False),
    "license": Trust(("crossref", "arxiv", "datacite", "openalex")),
}
"""Field -> who is believed first; `*` is every other field, and whoever is not named comes after those who are."""

TOGETHER = frozenset(
    {
        *("type", "genre", "container-title", "container-title-short", "collection-title", "collection-number"),
        *("volume", "issue", "page", "number", "edition", "publisher", "publisher-place", "ISSN", "ISBN", "version"),
        *("event-title", "event-place", "event-date", "issued", "published-print", "published-online"),
    }
)
"""Fields of one publication: they come from one record, gaps from records of the same version alone."""

NOT_CHOSEN = frozenset(("citation-key", "updated-by", "update-to"))  # all count: for the key, and as notices

SCHEME_ORDER = ("doi", "arxiv", "ieee", "pmid", "pmcid", "acl", "isbn")


def merge(group: Group) -> Work:
    """Return the work that the records are, each field a choice with what lost. The status is left to the caller.

    A `citation-key` is no choice: every record's counts, and `citekeys` reads them there.
    """
    if len(group.records) == 1:
        return _alone(group.records[0], group)
    ranked = sorted(group.records, key=_rank("*"))
    said = sorted({name for record in ranked for name in record.values} - NOT_CHOSEN, key=_field_order)
    anchor = _anchor(ranked)
    together = _of_one_publication(ranked, anchor)
    choices = {name: _choose(name, ranked, together, anchor) for name in said}
    return Work(
        ids=_ids(ranked),
        records=tuple(ranked),
        choices={name: choice for name, choice in choices.items() if choice},
        why=group.why,
        notices=tuple(map(str, notices_of(ranked))),
    )


def _alone(record: Record, group: Group) -> Work:
    origin, why = record.origin, f"{record.origin.source} alone"
    said = sorted((name for name in record.values if name not in NOT_CHOSEN), key=_field_order)
    choices = {name: Choice(Fact(record.values[name], origin), (), why) for name in said}
    return Work(_ids((record,)), (record,), choices, why=group.why, notices=tuple(map(str, notices_of((record,)))))


_PLACES = {row.term: place for place, row in enumerate(FIELDS)}


def _field_order(name: str) -> tuple[int, str]:
    return (_PLACES.get(name, len(_PLACES)), name)


def _rank(field: str) -> Callable[[Record], tuple[int, bool, int]]:
    trust = TRUST.get(field, TRUST["*"])

    def rank(record: Record) -> tuple[int, bool, int]:
        source = record.origin.source
        place = trust.sources.index(source) if source in trust.sources else len(trust.sources)
        return (KINDS.index(record.origin.kind), trust.published_first and is_preprint(record), place)

    return rank


def _anchor(ranked: Sequence[Record]) -> Record:
    """Return the record whose publication the work shows: the most trusted with a venue, else with a date.

    A user's correction is none: it wins field by field, over whichever record the rest comes from.
    """
    others = [record for record in ranked if record.origin.kind != "user"] or list(ranked)
    published = [record for record in others if not is_preprint(record)]
    for some, field in ((published, "container-title"), (published, "publisher"), (others, "issued")):
        for record in some:
            if field in record.values:
                return record
    return others[0]


def _same_version(record: Record, anchor: Record) -> bool:
    """Return whether both describe one version: one publisher's DOI, or no other word against one identifier."""
    mine, its = published_dois(record), published_dois(anchor)
    if mine and its:
        return not set(mine).isdisjoint(its)
    if is_preprint(record) != is_preprint(anchor):
        return False
    if not record.ids or not anchor.ids:  # an entry of the user's file that evidence brought here
        return _year(record) in (0, _year(anchor)) or not _year(anchor)
    return not set(record.ids).isdisjoint(anchor.ids)


def _year(record: Record) -> int:
    issued = record.values.get("issued")
    return issued.year if isinstance(issued, Date) else 0


def _of_one_publication(ranked: Sequence[Record], anchor: Record) -> list[Record]:
    """Return whose word counts for the fields of the publication: the user's, the anchor's, its version's."""
    users = [one for one in ranked if one.origin.kind == "user"]
    others = (one for one in ranked if one.origin.kind != "user" and one is not anchor)
    return [*users, *([] if anchor in users else [anchor]), *(one for one in others if _same_version(one, anchor))]


def _choose(field: str, ranked: Sequence[Record], together: Sequence[Record], anchor: Record) -> Choice | None:
    speakers = [record for record in ranked if field in record.values]
    if field in TRUST:
        speakers.sort(key=_rank(field))
    allowed = [record for record in together if field in record.values] if field in TOGETHER else speakers
    if not allowed:
        return None
    facts = [Fact(record.values[field], record.origin) for record in allowed]
    others = [Fact(record.values[field], record.origin) for record in speakers if record not in allowed]
    shown, why = facts[0], _why(field, allowed, anchor)
    refine = REFINE.get(field)
    if refine and shown.origin.kind != "user":
        better = refine(shown, facts[1:])
        if better != shown:
            why += "; " + REFINED[field]
        shown = better
    lost = tuple(fact for fact in (*facts, *others) if fact.origin != shown.origin)
    return Choice(shown, lost, why)


def _why(field: str, allowed: Sequence[Record], anchor: Record) -> str:
    first = allowed[0]
    if first.origin.kind == "user":
        return "the user's word"
    if field in TOGETHER and first is anchor:
        return f"with the venue of {first.origin.source}"
    if len(allowed) == 1:
        return f"{first.origin.source} alone"
    return f"{first.origin.source} before {allowed[1].origin.source}"


def _calm(shown: Fact, others: Sequence[Fact]) -> Fact:
    """Return the same title from who does not write it in capitals."""
    text = str(shown.value)
    if not is_shouted(text):
        return shown
    same = (one for one in others if folded(str(one.value)) == folded(text) and not is_shouted(str(one.value)))
    return next(same, shown)


def _exact(shown: Fact, others: Sequence[Fact]) -> Fact:
    """Return the same date from who knows it more exactly, and of which version it is."""
    for one in others:
        if isinstance(shown.value, Date) and isinstance(one.value, Date) and one.origin.source not in _MIX_VERSIONS:
            known = [part for part in shown.value if part]
            if tuple(known) == one.value[: len(known)] and sum(map(bool, one.value)) > len(known):
                shown = one
    return shown


def _full(shown: Fact, others: Sequence[Fact]) -> Fact:
    """Return the people with what the other lists know of each."""
    lists = [cast("tuple[Name, ...]", one.value) for one in (shown, *others) if isinstance(one.value, tuple)]
    return shown._replace(value=completed(lists[0], lists[1:])) if lists else shown


REFINE: Mapping[str, Callable[[Fact, Sequence[Fact]], Fact]] = {
    "title": _calm,
    "container-title": _calm,
    "issued": _exact,
    "author": _full,
    "editor": _full,
}
"""Field -> how the chosen value is made better by those that say the same."""

REFINED = {
    "title": "not in capitals",
    "container-title": "not in capitals",
    "issued": "the more exact date",
    "author": "names completed from the other records",
    "editor": "names completed from the other records",
}


def _ids(ranked: Sequence[Record]) -> tuple[Identifier, ...]:
    found = dict.fromkeys(one for record in ranked for one in record.ids)

    def order(one: Identifier) -> tuple[bool, int, str]:
        place = SCHEME_ORDER.index(one.scheme) if one.scheme in SCHEME_ORDER else len(SCHEME_ORDER)
        return (one.scheme == "doi" and is_preprint_id(one), place, one.scheme)

    return tuple(sorted(found, key=order))
