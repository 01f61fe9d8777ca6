"""Receivers on this machine that answer as they are told to: yes, elsewhere, slowly, endlessly, or not in HTTP."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Talk = Callable[[Any], None]


class Receiver(ThreadingHTTPServer):
    """Remembers what it was sent. statuses are answered in their order, the last one again and again."""

    daemon_threads = True

    def __init__(self, *statuses: int, before_yes: Callable[[str], None] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.statuses, self.before_yes = list(statuses or (204,)), before_yes
        self.taken: list[tuple[dict[str, str], bytes]] = []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/pafyll"

    def next_status(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


class _Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.before_yes:
            self.server.before_yes(self.headers["webhook-id"])
        self.server.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.next_status())
        self.send_header("Location", f"{self.server.address}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def talking(talk: Talk) -> Iterator[str]:
    """A server that talks so; its address."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                talk(self)
            except OSError:
                return

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def a_letter_at_a_time(handler: Any) -> None:
    """A head that never ends, and always goes on."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _number in range(10_000):
        handler.wfile.write(b"X-Slow: 1\r\n"[:1])
        time.sleep(0.05)


def endless(handler: Any) -> None:
    """A yes, and then a body without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    for _number in range(100_000):
        handler.wfile.write(b"x" * 65_536)


def not_http(handler: Any) -> None:
    handler.connection.recv(65_536)
    handler.wfile.write(b"220 hei\r\n")


def nothing(handler: Any) -> None:
    time.sleep(5)
