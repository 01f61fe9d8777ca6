"""Quality dialogues that the viewer may read: the directorate's all, a provider's its own."""

from __future__ import annotations

from django.db.models import QuerySet

from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.surveys.models import AgreedMeasure, QualityDialogue

Role = RoleGrant.Role


def dialogues_of(viewer: Viewer) -> QuerySet[QualityDialogue]:
    """The latest first, with what was agreed. Two queries."""
    rows = QualityDialogue.objects.select_related("provider", "survey", "made_by").prefetch_related("measures")
    if viewer.works_for_directorate:
        return rows
    return rows.filter(provider__in=viewer.organisations_in(Role.PROVIDER_OFFICER))


def measures_of(viewer: Viewer) -> QuerySet[AgreedMeasure]:
    """What was agreed in them."""
    rows = AgreedMeasure.objects.filter(dialogue__in=dialogues_of(viewer))
    return rows.select_related("dialogue__provider")
