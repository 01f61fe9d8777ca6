"""Demanding grounds, appealing in one's own words, following the case, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.teacher import decision_to_me, my_applications
from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.permissions.appeals import may_appeal, may_attach, may_withdraw
from pafyll.apps.casework.queries.appeals import appeals_against, attachments_of
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.queries.dismissals import KIND as APPEAL_KIND
from pafyll.apps.casework.queries.dismissals import dismissal_to_appeal, dismissals_of, with_dismissed
from pafyll.apps.casework.services.appeals import demand_grounds, submit_appeal, withdraw_appeal
from pafyll.apps.casework.services.attaching import attach
from pafyll.apps.documents.queries import documents_about
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.attachments import file_response
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.teacher.forms.appeal import AppealForm, AttachmentForm


@require_POST
def demand(request: DeskRequest, pk: int) -> HttpResponse:
    """Demands the grounds; the deadline for appealing stands still until they are given."""
    application, decision = _decided(request, pk)
    demand_grounds(decision=decision, by=request.user, at=now())
    messages.success(request, _("Kravet er sendt. Klagefristen står stille til du har fått begrunnelsen."))
    return see_other("teacher:decision", application.pk)


def appeal(request: DeskRequest, pk: int) -> HttpResponse:
    """The form, then what was written once more, then it is sent."""
    return _written(request, *_decided(request, pk))


def _written(request: DeskRequest, application: Application, decision: Decision) -> HttpResponse:
    require(may_appeal(request.viewer, decision))
    form = AppealForm(request.POST or None)
    action = request.POST.get("action", "")
    if action == "send" and form.is_valid():
        sent = submit_appeal(decision=decision, words=form.cleaned_data["words"], by=request.user, at=now())
        messages.success(request, _("Klagen er sendt, og du har fått kvittering."))
        return see_other("teacher:follow_appeal", application.pk, sent.pk)
    is_preview = action == "preview" and form.is_valid()
    deadline, at = deadline_of(decision), now()
    context = {
        "application": application,
        "form": form,
        "is_dismissal": decision.kind == APPEAL_KIND,
        "deadline": deadline,
        "is_late": deadline is not None and not deadline.is_open(at),
        "is_preview": is_preview,
        "words": form.cleaned_data["words"] if is_preview else "",
    }
    return render(request, "teacher/appeal.html", context, status=422 if form.errors else 200)


def appeal_dismissal(request: DeskRequest, pk: int, appeal: int) -> HttpResponse:
    """The same, against the decision that dismissed my appeal."""
    application, dismissed = _mine(request, pk, appeal)
    decision = dismissals_of([dismissed]).first()
    if decision is None:
        raise Http404
    return _written(request, application, decision)


def follow(request: DeskRequest, pk: int, appeal: int) -> HttpResponse:
    """What I sent, where it stands, the letters and files, and what I can do. POST adds a file."""
    application, shown = _mine(request, pk, appeal)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        name, content = form.value()
        if tried(form, lambda: attach(appeal=shown, name=name, content=content, by=request.user, at=now())):
            messages.success(request, _("Filen er lagt ved klagen."))
            return see_other("teacher:follow_appeal", application.pk, shown.pk)
    context = {
        "form": form,
        "attachments": attachments_of(shown),
        "attach": may_attach(request.viewer, shown),
        "application": application,
        "appeal": shown,
        "deadline": deadline_of(shown.decision),
        "letters": documents_about([shown.about]),
        "withdraw": may_withdraw(request.viewer, shown),
        "dismissal": dismissal_to_appeal(request.viewer, shown),
        "is_dismissal": shown.decision.kind == APPEAL_KIND,
    }
    return render(request, "teacher/follow_appeal.html", context, status=422 if form.errors else 200)


def attachment(request: DeskRequest, pk: int, appeal: int, attachment: int) -> HttpResponse:
    """A file that I sent, as it came."""
    _application, shown = _mine(request, pk, appeal)
    return file_response(get_object_or_404(shown.attachments, pk=attachment))


def withdraw(request: DeskRequest, pk: int, appeal: int) -> HttpResponse:
    """GET says what taking it back means; POST does it."""
    application, shown = _mine(request, pk, appeal)
    require(may_withdraw(request.viewer, shown))
    if request.method == "POST":
        withdraw_appeal(appeal=shown, by=request.user, at=now())
        messages.success(request, _("Klagen er trukket. Vedtaket står."))
        return see_other("teacher:follow_appeal", application.pk, shown.pk)
    return render(request, "teacher/withdraw_appeal.html", {"application": application, "appeal": shown})


def letter(request: DeskRequest, pk: int, appeal: int, document: int) -> HttpResponse:
    """A letter about my appeal, as the PDF that was issued."""
    _application, shown = _mine(request, pk, appeal)
    found = documents_about([shown.about]).filter(pk=document).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="klage-{shown.pk}-brev-{found.pk}.pdf"'
    return response


def _decided(request: DeskRequest, pk: int) -> tuple[Application, Decision]:
    """My application and the newest decision on it; 404 before there is one."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    decision = decision_to_me(viewer=request.viewer, application=application)
    if decision is None:
        raise Http404
    return application, decision


def _mine(request: DeskRequest, pk: int, appeal: int) -> tuple[Application, Appeal]:
    """My application and an appeal against a decision on it."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    decisions = Decision.objects.filter(about=application.about)
    rows = with_dismissed(Appeal.objects.filter(decision__in=decisions))
    rows = rows.select_related("decision", "officer", "appeals_body", "outcome_decision")
    return application, fetch(rows, appeal, viewer=request.viewer)


def appeals_of(decision: Decision | None) -> list[Appeal]:
    """The appeals against a decision and against the one it replaced, and against their dismissals, newest first."""
    if decision is None:
        return []
    earlier = [decision.supersedes] if decision.supersedes else []
    first = [one for each in [decision, *earlier] for one in appeals_against(each)]
    again = [one for each in dismissals_of(first) for one in appeals_against(each)]
    return again + first
