"""PubMed and PMC's id converter: what is asked, every part of a work, notices on the right work, refusals, entities."""

from __future__ import annotations

import html
import json
import re
import time
from typing import Any

import pytest
import test_fetchers_recorded as recordings
from exchange import Asked, items
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from standin import answers
from test_fetchers import ask, asking, played, records

from harvester.clean.fields import clean_text
from harvester.errors import Refused, Unavailable
from harvester.fetchers import SERVICES, Asking, Unreadable, fetcher
from harvester.fetchers.medline import Tie, day_of_issue, earlier, first_day, ties, type_of
from harvester.identifiers import parse
from harvester.memory import Memory
from harvester.record import Date, Name, Record
from harvester.web.check import checked
from harvester.web.request import Answer
from harvester.web.settings import Settings
from harvester.web.wire import Wire

WIRE = Wire(Settings({"pubmed": SERVICES["pubmed"]}, Memory(None), time.monotonic() + 60, "1"))
MODULE, CONVERTER = fetcher("pubmed"), fetcher("idconv")
XML = {"content-type": "text/xml; charset=UTF-8"}
DOCTYPE = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.example/pubmed.dtd">'


def of(article: str, more: str = "", data: str = "") -> Record:
    """The record of an article with these elements in its Article, MedlineCitation and PubmedData."""
    citation = f'<MedlineCitation><PMID Version="1">7</PMID><Article>{article}</Article>{more}</MedlineCitation>'
    body = f"<PubmedArticle>{citation}<PubmedData>{data}</PubmedData></PubmedArticle>"
    (record,) = records(read(f"<PubmedArticleSet>{body}</PubmedArticleSet>"))
    return record


def read(body: str, status: int = 200) -> list[Record | Unreadable]:
    return list(MODULE.read(Answer(status, "", XML, body.encode())))


def in_issue(parts: str, online: str = "", model: str = "Print-Electronic") -> Record:
    journal = f"<Journal><JournalIssue><PubDate>{parts}</PubDate></JournalIssue></Journal>"
    article = f'<PubmedArticle><MedlineCitation><PMID>7</PMID><Article PubModel="{model}">{journal}{online}</Article>'
    body = f"<PubmedArticleSet>{article}</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    (record,) = records(read(body))
    return record


# --- what is asked


def test_a_list_is_asked_for_as_xml_by_a_named_caller() -> None:
    told = Asking("https://eutils.example", contact="someone@example.org", key="secret")
    request = MODULE.request([parse("pmid:1"), parse("pmid:22")], told)
    assert (request.url, request.accept) == ("https://eutils.example/efetch.fcgi", "text/xml")
    assert dict(request.params) == {
        "db": "pubmed", "id": "1,22", "retmode": "xml", "tool": "harvest", "email": "someone@example.org",
        "api_key": "secret",
    }  # fmt: skip


def test_neither_mail_nor_key_is_sent_where_there_is_none() -> None:
    assert {"email", "api_key"}.isdisjoint(dict(MODULE.request([parse("pmid:1")], asking("pubmed")).params))


@pytest.mark.parametrize("base", ["https://pmc.example/idconv", "https://pmc.example/idconv/"])
def test_the_converter_is_asked_for_one_kind_of_id_at_its_base(base: str) -> None:
    told = Asking(base, contact="someone@example.org")
    request = CONVERTER.request([parse("pmcid:PMC1"), parse("pmcid:PMC22")], told)
    assert request.url == base
    assert dict(request.params) == {
        "ids": "PMC1,PMC22", "idtype": "pmcid", "format": "json", "tool": "harvest", "email": "someone@example.org",
    }  # fmt: skip


# --- titles, people, pages


@pytest.mark.parametrize("inside, title", [
    ("Plain &amp; simple.", "Plain & simple."),
    ("<i>In vivo</i> CO<sub>2</sub> &amp; more", "<i>In vivo</i> CO<sub>2</sub> &amp; more"),
    ("p &lt; 0.05 <b>and</b> q", "p &lt; 0.05 <b>and</b> q"),
    ("\n  spread\n", "spread"),
    ("a<!-- unseen --><?unseen?>b", "ab"),
])  # fmt: skip
def test_a_title_keeps_the_markup_inside_it(inside: str, title: str) -> None:
    assert of(f"<ArticleTitle>{inside}</ArticleTitle>").values["title"] == title


