"""A control sample: the seed published, drawn the day after, documentation asked for and sent, and the result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, Control, ControlFile, ControlSample
from pafyll.apps.grants.permissions.after_awards import (
    STANDS,
    may_announce_seed,
    may_answer_control,
    may_close_control,
    may_draw,
    sent_reports,
)
from pafyll.apps.grants.services.proposing_awards import _viewer
from pafyll.apps.grants.services.telling_recipients import tell_recipient
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.collective.sampling import control_sample
from pafyll.domain.lifecycles.after_award import CONTROL, CONTROL_SAMPLE, ControlSampleStatus, ControlStatus
from pafyll.domain.rules.attachments import has_room, judged_as_named, plain_name
from pafyll.domain.rules.deadlines import norwegian_day

K = ControlStatus


@dataclass(frozen=True)
class SampleTerms:
    """What the control is drawn with, how many per cent, and what is asked of those who are drawn."""

    seed: str
    percent: int
    asks: str


@transaction.atomic
def announce_seed(*, year: SchemeYear, terms: SampleTerms, by: User, at: datetime) -> ControlSample:
    """Publishes the seed, for everybody to see. It is never changed, and nothing is drawn until the day after."""
    year = SchemeYear.objects.select_for_update(of=("self",)).select_related("governor").get(pk=year.pk)
    require(may_announce_seed(_viewer(by, at), year, day=norwegian_day(at)))
    require(_is_whole(terms))
    try:
        with transaction.atomic():
            sample = ControlSample.objects.create(
                scheme_year=year,
                seed=terms.seed.strip(),
                percent=terms.percent,
                asks=terms.asks.strip(),
                reports_in=sent_reports(year),
                announced_by=by,
                announced_at=at,
            )
    except IntegrityError:
        raise AlreadyChanged(CONTROL_SAMPLE.label) from None
    record(about=sample.about, verb="announced", after=ControlSampleStatus.ANNOUNCED, by=by, at=at, why=sample.seed)
    return sample


@transaction.atomic
def draw_sample(*, sample: ControlSample, due_on: date, by: User, at: datetime) -> list[Control]:
    """Draws with the published seed among all awards that stand, and asks each that is drawn for documentation."""
    sample = ControlSample.objects.select_for_update().get(pk=sample.pk)  # the scheme's year is read after the wait
    require(may_draw(_viewer(by, at), sample.scheme_year, day=norwegian_day(at)))
    require(_is_later(due_on, at))
    awards = {one.number: one for one in _standing(sample.scheme_year)}
    drawn = control_sample(awards, seed=sample.seed, percent=sample.percent)
    advance(sample, lifecycle=CONTROL_SAMPLE, to=ControlSampleStatus.DRAWN, by=by, at=at, drawn=drawn)
    sample.numbers, sample.drawn_by, sample.drawn_at = sorted(awards), by, at
    sample.save(update_fields=["numbers", "drawn_by", "drawn_at"])
    return [_ask(sample, awards[number], place, due_on, by, at) for place, number in enumerate(drawn, start=1)]


@transaction.atomic
def answer_control(*, control: Control, answer: str, by: User, at: datetime) -> Control:
    """Sends the recipient's answer. What was attached goes with it; more can come until there is a result."""
    control = locked_control(control)
    require(may_answer_control(_viewer(by, at), control))
    if not answer.strip():
        raise Refusal(no("text_missing", "Skriv hva dokumentasjonen viser.", field="answer"))
    if control.status == K.ASKED:
        advance(control, lifecycle=CONTROL, to=K.ANSWERED, by=by, at=at)
    control.answer, control.answered_by, control.answered_at = answer.strip(), by, at
    control.save(update_fields=["answer", "answered_by", "answered_at"])
    return control


