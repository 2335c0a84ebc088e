"""Who can be asked, for what, in which order. One file a service; a file is imported when it is first asked.

A fetcher is a docstring, tables and two pure functions:

    request(ids: Sequence[Identifier], asking: Asking) -> Request
    read(answer: Answer) -> Iterator[Record | Unreadable]

`read` yields a `Record` in the service's own words for each item, nothing cleaned. It yields none only where the
answer is well-formed and names the emptiness; it raises `Refused` where the question was turned down for its content
and `Unavailable` for everything else that is no answer.

A package from outside joins by an entry point of the group `harvest.fetchers`: a module as above that also holds
its row, `SERVICE`. It is asked after ours for the schemes of that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from harvester.errors import ConfigError
from harvester.identifiers import Identifier
from harvester.record import Record
from harvester.web.request import Answer, Request, Service

GROUP = "harvest.fetchers"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the service's address as configured, the user's contact and key, and people to search for."""

    base: str
    contact: str = ""
    key: str = ""
    people: tuple[str, ...] = ()


class Unreadable(NamedTuple):
    """An item that can't be read: its text, cut, and why. An id that is missing beside it may be this one."""

    raw: str
    why: str


class Fetcher(Protocol):
    """What a service's module offers."""

    def request(self, ids: Sequence[Identifier], asking: Asking) -> Request:
        """Return the one request that asks for all `ids`."""

    def read(self, answer: Answer) -> Iterator[Record | Unreadable]:
        """Yield what the service says. Raises `Refused`, `Unavailable`."""


_CROSSREF = Service(
    "crossref",
    base="https://api.crossref.org",
    variable="HARVEST_CROSSREF_URL",
    schemes=("doi",),
    batch=40,
    interval=0.34,  # lists: 3 a second for those who name a contact
    hosts=("api.crossref.org",),
    documentation="https://api.crossref.org/swagger-ui/index.html",
    alone=",",
)

_ROWS = (
    Service(
        "arxiv",
        base="https://export.arxiv.org/api/query",
        variable="HARVEST_ARXIV_URL",
        schemes=("arxiv",),
        batch=100,
        interval=3.0,
        hosts=("export.arxiv.org", "arxiv.org"),
        shut=180.0,  # "Rate exceeded." comes without Retry-After and is told of the total load: minutes, not seconds
        documentation="https://info.arxiv.org/help/api/user-manual.html",
    ),
    _CROSSREF,
    Service(
        "datacite",
        base="https://api.datacite.org",
        variable="HARVEST_DATACITE_URL",
        schemes=("doi", "arxiv"),
        batch=100,
        interval=0.6,  # 500 in 5 minutes
        hosts=("api.datacite.org",),
        documentation="https://support.datacite.org/docs/api",
        alone=",",
    ),
    Service(
        "ieee_api",
        base="https://ieeexploreapi.ieee.org/api/v1/search/articles",
        variable="HARVEST_IEEE_URL",
        schemes=("ieee",),
        interval=0.5,
        hosts=("ieeexploreapi.ieee.org",),
        key="IEEE_API_KEY",
        needs_key=True,
        documentation="https://developer.ieee.org/docs/read/Metadata_API_details",
    ),
    Service(
        "xplore",
        base="https://ieeexplore.ieee.org",
        variable="HARVEST_XPLORE_URL",
        schemes=("ieee",),
        interval=3.0,
        hosts=("ieeexplore.ieee.org",),
        retries=0,
        shut=86_400.0,
        documentation="https://ieeexplore.ieee.org/Xplorehelp",
    ),
    Service(
        "ieee_by_evidence",
        base=_CROSSREF.base,
        variable=_CROSSREF.variable,
        schemes=("ieee",),
        batch=1000,  # numbers are never sent: one search serves them all
        interval=_CROSSREF.interval,
        hosts=_CROSSREF.hosts,
        documentation=_CROSSREF.documentation,
        per_person=True,
    ),
    Service(
        "doi_org",
        base="https://doi.org",
        variable="HARVEST_DOI_URL",
        schemes=("doi",),
        interval=0.2,
        hosts=(
            "doi.org",
            "data.crosscite.org",
            "api.crossref.org",
            "api.datacite.org",
            "data.medra.org",
            "api.japanlinkcenter.org",
            "www.kisti.re.kr",
        ),
        documentation="https://citation.crosscite.org/docs.html",
    ),
    Service(
        "crossref_by_pii",
        base=_CROSSREF.base,
        variable=_CROSSREF.variable,
        schemes=("pii",),
        batch=40,
        interval=_CROSSREF.interval,
        hosts=_CROSSREF.hosts,
        documentation=_CROSSREF.documentation,
    ),
    Service(
        "semanticscholar",
        base="https://api.semanticscholar.org/graph/v1",
        variable="HARVEST_SEMANTICSCHOLAR_URL",
        schemes=("s2", "acl", "arxiv", "doi", "pmid", "pmcid"),
        batch=500,
        interval=1.0,
        hosts=("api.semanticscholar.org",),
        key="SEMANTIC_SCHOLAR_API_KEY",
        documentation="https://api.semanticscholar.org/api-docs/graph",
    ),
    Service(
        "openalex",
        base="https://api.openalex.org",
        variable="HARVEST_OPENALEX_URL",
        schemes=("openalex", "doi", "pmid", "pmcid"),
        batch=100,
        keyless=1,  # a look-up is free, a list costs
        interval=0.1,
        hosts=("api.openalex.org",),
        key="OPENALEX_API_KEY",
        documentation="https://developers.openalex.org",
        alone=",|",
    ),
    Service(
        "pubmed",
        base="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        variable="HARVEST_PUBMED_URL",
        schemes=("pmid",),
        batch=200,
        interval=0.34,
        hosts=("eutils.ncbi.nlm.nih.gov",),
        key="NCBI_API_KEY",
        documentation="https://www.ncbi.nlm.nih.gov/books/NBK25499/",
    ),
    Service(
        "idconv",
        base="https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/",
        variable="HARVEST_IDCONV_URL",
        schemes=("pmcid",),
        batch=200,
        interval=0.34,
        hosts=("pmc.ncbi.nlm.nih.gov",),
        documentation="https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/",
    ),
    Service(
        "europepmc",
        base="https://www.ebi.ac.uk/europepmc/webservices/rest",
        variable="HARVEST_EUROPEPMC_URL",
        schemes=("pmid", "pmcid"),
        batch=100,
        interval=0.2,
        hosts=("www.ebi.ac.uk",),
        documentation="https://europepmc.org/RestfulWebService",
    ),
    Service(
        "hal",
        base="https://api.archives-ouvertes.fr/search/",
        variable="HARVEST_HAL_URL",
        schemes=("hal",),
        batch=100,
        interval=1.0,
        hosts=("api.archives-ouvertes.fr", "api.hal.science"),
        documentation="https://api.archives-ouvertes.fr/docs/search",
    ),
    Service(
        "openlibrary",
        base="https://openlibrary.org",
        variable="HARVEST_OPENLIBRARY_URL",
        schemes=("isbn",),
        batch=100,
        interval=1.0,
        hosts=("openlibrary.org",),
        documentation="https://openlibrary.org/dev/docs/api/books",
    ),
    Service(
        "orcid",
        base="https://pub.orcid.org/v3.0",
        variable="HARVEST_ORCID_URL",
        schemes=("orcid",),
        interval=0.1,
        hosts=("pub.orcid.org",),
        documentation="https://info.orcid.org/documentation/api-tutorials/",
    ),
)

