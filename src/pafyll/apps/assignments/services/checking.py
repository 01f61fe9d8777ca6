"""The two checklists: answered, signed in order by different people, and opened again with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Assignment, AssignmentBudget, Checklist, ChecklistSignature
from pafyll.apps.assignments.permissions.prices import may_countersign, may_fill_project_list, may_fill_unit_list
from pafyll.apps.assignments.services.budgeting import locked
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.checklists import FUNDING, ITEMS, LONGEST, PROJECT, UNIT, VERSION, may_sign_list
from pafyll.domain.lifecycles.assignment_papers import CHECKLIST, BudgetStatus, ChecklistStatus
from pafyll.domain.rules.deadlines import norwegian_day

C, Role = ChecklistStatus, ChecklistSignature.Role


def may_fill(viewer: Viewer, assignment: Assignment, kind: str, *, day: date) -> Answer:
    """Whether the viewer may answer the list of that kind."""
    may = may_fill_project_list if kind == PROJECT else may_fill_unit_list
    return may(viewer, assignment, day=day)


def in_force(assignment: Assignment, kind: str) -> Checklist | None:
    """The version of the list that stands, draft or signed."""
    rows = Checklist.objects.filter(assignment=assignment, kind=kind).exclude(status=C.REOPENED)
    return rows.select_related("budget", "project_list").first()


@transaction.atomic
def save_list(
    *, assignment: Assignment, kind: str, answers: Mapping[str, str], edition: int, by: User, at: datetime
) -> Checklist:
    """Keeps the answers so far. edition is the one that the writer saw, 0 for a list that is not begun."""
    assignment = locked(assignment)
    require(may_fill(viewer_of(by, day=norwegian_day(at)), assignment, kind, day=norwegian_day(at)))
    kept = {item.code: str(answers.get(item.code, "")).strip()[:LONGEST] for item in ITEMS[kind]}
    standing = in_force(assignment, kind)
    if standing is None and edition == 0:
        return Checklist.objects.create(
            assignment=assignment, kind=kind, version=_next(assignment, kind), questions=VERSION, answers=kept
        )
    rows = Checklist.objects.filter(assignment=assignment, kind=kind, status=C.DRAFT, edition=edition)
    if not rows.update(answers=kept, questions=VERSION, edition=F("edition") + 1):
        raise AlreadyChanged(CHECKLIST.label)
    saved = in_force(assignment, kind)
    assert saved is not None
    return saved


@transaction.atomic
def sign_project_list(*, checklist: Checklist, edition: int, by: User, at: datetime) -> Checklist:
    """The project manager signs first; the project economist signs after, in `countersign`."""
    checklist, day = _draft(checklist, edition, PROJECT), norwegian_day(at)
    require(may_fill_project_list(viewer_of(by, day=day), checklist.assignment, day=day))
    require(may_sign_list(PROJECT, checklist.answers))
    return _signed(checklist, Role.PROJECT_LEADER, C.PRESENTED, by, at)


@transaction.atomic
def countersign(*, checklist: Checklist, by: User, at: datetime) -> Checklist:
    """The project economist signs what the project manager has signed."""
    assignment, day = locked(checklist.assignment), norwegian_day(at)
    require(may_countersign(viewer_of(by, day=day), assignment, day=day))
    checklist = Checklist.objects.get(pk=checklist.pk)
    require(first_no([_is_the_projects(checklist), *_are_others(by, [checklist])]))
    return _signed(checklist, Role.ECONOMIST, C.SIGNED, by, at)


@transaction.atomic
def sign_unit_list(*, checklist: Checklist, edition: int, by: User, at: datetime) -> Checklist:
    """The unit head signs last: after both signatures on the project's list, and the economist's on the budget.

    The list remembers which budget and which project list the unit head had in front of them.
    """
    checklist, day = _draft(checklist, edition, UNIT), norwegian_day(at)
    assignment = checklist.assignment
    require(may_fill_unit_list(viewer_of(by, day=day), assignment, day=day))
    project, budget = in_force(assignment, PROJECT), _signed_budget(assignment)
    require(_comes_after(project, budget))
    assert project is not None
    require(first_no(_are_others(by, [project])))
    require(may_sign_list(UNIT, {**checklist.answers, FUNDING: assignment.funding}))
    Checklist.objects.filter(pk=checklist.pk).update(budget=budget, project_list=project)
    return _signed(checklist, Role.UNIT_HEAD, C.SIGNED, by, at)


@transaction.atomic
def reopen_list(*, checklist: Checklist, why: str, by: User, at: datetime) -> Checklist:
    """A new version with the same answers, to be signed anew. The signed one stays as it is, with its signatures."""
    assignment, day = locked(checklist.assignment), norwegian_day(at)
    require(may_fill(viewer_of(by, day=day), assignment, checklist.kind, day=day))
    checklist = Checklist.objects.get(pk=checklist.pk)
    require(_has_reason(why))
    advance(checklist, lifecycle=CHECKLIST, to=C.REOPENED, by=by, at=at, why=why.strip())
    made = Checklist.objects.create(
        assignment=assignment,
        kind=checklist.kind,
        version=_next(assignment, checklist.kind),
        questions=VERSION,
        answers=checklist.answers,
        reopened_because=why.strip(),
    )
    record(about=assignment.about, verb="list_reopened", by=by, at=at, why=why.strip(), kind=checklist.kind)
    return made


def fingerprint(checklist: Checklist) -> str:
    """Of what is signed: the questions' version, the answers, and what lay beside them."""
    signed = [
        *(checklist.assignment_id, checklist.kind, checklist.version, checklist.questions, checklist.answers),
        *(checklist.budget_id, checklist.project_list_id),
    ]
    return sha256(json.dumps(signed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _next(assignment: Assignment, kind: str) -> int:
    return Checklist.objects.filter(assignment=assignment, kind=kind).count() + 1


def _draft(checklist: Checklist, edition: int, kind: str) -> Checklist:
    """The edition that the signer saw, with its assignment locked."""
    assignment = locked(checklist.assignment)
    found = Checklist.objects.filter(pk=checklist.pk, kind=kind, status=C.DRAFT, edition=edition).first()
    if found is None:
        raise AlreadyChanged(CHECKLIST.label)
    found.assignment = assignment
    return found


def _signed(checklist: Checklist, role: str, to: ChecklistStatus, by: User, at: datetime) -> Checklist:
    advance(checklist, lifecycle=CHECKLIST, to=to, by=by, at=at)
    checklist.refresh_from_db()
    ChecklistSignature.objects.create(checklist=checklist, role=role, by=by, at=at, sha256=fingerprint(checklist))
    verb = f"signed_as_{role}"
    record(about=f"assignment:{checklist.assignment_id}", verb=verb, by=by, at=at, kind=checklist.kind)
    return checklist


def _signed_budget(assignment: Assignment) -> AssignmentBudget | None:
    return AssignmentBudget.objects.filter(assignment=assignment, status=BudgetStatus.SIGNED).first()


def _is_the_projects(checklist: Checklist) -> Answer:
    if checklist.kind == PROJECT:
        return yes()
    return no("not_the_projects_list", "Prosjektøkonomen signerer bare prosjektlederens sjekkliste.")


def _comes_after(project: Checklist | None, budget: AssignmentBudget | None) -> Answer:
    if project is None or project.status != C.SIGNED:
        return no(
            "project_list_first",
            "Prosjektlederen og prosjektøkonomen må signere prosjektlederens sjekkliste før enhetslederen.",
        )
    if budget is None:
        return no("budget_first", "Prosjektøkonomen må signere budsjettet før enhetslederen signerer.")
    return yes()


def _are_others(by: User, lists: list[Checklist]) -> list[Answer]:
    """Nobody signs after themselves, in whichever role they signed before."""
    if not ChecklistSignature.objects.filter(checklist__in=lists, by=by).exists():
        return []
    return [
        no(
            "signs_own_work",
            "Du har signert et tidligere ledd selv. En annen må signere her.",
            remedy="Be en kollega med samme rolle om å signere.",
        )
    ]


def _has_reason(why: str) -> Answer:
    return yes() if why.strip() else no("reason_missing", "Skriv hvorfor sjekklisten åpnes på nytt.", field="why")
