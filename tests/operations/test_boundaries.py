"""Where one request ends and the next begins is never in doubt, and what looks like two is not read as two."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.operations.test_deploy import ROOT, in_front
from tests.operations.test_deploy import certificate as certificate
from tests.ports import free_port, is_answered

pytestmark = pytest.mark.heavy(20)
HOST = "Host: pafyll.example.no"
SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n\r\n"
ASKED = re.compile(r"\[(\w+ /\S* \d+)\]")
# Each body has two readings. By one of them a second request is hidden in it.
DOUBTFUL = {
    "length and chunks": ("Content-Length: {length}\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED),
    "chunks and a short length": ("Transfer-Encoding: chunked\r\nContent-Length: 4", "0\r\n\r\n" + SMUGGLED),
    "two lengths": ("Content-Length: 0\r\nContent-Length: {length}", SMUGGLED),
    "two lengths in one line": ("Content-Length: 0, {length}", SMUGGLED),
    "a length that is no number": ("Content-Length: +0", SMUGGLED),
    "an unknown coding": ("Transfer-Encoding: xchunked\r\nContent-Length: 5", "0\r\n\r\n" + SMUGGLED),
    "chunks by another name": ("Transfer-Encoding: chunked, identity\r\nContent-Length: 5", "0\r\n\r\n" + SMUGGLED),
    "a space before the colon": ("Transfer-Encoding : chunked\r\nContent-Length: 5", "0\r\n\r\n" + SMUGGLED),
    "a chunk's length that is none": ("Transfer-Encoding: chunked", "0x0\r\n\r\n" + SMUGGLED),
}
LENGTH_SAID, SENT, UP_TO_NOW = "10", b"abc", 0.5


@pytest.fixture(scope="module")
def granian() -> Iterator[int]:
    port = free_port()
    options = ["--interface", "wsgi", "--no-ws", "--port", str(port), "--workers", "1", "--blocking-threads", "1"]
    command = [sys.executable, "-m", "granian", *options, "tests.operations.echo:application"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert is_answered(port, server, seconds=60)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def proxy(granian: int, certificate: Path) -> Iterator[int]:
    """nginx with the example's configuration in front of granian, over TLS."""
    with in_front(certificate, of=granian) as port:
        yield port


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_the_server_of_the_pages_reads_one_request_or_none(granian: int, doubt: str) -> None:
    with closing(socket.create_connection(("127.0.0.1", granian), timeout=20)) as line:
        assert "/smuggled" not in told(line, doubtful(doubt))


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_the_proxy_and_the_server_behind_it_read_it_alike(proxy: int, doubt: str) -> None:
    with closing(secured(proxy, "http/1.1")) as line:
        assert "/smuggled" not in told(line, doubtful(doubt))


def test_two_plain_requests_on_one_connection_are_two(granian: int, proxy: int) -> None:
    """So that the tests above are known to see a second one."""
    two = f"POST /first HTTP/1.1\r\n{HOST}\r\nContent-Length: 2\r\n\r\nab" + SMUGGLED
    for line in (socket.create_connection(("127.0.0.1", granian), timeout=20), secured(proxy, "http/1.1")):
        with closing(line):
            assert ASKED.findall(told(line, two)) == ["POST /first 2", "GET /smuggled 0"]


def test_a_length_that_differs_from_what_was_sent_over_http_2_reaches_no_page(proxy: int) -> None:
    with closing(secured(proxy, "h2")) as line:
        assert "[POST" not in told(line, over_http_2(length=LENGTH_SAID))
    with closing(secured(proxy, "h2")) as line:
        assert "[POST /first 3]" in told(line, over_http_2(length=str(len(SENT))))


def doubtful(name: str) -> str:
    headers, body = DOUBTFUL[name]
    return f"POST /first HTTP/1.1\r\n{HOST}\r\n{headers.format(length=len(body))}\r\n\r\n{body}"


def told(line: socket.socket, sent: str | bytes) -> str:
    """Everything that comes back until the other end has nothing more to say."""
    line.sendall(sent.encode() if isinstance(sent, str) else sent)
    line.settimeout(UP_TO_NOW)
    came = b""
    try:
        while part := line.recv(65_536):
            came += part
    except (TimeoutError, ConnectionResetError):
        pass
    return came.decode("latin-1")


def secured(port: int, protocol: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols([protocol])
    line = context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20))
    assert line.selected_alpn_protocol() == protocol
    return line


def over_http_2(*, length: str) -> bytes:
    """A POST of three bytes that says how many it has: RFC 9113, with each header written out (RFC 7541, 6.2.2)."""
    headers = {":method": "POST", ":scheme": "https", ":path": "/first", ":authority": "pafyll.example.no"}
    block = b"".join(_literal(name, value) for name, value in (headers | {"content-length": length}).items())
    frames = [_frame(4, 0, 0, b""), _frame(1, 4, 1, block), _frame(0, 1, 1, SENT)]  # settings, headers, data and end
    return b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"".join(frames)


def _frame(kind: int, flags: int, stream: int, content: bytes) -> bytes:
    return struct.pack(">I", len(content))[1:] + struct.pack(">BBI", kind, flags, stream) + content


def _literal(name: str, value: str) -> bytes:
    return b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