def test_the_markup_of_a_title_is_what_the_cleaner_takes() -> None:
    (record,) = records(ask("pubmed", parse("pmid:98000001")))
    title = clean_text("title", str(record.values["title"]))
    assert title == "Uptake of CO₂ & in vivo rates of $x^{2}$ growth in paper lilies: a trial"


@pytest.mark.parametrize("title", ["[Not Available].", "[In Process Citation]", ""])
def test_the_original_title_stands_where_nobody_translated_it(title: str) -> None:
    values = of(f"<ArticleTitle>{title}</ArticleTitle><VernacularTitle>Titel.</VernacularTitle>").values
    assert values["title"] == "Titel."
    assert "original-title" not in values


def test_a_misspelt_variant_of_an_author_is_no_further_author() -> None:
    people = '<Author ValidYN="Y"><LastName>A</LastName></Author><Author ValidYN="N"><LastName>Aa</LastName></Author>'
    assert of(f"<AuthorList>{people}</AuthorList>").values["author"] == (Name(family="A"),)


@pytest.mark.parametrize("person, name", [
    ("<LastName>A</LastName><ForeName>B C</ForeName><Initials>BC</Initials>", Name(family="A", given="B C")),
    ("<LastName>A</LastName><Initials>BC</Initials><Suffix>3rd</Suffix>", Name(family="A", given="BC", suffix="3rd")),
    ("<CollectiveName>The Group</CollectiveName>", Name(literal="The Group", group=True)),
    ('<LastName>A</LastName><Identifier Source="ORCID">0000000218250097</Identifier>', Name(family="A")),
    ('<LastName>A</LastName><Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier>',
     Name(family="A", orcid="0000-0002-1825-0097")),
    ('<LastName>A</LastName><Identifier Source="GRID">0000-0002-1825-0097</Identifier>', Name(family="A")),
    ("<LastName>A</LastName><Affiliation>Old place</Affiliation>", Name(family="A", affiliation=("Old place",))),
])  # fmt: skip
def test_a_person_is_read_in_every_form(person: str, name: Name) -> None:
    assert of(f"<AuthorList><Author>{person}</Author></AuthorList>").values["author"] == (name,)


@pytest.mark.parametrize("parts, pages", [
    ("<MedlinePgn>132-42</MedlinePgn>", "132-42"),
    ("<StartPage>132</StartPage><EndPage>142</EndPage><MedlinePgn>132-42</MedlinePgn>", "132-142"),
    ("<StartPage>2</StartPage><EndPage>5</EndPage><MedlinePgn>2-5; discussion 6</MedlinePgn>", "2-5; discussion 6"),
    ("<StartPage>110870</StartPage><MedlinePgn>110870</MedlinePgn>", "110870"),
    ("<StartPage>7</StartPage><EndPage>7</EndPage>", "7"),
])  # fmt: skip
def test_pages_are_whole_where_the_service_says_them_whole(parts: str, pages: str) -> None:
    assert of(f"<Pagination>{parts}</Pagination>").values["page"] == pages


@pytest.mark.parametrize("pii, number", [
    ("e000345", "e000345"), ("NEJMoa1", "NEJMoa1"), ("S2049-3630(23)00001-9", None), ("10.5555/x", None),
])  # fmt: skip
def test_an_article_number_is_no_publishers_item(pii: str, number: str | None) -> None:
    place = f'<ELocationID EIdType="pii">{pii}</ELocationID>'
    assert of(place).values.get("number") == number
    assert "number" not in of(f"{place}<Pagination><MedlinePgn>1-2</MedlinePgn></Pagination>").values


def test_the_ids_of_the_references_are_not_the_works() -> None:
    own = '<ArticleIdList><ArticleId IdType="pubmed">7</ArticleId></ArticleIdList>'
    other = own.replace('"pubmed">7', '"doi">10.5555/other')
    record = of("", data=f"{own}<ReferenceList><Reference>{other}</Reference></ReferenceList>")
    assert list(map(str, record.ids)) == ["pmid:7"]


