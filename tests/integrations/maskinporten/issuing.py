"""An issuer on this machine: it describes itself, publishes keys, signs tokens, and fails as it is told to."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

AUDIENCE, PREFIX = "https://pafyll.example.no", "udir:pafyll"


class Issuer(ThreadingHTTPServer):
    """fails: "" for none, 500, "not json", "other issuer", "no keys", "elsewhere" or "large"."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Telling)
        self.fails: Any = ""
        self.asked = 0
        self.keys = [new_key("one")]
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def published(self) -> dict[str, Any]:
        return {"keys": [{**key.as_dict(private=False), "use": "sig"} for key in self.keys]}

    def change_key(self) -> None:
        """As an issuer does without warning."""
        self.keys = [new_key("two")]

    def claims(self, at: datetime, number: str, *scopes: str) -> dict[str, Any]:
        made = int(at.timestamp())
        consumer = {"authority": "iso6523-actorid-upis", "ID": f"0192:{number}"}
        names = " ".join(f"{PREFIX}/{one.replace(':', '.')}" for one in scopes or ("needs:read",))
        whole = {"iss": self.issuer, "aud": AUDIENCE, "iat": made, "exp": made + 120, "jti": "one"}
        return whole | {"client_id": "a-client", "token_type": "Bearer", "consumer": consumer, "scope": names}

    def signed(self, claims: dict[str, Any], *, key: Any = None, **header: Any) -> str:
        key = key or self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": self.keys[0].kid, **header}, claims, key, algorithms=ANY)


ANY = ["RS256", "RS384", "RS512", "PS256", "HS256", "none"]


def new_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name}, private=True)


class _Telling(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        issuer, fails = self.server, self.server.fails
        issuer.asked += 1
        told: Any = {"issuer": issuer.issuer, "jwks_uri": f"{issuer.issuer}jwk"}
        if self.path == "/jwk":
            told = {"keys": []} if fails == "no keys" else issuer.published()
        if fails == "other issuer":
            told = {**told, "issuer": "https://maskinporten.example.org/"}
        if fails == "elsewhere":
            told = {**told, "jwks_uri": "file:///etc/passwd"}
        body = b"<html>" if fails == "not json" else json.dumps(told).encode()
        self._answer(body + b" " * (300_000 if fails == "large" else 0))

    def _answer(self, body: bytes) -> None:
        fails = self.server.fails
        self.send_response(fails if isinstance(fails, int) else 200)
        self.send_header("Location", f"{self.server.issuer}jwk")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return
