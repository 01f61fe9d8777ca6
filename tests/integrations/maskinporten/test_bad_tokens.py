"""Every bad token of tests/cases/bad_access_tokens.csv is refused, for the reason that stands there."""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pafyll.integrations.clock import machine_now
from pafyll.integrations.maskinporten.keys import Unreachable, public_keys
from pafyll.integrations.maskinporten.tokens import Access, Expected, check_access_token
from pafyll.integrations.signed_tokens import BadToken
from tests.integrations.maskinporten.issuing import AUDIENCE, PREFIX, Issuer, new_key

CASES = list(csv.DictReader((Path(__file__).parents[2] / "cases" / "bad_access_tokens.csv").read_text().splitlines()))
LEAST = 45
NUMBER = "910000021"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    made = Issuer()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def sound(issuer: Issuer) -> Iterator[None]:
    yield
    issuer.fails = ""


def checked(token: str, issuer: Issuer, at: datetime) -> Access:
    public = {one["kid"]: one for one in public_keys(issuer.issuer)}
    expected = Expected(issuer.issuer, AUDIENCE, PREFIX)
    return check_access_token(token, find_key=public.get, expected=expected, at=at)


def test_the_table_has_what_it_should() -> None:
    assert len(CASES) >= LEAST
    assert len({one["case"] for one in CASES}) == len(CASES)


def test_a_good_token_says_who_comes_and_what_for(issuer: Issuer) -> None:
    at = machine_now()
    claims = issuer.claims(at, NUMBER, "needs:read", "needs:write") | {"scope": "krr:x udir:pafyll/needs.read"}

    assert checked(issuer.signed(claims), issuer, at) == Access(NUMBER, frozenset({"needs:read"}))
    assert checked(issuer.signed(claims, alg="RS512", typ="at+jwt"), issuer, at).number == NUMBER


def test_a_suppliers_system_comes_for_the_one_that_it_works_for(issuer: Issuer) -> None:
    at = machine_now()
    supplier = {"authority": "iso6523-actorid-upis", "ID": "0192:910000099"}

    token = issuer.signed(issuer.claims(at, NUMBER) | {"supplier": supplier, "client_id": "theirs"})

    assert checked(token, issuer, at).number == NUMBER


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_a_bad_token_is_refused_for_what_is_wrong_with_it(issuer: Issuer, case: dict[str, str]) -> None:
    at = machine_now()
    token = made(case, issuer, at)

    if case["name"] == "jku":  # what a token says of where its key lies is not listened to
        assert checked(token, issuer, at).number == NUMBER
        return
    with pytest.raises(BadToken) as refused:
        checked(token, issuer, at)
    assert case["refused"] in refused.value.detail
    assert NUMBER not in refused.value.detail


def made(case: dict[str, str], issuer: Issuer, at: datetime) -> str:
    claims, name = issuer.claims(at, NUMBER), case["name"]
    if case["part"] == "claim":
        value = _value(case["value"].replace("{ISS}", issuer.issuer.upper()))
        rest = {one: two for one, two in claims.items() if one != name}
        return _signed(issuer, rest if value is None else rest | {name: value})
    if case["part"] == "seconds":
        seconds = int(case["value"])
        ends = {"exp": int(at.timestamp()) + 5} if name == "iat" and seconds < 10 else {}
        return issuer.signed(claims | ends | {name: int(at.timestamp()) + seconds})
    if case["part"] == "header":
        return _with_header(issuer, claims, name, case["value"])
    return MAKERS[name](claims, issuer)


def _value(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _signed(issuer: Issuer, claims: dict[str, Any]) -> str:
    """By hand, since no library signs claims of the wrong kind."""
    return _by_hand({"alg": "RS256", "kid": issuer.keys[0].kid}, claims, issuer)


def _by_hand(header: dict[str, Any], claims: dict[str, Any], issuer: Issuer) -> str:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    signed = f"{_part(header)}.{_part(claims)}"
    key: Any = issuer.keys[0].private_key
    return f"{signed}.{_coded(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _with_header(issuer: Issuer, claims: dict[str, Any], name: str, value: str) -> str:
    header: dict[str, Any] = {"alg": "RS256", "kid": issuer.keys[0].kid}
    if name == "crit":
        return _by_hand(header | {"crit": [value], value: 1}, claims, issuer)
    if not value:
        return _by_hand({one: two for one, two in header.items() if one != name}, claims, issuer)
    return _by_hand(header | {name: value}, claims, issuer)


def _part(told: Any) -> str:
    return _coded(json.dumps(told).encode())


def _coded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _unsigned(alg: str) -> Callable[[dict[str, Any], Issuer], str]:
    return lambda claims, issuer: f"{_part({'alg': alg, 'kid': issuer.keys[0].kid})}.{_part(claims)}."


def _by_the_public_key(claims: dict[str, Any], issuer: Issuer) -> str:
    signed = f"{_part({'alg': 'HS256', 'kid': issuer.keys[0].kid})}.{_part(claims)}"
    secret = issuer.keys[0].as_pem(private=False)
    return f"{signed}.{_coded(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def _altered(claims: dict[str, Any], issuer: Issuer) -> str:
    head, _claims, signature = issuer.signed(claims).split(".")
    return f"{head}.{_part(claims | {'scope': 'udir:pafyll/needs.write'})}.{signature}"


MAKERS: dict[str, Callable[[dict[str, Any], Issuer], str]] = {
    "none": _unsigned("none"),
    "None": _unsigned("None"),
    "hs256": _by_the_public_key,
    "another key": lambda claims, issuer: issuer.signed(claims, key=new_key("one")),
    "altered": _altered,
    "signature": lambda claims, issuer: issuer.signed(claims)[:-8] + "AAAAAAAA",
    "cut": lambda claims, issuer: issuer.signed(claims).rpartition(".")[0] + ".",
    "two parts": lambda claims, issuer: issuer.signed(claims).rpartition(".")[0],
    "five parts": lambda claims, issuer: issuer.signed(claims) + ".a.b",
    "nothing": lambda claims, issuer: "",
    "long": lambda claims, issuer: issuer.signed(claims | {"more": "x" * 20_000}),
    "no json": lambda claims, issuer: "YQ.YQ.YQ",
}


@pytest.mark.parametrize("fails", [500, 302, "not json", "other issuer", "no keys", "elsewhere", "large"])
def test_an_issuer_that_fails_gives_no_keys_and_is_not_followed_elsewhere(issuer: Issuer, fails: Any) -> None:
    issuer.fails = fails

    with pytest.raises(Unreachable):
        public_keys(issuer.issuer)


def test_an_issuer_that_is_not_there_gives_no_keys() -> None:
    with pytest.raises(Unreachable):
        public_keys("http://127.0.0.1:9/")


def test_only_the_public_parts_of_keys_are_kept(issuer: Issuer) -> None:
    assert {name for key in public_keys(issuer.issuer) for name in key} <= {"kty", "kid", "n", "e", "alg"}
