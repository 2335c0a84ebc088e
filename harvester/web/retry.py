"""Ask again what may pass, leave alone what does not: the layer that fetchers speak to."""

from __future__ import annotations

from dataclasses import replace

from harvester.errors import Unavailable
from harvester.web.address import redacted, redacted_body
from harvester.web.fault import REACTIONS, REFUSALS, Fault
from harvester.web.request import Answer, Request, Send, Service
from harvester.web.wire import Wire


def retried(send: Send, wire: Wire) -> Send:
    """Return a `Send` that repeats what may pass, up to the service's `retries`, twice as late each time.

    The wait is the lane's: nobody asks meanwhile. Neither the answer nor what is raised in the end, a plain
    `Unavailable`, holds a key: services quote what they were asked.
    """

    def ask(request: Request) -> Answer:
        try:
            why = wire.why_not(request)
        except ValueError as error:
            raise Unavailable(f"{redacted(request.url, wire.settings.secrets)!r} is no web address: {error}") from error
        if why:
            wire.not_asked(request, why)
            raise Unavailable(why)
        with wire.under_way():
            return _persistent(send, request, wire)

    return ask


def _persistent(send: Send, request: Request, wire: Wire) -> Answer:
    """Ask until there is an answer or no hope of one."""
    service, faults, end = wire.service(request), list[Fault](), ""
    while True:
        got = _sent(send, request)
        late = isinstance(got, Fault) and got.kind == "late"
        if faults and not late:
            wire.tally(request, "retries")
        if isinstance(got, Answer):
            wire.succeeded(request)
            keys = wire.settings.secrets
            return replace(got, url=redacted(got.url, keys), body=redacted_body(got.body, keys)) if keys else got
        if faults and late:
            end = got.what
            break
        faults.append(got)
        if not _again(got, service, len(faults)):
            break
        wire.settings.memory.postpone(wire.lane(request).name, wire.settings.limits.backoff * 2 ** (len(faults) - 1))
        end = wire.why_not(request)
        if end or len(faults) > service.retries:
            break
        wire.log(request, f"{got.what}; asked again ({len(faults)} of {service.retries})")
    why = redacted(_words(faults, end), wire.settings.secrets)
    wire.failed(request, faults[-1], why)
    raise Unavailable(why)


def _sent(send: Send, request: Request) -> Answer | Fault:
    """Return what became of one exchange. No exception is chained: its text may hold the whole address, key and all."""
    try:
        return send(request)
    except Fault as fault:
        return Fault(fault.what, kind=fault.kind, after=fault.after)


def _again(fault: Fault, service: Service, tries: int) -> bool:
    """Tell whether the same request may be sent once more; who says for how long to wait is taken at his word."""
    shuts = bool(service.shut) and fault.kind in REFUSALS and fault.kind != "slower"
    return tries <= REACTIONS[fault.kind].again and not shuts


def _words(faults: list[Fault], end: str) -> str:
    """Return the last failure in words, how often it was tried, and why not once more."""
    last = faults[-1].what
    tries = f" after {len(faults)} tries" if len(faults) > 1 else ""
    return last + tries + (f"; {end}" if end else "")
