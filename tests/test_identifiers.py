"""parse, identify, found_in: forms that pages hold, what looks like one and is none, and how long it takes."""

from __future__ import annotations

import time

import idutils
import isbnlib
import pytest
from form_tables import lines_of
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import IdentifierError
from harvester.identifiers import Found, Identifier, arxiv_doi, found_in, identify, parse
from harvester.schemes import SCHEMES

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
ACM = "doi:10.1145/3448016.3452841"

FORMS = {  # one text that is one identifier; read alike alone, in a sentence and as a link's target
    # arXiv
    "arXiv:2202.00282v2": "arxiv:2202.00282",
    "ARXIV:2202.00282": "arxiv:2202.00282",
    "arXiv: 2202.00282": "arxiv:2202.00282",
    "arXiv preprint 2202.00282": "arxiv:2202.00282",
    "arXiv:0704.0001": "arxiv:0704.0001",
    "arXiv:1412.9999": "arxiv:1412.9999",
    "arXiv:cs.LG/0102003": "arxiv:cs/0102003",
    "cond-mat/9901001": "arxiv:cond-mat/9901001",
    "oai:arXiv.org:2202.00282": "arxiv:2202.00282",
    "arxiv.org/abs/2202.00282": "arxiv:2202.00282",
    "www.arxiv.org/abs/2202.00282v1": "arxiv:2202.00282",
    "//arxiv.org/abs/2202.00282": "arxiv:2202.00282",
    "HTTPS://ARXIV.ORG/ABS/2202.00282": "arxiv:2202.00282",
    "https://arxiv.org/abs/arXiv:2202.00282": "arxiv:2202.00282",
    "https://arxiv.org/abs/2202.00282?context=cs.LG": "arxiv:2202.00282",
    "https://arxiv.org/abs/2202.00282/": "arxiv:2202.00282",
    "https://arxiv.org/abs/math.GT/0309136v2": "arxiv:math/0309136",
    "https://arxiv.org/pdf/2202.00282v2.pdf#page=3": "arxiv:2202.00282",
    "https://arxiv.org/pdf/hep-th/9901001.pdf": "arxiv:hep-th/9901001",
    "https://arxiv.org/format/2202.00282": "arxiv:2202.00282",
    "https://arxiv.org/e-print/2202.00282": "arxiv:2202.00282",
    "ftp://ftp.arxiv.org/ftp/arxiv/papers/2202/2202.00282.pdf": "arxiv:2202.00282",
    "http://arxiv.org/PS_cache/math/pdf/0309/0309136v1.pdf": "arxiv:math/0309136",
    "http://lanl.arxiv.org/abs/2202.00282": "arxiv:2202.00282",
    "http://xxx.lanl.gov/abs/hep-th/9901001": "arxiv:hep-th/9901001",
    "https://ar5iv.org/abs/2202.00282": "arxiv:2202.00282",
    "https://www.alphaxiv.org/overview/2202.00282v1": "arxiv:2202.00282",
    "https://hf.co/papers/2202.00282": "arxiv:2202.00282",
    "https://huggingface.co/papers/2202.00282#community": "arxiv:2202.00282",
    "https://www.semanticscholar.org/arxiv/2202.00282": "arxiv:2202.00282",
    "https://scirate.com/arxiv/2202.00282": "arxiv:2202.00282",
    "https://inspirehep.net/api/arxiv/hep-th/9901001": "arxiv:hep-th/9901001",
    "https://ui.adsabs.harvard.edu/abs/2022arXiv220200282H/abstract": "arxiv:2202.00282",
    "10.48550/arXiv.2202.00282": "arxiv:2202.00282",
    "doi:10.48550/ARXIV.2202.00282": "arxiv:2202.00282",
    "https://doi.org/10.48550/arXiv.hep-th/9901001": "arxiv:hep-th/9901001",
    "https://doi.org/10.48550%2FarXiv.2202.00282": "arxiv:2202.00282",
    # DOI
    "10.1145/3448016.3452841.": ACM,
    "<10.1145/3448016.3452841>": ACM,
    "DOI 10.1145/3448016.3452841": ACM,
    "doi: https://doi.org/10.1145/3448016.3452841": ACM,
    "info:doi/10.1145/3448016.3452841": ACM,
    "urn:doi:10.1145/3448016.3452841": ACM,
    "doi.org/10.1145/3448016.3452841": ACM,
    "http://dx.doi.org/10.1145/3448016.3452841": ACM,
    "https://www.doi.org/doi:10.1145/3448016.3452841": ACM,
    "https://doi.org/https://doi.org/10.1145/3448016.3452841": ACM,
    "https://doi.org/10.1145%252F3448016.3452841": ACM,
    "https://doi.org/10.1145/3448016.3452841?utm_source=x&utm_medium=y#top": ACM,
    "https://doi.acm.org/10.1145/3448016.3452841": ACM,
    "https://dl.acm.org/doi/10.1145/3448016.3452841": ACM,
    "https://dl.acm.org/doi/pdf/10.1145/3448016.3452841?casa_token=x": ACM,
    "https://dl.acm.org/doi/epdf/10.1145/3448016.3452841": ACM,
    "https://dl.acm.org/doi/fullHtml/10.1145/3448016.3452841": ACM,
    "http://dl.acm.org/citation.cfm?doid=3448016.3452841": ACM,
    "https://dl-acm-org.proxy.lib.example.edu/doi/10.1145/3448016.3452841": ACM,
    "https://doi.org.ezproxy.example.edu/10.1145/3448016.3452841": ACM,
    "https://api.crossref.org/works/10.1145/3448016.3452841": ACM,
    "http://hdl.handle.net/10.1145/3448016.3452841": ACM,
    "https://proxy.lib.example.edu/login?url=https://doi.org/10.1145/3448016.3452841": ACM,
    "https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F10.1145%2F3448016.3452841&sa=D": ACM,
    "https://web.archive.org/web/2020/https://doi.org/10.1145/3448016.3452841": ACM,
    "https://badge.dimensions.ai/details/doi/10.1145/3448016.3452841": ACM,
    "https://link.springer.com/article/10.1007/s11263-015-0816-y": "doi:10.1007/s11263-015-0816-y",
    "https://link.springer.com/article/10.1007/s11263-015-0816-y/fulltext.html": "doi:10.1007/s11263-015-0816-y",
    "https://link.springer.com/content/pdf/10.1007%2Fs11263-015-0816-y.pdf": "doi:10.1007/s11263-015-0816-y",
    "https://link.springer.com/content/pdf/10.1007/978-3-030-58452-8_13.pdf?pdf=x": "doi:10.1007/978-3-030-58452-8_13",
    "https://link.springer.com/book/10.1007/978-3-030-58452-8": "doi:10.1007/978-3-030-58452-8",
    "https://bmcbioinformatics.biomedcentral.com/track/pdf/10.1186/s12859-020-1234-5": "doi:10.1186/s12859-020-1234-5",
    "https://onlinelibrary.wiley.com/doi/abs/10.1111/j.1467-8659.2009.01373.x": "doi:10.1111/j.1467-8659.2009.01373.x",
    "https://onlinelibrary.wiley.com/doi/pdfdirect/10.1111/cgf.14000?download=true": "doi:10.1111/cgf.14000",
    "https://onlinelibrary.wiley.com/doi/10.1111/cgf.14000/full": "doi:10.1111/cgf.14000",
    "https://www.nature.com/articles/nature14539": "doi:10.1038/nature14539",
    "https://www.nature.com/articles/nmeth.3317": "doi:10.1038/nmeth.3317",
    "https://www.nature.com/articles/s41586-019-1666-5#Sec2": "doi:10.1038/s41586-019-1666-5",
    "http://www.nature.com/nature/journal/v521/n7553/full/nature14539.html": "doi:10.1038/nature14539",
    "https://www.nature.com/doifinder/10.1038/nature14539": "doi:10.1038/nature14539",
    "https://www.science.org/doi/abs/10.1126/science.abc1234": "doi:10.1126/science.abc1234",
    "https://www.pnas.org/doi/full/10.1073/pnas.1812345116": "doi:10.1073/pnas.1812345116",
    "https://www.frontiersin.org/journals/neuroscience/articles/10.3389/fnins.2022.812345/full": "doi:10.3389/fnins.2022.812345",
    "https://www.frontiersin.org/articles/10.3389/fnins.2022.812345/pdf": "doi:10.3389/fnins.2022.812345",
    "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000308&type=printable": "doi:10.1371/journal.pone.0000308",
    "http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0000308": "doi:10.1371/journal.pone.0000308",
    "https://www.biorxiv.org/content/10.1101/098765v2.abstract": "doi:10.1101/098765",
    "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v1.full-text": "doi:10.1101/2020.01.02.123456",
    "https://www.biorxiv.org/content/biorxiv/early/2020/01/02/2020.01.02.123456.full.pdf": "doi:10.1101/2020.01.02.123456",
    "https://www.biorxiv.org/content/early/2017/01/01/098765": "doi:10.1101/098765",
    "https://www.medrxiv.org/content/10.1101/2020.03.09.20033357v1": "doi:10.1101/2020.03.09.20033357",
    "https://psyarxiv.com/abc12/": "doi:10.31234/osf.io/abc12",
    "https://osf.io/preprints/socarxiv/abc12_v2": "doi:10.31235/osf.io/abc12_v2",
    "https://zenodo.org/record/1234567": "doi:10.5281/zenodo.1234567",
    "https://zenodo.org/records/1234567/files/x.pdf?download=1": "doi:10.5281/zenodo.1234567",
    "https://zenodo.org/badge/DOI/10.5281/zenodo.1234567.svg": "doi:10.5281/zenodo.1234567",
    "https://link.aps.org/doi/10.1103/PhysRevLett.116.061102": "doi:10.1103/physrevlett.116.061102",
    "https://journals.aps.org/prl/pdf/10.1103/PhysRevLett.116.061102": "doi:10.1103/physrevlett.116.061102",
    "https://aip.scitation.org/doi/10.1063/1.5000000": "doi:10.1063/1.5000000",
    "https://pubs.aip.org/aip/jcp/article-abstract/doi/10.1063/5.0012345/123456/A-Title": "doi:10.1063/5.0012345",
    "https://iopscience.iop.org/article/10.1088/1742-5468/ac1234/meta": "doi:10.1088/1742-5468/ac1234",
    "https://www.tandfonline.com/doi/full/10.1080/01621459.2020.1765785?needAccess=true": "doi:10.1080/01621459.2020.1765785",
    "https://journals.sagepub.com/doi/epub/10.1177/1758835920922055": "doi:10.1177/1758835920922055",
    "https://academic.oup.com/bioinformatics/article-lookup/doi/10.1093/bioinformatics/btab123": "doi:10.1093/bioinformatics/btab123",
    "https://psycnet.apa.org/doiLanding?doi=10.1037%2F0003-066X.59.1.29": "doi:10.1037/0003-066x.59.1.29",
    "https://projecteuclid.org/journals/aos/volume-7/issue-1/Bootstrap/10.1214/aos/1176344552.full": "doi:10.1214/aos/1176344552",
    "https://www.emerald.com/insight/content/doi/10.1108/JD-10-2013-0138/full/html": "doi:10.1108/jd-10-2013-0138",
    "https://peerj.com/articles/cs-103/": "doi:10.7717/peerj-cs.103",
    "https://elifesciences.org/content/5/e12345": "doi:10.7554/elife.12345",
    "https://acp.copernicus.org/articles/20/1/2020/": "doi:10.5194/acp-20-1-2020",
    "https://doi.org/10.1016/S0140-6736(97)11096-0": "doi:10.1016/s0140-6736(97)11096-0",
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O": f"doi:{SICI}",
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O": f"doi:{SICI}",
    "10.1890/0012-9658(2006)87[1465:ATMMTD]2.0.CO;2": "doi:10.1890/0012-9658(2006)87[1465:atmmtd]2.0.co;2",
    "10.1175/1520-0469(1998)055<0001:ABCDE>2.0.CO;2": "doi:10.1175/1520-0469(1998)055<0001:abcde>2.0.co;2",
    "10.1007/978-3-030-58452-8\\_13": "doi:10.1007/978-3-030-58452-8_13",
    "10.1007/978\u20113\u2011030\u201158452\u20118_13": "doi:10.1007/978-3-030-58452-8_13",
    "doi:10/gf4tj2": "doi:10/gf4tj2",
    # IEEE
    "https://ieeexplore.ieee.org/document/9763007/": "ieee:9763007",
    "http://ieeexplore.ieee.org/document/9763007?arnumber=9763007": "ieee:9763007",
    "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9763007&tag=1": "ieee:9763007",
    "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&amp;arnumber=09763007": "ieee:9763007",
    "https://ieeexplore.ieee.org/stampPDF/getPDF.jsp?arnumber=9763007": "ieee:9763007",
    "http://ieeexplore.ieee.org/iel5/8560/27094/01203662.pdf?arnumber=1203662": "ieee:1203662",
    "https://ieeexplore.ieee.org/ielx7/6287639/8948470/09123456.pdf": "ieee:9123456",
    "http://ieeexplore.ieee.org/xpl/freeabs_all.jsp?arnumber=1203662": "ieee:1203662",
    "http://ieeexplore.ieee.org.ezproxy.example.edu/document/9763007": "ieee:9763007",
    # the others
    "https://www.ncbi.nlm.nih.gov/pubmed/?term=26017442": "pmid:26017442",
    "**PMID:** 26017442": "pmid:26017442",
    "PMID 26017442": "pmid:26017442",
    "https://pubmed.ncbi.nlm.nih.gov/26017442/#affiliation-1": "pmid:26017442",
    "https://www.ncbi.nlm.nih.gov/labs/pmc/articles/PMC6283521.1/": "pmcid:PMC6283521",
    "https://europepmc.org/article/PMC/PMC6283521": "pmcid:PMC6283521",
    "ISBN: 0-262-03561-8": "isbn:9780262035613",
    "ISBN-13: 978-0-262-03561-3": "isbn:9780262035613",
    "ISBN 978 0 262 03561 3": "isbn:9780262035613",
    "ISBN (print): 978-0-262-03561-3": "isbn:9780262035613",
    "urn:isbn:9780262035613": "isbn:9780262035613",
    "https://books.google.de/books?vid=ISBN0262035618": "isbn:9780262035613",
    "https://www.aclweb.org/anthology/2020.acl-main.1.pdf": "acl:2020.acl-main.1",
    "https://aclanthology.coli.uni-saarland.de/papers/N19-1423/n19-1423": "acl:N19-1423",
    "https://openreview.net/attachment?id=YicbFdNTTy&name=pdf": "openreview:YicbFdNTTy",
    "https://openreview.net/forum?id=SkBYYyZR_": "openreview:SkBYYyZR_",
    "http://jmlr.org/proceedings/papers/v28/sutskever13.html": "pmlr:v28/sutskever13",
    "https://papers.nips.cc/paper/2022/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract-Conference.html": "neurips:2022/3f5ee243547dee91fbd053c1c4a845aa",
    "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf": "neurips:paper/7181",
    "https://www.jmlr.org/papers/volume3/blei03a/blei03a.pdf": "jmlr:v3/blei03a",
    "http://www.jmlr.org/papers/v3/blei03a.html": "jmlr:v3/blei03a",
    "https://dblp.dagstuhl.de/rec/conf/nips/VaswaniSPUJGKP17.bib": "dblp:conf/nips/VaswaniSPUJGKP17",
    "https://hal.archives-ouvertes.fr/hal-01184303v2/file/x.pdf": "hal:hal-01184303",
    "https://hal.univ-lorraine.fr/hal-01184303": "hal:hal-01184303",
    "https://shs.hal.science/halshs-00123456": "hal:halshs-00123456",
    "https://papers.ssrn.com/sol3/Delivery.cfm/x.pdf?abstractid=1234567&mirid=1": "ssrn:1234567",
    "https://dx.doi.org/10.2139/ssrn.1234567": "doi:10.2139/ssrn.1234567",
    "https://www.semanticscholar.org/paper/204E3073870fae3d05bcbc2f6a8e263d9b72e776": "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776",
    "S2CID 13756489": "s2:CorpusID:13756489",
    "https://openalex.org/works/W2741809807": "openalex:W2741809807",
    "https://www.sciencedirect.com/science/article/pii/0021999174900288": "pii:0021999174900288",
    "https://www.sciencedirect.com/science/article/pii/S0140673697110960/pdfft?md5=1&pid=x": "pii:S0140673697110960",
    "https://www.cell.com/cell/fulltext/S0092-8674(20)30001-1": "pii:S0092867420300011",
    "https://api.elsevier.com/content/article/PII:092145269290142F?httpAccept=text/xml": "pii:092145269290142F",
    "https://dataverse.harvard.edu/citation?persistentId=doi:10.7910/DVN/NJ7XSO": "doi:10.7910/dvn/nj7xso",
    "https://spiral.imperial.ac.uk/handle/10044/1/12345": "handle:10044/1/12345",
    "https://dspace.mit.edu/bitstream/handle/1721.1/12345/thesis.pdf?sequence=2": "handle:1721.1/12345",
    "http://orcid.org/0000-0002-1825-0097/": "orcid:0000-0002-1825-0097",
}  # fmt: skip


