"""IEEE document numbers without IEEE: what Crossref has of a person's works at IEEE, one search a person.

No number is ever sent. A record of the answer that itself proves a number (crossref.py says how) is taken for it, and
no other; so its reader is Crossref's. https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from collections.abc import Sequence

from harvester.fetchers import Asking
from harvester.fetchers.crossref import read
from harvester.identifiers import Identifier
from harvester.web.request import Request

__all__ = ["read", "request"]

IEEE = "263"  # the member's number
ROWS = 200  # most people have fewer works there; `select` would make it lighter, but refuses `resource`


def request(ids: Sequence[Identifier], asking: Asking) -> Request:  # noqa: ARG001  the search is the same for all
    """Return the search for the works of the first of the people."""
    params = (("filter", f"member:{IEEE}"), ("query.author", asking.people[0]), ("rows", str(ROWS)))
    mail = (("mailto", asking.contact),) if asking.contact else ()
    return Request("ieee_by_evidence", f"{asking.base}/works", params + mail)