@pytest.mark.parametrize("valid, ids", [("Y", ["pmid:7", "doi:10.5555/a"]), ("N", ["pmid:7"])])
def test_the_place_of_an_article_is_its_doi_unless_that_is_marked_bad(valid: str, ids: list[str]) -> None:
    place = f'<ELocationID EIdType="doi" ValidYN="{valid}">10.5555/A</ELocationID>'
    assert list(map(str, of(place).ids)) == ids


# --- dates


@pytest.mark.parametrize("parts, day", [
    ("<Year>2024</Year><Month>Jan</Month><Day>05</Day>", Date(2024, 1, 5)),
    ("<Year>2024</Year><Month>08</Month>", Date(2024, 8)),
    ("<Year>2024</Year>", Date(2024)),
    ("<Year>1998</Year><Season>Fall</Season>", Date(1998)),
    ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", Date(1998, 12)),
    ("<MedlineDate>2000 Nov 16-23</MedlineDate>", Date(2000, 11, 16)),
    ("<MedlineDate>2000 Spring</MedlineDate>", Date(2000)),
    ("<MedlineDate>1975-1976</MedlineDate>", Date(1975)),
])  # fmt: skip
def test_the_issues_date_is_read_in_every_form(parts: str, day: Date) -> None:
    record = in_issue(parts)
    assert (record.values["issued"], record.values["published-print"]) == (day, day)


ONLINE = '<ArticleDate DateType="Electronic"><Year>2023</Year><Month>11</Month><Day>09</Day></ArticleDate>'


@pytest.mark.parametrize("issue, issued", [
    ("<Year>2024</Year><Month>Jan</Month>", Date(2023, 11, 9)),
    ("<Year>2023</Year><Month>Mar</Month>", Date(2023, 3)),
    ("<Year>2023</Year>", Date(2023, 11, 9)),  # the same, said more exactly
])  # fmt: skip
def test_a_work_came_out_on_the_earlier_of_its_days(issue: str, issued: Date) -> None:
    values = in_issue(issue, ONLINE).values
    assert (values["issued"], values["published-online"]) == (issued, Date(2023, 11, 9))


def test_what_appears_online_alone_has_no_day_in_print() -> None:
    values = in_issue("<Year>2024</Year>", model="Electronic-eCollection").values
    assert values["published-online"] == Date(2024)
    assert "published-print" not in values


DAYS = st.builds(Date, st.integers(1900, 2030), st.integers(1, 12), st.integers(1, 28))
INEXACT = st.one_of(DAYS, DAYS.map(lambda day: Date(day.year, day.month)), DAYS.map(lambda day: Date(day.year)))


@given(one=INEXACT, other=INEXACT)
def test_which_of_two_days_is_earlier_does_not_hang_on_their_order(one: Date, other: Date) -> None:
    found = earlier(one, other)
    assert found == earlier(other, one)
    assert found in (one, other)
    assert found is not None
    assert found.year == min(one.year, other.year)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_is_too_strange_for_a_medline_date(text: str) -> None:
    found = first_day(text)
    assert found is None or (str(found.year).zfill(4) in text and found.month <= 12 and found.day <= 31)


@pytest.mark.parametrize("reference, day", [
    ("Cell Rep. 2022 Jun 28;39(13):111044. doi: 10.1016/j.x.", Date(2022, 6, 28)),
    ("J Infect Dis 1998 Aug;178(2):601", Date(1998, 8)),
    ("bioRxiv. 2022 Dec 24:2022.12.24.000001", Date(2022, 12, 24)),
    ("The reeds of 1999, in press", None),
])  # fmt: skip
def test_the_day_of_a_notice_is_that_of_its_citation(reference: str, day: Date | None) -> None:
    assert day_of_issue(reference) == day


# --- ties to other publications


def tied(kind: str, types: tuple[str, ...] = (), reference: str = "", pmid: str = "5") -> dict[str, list[str]]:
    claims, values = ties([Tie(kind, reference, (("pmid", pmid),))], types)
    said = {name: list(map(str, told)) for name, told in values.items() if isinstance(told, tuple) and told}
    return said | ({"claims": [f"{one.relation} {one.identifier}" for one in claims]} if claims else {})


