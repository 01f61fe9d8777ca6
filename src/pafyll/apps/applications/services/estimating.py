"""An owner's own figures for travel, stay and materials."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, CostEstimate, Round
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes


@dataclass(frozen=True)
class Figures:
    """Kroner per participant in the study year. travel None: the teacher's own estimate stands."""

    travel: int | None = None
    stay: int = 0
    materials: int = 0


@transaction.atomic
def save_estimate(
    *,
    round: Round,
    owner: Organisation,
    figures: Figures,
    by: User,
    at: datetime,
    application: Application | None = None,
) -> CostEstimate:
    """Keeps the figures for one application, or for all of the owner's in the round that have none of their own."""
    require(may_estimate(as_viewer(by, at), owner, application))
    values = asdict(figures) | {"by": by, "at": at}
    saved, _ = CostEstimate.objects.update_or_create(round=round, owner=owner, application=application, defaults=values)
    about = application.about if application else f"round:{round.pk}:owner:{owner.pk}"
    record(about=about, verb="estimated", by=by, at=at, **asdict(figures))
    return saved


def may_estimate(viewer: Viewer, owner: Organisation, application: Application | None = None) -> Answer:
    """Whether the viewer may set the owner's figures: only for its own applications."""
    if owner.pk in viewer.ranks_for and (application is None or application.owner_id == owner.pk):
        return yes()
    return no("not_your_owner", "Bare skoleeieren kan sette sine egne anslag.")
