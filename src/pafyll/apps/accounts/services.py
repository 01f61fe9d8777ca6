"""What people choose for their own log-in."""

from __future__ import annotations

from pafyll.apps.accounts.models import User


def choose_language(*, user: User, language: str) -> None:
    """Pages and letters to the user are in this language (nb or nn) from now on."""
    User.objects.filter(pk=user.pk).update(language=language)