MORE_FORMS = [(text, read) for read, text in (line.split("\t") for line in lines_of("forms.tsv"))]

WRONG = (  # addresses that name a work, and not which
    "https://arxiv.org/abs/22o2.00282", "https://arxiv.org/abs/2213.00282", "https://arxiv.org/pdf/2202.282.pdf",
    "https://arxiv.org/abs/", "https://doi.org/garbage", "https://doi.org/10.1145", "https://doi.org/10.1145/",
    "https://ieeexplore.ieee.org/document/", "https://ieeexplore.ieee.org/document/abc",
    "https://ieeexplore.ieee.org/stamp/stamp.jsp", "https://dl.acm.org/citation.cfm?id=1234567",
    "https://doi.org/10.48550/arXiv.22o2.00282", "https://openreview.net/forum", "https://openreview.net/pdf/abc.pdf",
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMCabc/", "https://orcid.org/0000-0002-1825-0098",
    "https://ar5iv.org/abs/22o2.1",
)  # fmt: skip

NO_WORK = (  # nothing, without a word
    "https://arxiv.org/", "https://arxiv.org/a/doe_j_1", "https://arxiv.org/list/cs.LG/recent", "https://doi.org/",
    "https://arxiv.org/search/?query=2202.00282", "https://arxiv.org/help/arxiv_identifier", "https://www.doi.org",
    "https://ieeexplore.ieee.org/author/37085386252", "https://ieeexplore.ieee.org/Xplore/home.jsp",
    "https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=78", "https://www.doi.org/the-identifier/what-is-a-doi/",
    "https://ieeexplore.ieee.org/search/searchresult.jsp?queryText=x", "https://openreview.net/profile?id=~Jane_Doe1",
    "https://pubmed.ncbi.nlm.nih.gov/?term=Doe+J%5BAuthor%5D", "https://www.ncbi.nlm.nih.gov/pmc/", "https://zenodo.org/",
    "https://aclanthology.org/people/j/jane-doe/", "https://dblp.org/pid/56/953.html", "https://dl.acm.org/profile/8110",
    "https://www.semanticscholar.org/author/J-Doe/1234567", "https://scholar.google.com/citations?user=abc",
    "https://www.mdpi.com/2072-4292/12/1", "https://www.nature.com/nature", "https://hal.science/", "https://orcid.org/",
    "https://onlinelibrary.wiley.com/journal/10.1111/(ISSN)1467-8659", "https://github.com/jane/2202.00282",
    "https://img.shields.io/badge/arXiv-2202.00282-b31b1b.svg", "https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id=1",
    "https://jmlr.org/papers/v15/", "https://proceedings.mlr.press/v97/", "mailto:jane@arxiv.org", "#10.1145", "cv.pdf",
    "https://example.org/2022/07/0309136.html", "/assets/10.1145/3448016.pdf", "papers/math/0309136.pdf",
)  # fmt: skip

