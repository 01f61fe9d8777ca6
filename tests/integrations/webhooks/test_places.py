"""Nothing is sent inside our own net or machine, whatever the name says and whatever it leads to."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from pafyll.domain.rules.webhooks import may_be_address
from pafyll.integrations.webhooks import places
from pafyll.integrations.webhooks.places import NotPublic, is_public, public_address

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",  # where clouds tell their machines secrets
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "not an address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_on_the_open_net_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2a00:1450:400f:80d::200e", "64:ff9b::5db8:d822"])
def test_an_address_on_the_open_net_is_taken(address: str) -> None:
    assert is_public(address)


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """A name service that answers so: the one of the machine is an outside system."""

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        if not addresses:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(places.socket, "getaddrinfo", answer)


def test_a_name_is_taken_when_all_that_it_leads_to_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "93.184.216.34")

    assert public_address("system.example.no", 443) == "93.184.216.34"


@pytest.mark.parametrize("addresses", [("10.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("127.0.0.1",), ()])
def test_a_name_that_leads_inside_or_nowhere_is_refused(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    leads_to(monkeypatch, *addresses)

    with pytest.raises(NotPublic):
        public_address("system.example.no", 443)


def test_this_machine_is_taken_in_development_alone_and_nothing_else_inside_is(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    assert public_address("localhost", 80, loopback=True) == "127.0.0.1"

    leads_to(monkeypatch, "10.0.0.1")
    with pytest.raises(NotPublic):
        public_address("system.example.no", 80, loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "system.example.no",
        "http://system.example.no/",
        "ftp://system.example.no/",
        "file:///etc/passwd",
        "gopher://system.example.no/",
        "//system.example.no/",
        "https://",
        "https:///path",
        "https://user:word@system.example.no/",
        "https://system.example.no@evil.example.org/",
        "https://system.example.no/#part",
        "https://system.example.no/ space",
        "https://system.example.no/\r\nHost: x",
        "https://system.example.no:0/",
        "https://system.example.no:99999/",
        "https://system.example.no:abc/",
        "https://[::1/",
        "https://bokmål.example.no/",
        "http://127.0.0.1:8000/",
        "http://localhost/",
        "https://system.example.no/" + "x" * 500,
    ],
)
def test_what_cannot_be_sent_to_is_refused_when_it_is_written(address: str) -> None:
    answer = may_be_address(address)

    assert not answer
    assert (answer.code, answer.field) == ("address_unusable", "address")
    assert answer.remedy


@pytest.mark.parametrize(
    "address", ["https://system.example.no", "https://system.example.no:8443/pafyll?for=fjordvik", "HTTPS://S.no/"]
)
def test_an_address_on_https_is_taken(address: str) -> None:
    assert may_be_address(address)


def test_this_machine_is_taken_in_development_alone() -> None:
    assert may_be_address("http://127.0.0.1:9000/", loopback=True)
    assert not may_be_address("http://10.0.0.1/", loopback=True)
    assert not may_be_address("http://127.0.0.1.example.org/", loopback=True)
