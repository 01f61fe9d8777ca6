"""A unit's own figures, signed for, and how many hours its people have for teaching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import TeachingDuty, Unit, UnitMembership, UnitRate
from pafyll.apps.assignments.permissions.prices import may_enter_duty, may_enter_rates
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.pricing import FIGURES
from pafyll.domain.assignments.pricing.figures import may_be_entered
from pafyll.domain.rules.deadlines import norwegian_day

MOST_HOURS = 1000  # a semester


@dataclass(frozen=True)
class NewRate:
    """A figure as the unit wants it: the value, the day it applies from, where it is from and why."""

    name: str
    value: Decimal
    starts_on: date
    source: str
    why: str


@transaction.atomic
def enter_rate(*, unit: Unit, rate: NewRate, by: User, at: datetime) -> UnitRate:
    """Signs for a figure of the unit. Budgets that are signed already keep what they were signed with."""
    require(may_enter_rates(viewer_of(by, day=norwegian_day(at)), unit))
    require(_is_known(rate.name))
    require(may_be_entered(rate.name, Fraction(rate.value), rate.source, rate.why))
    made = UnitRate.objects.create(
        unit=unit,
        name=rate.name,
        value=rate.value,
        starts_on=rate.starts_on,
        source=rate.source.strip(),
        why=rate.why.strip(),
        signed_by=by,
        signed_at=at,
    )
    about = f"unit:{unit.pk}"
    record(about=about, verb="rate_signed", by=by, at=at, why=made.why, name=made.name, value=str(made.value))
    return made


@transaction.atomic
def enter_duty(
    *, membership: UnitMembership, hours: Decimal, source: str, starts_on: date, by: User, at: datetime
) -> TeachingDuty:
    """From a day, how many hours a semester somebody has for teaching. What stood before ends that day."""
    unit = membership.unit
    require(may_enter_duty(viewer_of(by, day=norwegian_day(at)), unit))
    require(_is_a_duty(hours, source))
    Unit.objects.select_for_update().get(pk=unit.pk)
    standing = TeachingDuty.objects.filter(membership=membership)
    require(_is_later(standing.filter(starts_on__gte=starts_on).exists()))
    standing.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on)).update(ends_before=starts_on)
    made = TeachingDuty.objects.create(
        membership=membership, hours=hours, source=source.strip(), starts_on=starts_on, entered_by=by, entered_at=at
    )
    record(about=f"unit:{unit.pk}", verb="duty_entered", by=by, at=at, person=str(membership.person), hours=str(hours))
    return made


def _is_known(name: str) -> Answer:
    return yes() if name in FIGURES else no("unknown_figure", "Velg hvilket tall det gjelder.", field="name")


def _is_a_duty(hours: Decimal, source: str) -> Answer:
    if not 0 <= hours <= MOST_HOURS:
        return no("duty_out_of_range", "Timene må være fra 0 til {most}.", field="hours", most=MOST_HOURS)
    if not source.strip():
        return no("duty_without_source", "Skriv hvor tallet er fra.", field="source")
    return yes()


def _is_later(is_taken: bool) -> Answer:
    if not is_taken:
        return yes()
    return no("duty_not_later", "Det er ført plikt fra den dagen eller senere. Velg en senere dag.", field="starts_on")
