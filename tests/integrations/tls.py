"""Servers on this machine that speak TLS with a certificate of the test's choosing, or point elsewhere."""

from __future__ import annotations

import ipaddress
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pafyll.integrations.clock import machine_now

HERE = "127.0.0.1"


def certificate(folder: Path, *, name: str = HERE, days: int = 1) -> Path:
    """A file with a key and a certificate for the name, signed by itself. days below 0: it is over."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test of ours")])
    now = machine_now()
    host: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    clear = serialization.NoEncryption()
    file = folder / f"{name}{days}.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, clear)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


class Answering(ThreadingHTTPServer):
    """Answers each path with what tell gives: a status, what the Location is, and the document."""

    daemon_threads = True

    def __init__(self, tell: Callable[[str, str], tuple[int, str, dict[str, Any]]], file: Path | None = None) -> None:
        super().__init__((HERE, 0), _Answer)
        self.tell, self.asked = tell, list[str]()
        self.scheme = "https" if file else "http"
        if file:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(file)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def address(self) -> str:
        return f"{self.scheme}://{HERE}:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is what we want to see, and no noise."""


class _Answer(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(self.path)
        status, location, told = self.server.tell(self.server.address, self.path)
        body = json.dumps(told).encode()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def answering(
    tell: Callable[[str, str], tuple[int, str, dict[str, Any]]], file: Path | None = None
) -> Iterator[Answering]:
    server = Answering(tell, file)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