SERVICES: dict[str, Service] = {row.name: row for row in _ROWS}
"""Everything that is known of each service before it is asked."""

ROUTES: dict[str, tuple[str, ...]] = {
    "arxiv": ("arxiv", "datacite", "semanticscholar"),  # DataCite holds every arXiv work, as 10.48550/arXiv.…
    "doi": ("crossref", "datacite", "doi_org", "semanticscholar", "openalex"),
    "ieee": ("ieee_api", "xplore", "ieee_by_evidence"),
    "pmid": ("pubmed", "europepmc", "semanticscholar", "openalex"),
    "pmcid": ("idconv", "europepmc", "semanticscholar", "openalex"),
    "isbn": ("openlibrary",),
    "hal": ("hal",),
    "pii": ("crossref_by_pii",),
    "acl": ("semanticscholar",),
    "s2": ("semanticscholar",),
    "openalex": ("openalex",),
}
"""Scheme -> services in order; the next is asked only for what the last did not know."""


def fetcher(name: str) -> Fetcher:
    """Return the module that speaks with the service. Raises `ConfigError` where there is none."""
    if name in SERVICES:
        return cast(Fetcher, import_module(f"harvester.fetchers.{name}"))
    return _from_outside(name)


def service(name: str) -> Service:
    """Return the row of a service, ours or from outside. Raises `ConfigError` where there is none."""
    if name in SERVICES:
        return SERVICES[name]
    return cast(Service, getattr(_from_outside(name), "SERVICE"))  # noqa: B009  not part of what ours offer


def routes(others: Sequence[Service] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return ROUTES with `others` at the end of the routes of their schemes."""
    known = dict(ROUTES)
    for row in others:
        known |= {scheme: (*known.get(scheme, ()), row.name) for scheme in row.schemes}
    return known


def _from_outside(name: str) -> Fetcher:
    """Looked up only for a name that is not ours: reading the metadata of all packages costs as much as the start."""
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    if name not in found.names:
        known = ", ".join((*SERVICES, *sorted(found.names)))
        raise ConfigError(f"there is no service {name!r}", advice=f"the services are {known}")
    return cast(Fetcher, found[name].load())
