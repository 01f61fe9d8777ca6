"""Participation at the directorate: what waits, the windows, and finding a participant."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import ConfirmationWindow
from pafyll.apps.applications.queries.participations import late_cases, visible_participations
from pafyll.apps.applications.services.closing import close_window
from pafyll.apps.applications.services.confirming import terms_in
from pafyll.apps.casework.services import require
from pafyll.apps.grants.permissions.changes import may_handle_cases
from pafyll.apps.grants.queries.cases import (
    changes_of,
    recoveries_of,
    terms_on_page,
    visible_changes,
    visible_recoveries,
)
from pafyll.apps.grants.queries.history import history_on_page
from pafyll.apps.grants.services.lapsing import plan_lapses, release_lapsed
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.change import ChangeStatus, LateStatus, RecoveryCaseStatus
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.refusing import said
from pafyll.web.components.tags.formats import kroner

PER_PAGE = 50
OPEN_LATE = (LateStatus.ASKED, LateStatus.PREPARED)
OPEN_CHANGES = (ChangeStatus.PROPOSED, ChangeStatus.PREPARED)
OPEN_RECOVERIES = (RecoveryCaseStatus.FOREWARNED, RecoveryCaseStatus.COMMENTED, RecoveryCaseStatus.PREPARED)


def cases(request: DeskRequest) -> HttpResponse:
    """What waits for the directorate, oldest first, and the confirmation windows."""
    require(may_handle_cases(request.viewer))
    viewer, at = request.viewer, now()
    context = {
        "late": list(late_cases(viewer).filter(status__in=OPEN_LATE)),
        "changes": list(visible_changes(viewer).filter(status__in=OPEN_CHANGES)),
        "recoveries": list(visible_recoveries(viewer).filter(status__in=OPEN_RECOVERIES)),
        "windows": [
            _window(one, at) for one in ConfirmationWindow.objects.select_related("round").order_by("-opens_at")
        ],
    }
    return render(request, "authority/cases.html", context)


def _window(window: ConfirmationWindow, at: datetime) -> dict[str, object]:
    counts: dict[str, int] = {}
    for status in terms_in(window).values_list("status", flat=True):
        counts[status] = counts.get(status, 0) + 1
    plan = plan_lapses(window)
    return {
        "window": window,
        "waiting": counts.get(TermStatus.AWAITING, 0),
        "confirmed": counts.get(TermStatus.CONFIRMED, 0),
        "missed": counts.get(TermStatus.NOT_CONFIRMED, 0),
        "may_close": window.closed_at is None and at >= window.closes_at,
        "is_open": window.opens_at <= at < window.closes_at,
        "releasable": Kroner(sum(one.amount for one in plan)),
    }


@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Marks those that nobody confirmed, once the last day is over."""
    require(may_handle_cases(request.viewer))
    window = fetch(ConfirmationWindow.objects.all(), pk, viewer=request.viewer)
    try:
        count = close_window(window=window, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("authority:cases")
    text = ngettext("%(count)s semester ble ikke bekreftet.", "%(count)s semestre ble ikke bekreftet.", count)
    messages.success(request, text % {"count": count})
    return see_other("authority:cases")


@require_POST
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Gives the money of what was not confirmed back to the frame. What waits for a late case is left."""
    require(may_handle_cases(request.viewer))
    window = fetch(ConfirmationWindow.objects.all(), pk, viewer=request.viewer)
    freed = release_lapsed(plan_lapses(window), by=request.user, at=now())
    messages.success(request, _("%(amount)s er frigjort og tilbake i rammen.") % {"amount": kroner(freed)})
    return see_other("authority:cases")


def participants(request: DeskRequest) -> HttpResponse:
    """Participants of all owners, found by name, owner or study."""
    require(may_handle_cases(request.viewer))
    words = request.GET.get("sok", "").strip()
    rows = visible_participations(request.viewer).order_by("-round__study_year", "person__last_name", "pk")
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(person__first_name__icontains=word)
            | Q(person__last_name__icontains=word)
            | Q(owner__name__icontains=word)
            | Q(offer__programme__name__icontains=word)
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "authority/participants.html", {"page_obj": page, "words": words})


def participant(request: DeskRequest, pk: int) -> HttpResponse:
    """One participant: semesters, money, changes, recoveries and history."""
    require(may_handle_cases(request.viewer))
    one = fetch(visible_participations(request.viewer), pk, viewer=request.viewer)
    looked_at(request, one.person, What.PARTICIPATION, one.about)
    terms, changes = terms_on_page(one), list(changes_of(one))
    context = {
        "participation": one,
        "terms": terms,
        "changes": changes,
        "recoveries": list(recoveries_of(one)),
        "history": history_on_page(one, terms, changes),
    }
    return render(request, "authority/participant.html", context)
