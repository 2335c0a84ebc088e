"""Publisher Item Identifiers (ScienceDirect's addresses): Crossref's works that name them, in lists.

A record holds them as `alternative-id`, without punctuation; crossref.py takes those into its ids, so that its reader
serves here too. https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from collections.abc import Sequence

from harvester.fetchers import Asking
from harvester.fetchers.crossref import read
from harvester.identifiers import Identifier
from harvester.web.request import Request

__all__ = ["read", "request"]

ROWS = 100  # more than are asked for: two works may name one


def request(ids: Sequence[Identifier], asking: Asking) -> Request:
    """Return the request for the works that name one of the ids; the same filter twice means either."""
    wanted = ",".join(f"alternative-id:{one.value}" for one in ids)
    mail = (("mailto", asking.contact),) if asking.contact else ()
    return Request("crossref_by_pii", f"{asking.base}/works", (("filter", wanted), ("rows", str(ROWS)), *mail))
