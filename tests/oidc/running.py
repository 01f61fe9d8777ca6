"""Starts the provider, one process for each kind, and says whom it logs in next."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from pafyll.integrations.oidc.provider import Provider
from tests.ports import free_port

HERE = Path(__file__).parent / "provider"
NODE_MISSING = "Fant ikke node og npm. Installer dem og prøv igjen: apt-get install -y nodejs npm"
CLIENT = "pafyll-tests"
OURS = "http://127.0.0.1:8000"  # SITE_ADDRESS in tests
FETCH_FAILED = "Fikk ikke hentet OpenID-tilbyderen som testene bruker, fra npm. Sjekk nettet og prøv igjen."
FETCH_SECONDS = 300
START_SECONDS = 60
CLIENT_KEY_ID = "our-key"


@dataclass
class Running:
    """A provider that answers, with its keys and ours."""

    kind: str
    process: subprocess.Popen[bytes]
    port: int
    signs_with: RSAKey
    our_key: RSAKey
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def logs_in(self, **person: Any) -> None:
        """The next who comes is this person: subject, acr, claims, userinfo, refuses, shown_at."""
        requests.post(f"{self.issuer}/control", json=person, timeout=10).raise_for_status()

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        """A token that the provider could have made: signed with its own key."""
        return jwt.encode({"alg": "RS256", "kid": self.signs_with.kid, **header}, claims, self.signs_with)

    def as_provider(self, code: str = "", **changed: Any) -> Provider:
        """As the settings would have it."""
        feide = self.kind == "feide"
        stated: dict[str, Any] = {
            "code": code or self.kind,
            "label": "Feide" if feide else "ID-porten",
            "kind": self.kind,
            "issuer": self.issuer,
            "client_id": CLIENT,
            "key": "" if feide else self.our_key.as_pem(private=True).decode(),
            "key_id": CLIENT_KEY_ID,
            "secret": "feide-takes-a-secret-of-its-own-making" if feide else "",
            "scope": "openid userid-nin groups-org" if feide else "openid profile",
            "least": "" if feide else "substantial",
            "userinfo": f"{self.issuer}/extended-userinfo" if feide else "",
        }
        return Provider(**stated | changed)


def start(kind: str) -> Running:
    """A provider of the kind, on a free port of this machine."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NODE_MISSING)
    _fetch()
    signs_with = RSAKey.generate_key(2048, {"kid": f"{kind}-key", "use": "sig", "alg": "RS256"}, private=True)
    ours = RSAKey.generate_key(2048, {"kid": CLIENT_KEY_ID, "use": "sig", "alg": "RS256"}, private=True)
    port = free_port()
    told = _settings(kind, port, signs_with, ours)
    command = [str(node), "--no-warnings", "server.js", json.dumps(told)]
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Running(kind, process, port, signs_with, ours)
    _wait_for(running)
    return running


def _settings(kind: str, port: int, signs_with: RSAKey, ours: RSAKey) -> dict[str, Any]:
    client: dict[str, Any] = {
        "client_id": CLIENT,
        "redirect_uris": [f"{OURS}/logg-inn/{code}/tilbake/" for code in (kind, "other")],
        "post_logout_redirect_uris": [f"{OURS}/logg-ut/ferdig/"],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
    }
    if kind == "feide":
        client |= {
            "client_secret": "feide-takes-a-secret-of-its-own-making",
            "token_endpoint_auth_method": "client_secret_basic",
        }
    else:
        client |= {
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "RS256",
            "jwks": {"keys": [ours.as_dict(private=False)]},
        }
    return {
        "issuer": f"http://127.0.0.1:{port}",
        "port": port,
        "client": client,
        "jwks": {"keys": [signs_with.as_dict(private=True)]},
        "scopes": ["openid", "profile", "userid-nin", "groups-org"],
    }


def _fetch() -> None:
    """The provider's libraries, once for each version of the lock file, by one worker while the others wait."""
    stamp = HERE / "node_modules" / ".lock-sha256"
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = hashlib.sha256(lock.read()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        try:
            subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL, timeout=FETCH_SECONDS)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as fault:
            pytest.fail(f"{FETCH_FAILED} ({fault})")
        stamp.write_text(wanted)


def _wait_for(running: Running) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and running.process.poll() is None:
        try:
            requests.get(f"{running.issuer}/.well-known/openid-configuration", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("The OpenID provider did not start.")
