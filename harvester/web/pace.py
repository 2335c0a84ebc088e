"""Whose turn it is: one request at a time to a server, no two closer than its interval, across processes."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from harvester.web.fault import Fault
from harvester.web.request import Answer, Request, Send
from harvester.web.wire import Lane, Wire

OVER = frozenset({403, 429})  # what comes where an allowance is used up
UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def paced(send: Send, wire: Wire) -> Send:
    """Return a `Send` that waits for the lane's turn; a Retry-After puts off everybody's.

    Raises `Fault` at once where the turn comes after the deadline; the turn is then left to others.
    """

    def ask(request: Request) -> Answer:
        lane = wire.lane(request)
        with wire.alone(lane):
            _wait(request, lane, wire)
            wire.tally(request, "requests")
            answer = send(request)
            seconds = retry_after(answer)
            if seconds is not None and seconds <= wire.settings.limits.patience:
                wire.settings.memory.postpone(lane.name, seconds)
            wire.learn(lane, spacing(answer.headers))
        return answer

    return ask


def _wait(request: Request, lane: Lane, wire: Wire) -> None:
    left = wire.left()
    seconds = wire.settings.memory.reserve(lane.name, lane.interval, left)
    if seconds > left:
        raise Fault("its turn comes after the deadline", kind="late")
    if seconds > 0:
        wire.log(request, f"{seconds:.0f} s until its turn ({lane.interval:g} s between requests)")
        time.sleep(seconds)


def retry_after(answer: Answer) -> float | None:
    """Return the seconds for which a refusing service wants to be left alone; None where it doesn't say.

    The later of Retry-After (RFC 9110, 10.2.3) and, where nothing of an allowance remains, X-RateLimit-Reset
    (https://developers.openalex.org/api-reference/authentication).
    """
    if answer.status < 400:
        return None
    told = [answer.headers.get("retry-after", "")]
    if answer.status in OVER and answer.headers.get("x-ratelimit-remaining", "").strip() == "0":
        told.append(answer.headers.get("x-ratelimit-reset", ""))
    return max((seconds for one in told if (seconds := _seconds(one.strip(), answer)) is not None), default=None)


def _seconds(text: str, answer: Answer) -> float | None:
    """Return seconds, or those until an HTTP date, which is measured by the service's own clock where it shows one."""
    if re.fullmatch(r"\d{1,12}(\.\d*)?", text):
        return float(text)
    until, now = _moment(text), _moment(answer.headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds()) if until else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def spacing(headers: Mapping[str, str]) -> float:
    """Return the seconds between two requests that the headers ask for, at most a minute; 0 where they don't.

    `x-rate-limit-limit: 3` with `x-rate-limit-interval: 1s`, as Crossref sends them.
    """
    limit = re.fullmatch(r"[1-9]\d{0,8}", headers.get("x-rate-limit-limit", "").strip())
    window = re.fullmatch(r"(\d{1,6})([smh]?)", headers.get("x-rate-limit-interval", "").strip())
    return min(60.0, int(window[1]) * UNITS[window[2]] / int(limit[0])) if limit and window else 0.0
