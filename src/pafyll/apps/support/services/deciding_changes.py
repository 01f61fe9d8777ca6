"""Proposing, approving and calling off a change of organisations. Two people, and undoable until the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.support.blocks import blocks_of
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.permissions import may_cancel, may_change, may_decide
from pafyll.apps.support.services.telling_changes import tell_of_change
from pafyll.apps.support.ways import ways_of
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.lifecycles.reorganisation import REORGANISATION
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S
from pafyll.domain.rules.deadlines import norwegian_day

SHORTEST = 10


@transaction.atomic
def propose_change(*, reorganisation: Reorganisation, by: User, at: datetime) -> Reorganisation:
    """Hands the change to a second person. What can still be mended before the day does not stop it; a split does."""
    one, viewer = _locked(reorganisation, by, at)
    require(may_change(viewer, one))
    require(_is_shared_out(one))
    _moved(one, S.PROPOSED, by, at, "", proposed_by=by, proposed_at=at)
    return one


@transaction.atomic
def approve_change(*, reorganisation: Reorganisation, by: User, at: datetime) -> Reorganisation:
    """A second person has looked at what moves, what stays and what stops it. It is carried out on the day."""
    one, viewer = _locked(reorganisation, by, at)
    require(may_decide(viewer, one))
    require(_is_ahead(one, at))
    require(_is_shared_out(one))
    _moved(one, S.APPROVED, by, at, "", decided_by=by, decided_at=at)
    tell_of_change("change_announced", one)
    return one


@transaction.atomic
def return_change(*, reorganisation: Reorganisation, why: str, by: User, at: datetime) -> Reorganisation:
    """Back to the one who planned it, with what must be mended."""
    one, viewer = _locked(reorganisation, by, at)
    require(may_decide(viewer, one))
    require(_says_why(why))
    _moved(one, S.PLANNED, by, at, why, proposed_by=None, proposed_at=None)
    return one


@transaction.atomic
def cancel_change(*, reorganisation: Reorganisation, why: str, by: User, at: datetime) -> Reorganisation:
    """Calls it off. Nothing has moved yet, so there is nothing to move back."""
    one, viewer = _locked(reorganisation, by, at)
    require(may_cancel(viewer, one))
    require(_says_why(why))
    was_announced = one.status == S.APPROVED
    _moved(one, S.CANCELLED, by, at, why)
    if was_announced:
        tell_of_change("change_called_off", one, why=why)
    return one


def _locked(reorganisation: Reorganisation, by: User, at: datetime) -> tuple[Reorganisation, Viewer]:
    one = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    return one, viewer_of(by, day=norwegian_day(at))


def _moved(one: Reorganisation, to: S, by: User, at: datetime, why: str, **values: Any) -> None:
    if values:
        Reorganisation.objects.filter(pk=one.pk).update(**values)
    advance(one, lifecycle=REORGANISATION, to=to, by=by, at=at, why=why.strip())
    one.refresh_from_db()


def _is_ahead(one: Reorganisation, at: datetime) -> Answer:
    if one.day > norwegian_day(at):
        return yes()
    return no("day_is_over", "Dagen er her allerede.", remedy="Send den tilbake, og velg en senere dag.")


def _is_shared_out(one: Reorganisation) -> Answer:
    lacking = next((block for block in blocks_of(ways_of(one)) if block.code == "not_shared_out"), None)
    if lacking is None:
        return yes()
    return no(
        "not_shared_out",
        "{count} skoler og mennesker mangler et sted å gå til.",
        remedy="Velg hvor hver av dem skal gå.",
        count=lacking.count,
    )


def _says_why(why: str) -> Answer:
    if len(why.strip()) >= SHORTEST:
        return yes()
    return no("no_reason", "Skriv hvorfor, med minst {shortest} tegn.", field="why", shortest=SHORTEST)
