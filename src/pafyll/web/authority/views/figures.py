"""Releases of public figures: ordered, counted, looked at, and published by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.permissions import may_drop, may_order, may_publish, visible_releases
from pafyll.apps.statistics.queries.releases import tables_by
from pafyll.apps.statistics.services import releasing
from pafyll.domain.answers import require
from pafyll.domain.statistics.indicators import DIMENSIONS, TABLES, Topic
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.figures import ReleaseForm
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done


def releases(request: DeskRequest) -> HttpResponse:
    """Every release, and a new one."""
    require(may_order(request.viewer))
    form = ReleaseForm(request.POST or None)
    if is_done(form, lambda: releasing.order_release(**form.cleaned_data, by=request.user, at=now())):
        messages.success(request, _("Tallene telles opp. Last siden på nytt om litt."))
        return see_other("authority:releases")
    context = {"releases": visible_releases(request.viewer), "form": form}
    return render(request, "authority/releases.html", context, status=422 if form.errors else 200)


def release(request: DeskRequest, pk: int) -> HttpResponse:
    """What the release shows and hides, before it is published and after."""
    one = _release(request, pk)
    tables = [(_named(topic, by), tables_by(one, by, topic)) for topic, by in TABLES.values()]
    summary = [
        (by, len(found[0].counts) * len(found), sum(n is None for table in found for n in table.counts.values()))
        for by, found in tables
        if found
    ]
    context = {
        "release": one,
        "summary": summary,
        "may_publish": may_publish(request.viewer, one),
        "may_drop": may_drop(request.viewer, one),
    }
    return render(request, "authority/release.html", context)


@require_POST
def publish(request: DeskRequest, pk: int) -> HttpResponse:
    """Shows it to everybody."""
    releasing.publish_release(release=_release(request, pk), by=request.user, at=now())
    messages.success(request, _("Tallene er publisert."))
    return see_other("authority:release", pk)


def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Throws it away, with the reason."""
    one = _release(request, pk)
    require(may_drop(request.viewer, one))
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: releasing.drop_release(release=one, why=why, by=request.user, at=now())):
        messages.success(request, _("Utgaven er forkastet."))
        return see_other("authority:releases")
    context: dict[str, object] = {"title": _("Forkast utgaven"), "form": form, "release": one}
    return render(request, "authority/drop_release.html", context, status=422 if form.errors else 200)


def _named(topic: Topic, by: tuple[str, ...]) -> str:
    names = ", ".join(_(DIMENSIONS[name]).lower() for name in by)
    return f"{_(topic.label)}: {names}"


def _release(request: DeskRequest, pk: int) -> Release:
    return fetch(
        visible_releases(request.viewer), pk, viewer=request.viewer, may=lambda viewer, _row: may_order(viewer)
    )
