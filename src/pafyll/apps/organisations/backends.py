"""Who is logged in, found again at each request."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.permissions import ROLES_OF_USER


class Users(ModelBackend):
    """As Django's own, but the user comes with her roles: every page asks for both, so they are one question.

    The roles are handed over to the first viewer that is made of her (permissions.viewer_of), and to no other.
    """

    def get_user(self, user_id: Any) -> User | None:
        rows = ROLES_OF_USER.ask(user=user_id)
        if not rows:
            return super().get_user(user_id)  # type: ignore[return-value]
        user = rows[0].person.user
        if user is None or not self.user_can_authenticate(user):
            return None
        user.roles_read = rows
        return user
