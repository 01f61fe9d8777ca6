"""Composing a distribution step by step, running it, and choosing the run to recommend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.forums.models import (
    DistributionChoice,
    DistributionDraft,
    DistributionRun,
    Forum,
    KeyFile,
    SchemeYear,
)
from pafyll.apps.forums.permissions.distribution import may_distribute
from pafyll.apps.forums.queries.distribution import REGISTER, REGISTER_KEYS, recipients_of, requests_of
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.grants.distribution import distribute, inputs_of, pipeline_from
from pafyll.domain.grants.distribution.pipeline import keys_needed
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

Steps = list[dict[str, Any]]
NONE: Mapping[str, str] = {}


@transaction.atomic
def start_draft(
    *, year: SchemeYear, title: str, frame: int, pipeline: Mapping[str, Any], by: User, at: datetime
) -> DistributionDraft:
    """A composition from a model, from another draft, or with no steps yet."""
    _require(year, by, at)
    content = {**deepcopy(dict(pipeline)), "title": title}
    content["keys"] = {**REGISTER_KEYS, **content.get("keys", {})}
    content.setdefault("steps", [])
    return DistributionDraft.objects.create(
        scheme_year=year, title=title, frame=frame, pipeline=content, created_by=by, created_at=at
    )


@dataclass(frozen=True)
class StepValues:
    """A step as the file holds it, and what the pots that it makes are called."""

    content: Mapping[str, Any]
    labels: Mapping[str, str] = field(default_factory=dict)


def add_step(*, draft: DistributionDraft, values: StepValues, by: User, at: datetime) -> None:
    """Puts the step last."""
    _change(draft, by, at, lambda steps: steps.append(dict(values.content)), values.labels)


def change_step(*, draft: DistributionDraft, number: int, values: StepValues, by: User, at: datetime) -> None:
    """Replaces the step with the number, from 1."""
    _change(draft, by, at, lambda steps: _replace(steps, number, values.content), values.labels)


def remove_step(*, draft: DistributionDraft, number: int, by: User, at: datetime) -> None:
    """Takes the step with the number away."""
    _change(draft, by, at, lambda steps: _at(steps, number) and steps.pop(number - 1))


def move_step(*, draft: DistributionDraft, number: int, up: bool, by: User, at: datetime) -> None:
    """Moves the step one place; the first cannot go up, nor the last down."""
    _change(draft, by, at, lambda steps: _move(steps, number, up))


@transaction.atomic
def set_frame(*, draft: DistributionDraft, title: str, frame: int, by: User, at: datetime) -> None:
    """Another title or another frame to share out."""
    _require(draft.scheme_year, by, at)
    _save(draft, title=title, frame=frame, pipeline={**draft.pipeline, "title": title})


@transaction.atomic
def set_ranks(*, draft: DistributionDraft, ranks: Mapping[str, int], by: User, at: datetime) -> None:
    """The forum's order of the needs."""
    _require(draft.scheme_year, by, at)
    _save(draft, ranks=dict(ranks))


@transaction.atomic
def set_commitments(*, draft: DistributionDraft, commitments: Mapping[str, int], by: User, at: datetime) -> None:
    """What earlier years have promised of this year's money, by the need's number. A step pays it first."""
    _require(draft.scheme_year, by, at)
    _save(draft, commitments={number: kroner for number, kroner in commitments.items() if kroner})


@transaction.atomic
def describe_register(*, draft: DistributionDraft, revision: str, counted_on: date, by: User, at: datetime) -> None:
    """Which revision the register's teacher FTE are, and when they were counted: said with every krone they give."""
    _require(draft.scheme_year, by, at)
    said = {**REGISTER_KEYS[REGISTER], "revision": revision.strip(), "counted_on": counted_on.isoformat()}
    _save(draft, pipeline={**draft.pipeline, "keys": {**draft.pipeline.get("keys", {}), REGISTER: said}})


