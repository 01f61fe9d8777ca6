"""Sending a message: pinned to where the name led, no redirects, little patience, and only the status read."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from pafyll.integrations.webhooks.places import NotPublic, public_address

SECONDS = 10  # in all, from the connection to the status
AGENT = "Pafyll-Webhooks/1"


class NotSent(Exception):
    """There is no answer. kind says why, as a code: not_public, unreachable, too_slow, bad_tls, no_http."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def send(address: str, body: bytes, headers: Mapping[str, str], *, loopback: bool = False) -> int:
    """The status that the address answers with. Nothing of the answer is read but its head. Raises NotSent."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        place = public_address(host, port, loopback=loopback)
    except NotPublic:
        raise NotSent("not_public") from None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Pinned(host, port, place, is_safe=parts.scheme == "https")
    alarm = threading.Timer(SECONDS, connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("POST", target, body, {**headers, "User-Agent": AGENT, "Content-Type": "application/json"})
        status = connection.getresponse().status
        if connection.is_cut:  # a head that is cut off looks like one that has ended
            raise NotSent("too_slow")
        return status
    except ssl.SSLError:
        raise NotSent("too_slow" if connection.is_cut else "bad_tls") from None
    except OSError as error:
        too_slow = connection.is_cut or isinstance(error, TimeoutError)
        raise NotSent("too_slow" if too_slow else "unreachable") from None
    except http.client.HTTPException:
        raise NotSent("too_slow" if connection.is_cut else "no_http") from None
    finally:
        alarm.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the name leads to by now. The certificate must be the name's."""

    def __init__(self, host: str, port: int, place: str, *, is_safe: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.place, self.is_safe, self.is_cut = place, is_safe, False
        self._open: socket.socket | None = None

    def connect(self) -> None:
        self._open = socket.create_connection((self.place, self.port), SECONDS)
        if self.is_cut:
            raise TimeoutError
        self.sock = self._open
        if self.is_safe:
            self.sock = self._open = ssl.create_default_context().wrap_socket(self._open, server_hostname=self.host)

    def cut(self) -> None:
        """Ends it from outside, also in the middle of a head that comes a letter at a time."""
        self.is_cut = True
        if self._open is not None:
            try:
                self._open.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
