"""A need from a program: begun, filled in and sent with the whole form in one go, by the same judge as the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, require
from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt, SchemeYear
from pafyll.apps.forums.permissions.needs import may_edit
from pafyll.apps.forums.services.needs import acting, begin_need, hold, save_all_answers
from pafyll.apps.forums.services.sending_needs import send_need
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, no
from pafyll.domain.lifecycles.needs_notification import NEEDS_NOTIFICATION
from pafyll.domain.rules.questions import Judged, missing_in

MOST_TOLD = 60  # characters of an unknown key that are told back


class FaultyAnswers(Refusal):
    """Some answers cannot be used. faults has each with the key of its question."""

    def __init__(self, faults: Mapping[str, Answer]) -> None:
        text = "{count} svar mangler eller må rettes. Ingenting er lagret."
        remedy = "Rett svarene som er nevnt, og send dem på nytt."
        super().__init__(no("faulty_answers", text, remedy=remedy, field="answers", count=len(faults)))
        self.faults = dict(faults)


@transaction.atomic
def begin_filled_in(
    *, scheme_year: SchemeYear, owner: Organisation, given: Mapping[str, Any], by: User, at: datetime
) -> NeedsNotification:
    """A draft with the answers, or nothing. Raises FaultyAnswers with everything that was not understood."""
    need = begin_need(scheme_year=scheme_year, owner=owner, by=by, at=at)
    return _filled(need, given, by, at)


@transaction.atomic
def fill_in(
    *, need: NeedsNotification, edition: int, given: Mapping[str, Any], by: User, at: datetime
) -> NeedsNotification:
    """The answers in the need; those that are not given stay. Raises AlreadyChanged where the edition is another."""
    return _filled(_held(need, edition, by, at), given, by, at)


@transaction.atomic
def send_filled_in(*, need: NeedsNotification, edition: int, by: User, at: datetime) -> NeedsReceipt:
    """Sends the need as it stood in the edition. Raises FaultyAnswers with everything that is missing."""
    held = _held(need, edition, by, at)
    files = Counter(held.files.filter(removed_at=None).values_list("question", flat=True))
    missing = missing_in(held.form.form, held.answers, files)
    if missing:
        raise FaultyAnswers({one.question.key: one.answer for one in missing})
    return send_need(need=held, by=by, at=at)


def _held(need: NeedsNotification, edition: int, by: User, at: datetime) -> NeedsNotification:
    held = hold(need)
    require(may_edit(acting(by, at), held, at))
    if held.edition != edition:
        raise AlreadyChanged(NEEDS_NOTIFICATION.label)
    return held


def _filled(need: NeedsNotification, given: Mapping[str, Any], by: User, at: datetime) -> NeedsNotification:
    found = save_all_answers(need=need, given=given, by=by, at=at)
    if not found.is_sound:
        raise FaultyAnswers(_all_faults(found))
    need.refresh_from_db()
    return need


def _all_faults(found: Judged) -> dict[str, Answer]:
    unknown = {
        key[:MOST_TOLD]: no(
            "unknown_question",
            "Skjemaet har ikke spørsmålet «{key}».",
            remedy="Bruk nøklene i skjemaet. Vedlegg legges til på nettsiden.",
            field=key[:MOST_TOLD],
            key=key[:MOST_TOLD],
        )
        for key in found.unknown
    }
    return {**found.faults, **unknown}
