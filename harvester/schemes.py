"""SCHEMES: everything that is known of an identifier scheme stands in its row, examples and refusals too.

A value's pattern holds a group `v` (or is one whole) and may hold a group `version`; all patterns ignore case.
The order of a row's links is the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harvester import canonical
from harvester.canonical import ARCHIVES, SUBJECT, same
from harvester.doi_links import DOI, DOI_LINKS, PREFIX, Link


@dataclass(frozen=True, slots=True)
class Scheme:
    """One row: `labels` are words that announce a `value` in a sentence, with `between` between them; `bare` are
    patterns of a value that needs no label, `alone` one of a value that needs none where it is all that is said;
    `name:value` and `alias:value` are read for every row.

    `soon` is what follows a label, in lower case, wherever a value does: most labels announce none.
    `url` is the address to link to, filled with what `shown` makes of a canonical value.
    """

    name: str
    title: str
    value: str
    url: str
    advice: str
    canonical: Callable[[str], str]
    examples: Mapping[str, str]
    refused: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    labels: tuple[str, ...] = ()
    between: str = ":"
    soon: str = ""
    bare: tuple[str, ...] = ()
    alone: str = ""
    shown: Callable[[str], str] = same
    aliases: tuple[str, ...] = ()


_SPACED = (  # "PMID: 1", "**PMID** 1", `pmid = {1}`, `"pmid": "1"`, "PMID:" at the end of a line
    r"(?:[ \t\xa0*_]{0,3}[:=][ \t\xa0*_]{0,3}\n[ \t>]{0,8}|[ \t\xa0:\uff1a#=\"'{*_]{0,16})"
)
_REST = r"(?:[/&].*)?"
_QUERY = r"(?:\?\w+=\S*)?"  # behind a bare DOI, where it was meant for a page

_ARXIV = rf"(?P<v>\d{{4}}\.\d{{4,5}}|(?:{ARCHIVES}){SUBJECT}/\d{{7}})(?P<version>v[1-9]\d{{0,2}})?"
_ARXIV_SAID = rf"(?:(?:{ARCHIVES}){SUBJECT}/(?=\d{{4}}\.\d))?{_ARXIV}"  # hep-th/1601.07616, as some libraries say
_ARXIV_FILE = rf"(?:\.(?:pdf|html?|ps|gz|tar|txt|bib|xml)){{0,2}}{_REST}"
_ARXIV_HOSTS = (
    "arxiv.org xxx.lanl.gov xxx.itp.ac.cn arxiv-export-lb.library.cornell.edu arxiv-export1.library.cornell.edu"
)
_ARXIV_LINKS = (
    Link(_ARXIV_HOSTS, rf"/(?:[a-z-]+/)?(?:arxiv:)?{_ARXIV}{_ARXIV_FILE}"),
    Link(_ARXIV_HOSTS, rf"/(?:ftp|PS_cache)/arxiv/(?:papers|pdf|ps)/\d{{4}}/{_ARXIV}{_ARXIV_FILE}"),
    Link(
        _ARXIV_HOSTS,
        r"/(?:ftp|PS_cache)/(?P<archive>[a-z-]+)/(?:papers|pdf|ps)/\d{4}/(?P<v>\d{7})(?P<version>v\d+)?\..*",
        value="{archive}/{v}",
    ),
    Link(_ARXIV_HOSTS, r"/(?:abs|pdf|html|format|ps|e-print|src|ftp/[a-z-]+/papers)(?:/.*)?", value=""),
    Link(_ARXIV_HOSTS, rf".*\?{_ARXIV}", "id_list"),
    Link(_ARXIV_HOSTS, rf".*\?oai:arxiv\.org:{_ARXIV}", "identifier"),
    Link("ar5iv.org alphaxiv.org front.math.ucdavis.edu", rf"/(?:[a-z]+/)?(?:arxiv:)?{_ARXIV}{_ARXIV_FILE}"),
    Link("ar5iv.org alphaxiv.org", r"/(?:abs|pdf|html|overview)/.*", value=""),
    Link("huggingface.co hf.co arxiv-vanity.com emergentmind.com", rf"/papers/{_ARXIV}(?:\.md)?{_REST}"),
    Link(
        "scirate.com papers.cool inspirehep.net semanticscholar.org catalyzex.com arxiv-sanity-lite.com",
        rf"(?:/[a-z]+){{0,2}}/arxiv[/:]{_ARXIV}{_REST}",
    ),
    Link(
        "api.semanticscholar.org adsabs.harvard.edu scixplorer.org doi.org",
        rf"(?:.*)/arxiv:{_ARXIV}{_REST}",
    ),
    Link("adsabs.harvard.edu scixplorer.org", r".*/\d{4}arxiv(?P<y>\d{4})(?P<n>\d{5})[a-z.](?:/.*)?", value="{y}.{n}"),
    Link("adsabs.harvard.edu scixplorer.org", r".*/\d{4}arxiv(?P<v>\d{4}\.\d{4})[a-z.](?:/.*)?"),
    Link("adsabs.harvard.edu", rf".*\?(?:arxiv:)?{_ARXIV}", param="eprintid"),
    Link("*", rf"(?:.*[/:=])?10\.48550/arxiv[.:]{_ARXIV}(?:\.pdf)?{_REST}", holds="10.48550/"),
    Link("*", rf".*\?(?:doi:)?10\.48550/arxiv[.:]{_ARXIV}", param="doi"),
    Link("*", r"(?:.*[/:=])?10\.48550/arxiv[.:].*", value="", holds="10.48550/"),
)

_IEEE = "ieeexplore.ieee.org xplorestaging.ieee.org"
_S2_HOSTS = "semanticscholar.org"
_NCBI = "ncbi.nlm.nih.gov"
_HAL = r"(?P<v>[a-z][a-z\d_-]{1,30}[-_]\d{8})(?P<version>v\d{1,3})?"
_HANDLE = r"[^\s?#%,;<>\"'{}|\\^`]*\w"
_GAP = r"[ \xa0\u2010-\u2013-]?"
_ISBN = rf"97[89](?:{_GAP}\d){{9}}{_GAP}\d|\d(?:{_GAP}\d){{8}}{_GAP}[\dX]"
_CVF_STEM = r"[\w.,'()+-]+?_(?:(?:CVPR|ICCV|WACV|ECCV|ACCV)W?_\d{4}|201[345]_(?:CVPR|ICCV))"


def _neurips_shown(value: str) -> str:
    """Return the path of a NeurIPS paper: `2017/hash/…-Abstract.html`, or the old number alone."""
    year, _, name = value.partition("/")
    paper, _, round_ = name.partition("-")
    if year == "paper":
        return (
            f"{name}-paper" if name[:2] in ("19", "20") and len(name) == 4 else name
        )  # /paper/2017 is that year's list
    return f"{year}/hash/{paper}-Abstract{'-' + round_ if round_ else ''}.html"


def _cvf_shown(value: str) -> str:
    """Return the path of a CVF paper; only a workshop's folder stands in the value."""
    folder, _, stem = value.rpartition("/")
    *_, meeting, year = stem.split("_")
    if meeting.isdigit():  # until 2015
        meeting, year = year, meeting
    if not folder and int(year) > 2020:
        folder = f"content/{meeting}{year}"
    elif not folder:
        old = meeting.lower() if int(year) < 2019 and meeting in ("CVPR", "ICCV") else meeting
        folder = f"content_{old}_{year}"
    year_folder, _, part = folder.partition("/")
    if year_folder.startswith("content_") and year_folder[-6:-4] == "W_":  # 2019 and 2020 put the workshop last
        return f"{year_folder}/html/{part}/{stem}_paper.html"
    return f"{folder}/html/{stem}_paper.html"


