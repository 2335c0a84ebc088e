"""The one client that all fetchers use, layer upon layer."""

from __future__ import annotations

from dataclasses import replace

from harvester.errors import Unavailable
from harvester.web.address import host_of
from harvester.web.check import checked
from harvester.web.network import bounded
from harvester.web.pace import paced
from harvester.web.redirect import followed
from harvester.web.request import Answer, Request, Send, Service
from harvester.web.retry import retried
from harvester.web.settings import Settings
from harvester.web.wire import Wire

PAGES = 0.2  # seconds between two pages of one site


def stack(wire: Wire) -> Send:
    """Return the client of one run: a network that is bounded and paced hop by hop, checked, and patient.

    It raises `Unavailable` alone, in words that hold no key; `wire` counts, and knows who is left alone and why.
    """
    hop = paced(bounded(wire), wire)
    return retried(checked(followed(hop, wire), wire), wire)


def page(settings: Settings, url: str) -> Answer:
    """Return a page that the user named, fetched as politely and as bounded; no other host is followed to.

    Raises `Unavailable`, also for any status but 200.
    """
    try:
        row = Service(host_of(url), url, "page", (), interval=PAGES)
    except ValueError as error:
        raise Unavailable(f"{url!r} is no web address: {error}") from error
    wire = Wire(replace(settings, services={row.name: row}))
    answer = stack(wire)(Request(row.name, url, accept="text/html, */*;q=0.8"))
    if answer.status != 200:
        raise Unavailable(f"answered {answer.status}")
    return answer
