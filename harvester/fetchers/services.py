"""SERVICES, ROUTES: who can be asked, how politely, and in which order. Pure tables.

Sources of the figures: each row's `documentation`.
"""

from __future__ import annotations

from harvester.web.request import Service

_CROSSREF = Service(
    "crossref",
    base="https://api.crossref.org",
    variable="HARVEST_CROSSREF_URL",
    schemes=("doi",),
    batch=50,
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
        empty_again=True,  # a feed without entries can be a passing fault
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
        resolver=True,
    ),
    Service(
        "crossref_by_pii",
        base=_CROSSREF.base,
        variable=_CROSSREF.variable,
        schemes=("pii",),
        batch=50,
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
        by_scheme=True,
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

PUBLISHED: dict[str, tuple[str, ...]] = {
    "arxiv": ("semanticscholar", "datacite"),
    "pmid": ("europepmc",),  # preprints of works in the life sciences
}
"""Scheme -> who may know the other version of a work, where no answer names one."""

ALSO: dict[str, tuple[str, ...]] = {
    "abstract": ("semanticscholar", "openalex"),
}
"""Field -> who is asked for it, where an output wants it and no answer has it."""

FOLLOWED = ("arxiv", "doi", "pmid")
"""Schemes of the identifiers that are asked for when an answer names them as the same work."""
