"""What is registered of many people at once, as plain values that a file can be compared with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught, TeacherBackground
from pafyll.domain.planning.staff_changes import Known

BACKGROUND = (
    "education",
    "educated_on",
    "hired_under_rules_before_2014",
    "vocational_route",
    "relevant_theory_year",
    "on_conditions",
    "source",
    "as_of",
    "is_confirmed",
)


def known_people(people: Collection[int], owner: Organisation, day: date, *, hold: bool = False) -> dict[int, Known]:
    """What is registered of each person: positions at the owner's schools in force on the day, and the rest.

    hold keeps the rows until the transaction ends, so that nobody writes in them meanwhile. Five queries.
    """
    found: dict[int, dict[str, Any]] = {
        pk: {"person": values, "jobs": {}, "credits": {}, "taught": {}} for pk, values in _people(people, hold)
    }
    for job in _held(Employment.objects.filter(_in_force(day), person__in=people, workplace__parent=owner), hold):
        found[job.person_id]["jobs"].setdefault(str(job.workplace_id), job_values(job))
    for held in _held(CreditsHeld.objects.filter(person__in=people), hold):
        found[held.person_id]["credits"][held.subject] = credits_values(held)
    for taught in _held(SubjectTaught.objects.filter(person__in=people, school__parent=owner), hold):
        found[taught.person_id]["taught"][taught_key(taught)] = taught_values(taught)
    for background in _held(TeacherBackground.objects.filter(person__in=people), hold):
        found[background.person_id]["background"] = background_values(background)
    return {pk: Known(**values) for pk, values in found.items()}


def job_values(job: Employment) -> dict[str, Any]:
    return {
        "percent": job.position_percent,
        "permanent": job.is_permanent,
        "starts_on": job.starts_on.isoformat(),
        "ends_before": job.ends_before.isoformat() if job.ends_before else None,
        "source": job.source,
    }


def credits_values(held: CreditsHeld) -> dict[str, Any]:
    return {
        "credits": f"{held.credits:.1f}",
        "source": held.source,
        "as_of": held.as_of.isoformat(),
        "is_confirmed": held.is_confirmed,
    }


def taught_key(taught: SubjectTaught) -> str:
    return f"{taught.school_id}|{taught.subject}|{taught.stage}|{taught.school_year}"


def taught_values(taught: SubjectTaught) -> dict[str, Any]:
    return {"hours": f"{taught.hours_per_week:.1f}", "source": taught.source}


def background_values(background: TeacherBackground) -> dict[str, Any]:
    values = {name: getattr(background, name) for name in BACKGROUND}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _people(people: Collection[int], hold: bool) -> list[tuple[int, dict[str, Any]]]:
    rows = _held(Person.objects.filter(pk__in=people).order_by("pk"), hold)
    return [
        (one.pk, {"first_name": one.first_name, "last_name": one.last_name, "email": one.email,
                  "birth_year": one.birth_year})
        for one in rows
    ]  # fmt: skip


def _held(rows: QuerySet[Any, Any], hold: bool) -> QuerySet[Any, Any]:
    return rows.select_for_update() if hold else rows


def _in_force(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
