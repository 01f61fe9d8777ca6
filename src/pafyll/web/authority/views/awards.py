"""The County Governor's awards: what is recommended, where it departs, how it is paid, the decision, the reports."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries import history_of
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import is_impartial_in_year
from pafyll.apps.forums.permissions.scheme_years import may_run
from pafyll.apps.forums.queries.distribution import chosen_of
from pafyll.apps.forums.queries.scheme_years import scheme_years_on_desk
from pafyll.apps.forums.services import recommending
from pafyll.apps.forums.services.recommending import decisions_in, recommendation_of
from pafyll.apps.grants.models import Award, AwardReport
from pafyll.apps.grants.permissions.after_awards import may_forewarn, may_settle
from pafyll.apps.grants.permissions.awards import awards_run, may_award, may_decide, may_judge
from pafyll.apps.grants.queries.after_awards import after_award
from pafyll.apps.grants.queries.awards import awards_of, own_standing, parts_on
from pafyll.apps.grants.services import deciding_awards, proposing_awards, reporting_awards
from pafyll.apps.grants.services.following_recommendation import follow_recommendation
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.awards import AwardForm, NewAwardForm, PartsForm, RecommendationForm, award_initial
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.views.after_awards import TO
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.collective import AWARD_EVENTS
from pafyll.web.components.why.own_contributions import why_of_own

FORM = "authority/award_form.html"


def awards(request: DeskRequest, pk: int) -> HttpResponse:
    """Every award of the scheme year beside what the forum recommends, with the sums."""
    year = _year(request, pk)
    page = awards_of(viewer=request.viewer, year=year, day=today())
    context = {
        "year": year,
        "page": page,
        "recommendation": recommendation_of(year),
        "runs_it": may_run(request.viewer, year),
        "may_award": may_award(request.viewer, year, day=today()),
        "may_decide": may_decide(request.viewer, year, list(page.awards), day=today()),
    }
    return render(request, "authority/awards.html", context)


def recommend(request: DeskRequest, pk: int) -> HttpResponse:
    """Hands on what the forum recommends."""
    year = _year(request, pk)
    require(may_run(request.viewer, year))
    form = RecommendationForm(request.POST or None, decisions=decisions_in(year))
    if is_done(form, lambda: recommending.recommend(year=year, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Innstillingen er lagt fram. Nå kan statsforvalteren fordele."))
        return see_other("authority:awards", pk)
    choice = chosen_of(year)
    may = recommending.may_recommend(request.viewer, year, choice, day=today())
    context = {"year": year, "form": form, "choice": choice, "may": may}
    return render(request, "authority/recommend.html", context, status=422 if form.errors else 200)


@require_POST
def follow(request: DeskRequest, pk: int) -> HttpResponse:
    """An award for everyone whom the forum recommends."""
    year = _year(request, pk)
    made = follow_recommendation(year=year, **_who(request))
    count = len(made)
    messages.success(
        request,
        ngettext("%(n)s tildeling er lagt inn.", "%(n)s tildelinger er lagt inn.", count) % {"n": count},
    )
    return see_other("authority:awards", pk)


def new(request: DeskRequest, pk: int) -> HttpResponse:
    """One recipient more."""
    year = _year(request, pk)
    require(may_award(request.viewer, year, day=today()))
    form = NewAwardForm(request.POST or None, recipients=_recipients(year), payees=_payees(year))
    if is_done(form, lambda: _propose(request, year, form)):
        messages.success(request, _("Tildelingen er lagt til som forslag."))
        return see_other("authority:awards", year.pk)
    return _form(request, form, _("Ny tildeling"), year)


def _propose(request: DeskRequest, year: SchemeYear, form: NewAwardForm) -> bool:
    proposing_awards.propose_awards(year=year, recommended=[form.value()], by=request.user, at=now())
    return True


def award(request: DeskRequest, pk: int) -> HttpResponse:
    """One award: the money, the payment plan, the own contribution, the reports, and what can be done now."""
    one = _award(request, pk)
    own = own_standing(one)
    context = {
        "award": one,
        "letter_page": "authority:award_letter",
        "year": one.scheme_year,
        "runs_it": may_run(request.viewer, one.scheme_year),
        "parts": parts_on(one, day=today(), own=own),
        "own": own,
        "why_own": why_of_own(one, own, at=now()),
        "reports": one.reports.exclude(status="draft"),
        "may_award": may_award(request.viewer, one.scheme_year, day=today()),
        "history": history_of(one.about, words=AWARD_EVENTS),
        "after": after_award(request.viewer, one),
        "may_settle": may_settle(request.viewer, one, day=today()),
        "may_forewarn": may_forewarn(request.viewer, one, day=today()),
        "to": TO,
    }
    return render(request, "authority/award.html", context)


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """What is meant to be decided."""
    one = _award(request, pk)
    require(may_award(request.viewer, one.scheme_year, day=today()))
    form = AwardForm(request.POST or None, initial=award_initial(one))
    if is_done(form, lambda: proposing_awards.set_award(award=one, terms=form.value(), **_who(request))):
        messages.success(request, _("Lagret."))
        return see_other("authority:award", pk)
    return _form(request, form, _("Hva som skal vedtas"), one.scheme_year, one)


def ready(request: DeskRequest, pk: int) -> HttpResponse:
    """The payment plan; after it a second person decides."""
    one = _award(request, pk)
    require(may_award(request.viewer, one.scheme_year, day=today()))
    form = PartsForm(request.POST or None, initial={"first_due": today()})
    if is_done(form, lambda: proposing_awards.make_ready(award=one, shares=form.value(), **_who(request))):
        messages.success(request, _("Tildelingen er klar. En kollega vedtar den sammen med de andre."))
        return see_other("authority:awards", one.scheme_year_id)
    return _form(request, form, _("Klargjør tildelingen"), one.scheme_year, one, button=_("Klargjør"))


def back(request: DeskRequest, pk: int) -> HttpResponse:
    """What is ready becomes a proposal again, with the reason."""
    one = _award(request, pk)
    return _with_reason(request, one, _("Send tilbake"), proposing_awards.send_back)


def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """No money after all, with the reason."""
    one = _award(request, pk)
    return _with_reason(request, one, _("Ta ut tildelingen"), proposing_awards.drop)


@confirmed
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Shows what is decided, where it departs, and decides."""
    year = _year(request, pk)
    page = awards_of(viewer=request.viewer, year=year, day=today())
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_done(
        form, lambda: deciding_awards.decide_awards(year=year, by=request.user, at=now())
    ):
        messages.success(request, _("Vedtatt. Pengene er bundet, og mottakerne ser tildelingen."))
        return see_other("authority:awards", pk)
    may = may_decide(request.viewer, year, list(page.awards), day=today())
    context = {"year": year, "page": page, "may": may, "form": form}
    return render(request, "authority/decide_awards.html", context, status=422 if form.errors else 200)


