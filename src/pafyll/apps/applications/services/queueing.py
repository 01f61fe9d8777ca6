"""Leaving the queues of a round, and coming back as long as nobody behind has been asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, PlaceOffer, QueueExit
from pafyll.apps.applications.permissions.waiting import may_leave_queue
from pafyll.apps.applications.services.freeing import turnstile
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import record, require
from pafyll.domain.answers import Answer, no, yes


@transaction.atomic
def leave_queue(*, application: Application, by: User, at: datetime) -> QueueExit:
    """Takes the applicant out of every queue of the round. Twice does nothing new."""
    turnstile(application.round_id)
    require(may_leave_queue(as_viewer(by, at), application))
    left, is_new = QueueExit.objects.get_or_create(application=application, defaults={"left_at": at, "left_by": by})
    if is_new:
        record(about=application.about, verb="left_queue", by=by, at=at)
    return left


@transaction.atomic
def rejoin_queue(*, application: Application, by: User, at: datetime) -> None:
    """Takes the leaving back: she stands where she stood. Refused when somebody has been asked past her."""
    turnstile(application.round_id)
    require(may_leave_queue(as_viewer(by, at), application))
    left = QueueExit.objects.filter(application=application).first()
    if left is None:
        return
    require(may_rejoin(left))
    left.delete()
    record(about=application.about, verb="rejoined_queue", by=by, at=at)


def may_rejoin(left: QueueExit) -> Answer:
    """Whether nobody has been asked past her since she left."""
    number = left.application.number
    passed = PlaceOffer.objects.filter(place__round=left.application.round_id, offered_at__gte=left.left_at)
    if not any(one["number"] == number for row in passed.values_list("passed", flat=True) for one in row):
        return yes()
    return no(
        "next_was_asked",
        "Noen som sto bak deg, har fått tilbud etter at du gikk ut av køen. Da kan du ikke gå inn igjen.",
        remedy="Du kan søke igjen neste år.",
    )
