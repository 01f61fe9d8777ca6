"""A case about paying back: what the directorate says, the owner's comments, and the letters."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.grants.models import RecoveryCase
from pafyll.apps.grants.permissions.changes import may_comment
from pafyll.apps.grants.queries.cases import letters_about, visible_recoveries
from pafyll.apps.grants.services.letters import forewarning_letter, recovery_letter
from pafyll.apps.grants.services.reclaiming import comment
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.changes import CommentForm

LANGUAGES = ("nb", "nn")


@at_owner_desk
def recovery(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The case, and the comments while they may be given."""
    case = _case(request, pk)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["comments"]
        if tried(form, lambda: comment(case=case, comments=text, by=request.user, at=now())) is not None:
            messages.success(request, _("Uttalelsen er sendt. Direktoratet leser den før saken avgjøres."))
            return see_other("owner:recovery", case.pk)
    context = {
        "chosen": chosen,
        "case": case,
        "form": form,
        "may": may_comment(request.viewer, case),
        "letters": list(letters_about(case.about)),
        "languages": LANGUAGES,
    }
    return render(request, "owner/recovery.html", context, status=422 if form.errors else 200)


@require_POST
def write_letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the forewarning, or the decision once there is one, the first time somebody asks; then opens it."""
    case, language = _case(request, pk), request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    write = recovery_letter if request.POST.get("letter") == "decision" and case.decision else forewarning_letter
    return see_other("owner:recovery_file", case.pk, write(case=case, by=request.user, at=now(), language=language).pk)


def letter(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """A letter in the case, as the PDF that was issued."""
    found = letters_about(_case(request, pk).about).filter(pk=document).first()
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="tilbakebetaling-{found.pk}-{found.language}.pdf"'}
    return HttpResponse(bytes(found.pdf), content_type="application/pdf", headers=headers)


def _case(request: DeskRequest, pk: int) -> RecoveryCase:
    rows = visible_recoveries(request.viewer).filter(commitment__owner__in=request.viewer.ranks_for)
    return fetch(rows, pk, viewer=request.viewer)