PLAIN = (  # text that only looks like an identifier
    "2202.00282", "2022.00282", "It was 2022.00282 then", "v10.1234", "version 10.1234.5", "EUR 10.1234", "10.5",
    "10.2021/12.2021", "+1 514 123 4567", "514-1234567", "1-800-1234567", "IEEE 802.11", "IEEE 754-2008", "9763007",
    "arXiv 2022", "on arXiv, 2023.", "NIPS 2017", "PMLR 97:1-10", "ISBN", "PMC", "doing 10.1234", "and/or 10/12",
    "Figure S2: 12345", "0000-0002-1825-0097", "978-0-262-03561-3", "192.168.10.1234/24", "W2741809807", "doi: pending",
    "handle: with care", "the acl: a ligament", "math/algebra", "S0140673697110960",
    "https://arxiv.org/abs/{{ page.arxiv }}", "https://doi.org/${doi}", "https://arxiv.org/abs/<id>", "https://doi.org/...",
)  # fmt: skip


@pytest.mark.parametrize(("text", "read"), [*FORMS.items(), *MORE_FORMS])
def test_a_form_is_read_alone_in_a_sentence_and_as_a_link(text: str, read: str) -> None:
    assert str(parse(text)) == read
    assert [str(one.identifier) for one in found_in(f"It is shown ({text}), and elsewhere.")] == [read]
    assert [str(one.identifier) for one in found_in(f"- {text}\n- next")] == [read]
    target = identify(text)
    assert target and str(target.identifier) == read


