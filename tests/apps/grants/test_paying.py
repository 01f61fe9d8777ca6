"""A semester is paid: prepared by one, approved by another, sent once, answered, settled, and all adds up."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import (
    Account,
    BankAccount,
    BankLine,
    Commitment,
    Entry,
    Payment,
    PaymentRun,
    PaymentStatement,
    StatementLine,
)
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.committing import release
from pafyll.apps.grants.services.deciding_payments import approve_run, hold, release_hold, return_run
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.apps.grants.services.recovering import demand_back
from pafyll.apps.grants.services.sending import send_run, write_out
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.integrations.bank.fake import FakeBank, half_of
from tests.apps.grants.paying import AUTUMN, MAY, NOVEMBER, SPRING, confirm_spring, faults, paying_world, take_part
from tests.factories import BankAccountFactory

pytestmark = pytest.mark.django_db
FJORDVIK_PAYS = "PF-2026H-{}-1"


@pytest.fixture
def world():
    return paying_world()


def refused(act) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.answer.code


def everything() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Entry, Event, Payment, PaymentRun, PaymentStatement, StatementLine))


def balances(kind: str) -> int:
    return sum(Account.objects.filter(kind=kind).values_list("balance", flat=True))


# Preparing


def test_everyone_confirmed_is_on_a_statement_and_each_payee_gets_one_payment(world):
    run = world.prepared()

    assert [(one.statement.owner.name, one.amount) for one in run.payments.all()] == [
        ("Fjordvik", 200_000),
        ("Storby", 300_000),
    ]
    assert world.statement("fjordvik").status == "payable"
    assert faults(world) == []


def test_preparing_twice_gives_the_same_run_and_nothing_new(world):
    first, before = world.prepared(), everything()

    assert (world.prepared(), everything()) == (first, before)


def test_what_is_not_confirmed_is_not_paid(world):
    ParticipationTerm.objects.filter(participation__owner=world.payees["fjordvik"]).update(status=TermStatus.AWAITING)

    run = world.prepared()

    assert [one.statement.owner.name for one in run.payments.all()] == ["Storby"]
    assert world.statement("fjordvik").status == "open"


def test_what_is_confirmed_after_the_cut_off_waits_for_the_next_run(world):
    from pafyll.apps.grants.services.preparing import prepare_run
    from tests.apps.grants.paying import PAY_ON

    late = ParticipationTerm.objects.filter(participation__owner=world.payees["fjordvik"], semester="2026H")
    late.update(confirmed_at=NOVEMBER.replace(hour=9))

    run = prepare_run(
        round=world.round,
        semester=AUTUMN,
        pay_on=PAY_ON,
        by=world.ada,
        at=NOVEMBER,
        cut_off_at=NOVEMBER.replace(day=1),
    )

    assert [one.statement.owner.name for one in run.payments.all()] == ["Storby"]


def test_a_payee_without_an_approved_account_number_waits(world):
    BankAccount.objects.filter(organisation=world.payees["fjordvik"]).update(status="entered", decided_by=None)

    assert [one.statement.owner.name for one in world.prepared().payments.all()] == ["Storby"]


def test_with_nothing_to_pay_there_is_no_run(world):
    assert refused(lambda: world.prepared(SPRING, MAY)) == "nothing_to_pay"
    assert PaymentRun.objects.count() == 0


def test_siri_cannot_prepare_payments(world):
    from pafyll.apps.grants.services.preparing import prepare_run
    from tests.factories import PersonFactory, RoleGrantFactory

    siri = PersonFactory(user__username="siri")
    RoleGrantFactory(owner_decider=True, person=siri, organisation=world.payees["fjordvik"])

    act = {"round": world.round, "semester": AUTUMN, "pay_on": NOVEMBER.date(), "by": siri.user, "at": NOVEMBER}
    assert refused(lambda: prepare_run(**act)) == "not_directorate"


# Two persons


def test_nobody_approves_what_they_prepared(world):
    from tests.factories import OrganisationFactory, RoleGrantFactory

    run = world.prepared()
    RoleGrantFactory(
        directorate_decider=True, person=world.ada.person, organisation=OrganisationFactory(directorate=True)
    )

    assert refused(lambda: approve_run(run=run, by=world.ada, at=NOVEMBER)) == "same_person_prepared"


def test_the_database_itself_refuses_that_one_person_does_both(world):
    run = world.prepared()

    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(decided_by=world.ada)


def test_only_a_decider_approves(world):
    run = world.prepared()
    from tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory

    other = PersonFactory(user__username="other")
    RoleGrantFactory(directorate_officer=True, person=other, organisation=OrganisationFactory(directorate=True))

    assert refused(lambda: approve_run(run=run, by=other.user, at=NOVEMBER)) == "not_decider"


def test_a_run_that_is_not_approved_is_not_sent(world):
    assert refused(lambda: send_run(run=world.prepared(), by=world.ada, at=NOVEMBER)) == "not_from_this_status"


def test_a_returned_run_pays_nothing_and_can_be_prepared_anew(world):
    run = return_run(run=world.prepared(), why="Feil betalingsdato.", by=world.idar, at=NOVEMBER)

    assert (run.status, world.statement("fjordvik").why) == ("returned", "Feil betalingsdato.")
    assert StatementLine.objects.count() == 0
    again = world.prepared()
    assert (again.pk != run.pk, again.payments.count(), faults(world)) == (True, 2, [])


def test_a_run_is_not_returned_without_a_reason(world):
    run = world.prepared()

    assert refused(lambda: return_run(run=run, why=" ", by=world.idar, at=NOVEMBER)) == "no_reason_given"


def test_a_statement_on_hold_is_left_out_until_it_is_released(world):
    run = world.prepared()
    held = hold(statement=world.statement("fjordvik"), why="Vi venter på svar.", by=world.ada, at=NOVEMBER)

    approve_run(run=run, by=world.idar, at=NOVEMBER)
    send_run(run=run, by=world.ada, at=NOVEMBER)

    assert (held.status, held.why) == ("on_hold", "Vi venter på svar.")
    assert [one.status for one in run.payments.order_by("pk")] == ["taken_out", "sent"]
    released = release_hold(statement=held, by=world.ada, at=NOVEMBER)
    assert released.status == "open"
    assert [one.amount for one in world.prepared().payments.all()] == [200_000]
    assert faults(world) == []


# Sending


def test_the_file_is_written_once_and_is_the_same_bytes_ever_after(world, tmp_path):
    run = world.sent()
    before = everything()

    again = send_run(run=run, by=world.ada, at=MAY)

    assert (bytes(again.file), everything()) == (bytes(run.file), before)
    assert write_out(run, tmp_path).read_bytes() == write_out(run, tmp_path).read_bytes() == bytes(run.file)
    assert faults(world) == []


def test_sending_moves_the_money_to_the_bank_and_settling_to_the_payee(world):
    run = world.sent()
    assert (balances("payable"), balances("paid")) == (500_000, 0)

    take_bank_lines(content=FakeBank().statement(bytes(run.file)), name="u.xml", by=world.ada, at=NOVEMBER)

    run.refresh_from_db()
    assert (balances("payable"), balances("paid"), run.status) == (0, 500_000, "finished")
    assert world.statement("storby").status == "paid"
    reference = Payment.objects.get(statement=world.statement("storby")).reference
    assert set(Entry.objects.filter(key__endswith=reference).values_list("kind", flat=True)) == {"send", "settle"}


def test_somebody_who_withdraws_after_the_approval_is_never_paid(world):
    run = world.approved()
    commitment = world.commitment("fjordvik")
    ParticipationTerm.objects.filter(pk=commitment.term_id).update(status=TermStatus.ENDED)
    release(commitment=commitment, amount=100_000, key="withdrawn", by=world.ada, at=NOVEMBER, why="Trakk seg")

    send_run(run=run, by=world.ada, at=NOVEMBER)

    assert [one.status for one in run.payments.order_by("pk")] == ["taken_out", "sent"]
    assert "endret" in world.statement("fjordvik").why
    assert [one.amount for one in world.prepared().payments.all()] == [100_000]
    assert faults(world) == []


def test_a_new_account_number_after_the_approval_stops_the_payment(world):
    run = world.approved()
    BankAccount.objects.filter(organisation=world.payees["fjordvik"]).update(status="replaced")
    BankAccountFactory(approved=True, organisation=world.payees["fjordvik"])

    send_run(run=run, by=world.ada, at=NOVEMBER)

    assert [one.status for one in run.payments.order_by("pk")] == ["taken_out", "sent"]


def test_a_run_in_which_everything_has_changed_is_returned(world):
    run = world.approved()
    ParticipationTerm.objects.update(status=TermStatus.ENDED)

    assert send_run(run=run, by=world.ada, at=NOVEMBER).status == "returned"


# The bank's answers


def rejecting(world, payee="fjordvik") -> FakeBank:
    return FakeBank(rejects={FJORDVIK_PAYS.format(world.statement(payee).pk): ("AC04", "Account closed")})


def test_a_rejected_payment_is_promised_again_mended_and_paid_in_a_later_run(world):
    world.prepared()
    run = world.settled(bank=rejecting(world))

    assert {one.status for one in run.payments.all()} == {"rejected", "settled"}
    assert (run.status, world.statement("fjordvik").status) == ("finished", "returned")
    assert "avsluttet" in world.statement("fjordvik").why
    assert world.commitment("fjordvik").paid == 0

    later = world.settled(at=NOVEMBER.replace(day=20))

    assert [(one.reference[-2:], one.amount, one.status) for one in later.payments.all()] == [
        ("-2", 200_000, "settled")
    ]
    assert world.statement("fjordvik").status == "paid"
    assert faults(world) == []


def test_the_same_answer_twice_does_nothing_new(world):
    run = world.sent()
    answer = rejecting(world).answer(bytes(run.file))
    take_answers(content=answer, name="svar.xml", by=world.ada, at=NOVEMBER)
    before = everything()

    take_answers(content=answer, name="svar.xml", by=world.ada, at=NOVEMBER)
    take_answers(content=rejecting(world).answer(bytes(run.file), number=2), name="svar2.xml", by=world.ada, at=MAY)

    assert (everything()[0], everything()[2:]) == (before[0], before[2:])
    assert faults(world) == []


def test_half_an_answer_changes_nothing(world):
    run = world.sent()
    before = everything()

    answer = half_of(FakeBank().answer(bytes(run.file)))
    assert refused(lambda: take_answers(content=answer, name="svar.xml", by=world.ada, at=NOVEMBER))

    assert everything() == before


def test_an_answer_about_somebody_elses_file_is_refused(world):
    run = world.sent()
    answer = FakeBank().answer(bytes(run.file)).replace(run.reference.encode(), b"PAFYLL-2026H-99999")

    assert refused(lambda: take_answers(content=answer, name="s", by=world.ada, at=NOVEMBER)) == "not_our_order"


def test_a_reference_nobody_knows_is_listed_and_changes_nothing(world):
    run = world.sent()
    reference = run.payments.first().reference.encode()
    answer = FakeBank().answer(bytes(run.file)).replace(reference, b"PF-UKJENT")

    kept = take_answers(content=answer, name="svar.xml", by=world.ada, at=NOVEMBER)

    assert (kept.result["unknown"], kept.result["accepted"]) == (["PF-UKJENT"], 1)


def test_a_late_answer_leaves_the_payment_with_the_bank(world):
    run = world.sent()
    reference = run.payments.first().reference
    bank = FakeBank(waits_with=frozenset({reference}))

    take_answers(content=bank.answer(bytes(run.file)), name="svar.xml", by=world.ada, at=NOVEMBER)

    assert Payment.objects.get(reference=reference).status == "sent"


def test_a_rejection_after_the_money_is_paid_is_listed_and_never_believed(world):
    run = world.settled()
    bank = FakeBank(rejects={run.payments.first().reference: ("AC04", "")})

    kept = take_answers(content=bank.answer(bytes(run.file), number=2), name="svar.xml", by=world.ada, at=MAY)

    assert kept.result["rejected_after_payment"] == [run.payments.first().reference]
    assert faults(world) == []


# Reconciliation


def test_a_statement_read_twice_settles_once(world):
    run = world.sent()
    content = FakeBank().statement(bytes(run.file))
    take_bank_lines(content=content, name="u.xml", by=world.ada, at=NOVEMBER)
    before = everything()

    take_bank_lines(content=content, name="u.xml", by=world.ada, at=NOVEMBER)
    kept = take_bank_lines(content=FakeBank().statement_csv(bytes(run.file)), name="u.csv", by=world.ada, at=NOVEMBER)

    assert (everything()[0], everything()[2:]) == (before[0], before[2:])
    assert kept.result == {"matched": 0, "unmatched": 0, "seen_before": 2}


def test_lines_that_match_nothing_are_listed_with_why(world):
    run = world.sent()
    first = run.payments.first().reference
    bank = FakeBank(pays_wrongly={first: 1}, also_pays=[("PF-FREMMED", 500)])

    take_bank_lines(content=bank.statement(bytes(run.file)), name="u.xml", by=world.ada, at=NOVEMBER)

    unmatched = BankLine.objects.filter(status="unmatched").order_by("pk")
    assert [(one.reference, one.fault) for one in unmatched] == [
        (first, "wrong_amount"),
        ("PF-FREMMED", "unknown_reference"),
    ]
    assert Payment.objects.get(reference=first).status == "sent"
    explained = explain_line(line=unmatched[1], why="Gebyr fra banken", by=world.ada, at=NOVEMBER)
    assert explained.status == "explained"
    assert faults(world) == []


def test_a_bank_that_pays_twice_is_found_out(world):
    run = world.sent()
    first = run.payments.first()
    bank = FakeBank(also_pays=[(first.reference, first.amount)])
    content = bank.statement(bytes(run.file))
    twice = content.replace(b"NOBANK" + first.reference.encode(), b"SECOND", 2)

    take_bank_lines(content=content, name="u.xml", by=world.ada, at=NOVEMBER)
    take_bank_lines(content=twice, name="u2.xml", by=world.ada, at=NOVEMBER)

    assert BankLine.objects.get(bank_reference="SECOND").fault == "paid_twice"
    assert faults(world) == []


# What is paid is frozen; what is wrong becomes a line later


def test_the_lines_of_a_paid_statement_cannot_be_changed(world):
    world.settled()
    line = StatementLine.objects.first()

    for act in (
        lambda: StatementLine.objects.filter(pk=line.pk).update(amount=1),
        lambda: StatementLine.objects.filter(pk=line.pk).delete(),
        lambda: StatementLine.objects.filter(pk=line.pk).update(commitment=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_demand_becomes_a_line_in_the_next_statement(world):
    world.settled()
    demand_back(
        commitment=world.commitment("fjordvik"),
        amount=30_000,
        why="Sluttet i januar",
        decision=None,
        by=world.ada,
        at=NOVEMBER,
    )
    confirm_spring(world)

    run = world.settled(SPRING, MAY)

    assert {one.statement.owner.name: one.amount for one in run.payments.all()} == {
        "Fjordvik": 170_000,
        "Storby": 300_000,
    }
    assert world.statement("fjordvik").total == 200_000  # the autumn stands as it was paid
    assert balances("receivable") == 0
    assert faults(world) == []


def test_a_demand_that_takes_everything_is_carried_forward_and_nothing_is_paid(world):
    world.settled()
    for number in range(2):
        demand_back(
            commitment=world.commitment("fjordvik", number=number),
            amount=100_000,
            why="Trakk seg",
            decision=None,
            by=world.ada,
            at=NOVEMBER,
        )
    confirm_spring(world)
    ParticipationTerm.objects.filter(pk=world.commitment("fjordvik", SPRING).term_id).update(status=TermStatus.ENDED)

    run = world.settled(SPRING, MAY)

    spring = world.statement("fjordvik", SPRING)
    assert [one.statement.owner.name for one in run.payments.all()] == ["Storby"]
    assert (spring.total, spring.status) == (0, "paid")
    assert sorted(spring.lines.values_list("amount", flat=True)) == [-100_000, -100_000, 100_000, 100_000]
    assert balances("receivable") == 100_000
    assert faults(world) == []


def test_no_more_is_demanded_than_was_paid_and_the_same_demand_is_one(world):
    world.settled()
    ask = {"commitment": world.commitment("fjordvik"), "why": "Feil", "decision": None, "by": world.ada, "at": MAY}

    assert refused(lambda: demand_back(amount=100_001, **ask)) == "more_than_was_paid"
    assert refused(lambda: demand_back(amount=0, **ask)) == "not_above_zero"
    first = demand_back(amount=60_000, **ask)
    assert demand_back(amount=60_000, **ask) == first
    assert refused(lambda: demand_back(amount=40_001, key="another", **ask)) == "more_than_was_paid"


def test_nothing_is_demanded_back_while_the_bank_has_it(world):
    world.sent()

    ask = {"commitment": world.commitment("fjordvik"), "why": "Feil", "decision": None, "by": world.ada, "at": MAY}
    assert refused(lambda: demand_back(amount=1, **ask)) == "not_confirmed_by_the_bank"


def test_somebody_confirmed_late_is_paid_in_the_next_statement(world):
    world.settled()
    take_part(world, "fjordvik")
    ParticipationTerm.objects.filter(commitment__paid=0, semester="2026H").update(is_late=True)
    confirm_spring(world)

    run = world.settled(SPRING, MAY)

    assert {one.statement.owner.name: one.amount for one in run.payments.all()}["Fjordvik"] == 400_000
    late = StatementLine.objects.get(kind="adjustment")
    assert (late.semester, late.is_late, late.amount) == ("2026H", True, 100_000)
    assert faults(world) == []


def test_the_database_refuses_a_commitment_on_two_statements(world):
    world.prepared()
    line = StatementLine.objects.first()

    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine.objects.create(
            statement=line.statement, kind="payment", amount=1, commitment_id=line.commitment_id
        )
    assert Commitment.objects.filter(statement_line=None, term__semester="2026H").count() == 0
