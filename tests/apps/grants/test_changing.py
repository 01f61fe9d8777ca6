"""A study changes after the award: who may, what it does to the money, and that it is done exactly as it was shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from pafyll.apps.applications.models import ConfirmationWindow, Participation
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.grants.models import Commitment, Entry
from pafyll.apps.grants.queries.term_money import money_of
from pafyll.apps.grants.services.carrying_out import MoneyHasChanged
from pafyll.apps.grants.services.changing import (
    accept_report,
    effect_of,
    refuse_report,
    register_change,
    report_change,
    take_back,
)
from pafyll.apps.grants.services.choosing import Choosing, choose, effect_of_choosing
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change, return_change
from pafyll.apps.grants.services.funding_once import refuse_double_funding
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.wanting import effect_key, wanted_of
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.effects import Happens
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.lifecycles.change import ChangeStatus as C
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from pafyll.domain.rules.changes import ChangeKind
from pafyll.domain.values import Semester
from tests.apps.grants.studying import (
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    SPRING,
    balance,
    commitment,
    make_fjordvik,
    pay,
    seen,
    term,
    wanted,
)
from tests.factories import OrganisationFactory, StudyOfferFactory

pytestmark = pytest.mark.django_db
K, H, A = ChangeKind, Happens, AccountKind


@pytest.fixture
def fjordvik():
    return make_fjordvik()


@pytest.fixture(autouse=True)
def the_books_add_up():
    """Whatever a test did, every account is the sum of its transfers, and every promise is accounted for."""
    yield
    assert differing_accounts() == []
    for row in Commitment.objects.all():
        assert row.released + row.paid + row.left == row.amount
        assert 0 <= row.recovered <= row.paid


def started(fjordvik, semester=AUTUMN, at=IN_AUTUMN, **fields):
    one = fjordvik.participation(**fields)
    confirm(fjordvik, one, semester, at)
    one.refresh_from_db()
    return one


def confirm(fjordvik, one, semester=AUTUMN, at=IN_AUTUMN):
    keys = [term(one, semester).pk]
    confirm_terms(window=fjordvik.window(semester), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=at)


def register(fjordvik, one, change, by=None, at=IN_SPRING):
    one.refresh_from_db()
    return register_change(participation=one, wanted=change, seen=seen(one, change), by=by or fjordvik.siri, at=at)


def decided(fjordvik, one, change, *, recommends=True, holds_money=False):
    """Wished by Siri, assessed by Ada, decided by Idar."""
    made = register(fjordvik, one, change)
    assert made.status == C.PROPOSED
    prepare_change(
        change=made,
        recommends=recommends,
        assessment="Saken er godt begrunnet.",
        holds_money=holds_money,
        by=fjordvik.ada,
        at=IN_SPRING,
    )
    one.refresh_from_db()
    shown = seen(one, wanted_of(made)) if recommends else ""
    return decide_change(change=made, seen=shown, by=fjordvik.idar, at=IN_SPRING)


def test_siri_withdraws_a_participant_before_start_and_the_whole_amount_goes_back_to_both_years(fjordvik):
    one = fjordvik.participation()
    frames = [balance(A.FRAME, year, fjordvik.round) for year in (2025, 2026)]

    change = register(fjordvik, one, wanted(K.WITHDRAW), at=IN_AUTUMN)

    assert change.status == C.CARRIED_OUT
    assert Participation.objects.get(pk=one.pk).status == P.WITHDRAWN
    assert {term(one, AUTUMN).status, term(one, SPRING).status} == {T.ENDED}
    after = [balance(A.FRAME, year, fjordvik.round) for year in (2025, 2026)]
    assert [new - old for new, old in zip(after, frames, strict=True)] == [75_000, 75_000]
    assert balance(A.COMMITTED, 2025, fjordvik.round, fjordvik.owner) == 0
    assert [line["amount"] for line in change.lines if line["what"] == "released"] == [75_000, 75_000]


def test_after_start_one_drops_out_and_does_not_withdraw(fjordvik):
    one = started(fjordvik)

    with pytest.raises(Refusal) as refusal:
        register(fjordvik, one, wanted(K.WITHDRAW))
    assert refusal.value.answer.code == "already_started"


def test_dropping_out_in_spring_keeps_the_paid_autumn_and_frees_the_spring(fjordvik):
    one = started(fjordvik)
    pay(commitment(one, AUTUMN), by=fjordvik.ada)

    change = register(fjordvik, one, wanted(K.DROP_OUT, SPRING))

    assert (term(one, AUTUMN).status, term(one, SPRING).status) == (T.CONFIRMED, T.ENDED)
    assert commitment(one, AUTUMN).paid == 75_000
    assert commitment(one, SPRING).released == 75_000
    assert not effect_of_choosing(change, repays=True).lines  # nothing that was paid is open


def paid_dropout(fjordvik):
    one = started(fjordvik)
    pay(commitment(one, AUTUMN), by=fjordvik.ada)
    return one, register(fjordvik, one, wanted(K.DROP_OUT, AUTUMN))


def test_money_that_was_paid_is_the_owners_to_redirect_with_grounds_and_a_purpose(fjordvik):
    one, change = paid_dropout(fjordvik)
    shown = effect_of_choosing(change, repays=False)
    assert shown.total(H.REDIRECTED) == 75_000

    with pytest.raises(Refusal) as refusal:
        choose(
            change=change,
            choosing=Choosing(False, "Behov", ""),
            seen=effect_key(shown),
            by=fjordvik.siri,
            at=IN_SPRING,
        )
    assert refusal.value.answer.code == "purpose_missing"
    choosing = Choosing(False, "Vi har et annet behov.", "Kurs i begynneropplæring")
    choice = choose(change=change, choosing=choosing, seen=effect_key(shown), by=fjordvik.siri, at=IN_SPRING)

    assert choice.decision.outcome == "redirect"
    assert [row.amount for row in choice.amounts.all()] == [75_000]
    assert commitment(one, AUTUMN).recovered == 0
    assert money_of(one)[0].standing == 0
    assert balance(A.RECEIVABLE, 2025, fjordvik.round, fjordvik.owner) == 0
    booked = Entry.objects.get(kind="redirect")  # out of what is paid for studies, with what it pays for
    assert (booked.about, booked.why) == (change.about, "Kurs i begynneropplæring")
    assert balance(A.REDIRECTED, 2025, fjordvik.round, fjordvik.owner) == 75_000
    assert balance(A.PAID, 2025, fjordvik.round, fjordvik.owner) == 0


def test_or_to_repay_and_then_it_is_owed_to_the_krone(fjordvik):
    one, change = paid_dropout(fjordvik)
    shown = effect_key(effect_of_choosing(change, repays=True))

    choice = choose(
        change=change, choosing=Choosing(True, "Vi trenger dem ikke."), seen=shown, by=fjordvik.siri, at=IN_SPRING
    )

    assert choice.decision.outcome == "repay"
    assert commitment(one, AUTUMN).recovered == 75_000
    assert balance(A.RECEIVABLE, 2025, fjordvik.round, fjordvik.owner) == 75_000


def test_an_owner_chooses_once(fjordvik):
    _one, change = paid_dropout(fjordvik)
    for repays in (False, True):
        shown = effect_key(effect_of_choosing(change, repays=repays))
        choosing = Choosing(repays, "Grunn", "Kurs")
        if not repays:
            choose(change=change, choosing=choosing, seen=shown, by=fjordvik.siri, at=IN_SPRING)
            continue
        with pytest.raises(Refusal) as refusal:
            choose(change=change, choosing=choosing, seen=shown, by=fjordvik.marit, at=IN_SPRING)
        assert refusal.value.answer.code == "already_chosen"


def test_ola_neither_sees_to_nor_chooses_for_siris_participants(fjordvik):
    _one, change = paid_dropout(fjordvik)
    shown = effect_key(effect_of_choosing(change, repays=True))

    with pytest.raises(Refusal) as refusal:
        choose(change=change, choosing=Choosing(True, "Grunn"), seen=shown, by=fjordvik.ola, at=IN_SPRING)
    assert refusal.value.answer.code == "not_your_owner"
    other = fjordvik.participation()
    with pytest.raises(Refusal) as refusal:
        register(fjordvik, other, wanted(K.WITHDRAW), by=fjordvik.ola)
    assert refusal.value.answer.code == "not_your_owner"


def test_what_was_shown_is_what_is_done_or_it_is_shown_again(fjordvik):
    one = started(fjordvik)
    change = wanted(K.DROP_OUT, AUTUMN)
    shown = seen(one, change)
    pay(commitment(one, AUTUMN), by=fjordvik.ada)  # somebody pays while Siri reads

    with pytest.raises(MoneyHasChanged):
        register_change(participation=one, wanted=change, seen=shown, by=fjordvik.siri, at=IN_SPRING)
    assert Participation.objects.get(pk=one.pk).status == P.STARTED


def test_kari_reports_that_she_stops_and_nothing_changes_until_siri_acts(fjordvik, django_capture_on_commit_callbacks):
    one = started(fjordvik)
    kari = one.person.user

    with django_capture_on_commit_callbacks(execute=True):
        change = report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=kari, at=IN_SPRING)

    assert (change.status, Participation.objects.get(pk=one.pk).status) == (C.REPORTED, P.STARTED)
    assert mail.outbox[0].to == [fjordvik.siri.person.email]
    one.refresh_from_db()
    accept_report(change=change, seen=seen(one, wanted(K.DROP_OUT, SPRING)), by=fjordvik.siri, at=IN_SPRING)
    assert Participation.objects.get(pk=one.pk).status == P.DROPPED_OUT


def test_kari_may_take_her_report_back_and_report_again(fjordvik):
    one = started(fjordvik)
    kari = one.person.user
    change = report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=kari, at=IN_SPRING)
    with pytest.raises(Refusal) as refusal:
        report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=kari, at=IN_SPRING)
    assert refusal.value.answer.code == "change_waiting"

    take_back(change=change, by=kari, at=IN_SPRING)
    report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=kari, at=IN_SPRING)


def test_nobody_reports_for_another_and_a_teacher_does_not_ask_for_another_scheme(fjordvik):
    one, other = started(fjordvik), started(fjordvik)

    with pytest.raises(Refusal) as refusal:
        report_change(participation=one, wanted=wanted(K.DROP_OUT), by=other.person.user, at=IN_SPRING)
    assert refusal.value.answer.code == "not_yours"
    change = wanted(K.SCHEME, SPRING, to_scheme="scholarship")
    with pytest.raises(Refusal) as refusal:
        report_change(participation=one, wanted=change, by=one.person.user, at=IN_SPRING)
    assert refusal.value.answer.code == "owners_wish"


def test_an_owner_may_say_no_to_a_deferral_but_not_to_somebody_who_stops(fjordvik):
    one, two = started(fjordvik), started(fjordvik)
    stops = report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=one.person.user, at=IN_SPRING)
    waits = report_change(participation=two, wanted=wanted(K.DEFER, SPRING), by=two.person.user, at=IN_SPRING)

    with pytest.raises(Refusal) as refusal:
        refuse_report(change=stops, words="Nei", by=fjordvik.siri, at=IN_SPRING)
    assert refusal.value.answer.code == "cannot_be_refused"
    refuse_report(change=waits, words="Skolen kan ikke.", by=fjordvik.siri, at=IN_SPRING)
    assert waits.status == C.REFUSED


def test_a_deferral_is_decided_by_two_in_the_directorate_and_the_money_held(fjordvik):
    one = started(fjordvik)

    change = decided(fjordvik, one, wanted(K.DEFER, SPRING, "illness", words=""), holds_money=True)

    assert change.status == C.CARRIED_OUT
    assert change.decision.outcome == "carried_out"
    assert (change.decision.prepared_by, change.decision.decided_by) == (fjordvik.ada, fjordvik.idar)
    assert Participation.objects.get(pk=one.pk).status == P.DEFERRED
    assert commitment(one, SPRING).left == 75_000
    assert next(line["what"] for line in change.lines if line["semester"] == SPRING) == "held"


def test_a_deferral_can_also_release_the_money(fjordvik):
    one = started(fjordvik)

    decided(fjordvik, one, wanted(K.DEFER, SPRING, "parental_leave", words=""))

    assert commitment(one, SPRING).left == 0


@pytest.mark.parametrize("holds", [True, False])
def test_a_deferred_spring_is_taken_up_in_autumn_of_the_same_budget_year(fjordvik, holds):
    one = started(fjordvik)
    decided(fjordvik, one, wanted(K.DEFER, SPRING), holds_money=holds)
    frame = balance(A.FRAME, 2026, fjordvik.round)

    resume = wanted(K.RESUME, SPRING, "able_again", words="", to_semester=Semester("2026H"))
    decided(fjordvik, one, resume)

    assert (term(one, SPRING).status, term(one, "2026H").status) == (T.ENDED, T.AWAITING)
    assert Participation.objects.get(pk=one.pk).status == P.STARTED
    assert commitment(one, "2026H").amount == 75_000
    assert commitment(one, SPRING).left == 0
    assert balance(A.FRAME, 2026, fjordvik.round) == frame - (0 if holds else 75_000)
    assert ConfirmationWindow.objects.filter(round=fjordvik.round, semester="2026H").exists()


def test_a_deferred_semester_is_not_taken_up_where_the_round_has_no_frame(fjordvik):
    one = started(fjordvik)
    decided(fjordvik, one, wanted(K.DEFER, SPRING))

    with pytest.raises(Refusal) as refusal:
        decided(fjordvik, one, wanted(K.RESUME, SPRING, "able_again", to_semester=Semester("2027V")))
    assert refusal.value.answer.code == "no_frame"


def test_a_no_from_the_directorate_changes_nothing(fjordvik):
    one = started(fjordvik)

    change = decided(fjordvik, one, wanted(K.DEFER, SPRING), recommends=False)

    assert (change.status, change.decision.outcome) == (C.REFUSED, "refused")
    assert Participation.objects.get(pk=one.pk).status == P.STARTED
    assert commitment(one, SPRING).left == 75_000


def test_whoever_assessed_a_change_does_not_decide_it_and_it_can_be_returned(fjordvik):
    one = started(fjordvik)
    change = register(fjordvik, one, wanted(K.DEFER, SPRING))
    prepare_change(change=change, recommends=False, assessment="Nei", by=fjordvik.idar, at=IN_SPRING)

    with pytest.raises(Refusal) as refusal:
        decide_change(change=change, seen="", by=fjordvik.idar, at=IN_SPRING)
    assert refusal.value.answer.code == "same_person"
    with pytest.raises(Refusal) as refusal:
        return_change(change=change, why="Se igjen", by=fjordvik.ada, at=IN_SPRING)
    assert refusal.value.answer.code == "not_decider"


def test_a_semester_is_swapped_and_its_money_moves_to_the_other_budget_year(fjordvik):
    one = fjordvik.participation(semesters=(AUTUMN,))
    frames = [balance(A.FRAME, year, fjordvik.round) for year in (2025, 2026)]

    decided(fjordvik, one, wanted(K.SEMESTER, AUTUMN, to_semester=Semester(SPRING)))

    after = [balance(A.FRAME, year, fjordvik.round) for year in (2025, 2026)]
    assert [new - old for new, old in zip(after, frames, strict=True)] == [75_000, -75_000]
    assert (term(one, AUTUMN).status, term(one, SPRING).status) == (T.ENDED, T.AWAITING)


def test_a_change_of_scheme_recalculates_what_is_not_confirmed_and_nothing_else(fjordvik):
    one = started(fjordvik)

    change = decided(fjordvik, one, wanted(K.SCHEME, SPRING, to_scheme="scholarship"))

    assert term(one, AUTUMN).state_amount == 75_000
    spring = term(one, SPRING)
    assert (spring.state_amount, spring.owner_amount) == (55_000, 0)  # half of 110 000
    assert commitment(one, SPRING).left == 55_000
    assert Participation.objects.get(pk=one.pk).scheme == "scholarship"
    assert {line["what"]: line["amount"] for line in change.lines if line["semester"] == SPRING} == {
        "still_due": 55_000,
        "released": 20_000,
    }


def test_a_dearer_scheme_binds_the_difference(fjordvik):
    one = fjordvik.participation(scheme="scholarship", semesters=(AUTUMN,))  # 75 000 was decided for the autumn

    decided(fjordvik, one, wanted(K.SCHEME, AUTUMN, to_scheme="substitute"))

    assert term(one, AUTUMN).state_amount == 150_000  # 30 credits in one semester
    assert commitment(one, AUTUMN).left == 150_000
    assert balance(A.COMMITTED, 2025, fjordvik.round, fjordvik.owner) == 150_000


def test_a_change_of_study_takes_the_new_credits_and_needs_a_place(fjordvik):
    one = fjordvik.participation()
    half = StudyOfferFactory(study_year=2025, programme__credits=15, capacity=1)

    decided(fjordvik, one, wanted(K.STUDY, AUTUMN, "study_cancelled", to_offer=half))

    changed = Participation.objects.get(pk=one.pk)
    assert (changed.offer, changed.credits) == (half, Decimal(15))
    assert [row.credits for row in changed.terms.all()] == [Decimal("7.5"), Decimal("7.5")]
    assert commitment(one, AUTUMN).left + commitment(one, SPRING).left == 75_000  # half of 150 000
    two = fjordvik.participation()
    with pytest.raises(Refusal) as refusal:
        effect_of(two, wanted(K.STUDY, AUTUMN, to_offer=half))
    assert refusal.value.answer.code == "no_places_left"


def test_a_new_owner_takes_over_what_is_not_confirmed(fjordvik):
    one = started(fjordvik)
    pay(commitment(one, AUTUMN), by=fjordvik.ada)
    school = OrganisationFactory(parent=fjordvik.storby)
    frame = balance(A.FRAME, 2026, fjordvik.round)

    decided(fjordvik, one, wanted(K.OWNER, SPRING, "new_job", to_school=school))

    moved = Participation.objects.get(pk=one.pk)
    assert (moved.owner, moved.school) == (fjordvik.storby, school)
    assert commitment(one, AUTUMN).owner == fjordvik.owner  # who was paid
    assert commitment(one, SPRING).owner == fjordvik.storby
    assert balance(A.COMMITTED, 2026, fjordvik.round, fjordvik.owner) == 0
    assert balance(A.COMMITTED, 2026, fjordvik.round, fjordvik.storby) == 75_000
    assert balance(A.FRAME, 2026, fjordvik.round) == frame


def test_the_same_person_is_never_funded_twice_in_a_semester(fjordvik):
    one = started(fjordvik)
    two = fjordvik.participation(person=one.person, semesters=(SPRING,))

    with pytest.raises(Refusal) as refusal:
        refuse_double_funding([two], by=fjordvik.idar, at=IN_SPRING)
    assert refusal.value.answer.code == "funded_twice"
    register(fjordvik, one, wanted(K.DROP_OUT, SPRING))
    refuse_double_funding([two], by=fjordvik.idar, at=IN_SPRING)  # the first is given up


def test_nor_by_taking_up_a_deferred_study_beside_another(fjordvik):
    one = started(fjordvik)
    decided(fjordvik, one, wanted(K.DEFER, SPRING))
    fjordvik.participation(person=one.person, semesters=("2026H",))
    one.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        effect_of(one, wanted(K.RESUME, SPRING, "able_again", to_semester=Semester("2026H")))
    assert refusal.value.answer.code == "funded_twice"


def test_a_change_that_has_been_carried_out_is_not_carried_out_again(fjordvik):
    one = started(fjordvik)
    change = report_change(participation=one, wanted=wanted(K.DROP_OUT, SPRING), by=one.person.user, at=IN_SPRING)
    shown = seen(one, wanted(K.DROP_OUT, SPRING))
    stale = type(change).objects.get(pk=change.pk)
    accept_report(change=change, seen=shown, by=fjordvik.siri, at=IN_SPRING)

    with pytest.raises((Refusal, AlreadyChanged)):
        accept_report(change=stale, seen=shown, by=fjordvik.marit, at=IN_SPRING)
    assert commitment(one, SPRING).released == 75_000
