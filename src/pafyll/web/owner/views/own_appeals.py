"""The owner's own appeals about money: writing one, following it, its letters, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.casework.models import Appeal
from pafyll.apps.casework.outcomes import subject_of
from pafyll.apps.casework.permissions.appeals import may_appeal, may_read_words, may_withdraw
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.queries.dismissals import KIND as APPEAL_KIND
from pafyll.apps.casework.queries.dismissals import dismissal_to_appeal
from pafyll.apps.casework.services.appeals import submit_appeal, withdraw_appeal
from pafyll.apps.documents.queries import documents_about
from pafyll.apps.grants.queries.appealable import appealable, appeals_by_owner
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.appeals import AppealForm


@at_owner_desk
def write(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The form, then what was written once more, then it is sent."""
    decision = fetch(appealable(viewer=request.viewer, owner=chosen.owner), pk, viewer=request.viewer)
    require(may_appeal(request.viewer, decision))
    form = AppealForm(request.POST or None)
    action = request.POST.get("action", "")
    if action == "send" and form.is_valid():
        sent = submit_appeal(decision=decision, words=form.cleaned_data["words"], by=request.user, at=now())
        messages.success(request, _("Klagen er sendt, og dere har fått kvittering."))
        return see_other("owner:own_appeal", sent.pk)
    is_preview = action == "preview" and form.is_valid()
    deadline = deadline_of(decision)
    context = {
        "chosen": chosen,
        "decision": decision,
        "subject": subject_of(decision),
        "is_dismissal": decision.kind == APPEAL_KIND,
        "form": form,
        "deadline": deadline,
        "is_late": deadline is not None and not deadline.is_open(now()),
        "words": form.cleaned_data["words"] if is_preview else "",
    }
    return render(request, "owner/write_appeal.html", context, status=422 if form.errors else 200)


@at_owner_desk
def follow(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """What was sent, where it stands, and the letters, for those who decide for the owner."""
    shown = _appeal(request, chosen, pk)
    context = {
        "chosen": chosen,
        "appeal": shown,
        "subject": subject_of(shown.decision),
        "letters": documents_about([shown.about]),
        "withdraw": may_withdraw(request.viewer, shown),
        "dismissal": dismissal_to_appeal(request.viewer, shown),
        "is_dismissal": shown.decision.kind == APPEAL_KIND,
    }
    return render(request, "owner/own_appeal.html", context)


@at_owner_desk
def withdraw(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """GET says what taking it back means; POST does it."""
    shown = _appeal(request, chosen, pk)
    require(may_withdraw(request.viewer, shown))
    if request.method == "POST":
        withdraw_appeal(appeal=shown, by=request.user, at=now())
        messages.success(request, _("Klagen er trukket. Vedtaket står."))
        return see_other("owner:own_appeal", shown.pk)
    return render(request, "owner/withdraw_own_appeal.html", {"chosen": chosen, "appeal": shown})


@at_owner_desk
def letter(request: DeskRequest, chosen: Chosen, pk: int, document: int) -> HttpResponse:
    """A letter about the appeal, as the PDF that was issued."""
    shown = _appeal(request, chosen, pk)
    found = documents_about([shown.about]).filter(pk=document).first()
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{found.kind}-{shown.pk}.pdf"'}
    return HttpResponse(bytes(found.pdf), content_type="application/pdf", headers=headers)


def _appeal(request: DeskRequest, chosen: Chosen, pk: int) -> Appeal:
    """An appeal of the owner's; others' are not found, and its text is for those who decide for the owner."""
    shown = fetch(appeals_by_owner(viewer=request.viewer, owner=chosen.owner), pk, viewer=request.viewer)
    require(may_read_words(request.viewer, shown))
    return shown
