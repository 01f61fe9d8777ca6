"""Keys as those who make them see them."""

from __future__ import annotations

from django.db.models import QuerySet

from pafyll.apps.connections.models import AccessToken
from pafyll.apps.connections.permissions import makes_tokens_for
from pafyll.apps.organisations.permissions import Viewer


def visible_tokens(viewer: Viewer) -> QuerySet[AccessToken]:
    """Keys of the organisations that the viewer makes keys for, the newest first. One query."""
    rows = AccessToken.objects.filter(organisation__in=[one.pk for one in makes_tokens_for(viewer)])
    return rows.select_related("organisation", "holder", "revoked_by", "followed_by")
