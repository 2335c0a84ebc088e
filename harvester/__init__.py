"""harvest: from the links of a page to its bibliography. `from harvester import harvest, parse`."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "harvest", "parse"]


def __getattr__(name: str) -> Any:
    """Import the two doors only when they are opened: `harvest --version` must not pay for them."""
    if name == "parse":
        from harvester.identifiers import parse

        return parse
    if name == "harvest":
        from harvester.doors import harvest

        return harvest
    raise AttributeError(f"module 'harvester' has no attribute {name!r}")
