"""Ask again what may pass, leave alone what does not: the layer that fetchers speak to."""

from __future__ import annotations

from harvester.errors import Unavailable
from harvester.web.address import redacted
from harvester.web.fault import REACTIONS, REFUSALS, Fault
from harvester.web.request import Answer, Request, Send, Service
from harvester.web.wire import Wire


def retried(send: Send, wire: Wire) -> Send:
    """Return a `Send` that repeats what may pass, up to the service's `retries`, twice as late each time.

    The wait is the lane's: nobody asks meanwhile. What the answer raises in the end is a plain `Unavailable` in
    words without keys.
    """

    def ask(request: Request) -> Answer:
        why = wire.why_not(request)
        if why:
            wire.not_asked(request, why)
            raise Unavailable(why)
        with wire.under_way():
            return _persistent(send, request, wire)

    return ask


def _persistent(send: Send, request: Request, wire: Wire) -> Answer:
    """Ask until there is an answer or no hope of one."""
    service, faults, late = wire.service(request), list[Fault](), ""
    while len(faults) <= service.retries:
        try:
            answer = send(request)
        except Fault as fault:
            late = fault.what if fault.kind == "late" else ""
            faults += [] if late and faults else [fault]
            if late or not _again(fault, service):
                break
            wire.settings.memory.postpone(
                wire.lane(request).name, wire.settings.limits.backoff * 2 ** (len(faults) - 1)
            )
        else:
            wire.succeeded(request)
            return answer
        late = wire.why_not(request)
        if late:
            break
        if len(faults) <= service.retries:
            wire.log(request, f"{faults[-1].what}; asked again ({len(faults)} of {service.retries})")
    why = redacted(_words(faults, late), wire.settings.secrets)
    wire.failed(request, faults[-1], why)
    raise Unavailable(why) from None  # the cause's own text may hold the whole address, key and all


def _again(fault: Fault, service: Service) -> bool:
    """Tell whether the same request may be sent once more."""
    return REACTIONS[fault.kind].again and not (service.shut and fault.kind in REFUSALS)


def _words(faults: list[Fault], late: str) -> str:
    """Return the last failure in words, how often it was tried, and why not once more."""
    last = faults[-1].what
    tries = f" after {len(faults)} tries" if len(faults) > 1 else ""
    return last + tries + (f"; {late}" if late and late != last else "")
