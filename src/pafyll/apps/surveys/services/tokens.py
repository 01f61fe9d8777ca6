"""Secret links: what stands in the address cannot be guessed, and the database holds only what it comes to."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

LENGTH = 40


def token_for(kind: str, whose: str, nonce: str) -> str:
    """The token of one invitation or sign-up. The same each time, so that a reminder has the same link."""
    return str(salted_hmac(f"pafyll.surveys.{kind}", f"{whose}:{nonce}", algorithm="sha256").hexdigest()[:LENGTH])


def hash_of(token: str) -> str:
    """What the database finds the token by."""
    return sha256(token.encode()).hexdigest()


def link_to(name: str, *parts: str) -> str:
    """The whole address of a page, for mail."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse(name, args=parts)}"
