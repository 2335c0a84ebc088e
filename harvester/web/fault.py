"""How an exchange with a service can fail, and what follows: may it be asked again, is it left alone?"""

from __future__ import annotations

from typing import Literal, NamedTuple

from harvester.errors import Unavailable

Kind = Literal["passing", "slow", "slower", "bot", "refused", "busy", "silent", "unreached", "odd", "late"]


MANY = 9  # as often as the service's row allows


class Reaction(NamedTuple):
    """What follows from a fault.

    `again`: how often the same is asked once more, at most; `leave`: no further request in this run; `counts`: one
    of a row of failures.
    """

    again: int
    leave: bool
    counts: bool = True


REACTIONS: dict[Kind, Reaction] = {
    "passing": Reaction(again=MANY, leave=False),  # reset, time-out, 5xx; a page, half an answer in place of data
    "slow": Reaction(again=1, leave=False),  # half a minute without a byte: it takes too long to be tried often
    "slower": Reaction(again=MANY, leave=False),  # too many requests, and it says for how long
    "bot": Reaction(again=MANY, leave=True),  # a page for robots in place of data
    "refused": Reaction(again=1, leave=True),  # 401, 403, 418: once can be a gateway's mood
    "busy": Reaction(again=0, leave=False),  # too many requests for longer than one waits: the lane is closed
    "silent": Reaction(again=0, leave=True),  # nobody answers: perhaps there is no network at all
    "unreached": Reaction(again=1, leave=True),  # no such name, connection refused, TLS
    "odd": Reaction(again=1, leave=False, counts=False),  # it says something of this one request
    "late": Reaction(again=0, leave=False, counts=False),  # was not sent: no time is left
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
