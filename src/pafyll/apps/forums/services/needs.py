"""What an owner does with a need before it is sent: begin, write, attach, withdraw, and begin on a yearly change."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.forums.models import FormVersion, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.needs import may_edit, may_notify, may_withdraw
from pafyll.apps.forums.queries.needs import last_receipt, may_change_in
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import Measure
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.needs_notification import NEEDS_NOTIFICATION, FormVersionStatus
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.questions import Judged, QuestionForm, Section, judged
from pafyll.domain.rules.questions.standard import AMOUNTS, TITLE, YEARS


def acting(by: User, at: datetime) -> Viewer:
    """The person who acts, with the roles in force that day."""
    return viewer_of(by, day=norwegian_day(at))


@transaction.atomic
def begin_need(
    *,
    scheme_year: SchemeYear,
    owner: Organisation,
    by: User,
    at: datetime,
    earlier: NeedsNotification | None = None,
    measure: Measure | None = None,
) -> NeedsNotification:
    """A draft for the owner, empty or filled with what the owner wrote in an earlier need or in a measure."""
    require(may_notify(acting(by, at), owner, scheme_year, at))
    form = form_in_use(scheme_year)
    given = _from_earlier(earlier, owner) | _from_measure(measure, owner)
    return _make(scheme_year, form, owner, answers=given, by=by, at=at)


@transaction.atomic
def begin_change(*, need: NeedsNotification, scheme_year: SchemeYear, by: User, at: datetime) -> NeedsNotification:
    """A draft with the changes for the second or third year of a need, filled with what it said."""
    held = NeedsNotification.objects.select_for_update(of=("self",)).get(pk=need.pk)
    require(may_notify(acting(by, at), held.owner, scheme_year, at))
    require(may_change_in(held, scheme_year))
    if standing := held.changes.filter(scheme_year=scheme_year).exclude(status=N.WITHDRAWN).first():
        return standing
    return _make(
        scheme_year,
        form_in_use(scheme_year),
        held.owner,
        answers=_for_later_year(held, scheme_year.year),
        by=by,
        at=at,
        continues=held,
    )


@transaction.atomic
def save_answers(
    *,
    need: NeedsNotification,
    section: Section,
    given: Mapping[str, Any],
    seen: str,
    by: User,
    at: datetime,
    key: str = "",
) -> Judged:
    """Keeps what was understood of a section's answers, and says what was not. An emptied answer is taken away.

    seen: the mark of the section as it was shown; key tells the page's own saves from those of another window.
    Raises AlreadyChanged when a colleague has written there since.
    """
    held = hold(need)
    require(may_edit(acting(by, at), held, at))
    own = bool(key) and held.keys.get(section.key) == key
    if not own and seen != mark_of(section, held.answers):
        raise AlreadyChanged(NEEDS_NOTIFICATION.label)
    keys = {one.key for one in section.questions}
    found = judged(QuestionForm((section,)), {key: value for key, value in given.items() if key in keys})
    kept = _with(held.answers, found, [key for key in given if key in keys])
    _store(held, kept, keys=held.keys | {section.key: key})
    need.answers, need.edition, need.keys = held.answers, held.edition, held.keys
    return found


@transaction.atomic
def save_all_answers(*, need: NeedsNotification, given: Mapping[str, Any], by: User, at: datetime) -> Judged:
    """Keeps answers to the whole form at once, as from a sheet. All or nothing: a fault anywhere keeps nothing."""
    held = hold(need)
    require(may_edit(acting(by, at), held, at))
    found = judged(held.form.form, given)
    if found.is_sound:
        _store(held, _with(held.answers, found, given))
        record(about=held.about, verb="need_filled_from_sheet", by=by, at=at, count=len(found.answers))
        need.answers, need.edition = held.answers, held.edition
    return found


@transaction.atomic
def withdraw_need(*, need: NeedsNotification, why: str, by: User, at: datetime) -> None:
    """Takes the need back. A draft needs no reason; what has been sent needs one."""
    held = hold(need)
    require(may_withdraw(acting(by, at), held))
    if held.status != N.DRAFT and not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor dere trekker behovsmeldingen.", field="why"))
    advance(held, lifecycle=NEEDS_NOTIFICATION, to=N.WITHDRAWN, by=by, at=at, why=why.strip())
    need.status = held.status


def hold(need: NeedsNotification) -> NeedsNotification:
    """The need as it is now, held until the transaction ends: two who act at once act after each other."""
    return NeedsNotification.objects.select_for_update().get(pk=need.pk)  # year and form are read after the wait


def mark_of(section: Section, answers: Mapping[str, Any]) -> str:
    """A short mark of the section's answers: another mark means that they have changed."""
    own = {one.key: answers[one.key] for one in section.questions if one.key in answers}
    return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:16]


