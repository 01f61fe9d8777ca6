"""Declaring that an officer is disqualified in a case, and letting somebody stand in for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseSubstitute, ImpartialityDeclaration
from pafyll.apps.casework.permissions.cases import in_force, may_decide_impartiality, may_see
from pafyll.apps.casework.services.recording import Refusal, record, require
from pafyll.apps.casework.services.telling_cases import tell_officer
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.impartiality import GROUNDS, law_of

Role = RoleGrant.Role
WORKS_FOR_OWNER = (Role.OWNER_OFFICER, Role.OWNER_DECIDER)


@dataclass(frozen=True)
class Period:
    """From a day, and until one; ends_before None is until the case is over."""

    starts_on: date
    ends_before: date | None = None


@transaction.atomic
def declare_disqualified(
    *, case: Case, officer: User, ground: str, period: Period, by: User, at: datetime
) -> ImpartialityDeclaration:
    """From now on the officer neither sees nor handles the case. Said by the officer, or decided by a decider."""
    day = norwegian_day(at)
    viewer = viewer_of(by, day=day)
    require(may_see(viewer, case, day=day) if officer == by else may_decide_impartiality(viewer, case, day=day))
    if ground not in GROUNDS:
        raise Refusal(no("ground_missing", "Velg grunnen.", field="ground"))
    _require_period(period.starts_on, period.ends_before)
    _require_works_here(case, officer, period.starts_on, field="officer")
    declaration = ImpartialityDeclaration.objects.create(
        case=case,
        officer=officer,
        ground=ground,
        law=law_of(ground, day),
        starts_on=period.starts_on,
        ends_before=period.ends_before,
        declared_by=by,
        declared_at=at,
    )
    record(about=case.key, verb="disqualified", by=by, at=at, officer=str(officer))
    return declaration


@transaction.atomic
def appoint_substitute(
    *, case: Case, substitute: User, period: Period, reason: str, by: User, at: datetime
) -> CaseSubstitute:
    """Lets somebody who works for the owner handle the case in the officer's place, between two days."""
    day = norwegian_day(at)
    require(may_decide_impartiality(viewer_of(by, day=day), case, day=day))
    if not reason.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor saken trenger en stedfortreder.", field="reason"))
    if period.ends_before is None:
        raise Refusal(no("end_missing", "En stedfortreder har saken for en tid. Skriv til når.", field="ends_before"))
    _require_period(period.starts_on, period.ends_before)
    _require_works_here(case, substitute, period.starts_on, field="substitute")
    _require_impartial(case, substitute, period)
    made = CaseSubstitute.objects.create(
        case=case,
        substitute=substitute,
        stands_in_for=case.officer,
        starts_on=period.starts_on,
        ends_before=period.ends_before,
        reason=reason.strip(),
        appointed_by=by,
        appointed_at=at,
    )
    record(about=case.key, verb="substitute_appointed", by=by, at=at, substitute=str(substitute))
    tell_officer(case, "substitute_appointed", day=max(day, period.starts_on), substitute=made)
    return made


def _require_period(starts_on: date, ends_before: date | None) -> None:
    if ends_before is not None and ends_before <= starts_on:
        raise Refusal(no("ends_before_start", "Sluttdatoen må være etter startdatoen.", field="ends_before"))


def _require_works_here(case: Case, user: User, day: date, *, field: str) -> None:
    grants = RoleGrant.objects.filter(
        in_force(day), person__user=user, organisation=case.owner_id, role__in=WORKS_FOR_OWNER
    )
    if not grants.exists():
        raise Refusal(
            no(
                "not_with_owner",
                "{person} har ingen rolle hos skoleeieren fra denne dagen.",
                remedy="Gi rollen på siden «Roller» først, gjerne for en tid.",
                field=field,
                person=str(user),
            )
        )


def _require_impartial(case: Case, user: User, period: Period) -> None:
    overlaps = Q(ends_before__isnull=True) | Q(ends_before__gt=period.starts_on)
    if case.declarations.filter(overlaps, officer=user, starts_on__lt=period.ends_before).exists():
        raise Refusal(
            no(
                "substitute_disqualified",
                "{person} er selv inhabil i saken i denne tiden.",
                field="substitute",
                person=str(user),
            )
        )
