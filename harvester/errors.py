"""What can go wrong, in words: what happened, where, and what to do.

HarvestError
├── IdentifierError     a text that names no work
├── ConfigError         command line, environment or sources.yaml: exit status 2
├── InputError          a page or file that can't be read
└── Unavailable         a service gave no usable answer; says nothing about what it knows
    └── Refused         it turned down what was asked: another question, or half of this one, may be answered
"""

from __future__ import annotations

from dataclasses import dataclass


class HarvestError(Exception):
    """An error that knows its way: each caller adds its step with `under`, only the command prints.

    `what` is one sentence without a full stop, `advice` says what to do, `where` is the path of steps,
    outermost first (`("sources.yaml:12", "works[3]", "arxiv")`).
    """

    def __init__(self, what: str, *, advice: str = "", where: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what, self.advice, self.where = what, advice, where

    def under(self, step: str) -> HarvestError:
        """Return the same error one step further out."""
        return type(self)(self.what, advice=self.advice, where=(step, *self.where))

    def __str__(self) -> str:
        place, *steps = self.where or ("",)
        path = ".".join(steps).replace(".[", "[")
        return ": ".join(filter(None, (place, path, self.what))) + (f"; {self.advice}" if self.advice else "")


class IdentifierError(HarvestError):
    """A text that names no work."""


class UnknownForm(IdentifierError):
    """A text that has no identifier's form, where others have one and are none."""


class ConfigError(HarvestError):
    """Command line, environment or sources.yaml; `others` holds the further errors of the same file."""

    others: tuple[ConfigError, ...] = ()


class InputError(HarvestError):
    """A page or file that can't be read."""


class Unavailable(HarvestError):
    """A service gave no usable answer: a refusal, an outage, nonsense. Never proof that a work is unknown."""


class Refused(Unavailable):
    """A service turned a question down for its content: a malformed identifier, a list that is too long."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should know that stops nothing: `place` is `file:line`, a service's name, or empty."""

    place: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.place, self.text))) + (f"; {self.advice}" if self.advice else "")