@transaction.atomic
def run_draft(*, draft: DistributionDraft, by: User, at: datetime) -> DistributionRun:
    """Runs the composition on the register and the needs as they are now, and keeps it. The same again is the same run.

    Raises Refusal with the step, when the pipeline is faulty or cannot be carried out.
    """
    year = draft.scheme_year
    _require(year, by, at)
    pipeline = pipeline_from(draft.pipeline)
    files = KeyFile.objects.filter(scheme_year=year, code__in=keys_needed(pipeline))
    recipients = recipients_of(year, files=files, needs=draft.commitments)
    requests = requests_of(year, draft.ranks, draft.commitments)
    done = distribute(pipeline, frame=Kroner(draft.frame), recipients=recipients, requests=requests)
    before = DistributionRun.objects.filter(scheme_year=year, fingerprint=done.fingerprint, title=draft.title).first()
    if before is not None:
        return before
    run = _kept(
        DistributionRun(
            scheme_year=year,
            forum=_forum_of(year),
            title=draft.title,
            pipeline=dict(done.pipeline.content),
            inputs=inputs_of(done.recipients, done.requests),
            fingerprint=done.fingerprint,
            frame=draft.frame,
            lines=[[one.number, done.totals[at]] for at, one in enumerate(done.recipients) if at in done.places],
            remainders=[[one.pot, list(one.group), int(one.kroner), one.fate] for one in done.remainders],
            run_by=by,
            run_at=at,
        )
    )
    record(about=run.about, verb="distributed", by=by, at=at, fingerprint=done.fingerprint)
    return run


@transaction.atomic
def choose_run(*, run: DistributionRun, reason: str, by: User, at: datetime) -> DistributionChoice:
    """The run to recommend, with the reason. Another choice later counts instead; this one stays as written."""
    _require(run.scheme_year, by, at)
    if not reason.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor denne fordelingen er valgt.", field="reason"))
    choice = DistributionChoice.objects.create(run=run, reason=reason.strip(), made_by=by, made_at=at)
    record(about=run.about, verb="chosen", by=by, at=at, why=reason.strip())
    return choice


def _require(year: SchemeYear, by: User, at: datetime) -> None:
    day = norwegian_day(at)
    require(may_distribute(viewer_of(by, day=day), year, day=day))


def _kept(run: DistributionRun) -> DistributionRun:
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:  # someone ran the same in the meantime
        raise AlreadyChanged(run.about) from error
    return run


def _forum_of(year: SchemeYear) -> Forum | None:
    forums = Forum.objects.filter(governor=year.governor, ended_on__isnull=True)
    return next((forum for forum in forums if year.scheme in forum.schemes), None)


# Steps


@transaction.atomic
def _change(
    draft: DistributionDraft,
    by: User,
    at: datetime,
    change: Callable[[Steps], object],
    labels: Mapping[str, str] = NONE,
) -> None:
    _require(draft.scheme_year, by, at)
    steps: Steps = deepcopy(list(draft.pipeline.get("steps", [])))
    change(steps)
    pots = {**draft.pipeline.get("pots", {}), **labels}
    keys = {**draft.pipeline.get("keys", {}), **_described(draft.scheme_year, steps)}
    _save(draft, pipeline={**draft.pipeline, "steps": steps, "pots": pots, "keys": keys})


def _described(year: SchemeYear, steps: Steps) -> dict[str, dict[str, str]]:
    """The files that the steps share by, with where the figures are from."""
    codes = [str(step["key"]) for step in steps if step.get("key")]
    return {file.code: file.described for file in KeyFile.objects.filter(scheme_year=year, code__in=codes)}


def _save(draft: DistributionDraft, **values: Any) -> None:
    """Only if nobody else has changed the draft since it was read."""
    same = DistributionDraft.objects.filter(pk=draft.pk, edition=draft.edition)
    if not same.update(edition=F("edition") + 1, **values):
        raise AlreadyChanged(draft.about)
    draft.refresh_from_db()


def _replace(steps: Steps, number: int, values: Mapping[str, Any]) -> None:
    _at(steps, number)
    steps[number - 1] = dict(values)


def _move(steps: Steps, number: int, up: bool) -> None:
    _at(steps, number)
    to = number - 1 + (-1 if up else 1)
    if 0 <= to < len(steps):
        steps.insert(to, steps.pop(number - 1))


def _at(steps: Steps, number: int) -> bool:
    if not 1 <= number <= len(steps):
        raise Refusal(no("no_such_step", "Steget finnes ikke lenger.", remedy="Last siden på nytt."))
    return True
