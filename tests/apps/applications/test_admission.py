"""Nina admits those who were granted a place: offers, answers, places that fall free, results, and files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from pafyll.apps.applications.models import Admission, FreedPlace, Participation, PlaceOffer
from pafyll.apps.applications.queries.admission import admissions_of_owner, visible_admissions
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admission_files import (
    admission_spec,
    carry_out_admission_file,
    file_rows,
    plan_admission_file,
)
from pafyll.apps.applications.services.admitting import (
    carry_out_moves,
    planned,
    seen_key,
    settle_condition,
)
from pafyll.apps.applications.services.completing import complete
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.catalogue.services.exchange import csv_bytes, excel_bytes, keep_file
from pafyll.apps.grants.models import Change, Commitment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from pafyll.domain.rules.admission import Act, Move
from tests.apps.applications.queueing import MAY, Queue, make_queue
from tests.factories import RoleGrantFactory, StudyOfferFactory

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 5, 20)
OFFER = Move(Act.OFFER, answer_by=LAST_DAY)
AUGUST, JUNE = MAY + timedelta(days=110), MAY.replace(year=2027, month=6, day=20)


@pytest.fixture
def queue() -> Queue:
    return make_queue()


@pytest.fixture
def nina(queue):
    return RoleGrantFactory(provider_officer=True, organisation=queue.offer.programme.provider).person.user


@pytest.fixture
def siri(queue):
    return RoleGrantFactory(owner_officer=True, organisation=queue.owner).person.user


def do(move: Move, *those: Admission, by, at=MAY) -> list[Admission]:
    """What the page does: looks over, then carries out what was shown."""
    fresh = list(Admission.objects.filter(pk__in=[one.pk for one in those]).select_related("offer__programme"))
    plans = planned(viewer=viewer_of(by, day=at.date()), moves=[(one, move) for one in fresh], at=at)
    return carry_out_moves(moves={one.pk: move for one in fresh}, seen=seen_key(plans), by=by, at=at)


def teacher(admission: Admission):
    return admission.participation.person.user


def first_two() -> tuple[Admission, Admission]:
    one, other = Admission.objects.order_by("pk")
    return one, other


def through_to_start(nina, *those: Admission) -> None:
    do(OFFER, *those, by=nina)
    for one in those:
        answer_admission(admission=one, says_yes=True, by=teacher(one), at=MAY)
    do(Move(Act.ADMIT), *those, by=nina)
    do(Move(Act.START, on=AUGUST.date()), *those, by=nina, at=AUGUST)


def test_everyone_who_was_granted_a_place_waits_at_the_provider(queue, nina):
    rows = visible_admissions(viewer_of(nina, day=MAY.date()))

    assert {row.participation_id for row in rows} == {one.pk for one in queue.placed}
    assert {row.status for row in rows} == {S.RECEIVED}


def test_another_provider_sees_nobody_and_may_do_nothing(queue):
    other = RoleGrantFactory(provider_officer=True, organisation=StudyOfferFactory().programme.provider).person.user
    one, _other = first_two()

    assert not visible_admissions(viewer_of(other, day=MAY.date())).exists()
    with pytest.raises(Refusal) as refusal:
        do(OFFER, one, by=other)
    assert refusal.value.answer.code == "not_your_study"


def test_the_teachers_owner_sees_how_it_goes_and_another_owner_does_not(queue, siri):
    ola = RoleGrantFactory(owner_officer=True).person.user

    assert admissions_of_owner(viewer=viewer_of(siri, day=MAY.date()), owner=queue.owner).count() == 2
    assert not admissions_of_owner(viewer=viewer_of(ola, day=MAY.date()), owner=queue.owner).exists()


def test_an_applicant_gets_an_offer_says_yes_is_admitted_starts_and_passes(
    queue, nina, django_capture_on_commit_callbacks
):
    one, _other = first_two()
    with django_capture_on_commit_callbacks(execute=True):
        through_to_start(nina, one)
    one.participation.terms.update(status=T.CONFIRMED)
    Participation.objects.filter(pk=one.participation_id).update(status=P.STARTED)
    move = Move(Act.PASS, on=JUNE.date(), credits=Decimal(30))
    with django_capture_on_commit_callbacks(execute=True):
        do(move, one, by=nina, at=JUNE)

    one.refresh_from_db()
    assert (one.status, one.credits_passed, one.started_on) == (S.PASSED, 30, AUGUST.date())
    assert one.participation.status == P.COMPLETED
    assert [letter.subject.split(":")[0] for letter in mail.outbox] == [
        "Tilbud om opptak",
        "Du er tatt opp",
        "Bestått",
    ]


def test_a_no_from_the_teacher_gives_the_place_and_the_money_on(queue, nina, siri, django_capture_on_commit_callbacks):
    one, other = first_two()
    do(OFFER, one, other, by=nina)

    with django_capture_on_commit_callbacks(execute=True):
        answer_admission(admission=one, says_yes=False, by=teacher(one), at=MAY)

    participation = Participation.objects.get(pk=one.participation_id)
    assert participation.status == P.WITHDRAWN
    assert {row.left for row in Commitment.objects.filter(term__participation=participation)} == {0}
    assert Change.objects.get(participation=participation).reason == "declined_place"
    assert FreedPlace.objects.get().left_by == participation
    assert PlaceOffer.objects.get().application == queue.waiting[0]
    assert differing_accounts() == []
    assert siri.person.email in [address for letter in mail.outbox for address in letter.to]


def test_one_who_is_not_admitted_reads_why_and_the_place_falls_free(queue, nina):
    one, _other = first_two()

    do(Move(Act.REFUSE, reason="requirement_not_met"), one, by=nina)

    one.refresh_from_db()
    assert (one.status, one.reason) == (S.NOT_ADMITTED, "requirement_not_met")
    assert FreedPlace.objects.get().left_by_id == one.participation_id
    assert Change.objects.get().reason == "not_admitted"


def test_a_refusal_needs_a_coded_reason_and_words_where_the_code_says_so(queue, nina):
    one, _other = first_two()

    for move, code in ((Move(Act.REFUSE), "reason_missing"), (Move(Act.REFUSE, reason="other"), "words_missing")):
        with pytest.raises(Refusal) as refusal:
            do(move, one, by=nina)
        assert refusal.value.answer.code == code


def test_a_condition_that_is_too_long_is_refused_and_never_cut(queue, nina):
    admission = Admission.objects.order_by("pk").first()
    move = replace(OFFER, conditions=("Politiattest", "x" * 301))

    (plan,) = planned(viewer=viewer_of(nina, day=MAY.date()), moves=[(admission, move)], at=MAY)

    assert (plan.answer.code, plan.answer.field) == ("too_long", "conditions")


def test_nobody_is_admitted_while_a_condition_is_open(queue, nina):
    one, _other = first_two()
    do(replace(OFFER, conditions=("Vitnemål",)), one, by=nina)
    answer_admission(admission=one, says_yes=True, by=teacher(one), at=MAY)

    with pytest.raises(Refusal) as refusal:
        do(Move(Act.ADMIT), one, by=nina)
    settle_condition(condition=one.conditions.get(), is_met=True, by=nina, at=MAY)
    do(Move(Act.ADMIT), one, by=nina)

    assert refusal.value.answer.code == "conditions_open"
    assert Admission.objects.get(pk=one.pk).status == S.ADMITTED


def test_an_answer_after_the_last_day_is_refused_and_only_then_may_nina_give_the_place_on(queue, nina):
    one, _other = first_two()
    do(OFFER, one, by=nina)
    with pytest.raises(Refusal) as too_early:
        do(Move(Act.LAPSE), one, by=nina)
    after = MAY + timedelta(days=20)
    with pytest.raises(Refusal) as too_late:
        answer_admission(admission=one, says_yes=True, by=teacher(one), at=after)

    do(Move(Act.LAPSE), one, by=nina, at=after)

    assert (too_early.value.answer.code, too_late.value.answer.code) == ("may_still_answer", "answer_too_late")
    assert FreedPlace.objects.count() == 1


def test_one_who_withdraws_elsewhere_is_gone_from_the_provider(queue, nina):
    from pafyll.apps.applications.freed import tell_freed

    one, _other = first_two()
    Participation.objects.filter(pk=one.participation_id).update(status=P.WITHDRAWN)

    tell_freed(Participation.objects.get(pk=one.participation_id), by=queue.ada, at=MAY)

    assert Admission.objects.get(pk=one.pk).status == S.WITHDRAWN


def test_all_or_nothing_and_only_what_was_shown(queue, nina):
    one, other = first_two()
    do(OFFER, one, by=nina)
    with pytest.raises(Refusal):
        do(OFFER, one, other, by=nina)
    stale = seen_key(planned(viewer=viewer_of(nina, day=MAY.date()), moves=[(other, OFFER)], at=MAY))
    do(OFFER, other, by=nina)
    with pytest.raises(AlreadyChanged):
        carry_out_moves(moves={other.pk: Move(Act.LAPSE)}, seen=stale, by=nina, at=MAY)

    assert {row.status for row in Admission.objects.all()} == {S.OFFERED}


def test_passed_waits_for_the_owner_where_a_semester_is_not_confirmed(queue, nina, siri):
    one, _other = first_two()
    through_to_start(nina, one)

    do(Move(Act.PASS, on=JUNE.date(), credits=Decimal("15")), one, by=nina, at=JUNE)

    assert Participation.objects.get(pk=one.participation_id).status == P.AWARDED


def test_the_owner_cannot_complete_what_the_provider_says_is_not_passed(queue, nina, siri):
    one, _other = first_two()
    through_to_start(nina, one)
    one.participation.terms.update(status=T.CONFIRMED)
    Participation.objects.filter(pk=one.participation_id).update(status=P.STARTED)
    do(Move(Act.FAIL, on=JUNE.date()), one, by=nina, at=JUNE)

    with pytest.raises(Refusal) as refusal:
        complete(participation=Participation.objects.get(pk=one.participation_id), by=siri, at=JUNE)

    assert refusal.value.answer.code == "result_says_otherwise"


def test_nina_who_is_an_applicant_herself_is_disqualified(queue):
    one, _other = first_two()
    RoleGrantFactory(
        provider_officer=True, person=one.participation.person, organisation=queue.offer.programme.provider
    )

    with pytest.raises(Refusal) as refusal:
        do(OFFER, one, by=teacher(one))

    assert refusal.value.answer.code == "disqualified"


# --- files


def sent_in(queue, nina, rows, name="opptak.csv", headings=None) -> ExchangeFile:
    headings = headings or admission_spec().names
    content = csv_bytes(headings, rows) if name.endswith("csv") else excel_bytes("Opptak", headings, rows)
    provider = queue.offer.programme.provider
    return keep_file(provider=provider, kind=ExchangeFile.Kind.ADMISSIONS, name=name, content=content, by=nina, at=MAY)


def rows_out(nina) -> list[list[str]]:
    return file_rows(visible_admissions(viewer_of(nina, day=MAY.date())))


def filled(row: list[str], cells: dict[str, str]) -> list[str]:
    names = admission_spec().names
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


@pytest.mark.parametrize("name", ["opptak.csv", "opptak.xlsx"])
def test_the_file_read_in_as_it_came_out_changes_nothing(queue, nina, name):
    do(replace(OFFER, conditions=("Vitnemål",)), *first_two(), by=nina)
    file = sent_in(queue, nina, rows_out(nina), name)

    plan = plan_admission_file(viewer=viewer_of(nina, day=MAY.date()), file=file, at=MAY)

    assert (plan.faults, plan.rows, plan.unchanged) == ([], [], 2)


def test_a_filled_in_file_does_what_it_says_and_the_same_file_again_nothing_new(queue, nina):
    rows = [
        filled(row, {"handling": "tilbud", "svarfrist": "20.05.2026", "vilkår": "Vitnemål; Attest"})
        for row in rows_out(nina)
    ]
    viewer = viewer_of(nina, day=MAY.date())
    for expected in ({"changed": 2, "unchanged": 0}, {"changed": 0, "unchanged": 2}):
        file = sent_in(queue, nina, rows)
        plan = plan_admission_file(viewer=viewer, file=file, at=MAY)
        assert carry_out_admission_file(file=file, seen=plan.seen, by=nina, at=MAY) == expected

    one, _other = first_two()
    assert {condition.text for condition in one.conditions.all()} == {"Vitnemål", "Attest"}
    assert bytes(ExchangeFile.objects.latest("pk").content) == b""


def test_every_fault_is_told_with_its_row_and_nothing_is_done(queue, nina):
    first, second = rows_out(nina)
    rows = [
        filled(first, {"handling": "bestått"}),
        filled(second, {"handling": "tilbodd", "svarfrist": "i morgen"}),
        filled(second, {"søknad": "2026-9999", "handling": "tilbud", "svarfrist": "2026-05-20"}),
    ]
    file = sent_in(queue, nina, rows)

    plan = plan_admission_file(viewer=viewer_of(nina, day=MAY.date()), file=file, at=MAY)
    with pytest.raises(Refusal):
        carry_out_admission_file(file=file, seen=plan.seen, by=nina, at=MAY)

    assert [(fault.row, fault.column) for fault in plan.faults] == [
        (2, "handling"),
        (3, "handling"),
        (3, "svarfrist"),
        (4, "søknad"),
    ]
    assert {row.status for row in Admission.objects.all()} == {S.RECEIVED}


def test_an_unknown_column_is_refused_with_its_name(queue, nina):
    names = [*admission_spec().names, "farge"]
    file = sent_in(queue, nina, [[*row, "blå"] for row in rows_out(nina)], headings=names)

    plan = plan_admission_file(viewer=viewer_of(nina, day=MAY.date()), file=file, at=MAY)

    assert [fault.column for fault in plan.faults] == ["farge"]