PREPRINT = ("Journal Article", "Preprint")
SERVER = "medRxiv [Preprint]. 2021 Sep 2:2021.09.01.1. doi: 10.1101/2021.09.01.1."


@pytest.mark.parametrize("kind, types, reference, said", [
    ("RetractionIn", ("Retracted Publication",), "", {"updated-by": ["retraction pmid:5"]}),
    ("Retraction in", (), "A. 2001 Jul;1:2. doi: 10.5555/Notice.", {"updated-by": ["retraction doi:10.5555/notice pmid:5 2001-07"]}),
    ("ErratumIn", (), "", {"updated-by": ["erratum pmid:5"]}),
    ("ExpressionOfConcernIn", (), "", {"updated-by": ["expression_of_concern pmid:5"]}),
    ("Expression of concern in", (), "", {"updated-by": ["expression_of_concern pmid:5"]}),
    ("CorrectedandRepublishedIn", (), "", {"updated-by": ["correction pmid:5"]}),
    ("RetractionOf", ("Retraction of Publication",), "", {"update-to": ["retraction pmid:5"]}),
    ("ErratumFor", ("Published Erratum",), "A. 2001 Jul;1:2.", {"update-to": ["erratum pmid:5"]}),
    ("CommentIn", ("Retracted Publication",), "",
     {"updated-by": ["retraction"], "claims": ["has-comment pmid:5"]}),
    ("UpdateIn", PREPRINT, "Nature. 2024", {"claims": ["is-preprint-of pmid:5"]}),
    ("Preprint of", PREPRINT, "", {"claims": ["is-preprint-of pmid:5"]}),
    ("UpdateOf", (), SERVER, {"claims": ["has-preprint doi:10.1101/2021.09.01.1", "has-preprint pmid:5"]}),
    ("UpdateOf", (), "Cochrane Database Syst Rev. 2005;(2):CD000001", {"claims": ["obsoletes pmid:5"]}),
    ("UpdateIn", (), "Cochrane Database Syst Rev. 2009;(2):CD000001", {"claims": ["is-obsoleted-by pmid:5"]}),
    ("RepublishedIn", (), "", {"claims": ["republished-in pmid:5"]}),
    ("Summary for patients in", (), "", {"claims": ["summary-for-patients-in pmid:5"]}),
    ("Cites", (), "", {}),
])  # fmt: skip
def test_each_tie_is_a_notice_on_this_work_or_of_another_or_a_relation(
    kind: str, types: tuple[str, ...], reference: str, said: dict[str, list[str]]
) -> None:
    assert tied(kind, types, reference) == said


def test_a_notice_without_an_identifier_keeps_its_citation() -> None:
    said = tied("ErratumIn", reference="J Made Works 1998 Aug;178(2):601", pmid="")
    assert said == {"updated-by": ["erratum 1998-08"], "relation": ["erratum-in J Made Works 1998 Aug;178(2):601"]}


@pytest.mark.parametrize("types, csl", [
    (("Journal Article", "D000076942"), "article"),
    (("Retraction of Publication",), "article-journal"),
    (("Journal Article", "Dataset"), "dataset"),
    ((), "article-journal"),
])  # fmt: skip
def test_the_type_is_the_first_that_decides(types: tuple[str, ...], csl: str) -> None:
    assert type_of(types) == csl


# --- unknown, refused, no answer


def test_a_set_without_articles_knows_none() -> None:
    assert read(f'<?xml version="1.0" ?>\n{DOCTYPE}\n<PubmedArticleSet></PubmedArticleSet>') == []


def test_a_malformed_id_is_refused_in_the_services_words() -> None:
    request = MODULE.request([parse("pmid:7")], asking("pubmed"))
    url = request.url + "?db=pubmed&id=7,abc&retmode=xml"
    with pytest.raises(Refused, match="Invalid uid abc"):
        list(MODULE.read(played("pubmed", type(request)("pubmed", url, accept="text/xml"))))


