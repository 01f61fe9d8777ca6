"""What inquiries, assignments, their papers and departments' meetings wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Q, Value
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import (
    Assignment,
    AssignmentBudget,
    AssignmentMember,
    Checklist,
    Inquiry,
    UnitMeeting,
)
from pafyll.apps.assignments.permissions.disqualified import (
    IN_ASSIGNMENT,
    IN_INQUIRY,
    barred_assignments,
    disqualifying,
)
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.waiting import But, Holders, Inbox, Rests, Waits, but_for, once
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.assignment import ASSIGNMENT, AssignmentStatus
from pafyll.domain.lifecycles.assignment_papers import ASSIGNMENT_BUDGET, CHECKLIST, BudgetStatus, ChecklistStatus
from pafyll.domain.lifecycles.inquiry import INQUIRY, InquiryStatus
from pafyll.domain.lifecycles.unit_meeting import UNIT_MEETING, UnitMeetingStatus
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
COORDINATORS = (Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD)
A, B, C, I, U = AssignmentStatus, BudgetStatus, ChecklistStatus, InquiryStatus, UnitMeetingStatus  # noqa: E741
PLANNED = Q(assignment__status=A.PLANNED)
GOING_ON = Q(assignment__status__in=(A.PLANNED, A.STARTED))
PATHS: dict[str, str] = {Checklist.Kind.PROJECT: "prosjekt", Checklist.Kind.UNIT: "enhet"}  # in the address of its page
WITHOUT_START = "The assignment has started or is over, and the paper is changed no more."


def led_by(viewer: Viewer, at: datetime) -> Q:
    """Rows of assignments that the viewer leads that day."""
    rows = AssignmentMember.objects.filter(in_force(norwegian_day(at)), part=AssignmentMember.Part.MANAGER)
    return Q(assignment__in=rows.filter(person=viewer.person).values("assignment")) if viewer.person else Q(pk__in=[])


def barred(path: str) -> But:
    """Rows of an assignment that the viewer is disqualified in. Path: the assignment."""

    def mine(viewer: Viewer, at: datetime) -> Q:
        about = once("barred_assignments", lambda: barred_assignments(viewer, norwegian_day(at)))
        return Q(**{f"{path}__in": [int(one.removeprefix("assignment:")) for one in about]})

    return mine


@dataclass(frozen=True)
class ProjectManager:
    """Whoever leads the assignment of the row that day."""

    but: tuple[But, ...] = ()

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        if viewer.person is None or not viewer.grants:
            return None
        return but_for(led_by(viewer, at), self.but, viewer, at)


BARRED = barred("assignment")
NOT_LEADER = (BARRED, led_by)


def inquiry(todo: object) -> Waits:
    def out(viewer: Viewer, at: datetime) -> Q:
        return Q(Exists(disqualifying().filter(IN_INQUIRY, person=viewer.person)))

    who = Holders(COORDINATORS, "provider", but=(out,))
    return Waits(todo, who, "provider:inquiry", due="due_on", name=("reference", "workplace"))


def assignment(todo: object, due: str, *, only: Callable[[datetime], Q] | None = None, otherwise: str = "") -> Waits:
    def out(viewer: Viewer, at: datetime) -> Q:
        return Q(Exists(disqualifying().filter(IN_ASSIGNMENT, person=viewer.person)))

    who = Holders(COORDINATORS, "provider", but=(out,))
    return Waits(todo, who, "provider:assignment", due=due, name=("number", "title"), only=only, otherwise=otherwise)


def meeting(todo: object, *, only: Callable[[datetime], Q] | None = None, otherwise: str = "") -> Waits:
    who = Holders(COORDINATORS, "unit__provider")
    return Waits(todo, who, "provider:unit_meeting", due="starts_at", name=("title",), only=only, otherwise=otherwise)


def checklist(todo: object, who: object, which: str) -> Waits:
    return Waits(
        todo,
        who,  # type: ignore[arg-type]
        "provider:checklist",
        keys=("assignment", Value(PATHS[which])),
        due="assignment__starts_on",
        name=("assignment__number", "assignment__title"),
        only=lambda at: PLANNED & Q(kind=which),
        otherwise=WITHOUT_START,
    )


INBOX = (
    Inbox(
        INQUIRY,
        Inquiry,
        {
            I.RECEIVED: inquiry(_("Fordel henvendelsen")),
            I.TRIAGED: inquiry(_("Legg henvendelsen fram for lederforum, eller svar nei")),
            I.TO_FORUM: inquiry(_("Før inn hva lederforum bestemte, og svar")),
            I.ANSWERED_YES: inquiry(_("Opprett oppdraget")),
        },
        ended="It is answered with no, became an assignment, was withdrawn or was abuse.",
    ),
    Inbox(
        ASSIGNMENT,
        Assignment,
        {
            A.PLANNED: assignment(_("Start oppdraget når avtale, budsjett og sjekklister er signert"), "starts_on"),
            A.STARTED: assignment(
                _("Før at oppdraget er gjennomført"),
                "ends_on",
                only=lambda at: Q(ends_on__lte=norwegian_day(at)),
                otherwise="It goes on until a day that has not come.",
            ),
            A.FINISHED: assignment(_("Evaluer oppdraget"), "ends_on"),
        },
        ended="It is evaluated, called off or stopped.",
    ),
    Inbox(
        ASSIGNMENT_BUDGET,
        AssignmentBudget,
        {
            B.DRAFT: Waits(
                _("Gjør budsjettet ferdig, og signer det"),
                Holders((Role.PROJECT_ECONOMIST,), "assignment__provider", but=NOT_LEADER),
                "provider:budget_version",
                due="assignment__starts_on",
                name=("assignment__number", "assignment__title"),
                only=lambda at: GOING_ON,
                otherwise="The assignment is over, and its budget is changed no more.",
            ),
            B.SIGNED: Rests("It is what the assignment costs."),
        },
        ended="A later version has taken its place.",
    ),
    Inbox(
        CHECKLIST,
        Checklist,
        {
            C.DRAFT: (
                checklist(
                    _("Svar på sjekklisten, og signer den"), ProjectManager(but=(BARRED,)), Checklist.Kind.PROJECT
                ),
                checklist(
                    _("Svar på enhetens sjekkliste, og signer den"),
                    Holders((Role.UNIT_HEAD,), "assignment__provider", but=NOT_LEADER),
                    Checklist.Kind.UNIT,
                ),
            ),
            C.PRESENTED: checklist(
                _("Se over sjekklisten, og signer den"),
                Holders((Role.PROJECT_ECONOMIST,), "assignment__provider", but=NOT_LEADER),
                Checklist.Kind.PROJECT,
            ),
            C.SIGNED: Rests("It is signed, and what the assignment starts on."),
        },
        ended="It was opened again, and a new version took its place.",
    ),
    Inbox(
        UNIT_MEETING,
        UnitMeeting,
        {
            U.PLANNED: meeting(_("Kall inn til møtet")),
            U.CALLED: meeting(
                _("Hold møtet, og skriv referat"),
                only=lambda at: Q(starts_at__lte=at),
                otherwise="Everybody is called, and the meeting is on a day that has not come.",
            ),
            U.HELD: meeting(_("Skriv referatet ferdig, og godkjenn det")),
        },
        ended="The minutes are approved, or the meeting was called off.",
    ),
)