@pytest.mark.parametrize(
    "text",
    [
        "10.1145%2F3448016.3452841",
        "https%3A%2F%2Fdoi.org%2F10.1145%2F3448016.3452841",
        "“10.1145/3448016.3452841”",
        "\u200b10.1145/3448016.3452841\ufeff",
        "[10.1145/3448016.3452841]",
    ],
)
def test_a_text_that_is_wholly_encoded_or_wrapped_is_read(text: str) -> None:
    assert str(parse(text)) == ACM


@pytest.mark.parametrize("text", WRONG)
def test_an_address_of_a_work_that_can_not_be_read_says_why(text: str) -> None:
    with pytest.raises(IdentifierError):
        parse(text)
    found = list(found_in(f"See {text} there"))
    assert [one.identifier for one in found] == [None]
    assert found[0].why and found[0].start == 4
    target = identify(text)
    assert target and target.identifier is None and target.why


@pytest.mark.parametrize("text", NO_WORK)
def test_a_list_a_profile_or_a_home_page_is_passed_over(text: str) -> None:
    assert list(found_in(f"See {text} there")) == []
    assert identify(text) is None


@pytest.mark.parametrize("text", PLAIN)
def test_what_only_looks_like_an_identifier_is_none(text: str) -> None:
    assert list(found_in(f"Then {text} came")) == []


