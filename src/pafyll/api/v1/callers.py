"""Who calls the API: somebody who is logged in, as on the pages."""

from __future__ import annotations

from django.http import HttpRequest

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.permissions import Viewer


class Caller(HttpRequest):
    """A request from somebody who is logged in."""

    user: User  # type: ignore[assignment]
    viewer: Viewer
