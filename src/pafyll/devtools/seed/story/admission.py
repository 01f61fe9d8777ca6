"""Admission at the college: offers before the summer, one who said no, one who was refused, starts and results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, AdmissionCondition, Participation
from pafyll.apps.applications.queries.admission import visible_admissions
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admission_files import (
    admission_spec,
    carry_out_admission_file,
    file_rows,
    plan_admission_file,
)
from pafyll.apps.applications.services.admitting import carry_out_moves, planned, seen_key, settle_condition
from pafyll.apps.casework.services import advance, record_all
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.catalogue.services.exchange import csv_bytes, keep_file
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.devtools.seed.story.days import FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus
from pafyll.domain.rules.admission import Act, Move
from pafyll.integrations.clock import midnight_after

S, P = AdmissionStatus, ParticipationStatus
OFFERED_ON, ANSWER_BY = date(MIDDLE, 5, 2), date(MIDDLE, 5, 4)
ANSWERED_ON, ADMITTED_ON, STARTED_ON = date(MIDDLE, 5, 3), date(MIDDLE, 5, 28), date(MIDDLE, 8, 18)
DIPLOMA = "Vitnemål fra lærerutdanning"


def offer_admission(world: World) -> None:
    """In May 2025 Nina sends everyone who has got a place an offer of admission, some of them on a condition."""
    mine = list(_at_college(world, MIDDLE))
    offer = Move(Act.OFFER, answer_by=ANSWER_BY)
    moves = {one.pk: replace(offer, conditions=(DIPLOMA,)) if n % 5 == 0 else offer for n, one in enumerate(mine)}
    _do(world, moves, at(OFFERED_ON, 9))


def give_up_place(world: World, participation: Participation, how: AdmissionStatus, day: date) -> None:
    """The place is not taken up: she says no, never answers, or is not admitted."""
    one = Admission.objects.get(participation=participation)
    if how is S.DECLINED:
        answer_admission(admission=one, says_yes=False, by=_user(one), at=at(ANSWER_BY, 9))
    elif how is S.NOT_ADMITTED:
        _do(world, {one.pk: Move(Act.REFUSE, reason="requirement_not_met")}, at(day, 8))
    else:
        _do(world, {one.pk: Move(Act.LAPSE)}, at(day, 8))


def admit_and_report(world: World) -> None:
    """The finished year has results; in the middle one most are under way, and some wait for one thing or another."""
    _pass_finished(world)
    _start_middle(world)
    _let_some_wait(world)
    _send_in_a_file(world)
    _call_off_the_spring()


def _pass_finished(world: World) -> None:
    rows = Admission.objects.filter(participation__round=world.rounds[FINISHED])
    day = date(FINISHED + 1, 6, 12)
    for one in rows.select_related("participation"):
        one.status, one.result_on, one.credits_passed = S.PASSED, day, one.participation.credits
        one.save(update_fields=["status", "result_on", "credits_passed"])
    _tell(rows, S.PASSED, world, at(day))


def _start_middle(world: World) -> None:
    """At the college most said yes, were admitted and started. Two late places wait: for an answer, and for papers."""
    alive = _at_college(world, MIDDLE).filter(
        status=S.OFFERED, participation__status__in=(P.STARTED, P.AWARDED, P.DEFERRED)
    )
    keys = list(alive.values_list("pk", flat=True))
    begun = keys[:-2]
    for one in Admission.objects.filter(pk__in=begun).prefetch_related("conditions"):
        answer_admission(admission=one, says_yes=True, by=_user(one), at=at(ANSWERED_ON, 12))
        for condition in one.conditions.all():
            settle_condition(condition=condition, is_met=True, by=world.user("nina"), at=at(ADMITTED_ON, 9))
    _do(world, dict.fromkeys(begun, Move(Act.ADMIT)), at(ADMITTED_ON))
    _do(world, dict.fromkeys(begun, Move(Act.START, on=STARTED_ON)), at(STARTED_ON, 15))
    late = Admission.objects.filter(pk__in=keys[-2:])
    late.update(offered_at=at(date(MIDDLE + 1, 3, 9), 9), answer_by=midnight_after(date(MIDDLE + 1, 3, 24)))
    for one in late:
        AdmissionCondition.objects.get_or_create(admission=one, text="Attest fra rektor om at du underviser")
    last = Admission.objects.get(pk=keys[-1])
    answer_admission(admission=last, says_yes=True, by=_user(last), at=at(date(MIDDLE + 1, 3, 9), 12))


def _let_some_wait(world: World) -> None:
    """At the university: not passed, put off, admitted, did not come, not looked at yet, and the rest under way."""
    rows = Admission.objects.filter(participation__round=world.rounds[MIDDLE])
    rows = rows.exclude(offer__programme__provider=world.organisations["college"])
    alive = list(rows.filter(status=S.RECEIVED, participation__status__in=(P.STARTED, P.AWARDED)).order_by("-pk"))
    january = date(MIDDLE + 1, 1, 20)
    stories: tuple[tuple[AdmissionStatus, dict[str, object]], ...] = (
        (S.FAILED, {"started_on": STARTED_ON, "result_on": january}),
        (S.DEFERRED, {"started_on": STARTED_ON, "result_on": date(MIDDLE + 1, 6, 5)}),
        (S.ADMITTED, {}),
        (S.NOT_STARTED, {}),
    )
    for one, (status, fields) in zip(alive, stories, strict=False):
        _write(world, one, status, at(january), **fields)
    for one in alive[len(stories) + 1 :]:
        _write(world, one, S.STARTED, at(STARTED_ON, 15), started_on=STARTED_ON)
    gone = list(rows.filter(status=S.WITHDRAWN).order_by("pk"))
    _write(world, gone[0], S.LAPSED, at(date(MIDDLE, 5, 7)))


def _write(world: World, one: Admission, status: AdmissionStatus, when: datetime, **fields: object) -> None:
    """What the university has said, as if its own officer had done it."""
    Admission.objects.filter(pk=one.pk).update(status=status, **fields)
    record_all([one.about], verb=status.value, by=None, at=when, before=one.status, after=status.value)


def _send_in_a_file(world: World) -> None:
    """Nina once sent in the whole list as it was, and nothing was changed."""
    nina, when = world.user("nina"), at(date(MIDDLE + 1, 3, 9), 14)
    viewer = viewer_of(nina, day=when.date())
    content = csv_bytes(admission_spec().names, file_rows(visible_admissions(viewer)))
    kind = ExchangeFile.Kind.ADMISSIONS
    college = world.organisations["college"]
    file = keep_file(provider=college, kind=kind, name="opptak-mars.csv", content=content, by=nina, at=when)
    plan = plan_admission_file(viewer=viewer, file=file, at=when)
    carry_out_admission_file(file=file, seen=plan.seen, by=nina, at=when)
    keep_file(provider=college, kind=kind, name="opptak-mars.csv", content=content, by=nina, at=when)


def _call_off_the_spring() -> None:
    """A place at the university that was given up: the rest of the study is not given."""
    one = Admission.objects.filter(participation__status=P.WITHDRAWN, status=S.RECEIVED).order_by("pk").last()
    if one is not None:
        advance(
            one, lifecycle=ADMISSION, to=S.CALLED_OFF, by=None, at=at(date(MIDDLE + 1, 3, 9)), why="Vårdelen går ikke."
        )


def _at_college(world: World, year: int) -> QuerySet[Admission]:
    return Admission.objects.filter(
        participation__round=world.rounds[year], offer__programme__provider=world.organisations["college"]
    ).order_by("pk")


def _do(world: World, moves: dict[int, Move], when: datetime) -> None:
    """What Nina's page does: looks over, then carries out what was shown."""
    nina = world.user("nina")
    rows = Admission.objects.filter(pk__in=moves).select_related("offer__programme", "participation")
    shown = planned(
        viewer=viewer_of(nina, day=when.date()),
        moves=[(one, moves[one.pk]) for one in rows.prefetch_related("conditions")],
        at=when,
    )
    carry_out_moves(moves=moves, seen=seen_key(shown), by=nina, at=when)


def _tell(rows: QuerySet[Admission], status: AdmissionStatus, world: World, when: datetime) -> None:
    """An event for each, as if it was done one by one."""
    abouts = [one.about for one in rows]
    record_all(abouts, verb=status.value, by=world.user("nina"), at=when, before="", after=status.value)


def _user(one: Admission) -> User:
    user = one.participation.person.user
    assert user is not None
    return user
