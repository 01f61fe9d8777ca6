"""A message is signed as Standard Webhooks says, and whoever has another secret, body, name or moment is found out."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from pafyll.integrations.webhooks.signing import MARK, headers_of, is_ours, new_secret

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
BODY = b'{"type":"need.submitted"}'
SECRET = new_secret()


def signed(*secrets: str) -> dict[str, str]:
    return headers_of(name="a1", at=AT, body=BODY, with_secrets=secrets or (SECRET,))


def test_the_example_of_the_standard_is_signed_as_it_shows() -> None:
    """From the reference libraries of the standard: the same secret, name, moment and body, the same signature."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)

    told = headers_of(name="msg_p5jXN8AQM9LWM0D4loKWxJek", at=at, body=b'{"test": 2432232314}', with_secrets=[secret])

    assert told["webhook-timestamp"] == "1614265330"
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_marked_and_of_a_size_that_the_standard_allows() -> None:
    assert new_secret() != SECRET
    assert SECRET.startswith(MARK)
    assert 24 <= len(base64.b64decode(SECRET.removeprefix(MARK))) <= 64


def test_the_receiver_knows_it_by_either_secret_while_both_sign() -> None:
    new = new_secret()
    both = signed(new, SECRET)

    assert is_ours(both, BODY, secret=SECRET, at=AT)
    assert is_ours(both, BODY, secret=new, at=AT)
    assert not is_ours(signed(new), BODY, secret=SECRET, at=AT)


@pytest.mark.parametrize(
    "changed",
    [
        {"webhook-id": "a2"},
        {"webhook-timestamp": str(int(AT.timestamp()) + 1)},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": ""},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v2" + signed()["webhook-signature"][2:]},
        {"webhook-signature": signed()["webhook-signature"].replace("v1,", "v1;")},
    ],
)
def test_a_head_that_is_altered_is_found_out(changed: dict[str, str]) -> None:
    assert not is_ours(signed() | changed, BODY, secret=SECRET, at=AT)


def test_another_body_or_secret_is_found_out() -> None:
    assert not is_ours(signed(), BODY + b" ", secret=SECRET, at=AT)
    assert not is_ours(signed(), BODY, secret=new_secret(), at=AT)


@pytest.mark.parametrize(("minutes", "is_taken"), [(0, True), (5, True), (-5, True), (6, False), (-6, False)])
def test_an_old_message_that_somebody_sends_again_is_not_taken(minutes: int, is_taken: bool) -> None:
    assert is_ours(signed(), BODY, secret=SECRET, at=AT + timedelta(minutes=minutes)) is is_taken
