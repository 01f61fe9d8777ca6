"""Every bad token of tests/cases/bad_tokens.csv is refused, for the reason that stands there.

They are signed with the keys of a real provider, and judged by the keys that it publishes.
"""

from __future__ import annotations

import base64
import csv
import hmac
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from pafyll.integrations.clock import machine_now
from pafyll.integrations.oidc import metadata
from pafyll.integrations.oidc.refusals import BadToken
from pafyll.integrations.oidc.tokens import Claims, Expected, check_id_token
from tests.oidc.running import CLIENT, Running

CASES = list(csv.DictReader((Path(__file__).parents[2] / "cases" / "bad_tokens.csv").read_text().splitlines()))
LEAST = 60
NONCE = "the-nonce"
NUMBER = "01899000079"


@pytest.fixture(scope="module")
def another_key() -> RSAKey:
    return RSAKey.generate_key(2048, private=True)


@pytest.fixture(scope="module", autouse=True)
def asked_once(idporten_process: Running) -> None:
    """The provider's keys are asked for when the first token comes."""
    metadata.forget()


def good_claims(provider: Running, at: datetime) -> dict[str, Any]:
    now = int(at.timestamp())
    stated = {"iss": provider.issuer, "aud": CLIENT, "sub": "kari-pairwise", "nonce": NONCE, "sid": "one"}
    return stated | {"acr": "idporten-loa-high", "pid": NUMBER, "iat": now, "exp": now + 120, "auth_time": now - 30}


def checked(token: object, provider: Running, at: datetime) -> Claims:
    ours = provider.as_provider()
    expected = Expected(provider.issuer, CLIENT, NONCE, "substantial", timedelta(minutes=10))
    return check_id_token(token, find_key=lambda name: metadata.key_named(ours, name), expected=expected, at=at)


def made(case: dict[str, str], provider: Running, another: RSAKey, at: datetime) -> object:
    claims, name = good_claims(provider, at), case["name"]
    if case["part"] == "claim":
        return provider.signed(_with(claims, name, _value(case["value"], provider)))
    if case["part"] == "seconds":
        return provider.signed(claims | {name: int(at.timestamp()) + int(case["value"])})
    if case["part"] == "header":
        return _with_header(claims, name, case["value"], provider)
    return MAKERS[name](claims, provider, another)


def _with(claims: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    rest = {one: two for one, two in claims.items() if one != name}
    return rest if value is None else rest | {name: value}


def _value(text: str, provider: Running) -> Any:
    filled = (
        text.replace("{iss}", provider.issuer).replace("{ISS}", provider.issuer.upper()).replace("{long}", "x" * 256)
    )
    if filled == "":
        return None
    try:
        return json.loads(filled)
    except ValueError:
        return filled


def _with_header(claims: dict[str, Any], name: str, value: str, provider: Running) -> str:
    header = {"alg": "RS256", "kid": provider.signs_with.kid, name: value}
    return jwt.encode({one: two for one, two in header.items() if two}, claims, provider.signs_with)


def _part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _as_secret(claims: dict[str, Any], provider: Running, secret: bytes) -> str:
    """By hand: our library refuses to take a public key for a secret."""
    signed = f"{_part({'alg': 'HS256', 'kid': provider.signs_with.kid})}.{_part(claims)}"
    return f"{signed}.{_part(hmac.digest(secret, signed.encode(), 'sha256'))}"


def _unsigned(alg: str, claims: dict[str, Any], provider: Running) -> str:
    return f"{_part({'alg': alg, 'kid': provider.signs_with.kid})}.{_part(claims)}."


def _by_hand(header: dict[str, Any], claims: dict[str, Any], provider: Running) -> str:
    """A header that no library would write, with the signature of another token."""
    return ".".join([_part(header), _part(claims), provider.signed(claims).split(".")[2]])


def _payload(raw: bytes, provider: Running) -> str:
    header = {"alg": "RS256", "kid": provider.signs_with.kid}
    return jws.serialize_compact(header, raw, provider.signs_with, algorithms=["RS256"])


def _altered_signature(claims: dict[str, Any], provider: Running, _another: RSAKey) -> str:
    token = provider.signed(claims)
    start, signature = token.rsplit(".", 1)
    return f"{start}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"


def _altered_claim(claims: dict[str, Any], provider: Running, _another: RSAKey) -> str:
    header, _claims, signature = provider.signed(claims).split(".")
    return f"{header}.{_part(claims | {'sub': 'ada'})}.{signature}"


def _own_key(claims: dict[str, Any], provider: Running, another: RSAKey, **header: Any) -> str:
    stated = {"alg": "RS256", "kid": provider.signs_with.kid, **header}
    return jwt.encode(stated, claims, another)


MAKERS: dict[str, Any] = {
    "none": lambda claims, provider, _: _unsigned("none", claims, provider),
    "nOnE": lambda claims, provider, _: _unsigned("nOnE", claims, provider),
    "HS256": lambda claims, provider, _: _as_secret(claims, provider, provider.signs_with.as_pem(private=False)),
    "HS256-der": lambda claims, provider, _: _as_secret(claims, provider, provider.signs_with.as_der(private=False)),
    "another-key": _own_key,
    "kid-list": lambda claims, provider, _: _by_hand(
        {"alg": "RS256", "kid": [provider.signs_with.kid]}, claims, provider
    ),
    "own-key": lambda claims, provider, another: _own_key(
        claims, provider, another, jwk=another.as_dict(private=False)
    ),
    "own-address": lambda claims, provider, another: _own_key(
        claims, provider, another, jku="https://evil.example.no/keys"
    ),
    "signature": _altered_signature,
    "no-signature": lambda claims, provider, _: provider.signed(claims).rsplit(".", 1)[0] + ".",
    "altered-claim": _altered_claim,
    "crit": lambda claims, provider, _: _by_hand(
        {"alg": "RS256", "kid": provider.signs_with.kid, "crit": ["exp"], "exp": 1}, claims, provider
    ),
    "PS256": lambda claims, provider, _: _by_hand({"alg": "PS256", "kid": provider.signs_with.kid}, claims, provider),
    "one-part": lambda claims, provider, _: provider.signed(claims).split(".")[1],
    "five-parts": lambda claims, provider, _: provider.signed(claims) + ".x.y",
    "empty": lambda *_: "",
    "nothing": lambda *_: None,
    "long": lambda claims, provider, _: provider.signed(claims | {"more": "x" * 20_000}),
    "list": lambda claims, provider, _: _payload(json.dumps([claims]).encode(), provider),
    "not-json": lambda claims, provider, _: _payload(b"not json", provider),
}


def test_the_token_that_the_bad_ones_differ_from_is_good(idporten_process):
    at = machine_now()

    claims = checked(idporten_process.signed(good_claims(idporten_process, at)), idporten_process, at)

    assert (claims.subject, claims.level, claims.session, claims.number) == ("kari-pairwise", "high", "one", NUMBER)
    assert NUMBER not in repr(claims)


def test_there_are_at_least_sixty_bad_tokens():
    assert len({case["case"] for case in CASES}) == len(CASES) >= LEAST


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_bad_token_is_refused_for_what_is_wrong_with_it(case, idporten_process, another_key):
    at = machine_now()
    token = made(case, idporten_process, another_key, at)

    with pytest.raises(BadToken) as refused:
        checked(token, idporten_process, at)

    assert refused.value.detail == case["refused_for"]
    assert NUMBER not in str(refused.value)
