"""Parts of awards are paid: prepared by Tor, approved by Turid, sent once, settled; what waits says what is missing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.grants.models import Account, Award, BankAccount, BankLine, Entry, Payment, PaymentRun
from pafyll.apps.grants.queries.award_parts import parts_of_year
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run, return_run
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.proposing_awards import Recommended
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.integrations.bank.fake import FakeBank, half_of
from tests.apps.grants.paying import paying_world
from tests.apps.grants.paying_parts import (
    BANK,
    JUNE,
    MAY,
    NOVEMBER,
    accept_midterm,
    decide_all,
    faults,
    governor_and_year,
    paid_world,
)
from tests.factories import (
    BankAccountFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    OwnContributionFactory,
    PersonFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.forums import ForumDisqualificationFactory

pytestmark = pytest.mark.django_db
REJECTED = ("AC04", "Closed account number")


@pytest.fixture
def world():
    return paid_world()


def refused(act) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.answer.code


def amounts(run: PaymentRun) -> list[tuple[str, int, int]]:
    rows = run.payments.order_by("part__award__recipient__name")
    return [(one.part.award.recipient.name, one.part.number, one.amount) for one in rows]


def balances(kind: str) -> int:
    return sum(Account.objects.filter(kind=kind).values_list("balance", flat=True))


def codes(world, at) -> list[str]:
    return [row.answer.code for row in parts_of_year(world.year, day=at.date())]


def test_the_first_halves_are_paid_and_the_second_wait_for_the_midterm_report(world):
    run = world.settled()

    assert run.status == "finished"
    assert amounts(run) == [("Fjordvik", 1, 200_000), ("Storby", 1, 150_000)]
    assert (world.again("fjordvik").paid, world.again("storby").paid) == (200_000, 150_000)
    assert (balances("committed"), balances("payable"), balances("paid")) == (350_000, 0, 350_000)
    assert codes(world, NOVEMBER) == ["yes", "midterm_report_missing"] * 2
    assert faults(world) == []


def test_the_second_half_is_paid_after_the_report(world):
    world.settled()
    accept_midterm(world.awards["storby"])

    run = world.settled(NOVEMBER)

    assert amounts(run) == [("Storby", 2, 150_000)]
    assert world.again("storby").left == 0
    assert refused(lambda: world.prepared(NOVEMBER)) == "nothing_to_pay"
    assert faults(world) == []


def test_before_the_day_nothing_is_paid(world):
    assert refused(lambda: world.prepared(MAY)) == "nothing_to_pay"
    assert codes(world, MAY) == ["not_due"] * 4


def test_a_day_that_has_passed_is_refused(world):
    assert refused(lambda: prepare_parts(year=world.year, pay_on=MAY.date(), by=world.tor, at=JUNE)) == (
        "pay_on_has_passed"
    )


def test_preparing_twice_gives_the_same_run_and_nothing_new(world):
    first = world.prepared()

    assert world.prepared() == first
    assert Payment.objects.count() == 2


def test_the_one_who_prepared_does_not_approve(world):
    run = world.prepared()

    assert refused(lambda: approve_run(run=run, by=world.tor, at=JUNE)) == "same_person_prepared"
    assert refused(lambda: send_run(run=run, by=world.tor, at=JUNE)) == "not_from_this_status"


def test_the_directorate_does_not_approve_or_send_what_the_governor_pays(world):
    ada = PersonFactory(user=UserFactory(username="ada"))
    RoleGrantFactory(directorate_decider=True, person=ada, organisation=OrganisationFactory(directorate=True))
    run = world.prepared()

    assert refused(lambda: approve_run(run=run, by=ada.user, at=JUNE)) == "not_your_scheme"
    assert refused(lambda: prepare_parts(year=world.year, pay_on=JUNE.date(), by=ada.user, at=JUNE)) == (
        "not_your_scheme"
    )


def test_a_missing_own_contribution_stops_the_payment_and_says_how_much():
    from pafyll.domain.grants.collective.awarding import Share

    year = {"own_contribution_percent": 30, "own_contribution_base": "owner_award", "own_contribution_source": "Brev"}
    world = governor_and_year(**year)
    owner = OrganisationFactory(municipality=True, name="Fjordvik")
    BankAccountFactory(approved=True, organisation=owner)
    shares = [Share(100, JUNE.date(), "own_contribution")]
    decide_all(world, [Recommended(owner, 400_000, "Lesing")], shares)

    with pytest.raises(Refusal) as caught:
        world.prepared()
    assert "Antall deler som venter: 1. Den første er del 1 til Fjordvik." in str(caught.value.answer)
    (row,) = parts_of_year(world.year, day=JUNE.date())
    assert str(row.answer).replace("\xa0", " ").startswith("Egenfinansieringen mangler 120 000 kr.")

    OwnContributionFactory(award=world.awards["fjordvik"], amount=120_000)
    assert amounts(world.prepared()) == [("Fjordvik", 1, 400_000)]


def test_a_payee_without_an_account_waits_and_is_named(world):
    BankAccount.objects.filter(organisation=world.awards["storby"].payee).update(status="replaced")

    assert amounts(world.prepared()) == [("Fjordvik", 1, 200_000)]
    waiting = [row for row in parts_of_year(world.year, day=JUNE.date()) if row.waits]
    assert str(waiting[-2].answer) == "Storby har ikke noe godkjent kontonummer."


def test_money_that_is_passed_on_goes_to_the_payee_and_names_the_recipient():
    world = governor_and_year()
    town = OrganisationFactory(municipality=True, name="Fjordvik kommune")
    BankAccountFactory(approved=True, organisation=town)
    free = OrganisationFactory(private_owner=True, name="Nordlys friskole")
    decide_all(world, [Recommended(free, 60_000, "Skolemiljø", payee=town)])

    run = world.sent()

    (payment,) = run.payments.all()
    assert payment.payee == town
    file = bytes(run.file).decode()
    assert "Fjordvik kommune" in file
    assert "til Nordlys friskole" in file
    assert "til Nordlys friskole" in bytes(run.table).decode("utf-8-sig")


def test_the_file_is_written_once_from_the_governors_account(world):
    run = world.sent()
    again = send_run(run=run, by=world.turid, at=NOVEMBER)

    assert (bytes(again.file), again.sha256) == (bytes(run.file), run.sha256)
    number = BankAccount.objects.get(organisation=world.governor).number
    assert number in bytes(run.file).decode()
    assert BANK.receive(bytes(run.file)).reference == f"PAFYLL-K-{world.year.pk}-1"
    assert Entry.objects.filter(kind="send").count() == 2


def test_without_an_account_to_pay_from_nothing_is_sent(world):
    run = world.approved()
    BankAccount.objects.filter(organisation=world.governor).update(status="replaced")

    assert refused(lambda: send_run(run=run, by=world.tor, at=JUNE)) == "no_payer_account"
    assert (world.again("fjordvik").paid, balances("payable")) == (0, 0)


def test_what_has_changed_since_the_approval_is_taken_out(world):
    run = world.approved()
    BankAccount.objects.filter(organisation=world.awards["storby"].payee).update(number="12345678903")
    Award.objects.filter(pk=world.awards["fjordvik"].pk).update(released=250_000)  # as when an award is cut

    run = send_run(run=run, by=world.tor, at=JUNE)

    assert run.status == "returned"
    assert set(run.payments.values_list("status", flat=True)) == {"taken_out"}
    assert (world.again("fjordvik").paid, balances("payable")) == (0, 0)
    assert amounts(world.prepared()) == [("Fjordvik", 1, 150_000), ("Storby", 1, 150_000)]


def test_a_returned_run_pays_nothing_and_its_parts_are_in_the_next(world):
    return_run(run=world.prepared(), why="Feil dag.", by=world.turid, at=JUNE)

    run = world.settled()

    assert run.number == 2
    assert amounts(run) == [("Fjordvik", 1, 200_000), ("Storby", 1, 150_000)]
    assert faults(world) == []


def test_a_rejected_payment_is_promised_again_and_paid_in_a_later_run(world):
    run = world.sent()
    storbys = run.payments.get(part__award=world.awards["storby"]).reference
    bank = FakeBank(rejects={storbys: REJECTED})
    world.answered(run, bank)
    world.booked(run, bank)

    assert (world.again("fjordvik").paid, world.again("storby").paid) == (200_000, 0)
    assert (balances("committed"), balances("payable"), balances("paid")) == (500_000, 0, 200_000)
    run.refresh_from_db()
    assert run.status == "finished"
    (row,) = [row for row in parts_of_year(world.year, day=JUNE.date()) if row.was_rejected]
    assert row.is_payable
    assert faults(world) == []

    second = world.settled()

    assert amounts(second) == [("Storby", 1, 150_000)]
    assert second.payments.get().reference != storbys
    assert faults(world) == []


def test_the_same_files_twice_do_nothing_new(world):
    run = world.settled()
    before = (Entry.objects.count(), BankLine.objects.count())

    world.answered(run)
    world.booked(run)

    assert (Entry.objects.count(), BankLine.objects.count()) == before
    assert faults(world) == []


def test_half_a_file_is_refused_whole(world):
    run = world.sent()

    assert refused(lambda: take_answers(content=half_of(BANK.answer(bytes(run.file))), name="x", by=world.tor, at=JUNE))
    assert set(run.payments.values_list("status", flat=True)) == {"sent"}


def test_the_directorates_bank_never_settles_the_governors_payments_or_the_other_way(world):
    """A payment is found on the statement of the account that it was paid from, and nowhere else."""
    run, rounds = world.sent(), paying_world(fjordvik=1)
    other = rounds.sent()
    take_bank_lines(content=BANK.statement(bytes(run.file)), name="x", by=rounds.ada, at=JUNE)
    world.booked(other)

    assert set(Payment.objects.values_list("status", flat=True)) == {"sent"}
    assert set(BankLine.objects.values_list("fault", flat=True)) == {"unknown_reference"}
    assert refused(
        lambda: take_bank_lines(
            content=BANK.statement_csv(bytes(run.file)), name="x", by=rounds.ada, at=JUNE, payer=world.governor
        )
    ) == ("not_your_account")


def test_a_line_that_matches_nothing_is_explained_by_the_governor(world):
    run = world.sent()
    world.booked(run, FakeBank(also_pays=(("GEBYR", 250),)))
    line = BankLine.objects.get(reference="GEBYR")

    explain_line(line=line, why="Bankens gebyr.", by=world.turid, at=JUNE)

    assert line.status == "explained"


def test_a_disqualified_officer_does_nothing_with_the_money(world):
    """Turid is disqualified in a need that the money may go to: she neither approves, sends nor settles."""
    run = world.sent()
    need = NeedsNotificationFactory(scheme_year=world.year)
    ForumDisqualificationFactory(person=world.turid.person, matter=need.about)

    assert refused(lambda: prepare_parts(year=world.year, pay_on=JUNE.date(), by=world.turid, at=JUNE)) == (
        "disqualified"
    )
    assert refused(lambda: take_answers(content=BANK.answer(bytes(run.file)), name="x", by=world.turid, at=JUNE)) == (
        "disqualified"
    )
    lines = BANK.statement(bytes(run.file))
    assert refused(lambda: take_bank_lines(content=lines, name="x", by=world.turid, at=JUNE, payer=world.governor)) == (
        "disqualified"
    )


def test_another_governor_does_nothing(world):
    far = PersonFactory(user=UserFactory(username="far"))
    RoleGrantFactory(
        person=far, role=RoleGrant.Role.COUNTY_GOVERNOR, organisation=OrganisationFactory(county_governor=True)
    )
    run = world.prepared()

    assert refused(lambda: approve_run(run=run, by=far.user, at=JUNE)) == "not_your_scheme"


def test_the_database_lets_a_part_have_one_payment_under_way_or_done(world):
    payment = world.settled().payments.first()
    run = PaymentRun.objects.create(
        scheme_year=world.year, number=9, cut_off_at=JUNE, pay_on=JUNE.date(), prepared_by=world.tor, prepared_at=JUNE
    )
    twin = Payment(run=run, part=payment.part, reference="PK-2", amount=1, account_number="12345678903")

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=payment.part.award_id).update(paid=400_001)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(scheme_year=None)


def test_a_reported_award_is_paid_no_more_than_it_used(world):
    from tests.factories.awards import AwardReportFactory

    world.settled()
    award = world.awards["fjordvik"]
    accept_midterm(award)
    AwardReportFactory(award=award, accepted=True, used=330_000)
    Award.objects.filter(pk=award.pk).update(status="reported")

    run = world.settled(NOVEMBER)

    assert amounts(run) == [("Fjordvik", 2, 130_000)]
    assert faults(world) == []
