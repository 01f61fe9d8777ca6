"""What the owner must do about participants: confirm, answer reports, choose after payment, comment on forewarnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.applications.queries.participations import rows_to_confirm, stakes_of, windows_of
from pafyll.apps.grants.queries.cases import visible_changes, visible_recoveries
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.change import ChangeStatus, RecoveryCaseStatus
from pafyll.domain.rules.changes import ChangeKind
from pafyll.web.components.tags.formats import day, deadline, kroner, semester
from pafyll.web.owner.views.participants import waits_for_choice

STOPS = (ChangeKind.WITHDRAW, ChangeKind.DROP_OUT, ChangeKind.DEFER)


@dataclass(frozen=True)
class Task:
    """A card on the first page: what, why, where, and whether it is pressing."""

    title: str
    text: str
    url: str
    link: str
    is_urgent: bool = True


def participation_tasks(*, viewer: Viewer, owner: Organisation, at: datetime) -> list[Task]:
    """In the order in which they press."""
    return [
        *_to_confirm(viewer, owner, at),
        *_reports(viewer, owner),
        *_choices(viewer, owner),
        *_forewarnings(viewer, owner),
    ]


def _to_confirm(viewer: Viewer, owner: Organisation, at: datetime) -> list[Task]:
    is_open = (one for one in windows_of(owner=owner) if one.closed_at is None and one.opens_at <= at < one.closes_at)
    tasks = []
    for window in is_open:
        stakes = stakes_of(rows_to_confirm(viewer=viewer, owner=owner, window=window))
        if not stakes.left:
            continue
        title = ngettext(
            "Bekreft %(count)s deltaker for %(semester)s", "Bekreft %(count)s deltakere for %(semester)s", stakes.left
        ) % {"count": stakes.left, "semester": semester(window.semester)}
        text = _("%(amount)s fra staten står på spill. Siste dag er %(day)s.") % {
            "amount": kroner(stakes.amount),
            "day": deadline(window.closes_at),
        }
        url = f"{reverse('owner:confirm')}?vindu={window.pk}"
        tasks.append(Task(title, text, url, _("Bekreft deltakelse")))
    return tasks


def _reports(viewer: Viewer, owner: Organisation) -> list[Task]:
    rows = visible_changes(viewer).filter(owner=owner, status=ChangeStatus.REPORTED)
    text = _("Se hva det gjør med pengene, og svar.")
    return [
        Task(
            _("%(person)s har meldt en endring") % {"person": one.participation.person},
            text,
            reverse("owner:report", args=[one.pk]),
            _("Se meldingen"),
        )
        for one in rows
    ]


def _choices(viewer: Viewer, owner: Organisation) -> list[Task]:
    rows = visible_changes(viewer).filter(
        owner=owner, status=ChangeStatus.CARRIED_OUT, kind__in=STOPS, choice__isnull=True
    )
    text = _("Pengene er utbetalt. Velg om dere vil betale tilbake eller bruke dem på et annet tiltak.")
    return [
        Task(
            _("%(person)s gjennomførte ikke semesteret") % {"person": one.participation.person},
            text,
            reverse("owner:choice", args=[one.pk]),
            _("Velg"),
        )
        for one in rows
        if waits_for_choice(one)
    ]


def _forewarnings(viewer: Viewer, owner: Organisation) -> list[Task]:
    rows = visible_recoveries(viewer).filter(commitment__owner=owner, status=RecoveryCaseStatus.FOREWARNED)
    return [
        Task(
            _("%(amount)s kan bli krevd tilbake") % {"amount": kroner(one.amount)},
            _("Dere kan uttale dere til og med %(day)s.") % {"day": day(one.comments_due_on)},
            reverse("owner:recovery", args=[one.pk]),
            _("Les og svar"),
        )
        for one in rows
    ]
