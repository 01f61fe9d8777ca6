"""Closing a survey: the answers are mixed, and told apart no further than what was promised. Then they may be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, require
from pafyll.apps.surveys.models import AnswerDraft, Survey, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.permissions import may_run
from pafyll.apps.surveys.services.answering import DICE, random_key
from pafyll.domain.lifecycles.survey import SURVEY, InvitationStatus, SurveyStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.surveys.blocks import Cell, blocks_of


@dataclass(frozen=True)
class PlannedClosing:
    """A survey whose last day is over."""

    survey: Survey


def plan_closings(*, at: datetime) -> list[PlannedClosing]:
    """Surveys to close now. Running it again after closing gives none."""
    rows = Survey.objects.filter(status=SurveyStatus.OPEN, closes_on__lt=norwegian_day(at))
    return [PlannedClosing(one) for one in rows]


@transaction.atomic
def close_survey(*, survey: Survey, by: User | None, at: datetime, dice: Random = DICE) -> None:
    """Takes no more answers and mixes those there are. by: None when the night does it after the last day."""
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if by is not None:
        require(may_run(as_viewer(by, at), held))
    advance(held, lifecycle=SURVEY, to=SurveyStatus.CLOSED, by=by, at=at)  # type: ignore[arg-type]
    waiting = SurveyInvitation.objects.filter(survey=held, status=InvitationStatus.INVITED)
    waiting.update(status=InvitationStatus.LAPSED)
    AnswerDraft.objects.filter(survey=held).delete()
    _mix(held, dice)


def _mix(survey: Survey, dice: Random) -> None:
    """Writes every answer anew: with a new key, in an order that is drawn, and in a cell that it shares with enough.

    Afterwards neither keys, order, nor what the database notes about a row say which was written when.
    """
    rows = sorted(SurveyAnswer.objects.filter(survey=survey), key=lambda one: one.pk)
    told = told_cells([tuple(one.cell) for one in rows], survey.least_answers or 1)
    mixed = [
        SurveyAnswer(
            id=random_key(dice),
            survey=survey,
            promise=one.promise,
            cell=list(told[tuple(one.cell)]),
            answers=one.answers,
            invitation_id=one.invitation_id,
        )
        for one in rows
    ]
    dice.shuffle(mixed)
    SurveyAnswer.objects.filter(pk__in=[one.pk for one in rows]).delete()
    SurveyAnswer.objects.bulk_create(mixed, batch_size=500)


def told_cells(cells: list[Cell], least: int) -> dict[Cell, Cell]:
    """What is kept of each cell: as much as is true of at least `least` answers that are not told apart further."""
    told = {cell: ("",) * len(cell) for cell in cells}
    for block in blocks_of(Counter(cells), least):
        told |= dict.fromkeys(block.cells, block.facts)
    return told
