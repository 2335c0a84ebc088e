"""PubMed: works by PMID, 200 in one request, as XML. https://www.ncbi.nlm.nih.gov/books/NBK25499/

3 requests a second, 10 with a key. An unknown PMID is left out; a list without one that could be is an `<ERROR>`, and
so are faults of the service, both also with status 200. `PubDate` is the issue's, `ArticleDate` the day online; pages
may be cut short (`132-42`); a title in brackets is a translation; an author with `ValidYN="N"` is another author's name
misspelt. The identifiers of the references look like the work's own and stand one step deeper. Elements:
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harvester.errors import Refused, Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.medline import Tie, earlier, first_day, ties, type_of
from harvester.fetchers.reading import SHOWN, attempt, date, named, orcid, texts, told, turned_down
from harvester.fetchers.xml import said, tree, words
from harvester.identifiers import Identifier
from harvester.record import Date, Name, Origin, Record, Value
from harvester.web.request import Answer, Request

if TYPE_CHECKING:
    from lxml import etree

AT = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id="
WORKS = ("PubmedArticle", "PubmedBookArticle")
BAD_IDS = re.compile(r"\bid list\b|\buids?\b|\bids?\b", re.IGNORECASE)  # an <ERROR> that is the question's own fault

ARTICLE, BOOK = "MedlineCitation/Article", "BookDocument/Book"
ISSUE = f"{ARTICLE}/Journal/JournalIssue"
TEXTS: dict[str, tuple[str, ...]] = {  # term -> the first of these that speaks
    "title": (f"{ARTICLE}/ArticleTitle", "BookDocument/ArticleTitle", f"{BOOK}/BookTitle"),
    "original-title": (f"{ARTICLE}/VernacularTitle", "BookDocument/VernacularTitle"),
    "container-title": (f"{ARTICLE}/Journal/Title", "MedlineCitation/MedlineJournalInfo/MedlineTA"),
    "container-title-short": (f"{ARTICLE}/Journal/ISOAbbreviation", "MedlineCitation/MedlineJournalInfo/MedlineTA"),
    "collection-title": (f"{BOOK}/CollectionTitle",),
    "volume": (f"{ISSUE}/Volume", f"{BOOK}/Volume"),
    "volume-title": (f"{BOOK}/VolumeTitle",),
    "issue": (f"{ISSUE}/Issue",),
    "edition": (f"{BOOK}/Edition",),
    "number": (f"{BOOK}/ReportNumber",),
    "publisher": (f"{BOOK}/Publisher/PublisherName",),
    "publisher-place": (f"{BOOK}/Publisher/PublisherLocation",),
    "language": (f"{ARTICLE}/Language", "BookDocument/Language"),
}
LISTS = {
    "ISSN": (f"{ARTICLE}/Journal/ISSN", "MedlineCitation/MedlineJournalInfo/ISSNLinking"),
    "ISBN": (f"{BOOK}/Isbn",),
}
NO_TITLE = re.compile(r"(?:\[?(?:not available|in process citation|no title available)\]?\.?)?", re.IGNORECASE)
OWN_IDS = ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId",
           "BookDocument/ArticleIdList/ArticleId")  # fmt: skip
ID_TYPES = {"doi": "doi", "pmc": "pmcid", "pmcid": "pmcid"}
HISTORY = {"submitted": "received", "accepted": "accepted"}  # the rest of the history is the database's
PUBLISHER_ITEM = re.compile(r"10\.\d{4,9}/.+|S?\d{4}-\d{3}[\dX]\(\d\d\).+", re.IGNORECASE)  # a pii that counts nothing
CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/[\w./-]*\w/?", re.IGNORECASE)


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids."""
    params = [("db", "pubmed"), ("id", ",".join(one.value for one in ids)), ("retmode", "xml"), ("tool", "harvest")]
    params += [("email", asking.contact)] if asking.contact else []
    params += [("api_key", asking.key)] if asking.key else []
    return Request("pubmed", f"{asking.base}/efetch.fcgi", tuple(params), accept="text/xml")


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield the works of the set; a PMID that PubMed does not know is missing from it."""
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    root = tree(answer)
    errors = "; ".join(words(one) for one in root.iter("ERROR"))[:SHOWN]
    if errors:
        raise (Refused if BAD_IDS.search(errors) else Unavailable)(f"answered: {errors}")
    if root.tag != "PubmedArticleSet":
        raise Unavailable(f"answered {root.tag}, not the set of articles that it documents")
    for item in root.iterchildren(*WORKS):
        yield attempt(_record, item)


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        return "; ".join(words(one) for one in tree(answer).iter("ERROR"))
    except Unavailable:
        return ""


def _record(item: etree._Element) -> Record:
    """Return what one item says, in PubMed's own words. Raises `ValueError` where it has no PMID."""
    pmid = named(said(item, "MedlineCitation/PMID", "BookDocument/PMID"), "pmid")
    if pmid is None:
        raise ValueError("an item without a PMID")
    types = [one for kind in item.iter("PublicationType") for one in (words(kind), kind.get("UI", ""))]
    claims, stated = ties(_ties(item), types)
    values: dict[str, Value | None] = {term: said(item, *paths) for term, paths in TEXTS.items()}
    values |= {
        term: texts([words(one) for path in paths for one in item.iterfind(path)]) for term, paths in LISTS.items()
    }
    if NO_TITLE.fullmatch(str(values["title"])) and values["original-title"]:
        values |= {"title": values["original-title"], "original-title": None}
    values |= {"type": type_of(types), "page": _pages(item), "abstract": _abstract(item), "license": _license(item)}
    values["author"] = _people(item, f"{ARTICLE}/AuthorList")
    values["editor"] = _people(item, f"{ARTICLE}/AuthorList", "editors")
    values |= _dates(item) | stated
    if item.tag == "PubmedBookArticle":
        values |= _in_book(item)
    elif not values["page"] and values["type"] != "article":  # a preprint's number is its DOI's
        values["number"] = _article_number(item)
    return Record((pmid, *_other_ids(item)), told(values), Origin("pubmed", AT + pmid.value), claims)


