"""What is signed before an assignment starts, the start itself, and how an assignment ends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.models import Assignment, Checklist
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.prices import (
    may_classify,
    may_countersign,
    may_end_assignment,
    may_keep_budget,
    may_run_assignment,
    may_see_price,
)
from pafyll.apps.assignments.queries.gates import gates_of
from pafyll.apps.assignments.services import checking, classifying, evaluating, starting
from pafyll.domain.answers import Answer, require
from pafyll.domain.assignments.checklists import LISTS, PROJECT, UNIT, left_to_answer
from pafyll.domain.assignments.evaluation import may_be_followed_up
from pafyll.domain.assignments.gates import may_start
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.assignment_papers import ChecklistStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.components.tags.formats import t
from pafyll.web.provider.forms.gates import ChecklistForm, ClassificationForm, TalkForm, checklist_initial
from pafyll.web.provider.forms.prices import WhyForm
from pafyll.web.provider.views.prices import assignment_priced, small_form

WHICH = {"prosjekt": PROJECT, "enhet": UNIT}
S = AssignmentStatus
ENDINGS = {
    "gjennomfort": (starting.finish_assignment, gettext_lazy("Oppdraget er gjennomført")),
    "evaluert": (starting.evaluate_assignment, gettext_lazy("Skriv hva vi lærte")),
    "stans": (starting.stop_assignment, gettext_lazy("Stans oppdraget")),
    "avlys": (starting.cancel_assignment, gettext_lazy("Avlys oppdraget")),
}
READ_BY_FORUM = gettext_lazy("Samarbeidsforumet leser det når planen skal revideres. Skriv ikke navn på personer.")
ASKED = {"gjennomfort": gettext_lazy("Hvordan gikk det?"), "evaluert": gettext_lazy("Hva lærte vi?")}


def gates_context(request: DeskRequest, assignment: Assignment) -> dict[str, Any]:
    """What the page of an assignment shows of its gates: each with who has it, and a link for those who may look."""
    viewer, day = request.viewer, today()
    steps = gates_of(assignment) if assignment.status == S.PLANNED else []
    return {
        "gates": steps,
        "may_see_price": may_see_price(viewer, assignment, day=day),
        "may_keep_budget": may_keep_budget(viewer, assignment, day=day),
        "may_run": may_run_assignment(viewer, assignment, day=day),
        "may_end": may_end_assignment(viewer, assignment),
        "is_ready": may_start(steps),
        "start": getattr(assignment, "start", None) if assignment.status != S.PLANNED else None,
    }


def classification(request: DeskRequest, pk: int) -> HttpResponse:
    """Commissioned or a contribution: how it was judged, and a form for those who may."""
    assignment = assignment_priced(request, pk)
    may = may_classify(request.viewer, assignment)
    if request.method == "POST":
        require(may)
    form = ClassificationForm(request.POST or None)
    if is_done(form, lambda: classifying.classify(assignment=assignment, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Vurderingen er lagret."))
        return see_other("provider:assignment", pk)
    earlier = assignment.classifications.select_related("decided_by")
    context = {"assignment": assignment, "form": form, "may": may, "earlier": earlier}
    return render(request, "provider/prices/classification.html", context, status=422 if form.errors else 200)


def checklist(request: DeskRequest, pk: int, which: str) -> HttpResponse:
    """One of the two lists: answered, signed, countersigned, or read as it was signed."""
    assignment, kind = assignment_priced(request, pk), _kind(which)
    standing = checking.in_force(assignment, kind)
    is_draft = standing is None or standing.is_draft
    kept = dict(standing.answers) if standing else {}
    form = ChecklistForm(
        request.POST if request.method == "POST" and is_draft else None,
        kind=kind,
        funding=assignment.funding,
        initial=checklist_initial(kind, kept),
    )
    edition = standing.edition if standing else 0
    if request.method == "POST":
        left_at = _posted(request, assignment, kind, standing, form)
        if left_at is None:
            return see_other("provider:checklist", pk, which)
        edition = left_at
    context = {
        "assignment": assignment,
        "title": t(LISTS[kind]),
        "which": which,
        "list": standing,
        "is_draft": is_draft,
        "form": form,
        "edition": edition,
        "left": len(left_to_answer(kind, kept | {"funding": assignment.funding})),
        "signatures": standing.signatures.select_related("by") if standing else [],
        "may_fill": checking.may_fill(request.viewer, assignment, kind, day=today()),
        "may_countersign": may_countersign(request.viewer, assignment, day=today()),
        "waits_for_economist": standing is not None and standing.status == ChecklistStatus.PRESENTED,
        "earlier": Checklist.objects.filter(assignment=assignment, kind=kind, status=ChecklistStatus.REOPENED),
    }
    return render(request, "provider/prices/checklist.html", context, status=422 if form.errors else 200)


def _posted(
    request: DeskRequest, assignment: Assignment, kind: str, standing: Checklist | None, form: ChecklistForm
) -> int | None:
    """Keeps, signs or countersigns. When the form is shown again: the edition that the next attempt begins from."""
    if "countersign" in request.POST and standing is not None:
        checking.countersign(checklist=standing, **_who(request))
        messages.success(request, _("Sjekklisten er signert."))
        return None
    if not form.is_valid():
        return _number(request)
    saved = checking.save_list(
        assignment=assignment, kind=kind, answers=form.value(), edition=_number(request), **_who(request)
    )
    if "sign" not in request.POST:
        messages.success(request, _("Svarene er lagret."))
        return None
    act = checking.sign_project_list if kind == PROJECT else checking.sign_unit_list
    if tried(form, lambda: act(checklist=saved, edition=saved.edition, **_who(request))) is None:
        return saved.edition  # the answers are kept all the same
    messages.success(request, _("Sjekklisten er signert."))
    return None


def reopen(request: DeskRequest, pk: int, which: str) -> HttpResponse:
    """A new version of a signed list, with the reason."""
    assignment, kind = assignment_priced(request, pk), _kind(which)
    require(checking.may_fill(request.viewer, assignment, kind, day=today()))
    standing = checking.in_force(assignment, kind)
    if standing is None or standing.is_draft:
        raise Http404
    form = WhyForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: checking.reopen_list(checklist=standing, why=why, **_who(request))):
        messages.success(request, _("Sjekklisten er åpnet på nytt. Den må signeres igjen."))
        return see_other("provider:checklist", pk, which)
    return small_form(
        request, assignment, form, _("Åpne sjekklisten på nytt"), _("Åpne på nytt"), back="provider:assignment"
    )


@require_POST
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """The work begins; refused with everything that is missing."""
    assignment = _visible(request, pk)
    starting.start_assignment(assignment=assignment, **_who(request))
    messages.success(request, _("Oppdraget er i gang."))
    return see_other("provider:assignment", pk)


def end(request: DeskRequest, pk: int, how: str) -> HttpResponse:
    """Finished, evaluated, stopped or cancelled, with the reason or what was learned."""
    if how not in ENDINGS:
        raise Http404
    assignment, (act, title) = _visible(request, pk), ENDINGS[how]
    require(_may_end(request, assignment, how))
    form = WhyForm(request.POST or None)
    form.fields["why"].label = ASKED.get(how, form.fields["why"].label)
    if how == "evaluert":
        form.fields["why"].help_text = READ_BY_FORUM
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: act(assignment=assignment, why=why, **_who(request))):
        messages.success(request, _("Gjort."))
        return see_other("provider:assignment", pk)
    return small_form(request, assignment, form, str(title), str(title), back="provider:assignment")


def talk(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes down a conversation that followed the assignment up."""
    assignment = _visible(request, pk)
    require(may_run_assignment(request.viewer, assignment, day=today()))
    require(may_be_followed_up(assignment.status))
    form = TalkForm(request.POST or None, initial={"talked_on": today()})
    if is_done(form, lambda: evaluating.record_talk(assignment=assignment, talk=form.value(), **_who(request))):
        messages.success(request, _("Samtalen er ført."))
        return see_other("provider:assignment", pk)
    title = _("Før en oppfølgingssamtale")
    return small_form(request, assignment, form, title, _("Lagre samtalen"), back="provider:assignment")


def _may_end(request: DeskRequest, assignment: Assignment, how: str) -> Answer:
    if how in ("gjennomfort", "evaluert"):
        return may_run_assignment(request.viewer, assignment, day=today())
    return may_end_assignment(request.viewer, assignment)


def _visible(request: DeskRequest, pk: int) -> Assignment:
    return fetch(visible_assignments(request.viewer, day=today()), pk, viewer=request.viewer)


def _kind(which: str) -> str:
    if which not in WHICH:
        raise Http404
    return WHICH[which]


def _number(request: DeskRequest) -> int:
    text = request.POST.get("edition", "")
    return int(text) if text.isdigit() else 0


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