SCHEMES = (
    Scheme(
        "arxiv",
        "arXiv id",
        value=_ARXIV_SAID,
        url="https://arxiv.org/abs/{}",
        advice="four digits, a dot, then four or five digits; or an archive's name, a slash and seven digits",
        canonical=canonical.arxiv,
        labels=("arxiv", "corr", "eprint"),
        between=r"(?<=eprint)[ \t]*=[ \t]*[{\"']?|(?<=corr)[ ,\xa0]{1,3}abs/"
        r"|(?<=arxiv)(?:\.org)?(?:[ _-](?:preprints?|e-?prints?,?|id|number|no\.?))?" + _SPACED + r"(?:abs/)?",
        soon=r"[^\n\d/]{0,32}+(?:\n[ \t>]{0,8}+)?/?\d{4}(?:\.\d{4}|\d{3})",
        bare=(
            rf"(?P<v>(?:{ARCHIVES}){SUBJECT}/\d{{7}})(?P<version>v[1-9]\d?)?(?![\w/]|\.\w)",
            rf"10\.48550/arxiv[.:]{_ARXIV}(?!\w)",
        ),
        links=_ARXIV_LINKS,
        examples={
            "arXiv:2202.00282": "2202.00282",
            "arxiv:0704.0001v2": "0704.0001",
            "arXiv 1711.11017": "1711.11017",
            "arXiv:math.GT/0309136": "math/0309136",
            "hep-th/9901001v3": "hep-th/9901001",
            "https://arxiv.org/abs/2202.00282v2": "2202.00282",
            "https://arxiv.org/pdf/2202.00282.pdf": "2202.00282",
            "http://www.arxiv.org/html/2308.12075v2#S3": "2308.12075",
            "http://export.arxiv.org/abs/math/0309136": "math/0309136",
            "https://arxiv.org/ftp/arxiv/papers/2202/2202.00282.pdf": "2202.00282",
            "https://arxiv.org/ftp/math/papers/0309/0309136.pdf": "math/0309136",
            "https://www.alphaxiv.org/abs/2202.00282": "2202.00282",
            "https://ar5iv.labs.arxiv.org/html/2202.00282": "2202.00282",
            "https://huggingface.co/papers/2202.00282": "2202.00282",
            "https://doi.org/10.48550/arXiv.2202.00282": "2202.00282",
            "10.48550/arxiv.math/0309136": "math/0309136",
        },
        refused=(
            "2202.00282",
            "2022.00282",
            "arXiv:2213.00282",
            "arXiv:2202.0028",
            "arXiv:1412.00001",
            "arXiv:22o2.00282",
            "arXiv:2202.00000",
            "arXiv:cond-art/9901001",
            "https://arxiv.org/a/lastname_f_1",
            "https://arxiv.org/list/cs.LG/recent",
            "https://arxiv.org/abs/22o2.00282",
        ),
    ),
    Scheme(
        "doi",
        "DOI",
        value=rf"(?P<v>{PREFIX}(?:(?!\?\w+=)\S)+|10/[a-z0-9]{{2,}}){_QUERY}",
        url="https://doi.org/{}",
        advice="10., four or more digits, a slash, then what the publisher chose",
        canonical=canonical.doi,
        labels=("doi",),
        between=_SPACED + "/?",
        soon=r"[^\n\d]{0,12}+(?:\n[ \t>]{0,8}+)?10/",
        bare=(
            r"(?!10\.(?:19|20)\d\d/(?:\d{1,2}(?:\.(?:19|20)\d\d)?)?$)" + DOI + _QUERY + "$",
            r"(?P<v>10/(?=[a-z]+\d[a-z0-9]*[a-z])[a-z0-9]{4,8})$",
        ),  # not 10.2021/12.2021, two months; not 10/page2
        links=DOI_LINKS,
        examples={
            "10.1145/3448016.3452841": "10.1145/3448016.3452841",
            "doi:10.1038/NATURE14539": "10.1038/nature14539",
            "https://doi.org/10.1000%2F456%23789": "10.1000/456#789",
            "https://doi.org/10/gf4tj2": "10/gf4tj2",
            "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O": (
                "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
            ),
            "https://dl.acm.org/doi/abs/10.1145/3448016.3452841": "10.1145/3448016.3452841",
            "https://link.springer.com/chapter/10.1007/978-3-030-58452-8_13#citeas": "10.1007/978-3-030-58452-8_13",
            "https://onlinelibrary.wiley.com/doi/10.1111/cgf.14000/abstract": "10.1111/cgf.14000",
            "https://www.nature.com/articles/s41586-019-1666-5.pdf": "10.1038/s41586-019-1666-5",
            "https://www.frontiersin.org/articles/10.3389/fnins.2022.812345/full": "10.3389/fnins.2022.812345",
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000308": "10.1371/journal.pone.0000308",
            "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf": "10.1101/2020.01.02.123456",
            "https://zenodo.org/records/1234567": "10.5281/zenodo.1234567",
            "https://osf.io/preprints/psyarxiv/abc12": "10.31234/osf.io/abc12",
            "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102": "10.1103/physrevlett.116.061102",
            "https://iopscience.iop.org/article/10.1088/1742-6596/123/1/012001/pdf": "10.1088/1742-6596/123/1/012001",
            "https://academic.oup.com/nar/article/doi/10.1093/nar/gkaa123/5740637": "10.1093/nar/gkaa123",
            "https://elifesciences.org/articles/12345": "10.7554/elife.12345",
        },
        refused=(
            "10/12",
            "10.5",
            "10.1145",
            "10.1145/",
            "doi:",
            "https://doi.org/",
            "https://doi.org/garbage",
            "https://dl.acm.org/citation.cfm?id=1234567",
            "https://www.mdpi.com/2072-4292/12/1",
            "https://onlinelibrary.wiley.com/journal/10.1111/(ISSN)1467-8659",
        ),
    ),
    Scheme(
        "ieee",
        "IEEE document number",
        value=r"0*(?P<v>[1-9]\d{0,8})",
        url="https://ieeexplore.ieee.org/document/{}",
        advice="the number at the end of ieeexplore.ieee.org/document/…",
        canonical=canonical.number,
        labels=("ieee",),
        between=r":(?=0*[1-9]\d{4})",  # no year, no standard
        links=(
            Link(_IEEE, r"(?:/[\w-]+)*/document/0*(?P<v>[1-9]\d{0,8})(?:[/;&].*)?"),
            Link(
                _IEEE,
                r"/(?:stamp|stampPDF|xpls?|ielx?\d*|iel|search|abstract|document|Xplore|rest|servlet|login|lpdocs)\b.*\?0*(?P<v>[1-9]\d{0,8})/?",
                "arnumber",
            ),
            Link(_IEEE, r"/ie[li][a-z]*\d*/(?:[\w-]+/)*0*(?P<v>[1-9]\d{0,8})(?:-aam)?\.pdf/?"),
            Link(_IEEE, r"/.*\.jsp\?(?:[\w-]*/)*0*(?P<v>[1-9]\d{0,8})\.pdf", "arnumber"),
            Link(_IEEE, r"/.*\.jsp\?0*(?P<v>[1-9]\d{0,8})\.pdf", "filename"),
            Link(
                _IEEE,
                r"/(?:(?:abstract|rest)/)?(?:document|stamp|stampPDF|ielx?\d+)\b.*|/xpls/.*|/xpl/articleDetails\.jsp",
                value="",
            ),
        ),
        examples={
            "https://ieeexplore.ieee.org/document/9763007": "9763007",
            "ieee:09763007": "9763007",
            "https://ieeexplore.ieee.org/abstract/document/9763007/authors#authors": "9763007",
            "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&amp;arnumber=09763007": "9763007",
            "https://ieeexplore.ieee.org/ielx7/6570655/9660819/09763007.pdf": "9763007",
            "http://ieeexplore.ieee.org/xpls/abs_all.jsp?arnumber=1203662": "1203662",
            "http://ieeexplore.ieee.org/xpl/articleDetails.jsp?tp=&arnumber=1203662&queryText=x": "1203662",
            "https://ieeexplore-ieee-org.proxy.lib.example.edu/document/9763007": "9763007",
        },
        refused=(
            "9763007",
            "IEEE 754",
            "ieee:802.11",
            "https://ieeexplore.ieee.org/author/37085386252",
            "https://ieeexplore.ieee.org/document/",
            "https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=5962385",
        ),
    ),
    Scheme(
        "pmid",
        "PubMed id",
        value=r"0*(?P<v>[1-9]\d{0,7})",
        url="https://pubmed.ncbi.nlm.nih.gov/{}",
        advice="one to eight digits, as in PMID: 26017442",
        canonical=canonical.number,
        labels=("pmid", "pmids", "pubmed"),
        between=r"(?:[ _-]?id)?(?:" + _SPACED + r"|\||- )",  # {{PMID|1}}, MEDLINE's "PMID- 1"
        aliases=("pubmed",),
        links=(
            Link("pubmed.ncbi.nlm.nih.gov pubmed.gov", r"/0*(?P<v>[1-9]\d{0,7})(?:/(?!\d).*|/?|\..*)"),
            Link("pubmed.ncbi.nlm.nih.gov", r"/\d.*", value=""),
            Link(_NCBI, r"(?:/m)?/pubmed/0*(?P<v>[1-9]\d{0,7})(?:/.*)?"),
            Link(_NCBI, r"(?:/pubmed)?/?\?0*(?P<v>[1-9]\d{0,7})(?: ?\[(?:uid|pmid)\])?", "term"),
            Link(_NCBI, r"/(?:entrez|sites|pubmed)\b.*\?0*(?P<v>[1-9]\d{0,7})", "list_uids"),
            Link(_NCBI, r"(?:/pmc)?/articles/pmid/(?P<v>[1-9]\d{0,7})(?:/.*)?"),
            Link("europepmc.org", r"/(?:article|abstract)/med/(?P<v>[1-9]\d{0,7})(?:[/?].*)?"),
            Link("*", r"/cgi/(?:external_ref|pmidlookup).*\?0*(?P<v>[1-9]\d{0,7})", "pmid"),
            Link("api.semanticscholar.org api.openalex.org", r"(?:/.*)?/pmid:(?P<v>[1-9]\d{0,7})(?:/.*)?"),
        ),
        examples={
            "https://pubmed.ncbi.nlm.nih.gov/26017442/": "26017442",
            "PMID: 26017442": "26017442",
            "https://www.ncbi.nlm.nih.gov/pubmed/26017442": "26017442",
            "pubmed:26017442": "26017442",
            "https://europepmc.org/article/MED/26017442": "26017442",
        },
        refused=("26017442", "PMID: 0", "https://pubmed.ncbi.nlm.nih.gov/?term=Smith+J", "PMID: 123456789"),
    ),
    Scheme(
        "pmcid",
        "PubMed Central id",
        value=r"(?P<v>(?:PMC)?\d{1,8})(?:\.\d{1,2})?",
        url="https://pmc.ncbi.nlm.nih.gov/articles/{}/",
        advice="PMC and digits, as in PMC6283521",
        canonical=canonical.pmcid,
        labels=("pmcid", "pmc", "pubmed central"),
        between=r"(?:[ _-]?id)?(?:[ \t\xa0*_\"']{0,3}[:=][ \t\xa0*_\"'{]{0,3}|[ \xa0]{1,2}(?=PMC|\d{7}))",
        soon=r"\d{5}|(?:[ _-]?id)?[ \t\xa0*_\"']{0,3}[:=][ \t\xa0*_\"'{]{0,3}(?:pmc)?\d|[ \xa0]{1,2}(?:pmc\d|\d{7})",
        aliases=("pmc",),
        bare=(r"(?P<v>PMC\d{5,8})(?:\.\d{1,2})?(?![\w-])",),
        links=(
            Link("pmc.ncbi.nlm.nih.gov", r"/(?:articles/(?:PMC)?|PMC)(?P<v>\d{1,8})(?:\.\d+)?(?:/.*)?"),
            Link(
                f"{_NCBI} pubmedcentral.nih.gov",
                r"(?:/labs)?/pmc/articles/(?P<v>(?:PMC)?\d{1,8})(?:\.\d+)?(?:/.*)?",
            ),
            Link(_NCBI, r"(?:/labs)?/pmc/articles/(?!pmid/|instance/).+", value=""),
            Link("europepmc.org ukpmc.ac.uk", r"/(?:articles?|abstract)/(?:pmc/)?(?P<v>PMC\d{1,8})(?:[/?].*)?"),
            Link("europepmc.org", r"/(?:articles?|abstract)/pmc/(?P<v>\d{1,8})(?:[/?].*)?"),
            Link("europepmc.org", r"/.*\?(?P<v>PMC\d{1,8})", "accid"),
            Link("europepmc.org", r"/.*\?(?P<v>PMC\d{1,8})", "articles"),
            Link("pubmedcentralcanada.ca", r"/pmcc/articles/(?P<v>PMC\d{1,8})(?:/.*)?"),
            Link("api.semanticscholar.org api.openalex.org", r"(?:/.*)?/pmcid:(?P<v>(?:PMC)?\d{1,8})(?:/.*)?"),
            Link("pubmedcentral.nih.gov pubmedcentral.gov", r"/.*\?(?P<v>(?:PMC)?\d{1,8})", "artid"),
        ),
        examples={
            "PMC6283521": "PMC6283521",
            "PMCID: PMC6283521": "PMC6283521",
            "pmc:6283521": "PMC6283521",
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6283521/pdf/main.pdf": "PMC6283521",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC6283521/": "PMC6283521",
            "https://europepmc.org/articles/PMC6283521": "PMC6283521",
        },
        refused=("PMC", "PMC12", "PMC-6283521", "https://www.ncbi.nlm.nih.gov/pmc/about/intro/"),
    ),
    Scheme(
        "isbn",
        "ISBN",
        value=rf"(?P<v>{_ISBN})",
        url="https://openlibrary.org/isbn/{}",
        advice="ten or thirteen digits, of which the last one proves the others",
        canonical=canonical.isbn,
        labels=("isbn", "isbns", "e-isbn", "eisbn"),
        between=r"(?:[ -]?1[03](?=[:= ]))?(?: ?\([^()\n]{1,20}\))?" + _SPACED,
        soon=r"(?:[ -]?1[03])?[^\n\d]{0,32}+(?:\n[ \t>]{0,8}+)?\d[^a-wyz\n]{8}",
        alone=rf"(?P<v>97[89](?:{_GAP}\d){{9}}{_GAP}\d|\d{{1,5}}-\d{{1,7}}-\d{{1,7}}-[\dX])",
        links=(
            Link(
                "openlibrary.org worldcat.org isbnsearch.org goodreads.com librarything.com bookfinder.com",
                rf"/(?:\w+/)?isbn[/:](?P<v>{_ISBN})(?:/.*)?",
            ),
            Link("books.google. google.", rf"/books\b.*\?(?:isbn)?:?(?P<v>{_ISBN})", "vid"),
            Link("*", rf".*\?(?P<v>{_ISBN})", "isbn"),
            *(Link("*", rf"(?:/.*)?/isbn[-:/_=](?P<v>{_ISBN})(?:[/.].*)?", holds=word) for word in ("/isbn", "/ISBN")),
            Link("amazon.", r"(?:/.*)?/(?:dp|gp/product|gp/aw/d|o/ASIN|exec/obidos/ASIN)/(?P<v>\d{9}[\dX])(?:/.*)?"),
            Link("wikipedia.org", rf"/wiki/[^/]+:[^/]+/(?P<v>{_ISBN})/?"),  # Special:BookSources, in any language
            Link("barnesandnoble.com", r"/.*\?(?P<v>97[89]\d{10})", "ean"),
            Link(
                "springer.com sciencedirect.com cambridge.org mitpress.mit.edu elsevier.com oreilly.com "
                "global.oup.com routledge.com taylorfrancis.com crcpress.com wiley.com bookshop.org abebooks.com "
                "isbndb.com manning.com penguinrandomhouse.com press.princeton.edu hup.harvard.edu press.uchicago.edu "
                "nap.edu degruyter.com cup.columbia.edu accessengineeringlibrary.com accessscience.com",
                r"(?:/(?!10\.)[\w.-]+)*?/(?:[\w-]+-)?(?P<v>97[89]-?(?:\d-?){9}\d)(?:\.(?:html?|do|aspx?))?(?:[/#].*)?",
            ),
        ),
        examples={
            "ISBN 978-3-16-148410-0": "9783161484100",
            "ISBN-10: 0-262-03561-8": "9780262035613",
            "isbn:9780262035613": "9780262035613",
            "https://openlibrary.org/isbn/9780262035613": "9780262035613",
            "https://www.amazon.com/Deep-Learning/dp/0262035618/ref=sr_1_1": "9780262035613",
            "https://mitpress.mit.edu/9780262035613/deep-learning/": "9780262035613",
        },
        refused=("ISBN 978-3-16-148410-1", "0262035618", "+1 978 316 1484", "https://www.amazon.com/dp/B00005N5PF"),
    ),
    Scheme(
        "acl",
        "ACL Anthology id",
        value=r"(?P<v>[a-z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4})(?:v\d{1,2})?",
        url="https://aclanthology.org/{}",
        advice="P19-1001 or 2020.acl-main.1",
        canonical=canonical.acl,
        labels=("acl", "aclanthology"),
        alone=r"(?P<v>[a-z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4})",
        links=(
            Link(
                "aclanthology.org aclanthology.info aclanthology.coli.uni-saarland.de aclweb.org",
                r"(?:/anthology(?:-new|-files)?)?(?:/papers|/pdf|/attachments)?(?:/[a-z]/[a-z]\d\d|/[a-z]\d\d-\d{4})?/"
                r"(?P<v>[a-z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4})(?:v\d{1,2})?"
                r"(?:(?:\.\w{1,20}){0,2}\.(?:pdf|bib|xml|endf|html|zip|tgz|pptx?))?/?",
            ),
            Link(
                "api.semanticscholar.org",
                r"(?:/.*)?/acl:(?P<v>[a-z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4})(?:/.*)?",
            ),
            Link("aclanthology.info", r"/papers/(?P<v>[a-z]\d\d-\d{4})/[a-z0-9-]+"),
            Link("aclanthology.org", r"/(?:[a-z]\d\d-\w+|\d{4}\.[\w-]+\.\w+)(?:\.pdf)?/?", value=""),
        ),
        examples={
            "https://aclanthology.org/2020.acl-main.1/": "2020.acl-main.1",
            "https://aclanthology.org/N19-1423.pdf": "N19-1423",
            "https://www.aclweb.org/anthology/P19-1001v2.pdf": "P19-1001",
            "acl:N19-1423": "N19-1423",
            "http://aclweb.org/anthology/P/P16/P16-1001.pdf": "P16-1001",
        },
        refused=(
            "N19-142",
            "https://aclanthology.org/volumes/2020.acl-main/",
            "https://aclanthology.org/people/a/a-b/",
        ),
    ),
    Scheme(
        "openreview",
        "OpenReview id",
        value=r"(?P<v>[\w-]{8,24})",
        url="https://openreview.net/forum?id={}",
        advice="what follows openreview.net/forum?id=",
        canonical=canonical.same,
        labels=("openreview",),
        between=r":(?=[\w-]*(?-i:[A-Z\d]))",
        links=(
            Link("openreview.net", r"/(?:forum|pdf|attachment|revisions)/?\?(?P<v>[\w-]{8,24})(?:\.pdf)?", "id"),
            Link("openreview.net", r"/(?:forum|pdf)(?:/.*)?", value=""),
        ),
        examples={
            "https://openreview.net/forum?id=YicbFdNTTy": "YicbFdNTTy",
            "openreview:rJl-b3RcF7": "rJl-b3RcF7",
            "https://openreview.net/pdf?id=YicbFdNTTy": "YicbFdNTTy",
            "https://openreview.net/forum?id=YicbFdNTTy&noteId=abc": "YicbFdNTTy",
        },
        refused=(
            "https://openreview.net/group?id=ICLR.cc/2021",
            "https://openreview.net/profile?id=~A_B1",
            "https://openreview.net/forum",
        ),
    ),
    Scheme(
        "pmlr",
        "PMLR paper",
        value=r"(?P<v>[vr]\d{1,3}/[a-z][\w-]*)",
        url="https://proceedings.mlr.press/{}.html",
        advice="volume and paper, as in v97/tan19a",
        canonical=canonical.pmlr,
        labels=("pmlr",),
        links=(
            Link("proceedings.mlr.press", r"/(?P<v>[vr]\d{1,3}/[a-z][a-z_-]*\d\d[a-z]*\d?)(?:[/.].*)?"),
            Link(
                "jmlr.org jmlr.csail.mit.edu", r"/proceedings/papers/(?P<v>v\d{1,3}/[a-z][a-z_-]*\d\d[a-z]?)(?:[/.].*)?"
            ),
            Link(
                "raw.githubusercontent.com",
                r"/mlresearch/(?P<n>v\d{1,3})/[\w/]+?/assets/(?P<v>[\w-]+)/.*",
                value="{n}/{v}",
            ),
        ),
        examples={
            "https://proceedings.mlr.press/v97/tan19a.html": "v97/tan19a",
            "http://proceedings.mlr.press/v97/tan19a/tan19a.pdf": "v97/tan19a",
            "pmlr:v97/tan19a": "v97/tan19a",
        },
        refused=("https://proceedings.mlr.press/v97/", "v97/tan19a", "PMLR 97"),
    ),
    Scheme(
        "neurips",
        "NeurIPS paper",
        value=r"(?P<v>\d{4}/[0-9a-f]{32}(?:-round\d)?|paper/[1-9]\d{0,3})",
        url="https://proceedings.neurips.cc/paper/{}",
        advice="year and 32 digits, as in 2017/3f5ee243547dee91fbd053c1c4a845aa",
        canonical=str.lower,
        labels=("neurips", "nips"),
        links=(
            Link(
                "neurips.cc nips.cc",
                r"(?:/paper_files)?/paper/(?P<y>\d{4})/(?:hash|file)/(?P<v>[0-9a-f]{32})-\w+-(?P<r>round\d)\..*",
                value="{y}/{v}-{r}",
            ),
            Link(
                "neurips.cc nips.cc",
                r"(?:/paper_files)?/paper/(?P<y>\d{4})/(?:hash|file)/(?P<v>[0-9a-f]{32})(?:[-.].*)?",
                value="{y}/{v}",
            ),
            Link(
                "papers.nips.cc papers.neurips.cc proceedings.neurips.cc",
                r"/paper/(?!(?:19|20)\d\d/?$)(?P<v>[1-9]\d{0,3})(?:[-.].*)?/?",
                value="paper/{v}",
            ),
        ),
        shown=_neurips_shown,
        examples={
            "https://proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html": (
                "2017/3f5ee243547dee91fbd053c1c4a845aa"
            ),
            "https://papers.nips.cc/paper_files/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-Paper.pdf": (
                "2017/3f5ee243547dee91fbd053c1c4a845aa"
            ),
            "https://papers.nips.cc/paper/7181-attention-is-all-you-need": "paper/7181",
        },
        refused=("NIPS 2017", "https://neurips.cc/Conferences/2021"),
    ),
    Scheme(
        "cvf",
        "CVF paper",
        value=rf"(?P<v>(?:content[\w/]*/)?{_CVF_STEM})(?:_paper)?(?:\.html|\.pdf)?",
        url="https://openaccess.thecvf.com/{}",
        advice="the name of its page, as in He_Deep_Residual_CVPR_2016",
        canonical=canonical.same,
        labels=("cvf",),
        links=(
            Link(
                "openaccess.thecvf.com cv-foundation.org",
                rf"(?:/openaccess)?/(?P<folder>content/\w+W/\w+(?!/s)|content_\w+_workshops/\w+)/(?:html|papers|supplemental)/(?P<v>{_CVF_STEM})_\w+(?:\.(?:html|pdf))?",
                value="{folder}/{v}",
            ),
            Link(
                "openaccess.thecvf.com cv-foundation.org",
                rf"(?:/openaccess)?/content(?:_\w+|/\w+(?!/s))/(?:html|papers|supplemental)/(?P<v>{_CVF_STEM})_\w+(?:\.(?:html|pdf))?",
            ),
            Link(
                "openaccess.thecvf.com",
                rf"/(?P<folder>content_\w+W_\d{{4}})/(?:html|papers|supplemental)/(?P<part>\w+)/(?P<v>{_CVF_STEM})_\w+(?:\.(?:html|pdf))?",
                value="{folder}/{part}/{v}",
            ),
            Link("openaccess.thecvf.com", r"/content(?:_\w+|/\w+)/(?:html|papers)/.+", value=""),
        ),
        shown=_cvf_shown,
        examples={
            "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_CVPR_2016_paper.html": (
                "He_Deep_Residual_CVPR_2016"
            ),
            "https://openaccess.thecvf.com/content/CVPR2021/papers/Doe_A_Model_CVPR_2021_paper.pdf": (
                "Doe_A_Model_CVPR_2021"
            ),
            "https://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/He_Deep_Residual_CVPR_2016_paper.pdf": (
                "He_Deep_Residual_CVPR_2016"
            ),
        },
        refused=("https://openaccess.thecvf.com/CVPR2021", "https://openaccess.thecvf.com/menu"),
    ),
    Scheme(
        "jmlr",
        "JMLR paper",
        value=r"(?P<v>v\d{1,3}/[a-z0-9][\w-]*)",
        url="https://jmlr.org/papers/{}.html",
        advice="volume and paper, as in v15/srivastava14a",
        canonical=str.lower,
        labels=("jmlr",),
        links=(
            Link(
                "jmlr.org jmlr.csail.mit.edu",
                r"(?:/beta)?/papers/(?P<v>v\d{1,3}/(?=[a-z-]*\d)[a-z0-9][a-z0-9-]*)(?:\.html?)?/?",
            ),
            Link(
                "jmlr.org jmlr.csail.mit.edu",
                r"(?:/beta)?/papers/v(?:olume)?(?P<n>\d{1,3})/(?P<v>(?=[a-z-]*\d)[a-z0-9][a-z0-9-]*?)(?:\.old)?(?:\.pdf|\.bib|(?:/[a-z0-9._-]+){0,3})",
                value="v{n}/{v}",
            ),
        ),
        examples={
            "https://jmlr.org/papers/v15/srivastava14a.html": "v15/srivastava14a",
            "jmlr:v20/18-123": "v20/18-123",
            "http://www.jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf": "v15/srivastava14a",
        },
        refused=("https://jmlr.org/papers/v15/", "https://jmlr.org/papers/", "https://jmlr.org/mloss/"),
    ),
    Scheme(
        "dblp",
        "DBLP record key",
        value=r"(?P<v>(?:conf|journals|books|phd|series|reference|tr|www|data)/[\w-]+/[\w-]+(?:/[\w-]+)?)",
        url="https://dblp.org/rec/{}",
        advice="as in conf/nips/VaswaniSPUJGKP17",
        canonical=canonical.same,
        labels=("dblp",),
        links=(
            Link(
                "dblp.org uni-trier.de dblp.dagstuhl.de dblp.com",
                r"/rec/(?:(?:bibtex|html|xml|rdf|bib[0-2]?|ris|nt)/)?"
                r"(?P<v>(?:conf|journals|books|phd|series|reference|tr|www|data)/[\w-]+/[\w-]+(?:/[\w-]+)?)(?:\.[a-z]+)?/?",
            ),
            Link("dblp.org dblp.uni-trier.de", r"/rec/(?!homepages/).+", value=""),
        ),
        examples={
            "https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html": "conf/nips/VaswaniSPUJGKP17",
            "https://dblp.uni-trier.de/rec/bibtex/journals/nature/LeCunBH15": "journals/nature/LeCunBH15",
            "DBLP:conf/nips/VaswaniSPUJGKP17": "conf/nips/VaswaniSPUJGKP17",
        },
        refused=("https://dblp.org/pid/56/953.html", "https://dblp.org/db/conf/nips/nips2017.html", "conf/nips/X"),
    ),
    Scheme(
        "hal",
        "HAL id",
        value=_HAL,
        url="https://hal.science/{}",
        advice="as in hal-01184303",
        canonical=str.lower,
        labels=("hal",),
        between=r"(?:[ -]id)?[ \t\xa0]{0,2}:[ \t\xa0]{0,2}",
        soon=r"-\d{8}|(?:[ -]id)?[ \t\xa0]{0,2}:[ \t\xa0]{0,2}[a-z][a-z\d_-]{1,30}[-_]\d{8}",
        bare=(
            r"(?P<v>(?:hal|tel|inria|halshs|inserm|pasteur|cea|lirmm|insu|ensl|dumas|cel|in2p3|jpa|halsde|hprints|ineris|"
            r"pastel|edutice|medihal)-\d{8})"
            r"(?P<version>v\d{1,3})?(?![\w-]|\.[a-z])",
        ),
        links=(  # before the id may stand the name of a collection
            Link("hal.science archives-ouvertes.fr ccsd.cnrs.fr hal.", rf"(?:/[a-z\d_-]+)?/{_HAL}(?:[/&.].*)?"),
        ),
        examples={
            "hal-01184303": "hal-01184303",
            "https://hal.science/hal-01184303v2/document": "hal-01184303",
            "https://tel.archives-ouvertes.fr/tel-00123456": "tel-00123456",
            "https://hal.inria.fr/inria-00123456/": "inria-00123456",
            "https://hal.science/in2p3-00024797": "in2p3-00024797",
        },
        refused=("hal-9000", "https://hal.science/search/index/?q=x", "https://cv.hal.science/jane-doe"),
    ),
    Scheme(
        "ssrn",
        "SSRN id",
        value=r"0*(?P<v>[1-9]\d{4,7})",
        url="https://papers.ssrn.com/sol3/papers.cfm?abstract_id={}",
        advice="the number behind abstract_id=",
        canonical=canonical.number,
        labels=("ssrn",),
        between=r"(?:[ \t\xa0-]?(?:id|abstract|no\.?))?[ \t\xa0]?[:#=]?[ \t\xa0]?(?=\d{6})",
        soon=r"[^\n\d]{0,16}+\d{6}",
        links=(
            Link("ssrn.com", r"/sol3/.*\?(?P<v>[1-9]\d{2,7})", "abstract_id"),
            Link("ssrn.com", r"/sol3/.*\?(?P<v>[1-9]\d{2,7})", "abstractid"),
            Link("ssrn.com", r"(?:/sol3)?/abstract(?:_id)?[=/](?P<v>[1-9]\d{2,7})/?"),
            Link("ssrn.com", r"/sol3/(?:papers|delivery)\.cfm(?:/.*)?", value=""),
        ),
        examples={
            "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567": "1234567",
            "SSRN 1234567": "1234567",
            "https://ssrn.com/abstract=1234567": "1234567",
        },
        refused=("SSRN 2020", "https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id=123"),
    ),
    Scheme(
        "s2",
        "Semantic Scholar id",
        value=r"(?P<v>[0-9a-f]{40}|(?:CorpusID: ?)?\d{1,10})",
        url="https://api.semanticscholar.org/{}",
        advice="40 hexadecimal digits, or CorpusID: and a number",
        canonical=canonical.s2,
        labels=("s2", "corpusid", "s2cid", "corpus id"),
        between=r"(?<=s2):(?=[\da-f]{40}|corpus)|(?<!s2)[ \t\xa0]?[:=]?[ \t\xa0]?(?=\d{3})",  # no "Figure S2: 12"
        soon=r"[ \t\xa0]?[:=]?[ \t\xa0]?(?:corpusid|[\da-f]{40}|\d{3})",
        links=(
            Link(_S2_HOSTS, r"/(?:paper|reader)/(?:.*/)?(?P<v>[0-9a-f]{40})(?:/.*)?"),
            Link(_S2_HOSTS, r"(?:/.*)?/(?P<v>corpusid:\d{1,10}|[0-9a-f]{40})(?:/.*)?"),
            Link(_S2_HOSTS, r"/p/(?P<v>\d{1,10})/?"),
            Link(_S2_HOSTS, r"/paper/.+", value=""),
            Link("pdfs.semanticscholar.org", r"/(?P<a>[0-9a-f]{4})/(?P<v>[0-9a-f]{36})\.pdf", value="{a}{v}"),
            Link("connectedpapers.com", r"/main/(?P<v>[0-9a-f]{40})(?:/.*)?"),
        ),
        examples={
            "https://www.semanticscholar.org/paper/Attention/204e3073870fae3d05bcbc2f6a8e263d9b72e776": (
                "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
            ),
            "CorpusID:13756489": "CorpusID:13756489",
            "https://api.semanticscholar.org/CorpusID:13756489": "CorpusID:13756489",
            "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776": "204e3073870fae3d05bcbc2f6a8e263d9b72e776",
        },
        refused=("204e3073870fae3d05bcbc2f6a8e263d9b72e776", "https://www.semanticscholar.org/author/A-B/1234567"),
    ),
    Scheme(
        "openalex",
        "OpenAlex work",
        value=r"(?P<v>W[1-9]\d{3,11})",
        url="https://openalex.org/{}",
        advice="W and digits, as in W2741809807",
        canonical=str.upper,
        labels=("openalex",),
        between=r"(?: id)?[ \t\xa0]?:[ \t\xa0]?",
        alone=r"(?P<v>W\d{8,10})",
        links=(
            Link("openalex.org", r"/(?:works/)?(?P<v>W[1-9]\d{3,11})(?:[/.].*)?"),
            Link("openalex.org", r"/works/?\?(?P<v>W[1-9]\d{3,11})", "zoom"),
        ),
        examples={
            "https://openalex.org/W2741809807": "W2741809807",
            "openalex:w2741809807": "W2741809807",
            "https://api.openalex.org/works/W2741809807": "W2741809807",
        },
        refused=("W2741", "https://openalex.org/A5023888391"),
    ),
    Scheme(
        "pii",
        "Publisher Item Identifier",
        value=r"(?P<v>S\d{4}-?\d{3}[\dX]\(?\d\d\)?\d{5}-?[\dX]|B97[89][\d.-]{15,21}[\dX]|\d{7}[\dX]\d{7}[\dA-Z])",
        url="https://www.sciencedirect.com/science/article/pii/{}",
        advice="S and sixteen digits, as in S0140673697110960",
        canonical=canonical.pii,
        labels=("pii",),
        between=r"(?:[ \t\xa0]?:[ \t\xa0]?|[ \xa0](?=S\d))",
        soon=r"(?:[ \t\xa0]?:[ \t\xa0]?[sb\d]|[ \xa0]s)[\d().x-]{14}",
        bare=(r"(?P<v>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])(?!\w)",),
        alone=r"(?P<v>S\d{7}[\dX]\d{7}[\dX])",
        links=(
            Link(
                "sciencedirect.com elsevier.com",
                r"(?:/.*)?/pii[/:](?P<v>[SB]?[\dX().-]{14,30}[\dA-Z])(?:/.*)?",
            ),
            Link(
                "cell.com thelancet.com",
                r"/(?:.*/)?(?:article|abstract|fulltext|pdf\w*)/(?P<v>S?\d{7}[\dX]\d{7}[\dX])(?:[/.].*)?",
            ),
            Link("manuscript.elsevier.com", r"/(?P<v>S\d{7}[\dX]\d{7}[\dX])/.*"),
            Link("api.crossref.org", r"/.*\?(?:.*,)?alternative-id:(?P<v>S\d{7}[\dX]\d{7}[\dX])(?:,.*)?", "filter"),
            Link("authors.elsevier.com", r"/(?:\w+/)?article/(?P<v>S\d{7}[\dX]\d{7}[\dX])/?"),
            Link("sciencedirectassets.com sciencedirect.com", r"/.*/1-s2\.0-(?P<v>S\d{7}[\dX]\d{7}[\dX])/.*"),
            Link("*", r".*\?(?P<v>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])", "pii"),
            Link("sciencedirect.com", r"/science/article/.+", value=""),
            Link(
                "*",
                r"/(?:.*/)?(?:article|fulltext|abstract|pdf\w*|[a-z]+)/(?:PII)?(?P<v>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])(?:[/.].*)?",
                holds="(",
            ),
        ),
        examples={
            "https://www.sciencedirect.com/science/article/abs/pii/S0140673697110960": "S0140673697110960",
            "https://linkinghub.elsevier.com/retrieve/pii/S0140673697110960": "S0140673697110960",
            "PII: S0140-6736(97)11096-0": "S0140673697110960",
            "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(97)11096-0/fulltext": "S0140673697110960",
        },
        refused=("0140673697110960", "https://www.sciencedirect.com/journal/neural-networks"),
    ),
    Scheme(
        "handle",
        "handle",
        value=r"(?P<v>(?!10\.)(?:\d{4,}|\d+(?:\.\d+)+)/" + _HANDLE + ")",
        url="https://hdl.handle.net/{}",
        advice="prefix, slash, suffix, as in 1721.1/12345",
        canonical=canonical.handle,
        labels=("hdl", "handle"),
        between=r"(?<=hdl)[:=][ \xa0]?|:",
        soon=r"[:=][ \xa0]?\d[\d.]{2}",
        aliases=("hdl",),
        links=(
            Link("hdl.handle.net", r"/(?:hdl:)?(?P<v>(?!10\.)\d[\d.]*/" + _HANDLE + r")[/.]?"),
            Link("hdl.handle.net", r"/(?!10\.).+", value=""),
            Link("handle.", rf"/(?P<v>(?!10\.)(?:\d{{4,}}|\d+(?:\.\d+)+)/{_HANDLE})/?"),  # a site's own resolver
            Link(
                "*",
                r"(?:/.*)?/bitstream/(?:handle/)?(?!(?:123456789|1{9})/|10\.)(?P<v>\d{4,}/1/\d+|\d{4,}(?:\.\d+)*/\d+|\d+(?:\.\d+)+/\d+)/.+",
                holds="/bitstream/",
            ),
            Link(
                "*",
                r"(?:/.*)?/handle/(?!(?:123456789|1{9})/|10\.)(?P<v>\d{4,}/1/\d+|\d{4,}(?:\.\d+)*/[\w.-]+|\d+(?:\.\d+)+/[\w.-]+)(?:/.*)?",
                holds="/handle/",
            ),
        ),
        examples={
            "https://hdl.handle.net/1721.1/12345": "1721.1/12345",
            "hdl:11858/00-001M-0000-002B-1234-5": "11858/00-001M-0000-002B-1234-5",
            "https://dspace.mit.edu/handle/1721.1/12345?show=full": "1721.1/12345",
        },
        refused=("1721.1/12345", "https://example.org/handle/123456789/12"),
    ),
    Scheme(
        "orcid",
        "ORCID iD",
        value=r"(?P<v>\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{3}[\dX])",
        url="https://orcid.org/{}",
        advice="sixteen digits, of which the last one proves the others",
        canonical=canonical.orcid,
        labels=("orcid",),
        between=r"(?:[ -]?id)?(?:[ \xa0]?\((?=\d{4}-))?" + _SPACED,
        alone=r"(?P<v>000[09]-00\d\d-\d{4}-\d{3}[\dX])",
        links=(
            Link("orcid.org", r"/(?:v\d[\w.]*/)?(?P<v>\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX])(?:/.*)?"),
            Link("orcid.org", r"/my-orcid\?(?P<v>\d{4}-\d{4}-\d{4}-\d{3}[\dX])", "orcid"),
            Link("orcid.org", r"/\d.*", value=""),
        ),
        examples={
            "https://orcid.org/0000-0002-1825-0097": "0000-0002-1825-0097",
            "orcid:0000-0002-1825-0097": "0000-0002-1825-0097",
        },
        refused=("0000-0002-1825-0098", "orcid:0000-0002-1825-0098", "https://orcid.org/signin"),
    ),
)

PEOPLE = frozenset(("orcid",))
"""Schemes that name people: `--list` shows them, no output has them as works."""