@pytest.mark.parametrize("text", lines_of("no_forms.txt"))
def test_no_identifier_is_read_where_none_is_written(text: str) -> None:
    assert [one for one in found_in(f"Then {text} came") if one.identifier] == []
    with pytest.raises(IdentifierError):
        parse(text)


@pytest.mark.parametrize(("text", "scheme", "read"), [
    ("2202.00282v3", "arxiv", "arxiv:2202.00282"),
    ("09763007", "ieee", "ieee:9763007"),
    ("10.48550/arXiv.2202.00282", "doi", "arxiv:2202.00282"),
    ("https://doi.org/10.48550/arXiv.2202.00282", "doi", "arxiv:2202.00282"),
    ("6283521", "pmc", "pmcid:PMC6283521"),
    ("26017442", "pubmed", "pmid:26017442"),
    ("0262035618", "isbn", "isbn:9780262035613"),
    ("10/gf4tj2", "doi", "doi:10/gf4tj2"),
    ("S0140-6736(97)11096-0", "PII", "pii:S0140673697110960"),
])  # fmt: skip
def test_a_bare_value_is_enough_where_the_scheme_is_known(text: str, scheme: str, read: str) -> None:
    assert str(parse(text, scheme)) == read


@pytest.mark.parametrize(("text", "read"), [
    ("978-0-262-03561-3", "isbn:9780262035613"),
    ("9780262035613", "isbn:9780262035613"),
    ("0-262-03561-8", "isbn:9780262035613"),
    ("N19-1423", "acl:N19-1423"),
    ("2020.acl-main.442", "acl:2020.acl-main.442"),
    ("W2741809807", "openalex:W2741809807"),
    ("S0893608014002135", "pii:S0893608014002135"),
    ("0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
])  # fmt: skip
def test_what_can_not_be_taken_for_another_needs_no_scheme_where_it_is_all_that_is_said(text: str, read: str) -> None:
    assert str(parse(text)) == read
    assert list(found_in(f"Then {text} came")) == []
    assert identify(text) is None


@pytest.mark.parametrize(("text", "scheme", "said"), [
    ("978-0-262-03561-4", None, "check digit"),
    ("2202.282", "arxiv", "'2202.282' is no arXiv id; four digits, a dot, then four or five digits"),
    ("2213.00282", "arxiv", "year and month"),
    ("0808.05394", "arxiv", "four digits until 1412 and five from 1501"),
    ("2202.00282", None, "say which it is, such as arxiv:2202.00282"),
    ("https://arxiv.org/abs/2202.00282", "ieee", "but arxiv:2202.00282"),
    ("978-0-262-03561-4", "isbn", "check digit"),
    ("x", "arvix", "'arvix' is no scheme of identifiers; one of arxiv, doi"),
    ("", None, "write scheme:value"),
    ("a" * 9000, None, "longer than any"),
])  # fmt: skip
def test_an_error_says_what_is_wrong_and_what_to_do(text: str, scheme: str | None, said: str) -> None:
    with pytest.raises(IdentifierError) as raised:
        parse(text, scheme)
    assert said in str(raised.value)


def test_the_version_asked_for_is_kept_and_is_no_identity() -> None:
    asked = parse("https://arxiv.org/abs/2202.00282v2")
    assert (asked.value, asked.version) == ("2202.00282", "v2")
    assert asked == parse("arXiv:2202.00282") and len({asked, parse("arxiv:2202.00282v7")}) == 1


def test_the_doi_of_an_arxiv_work_leads_back_to_it() -> None:
    assert arxiv_doi(parse("arxiv:math.GT/0309136v1")) == "10.48550/arXiv.math/0309136"
    assert parse(arxiv_doi(parse("arxiv:2202.00282"))) == parse("arxiv:2202.00282")


@pytest.mark.parametrize(("text", "own"), [
    ("[paper](https://doi.org/10.1016/S0140-6736(97)11096-0)", ["https://doi.org/10.1016/S0140-6736(97)11096-0"]),
    ("(see 10.1145/3448016.3452841), and", ["10.1145/3448016.3452841"]),
    ("10.1145/344,10.1145/345;10.1145/346", ["10.1145/344", "10.1145/345", "10.1145/346"]),
    ("10.1145/3448016,A Title,2021", ["10.1145/3448016"]),
    ("<a href='https://doi.org/10.1145/344'>10.1145/344</a><br>", ["https://doi.org/10.1145/344", "10.1145/344"]),
    (r"\href{https://arxiv.org/abs/2202.00282}{arXiv:2202.00282}", ["https://arxiv.org/abs/2202.00282", "arXiv:2202.00282"]),
    (r"\doi{10.1007/978-3-030-58452-8\_13}", [r"10.1007/978-3-030-58452-8\_13"]),
    ("_https://doi.org/10.1145/344_ **10.1145/345**", ["https://doi.org/10.1145/344", "10.1145/345"]),
    ("arXiv:2202.00282 [cs.NE] and arXiv:2308.12075v2.", ["arXiv:2202.00282", "arXiv:2308.12075v2"]),
    ("PMIDs: 26017442, 26017443 and 26017444", ["PMIDs: 26017442", "26017443", "26017444"]),
    ("PMID:\n26017442, then\ntitle,pmid\n2020,x", ["PMID:\n26017442"]),
    ("CoRR abs/1706.03762 (2017)", ["CoRR abs/1706.03762"]),
    ("example.org/papers/10.5555/abc and files/10.5555/abc.pdf", ["example.org/papers/10.5555/abc"]),
    ("eISBN 9780262035613", ["eISBN 9780262035613"]),
    ("https:/doi.org/10.5555/abc, http:/arxiv.org/abs/2202.00282", ["doi.org/10.5555/abc", "arxiv.org/abs/2202.00282"]),
    ("a/arxiv.org/abs/2202.00282 and /arxiv.org/abs/2202.00282", []),
    ("dblp:conf/nips/X17https://arxiv.org/abs/2202.00282", ["dblp:conf/nips/X17https", "arxiv.org/abs/2202.00282"]),
    ("* {{PMID|17322060}}, {{cite web |s2cid=204838007 |hdl=10125/24831}}", ["PMID|17322060", "s2cid=204838007", "hdl=10125/24831"]),
    ("PMID- 24402116\nAID - S0140-6736(20)30183-5 [pii]", ["PMID- 24402116", "S0140-6736(20)30183-5"]),
    ("eprint = {2202.00282}, preprint = {2202.00283}, an eprint 2202.00284", ["eprint = {2202.00282"]),
    ("PMID: 26017442; PMCID: PMC6283521.", ["PMID: 26017442", "PMCID: PMC6283521"]),
    ("论文10.1145/3448016。见arXiv:2202.00282，", ["10.1145/3448016", "arXiv:2202.00282"]),
    ('{"doi": "10.1145/344", "pmid": "26017442"}', ["10.1145/344", 'pmid": "26017442']),
    ("https://x.org/?a=&quot;https://doi.org/10.1145/344&quot;", ["https://doi.org/10.1145/344"]),
    ("\u0130\u0130 https://doi.org/10.1145/344", ["https://doi.org/10.1145/344"]),
    ("https://example.org/a,https://arxiv.org/abs/2202.00282|https://doi.org/10.1145/344",
     ["https://arxiv.org/abs/2202.00282", "https://doi.org/10.1145/344"]),
])  # fmt: skip
def test_each_find_spans_its_own_text(text: str, own: list[str]) -> None:
    assert [text[one.start : one.end] for one in found_in(text) if one.identifier] == own


PIECES = [*FORMS, *WRONG, *NO_WORK, *PLAIN, " ", "\n", "(", ")", "<", ">", "[", "]", "&lt;", "%", "%25", "/", "10.", "http://",
          "arxiv:", "doi:", "\u0130", "é", "{", "\\", ";", "'", "isbn ", "0", "-1234567", "/1234567"]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text()


@given(SOUP)
def test_no_text_raises_anything_but_an_identifier_error(text: str) -> None:
    for scheme in (None, "arxiv", "doi", "isbn", "handle", "pii"):
        try:
            one = parse(text, scheme)
        except IdentifierError:
            continue
        assert parse(one.url) == one
    identify(text)


@given(SOUP)
def test_finds_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in found_in(text):
        assert end <= found.start < found.end <= len(text)
        assert (found.identifier is None) == bool(found.why)
        end = found.end


@pytest.mark.parametrize("unit", [
    "10.", "10.1234.5.", "/10.1234/a ", "s2:", "a.org/", "http://", "arxiv.org/", "https://arxiv.org/abs/", "10.1234/", "https://doi.org/10.1234/", "doi:", "arxiv:", "(",
    "a", "a.", "/", "%25", "&amp;", "/0309136", "-1234567", "math/0309136", "isbn 978 ", "<", "{{", "arXiv preprint ",
    "https://a.org/10.1234/x/full", "https://a.org/" + "handle/1721.1/" * 200 + " ", "x" * 250 + ".org/ ",
    "https://www.semanticscholar.org/paper/" + "a/" * 1900 + " ", "10.1234/-" * 400 + " ", "10.1234-" * 400 + " ",
])  # fmt: skip
def test_time_is_linear_in_the_length_of_the_text(unit: str) -> None:
    def taken(size: int) -> float:
        text, began = unit * (size // len(unit)), time.process_time()
        for _ in found_in(text):
            pass
        return time.process_time() - began

    assert taken(400_000) < 0.05 + 8 * max(
        taken(100_000), taken(100_000)
    )  # four times the text: a square takes sixteen


REPEATED = [
    unit for row in SCHEMES for text in (*row.examples, *row.refused, *row.labels) for unit in (text, f"{text}: ")
]


@pytest.mark.parametrize("unit", REPEATED)
def test_no_form_or_label_takes_long_however_often_it_stands(unit: str) -> None:
    text, began = unit * (100_000 // len(unit)), time.process_time()
    for _ in found_in(text):
        pass
    assert time.process_time() - began < 0.3  # a square takes seconds


SAME_WORK, UNDECODED, TRIMMED = "arXiv's DOIs are arXiv works", "idutils decodes nothing", "idutils leaves the end"
DIFFERENT = {  # where idutils says otherwise, and why harvest does not
    "arXiv:2202.00282v2": ("arXiv:2202.00282v2", "a version is no other work"),
    "10.48550/arXiv.2202.00282": ("10.48550/arXiv.2202.00282", SAME_WORK),
    "doi:10.48550/ARXIV.2202.00282": ("10.48550/ARXIV.2202.00282", SAME_WORK),
    "https://doi.org/10.48550/arXiv.hep-th/9901001": ("10.48550/arXiv.hep-th/9901001", SAME_WORK),
    "10.1145/3448016.3452841.": ("10.1145/3448016.3452841.", TRIMMED),
    "https://doi.org/10.1145/3448016.3452841?utm_source=x&utm_medium=y#top":
        ("10.1145/3448016.3452841?utm_source=x&utm_medium=y#top", TRIMMED),
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O":
        ("10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O", UNDECODED),
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O":
        ("10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O", UNDECODED),
    r"10.1007/978-3-030-58452-8\_13": (r"10.1007/978-3-030-58452-8\_13", UNDECODED),
    "10.1007/978\u20113\u2011030\u201158452\u20118_13": ("10.1007/978\u20113\u2011030\u201158452\u20118_13", UNDECODED),
}  # fmt: skip


@pytest.mark.parametrize("text", [text for text in FORMS if idutils.is_doi(text) or idutils.is_arxiv(text)])
def test_idutils_agrees_but_for_what_stands_in_the_table(text: str) -> None:
    theirs = idutils.normalize_arxiv(text) if idutils.is_arxiv(text) else idutils.normalize_doi(text)
    if text in DIFFERENT:
        assert theirs == DIFFERENT[text][0], f"no longer so: {DIFFERENT[text][1]}"
    else:
        assert theirs.lower().removeprefix("arxiv:") == parse(text).value


@given(st.from_regex(r"97[89][0-9]{10}|[0-9]{9}[0-9X]", fullmatch=True))
def test_isbnlib_agrees_on_every_check_digit(digits: str) -> None:
    try:
        ours = parse(digits, "isbn").value
    except IdentifierError:
        ours = ""
    assert ours == (isbnlib.to_isbn13(digits) or "")


def test_a_found_without_an_identifier_is_no_link() -> None:
    assert list(found_in("ISBN 978-0-262-03561-4")) == [
        Found(None, 0, 22, "'978-0-262-03561-4' is no ISBN; its check digit does not fit its other digits")
    ]
    assert Identifier("arxiv", "2202.00282").url == "https://arxiv.org/abs/2202.00282"
