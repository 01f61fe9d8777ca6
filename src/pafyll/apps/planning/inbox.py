"""What plans, budgets, measures and files of staff wait for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits, not_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CompetencePlan, Measure, NationPlan, PlanLine, Reallocation, StaffImport
from pafyll.domain.lifecycles.budget import MEASURE, REALLOCATION, MeasureStatus, ReallocationStatus
from pafyll.domain.lifecycles.competence_plan import COMPETENCE_PLAN, PlanStatus
from pafyll.domain.lifecycles.nation_plan import NATION_PLAN, NationPlanStatus
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, StaffImportStatus
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
OWNER = Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner")
R, M, S, P, N = ReallocationStatus, MeasureStatus, StaffImportStatus, PlanStatus, NationPlanStatus
MOVED = ("giver__title", "taker__title")


def stands_in_it(viewer: Viewer, at: datetime) -> Q:
    """Whoever stands in a plan is disqualified from adopting it."""
    return Q(Exists(PlanLine.objects.filter(run__plan=OuterRef("pk"), person=viewer.person)))


def starts_now(at: datetime) -> Q:
    return Q(starts_on__isnull=True) | Q(starts_on__lte=norwegian_day(at))


def is_over(at: datetime) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__lte=norwegian_day(at))


def reallocation(todo: object, *roles: str, resolved: bool) -> Waits:
    return Waits(
        todo,
        Holders(roles, "owner", but=(not_by("prepared_by"),)),
        "owner:reallocation",
        name=MOVED,
        only=lambda at: ~Q(resolution="") if resolved else Q(resolution=""),
    )


INBOX = (
    Inbox(
        REALLOCATION,
        Reallocation,
        {
            R.PREPARED: (
                reallocation(_("Vedta omdisponeringen, eller si nei"), Role.OWNER_DECIDER, resolved=False),
                reallocation(
                    _("Gjennomfør omdisponeringen som er vedtatt"),
                    Role.OWNER_OFFICER,
                    Role.OWNER_DECIDER,
                    resolved=True,
                ),
            ),
        },
        ended="It is decided or refused; it is undone by a new one the other way.",
    ),
    Inbox(
        MEASURE,
        Measure,
        {
            M.PROPOSED: Waits(
                _("Vedta tiltaket, eller ta det ut"), OWNER, "owner:measure", due="starts_on", name=("title",)
            ),
            M.ADOPTED: Waits(
                _("Sett tiltaket i gang"),
                OWNER,
                "owner:measure",
                due="starts_on",
                name=("title",),
                only=starts_now,
                otherwise="It starts on a day that has not come.",
            ),
            M.STARTED: Waits(
                _("Før at tiltaket er gjennomført"),
                OWNER,
                "owner:measure",
                due="ends_on",
                name=("title",),
                only=is_over,
                otherwise="It goes on until a day that has not come.",
            ),
            M.CANCELLED: Rests("It is left out of the programme. It can be proposed again, but need not be."),
        },
        ended="The measure is carried out.",
    ),
    Inbox(
        STAFF_IMPORT,
        StaffImport,
        {
            S.UPLOADED: Waits(
                _("Velg kolonnene i filen med ansatte"),
                OWNER,
                "owner:import_columns",
                name=("file_name",),
                only=lambda at: Q(columns={}),
                otherwise="The columns are chosen, and a job reads the file.",
            ),
            S.PREVIEWED: Waits(
                _("Se over filen med ansatte, og bekreft den"), OWNER, "owner:staff_import", name=("file_name",)
            ),
            S.WRITING: Rests("A job writes it, and goes on to its end."),
            S.DONE: Rests("It is read in. It can be undone, but need not be."),
        },
        ended="The file is undone or put away.",
    ),
    Inbox(
        COMPETENCE_PLAN,
        CompetencePlan,
        {
            P.DRAFT: Waits(_("Regn ut kompetanseplanen"), OWNER, "owner:plan", name=("title",)),
            P.COMPUTED: Waits(
                _("Vedta kompetanseplanen, eller legg den fram"),
                Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner", but=(stands_in_it,)),
                "owner:plan",
                name=("title",),
            ),
            P.PROPOSED: Rests("It lies before the politicians in a case, and the case is the task."),
            P.ADOPTED: Rests("It is in force."),
        },
        ended="Another plan has taken its place, or it is put away.",
    ),
    Inbox(
        NATION_PLAN,
        NationPlan,
        {N.COMPUTING: Rests("A job computes it, until it is ready or stopped.")},
        ended="It is computed, or was stopped.",
    ),
)
