"""What every answer owes whoever reads it in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

FRAMED = {"public:breakdown_embed", "public:ended_elsewhere"}  # other sites may show these two in a frame of theirs
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def faults_in(headers: Mapping[str, str], *, route: str = "") -> list[str]:
    """What is missing or too loose, in words."""
    found = [f"{name}: {headers.get(name)}" for name, value in FIXED.items() if headers.get(name) != value]
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append("tells other sites where people came from")
    return found + list(_faults_of_policy(headers, route)) + list(_faults_of_frame(headers, route))


def _faults_of_policy(headers: Mapping[str, str], route: str) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "base-uri 'none'" not in policy:
        yield f"policy lets in what it does not name: {policy}"
    if "unsafe" in policy or "*" in policy.replace("frame-ancestors *", "" if route in FRAMED else "*"):
        yield f"loose policy: {policy}"
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        yield "no Permissions-Policy"


def _faults_of_frame(headers: Mapping[str, str], route: str) -> Iterator[str]:
    if route in FRAMED:
        return
    if headers.get("X-Frame-Options") != "DENY":
        yield "may be framed"
    if "frame-ancestors 'none'" not in headers.get("Content-Security-Policy", ""):
        yield "may be framed by new browsers"
    if headers.get("Cross-Origin-Resource-Policy") != "same-origin":
        yield "may be read by other sites"
