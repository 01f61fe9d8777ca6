"""Payments: semesters, statements with a filter, and a run from its preview to the bank. The directorate's alone."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.casework.queries import history_of
from pafyll.apps.grants.models import PaymentRun
from pafyll.apps.grants.permissions.payments import may_decide_run, may_prepare_payments, may_return_run, may_send_run
from pafyll.apps.grants.queries.payments import runs_on_desk, semesters_to_pay, statements_on_desk, totals_by_status
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run, return_run
from pafyll.apps.grants.services.planning_payments import plan_payments
from pafyll.apps.grants.services.preparing import prepare_run
from pafyll.apps.grants.services.sending import send_run
from pafyll.domain.answers import require
from pafyll.domain.values import Semester
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.payments import BankFileForm, PrepareForm, StatementsForm, WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other

ON_A_PAGE = 50
USUAL_DAYS = 14


def payments(request: DeskRequest) -> HttpResponse:
    """Every semester that money is promised for, and where the money is."""
    require(may_prepare_payments(request.viewer))
    return render(request, "authority/payments.html", {"rows": semesters_to_pay(viewer=request.viewer)})


def semester(request: DeskRequest, pk: int, code: str) -> HttpResponse:
    """The semester's statements and runs."""
    round, when = _semester(request, pk, code)
    form = StatementsForm(request.GET)
    rows = statements_on_desk(viewer=request.viewer, round=round, semester=when, wanted=form.value())
    plan = plan_payments(round=round, semester=when, at=now())
    context = {
        "round": round,
        "semester": when,
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side")),
        "plan": plan,
        "runs": runs_on_desk(viewer=request.viewer).filter(round=round, semester=when.code),
    }
    return render(request, "authority/pay_semester.html", context)


def _semester(request: DeskRequest, pk: int, code: str) -> tuple[Round, Semester]:
    require(may_prepare_payments(request.viewer))
    round = fetch(Round.objects.all(), pk, viewer=request.viewer)
    if code not in (round.school_year.autumn.code, round.school_year.spring.code):
        raise Http404
    return round, Semester(code)


def prepare(request: DeskRequest, pk: int, code: str) -> HttpResponse:
    """What a run would pay to whom, before it is drawn up."""
    round, when = _semester(request, pk, code)
    form = PrepareForm(request.POST or None, initial={"pay_on": today() + timedelta(days=USUAL_DAYS)})
    made: list[PaymentRun] = []
    if form.is_valid() and tried(
        form,
        lambda: made.append(prepare_run(round=round, semester=when, pay_on=form.value(), by=request.user, at=now())),
    ):
        messages.success(request, _("Utbetalingen er klargjort. En annen person må godkjenne den."))
        return see_other("authority:payment_run", made[0].pk)
    plan = plan_payments(round=round, semester=when, at=now())
    return render(request, "authority/prepare_run.html", {"round": round, "semester": when, "form": form, "plan": plan})


def shown_run(request: DeskRequest, pk: int) -> PaymentRun:
    """A run that the viewer may read; 404 otherwise."""
    return fetch(runs_on_desk(viewer=request.viewer), pk, viewer=request.viewer)


def run(request: DeskRequest, pk: int) -> HttpResponse:
    """A run with its payments, the next step, and its history."""
    shown = shown_run(request, pk)
    payments = shown.payments.select_related("statement__owner").order_by("statement__owner__name", "pk")
    context = {
        "run": shown,
        "totals": totals_by_status(shown),
        "page": Paginator(payments, ON_A_PAGE).get_page(request.GET.get("side")),
        "decide": may_decide_run(request.viewer, shown, day=today()) if shown.status == "prepared" else None,
        "may_send": may_send_run(request.viewer, shown, day=today()),
        "may_return": may_return_run(request.viewer, shown, day=today()),
        "form": BankFileForm(),
        "history": history_of(shown.about),
    }
    return render(request, "authority/payment_run.html", context)


@confirmed
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """A second person approves, after reading what will be paid to whom."""
    shown = shown_run(request, pk)
    require(may_decide_run(request.viewer, shown, day=today()))
    if request.method == "POST":
        approve_run(run=shown, by=request.user, at=now())
        messages.success(request, _("Utbetalingen er godkjent. Filen til banken kan lages."))
        return see_other("authority:payment_run", pk)
    payments = shown.payments.select_related("statement__owner").order_by("statement__owner__name", "pk")
    return render(request, "authority/approve_run.html", {"run": shown, "payments": payments})


def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends the run back, with a reason."""
    shown = shown_run(request, pk)
    require(may_return_run(request.viewer, shown, day=today()))
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: return_run(run=shown, why=form.cleaned_data["why"], by=request.user, at=now())
    ):
        messages.success(request, _("Utbetalingen er sendt tilbake. Ingenting er betalt."))
        return see_other("authority:payment_run", pk)
    return render(request, "authority/return_run.html", {"run": shown, "form": form})


@confirmed
@require_POST
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Makes the file for the bank. What has changed since the approval is taken out first."""
    done = send_run(run=shown_run(request, pk), by=request.user, at=now())
    if done.status == "returned":
        messages.warning(request, _("Alt i utbetalingen er endret siden den ble godkjent. Klargjør den på nytt."))
    else:
        messages.success(request, _("Filen er laget. Last den ned, og legg den inn i nettbanken."))
    return see_other("authority:payment_run", pk)


def order_file(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """The file for the bank, the same bytes every time."""
    shown = shown_run(request, pk)
    column = {"xml": "file", "csv": "table"}.get(kind)
    content = PaymentRun.objects.filter(pk=shown.pk).values_list(column, flat=True)[0] if column else None
    if not content:
        raise Http404
    response = HttpResponse(bytes(content), content_type="application/xml" if kind == "xml" else "text/csv")
    response["Content-Disposition"] = f'attachment; filename="{shown.reference}.{kind}"'
    return response


def answers(request: DeskRequest, pk: int) -> HttpResponse:
    """Reads the bank's answer to the file."""
    shown = shown_run(request, pk)
    form = BankFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content, name = form.value()
        if tried(form, lambda: take_answers(content=content, name=name, by=request.user, at=now())):
            messages.success(request, _("Kvitteringen er lest inn."))
            return see_other("authority:payment_run", pk)
    return render(request, "authority/answers.html", {"run": shown, "form": form})
