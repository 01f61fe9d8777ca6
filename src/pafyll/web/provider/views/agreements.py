"""What only the provider does with agreements: begins, writes, amends and proposes them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.agreements import permissions as may
from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.services import writing
from pafyll.apps.agreements.services.writing import NewAgreement
from pafyll.apps.assignments.models import Assignment, AssignmentMember
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.queries.pricing import signed_budget
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal, no, require
from pafyll.integrations.clock import now, today
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.views import agreement_here, form_page, version_here
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.provider.forms.agreements import (
    AmendForm,
    NewAgreementForm,
    SupplementForm,
    TermsForm,
    as_typed,
    terms_initial,
)
from pafyll.web.provider.forms.invoice_plan import PlanForms, kroner_in

DESK = AgreementDesk("provider")
KINDS = (*Organisation.OWNER_KINDS, Organisation.Kind.SCHOOL)


def new(request: DeskRequest) -> HttpResponse:
    """Begins an agreement, also about an assignment (?oppdrag=17), whose party and period are then filled in."""
    provider = _provider(request)
    about = _assignment(request)
    plan = PlanForms(_posted(request))
    form = NewAgreementForm(**_filled(request, NewAgreementForm, plan, _first(about)), counterparts=_counterparts())
    if _is_right(form, plan):
        started = form.new(provider, about=about.about if about else "")
        terms = form.value(plan.value())
        if made := tried(form, lambda: writing.start_agreement(new=started, terms=terms, **_who(request))):
            return _begun(request, made)
    context = {"form": form, "title": _("Ny avtale"), "button": _("Lagre utkastet"), "assignment": about}
    status = 422 if form.errors or plan.has_errors else 200
    return render(request, "provider/new_agreement.html", context | _plan_context(form, plan), status=status)


def supplement(request: DeskRequest, pk: int) -> HttpResponse:
    """More work under an agreement in force, with its contacts and reference filled in."""
    main = agreement_here(request, DESK, pk)
    require(may.may_write(request.viewer, main.provider_id))
    standing = main.versions.filter(status="signed").first()
    first = terms_initial(writing.terms_of(standing)) if standing else {}
    plan = PlanForms(_posted(request))
    for name in ("amount", "content", "background", "provider_duties", "counterpart_duties"):
        first.pop(name, None)
    form = SupplementForm(**_filled(request, SupplementForm, plan, first))
    if _is_right(form, plan):
        kind = Agreement.Kind.SUPPLEMENTARY
        started = NewAgreement(main.provider, main.counterpart, form.cleaned_data["title"], kind, main=main)
        terms = form.value(plan.value())
        if made := tried(form, lambda: writing.start_agreement(new=started, terms=terms, **_who(request))):
            return _begun(request, made)
    more = _plan_context(form, plan)
    return form_page(request, DESK, main, form, _("Ny tilleggsavtale"), _("Lagre utkastet"), more)


def amend(request: DeskRequest, pk: int) -> HttpResponse:
    """Begins an amendment with the reason; the text and the money are changed on the next page."""
    found = agreement_here(request, DESK, pk)
    require(may.may_amend(request.viewer, found))
    form = AmendForm(request.POST or None)
    if form.is_valid() and (
        made := tried(form, lambda: writing.begin_amendment(agreement=found, **form.cleaned_data, **_who(request)))
    ):
        return see_other("provider:write_agreement", pk, made.number)
    return form_page(request, DESK, found, form, _("Skriv en endring"), _("Gå videre"))


def write(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """What a draft says."""
    version = version_here(request, DESK, pk, number)
    require(may.may_edit(request.viewer, version))
    now_planned = version.plan()
    invoiced = writing.invoiced_numbers(version.agreement)
    fixed = {one.number: one for one in now_planned if one.number in invoiced}
    plan = PlanForms(_posted(request), plan=now_planned, invoiced=fixed)
    form = TermsForm(**_filled(request, TermsForm, plan, terms_initial(writing.terms_of(version))))
    if _is_right(form, plan) and is_done(form, lambda: _written(request, version, form, plan)):
        messages.success(request, _("Lagret. Les den, og send den til signering."))
        return see_other("provider:agreement_version", pk, number)
    more = _plan_context(form, plan)
    return form_page(request, DESK, version.agreement, form, _("Skriv avtalen"), _("Lagre utkastet"), more)


def _written(request: DeskRequest, version: AgreementVersion, form: TermsForm, plan: PlanForms) -> AgreementVersion:
    terms = form.value(plan.value(), reason=version.reason)
    return writing.write_version(version=version, terms=terms, **_who(request))


@require_POST
def propose(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Locks the draft and sends it to both parties."""
    version = version_here(request, DESK, pk, number)
    writing.propose(version=version, **_who(request))
    messages.success(request, _("Sendt til signering. De som skal signere, har fått beskjed."))
    return see_other("provider:agreement_version", pk, number)


