"""PubMed's efetch: a set of articles as XML, without those that it does not know; a list without a PMID is an error.

Made works: 99000001 to 99001999, each the one whose DOI Crossref's stand-in knows (10.5555/standin.N), and in PMC.
"""

from __future__ import annotations

from html import escape

from exchange import Asked, Reply, as_json, items
from made import facts, number_of

KIND = "text/xml; charset=UTF-8"
OTHER = "/entrez/eutils/efetch.fcgi?db=pubmed&id=99001999&retmode=xml&tool=harvest"
MOST = 200  # more in one request are to be sent as POST
HEAD = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
"""
ERROR = """<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN" \
"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">
<eFetchResult>
\t<ERROR>{}</ERROR>
</eFetchResult>
"""


def answer(asked: Asked) -> Reply:
    params, ids = asked.params, asked.ids("id")
    if asked.path != "/entrez/eutils/efetch.fcgi" or params.get("db") != "pubmed" or params.get("retmode") != "xml":
        return Reply(404, "text/html", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    if len(ids) > MOST:
        return as_json({"error": "too many ids for GET"}, 414)
    if not ids:
        return Reply(400, KIND, ERROR.format("ID list is empty! Possibly it has no correct IDs.").encode())
    bad = [one for one in ids if not one.isdecimal()]
    if bad:
        return Reply(400, KIND, ERROR.format(f"Invalid uid {escape(bad[0])} at position= 0").encode())
    found = [work for one in reversed(ids) if (work := known(one))]  # in an order of its own
    limit = "10" if params.get("api_key") else "3"
    body = f"{HEAD}{''.join(found)}</PubmedArticleSet>\n".encode()
    return Reply(200, KIND, body, {"x-ratelimit-limit": limit, "x-ratelimit-remaining": str(int(limit) - 1)})


def known(pmid: str) -> str:
    """The element of a work; empty for a PMID that nobody has."""
    for lines in items("pubmed"):
        if f'<PMID Version="1">{pmid}</PMID>' == lines[2]:
            return "\n".join(lines) + "\n"
    number = number_of(r"990(\d{5})", pmid)
    return made(number) if number else ""


def made(number: int) -> str:
    work, pmid = facts(number, "article"), f"990{number:05d}"
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>{family}</LastName><ForeName>{given}</ForeName>'
        f"<Initials>{given[0]}</Initials></Author>"
        for given, family in work.authors
    )
    return (
        '<PubmedArticle>\n<MedlineCitation Status="MEDLINE" Owner="NLM">\n'
        f'<PMID Version="1">{pmid}</PMID>\n'
        '<Article PubModel="Print">\n<Journal><ISSN IssnType="Print">2049-3630</ISSN><JournalIssue CitedMedium="Print">'
        f"<Volume>{work.volume}</Volume><PubDate><Year>{work.year}</Year><Month>May</Month></PubDate></JournalIssue>"
        "<Title>Journal of Made Works</Title><ISOAbbreviation>J Made Works</ISOAbbreviation></Journal>\n"
        f"<ArticleTitle>{work.title}.</ArticleTitle>\n"
        f"<Pagination><MedlinePgn>{work.pages}</MedlinePgn></Pagination>\n"
        f'<AuthorList CompleteYN="Y">{authors}</AuthorList>\n<Language>eng</Language>\n'
        '<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>\n'
        "</Article>\n</MedlineCitation>\n<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="pmc">PMC{pmid}</ArticleId>'
        f'<ArticleId IdType="doi">10.5555/standin.{number}</ArticleId></ArticleIdList></PubmedData>\n</PubmedArticle>\n'
    )