def _other_ids(item: etree._Element) -> tuple[Identifier, ...]:
    """Return the DOI and PMCID of the work itself; the DOI also from where it is a place, unless that is marked bad."""
    stated = [(one.get("IdType", ""), words(one)) for path in OWN_IDS for one in item.iterfind(path)]
    places = [*item.iterfind(f"{ARTICLE}/ELocationID")]
    if item.find("BookDocument/ArticleTitle") is None:  # else the place is the book's
        places += item.iterfind(f"{BOOK}/ELocationID")
    stated += [(one.get("EIdType", ""), words(one)) for one in places if one.get("ValidYN") != "N"]
    found: dict[str, Identifier] = {}
    for kind, value in stated:
        if kind in ID_TYPES and (identifier := named(value, ID_TYPES[kind])):
            found.setdefault(ID_TYPES[kind], identifier)
    return tuple(found.values())


def _in_book(item: etree._Element) -> dict[str, Value | None]:
    """Return what differs for a book and for a chapter in one. A chapter's day is that of its contribution."""
    chapter = said(item, "BookDocument/ArticleTitle")
    own, books = _people(item, "BookDocument/AuthorList"), _people(item, f"{BOOK}/AuthorList")
    editors = (*_people(item, f"{BOOK}/AuthorList", "editors"), *_people(item, "BookDocument/AuthorList", "editors"))
    parts: dict[str, Value | None] = {
        "type": "chapter" if chapter else "report" if said(item, f"{BOOK}/ReportNumber") else "book",
        "container-title": said(item, f"{BOOK}/BookTitle") if chapter else "",
        "author": own or (() if chapter else books),
        "container-author": books if chapter else (),
        "editor": tuple(dict.fromkeys(editors)),
        "issued": _date(item.find("BookDocument/ContributionDate")) or _date(item.find(f"{BOOK}/PubDate")),
        "updated": _date(item.find("BookDocument/DateRevised")),
    }
    return parts


def _dates(item: etree._Element) -> dict[str, Value | None]:
    """Return the dates of an article: it came out on the earlier of the issue's day and the day online."""
    article = item.find(ARTICLE)
    if article is None:
        return {}
    issue = _date(article.find("Journal/JournalIssue/PubDate"))
    online = next(filter(None, map(_date, article.iterfind("ArticleDate"))), None)
    printed = "print" in article.get("PubModel", "").lower()
    dates: dict[str, Value | None] = {
        "issued": earlier(issue, online),
        "published-print": issue if printed else None,
        "published-online": online or (None if printed else issue),
    }
    for term, status in HISTORY.items():
        dates[term] = _date(item.find(f"PubmedData/History/PubMedPubDate[@PubStatus='{status}']"))
    return dates