@pytest.mark.parametrize("words, kind", [
    ("Empty id list - nothing todo", Refused),
    ("ID list is empty! Possibly it has no correct IDs.", Refused),
    ("Invalid uid abc at position= 0", Refused),
    ("Search Backend failed: address table is empty", Unavailable),
    ("Unable to obtain query #1", Unavailable),
])  # fmt: skip
@pytest.mark.parametrize("root", ["eFetchResult", "PubmedArticleSet"])
def test_an_error_is_the_questions_fault_only_where_it_speaks_of_ids(
    root: str, words: str, kind: type[Unavailable]
) -> None:
    with pytest.raises(Unavailable, match=re.escape(words)) as raised:
        read(f"<{root}><ERROR>{words}</ERROR></{root}>")
    assert type(raised.value) is kind


def test_a_summary_is_not_the_set_that_was_asked_for() -> None:
    with pytest.raises(Unavailable, match="eSummaryResult"):
        read("<eSummaryResult/>")


def test_a_named_dtd_is_never_loaded_and_what_it_would_declare_stays_a_word() -> None:
    title = "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>A&nbsp;B</ArticleTitle></Article>"
    (record,) = records(
        read(f"{DOCTYPE}<PubmedArticleSet>{title}</MedlineCitation></PubmedArticle></PubmedArticleSet>")
    )
    assert clean_text("title", str(record.values["title"])) == "A B"


def test_entities_that_an_answer_declares_are_refused() -> None:
    bad = DOCTYPE.replace('.dtd">', '.dtd" [<!ENTITY a SYSTEM "file:///etc/hostname">]>')
    with pytest.raises(Unavailable, match="declares entities"):
        read(f"{bad}<PubmedArticleSet>&a;</PubmedArticleSet>")


def test_the_answer_passes_the_check_that_every_answer_passes() -> None:
    request = MODULE.request([parse("pmid:98000001")], asking("pubmed"))
    answer = played("pubmed", request)
    assert b"<!DOCTYPE PubmedArticleSet PUBLIC" in answer.body
    assert checked(lambda _: answer, WIRE)(request) is answer


def test_an_item_that_cannot_be_read_costs_that_item() -> None:
    good = "<PubmedArticle><MedlineCitation><PMID>{}</PMID></MedlineCitation></PubmedArticle>"
    items_ = [good.format(7), good.format("none"), "<PubmedArticle/>", good.format(8), "<DeleteCitation/>"]
    found = read(f"<PubmedArticleSet>{''.join(items_)}</PubmedArticleSet>")
    assert [type(one) for one in found] == [Record, Unreadable, Unreadable, Record]


@pytest.mark.parametrize("lines", items("pubmed"), ids=lambda lines: lines[2])
def test_an_empty_element_costs_that_field_at_most(lines: list[str]) -> None:
    root = etree.fromstring("\n".join(lines))
    (whole,) = records(read(f"<PubmedArticleSet>{etree.tostring(root).decode()}</PubmedArticleSet>"))
    for element in [one for one in root.iter() if one.text and one.text.strip()]:
        kept, element.text = element.text, None
        (found,) = read(f"<PubmedArticleSet>{etree.tostring(root).decode()}</PubmedArticleSet>")
        element.text = kept
        if isinstance(found, Unreadable):
            assert element.tag == "PMID"
            continue
        assert len(set(whole.values) - set(found.values)) <= 2, element.tag


@given(pick=st.integers(0, 10**6), strange=st.sampled_from(["", "0", "\u202e", "x" * 5000, "<b>", "10.5555/", "-1"]))
def test_whatever_an_element_holds_is_read_or_named(pick: int, strange: str) -> None:
    lines = items("pubmed")[pick % len(items("pubmed"))]
    root = etree.fromstring("\n".join(lines))
    elements = list(root.iter())
    elements[pick % len(elements)].text = strange
    for one in read(f"<PubmedArticleSet>{etree.tostring(root).decode()}</PubmedArticleSet>"):
        assert isinstance(one, Record | Unreadable)


# --- the id converter


