"""A message goes out once, and whatever a receiver does, it neither leads us elsewhere nor holds us up."""

from __future__ import annotations

import time

import pytest

from pafyll.integrations.webhooks import sending
from pafyll.integrations.webhooks.sending import NotSent, send
from tests.integrations.webhooks.receiving import (
    Receiver,
    Talk,
    a_letter_at_a_time,
    endless,
    not_http,
    nothing,
    talking,
)


def sent(address: str) -> int:
    return send(address, b"{}", {"webhook-id": "a1"}, loopback=True)


def why_not(address: str, *, loopback: bool = True) -> str:
    with pytest.raises(NotSent) as failed:
        send(address, b"{}", {}, loopback=loopback)
    return failed.value.kind


def test_the_message_arrives_whole_with_its_name_and_its_kind() -> None:
    receiver = Receiver(204)

    assert sent(f"{receiver.address}?for=fjordvik") == 204
    [(headers, body)] = receiver.taken
    assert body == b"{}"
    assert (headers["webhook-id"], headers["content-type"]) == ("a1", "application/json")
    assert headers["user-agent"].startswith("Pafyll")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_receiver_that_points_elsewhere_is_not_followed(status: int) -> None:
    receiver = Receiver(status)

    assert sent(receiver.address) == status
    assert len(receiver.taken) == 1


def test_this_machine_is_not_sent_to_outside_development() -> None:
    receiver = Receiver()

    assert why_not(receiver.address, loopback=False) == "not_public"
    assert receiver.taken == []


@pytest.mark.parametrize(
    ("talk", "kind"), [(a_letter_at_a_time, "too_slow"), (nothing, "too_slow"), (not_http, "no_http")]
)
def test_a_receiver_that_does_not_answer_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, talk: Talk, kind: str
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.5)
    began = time.monotonic()

    with talking(talk) as address:
        assert why_not(address) == kind
    assert time.monotonic() - began < 3


def test_a_body_without_end_is_not_read() -> None:
    began = time.monotonic()

    with talking(endless) as address:
        assert sent(address) == 200
    assert time.monotonic() - began < 5


def test_nobody_there_is_told_as_such() -> None:
    receiver = Receiver()
    address = receiver.address
    receiver.shutdown()
    receiver.server_close()

    assert why_not(address) == "unreachable"


def test_a_receiver_without_a_certificate_for_its_name_is_refused() -> None:
    with talking(not_http) as address:
        assert why_not(address.replace("http://", "https://")) == "bad_tls"