@require_POST
def withdraw(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Puts a draft away."""
    version = version_here(request, DESK, pk, number)
    writing.withdraw_draft(version=version, why="", **_who(request))
    messages.success(request, _("Utkastet er lagt bort."))
    return see_other("provider:agreement", pk)


def _plan_context(form: TermsForm, plan: PlanForms) -> dict[str, Any]:
    """The plan, and how it stands beside the agreed sum as it is typed."""
    agreed = kroner_in(form["amount"].value())
    apart = (agreed or 0) - plan.planned
    return {"plan": plan, "agreed": agreed, "short": max(apart, 0), "over": max(-apart, 0)}


def _posted(request: DeskRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _filled(request: DeskRequest, form: type[TermsForm], plan: PlanForms, first: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with. Where only the rows were worked on, what is typed comes back without a judgement."""
    if plan.is_asked:
        return {"initial": as_typed(form, request.POST)}
    return {"data": _posted(request), "initial": first}


def _is_right(form: TermsForm, plan: PlanForms) -> bool:
    """Whether both are posted and rightly filled in. Both are looked at, so that every fault is shown at once."""
    if not form.is_bound:
        return False
    is_whole = plan.is_valid()
    return form.is_valid() and is_whole


def _begun(request: DeskRequest, made: Agreement) -> HttpResponse:
    messages.success(request, _("Utkastet er lagret. Bare dere ser det til det er sendt til signering."))
    return see_other("provider:agreement_version", made.pk, 1)


def _provider(request: DeskRequest) -> Organisation:
    """The provider that the viewer writes for: the only one there usually is, else the first by name."""
    mine = {one.organisation.pk: one.organisation for one in request.viewer.grants if one.role in may.WRITES}
    if not mine:
        raise Refusal(may.may_write(request.viewer, 0))
    return sorted(mine.values(), key=lambda one: one.name)[0]


def _assignment(request: DeskRequest) -> Assignment | None:
    asked = request.GET.get("oppdrag", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 12):
        return None
    found = fetch(visible_assignments(request.viewer, day=today()), int(asked), viewer=request.viewer)
    if found.provider_id not in request.viewer.organisations_in(*may.WRITES):
        raise Refusal(no("not_your_assignment", "Oppdraget hører til en annen tilbyder."))
    return found


def _first(about: Assignment | None) -> dict[str, Any]:
    if about is None:
        return {}
    budget = signed_budget(about)
    managers = about.members.filter(part=AssignmentMember.Part.MANAGER, ends_before__isnull=True)
    return {
        "amount": budget.price if budget else None,
        "academic_contact": ", ".join(str(one.person) for one in managers.select_related("person")),
        "counterpart": about.counterpart_id,
        "title": about.title,
        "starts_on": about.starts_on,
        "ends_on": about.ends_on,
        "content": about.description,
    }


def _counterparts() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind__in=KINDS).order_by("name")


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
