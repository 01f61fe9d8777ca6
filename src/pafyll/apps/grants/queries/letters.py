"""The decisions and letters that an owner has got about promised money."""

from __future__ import annotations

from django.db.models import QuerySet

from pafyll.apps.applications.models import Round
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.services.granting import grant_about
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer


def grant_decisions(*, viewer: Viewer, owner: Organisation, round: Round) -> QuerySet[Decision]:
    """The owner's decisions in the round, oldest first: the letter, then its supplements. None for other owners."""
    if owner.pk not in viewer.ranks_for and not viewer.works_for_directorate:
        return Decision.objects.none()
    about = grant_about(round.pk, owner.pk)
    return Decision.objects.filter(kind="grant", about=about).select_related("prepared_by", "decided_by").order_by("pk")


def letters_of(decision: Decision) -> QuerySet[Document]:
    """The decision's letter in each language that somebody has asked for, without the bytes."""
    return Document.objects.filter(kind="grant_letter", about=decision.key).defer("pdf").order_by("language")
