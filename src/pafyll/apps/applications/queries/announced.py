"""Rounds as everyone may see them: those that are announced."""

from __future__ import annotations

from django.db.models import QuerySet

from pafyll.apps.applications.models import Round
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.prepared import Prepared


def announced_rounds(*, viewer: Viewer) -> QuerySet[Round]:
    """Every round that is or has been announced, the newest study year first. One query."""
    return _announced()


def _announced() -> QuerySet[Round]:
    return Round.objects.exclude(status=RoundStatus.DRAFT).order_by("-study_year", "-pk")


ANNOUNCED = Prepared(_announced)


def round_of_the_day(*, viewer: Viewer) -> Round | None:
    """The round that people ask about: the newest that is not allocated yet, else the newest of all. One query."""
    rounds = list(announced_rounds(viewer=viewer)[:10])
    return next((one for one in rounds if one.status == RoundStatus.OPEN), rounds[0] if rounds else None)


def round_of_study_year(*, viewer: Viewer, study_year: int) -> Round | None:
    """The announced round that gives places for the study year, if any. One query."""
    return announced_rounds(viewer=viewer).filter(study_year=study_year).first()
