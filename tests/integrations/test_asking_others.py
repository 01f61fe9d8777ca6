"""Whomever we ask must show a certificate for its name, and nobody leads us elsewhere: log-in, keys and messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pafyll.integrations.clock import machine_now
from pafyll.integrations.maskinporten import keys
from pafyll.integrations.oidc import flow, metadata
from pafyll.integrations.oidc.provider import Provider
from pafyll.integrations.oidc.refusals import LogInRefused
from pafyll.integrations.webhooks.sending import NotSent, send
from tests.integrations.tls import Answering, answering, certificate

KEY = {"kty": "RSA", "kid": "one", "use": "sig", "n": "AQAB", "e": "AQAB"}
BEGUN = {"verifier": "v" * 43, "nonce": "n", "state": "s"}


def provider(issuer: str) -> Provider:
    return Provider(
        code="idporten",
        label="ID-porten",
        kind="idporten",
        issuer=issuer,
        client_id="a-client",
        key="",
        key_id="",
        secret="a-secret-of-its-own",
        scope="openid",
        least="",
        userinfo="",
    )


def all_well(here: str, path: str) -> tuple[int, str, dict[str, Any]]:
    """Describes itself, to both kinds of asker, and has a key."""
    if "well-known" in path:
        named = {name: f"{here}/{name}" for name in ("authorization_endpoint", "token_endpoint")}
        return 200, "", named | {"issuer": here, "jwks_uri": f"{here}/keys"}
    return 200, "", {"keys": [KEY]}


def log_in(server: Answering) -> None:
    metadata.forget()
    metadata.known(provider(server.address))


def fetch_keys(server: Answering) -> None:
    keys.public_keys(server.address)


def tell(server: Answering) -> None:
    assert send(f"{server.address}/told", b"{}", {}, loopback=True) == 200


def bring_code(server: Answering) -> None:
    metadata.forget()
    about = provider(server.address)
    flow.finish(about, code="c", begun=BEGUN, back_to="http://x/", level="", again=False, at=machine_now())


ASKERS = [log_in, fetch_keys, tell]
REFUSED = (LogInRefused, keys.Unreachable, NotSent)


@pytest.fixture
def trusts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says which certificate this machine trusts, as whoever runs it does."""

    def trusted(file: Path) -> None:
        for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            monkeypatch.setenv(name, str(file))

    return trusted


@pytest.mark.parametrize("ask", ASKERS)
def test_one_with_a_certificate_that_is_trusted_and_its_own_is_asked(ask: Any, trusts: Any, tmp_path: Path) -> None:
    file = certificate(tmp_path)
    trusts(file)
    with answering(all_well, file) as server:
        ask(server)
        assert server.asked


@pytest.mark.parametrize("fault", [{}, {"name": "elsewhere.example.no"}, {"days": -1}])
@pytest.mark.parametrize("ask", ASKERS)
def test_one_with_a_certificate_that_nobody_trusts_is_anothers_or_is_over_is_not_asked(
    ask: Any, fault: dict[str, Any], trusts: Any, tmp_path: Path
) -> None:
    file = certificate(tmp_path, **fault)
    if fault:
        trusts(file)
    with answering(all_well, file) as server:
        with pytest.raises(REFUSED):
            ask(server)
        assert server.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("ask", [*ASKERS, bring_code])
def test_one_who_points_elsewhere_is_not_followed(ask: Any, status: int) -> None:
    with answering(all_well) as elsewhere:

        def points(here: str, path: str) -> tuple[int, str, dict[str, Any]]:
            """The code is brought to one that describes itself well, and then points on."""
            if ask is bring_code and path != "/token_endpoint":
                return all_well(here, path)
            return status, f"{elsewhere.address}{path}", {}

        with answering(points) as server:
            with pytest.raises((*REFUSED, AssertionError)):
                ask(server)
            assert server.asked
        assert elsewhere.asked == []
