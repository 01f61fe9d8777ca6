"""Appropriations and frames: what is given, promised, paid and left, on any day, and every entry behind it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import Frame, MoneyProposal
from pafyll.apps.grants.permissions.money import may_decide_money, may_handle_money
from pafyll.apps.grants.queries.books import books_on, entries_of, money_proposals
from pafyll.apps.grants.services.proposing import decide_money, propose_appropriation, propose_frame, return_money
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.money_proposal import MoneyProposalStatus
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.appeals import WhyForm
from pafyll.web.authority.forms.money import AppropriationForm, DayForm, FrameForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other

PAGE_SIZE = 50


def money(request: DeskRequest) -> HttpResponse:
    """The books, today or as they stood when another day was over."""
    require(may_handle_money(request.viewer))
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["dato"] if form.is_valid() else None) or today()
    context = {
        "form": DayForm(initial={"dato": day}),
        "day": day,
        "is_today": day == today(),
        "years": books_on(viewer=request.viewer, day=day),
        "waiting": money_proposals(viewer=request.viewer).filter(status=MoneyProposalStatus.PREPARED),
    }
    return render(request, "authority/money.html", context)


def entries(request: DeskRequest, year: int) -> HttpResponse:
    """Every entry of a budget year, newest first."""
    require(may_handle_money(request.viewer))
    rows = entries_of(viewer=request.viewer, budget_year=year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "authority/entries.html", {"year": year, "page": page})


def appropriation(request: DeskRequest) -> HttpResponse:
    """Prepares an appropriation with its source; another books it."""
    require(may_handle_money(request.viewer))
    form = AppropriationForm(request.POST or None, initial={"budget_year": today().year, "booked_on": today()})
    if form.is_valid() and tried(
        form,
        lambda: propose_appropriation(
            terms=form.value(), booked_on=form.cleaned_data["booked_on"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Bevilgningen er sendt til godkjenning. Den blir ført når en annen har godkjent."))
        return see_other("authority:money")
    return render(request, "authority/appropriation.html", {"form": form})


def frame(request: DeskRequest, pk: int, year: int) -> HttpResponse:
    """Prepares what a round may promise in one of its two budget years; another decides it."""
    round = own_round(request, pk)
    if year not in _years(round):
        raise Http404
    saved = Frame.objects.filter(round=round, budget_year=year).first()
    form = FrameForm(request.POST or None, initial={"amount": saved.amount if saved else 0})
    if form.is_valid() and tried(
        form,
        lambda: propose_frame(round=round, budget_year=year, by=request.user, at=now(), **form.cleaned_data),
    ):
        messages.success(request, _("Rammen er sendt til godkjenning. Den gjelder når en annen har godkjent."))
        return see_other("authority:money")
    return render(request, "authority/frame.html", {"form": form, "round": round, "year": year})


@confirmed
def proposal(request: DeskRequest, pk: int) -> HttpResponse:
    """One proposal: what it changes. POST books it or sends it back, by another than who prepared it."""
    found = fetch(money_proposals(viewer=request.viewer), pk, viewer=request.viewer)
    form = _proposal_form(request)
    if request.method == "POST" and form.is_valid() and _answered(request, found, form):
        return see_other("authority:money_proposal", found.pk)
    context = {"proposal": found, "form": form, "may": may_decide_money(request.viewer, found)}
    return render(request, "authority/money_proposal.html", context, status=422 if form.errors else 200)


def _proposal_form(request: DeskRequest) -> Form:
    """A reason is asked for only when it is sent back."""
    form = WhyForm(request.POST or None)
    form.fields["why"].required = request.POST.get("action") == "return"
    return form


def _answered(request: DeskRequest, found: MoneyProposal, form: Form) -> bool:
    if request.POST.get("action") == "return":
        why = form.cleaned_data["why"]
        act = partial(return_money, proposal=found, why=why, by=request.user, at=now())
        said = _("Forslaget er sendt tilbake. Ingenting er ført.")
    else:
        act = partial(decide_money, proposal=found, by=request.user, at=now())
        said = _("Godkjent og ført.")
    if not tried(form, act):
        found.refresh_from_db()  # what was tried is rolled back
        return False
    messages.success(request, said)
    return True


def _years(round: Round) -> tuple[int, int]:
    return round.school_year.autumn.budget_year.year, round.school_year.spring.budget_year.year
