"""What the stand-in is asked and what it answers, as values; and the works that it knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """One request: `path` decoded, `params` the first value of each, `switches` what the stand-in was told to play."""

    service: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes = b""
    switches: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.address).path)

    @property
    def params(self) -> dict[str, str]:
        pairs = parse_qsl(urlsplit(self.address).query, keep_blank_values=True)
        return dict(reversed(pairs))

    def ids(self, param: str) -> list[str]:
        """The values of a parameter that holds a list."""
        return [one for one in self.params.get(param, "").split(",") if one]


@dataclass(frozen=True)
class Reply:
    """One answer; `how` it is sent, where not plainly (see standin_faults.py)."""

    status: int = 200
    kind: str = "application/json"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    how: str = ""


def as_json(value: Any, status: int = 200, kind: str = "application/json", **headers: str) -> Reply:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, kind, body, {name.replace("_", "-"): text for name, text in headers.items()})


@cache
def cases(service: str) -> tuple[dict[str, Any], ...]:
    """The files of a service's folder: `item` as the service gives it, `record` what a reader makes of it."""
    return tuple(json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / service / "works").glob("*.json")))


def items(service: str) -> list[Any]:
    return [case["item"] for case in cases(service)]
