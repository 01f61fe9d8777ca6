"""Copies of the nation's round in the years before, with all that follows a place: the same every time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np

SEED = 7
BATCH = 2_000
CHANCES = {"withdrawn": 0.06, "started": 0.08, "dropped_out": 0.12, "completed": 0.74}  # of 1; "completed" is the rest


def add_years(number: int, since: int = 0) -> None:
    """The round of the seed as it might have ended, and as many finished rounds before it.

    since: how many were added before; then the round of the seed has ended already.
    """
    from pafyll.apps.applications.models import Application, Round

    rng = np.random.default_rng(SEED + since)
    last = Round.objects.latest("study_year")
    applications = list(Application.objects.filter(round=last).order_by("pk"))
    approvals = dict(_approvals())
    for back in range(since + 1, since + number + 1):
        _add_year(last, back, applications, approvals, rng)
    if not since:
        _end(last, applications, approvals, rng)


def _approvals() -> Any:
    from pafyll.apps.applications.models import OwnerApproval

    return OwnerApproval.objects.values_list("application_id", "approved")


def _add_year(last: Any, back: int, applications: list[Any], approvals: dict[int, bool], rng: Any) -> None:
    """People change owners at random between the years, so that no two years are the same."""
    from pafyll.apps.applications.models import Application, OwnerApproval, Round, Statement

    values = {
        field.attname: getattr(last, field.attname) for field in Round._meta.concrete_fields if field.name != "id"
    }
    days = timedelta(days=365 * back)
    moved = {name: value - days for name, value in values.items() if hasattr(value, "year")}
    round = Round.objects.create(**{**values, **moved, "study_year": last.study_year - back, "name": f"Runde {back}"})
    chosen = [applications[i] for i in rng.permutation(len(applications)).tolist()]
    owners = [applications[i] for i in rng.integers(0, len(applications), len(applications)).tolist()]
    rows, was = [], []
    for n, (one, other) in enumerate(zip(chosen, owners, strict=True)):
        was.append(approvals.get(one.pk, False))
        kept = {f.attname: getattr(one, f.attname) for f in Application._meta.concrete_fields if f.name != "id"}
        kept |= {"round_id": round.pk, "number": f"{round.study_year}-{n:05d}", "owner_id": other.owner_id}
        kept["status"] = "ranked" if was[-1] else "rejected"
        kept |= {"school_id": other.school_id, "submitted_at": one.submitted_at - days}
        rows.append(Application(**kept))
    rows = Application.objects.bulk_create(rows, batch_size=BATCH)
    user = round.announced_by_id if hasattr(round, "announced_by_id") else Statement.objects.first().by_id  # type: ignore[union-attr]
    sent = [
        (one, one.submitted_at + timedelta(days=int(d)))
        for one, d in zip(rows, rng.integers(1, 9, len(rows)), strict=True)
    ]
    Statement.objects.bulk_create(
        [Statement(application=one, supports=True, by_id=user, at=at) for one, at in sent], BATCH
    )
    answers = [
        OwnerApproval(
            application=one, approved=yes, reason_code="" if yes else "other", by_id=user, at=at + timedelta(days=3)
        )
        for (one, at), yes in zip(sent, was, strict=True)
    ]
    OwnerApproval.objects.bulk_create(answers, BATCH)
    _end(round, rows, {one.pk: yes for one, yes in zip(rows, was, strict=True)}, rng)


def _end(round: Any, rows: list[Any], approvals: dict[int, bool], rng: Any) -> None:
    """Four of five of the approved are granted a place, and most of them complete it."""
    from pafyll.apps.applications.models import Application, Participation, ParticipationTerm

    granted = [
        one for one, draw in zip(rows, rng.random(len(rows)), strict=True) if approvals.get(one.pk) and draw < 0.8
    ]
    Application.objects.filter(round=round, status="ranked").update(status="refused")
    for at in range(0, len(granted), BATCH):
        Application.objects.filter(pk__in=[one.pk for one in granted[at : at + BATCH]]).update(status="granted")
    ends = rng.choice(list(CHANCES), size=len(granted), p=list(CHANCES.values()))
    held = [
        Participation(
            application=one, round=round, person_id=one.person_id, owner_id=one.owner_id, school_id=one.school_id,
            offer_id=one.offer_1_id, scheme=one.scheme_1, credits=Decimal(30), status=str(end),
        )
        for one, end in zip(granted, ends, strict=True)
    ]  # fmt: skip
    held = Participation.objects.bulk_create(held, BATCH)
    terms = [
        ParticipationTerm(
            participation=one, semester=f"{year}{half}", credits=Decimal(15), status="confirmed",
            confirmed_at=round.owner_closes_at, state_amount=80_000 if one.scheme == "substitute" else 30_000,
            owner_amount=20_000,
        )
        for one in held if one.status != "withdrawn"
        for year, half in ((round.study_year, "H"), (round.study_year + 1, "V"))
    ]  # fmt: skip
    ParticipationTerm.objects.bulk_create(terms, BATCH)
