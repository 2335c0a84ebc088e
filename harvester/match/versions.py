"""Preprint or published: what a record says that it is, by its identifiers, its type and its venue."""

from __future__ import annotations

import re

from harvester.identifiers import Identifier
from harvester.record import Record

PREPRINT_SCHEMES = frozenset(("arxiv", "ssrn"))

PREPRINT_DOIS = (
    "10.48550/",  # arXiv
    "10.1101/",  # bioRxiv, medRxiv (Cold Spring Harbor's journals are told apart below)
    "10.64898/",  # bioRxiv, medRxiv since openRxiv
    "10.21203/rs.",  # Research Square
    "10.20944/preprints",  # Preprints.org
    "10.26434/chemrxiv",
    "10.36227/techrxiv",
    "10.32942/",  # EcoEvoRxiv
    "10.1590/scielopreprints",
    "10.22541/au.",  # Authorea
    "10.2139/ssrn",
    "10.7287/peerj.preprints",
    "10.1002/essoar",
    "10.14293/s2199-1006.1.sor-",  # ScienceOpen
    "10.33774/",  # Cambridge Open Engage
    "10.35542/",  # EdArXiv
    "10.55458/neurolibre",
)

REPOSITORY_DOIS = (
    "10.5281/zenodo",
    "10.6084/m9.figshare",
    "10.17605/osf.io",
    "10.13140/rg.",  # ResearchGate
    "10.17863/cam.",
    "10.3929/ethz",
    "10.5445/ir/",
    "10.18154/rwth",
    "10.7910/dvn",
    "10.5061/dryad",
    "10.1184/",
    "10.34726/",
    "10.25368/",
    "10.14279/",
)
"""A repository's DOI beside a publisher's is no conflict: the same text, deposited."""

SERVER_FIELDS = ("genre", "group-title", "archive", "publisher", "bibtex:howpublished")
"""Fields beside the venue that may name a preprint server."""

SERVERS_PUBLISHERS = frozenset(("cold spring harbor laboratory", "openrxiv", "research square platform llc"))
"""Who publishes nothing but preprints under that very name, where no journal is named."""

UNPUBLISHED = frozenset(("article", "manuscript"))
"""Types of what stands in no journal and no book (CSL: `article` is a preprint)."""

_DISCUSSION = re.compile(  # Copernicus: `acp-2016-74` and before 2016 `acpd-9-1-2009`; its articles end in the year
    r"10\.5194/(?:[a-z]+-(?:19|20)\d\d-\d+|(?:acp|amt|bg|cp|esd|essd|gmd|hess|nhess|os|tc)d-\d+-\d+-\d{4})\Z", re.I
)
_OPEN_SCIENCE = re.compile(r"10\.312(?:19|2\d|3\d)/")  # the servers of the Center for Open Science
_COLD_SPRING = re.compile(r"10\.1101/(?:gr|gad|lm|cshperspect|sqb|mcs|rna|pdb|cshlp)\b", re.I)  # journals
_SERVER = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|edarxiv|techrxiv|ssrn|corr|preprints?"
    r"|research square|authorea|eprints?|osf|open ?review|zenodo|hal)\b",
    re.I,
)
_COMPUTING_REPOSITORY = re.compile(r"\Acomputing research repository\b", re.I)  # what CoRR stands for


def is_preprint_id(identifier: Identifier) -> bool:
    """Return whether the identifier is a preprint server's."""
    if identifier.scheme == "doi":
        doi = identifier.value
        if doi.startswith(PREPRINT_DOIS):
            return not _COLD_SPRING.match(doi)
        return bool(_DISCUSSION.match(doi) or _OPEN_SCIENCE.match(doi))
    return identifier.scheme in PREPRINT_SCHEMES


def published_dois(record: Record) -> tuple[str, ...]:
    """Return the DOIs of the record that a publisher gave, not a preprint server or a repository."""
    return (
        ()
        if not record.ids
        else tuple(
            one.value
            for one in record.ids
            if one.scheme == "doi" and not is_preprint_id(one) and not one.value.startswith(REPOSITORY_DOIS)
        )
    )


def is_server(venue: str) -> bool:
    """Return whether the name is a preprint server's."""
    return bool(_SERVER.search(venue) or _COMPUTING_REPOSITORY.match(venue))


def is_preprint(record: Record) -> bool:
    """Return whether the record describes a preprint: nothing in it speaks of a publication, something of a server."""
    if published_dois(record):
        return False
    values = record.values
    venue = str(values.get("container-title", ""))
    if venue and not is_server(venue):
        return False
    if not venue and str(values.get("publisher", "")).lower() in SERVERS_PUBLISHERS:
        return True
    said = " ".join(str(values[field]) for field in SERVER_FIELDS if field in values)
    unpublished = values.get("type") in UNPUBLISHED and "publisher" not in values
    return bool(venue) or unpublished or any(map(is_preprint_id, record.ids)) or is_server(said)