def converted(*found: dict[str, Any], **said: Any) -> list[Record | Unreadable]:
    body = json.dumps({"status": "ok", "records": list(found), **said})
    return list(CONVERTER.read(Answer(200, "", {"content-type": "application/json"}, body.encode())))


@pytest.mark.parametrize("item", [
    {"pmcid": "PMC22", "pmid": 7, "doi": "10.5555/A", "requested-id": "PMC22"},
    {"pmcid": "PMC22", "pmid": "7", "doi": "10.5555/a", "versions": [{"pmcid": "PMC22.1", "current": "true"}]},
    {"pmcid": None, "pmid": 7, "doi": "10.5555/a", "requested-id": "PMC22"},
])  # fmt: skip
def test_the_old_and_the_new_form_hold_the_same_ids_and_no_title(item: dict[str, Any]) -> None:
    (record,) = records(converted(item))
    assert list(map(str, record.ids)) == ["pmcid:PMC22", "pmid:7", "doi:10.5555/a"]
    assert not record.values


@pytest.mark.parametrize("words", ["Identifier not found in PMC", "invalid article id", "Not a valid ID"])
def test_an_id_that_is_named_as_not_there_is_missing(words: str) -> None:
    assert converted({"requested-id": "PMC22", "status": "error", "errmsg": words}) == []


def test_an_id_with_another_error_is_not_said_to_be_missing() -> None:
    (found,) = converted({"requested-id": "PMC22", "status": "error", "errmsg": "backend timed out"})
    assert isinstance(found, Unreadable)
    assert found.why == "it answered: backend timed out"


def test_an_item_that_holds_no_pmcid_costs_that_item() -> None:
    good = {"pmcid": "PMC22"}
    assert [type(one) for one in converted(good, {}, {"pmid": 7, "requested-id": "7"})] == [Record, *[Unreadable] * 2]


@pytest.mark.parametrize("words, kind", [("Invalid idtype", Refused), ("internal failure", Unavailable)])
def test_an_error_for_all_is_the_questions_fault_only_where_it_speaks_of_ids(
    words: str, kind: type[Unavailable]
) -> None:
    with pytest.raises(Unavailable, match=words) as raised:
        converted(status="error", records=None, message=words)
    assert type(raised.value) is kind


# --- the recorded answers


MARKUP = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def texts_of(element: Any, *paths: str) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for path in paths for one in element.iterfind(path)]


def flat(text: str) -> str:
    """Words without markup and entities, for a comparison."""
    return " ".join(html.unescape(MARKUP.sub("", text)).split())


@recordings.pytestmark
@recordings.table("pubmed", "<PubmedArticleSet", "[be][af]*")
def test_nothing_of_a_recorded_work_is_lost(recorded: dict[str, Any]) -> None:
    root: Any = etree.fromstring(recorded["body"].encode())
    found = recordings.records("pubmed", recorded)
    assert len(found) == len(root)
    for item, record in zip(root, found, strict=True):
        told = flat(recordings.words(record))
        said = texts_of(item, ".//ArticleTitle", ".//VernacularTitle", ".//BookTitle", ".//Title", ".//ISOAbbreviation",
                        ".//ISSN", ".//Volume", ".//Issue", ".//AbstractText", ".//Language", ".//PublisherName",
                        ".//PublisherLocation", ".//Isbn", ".//RefSource/../PMID", "./MedlineCitation/PMID")  # fmt: skip
        said += [one.get("Label") for one in item.iterfind(".//AbstractText[@Label]")]
        said += [
            one.lower()
            for one in texts_of(
                item, "./PubmedData/ArticleIdList/ArticleId[@IdType='doi']", ".//ELocationID[@EIdType='doi']"
            )
        ]
        assert [one for one in said if flat(one) not in told] == []


