"""Several press in the same moment: one answer, one place, and nobody's answer slips in behind the closing."""

from __future__ import annotations

import pytest

from pafyll.apps.surveys.models import SignUp, Survey, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.services.answering import send_answer
from pafyll.apps.surveys.services.closing import close_survey
from pafyll.apps.surveys.services.events import confirm
from tests.apps.surveys.acting import DAY, ask, write
from tests.factories import SharingEventFactory, SignUpFactory, SurveyFactory
from tests.factories.base import NOW
from tests.races import DONE, at_once, is_in_memory

pytestmark = pytest.mark.django_db(transaction=True)
WHOLE = {"standing": "completed", "useful": "2"}


@pytest.fixture(autouse=True)
def _with_room():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: nobody can race")


def sending(invitation, secret):
    def press():
        send_answer(invitation=SurveyInvitation.objects.get(pk=invitation.pk), secret=secret, on=DAY)

    return press


def test_one_who_sends_from_eight_windows_has_answered_once():
    (invitation,) = ask(SurveyFactory(), 1)
    write(invitation, "min", **WHOLE)

    outcomes = at_once(*[sending(invitation, "min")] * 8)

    assert outcomes.count(DONE) == 1
    assert SurveyAnswer.objects.count() == 1


def test_an_answer_is_in_before_the_closing_or_not_at_all():
    """Whoever comes in is mixed with the others: no answer of a closed survey says more than its block."""
    survey = SurveyFactory()
    invitations = ask(survey, 7, ("H", "fjordvik", "ma"))
    for one in invitations:
        write(one, f"w{one.pk}", **WHOLE)

    def close():
        close_survey(survey=Survey.objects.get(pk=survey.pk), by=None, at=NOW)

    outcomes = at_once(*[sending(one, f"w{one.pk}") for one in invitations], close)

    answers = SurveyAnswer.objects.filter(survey=survey)
    assert answers.count() == outcomes.count(DONE) - 1
    told = [tuple(one.cell) for one in answers]
    assert all(cell == ("", "", "") or told.count(cell) >= 5 for cell in told)


def test_the_last_place_is_given_once():
    event = SharingEventFactory(capacity=1)
    wishes = [SignUpFactory(event=event) for _number in range(8)]

    def confirming(one):
        return lambda: confirm(signed=SignUp.objects.get(pk=one.pk), at=NOW)

    outcomes = at_once(*[confirming(one) for one in wishes])

    assert set(outcomes) == {DONE}
    assert (event.sign_ups.filter(status="coming").count(), event.sign_ups.filter(status="waiting").count()) == (1, 7)
