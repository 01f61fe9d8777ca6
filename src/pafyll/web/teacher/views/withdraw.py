"""Withdrawing an application."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.applying import may_withdraw, round_takes_applications
from pafyll.apps.applications.queries.teacher import my_applications
from pafyll.apps.applications.services.withdrawing import withdraw_application
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.teacher.forms.application import WithdrawForm


def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """GET says what withdrawing means; POST does it."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer, may=may_withdraw)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_application(application=application, reason=form.value(), by=request.user, at=now())
        messages.success(request, _("Søknad %(number)s er trukket.") % {"number": application.number})
        return see_other("teacher:home")
    context = {"application": application, "form": form, "is_open": _is_open(application)}
    return render(request, "teacher/withdraw.html", context, status=422 if form.errors else 200)


def _is_open(application: Application) -> bool:
    return bool(round_takes_applications(application.round, now(), person=application.person_id))
