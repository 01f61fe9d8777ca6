"""Cases as the owner, the unions, the principals and everyone else see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pafyll.apps.casework.models import (
    Case,
    CaseAttachment,
    CasePaper,
    CaseSubstitute,
    Consultation,
    ConsultationStatement,
    ResolutionPoint,
)
from pafyll.apps.casework.permissions.cases import disqualified_in, in_force
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.case import OPEN, PaperStatus

SOON = timedelta(days=14)
PUBLIC = CasePaper.Audience.PUBLIC
ISSUED = (PaperStatus.ISSUED, PaperStatus.REPLACED)


def cases_of_owner(*, viewer: Viewer, owner: Organisation) -> QuerySet[Case]:
    """The owner's cases for those who work there, also those that the viewer is disqualified in: see may_see."""
    rows = Case.objects.filter(owner=owner).select_related("owner", "officer")
    return rows if owner.pk in viewer.ranks_for else rows.none()


@dataclass(frozen=True)
class WantedCases:
    """What the list is narrowed to. status "" is every one, "open" those that are not over."""

    text: str = ""
    status: str = ""
    is_mine: bool = False


@dataclass(frozen=True)
class CaseRow:
    """One case in the list. is_soon and is_late are about the deadline of a case that is not over."""

    case: Case
    is_soon: bool
    is_late: bool


@dataclass(frozen=True)
class CaseList:
    """The rows, and how many cases the viewer is disqualified in and therefore not shown."""

    rows: list[CaseRow]
    hidden: int


def cases_on_desk(*, viewer: Viewer, owner: Organisation, wanted: WantedCases, day: date) -> CaseList:
    """The owner's cases with the nearest deadline first. Two queries. A disqualified officer's are left out."""
    rows, hidden = cases_of_owner(viewer=viewer, owner=owner), disqualified_in(viewer, day)
    found = list(_narrowed(rows, viewer, wanted, day))
    shown = [_row(one, day) for one in found if one.pk not in hidden]
    shown.sort(key=lambda row: (row.case.status not in OPEN, row.case.deadline_on or date.max, -row.case.pk))
    return CaseList(shown, len(found) - len(shown))


def _narrowed(rows: QuerySet[Case], viewer: Viewer, wanted: WantedCases, day: date) -> QuerySet[Case]:
    for word in wanted.text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(case_number__icontains=word))
    if wanted.status == "open":
        rows = rows.filter(status__in=OPEN)
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.is_mine:
        standing_in = CaseSubstitute.objects.filter(in_force(day), substitute=viewer.user)
        rows = rows.filter(Q(officer=viewer.user) | Q(pk__in=standing_in.values("case")))
    return rows


def _row(case: Case, day: date) -> CaseRow:
    due = case.deadline_on if case.status in OPEN else None
    return CaseRow(case, due is not None and day <= due <= day + SOON, due is not None and due < day)


def public_cases(*, text: str = "", owner: str = "") -> QuerySet[Case]:
    """Cases with a paper that was issued to the politicians and everyone: nothing before that. One query."""
    issued = CasePaper.objects.filter(case=OuterRef("pk"), status__in=ISSUED, audience=PUBLIC)
    rows = Case.objects.filter(Exists(issued)).select_related("owner").order_by("-created_at", "-pk")
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(case_number__icontains=word) | Q(owner__name__icontains=word))
    return rows.filter(owner__number=owner) if owner else rows


@dataclass(frozen=True)
class PublicCase:
    """Everything about a case that everyone may read; people's names are in none of it."""

    case: Case
    papers: list[CasePaper]
    statements: list[ConsultationStatement]
    attachments: list[CaseAttachment]


def public_case(case: Case) -> PublicCase:
    """What everyone may read of a case: papers, the unions' statements, public attachments. Three queries."""
    papers = case.papers.filter(status__in=ISSUED, audience=PUBLIC).select_related("document").defer("word")
    statements = ConsultationStatement.objects.filter(consultation__case=case).select_related("consultation__union")
    attachments = case.attachments.filter(is_public=True).defer("content")
    return PublicCase(case, list(papers), list(statements), list(attachments))


def consultations_for(*, viewer: Viewer) -> QuerySet[Consultation]:
    """The consultations that the viewer's unions are invited to, the newest meeting first. One query."""
    unions = viewer.organisations_in(RoleGrant.Role.UNION_REPRESENTATIVE)
    rows = Consultation.objects.filter(union__in=unions).select_related("case__owner", "union", "statement")
    return rows.order_by("-meets_at", "-pk")


def unions_to_invite() -> QuerySet[Organisation]:
    """Every union, by name. One query."""
    return Organisation.objects.filter(kind=Organisation.Kind.UNION).order_by("name")


def cases_for_school(*, viewer: Viewer) -> QuerySet[Case]:
    """Cases of the principal's owner with a paper that was issued, to the unions or to everyone. One query."""
    owners = {grant.organisation.parent_id for grant in viewer.grants if grant.role == RoleGrant.Role.PRINCIPAL}
    issued = CasePaper.objects.filter(case=OuterRef("pk"), status__in=ISSUED)
    return Case.objects.filter(Exists(issued), owner__in=owners - {None}).select_related("owner")


def points_of_resolution(case: Case) -> list[ResolutionPoint]:
    """The points of the case's resolution, in order; none before it is recorded. One query."""
    return list(ResolutionPoint.objects.filter(resolution__case=case).select_related("resolution__body"))


def officers_of(owner: Organisation, day: date) -> list[tuple[int, str]]:
    """(user, name) of those who work for the owner that day, by name. One query."""
    roles = (RoleGrant.Role.OWNER_OFFICER, RoleGrant.Role.OWNER_DECIDER)
    grants = RoleGrant.objects.filter(in_force(day), organisation=owner, role__in=roles, person__user__isnull=False)
    people = {grant.person.user_id: str(grant.person) for grant in grants.select_related("person")}
    return sorted(((key, name) for key, name in people.items() if key is not None), key=lambda one: one[1])