@transaction.atomic
def attach_to_control(*, control: Control, name: str, content: bytes, by: User, at: datetime) -> ControlFile:
    """Adds a file. The same bytes again are the same file, and nothing new happens."""
    control = locked_control(control)
    require(may_answer_control(_viewer(by, at), control))
    digest = hashlib.sha256(content).hexdigest()
    if standing := control.files.filter(sha256=digest).first():
        return standing
    require(has_room(control.files.count()))
    kind = judged_as_named(name, content)
    made = ControlFile.objects.create(
        control=control,
        name=plain_name(name, kind),
        kind=kind.code,
        content=content,
        size=len(content),
        sha256=digest,
        added_by=by,
        added_at=at,
    )
    record(about=control.about, verb="attached", by=by, at=at, sha256=digest, size=len(content))
    return made


@transaction.atomic
def close_control(*, control: Control, is_in_order: bool, result: str, by: User, at: datetime) -> Control:
    """Writes what the control showed. A deviation can be followed by a forewarning, in a case of its own."""
    control = locked_control(control)
    require(may_close_control(_viewer(by, at), control, day=norwegian_day(at)))
    if not result.strip():
        raise Refusal(no("text_missing", "Skriv hva kontrollen viste.", field="result"))
    to = K.IN_ORDER if is_in_order else K.DEVIATED
    advance(control, lifecycle=CONTROL, to=to, by=by, at=at, why=result.strip())
    control.result, control.closed_by, control.closed_at = result.strip(), by, at
    control.save(update_fields=["result", "closed_by", "closed_at"])
    record(about=control.award.about, verb=f"control_{to}", by=by, at=at, why=control.result)
    tell_recipient(control.award, "control_closed", at=at, control=control)
    return control


@transaction.atomic
def ask_for_more(*, control: Control, asks: str, due_on: date, by: User, at: datetime) -> Control:
    """Asks the recipient for more, with a new deadline."""
    control = locked_control(control)
    require(may_close_control(_viewer(by, at), control, day=norwegian_day(at)))
    require(_is_later(due_on, at))
    if not asks.strip():
        raise Refusal(no("text_missing", "Skriv hva som mangler.", field="asks"))
    advance(control, lifecycle=CONTROL, to=K.ASKED, by=by, at=at, why=asks.strip())
    control.asks, control.due_on = asks.strip(), due_on
    control.save(update_fields=["asks", "due_on"])
    tell_recipient(control.award, "control_asked", at=at, control=control)
    return control


def locked_control(control: Control) -> Control:
    """The row as it is now, locked, with its award."""
    rows = Control.objects.select_for_update(of=("self",))
    return rows.select_related("award__scheme_year__governor", "award__recipient").get(pk=control.pk)


def _ask(sample: ControlSample, award: Award, place: int, due_on: date, by: User, at: datetime) -> Control:
    made = Control.objects.create(sample=sample, award=award, place=place, due_on=due_on, asks=sample.asks)
    record(about=made.about, verb="asked", after=K.ASKED, by=by, at=at, why=sample.asks)
    record(about=award.about, verb="drawn_for_control", by=by, at=at)
    tell_recipient(award, "control_asked", at=at, control=made)
    return made


def _standing(year: SchemeYear) -> list[Award]:
    rows = Award.objects.filter(scheme_year=year, status__in=[one.value for one in STANDS])
    return list(rows.select_related("recipient", "scheme_year__governor").order_by("number"))


def _is_whole(terms: SampleTerms) -> Answer:
    return first_no(
        [
            yes() if terms.seed.strip() else no("seed_missing", "Skriv loddtallet.", field="seed"),
            yes()
            if 1 <= terms.percent <= 100
            else no("percent_out_of_range", "Prosenten må være mellom 1 og 100.", field="percent"),
            yes() if terms.asks.strip() else no("text_missing", "Skriv hva mottakerne skal sende.", field="asks"),
        ]
    )


def _is_later(due_on: date, at: datetime) -> Answer:
    if due_on > norwegian_day(at):
        return yes()
    return no("deadline_too_soon", "Fristen må være etter i dag.", field="due_on")
