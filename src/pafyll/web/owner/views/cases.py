"""The owner's political cases: the list, a case with what happens next, and the steps."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Case
from pafyll.apps.casework.permissions.cases import may_handle, may_resolve, may_see, may_work_on
from pafyll.apps.casework.queries.case_steps import days_until, moves_of, way_of
from pafyll.apps.casework.queries.cases import cases_of_owner, cases_on_desk, points_of_resolution
from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.casework.services.cases import change_case, create_case, move_case
from pafyll.apps.casework.services.drafting import draft_paper
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.domain.answers import Answer, Refusal
from pafyll.domain.lifecycles.case import OPEN, CaseStatus, PaperStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.cases import CaseFilterForm, CaseForm, ReasonForm

ON_PAGE = 25
May = Callable[..., Answer]


def own_case(request: DeskRequest, chosen: Chosen, pk: int, may: May = may_see) -> Case:
    """The case, or 404; 403 with the reason for who is disqualified, or may not do what is asked."""
    day = now().date()

    def allowed(viewer: Viewer, case: Case) -> Answer:
        return may(viewer, case, day=day)

    return fetch(cases_of_owner(viewer=request.viewer, owner=chosen.owner), pk, viewer=request.viewer, may=allowed)


@at_owner_desk
def cases(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The owner's cases, the nearest deadline first. Those the viewer is disqualified in are counted, not shown."""
    form = CaseFilterForm(request.GET)
    found = cases_on_desk(viewer=request.viewer, owner=chosen.owner, wanted=form.value(), day=now().date())
    page = Paginator(found.rows, ON_PAGE).get_page(request.GET.get("side"))
    context = {"chosen": chosen, "form": form, "page_obj": page, "found": found, "is_narrowed": bool(request.GET)}
    return render(request, "owner/cases.html", context)


@at_owner_desk
def cases_csv(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The same list as a text file, semicolon between, for any spreadsheet."""
    form = CaseFilterForm(request.GET)
    found = cases_on_desk(viewer=request.viewer, owner=chosen.owner, wanted=form.value(), day=now().date())
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Saksnummer"), _("Sak"), _("Status"), _("Frist"), _("Saksbehandler")])
    for case in (row.case for row in found.rows):
        cells = (case.case_number, case.title, case.get_status_display(), case.deadline_on or "", case.officer)
        writer.writerow([_safe(str(cell)) for cell in cells])
    name = f"pafyll-saker-{now().date().isoformat()}.csv"
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _safe(cell: str) -> str:
    """A text that a spreadsheet would read as a formula is shown as text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


@at_owner_desk
def create(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """A new case, with a first draft of its paper."""
    form = CaseForm(request.POST or None, owner=chosen.owner, target=request.GET.get("om", ""))
    if form.is_valid():
        made = tried(form, lambda: create_case(owner=chosen.owner, wanted=form.value(), by=request.user, at=now()))
        if made is not None:
            draft_paper(case=made, by=request.user, at=now())
            messages.success(request, _("Saken er opprettet, og saksframlegget har fått et utkast."))
            return see_other("owner:case", made.pk)
    context = {"chosen": chosen, "form": form, "case": None}
    return render(request, "owner/case_form.html", context, status=422 if form.errors else 200)


@at_owner_desk
def edit(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """What the case is about, when it must be resolved, and who treats it."""
    case = own_case(request, chosen, pk, may_work_on)
    form = CaseForm(request.POST or None, owner=chosen.owner, case=case)
    if is_done(form, lambda: change_case(case=case, wanted=form.value(), by=request.user, at=now())):
        messages.success(request, _("Endringene er lagret."))
        return see_other("owner:case", case.pk)
    context = {"chosen": chosen, "form": form, "case": case}
    return render(request, "owner/case_form.html", context, status=422 if form.errors else 200)


@at_owner_desk
def case(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The case: where it is, what happens next, and everything that has been said and issued."""
    found = own_case(request, chosen, pk)
    return render(request, "owner/case.html", _case_context(request, chosen, found, ReasonForm()))


def _case_context(request: DeskRequest, chosen: Chosen, found: Case, form: ReasonForm) -> dict[str, object]:
    day = now().date()
    papers = list(found.papers.select_related("document").defer("word", "document__pdf", "document__text"))
    return {
        "chosen": chosen,
        "case": found,
        "way": way_of(found),
        "moves": moves_of(found),
        "may": may_handle(request.viewer, found, day=day),
        "may_work": may_work_on(request.viewer, found, day=day),
        "may_resolve": may_resolve(request.viewer, found, day=day),
        "is_open": found.status in OPEN,
        "left": days_until(found.deadline_on, day),
        "papers": papers,
        "draft": next((one for one in papers if one.status == PaperStatus.DRAFTED), None),
        "bodies": found.bodies.select_related("statement"),
        "consultations": found.consultations.select_related("union", "statement"),
        "attachments": found.attachments.defer("content"),
        "follow_ups": found.follow_ups.select_related("earlier__body", "earlier__case"),
        "points": points_of_resolution(found),
        "history": history_of(found.key),
        "waiting": [one for one in findings_of(owner=found.owner, case=found) if one.is_open],
        "form": form,
    }


@require_POST
@at_owner_desk
def move(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes the case to the asked-for step. What is missing stands on the page."""
    found = own_case(request, chosen, pk, may_handle)
    to = request.POST.get("to", "")
    if to not in set(CaseStatus):
        return see_other("owner:case", pk)
    try:
        status = CaseStatus(to)  # type: ignore[call-arg]
        move_case(case=found, to=status, why=request.POST.get("why", ""), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Saken er nå: {status}.").format(status=found.get_status_display()))
    return see_other("owner:case", pk)
