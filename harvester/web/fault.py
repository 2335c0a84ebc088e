"""How an exchange with a service can fail, and what follows: may it be asked again, is it left alone?"""

from __future__ import annotations

from typing import Literal, NamedTuple

from harvester.errors import Unavailable

Kind = Literal["passing", "slower", "bot", "refused", "busy", "silent", "unreached", "odd", "late"]


class Reaction(NamedTuple):
    """`again`: ask the same once more; `leave`: no further request in this run; `counts`: one of a row of failures."""

    again: bool
    leave: bool
    counts: bool = True


REACTIONS: dict[Kind, Reaction] = {
    "passing": Reaction(again=True, leave=False),  # reset, time-out, 5xx; a page, half an answer in place of data
    "slower": Reaction(again=True, leave=False),  # too many requests, and it says for how long
    "bot": Reaction(again=True, leave=True),  # a page for robots in place of data
    "refused": Reaction(again=False, leave=True),  # 401, 403, 418
    "busy": Reaction(again=False, leave=True),  # too many requests for longer than one waits
    "silent": Reaction(again=False, leave=True),  # nobody answers: perhaps there is no network at all
    "unreached": Reaction(again=False, leave=True),  # no such name, connection refused, TLS
    "odd": Reaction(again=False, leave=False, counts=False),  # it says something of this one request
    "late": Reaction(again=False, leave=False, counts=False),  # was not sent: no time is left
}
REFUSALS = frozenset({"slower", "bot", "refused", "busy"})  # what closes a service whose row says `shut`


class Fault(Unavailable):
    """One exchange failed. `after` are the seconds for which the service asked to be left alone, where it did."""

    def __init__(
        self,
        what: str,
        *,
        kind: Kind = "passing",
        after: float | None = None,
        advice: str = "",
        where: tuple[str, ...] = (),
    ) -> None:
        super().__init__(what, advice=advice, where=where)
        self.kind, self.after = kind, after
