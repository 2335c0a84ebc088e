"""The one client that all fetchers use, layer upon layer, and the one for `--offline`."""

from __future__ import annotations

from typing import Never

from harvester.errors import Unavailable
from harvester.web.check import checked
from harvester.web.network import bounded
from harvester.web.pace import paced
from harvester.web.redirect import followed
from harvester.web.request import Request, Send
from harvester.web.retry import retried
from harvester.web.wire import Wire


def stack(wire: Wire) -> Send:
    """Return the client of one run: a network that is bounded and paced hop by hop, checked, and patient.

    It raises `Unavailable` alone, in words that hold no key; `wire` counts, and knows who is left alone and why.
    """
    hop = paced(bounded(wire), wire)
    return retried(checked(followed(hop, wire), wire), wire)


def nowhere(request: Request) -> Never:
    """Ask nobody: `--offline`. Raises `Unavailable`."""
    raise Unavailable(f"{request.service} was not asked: offline")
