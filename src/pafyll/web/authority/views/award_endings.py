"""What was not used of an award, and demanding back: shown first, prepared by one, decided by another, booked."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.grants.models import Award, AwardRecovery, AwardSettlement
from pafyll.apps.grants.permissions import after_awards as permissions
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.grants.queries import after_awards as queries
from pafyll.apps.grants.services import award_recovering as recovering
from pafyll.apps.grants.services import settling_awards as settling
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.rules.forewarning import may_be_decided
from pafyll.integrations.clock import today
from pafyll.web.authority.forms.after_awards import AssessmentForm, ForewarnForm, PaidBackForm, SettlementForm
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.views.after_awards import TO, reason_page, run_here, who
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.collective import AFTER_EVENTS


def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Every krone on a line, and what is proposed or decided about those that were not used."""
    award = reported_here(request, pk)
    standing = run_here(request, queries.settlements_of(request.viewer, day=today())).filter(award=award).first()
    form = SettlementForm(request.POST or None, initial=_settlement_initial(standing))
    may = permissions.may_settle(request.viewer, award, day=today())
    if request.method == "POST":
        require(may)
    if "show" not in request.POST and is_done(form, lambda: _settle(request, award, form)):
        messages.success(request, _("Klart til vedtak. En kollega avgjør det."))
        return see_other("authority:settle_award", pk)
    carried = form.cleaned_data.get("carried_over", 0) if form.is_bound and form.is_valid() else _carried(standing)
    context = {
        "award": award,
        "settlement": standing,
        "figures": settling.figures_of(award),
        "lines": settling.lines_of(award, carried),
        "may_carry": settling.may_carry(award, carried) if may else None,
        "form": form,
        "may": may,
        "may_decide": standing and permissions.may_decide_settlement(request.viewer, standing, day=today()),
        "may_forewarn": permissions.may_forewarn(request.viewer, award, day=today()),
        "history": history_of(standing.about, words=AFTER_EVENTS) if standing else [],
        "letters": queries.letters_about(standing.about) if standing else [],
        "to": TO,
    }
    return render(request, "authority/settle_award.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def decide_settlement(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as it is prepared."""
    found = _settlement(request, pk)
    settling.decide_settlement(settlement=found, **who(request))
    messages.success(request, _("Vedtatt. Mottakeren har fått brevet."))
    return see_other("authority:settle_award", pk)


def return_settlement(request: DeskRequest, pk: int) -> HttpResponse:
    """Assessed again, with the reason."""
    found = _settlement(request, pk)
    require(permissions.may_decide_settlement(request.viewer, found, day=today()))
    form = ReasonForm(request.POST or None)
    if is_done(form, lambda: settling.return_settlement(settlement=found, **form.cleaned_data, **who(request))):
        messages.success(request, _("Saken er sendt tilbake."))
        return see_other("authority:settle_award", pk)
    return reason_page(request, form, found, ("authority:settle_award", pk))


def forewarn(request: DeskRequest, pk: int) -> HttpResponse:
    """Warns the recipient; the letter goes at once."""
    award = fetch(_standing_awards(request), pk, viewer=request.viewer)
    require(permissions.may_forewarn(request.viewer, award, day=today()))
    settlement = AwardSettlement.objects.filter(award=award).first()
    first = {"amount": settlement.to_recover or None} if settlement else {}
    form = ForewarnForm(request.POST or None, initial=first)
    if is_done(form, lambda: recovering.forewarn_recipient(award=award, warning=form.value(), **who(request))):
        messages.success(request, _("Forhåndsvarselet er sendt. Ingenting er krevd ennå."))
        return see_other("authority:award", pk)
    context = {
        "form": form,
        "award": award,
        "cancel": ("authority:award", pk),
        "title": _("Varsle om tilbakebetaling"),
        "button": _("Send forhåndsvarselet"),
        "standing": recovering.standing(award),
    }
    return render(request, "authority/after_award_form.html", context, status=422 if form.errors else 200)


def recovery(request: DeskRequest, pk: int) -> HttpResponse:
    """The case: what was warned, what the recipient says, the assessment, and the decision."""
    case = _recovery(request, pk)
    form = AssessmentForm(request.POST or None, initial=_assessment_initial(case))
    may_prepare = permissions.may_prepare_award_recovery(request.viewer, case, day=today())
    if is_done(form, lambda: recovering.prepare_award_recovery(case=case, terms=form.value(), **who(request))):
        messages.success(request, _("Saken er klar til vedtak. En kollega avgjør den."))
        return see_other("authority:award_recovery", pk)
    return _recovery_page(request, case, form, may_prepare=may_prepare)


@confirmed
@require_POST
def decide_recovery(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as it is prepared."""
    recovering.decide_award_recovery(case=_recovery(request, pk), **who(request))
    messages.success(request, _("Vedtatt. Mottakeren har fått brevet."))
    return see_other("authority:award_recovery", pk)


def return_recovery(request: DeskRequest, pk: int) -> HttpResponse:
    """Assessed again, with the reason."""
    case = _recovery(request, pk)
    require(permissions.may_decide_award_recovery(request.viewer, case, day=today()))
    form = ReasonForm(request.POST or None)
    if is_done(form, lambda: recovering.return_award_recovery(case=case, **form.cleaned_data, **who(request))):
        messages.success(request, _("Saken er sendt tilbake."))
        return see_other("authority:award_recovery", pk)
    return reason_page(request, form, case, ("authority:award_recovery", pk))


@require_POST
def paid_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Books that the money has come."""
    case = _recovery(request, pk)
    form = PaidBackForm(request.POST)
    if is_done(form, lambda: recovering.book_paid_back(case=case, **form.cleaned_data, **who(request))):
        messages.success(request, _("Ført. Pengene er tilbake i ordningen."))
        return see_other("authority:award_recovery", pk)
    return _recovery_page(request, case, AssessmentForm(), paid_form=form)


def reported_here(request: DeskRequest, pk: int) -> Award:
    """An award whose final report is accepted; 404 otherwise."""
    return fetch(_standing_awards(request).filter(status=AwardStatus.REPORTED), pk, viewer=request.viewer)


def _recovery_page(
    request: DeskRequest,
    case: AwardRecovery,
    form: AssessmentForm,
    *,
    may_prepare: object = None,
    paid_form: PaidBackForm | None = None,
) -> HttpResponse:
    viewer, day = request.viewer, today()
    context = {
        "case": case,
        "award": case.award,
        "form": form,
        "paid_form": paid_form or PaidBackForm(initial={"on": day}),
        "may_prepare": may_prepare,
        "is_due": may_be_decided(comments_due_on=case.comments_due_on, has_commented=bool(case.comments), today=day),
        "may_decide": permissions.may_decide_award_recovery(viewer, case, day=day),
        "may_book": permissions.may_book_paid_back(viewer, case, day=day),
        "history": history_of(case.about, words=AFTER_EVENTS),
        "letters": queries.letters_about(case.about),
        "to": TO,
    }
    bad = form.errors or (paid_form and paid_form.errors)
    return render(request, "authority/award_recovery.html", context, status=422 if bad else 200)


def _standing_awards(request: DeskRequest) -> QuerySet[Award]:
    rows = awards_run(request.viewer, day=today())
    return rows.filter(status__in=[one.value for one in permissions.STANDS])


def _settlement(request: DeskRequest, award: int) -> AwardSettlement:
    found = run_here(request, queries.settlements_of(request.viewer, day=today())).filter(award=award).first()
    if found is None:
        raise Http404
    return found


def _recovery(request: DeskRequest, pk: int) -> AwardRecovery:
    return fetch(run_here(request, queries.recoveries_of(request.viewer, day=today())), pk, viewer=request.viewer)


def _settle(request: DeskRequest, award: Award, form: SettlementForm) -> object:
    return settling.prepare_settlement(award=award, terms=form.value(), **who(request))


def _settlement_initial(standing: AwardSettlement | None) -> dict[str, object]:
    if standing is None:
        return {"carried_over": 0}
    return {name: getattr(standing, name) for name in SettlementForm.base_fields}


def _carried(standing: AwardSettlement | None) -> int:
    return standing.carried_over if standing else 0


def _assessment_initial(case: AwardRecovery) -> dict[str, object]:
    if case.recommends is None:
        return {}
    return {"recommends": "yes" if case.recommends else "no", "assessment": case.assessment, "pay_by": case.pay_by}
