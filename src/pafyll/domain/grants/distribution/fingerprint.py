"""The fingerprint of everything that decides a distribution: canonical JSON, then SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pafyll.domain.grants.distribution.recipients import Recipient, Request


def fingerprint_of(
    content: Mapping[str, Any], frame: int, recipients: Sequence[Recipient], requests: Sequence[Request]
) -> str:
    """The same for the same input, whatever order its rows and keys came in."""
    said = canonical({"pipeline": content, "frame": int(frame), **_rows_of(recipients, requests)})
    return hashlib.sha256(said.encode()).hexdigest()


def inputs_of(recipients: Sequence[Recipient], requests: Sequence[Request]) -> dict[str, Any]:
    """Recipients and requests as plain lists, in a fixed order: what is stored with a run."""
    return {
        "recipients": [[*one[:7], dict(sorted(one.keys.items()))] for one in sorted(recipients)],
        "requests": [[*one[:8], dict(sorted(one.units.items()))] for one in sorted(requests, key=_order)],
    }


def _rows_of(recipients: Sequence[Recipient], requests: Sequence[Request]) -> dict[str, Any]:
    """As inputs_of; the figures of a row in any order, since canonical sorts them."""
    return {
        "recipients": [(*one[:7], dict(one.keys)) for one in sorted(recipients)],
        "requests": [(*one[:8], dict(one.units)) for one in sorted(requests, key=_order)],
    }


def inputs_from(stored: Mapping[str, Any]) -> tuple[tuple[Recipient, ...], tuple[Request, ...]]:
    """The way back from inputs_of."""
    recipients = tuple(Recipient(*row) for row in stored["recipients"])
    return recipients, tuple(Request(*row) for row in stored["requests"])


def canonical(content: Any) -> str:
    """JSON with sorted keys, no spaces, and dates as ISO texts."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _order(request: Request) -> tuple[str, str]:
    return request.number, request.id