@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """The report is good."""
    report = _report(request, pk)
    reporting_awards.accept_report(report=report, by=request.user, at=now())
    messages.success(request, _("Rapporten er godkjent."))
    return see_other("authority:award", report.award_id)


def return_report(request: DeskRequest, pk: int) -> HttpResponse:
    """The report must be mended."""
    report = _report(request, pk)
    require(may_judge(request.viewer, report, day=today()))
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: reporting_awards.return_report(report=report, why=why, by=request.user, at=now())):
        messages.success(request, _("Rapporten er sendt tilbake."))
        return see_other("authority:award", report.award_id)
    return _form(request, form, _("Send rapporten tilbake"), report.award.scheme_year, report.award)


def _with_reason(request: DeskRequest, one: Award, title: str, act: object) -> HttpResponse:
    require(may_award(request.viewer, one.scheme_year, day=today()))
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: act(award=one, why=why, by=request.user, at=now())):  # type: ignore[operator]
        messages.success(request, _("Gjort."))
        return see_other("authority:awards", one.scheme_year_id)
    return _form(request, form, title, one.scheme_year, one, button=title)


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}


def _year(request: DeskRequest, pk: int) -> SchemeYear:
    rows = scheme_years_on_desk(viewer=request.viewer).select_related("governor")
    return fetch(rows, pk, viewer=request.viewer, may=partial(is_impartial_in_year, day=today()))


def _award(request: DeskRequest, pk: int) -> Award:
    return fetch(awards_run(request.viewer, day=today()).select_related("decision"), pk, viewer=request.viewer)


def _report(request: DeskRequest, pk: int) -> AwardReport:
    mine = awards_run(request.viewer, day=today()).filter(status__in=[AwardStatus.DECIDED, AwardStatus.REPORTED])
    rows = AwardReport.objects.filter(award__in=mine).select_related("award__scheme_year__governor")
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, row: may_run(viewer, row.award.scheme_year))


def _recipients(year: SchemeYear) -> QuerySet[Organisation]:
    """Those whom the regime takes: owners of the county, and providers of the whole country."""
    taken = year.awards.exclude(status=AwardStatus.DROPPED).values("recipient")
    rows = Organisation.objects.filter(kind__in=year.rules.recipients).exclude(pk__in=taken)
    county = rows.filter(county_code=year.governor.county_code)
    return (county | rows.filter(kind=Organisation.Kind.PROVIDER)).order_by("name")


def _payees(year: SchemeYear) -> QuerySet[Organisation]:
    kinds = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.COUNTY_AUTHORITY)
    return Organisation.objects.filter(kind__in=kinds, county_code=year.governor.county_code).order_by("name")


def _form(
    request: DeskRequest,
    form: forms.Form,
    title: str,
    year: SchemeYear,
    award: Award | None = None,
    *,
    button: str = "",
) -> HttpResponse:
    context = {"form": form, "title": title, "year": year, "award": award, "button": button or _("Lagre")}
    return render(request, FORM, context, status=422 if form.errors else 200)
