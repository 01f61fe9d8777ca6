"""Who may not handle a case, who stands in, and the files that follow it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseAttachment
from pafyll.apps.casework.permissions.cases import may_decide_impartiality, may_see, may_work_on
from pafyll.apps.casework.queries.cases import officers_of
from pafyll.apps.casework.services.attaching_to_case import attach, detach
from pafyll.apps.casework.services.impartiality import appoint_substitute, declare_disqualified
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.case_files import attachment_file
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.cases import AttachmentForm, DisqualifiedForm, SubstituteForm
from pafyll.web.owner.views.cases import own_case


@at_owner_desk
def impartiality(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Who is disqualified and who stands in, with a form for each. Anyone may say it of themselves."""
    case, day = own_case(request, chosen, pk, may_see), now().date()
    officers = officers_of(chosen.owner, day)
    may = may_decide_impartiality(request.viewer, case, day=day)
    mine = officers if may else [one for one in officers if one[0] == request.user.pk]
    posted = request.POST if request.method == "POST" else None
    is_substitute = posted is not None and posted.get("do") == "substitute"
    declare = DisqualifiedForm(None if is_substitute else posted, officers=mine, day=day)
    appoint = SubstituteForm(posted if is_substitute else None, officers=officers, day=day)
    if posted is not None and (
        _appointed(request, case, appoint) if is_substitute else _declared(request, case, declare)
    ):
        return see_other("owner:cases") if _is_about_me(request, declare) else see_other("owner:impartiality", pk)
    context = {
        "chosen": chosen,
        "case": case,
        "declare": declare,
        "appoint": appoint,
        "may": may,
        "declarations": case.declarations.select_related("officer", "declared_by"),
        "substitutes": case.substitutes.select_related("substitute", "stands_in_for", "appointed_by"),
    }
    failed = declare.errors or appoint.errors
    return render(request, "owner/case_impartiality.html", context, status=422 if failed else 200)


def _declared(request: DeskRequest, case: Case, form: DisqualifiedForm) -> bool:
    if not form.is_valid():
        return False
    officer, given = User.objects.get(pk=form.cleaned_data["officer"]), form.cleaned_data
    made = tried(
        form,
        lambda: declare_disqualified(
            case=case, officer=officer, ground=given["ground"], period=form.period, by=request.user, at=now()
        ),
    )
    if made is not None:
        messages.success(request, _("{officer} er ført som inhabil i saken.").format(officer=officer))
    return made is not None


def _appointed(request: DeskRequest, case: Case, form: SubstituteForm) -> bool:
    if not form.is_valid():
        return False
    person, given = User.objects.get(pk=form.cleaned_data["substitute"]), form.cleaned_data
    made = tried(
        form,
        lambda: appoint_substitute(
            case=case, substitute=person, period=form.period, reason=given["reason"], by=request.user, at=now()
        ),
    )
    if made is not None:
        messages.success(request, _("{person} er stedfortreder i saken.").format(person=person))
    return made is not None


def _is_about_me(request: DeskRequest, form: DisqualifiedForm) -> bool:
    """After that, the page of the case is closed for the one who said it."""
    return form.is_bound and form.is_valid() and form.cleaned_data["officer"] == request.user.pk


@at_owner_desk
def attachments(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The files of the case, and a form for one more."""
    case = own_case(request, chosen, pk, may_work_on)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if is_done(form, lambda: attach(case=case, new=form.value(), by=request.user, at=now())):
        messages.success(request, _("Vedlegget er lagt til."))
        return see_other("owner:case_attachments", pk)
    context = {"chosen": chosen, "case": case, "form": form, "attachments": case.attachments.defer("content")}
    return render(request, "owner/case_attachments.html", context, status=422 if form.errors else 200)


@at_owner_desk
def attachment(request: DeskRequest, chosen: Chosen, pk: int, attachment: int) -> HttpResponse:
    """A file of the case."""
    return attachment_file(own_case(request, chosen, pk, may_see).attachments.filter(pk=attachment).first())


@require_POST
@at_owner_desk
def remove_attachment(request: DeskRequest, chosen: Chosen, pk: int, attachment: int) -> HttpResponse:
    """Takes a file out of the case again."""
    case = own_case(request, chosen, pk, may_work_on)
    found = CaseAttachment.objects.filter(case=case, pk=attachment).select_related("case__owner").first()
    if found is None:
        raise Http404
    try:
        detach(attachment=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Vedlegget er tatt ut."))
    return see_other("owner:case_attachments", pk)