@recordings.pytestmark
@recordings.table("pubmed", "<PubmedArticleSet", "[be][af]*")
def test_the_people_and_days_of_a_recorded_work_are_all_there_in_order(recorded: dict[str, Any]) -> None:
    root: Any = etree.fromstring(recorded["body"].encode())
    for item, record in zip(root, recordings.records("pubmed", recorded), strict=True):
        lists = item.xpath("./MedlineCitation/Article/AuthorList | ./BookDocument/AuthorList")
        people = [one for list_ in lists for one in list_ if one.get("ValidYN") != "N"]
        names = record.values.get("author", ())
        assert len(names) == len(people)
        for person, name in zip(people, names, strict=True):
            assert isinstance(name, Name)
            assert texts_of(person, "LastName", "CollectiveName") == [name.family or name.literal]
            assert (texts_of(person, "ForeName") or [""]) == [name.given]
            assert (texts_of(person, "Suffix") or [""]) == [name.suffix]
            assert set(texts_of(person, "AffiliationInfo/Affiliation")) == {
                " ".join(one.split()) for one in name.affiliation
            }
            assert name.orcid in " ".join(texts_of(person, "Identifier[@Source='ORCID']"))
            assert bool(name.orcid) == bool(texts_of(person, "Identifier[@Source='ORCID']"))
        years = set(
            texts_of(
                item, ".//JournalIssue/PubDate/Year", ".//ArticleDate/Year", "./BookDocument/ContributionDate/Year"
            )
        ) | {one[:4] for one in texts_of(item, ".//JournalIssue/PubDate/MedlineDate")}
        assert {str(value)[:4] for term, value in record.values.items() if term in ("issued", "published-print",
                "published-online")} == years  # fmt: skip


@recordings.pytestmark
def test_the_recorded_retraction_stands_on_the_work_and_not_on_its_notice() -> None:
    _, recorded = next(recordings.exchanges("pubmed", "baseline*"))
    found = {record.ids[0].value: record.values for record in recordings.records("pubmed", recorded)}
    assert found["8655018"]["updated-by"] == ("retraction pmid:9867474 1998-07",)
    assert found["9634358"]["update-to"] == ("retraction pmid:8393056",)
    assert not any(one.startswith("retraction") for one in found["9634358"].get("updated-by", ()))  # type: ignore[union-attr]


@recordings.pytestmark
@recordings.table("pmc-idconv", r'"records"|"status"')
def test_a_recorded_conversion_leads_from_each_id_to_the_others(recorded: dict[str, Any]) -> None:
    for item, record in zip(
        json.loads(recorded["body"])["records"], recordings.records("idconv", recorded), strict=True
    ):
        assert [one.value for one in record.ids] == [item["pmcid"], str(item["pmid"]), item["doi"]]


@recordings.pytestmark
def test_the_stand_in_answers_in_the_form_of_pubmed() -> None:
    recorded = [one["body"] for _, one in recordings.exchanges("pubmed") if "<PubmedArticleSet" in one["body"][:400]]
    theirs = {element for body in recorded for element in recordings.elements(body)}
    documented = {"FirstName", "Season", "MedlineDate", "Affiliation", "OtherAbstract", "DataBankList", "DataBank",
                  "DataBankName", "AccessionNumberList", "AccessionNumber", "CollectionTitle", "Edition", "Isbn", "sub"}  # fmt: skip
    for lines in items("pubmed"):
        found = recordings.elements(f"<PubmedArticleSet>{''.join(lines)}</PubmedArticleSet>")
        known = {tag.split(" ")[0] for way in theirs for tag in way} | documented
        assert {way[-1].split(" ")[0] for way in found if "math" not in way[-1].lower()} <= known


@recordings.pytestmark
def test_the_stand_in_answers_in_the_form_of_the_converter() -> None:
    asked = Asked(
        "idconv", "/tools/idconv/api/v1/articles/?ids=PMC99000007,PMC1&idtype=pmcid&format=json&tool=x&email=y"
    )
    mine = recordings.paths(json.loads(answers("idconv").answer(asked).body))
    theirs = recordings.recorded_paths("pmc-idconv", "*", r'^\{"status"') | {".records[].status", ".records[].errmsg"}
    assert mine - theirs - {".request.warnings[]"} == set()


def test_the_rows_demand_no_more_than_an_address_holds() -> None:
    longest = [parse(f"pmid:{99_999_999 - number}") for number in range(SERVICES["pubmed"].batch)]
    told = asking("pubmed", contact="someone.with.a.long.name@a.long.department.example.org")
    assert len(MODULE.request(longest, told).address) < 4000
