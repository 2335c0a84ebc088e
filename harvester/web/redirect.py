"""Redirects, by hand: few, and only to where the service's row allows."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urldefrag, urljoin, urlsplit

from harvester.web.address import PORTS, host_of, redacted
from harvester.web.fault import Fault, Kind
from harvester.web.request import Answer, Request, Send, Service
from harvester.web.wire import Wire

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def followed(send: Send, wire: Wire) -> Send:
    """Return a `Send` that follows a redirect to the base's own host or one of the service's `hosts`.

    The media type asked for goes along; headers, and with them keys, only within one host. Raises `Fault`.
    """

    def ask(request: Request) -> Answer:
        for _ in range(wire.settings.limits.redirects + 1):
            answer = send(request)
            if answer.status not in REDIRECTS:
                return answer
            request = _next(request, answer, wire)
        raise Fault("redirects without end", kind="refused")

    return ask


def _next(request: Request, answer: Answer, wire: Wire) -> Request:
    """Return the request to which the answer redirects."""
    service, secrets = wire.service(request), wire.settings.secrets
    kind: Kind = "odd" if service.resolver else "passing"  # whose redirect is the answer about one work
    try:
        url = urldefrag(urljoin(request.address, answer.headers["location"])).url
        host, here = host_of(url), host_of(request.url)
    except KeyError as error:
        raise Fault(f"{answer.status}: a redirect that does not say where to") from error
    except ValueError as error:
        raise Fault(f"a redirect to what is no web address: {error}", kind=kind) from error
    if not _allowed(url, service):
        raise Fault(f"a redirect to another host, {host!r}", kind=kind)
    same = host == here and urlsplit(url).scheme == urlsplit(request.url).scheme
    if not same and redacted(url, secrets) != url:
        raise Fault("a redirect that would hand the key to another host")
    return replace(
        request,
        url=url,
        params=(),
        headers=request.headers if same else {},
        body=request.body if answer.status in (307, 308) else None,
    )


def _allowed(url: str, service: Service) -> bool:
    """Tell whether the service's row lists the host; of other ports than the usual ones only the base's own."""
    parts, host, base = urlsplit(url), host_of(url), host_of(service.base)
    names = {base.rpartition(":")[0], *service.hosts}
    return host == base or (parts.hostname in names and parts.port in (None, *PORTS.values()))