def _date(element: etree._Element | None) -> Date | None:
    """Return the date that stands in parts or in MEDLINE's own words (`1998 Dec-1999 Jan`)."""
    if element is None:
        return None
    year, month, day = (said(element, part) for part in ("Year", "Month", "Day"))
    if not year:
        return first_day(said(element, "MedlineDate"))
    return date(year, month, day) if month.isdecimal() else first_day(f"{year} {month} {day}".strip())


def _people(item: etree._Element, path: str, kind: str = "authors") -> tuple[Name, ...]:
    """Return the people and groups of the lists of that kind, in order."""
    lists = [one for one in item.iterfind(path) if one.get("Type", "authors").lower() == kind]
    return tuple(
        name
        for one in lists
        for person in one.iterfind("Author")
        if person.get("ValidYN") != "N" and (name := _name(person))
    )


def _name(person: etree._Element) -> Name | None:
    """Return the person or group; None for an entry that names nobody."""
    family, group = said(person, "LastName"), said(person, "CollectiveName")
    given = said(person, "ForeName", "FirstName", "Initials")
    if not (family or given or group):
        return None
    parted = bool(family or given)
    stated = [one for one in person.iterfind("Identifier") if one.get("Source", "").upper() == "ORCID"]
    places = [*person.iterfind("AffiliationInfo/Affiliation"), *person.iterfind("Affiliation")]
    return Name(
        family=family,
        given=given,
        suffix=said(person, "Suffix"),
        literal="" if parted else group,
        orcid=next(filter(None, (orcid(words(one)) for one in stated)), ""),
        affiliation=texts([words(one) for one in places]),
        group=not parted,
    )


def _pages(item: etree._Element) -> str:
    """Return the pages: one range from its ends, which are whole, else in MEDLINE's words (`2-5; discussion 6`)."""
    path = f"{ARTICLE}/Pagination" if item.find(ARTICLE) is not None else "BookDocument/Pagination"
    start, end, range_ = (said(item, f"{path}/{part}") for part in ("StartPage", "EndPage", "MedlinePgn"))
    if start and end and not re.search(r"[;,\s]", range_):
        return start if start == end else f"{start}-{end}"
    return range_ or start


def _article_number(item: etree._Element) -> str:
    """Return the publisher's number of an article without pages, where it is no identifier of another kind."""
    found = [words(one) for one in item.iterfind(f"{ARTICLE}/ELocationID[@EIdType='pii']")]
    return next((one for one in found if one and not PUBLISHER_ITEM.fullmatch(one)), "")


def _abstract(item: etree._Element) -> str:
    """Return the abstract, its sections each under its label; one in another language only where there is no other."""
    for path in (f"{ARTICLE}/Abstract", "BookDocument/Abstract", "MedlineCitation/OtherAbstract"):
        found = item.find(path)
        sections = [] if found is None else [_section(one) for one in found.iterfind("AbstractText")]
        if any(sections):
            return "\n\n".join(filter(None, sections))
    return ""


def _section(element: etree._Element) -> str:
    label, text = element.get("Label", "").strip(), words(element)
    return f"{label}: {text}" if text and label and label.upper() != "UNLABELLED" else text


def _license(item: etree._Element) -> str:
    met = CREATIVE_COMMONS.search(" ".join(words(one) for one in item.iter("CopyrightInformation")))
    return met[0] if met else ""


def _ties(item: etree._Element) -> Iterator[Tie]:
    """Yield the publications and the deposited data that the work is tied to."""
    for one in item.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        yield Tie(one.get("RefType", ""), said(one, "RefSource"), (("pmid", said(one, "PMID")),))
    for bank in item.iterfind(f"{ARTICLE}/DataBankList/DataBank"):
        name = said(bank, "DataBankName").lower()
        for number in bank.iterfind("AccessionNumberList/AccessionNumber"):
            yield Tie("references", ids=((name, words(number)),))
