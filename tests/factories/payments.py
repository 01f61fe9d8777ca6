"""Account numbers, statements, payments and what the bank said, in every status."""

from __future__ import annotations

from datetime import date
from itertools import count

from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from stdnum.no import kontonr

from pafyll.apps.grants.models import (
    BankAccount,
    BankFile,
    BankLine,
    Payment,
    PaymentRun,
    PaymentStatement,
    Recovery,
    StatementLine,
)
from pafyll.domain.lifecycles.payment import BankLineStatus as L
from pafyll.domain.lifecycles.payment import PaymentRunStatus as R
from pafyll.domain.lifecycles.payment import PaymentStatus as P
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus as B
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus as S
from pafyll.domain.lifecycles.payment_statement import RecoveryStatus
from tests.factories.awards import AwardPartFactory
from tests.factories.base import NOW, TODAY, Factory
from tests.factories.forums import SchemeYearFactory
from tests.factories.money import CommitmentFactory
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.rounds import RoundFactory

ACCOUNTS = (f"{one:011d}" for one in count(12_345_000_000) if kontonr.is_valid(f"{one:011d}"))


class BankAccountFactory(Factory):
    """A valid number of nobody's, waiting to be approved."""

    class Meta:
        model = BankAccount

    organisation = SubFactory(OrganisationFactory, municipality=True)
    number = LazyFunction(lambda: next(ACCOUNTS))
    status = B.ENTERED
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW

    class Params:
        decided = Trait(decided_by=SubFactory(UserFactory, username="ada"), decided_at=NOW)
        entered = Trait(status=B.ENTERED)
        approved = Trait(status=B.APPROVED, decided=True)
        refused = Trait(status=B.REFUSED, decided=True)
        replaced = Trait(status=B.REPLACED, decided=True)


class PaymentRunFactory(Factory):
    """The autumn of a round, prepared by Ada."""

    class Meta:
        model = PaymentRun

    round = SubFactory(RoundFactory, allocated=True)
    semester = LazyAttribute(lambda run: run.round.school_year.autumn.code)
    number = Sequence(lambda n: n + 1)
    status = R.PREPARED
    cut_off_at = NOW
    pay_on = date(2026, 11, 17)
    prepared_by = SubFactory(UserFactory, username="ada")
    prepared_at = NOW

    class Params:
        decided = Trait(decided_by=SubFactory(UserFactory, username="idar"), decided_at=NOW)
        prepared = Trait(status=R.PREPARED)
        approved = Trait(status=R.APPROVED, decided=True)
        with_file = Trait(file=b"<Document/>", table=b"", sha256="d" * 64, sent_at=NOW)
        sent = Trait(status=R.SENT, decided=True, with_file=True)
        finished = Trait(status=R.FINISHED, decided=True, with_file=True)
        returned = Trait(status=R.RETURNED)
        of_awards = Trait(round=None, semester="", scheme_year=SubFactory(SchemeYearFactory, decided=True))


class PaymentStatementFactory(Factory):
    """An open statement without lines."""

    class Meta:
        model = PaymentStatement

    round = SubFactory(RoundFactory, allocated=True)
    owner = SubFactory(OrganisationFactory, municipality=True)
    semester = LazyAttribute(lambda statement: statement.round.school_year.autumn.code)
    status = S.OPEN

    class Params:
        open = Trait(status=S.OPEN)
        payable = Trait(status=S.PAYABLE, total=100_000, cut_off_at=NOW)
        returned = Trait(status=S.RETURNED, why="Kontoen er avsluttet.")
        on_hold = Trait(status=S.ON_HOLD, why="Vi venter på svar fra skoleeieren.")
        paid = Trait(status=S.PAID, total=100_000, cut_off_at=NOW, paid_on=TODAY)


class RecoveryFactory(Factory):
    class Meta:
        model = Recovery

    commitment = SubFactory(CommitmentFactory, paid_out=True)
    owner = SelfAttribute("commitment.owner")
    amount = 30_000
    key = Sequence("demand:{}".format)
    why = "Sluttet i januar"
    by = SubFactory(UserFactory, username="ada")
    at = NOW

    class Params:
        demanded = Trait(status=RecoveryStatus.DEMANDED)
        settled = Trait(status=RecoveryStatus.SETTLED, returned=SelfAttribute("amount"))
        annulled = Trait(status=RecoveryStatus.ANNULLED)


class StatementLineFactory(Factory):
    """A payment for a semester, unless it takes back."""

    class Meta:
        model = StatementLine

    statement = SubFactory(PaymentStatementFactory, payable=True)
    kind = "payment"
    amount = 100_000
    commitment = SubFactory(CommitmentFactory)
    semester = LazyAttribute(lambda line: line.commitment.term.semester if line.commitment else "")
    credits = 15

    class Params:
        adjustment = Trait(kind="adjustment", is_late=True)
        takes_back = Trait(commitment=None, credits=None, semester="", recovery=SubFactory(RecoveryFactory))
        claw_back = Trait(takes_back=True, kind="claw_back", amount=-30_000)
        carried_forward = Trait(takes_back=True, kind="carried_forward", amount=10_000)


class PaymentFactory(Factory):
    class Meta:
        model = Payment

    run = SubFactory(PaymentRunFactory)
    statement = SubFactory(PaymentStatementFactory, payable=True, round=SelfAttribute("..run.round"))
    reference = Sequence("PF-2026H-{}-1".format)
    amount = 100_000
    account_number = "12345678903"
    status = P.PREPARED

    class Params:
        prepared = Trait(status=P.PREPARED)
        approved = Trait(status=P.APPROVED)
        sent = Trait(status=P.SENT)
        accepted = Trait(status=P.ACCEPTED)
        settled = Trait(status=P.SETTLED, settled_on=TODAY)
        rejected = Trait(status=P.REJECTED, reason_code="AC04", reason="Account closed")
        taken_out = Trait(status=P.TAKEN_OUT, reason="Noe er endret.")
        of_part = Trait(
            run=SubFactory(PaymentRunFactory, of_awards=True),
            statement=None,
            part=SubFactory(
                AwardPartFactory, award__decided=True, award__scheme_year=SelfAttribute("...run.scheme_year")
            ),
        )


class BankFileFactory(Factory):
    class Meta:
        model = BankFile

    kind = "lines"
    name = "utskrift.xml"
    content = b"<Document/>"
    sha256 = Sequence("{:064d}".format)
    read_by = SubFactory(UserFactory, username="ada")
    read_at = NOW

    class Params:
        answers = Trait(kind="answers", name="kvittering.xml")
        lines = Trait(kind="lines")
        of_governor = Trait(payer=SubFactory(OrganisationFactory, county_governor=True))


class BankLineFactory(Factory):
    class Meta:
        model = BankLine

    file = SubFactory(BankFileFactory)
    bank_reference = Sequence("BANK{}".format)
    booked_on = TODAY
    ore = -10_000_000
    status = L.UNMATCHED
    fault = "unknown_reference"

    class Params:
        unmatched = Trait(status=L.UNMATCHED)
        matched = Trait(status=L.MATCHED, fault="", payment=SubFactory(PaymentFactory, settled=True))
        explained = Trait(status=L.EXPLAINED, why="Gebyr til banken")
