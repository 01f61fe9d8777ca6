"""Mail about surveys and events, to people who need no log-in."""

from __future__ import annotations

from typing import Any

from pafyll.apps.casework.services.mailing import Reader, post


def send(address: str, language: str, letter: str, **facts: Any) -> None:
    """Posts surveys/<letter>. No address: no mail. Nothing about who reads it is stored beside the address."""
    post(f"surveys/{letter}", [Reader(address, language)], **facts)
