"""People who answer, in few words."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from pafyll.apps.surveys.models import Survey, SurveyInvitation
from pafyll.apps.surveys.services.answering import save_draft, send_answer
from tests.factories import SurveyInvitationFactory

DAY = date(2026, 3, 10)


def ask(survey: Survey, count: int, cell: tuple[str, str, str] = ("", "", "")) -> list[SurveyInvitation]:
    """So many people of one group, invited."""
    return [SurveyInvitationFactory(survey=survey, cell=list(cell)) for _number in range(count)]


def write(invitation: SurveyInvitation, secret: str, on: date = DAY, **given: Any) -> Any:
    """Puts answers in the draft that the secret leads to."""
    part = invitation.survey.version.form.sections[0]
    return save_draft(invitation=invitation, secret=secret, section=part, given=given, on=on)


def answer(invitation: SurveyInvitation, on: date = DAY, dice: Random | None = None, **given: Any) -> None:
    """Writes and sends."""
    whole = {"standing": "completed", "useful": "2"} | given
    secret = f"nettleser-{invitation.pk}"
    write(invitation, secret, on, **whole)
    send_answer(invitation=invitation, secret=secret, on=on, **({"dice": dice} if dice else {}))
