"""PMC's id converter: the PMID and DOI of a PMCID, 200 in one request. https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/

It knows identifiers alone, of articles in PMC alone, of one kind a request; what it answers leads to those who know the
work. An unknown id is a record with `status: error`. PMIDs are numbers today and were texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from harvester.errors import Refused, Unavailable
from harvester.fetchers import Asking, Unreadable
from harvester.fetchers.reading import SHOWN, attempt, dig, named, text, turned_down
from harvester.identifiers import Identifier
from harvester.record import Origin, Record
from harvester.web.request import Answer, Request

AT = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?format=json&ids="
ABSENT = re.compile(r"not found|invalid|not a valid", re.IGNORECASE)
BAD_IDS = re.compile(r"\b(?:ids?|idtype|identifiers?)\b", re.IGNORECASE)  # a complaint of the question's content


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for all ids."""
    wanted = ("ids", ",".join(one.value for one in ids))
    mail = (("email", asking.contact),) if asking.contact else ()
    params = (wanted, ("idtype", "pmcid"), ("format", "json"), ("tool", "harvest"), *mail)
    return Request("idconv", asking.base, params)


def read(answer: Answer) -> Iterator[Record | Unreadable]:
    """Yield a record of identifiers alone for each id that is in PMC; one that is not is named as such."""
    if answer.status != 200:
        turned_down(answer, _complaint(answer))
    said = answer.json()
    items, complaint = dig(said, "records"), _complaint(answer)
    if not isinstance(items, list):
        raise (Refused if BAD_IDS.search(complaint) else Unavailable)(f"answered {complaint or 'no records'}"[:SHOWN])
    for item in items:
        why = text(dig(item, "errmsg")) or text(dig(item, "status"))
        if dig(item, "status") != "error":
            yield attempt(_record, item)
        elif not ABSENT.search(why):
            yield Unreadable(str(item)[:SHOWN], f"it answered: {why}"[:SHOWN])


def _record(item: Any) -> Record:
    """Return the identifiers of one item. Raises `ValueError` where the PMCID is not among them."""
    asked = text(dig(item, "requested-id"))
    pmcid = named(dig(item, "pmcid") or (asked if asked.startswith("PMC") else ""), "pmcid")
    if pmcid is None:
        raise ValueError("an item without a PMCID")
    others = (named(dig(item, scheme), scheme) for scheme in ("pmid", "doi"))
    return Record((pmcid, *filter(None, others)), {}, Origin("idconv", AT + quote(pmcid.value)))


def _complaint(answer: Answer) -> str:
    """Return the service's own words about a question that it turned down."""
    try:
        said = answer.json()
    except Unavailable:
        return ""
    return text([dig(said, name) for name in ("message", "errmsg", "detail", "error")])
