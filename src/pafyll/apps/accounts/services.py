"""What people choose for their own log-in."""

from __future__ import annotations

from pafyll.apps.accounts.models import User


def choose_language(*, user: User, language: str) -> None:
    """Pages and mail to the user are in this language (nb, nn or en) from now on."""
    User.objects.filter(pk=user.pk).update(language=language)
