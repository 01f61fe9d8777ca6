"""Payments of a scheme year's awards: the parts and what they wait for, and a run from its preview to the bank."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries import history_of
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import may_see_distribution
from pafyll.apps.forums.queries.scheme_years import scheme_years_on_desk
from pafyll.apps.grants.models import PaymentRun
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.grants.permissions.payments import (
    may_decide_run,
    may_pay_awards,
    may_return_run,
    may_send_run,
    may_work_with,
)
from pafyll.apps.grants.queries.award_payments import award_runs, letter_of, money_of_year, payments_in
from pafyll.apps.grants.queries.payments import totals_by_status
from pafyll.apps.grants.services.deciding_payments import approve_run, return_run
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.sending import send_run
from pafyll.domain.answers import require
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.payments import PrepareForm, WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.pdf import as_pdf

FILES = {"xml": ("file", "application/xml"), "csv": ("table", "text/csv")}


def year_to_pay(request: DeskRequest, pk: int) -> SchemeYear:
    """A scheme year that the viewer runs and is impartial in; a page with the reason otherwise."""
    rows = scheme_years_on_desk(viewer=request.viewer).select_related("governor")
    return fetch(rows, pk, viewer=request.viewer, may=partial(may_see_distribution, day=today()))


def payments(request: DeskRequest, pk: int) -> HttpResponse:
    """Every part of the year's awards as it stands, and the runs."""
    year = year_to_pay(request, pk)
    context = {
        "year": year,
        "money": money_of_year(year, day=today()),
        "runs": award_runs(viewer=request.viewer).filter(scheme_year=year),
        "may_pay": may_pay_awards(request.viewer, year, day=today()),
    }
    return render(request, "authority/award_payments.html", context)


def prepare(request: DeskRequest, pk: int) -> HttpResponse:
    """What a run would pay to whom, and what waits for what, before it is drawn up."""
    year = year_to_pay(request, pk)
    require(may_pay_awards(request.viewer, year, day=today()))
    form = PrepareForm(request.POST or None, initial={"pay_on": today()})
    made: list[PaymentRun] = []
    if form.is_valid() and tried(
        form, lambda: made.append(prepare_parts(year=year, pay_on=form.value(), by=request.user, at=now()))
    ):
        messages.success(request, _("Utbetalingen er klargjort. En annen person må godkjenne den."))
        return see_other("authority:award_run", made[0].pk)
    context = {"year": year, "form": form, "money": money_of_year(year, day=today())}
    return render(request, "authority/prepare_award_run.html", context, status=422 if form.errors else 200)


def shown_run(request: DeskRequest, pk: int) -> PaymentRun:
    """A run of the viewer's organisation that the viewer is impartial in."""
    return fetch(award_runs(viewer=request.viewer), pk, viewer=request.viewer, may=partial(may_work_with, day=today()))


def run(request: DeskRequest, pk: int) -> HttpResponse:
    """A run with its payments, the next step, and its history."""
    shown = shown_run(request, pk)
    context = {
        "run": shown,
        "year": shown.scheme_year,
        "totals": totals_by_status(shown),
        "payments": payments_in(shown),
        "decide": may_decide_run(request.viewer, shown, day=today()) if shown.status == "prepared" else None,
        "may_send": may_send_run(request.viewer, shown, day=today()),
        "may_return": may_return_run(request.viewer, shown, day=today()),
        "history": history_of(shown.about),
    }
    return render(request, "authority/award_run.html", context)


@confirmed
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """A second person approves, after reading what will be paid to whom."""
    shown = shown_run(request, pk)
    require(may_decide_run(request.viewer, shown, day=today()))
    if request.method == "POST":
        approve_run(run=shown, by=request.user, at=now())
        messages.success(request, _("Utbetalingen er godkjent. Filen til banken kan lages."))
        return see_other("authority:award_run", pk)
    context = {"run": shown, "year": shown.scheme_year, "payments": payments_in(shown)}
    return render(request, "authority/approve_award_run.html", context)


def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends the run back, with a reason."""
    shown = shown_run(request, pk)
    require(may_return_run(request.viewer, shown, day=today()))
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: return_run(run=shown, why=form.cleaned_data["why"], by=request.user, at=now())
    ):
        messages.success(request, _("Utbetalingen er sendt tilbake. Ingenting er betalt."))
        return see_other("authority:award_run", pk)
    context = {
        "run": shown,
        "year": shown.scheme_year,
        "form": form,
        "title": _("Send utbetalingen tilbake"),
        "lead": _("Ingenting betales. Delene kan være med i den neste utbetalingen."),
        "button": _("Send tilbake"),
    }
    return render(request, "authority/award_run_form.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Makes the file for the bank. What has changed since the approval is taken out first."""
    done = send_run(run=shown_run(request, pk), by=request.user, at=now())
    if done.status == "returned":
        messages.warning(request, _("Alt i utbetalingen er endret siden den ble godkjent. Klargjør den på nytt."))
    else:
        messages.success(request, _("Filen er laget. Last den ned, og legg den inn i nettbanken."))
    return see_other("authority:award_run", pk)


def order_file(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """The file for the bank, the same bytes every time."""
    shown = shown_run(request, pk)
    column, mime = FILES.get(kind, ("", ""))
    content = PaymentRun.objects.filter(pk=shown.pk).values_list(column, flat=True)[0] if column else None
    if not content:
        raise Http404
    response = HttpResponse(bytes(content), content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{shown.reference}.{kind}"'
    return response


def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """The letter of the award, as it was sent."""
    award = fetch(awards_run(request.viewer, day=today()), pk, viewer=request.viewer)
    return as_pdf(letter_of(award), f"tilskuddsbrev-{award.number}")
