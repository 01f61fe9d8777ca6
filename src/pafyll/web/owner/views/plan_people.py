"""Who studies what and when by a plan: the list with its filters, as files, one line, and settling a line by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Job
from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CompetencePlan, PlanLine, PlanLock
from pafyll.apps.planning.permissions.plans import may_steer
from pafyll.apps.planning.queries.plans import last_run, visible_lines
from pafyll.apps.planning.services.plan_computing import Trial, compute_plan, try_lock
from pafyll.apps.planning.services.plans import lock_line, unlock_line
from pafyll.domain.planning import Plan
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.components.tags.formats import credits, moment, scheme, semester, subject
from pafyll.web.components.tags.plans import plan_text
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.plans import LineFilterForm, MoveForm
from pafyll.web.owner.views.plans import plan_of

WIDTHS = (10, 22, 24, 18, 12, 16, 16, 12, 12, 90)


@at_owner_desk
def people(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The lines of the newest run, by school year; the filters stand in the address."""
    plan = plan_of(request, chosen, pk)
    lines = _lines(request, plan)
    form = LineFilterForm(request.GET, lines=lines)
    found = form.of(lines)
    by_year = [(year, [line for line in found if line.school_year == year]) for year in _years(found)]
    context = {
        "chosen": chosen,
        "plan": plan,
        "form": form,
        "by_year": by_year,
        "found": len(found),
        "total": len(lines),
        "query": request.GET.urlencode(),
    }
    return render(request, "owner/plan_people.html", context)


def _lines(request: DeskRequest, plan: CompetencePlan) -> list[PlanLine]:
    return list(visible_lines(request.viewer).filter(run=last_run(plan)))


def _years(lines: Iterable[PlanLine]) -> list[int]:
    return sorted({line.school_year for line in lines})


@at_owner_desk
def people_file(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Exactly the lines on the page, in Excel."""
    plan = plan_of(request, chosen, pk)
    about = f"{plan.title}, {chosen.owner.name}. {_('Hentet')} {moment(now())}."
    columns = [
        Column(heading, width, is_kroner=at in (7, 8))
        for at, (heading, width) in enumerate(zip(_headings(), WIDTHS, strict=True))
    ]
    content = workbook_bytes(_("Kompetanseplan"), columns, _cells(_shown(request, plan)), about=about)
    return workbook_response(content, f"pafyll-plan-{now().date().isoformat()}")


@at_owner_desk
def people_csv(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The same as a text file, semicolon between, for any spreadsheet."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings())
    writer.writerows([_safe(cell) for cell in row] for row in _cells(_shown(request, plan_of(request, chosen, pk))))
    name = f"pafyll-plan-{now().date().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _shown(request: DeskRequest, plan: CompetencePlan) -> list[PlanLine]:
    lines = _lines(request, plan)
    return LineFilterForm(request.GET, lines=lines).of(lines)


def _headings() -> list[str]:
    return [
        *(_("Skoleår"), _("Lærer"), _("Skole"), _("Fag"), _("Studiepoeng"), _("Semestre"), _("Ordning")),
        *(_("Skoleeier"), _("Staten"), _("Hvorfor")),
    ]


def _cells(lines: Iterable[PlanLine]) -> Iterator[list[object]]:
    for line in lines:
        yield [
            str(SchoolYear(line.school_year)),
            str(line.person),
            line.school.name,
            subject(line.subject),
            credits(line.credits),
            ", ".join(semester(term) for term in line.terms),
            scheme(line.scheme),
            line.owner_pays,
            line.state_pays,
            " ".join(plan_text(step) for step in line.why),
        ]


def _safe(cell: object) -> object:
    """A text that a spreadsheet would read as a formula is shown as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell


@at_owner_desk
def line(request: DeskRequest, chosen: Chosen, pk: int, line: int) -> HttpResponse:
    """One line with its reasons and costs. ?school_year=&why= shows what settling that year would do; POST does it."""
    plan = plan_of(request, chosen, pk)
    shown = fetch(visible_lines(request.viewer).filter(run__plan=plan), line, viewer=request.viewer)
    asked = request.POST or (request.GET if "school_year" in request.GET else None)
    form = MoveForm(asked, plan=plan, initial={"school_year": shown.school_year})
    trial = None
    if form.is_valid():
        lock = _lock(plan, shown, form, request)
        if request.method == "POST":
            tried(form, lambda: _settle(request, plan, lock))
            if not form.errors:
                return see_other("owner:plan", plan.pk)
        else:
            trial = tried(form, lambda: try_lock(plan=plan, lock=lock, by=request.user, at=now()))
    context = {
        "chosen": chosen,
        "plan": plan,
        "line": shown,
        "form": form,
        "trial": trial,
        "effect": _effect(trial) if trial else None,
        "lock": plan.locks.filter(person=shown.person, subject=shown.subject).select_related("by").first(),
        "may_steer": may_steer(request.viewer, plan, shown.person),
    }
    return render(request, "owner/plan_line.html", context, status=422 if form.errors and asked else 200)


def _lock(plan: CompetencePlan, line: PlanLine, form: MoveForm, request: DeskRequest) -> PlanLock:
    given = form.cleaned_data
    return PlanLock(
        plan=plan,
        person=line.person,
        subject=line.subject,
        option=line.option,
        school_year=given["school_year"],
        why=given["why"],
        by=request.user,
        at=now(),
    )


def _settle(request: DeskRequest, plan: CompetencePlan, lock: PlanLock) -> None:
    lock_line(plan=plan, lock=lock, by=request.user, at=now())
    done = compute_plan(plan=plan, by=request.user, at=now(), why=lock.why)
    if isinstance(done, Job):
        messages.success(request, _("Året er låst, og planen regnes ut på nytt."))
    elif done.is_feasible:
        messages.success(request, _("Året er låst, og planen er regnet ut på nytt."))
    else:
        text = _("Året er låst, men ingen plan holder rammene da. Lås opp, eller endre en av grunnene.")
        messages.warning(request, text)


def _effect(trial: Trial) -> dict[str, object]:
    """What the trial says: the others who would be moved, and the cost before and after; or why there is no plan."""
    outcome = trial.outcome
    if not isinstance(outcome, Plan):
        return {"reasons": [one.text for one in outcome.reasons]}
    others = [move for move in outcome.moves if move.person != str(trial.lock.person_id)]
    names = Person.objects.in_bulk([int(move.person) for move in others])
    return {
        "moves": [(str(names[int(move.person)]), _year(move.before), _year(move.after)) for move in others],
        "before": trial.before.result["total"],
        "after": int(outcome.costs.total),
    }


def _year(lines: Iterable[object]) -> str:
    return ", ".join(str(line.year) for line in lines) or _("ikke med")  # type: ignore[attr-defined]


@require_POST
@at_owner_desk
def unlock(request: DeskRequest, chosen: Chosen, pk: int, lock: int) -> HttpResponse:
    """Lets the planner move the study again."""
    plan = plan_of(request, chosen, pk)
    unlock_line(lock=fetch(plan.locks.all(), lock, viewer=request.viewer), by=request.user, at=now())
    messages.success(request, _("Låsen er tatt bort. Regn ut planen på nytt for å se hva det betyr."))
    return see_other("owner:plan", plan.pk)
