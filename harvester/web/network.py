"""One real request, bounded: by time in every phase, and by size."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from http.client import IncompleteRead
from typing import TYPE_CHECKING, TypeVar

from harvester.web.address import host_of
from harvester.web.background import background
from harvester.web.fault import Fault, Kind
from harvester.web.redirect import REDIRECTS
from harvester.web.request import LONGEST, Answer, Request, Send
from harvester.web.wire import Wire

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

T = TypeVar("T")
CHUNK = 65_536


def bounded(wire: Wire) -> Send:
    """Return the `Send` that goes to the network: one request, no redirect followed, nothing repeated.

    Raises `Fault` when a time or the size is exceeded, or the connection fails; an address that is too long is
    answered here, as services do: 414.
    """
    idle: dict[str, Session] = {}  # by host: a lane has one request at a time, so each finds its own connection

    def ask(request: Request) -> Answer:
        if len(request.address) > LONGEST:
            return Answer(414, request.url, {}, b"")
        host, limits = host_of(request.url), wire.settings.limits
        if not wire.left():
            raise Fault("the time for this run is over", kind="late")
        session = idle.pop(host, None) or _session(wire.settings.user_agent)
        try:
            connect = min(limits.connect, wire.left())
            connect = connect if wire.knows(request) else _look_up(host, request.url, connect)
            seconds = max(0.01, min(limits.answer, wire.left()))
            timeout = (min(connect, seconds), min(limits.read, seconds))
            answer = within(seconds, lambda: _exchange(session, request, timeout, seconds, limits.body))
        except TimeoutError as error:
            raise Fault(f"no whole answer within {seconds:.0f} s", kind="slow") from error
        except Fault as fault:
            if wire.knows(request) and fault.kind in ("silent", "unreached"):
                fault.kind = "passing"
            raise
        idle[host] = session
        wire.heard_from(request)
        wire.log(request, f"{answer.status}, {len(answer.body) / 1000:.0f} kB")
        return answer

    return ask


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return or raise what `work` does; raises `TimeoutError` after that many seconds.

    Neither a look-up nor a read of headers that drip can be cancelled, so it is left behind.
    """
    return background(work).result(timeout=seconds)


def _session(user_agent: str) -> Session:
    import requests

    class Plain(requests.Session):
        """Would otherwise read a redirect's whole body, of any size, to prepare the request that it must not send."""

        def get_redirect_target(self, resp: Response) -> None:  # noqa: ARG002  its name is theirs
            return None

    session = Plain()
    session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"})
    return session


def _look_up(host: str, url: str, seconds: float) -> float:
    """Look the name up and return the seconds to give each of its addresses, which are tried one after another."""
    from requests.utils import get_environ_proxies, select_proxy

    if select_proxy(url, get_environ_proxies(url)):
        return seconds
    name, _, port = host.rpartition(":")
    try:
        places = within(seconds, lambda: socket.getaddrinfo(name, int(port), type=socket.SOCK_STREAM))
    except TimeoutError as error:
        raise Fault(f"its name can't be looked up within {seconds:.0f} s", kind="silent") from error
    except (OSError, UnicodeError) as error:
        again = isinstance(error, OSError) and error.errno == socket.EAI_AGAIN
        raise Fault("its name can't be looked up", kind="silent" if again else "unreached") from error
    return max(1.0, seconds / len(places))


def _exchange(session: Session, request: Request, timeout: tuple[float, float], seconds: float, most: int) -> Answer:
    import requests
    import urllib3

    until, headers = time.monotonic() + seconds, {"Accept": request.accept, **request.headers}
    data = None if request.body is None else json.dumps(request.body).encode()
    if data is not None:
        headers["Content-Type"] = "application/json"
    try:
        with session.request(
            "GET" if data is None else "POST",
            request.address,
            data=data,
            headers=headers,
            timeout=timeout,
            allow_redirects=False,
            stream=True,
            auth=_as_it_is,
        ) as response:
            found = {name.lower(): value for name, value in response.headers.items()}
            body = b"" if response.status_code in REDIRECTS else b"".join(_body(response, most, until))
            return Answer(response.status_code, request.url, found, body)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise _fault(error, timeout) from error


def _as_it_is(prepared: PreparedRequest) -> PreparedRequest:
    """Keep `requests` from sending what a .netrc holds: keys come from the environment alone."""
    return prepared


def _body(response: Response, most: int, until: float) -> Iterator[bytes]:
    """Yield the unpacked body as it comes, however slowly, while it keeps to its size and time."""
    stated = response.headers.get("content-length", "")
    size = int(stated) if stated.isdecimal() else 0
    if size <= most:
        size = 0
    while size <= most:
        if time.monotonic() > until:
            raise Fault("its answer drips and does not end", kind="slow")
        chunk: bytes = response.raw.read1(CHUNK, decode_content=True)
        if not chunk:
            return
        size += len(chunk)
        yield chunk
    raise Fault(f"an answer of more than {most / 1e6:.0f} MB")


def _fault(error: Exception, timeout: tuple[float, float]) -> Fault:
    """Return what a failed exchange was, in words; the exceptions of the libraries name addresses, and so keys."""
    import requests
    import urllib3

    rows: tuple[tuple[type[BaseException], Kind, str], ...] = (
        (requests.exceptions.ProxyError, "silent", "the proxy can't be reached"),
        (requests.exceptions.ConnectTimeout, "silent", f"no connection within {timeout[0]:.0f} s"),
        (ssl.SSLEOFError, "passing", "connection reset"),
        (ssl.SSLCertVerificationError, "unreached", "its certificate can't be verified"),
        (ssl.SSLError, "unreached", "no secure connection (TLS)"),
        (ConnectionRefusedError, "unreached", "connection refused"),
        (urllib3.exceptions.NewConnectionError, "silent", "there is no way to it"),
        (requests.exceptions.ReadTimeout, "slow", f"no answer within {timeout[1]:.0f} s"),
        (urllib3.exceptions.ReadTimeoutError, "slow", f"its answer stopped for {timeout[1]:.0f} s"),
        (ConnectionError, "passing", "connection reset"),
        (urllib3.exceptions.DecodeError, "passing", "half an answer: it can't be unpacked"),
        (IncompleteRead, "passing", "half an answer: it breaks off"),
        (urllib3.exceptions.HTTPError, "passing", "an answer that is no HTTP"),
        (requests.RequestException, "odd", "an address or a header that can't be sent"),
    )
    chain = tuple(_causes(error))
    kind, what = next(
        ((kind, what) for wanted, kind, what in rows if any(isinstance(one, wanted) for one in chain)),
        ("passing", "connection reset"),
    )
    return Fault(what, kind=kind)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that led to it, wherever the libraries put them."""
    yield error
    inner = (error.__cause__, error.__context__, getattr(error, "reason", None), *error.args)
    for one in inner:
        if isinstance(one, BaseException) and one is not error:
            yield from _causes(one)
