"""What cases, consultations, appeals and jobs wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import (
    Appeal,
    Case,
    CasePaper,
    CaseSubstitute,
    Consultation,
    ImpartialityDeclaration,
    Job,
    Mail,
)
from pafyll.apps.casework.permissions.cases import disqualified_in, in_force
from pafyll.apps.casework.waiting import Holders, Inbox, Rests, TheUser, Waits, not_by, once
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.appeal import APPEAL, AppealStatus
from pafyll.domain.lifecycles.case import CASE, CASE_PAPER, CONSULTATION, CaseStatus, ConsultationStatus, PaperStatus
from pafyll.domain.lifecycles.job import JOB, JobStatus
from pafyll.domain.lifecycles.mail import MAIL, MailStatus
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
OFFICERS = (Role.OWNER_OFFICER, Role.OWNER_DECIDER)
DIRECTORATE = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)


@dataclass(frozen=True)
class CaseHandlers:
    """The case's officer and the substitutes of the day; a decider where the officer is disqualified. Path: the case.

    Nobody who is disqualified, whatever she is else.
    """

    path: str = ""

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        if viewer.user is None or not viewer.ranks_for:
            return None
        day = norwegian_day(at)
        out = once("cases", lambda: disqualified_in(viewer, day))
        cases = Case.objects.filter(owner__in=viewer.ranks_for).exclude(pk__in=out)
        stands_in = CaseSubstitute.objects.filter(in_force(day), substitute=viewer.user).values("case")
        mine = Q(officer=viewer.user) | Q(pk__in=stands_in)
        deciders = viewer.organisations_in(Role.OWNER_DECIDER)
        if deciders:
            mine |= Q(owner__in=deciders, pk__in=_without_officer(day))
        return Q(**{f"{self.path}__in" if self.path else "pk__in": cases.filter(mine).values("pk")})


def _without_officer(day: date) -> QuerySet[Any]:
    """Cases whose officer is disqualified that day."""
    rows = ImpartialityDeclaration.objects.filter(in_force(day), officer=F("case__officer"))
    return rows.values("case")


def case(todo: object) -> Waits:
    return Waits(todo, CaseHandlers(), "owner:case", due="deadline_on", name=("case_number", "title"))


C, K, A, P, J, M = CaseStatus, ConsultationStatus, AppealStatus, PaperStatus, JobStatus, MailStatus
NO_PART = not_by("submitted_by", "decision__prepared_by", "decision__decided_by")
NEITHER_OFFICER = not_by("officer", "submitted_by", "decision__prepared_by", "decision__decided_by")
APPEALED = ("case_number",)


def union_answers(at: datetime) -> Q:
    """Until the meeting, and until the union has said what it thinks of the case."""
    return Q(statement__isnull=True, meets_at__gt=at)


def minutes_are_next(at: datetime) -> Q:
    return Q(statement__isnull=False) | Q(meets_at__lte=at)


INBOX = (
    Inbox(
        CASE,
        Case,
        {
            C.DRAFTED: case(_("Gjør saken klar")),
            C.IN_CONSULTATION: case(_("Følg opp drøftingen, og send saken videre")),
            C.FOR_COMMITTEE: case(_("Før inn hva utvalget uttalte")),
            C.FOR_RESOLUTION: case(_("Før inn hva politikerne vedtok")),
            C.RESOLVED: case(_("Følg opp vedtaket, og avslutt saken")),
        },
        ended="The case is closed, or withdrawn.",
    ),
    Inbox(
        CASE_PAPER,
        CasePaper,
        {
            P.DRAFTED: Rests("The paper is written as a part of its case, and the case is the task."),
            P.ISSUED: Rests("It has been issued, and nothing more is done with it."),
        },
        ended="A later edition has taken its place.",
    ),
    Inbox(
        CONSULTATION,
        Consultation,
        {
            K.INVITED: (
                Waits(
                    _("Les saken, og gi uttalelse før møtet"),
                    Holders((Role.UNION_REPRESENTATIVE,), "union"),
                    "representative:consultation",
                    due="meets_at",
                    name=("case__case_number", "case__title"),
                    only=union_answers,
                ),
                Waits(
                    _("Hold drøftingsmøtet, og skriv referat"),
                    CaseHandlers("case"),
                    "owner:consultation",
                    keys=("case", "pk"),
                    due="meets_at",
                    name=("case__case_number", "union__name"),
                    only=minutes_are_next,
                ),
            ),
            K.HELD: Waits(
                _("Les referatet fra drøftingen, og godkjenn det"),
                Holders((Role.UNION_REPRESENTATIVE,), "union"),
                "representative:consultation",
                name=("case__case_number", "case__title"),
            ),
        },
        ended="The minutes are confirmed, or the meeting was called off.",
    ),
    Inbox(
        APPEAL,
        Appeal,
        {
            A.SUBMITTED: Waits(
                _("Ta klagen, og forbered den"),
                Holders(DIRECTORATE, but=(NO_PART,)),
                "authority:appeal",
                name=APPEALED,
            ),
            A.ASSIGNED: Waits(
                _("Forbered klagen"),
                TheUser("officer", DIRECTORATE, but=(NO_PART,)),
                "authority:appeal",
                due="expected_on",
                name=APPEALED,
            ),
            A.PROPOSED: Waits(
                _("Avgjør det som er foreslått i klagen"),
                Holders((Role.DIRECTORATE_DECIDER,), but=(NEITHER_OFFICER,)),
                "authority:appeal",
                due="expected_on",
                name=APPEALED,
            ),
            A.FORWARDED: Waits(
                _("Avgjør klagen"),
                Holders((Role.APPEALS_OFFICER,), "appeals_body", but=(NEITHER_OFFICER,)),
                "authority:appeal",
                due="expected_on",
                name=APPEALED,
            ),
            A.DISMISSED: Rests("It is dismissed. It is handled after all only when that was appealed and upheld."),
        },
        ended="The appeal is decided or withdrawn.",
    ),
    Inbox(
        JOB,
        Job,
        {
            J.QUEUED: Rests("A worker takes it."),
            J.RUNNING: Rests("A worker does it; the reaper gives it to another when the worker dies."),
        },
        ended="It is done or stopped; what failed says so, and is started anew, on the page where it was started.",
    ),
    Inbox(
        MAIL,
        Mail,
        {
            M.WAITING: Rests("It is sent, or tried again, by whoever delivers."),
            M.HELD: Rests("The night gathers it into one mail."),
            M.FAILED: Rests("Who sent it sees why on the page of sent mail. What it told of is on the reader's page."),
        },
        ended="The mail server has it, or its reader does not want it.",
    ),
)