def form_in_use(scheme_year: SchemeYear) -> FormVersion:
    """The form that owners answer now. Raises Refusal while there is none."""
    found = scheme_year.forms.filter(status=FormVersionStatus.LIVE).first()
    if found is None:
        text = "Skjemaet er ikke klart ennå."
        raise Refusal(no("no_form_in_use", text, remedy="Ta kontakt med statsforvalteren, eller prøv igjen senere."))
    return found


def _make(
    scheme_year: SchemeYear,
    form: FormVersion,
    owner: Organisation,
    *,
    answers: Mapping[str, Any],
    by: User,
    at: datetime,
    continues: NeedsNotification | None = None,
) -> NeedsNotification:
    known = judged(form.form, {key: value for key, value in answers.items() if form.form.question(key) is not None})
    made = NeedsNotification.objects.create(
        scheme_year=scheme_year,
        form=form,
        owner=owner,
        number=secrets.token_hex(10),  # until the row has its key
        answers=known.answers,
        title=known.answers.get(TITLE, ""),
        continues=continues,
        first_year=scheme_year.year,
        created_by=by,
        created_at=at,
    )
    made.number = f"B{scheme_year.year}-{made.pk:06d}"
    made.save(update_fields=["number"])
    record(about=made.about, verb="need_begun", by=by, at=at)
    return made


def _with(answers: Mapping[str, Any], found: Judged, given: Any) -> dict[str, Any]:
    """The answers with those found; what was given empty is gone, and what was not understood stays as it was."""
    emptied = {key for key in given if key not in found.answers and key not in found.faults}
    return {key: value for key, value in answers.items() if key not in emptied} | found.answers


def _store(held: NeedsNotification, answers: dict[str, Any], *, keys: dict[str, str] | None = None) -> None:
    title = str(answers.get(TITLE, ""))[:200]
    shown = {} if held.sent_at else {"title": title}  # after sending, the list shows what was sent
    rows = NeedsNotification.objects.filter(pk=held.pk)
    held.keys = {} if keys is None else keys
    rows.update(answers=answers, keys=held.keys, edition=F("edition") + 1, **shown)
    held.answers, held.edition = answers, held.edition + 1


def _from_earlier(earlier: NeedsNotification | None, owner: Organisation) -> dict[str, Any]:
    if earlier is None or earlier.owner_id != owner.pk:
        return {}
    sent = last_receipt(earlier)
    return dict(sent.answers if sent else earlier.answers)


def _from_measure(measure: Measure | None, owner: Organisation) -> dict[str, Any]:
    if measure is None or measure.owner_id != owner.pk:
        return {}
    count = {"teachers": measure.participants} if measure.participants is not None else {}
    return {TITLE: measure.title[:150], "measure": measure.about_it, "target_group": measure.target_group} | count


def _for_later_year(need: NeedsNotification, year: int) -> dict[str, Any]:
    """What the need said, with the amounts of the years that are left moved to the front."""
    gone = year - need.first_year
    answers = _from_earlier(need, need.owner)
    amounts = [answers.pop(key, None) for key in AMOUNTS]
    left = need.years - gone
    answers[YEARS] = str(left)
    shifted = zip(AMOUNTS, amounts[gone : gone + left], strict=False)
    return answers | {key: amount for key, amount in shifted if amount is not None}
