"""One port of the stand-in: takes requests, and sends answers plainly or in one of the ways that go wrong."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from exchange import Asked, Reply

PATIENCE = 120.0  # seconds after which even a hanging answer lets go
MEGABYTE = b" " * 1_000_000


class Handler(BaseHTTPRequestHandler):
    """Turns a request into `Asked`, and a `Reply` into bytes."""

    protocol_version = "HTTP/1.1"
    server: Port

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.server.service, self.path, headers, self.command, self.rfile.read(length))
        reply = self.server.answer(asked)
        WAYS[reply.how](self, reply)

    do_POST = do_GET  # noqa: N815

    def begin(self, reply: Reply, length: int) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.kind, **reply.headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Be quiet."""


def plain(handler: Handler, reply: Reply) -> None:
    handler.begin(reply, len(reply.body))
    handler.wfile.write(reply.body)


def reset(handler: Handler, reply: Reply) -> None:
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(handler.connection.detach())


def broken(handler: Handler, reply: Reply) -> None:
    handler.begin(reply, len(reply.body))
    handler.wfile.write(reply.body[: len(reply.body) // 2])
    reset(handler, reply)


def hang(handler: Handler, reply: Reply) -> None:
    handler.close_connection = True
    handler.server.closing.wait(PATIENCE)


def drip(handler: Handler, reply: Reply) -> None:
    handler.close_connection = True
    handler.begin(reply, len(reply.body))
    for byte in reply.body[: int(PATIENCE)]:
        handler.wfile.write(bytes([byte]))
        if handler.server.closing.wait(1.0):
            return


def endless(handler: Handler, reply: Reply) -> None:
    handler.close_connection = True
    handler.begin(reply, 5_000_000_000)
    for _ in range(5_000):
        if handler.server.closing.is_set():
            return
        handler.wfile.write(MEGABYTE)


WAYS: dict[str, Callable[[Handler, Reply], None]] = {
    "": plain,
    "reset": reset,
    "broken": broken,
    "hang": hang,
    "drip": drip,
    "endless": endless,
}


class Port(ThreadingHTTPServer):
    """A listening port of one service."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, service: str, answer: Callable[[Asked], Reply], port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.service, self.answer, self.closing = service, answer, threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left is no error of ours."""


class Server:
    """A port and the thread that serves it."""

    def __init__(self, service: str, answer: Callable[[Asked], Reply], port: int) -> None:
        self._port = Port(service, answer, port)
        self.port: int = self._port.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._port.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Listen no more; whoever waits for an answer is let go. Closing twice does nothing."""
        if not self._port.closing.is_set():
            self._port.closing.set()
            self._port.shutdown()
            self._port.server_close()
