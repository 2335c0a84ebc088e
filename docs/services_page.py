"""Print docs/services.md, which is made from the fetchers' tables: python docs/services_page.py > docs/services.md"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from harvester.fetchers import ALSO, PUBLISHED, ROUTES, SERVICES  # noqa: E402
from harvester.web.request import Service  # noqa: E402

BEGIN = """# The services

This page is made from the tables of `harvester/fetchers/`; `python docs/services_page.py > docs/services.md` makes it
anew. Each service can be moved, slowed down or switched off under `services:` in [sources.yaml](sources.md), and moved
by its variable.

## Who is asked for what

The next service is asked only for what the last one did not know; what an answer says to be the same work is asked for
in another round.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([BEGIN, *routes(), "", *further(), "", *table(), "", *details()]).rstrip() + "\n"


def routes() -> Iterator[str]:
    """Yield the table of ROUTES."""
    yield "| identifier | services, in order |"
    yield "|---|---|"
    for scheme, names in ROUTES.items():
        yield f"| `{scheme}` | {', '.join(names)} |"


def further() -> Iterator[str]:
    """Yield the tables of PUBLISHED and ALSO."""
    yield "## Who is asked further"
    yield ""
    yield "In lists alone, and only where no answer says it: for a work's other version, and for a field that an output"
    yield "shows on request."
    yield ""
    yield "| what | services |"
    yield "|---|---|"
    for scheme, names in PUBLISHED.items():
        yield f"| the other version of `{scheme}` | {', '.join(names)} |"
    for field, names in ALSO.items():
        yield f"| {field} | {', '.join(names)} |"


def table() -> Iterator[str]:
    """Yield the table of SERVICES."""
    yield "## How they are asked"
    yield ""
    yield "| service | identifiers in one request | seconds between two | tried again | variable | default |"
    yield "|---|---|---|---|---|---|"
    for row in SERVICES.values():
        batch = "all: one search a person" if row.per_person else str(row.batch)
        yield f"| {row.name} | {batch} | {row.interval:g} | {row.retries} | `{row.variable}` | <{row.base}> |"


def details() -> Iterator[str]:
    """Yield what each module says of its service."""
    for row in SERVICES.values():
        yield f"## {row.name}"
        yield ""
        yield (import_module(f"harvester.fetchers.{row.name}").__doc__ or "").strip()
        yield ""
        yield from notes(row)


def notes(row: Service) -> Iterator[str]:
    """Yield what the row says that the table has no column for."""
    told = [
        (row.needs_key, f"Asked only where `{row.key}` holds a key."),
        (row.key and not row.needs_key, f"`{row.key}` may hold a key."),
        (row.keyless, f"Without a key it is asked for {row.keyless} at a time."),
        (row.shut, f"Once it turns us away it is left alone for {row.shut / 60:g} minutes."),
        (row.hosts, f"Redirects are followed to {' and '.join(row.hosts)} alone."),
    ]
    yield from (f"- {text}" for holds, text in told if holds)
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
