"""Appropriations and frames: what is given, promised, paid and left, on any day, and every entry behind it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import Frame
from pafyll.apps.grants.permissions.money import may_handle_money
from pafyll.apps.grants.queries.books import books_on, entries_of
from pafyll.apps.grants.services.appropriating import appropriate, set_frame
from pafyll.domain.answers import require
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.money import AppropriationForm, DayForm, FrameForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.http import DeskRequest, see_other

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
    }
    return render(request, "authority/money.html", context)


def entries(request: DeskRequest, year: int) -> HttpResponse:
    """Every entry of a budget year, newest first."""
    require(may_handle_money(request.viewer))
    rows = entries_of(viewer=request.viewer, budget_year=year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "authority/entries.html", {"year": year, "page": page})


def appropriation(request: DeskRequest) -> HttpResponse:
    """Enters an appropriation with its source."""
    require(may_handle_money(request.viewer))
    form = AppropriationForm(request.POST or None, initial={"budget_year": today().year, "booked_on": today()})
    if form.is_valid() and tried(
        form,
        lambda: appropriate(terms=form.value(), booked_on=form.cleaned_data["booked_on"], by=request.user, at=now()),
    ):
        messages.success(request, _("Bevilgningen er ført."))
        return see_other("authority:money")
    return render(request, "authority/appropriation.html", {"form": form})


def frame(request: DeskRequest, pk: int, year: int) -> HttpResponse:
    """Sets what a round may promise in one of its two budget years."""
    round = own_round(request, pk)
    if year not in _years(round):
        raise Http404
    saved = Frame.objects.filter(round=round, budget_year=year).first()
    form = FrameForm(request.POST or None, initial={"amount": saved.amount if saved else 0})
    if form.is_valid() and tried(
        form,
        lambda: set_frame(round=round, budget_year=year, by=request.user, at=now(), **form.cleaned_data),
    ):
        messages.success(request, _("Rammen er satt."))
        return see_other("authority:money")
    return render(request, "authority/frame.html", {"form": form, "round": round, "year": year})


def _years(round: Round) -> tuple[int, int]:
    return round.school_year.autumn.budget_year.year, round.school_year.spring.budget_year.year
