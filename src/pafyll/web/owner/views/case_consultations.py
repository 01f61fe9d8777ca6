"""Consulting the unions: inviting, calling off, and writing the minutes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Case, Consultation
from pafyll.apps.casework.permissions.cases import may_see, may_work_on
from pafyll.apps.casework.services.consultations import cancel_consultation, invite, write_minutes
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done, said
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.cases import InvitationForm, MinutesForm, ReasonForm
from pafyll.web.owner.views.cases import own_case


@at_owner_desk
def invitation(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Invites a union to a meeting about the case."""
    case = own_case(request, chosen, pk, may_work_on)
    form = InvitationForm(request.POST or None)
    if is_done(form, lambda: invite(case=case, invitation=form.value(), by=request.user, at=now())):
        messages.success(request, _("Innkallingen er sendt til organisasjonens tillitsvalgte."))
        return see_other("owner:case", pk)
    context = {"chosen": chosen, "case": case, "form": form}
    return render(request, "owner/case_invitation.html", context, status=422 if form.errors else 200)


@at_owner_desk
def consultation(request: DeskRequest, chosen: Chosen, pk: int, consultation: int) -> HttpResponse:
    """One consultation: the invitation, the union's statement, and the minutes as a form or as they were written."""
    case = own_case(request, chosen, pk, may_see)
    found = _consultation(case, consultation)
    may = may_work_on(request.viewer, case, day=now().date())
    form = MinutesForm(request.POST or None)
    if request.method == "POST":
        own_case(request, chosen, pk, may_work_on)
    if is_done(form, lambda: write_minutes(consultation=found, minutes=form.value(), by=request.user, at=now())):
        messages.success(request, _("Referatet er sendt til organisasjonen, som godkjenner det."))
        return see_other("owner:consultation", pk, found.pk)
    context = {"chosen": chosen, "case": case, "consultation": found, "form": form, "may": may, "reason": ReasonForm()}
    return render(request, "owner/case_consultation.html", context, status=422 if form.errors else 200)


@require_POST
@at_owner_desk
def cancel(request: DeskRequest, chosen: Chosen, pk: int, consultation: int) -> HttpResponse:
    """Calls the meeting off, with a reason."""
    found = _consultation(own_case(request, chosen, pk, may_work_on), consultation)
    try:
        cancel_consultation(consultation=found, why=request.POST.get("why", ""), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Drøftingen er avlyst, og organisasjonen har fått beskjed."))
    return see_other("owner:consultation", pk, found.pk)


def _consultation(case: Case, pk: int) -> Consultation:
    found = case.consultations.filter(pk=pk).select_related("case__owner", "union", "statement").first()
    if found is None:
        raise Http404
    return found
