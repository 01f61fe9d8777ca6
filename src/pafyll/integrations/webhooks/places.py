"""Where a name leads, and whether we may go there: public addresses only, never inside our own net or machine."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")


class NotPublic(Exception):
    """The name leads to an address that is not on the open net, or nowhere."""


def public_address(host: str, port: int, *, loopback: bool = False) -> str:
    """An address of the host, to connect to as it is: asked for once, so that the answer cannot change in between.

    Every address that the name has must be public. loopback: this machine too, in development. Raises NotPublic.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotPublic(host) from None
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_public(one) or (loopback and ip_address(one).is_loopback) for one in addresses):
        raise NotPublic(host)
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether the address is on the open net, also when it hides an IPv4 address inside."""
    try:
        one = ip_address(address)
    except ValueError:  # with a zone: fe80::1%eth0
        return False
    if isinstance(one, IPv6Address):
        if one.teredo is not None:
            return False
        if (inner := _inside(one)) is not None:
            return is_public(str(inner))
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified)


def _inside(one: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a gateway or the machine itself would make of it."""
    if one in NAT64:
        return IPv4Address(int(one) & 0xFFFFFFFF)
    return one.ipv4_mapped or one.sixtofour
