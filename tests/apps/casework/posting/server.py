"""A small mail server on this machine: it remembers what it was given, by the mail's own name."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes

Happened = Callable[[str], None]


class MailServer(socketserver.ThreadingTCPServer):
    """Answers as SMTP (RFC 5321). before_yes and after_yes are told of each mail's name as it is taken."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(
        self, *, before_yes: Happened, after_yes: Happened, refused: str = "", host: str = "127.0.0.1", port: int = 0
    ) -> None:
        super().__init__((host, port), _Talk)
        self.before_yes, self.after_yes, self.refused = before_yes, after_yes, refused
        self.taken: list[str] = []
        self.sender_of: dict[str, str] = {}  # the address that a mail came from last
        self.bodies: list[bytes] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # a sender who is killed does not say goodbye
            self._talk()

    def _talk(self) -> None:
        self._say("220 hei")
        while line := self.rfile.readline():
            word = line.decode("ascii", "replace").strip()
            command = word[:4].upper()
            if command == "DATA":
                self._take()
            elif command == "QUIT":
                self._say("221 ha det")
                return
            elif command == "RCPT" and self.server.refused and self.server.refused in word:
                self._say("550 5.1.1 User unknown")
            else:
                self._say("250 ja")

    def _take(self) -> None:
        self._say("354 skriv")
        body = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            body += line
        name = str(message_from_bytes(body)["Message-ID"])
        self.server.sender_of[name] = str(self.client_address[0])
        self.server.before_yes(name)
        self.server.taken.append(name)
        self.server.bodies.append(body)
        self._say("250 tatt imot")
        self.server.after_yes(name)

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            return
