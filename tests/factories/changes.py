"""Receipts, reminders and late confirmations; changes, choices and recoveries: each with a trait for every status."""

from __future__ import annotations

from datetime import date

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.applications.models import ConfirmationReceipt, ConfirmationReminder, LateConfirmation
from pafyll.apps.applications.services.confirming import fingerprint
from pafyll.apps.grants.models import Change, ChosenAmount, OwnerChoice, RecoveryCase
from pafyll.domain.lifecycles.change import ChangeStatus, LateStatus, RecoveryCaseStatus
from pafyll.domain.rules.changes import ChangeKind
from tests.factories.base import NOW, Factory
from tests.factories.casework import DecisionFactory
from tests.factories.money import CommitmentFactory
from tests.factories.participation import ConfirmationWindowFactory, ParticipationFactory, ParticipationTermFactory
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.rounds import RoundFactory


class ConfirmationReceiptFactory(Factory):
    """A receipt for nobody: its fingerprint fits its content."""

    class Meta:
        model = ConfirmationReceipt

    number = Sequence("2026H-{:05d}".format)
    owner = SubFactory(OrganisationFactory, municipality=True)
    round = SubFactory(RoundFactory)
    semester = "2026H"
    content = LazyAttribute(
        lambda receipt: {"owner": receipt.owner.name, "round": "Runden", "rows": [], "state": 0, "owner_share": 0}
    )
    content_hash = LazyAttribute(lambda receipt: fingerprint(receipt.content))
    confirmed_by = SubFactory(UserFactory, username="siri")
    confirmed_at = NOW


class ConfirmationReminderFactory(Factory):
    class Meta:
        model = ConfirmationReminder

    window = SubFactory(ConfirmationWindowFactory)
    owner = SubFactory(OrganisationFactory, municipality=True)
    days_before = 7
    missing = 2
    amount = 150_000
    sent_at = NOW


class LateConfirmationFactory(Factory):
    class Meta:
        model = LateConfirmation

    term = SubFactory(ParticipationTermFactory, not_confirmed=True)
    status = LateStatus.ASKED
    grounds = "Saksbehandleren var syk."
    asked_by = SubFactory(UserFactory, username="siri")
    asked_at = NOW

    class Params:
        assessed = Trait(
            recommends=True,
            assessment="Deltakeren var i gang.",
            prepared_by=SubFactory(UserFactory, username="ada"),
            prepared_at=NOW,
        )
        asked = Trait(status=LateStatus.ASKED)
        prepared = Trait(status=LateStatus.PREPARED, assessed=True)
        accepted = Trait(status=LateStatus.ACCEPTED, assessed=True, decided_at=NOW)
        refused = Trait(status=LateStatus.REFUSED, assessed=True, recommends=False, decided_at=NOW)


class ChangeFactory(Factory):
    """Somebody has said that she stops from the autumn of her round on."""

    class Meta:
        model = Change

    participation = SubFactory(ParticipationFactory, started=True)
    owner = SelfAttribute("participation.owner")
    kind = ChangeKind.DROP_OUT
    since = LazyAttribute(lambda change: change.participation.round.school_year.autumn.code)
    reason = "new_job"
    status = ChangeStatus.REPORTED
    reported_by = SelfAttribute("participation.person.user")
    reported_at = NOW

    class Params:
        handled = Trait(handled_by=SubFactory(UserFactory, username="siri"), handled_at=NOW)
        assessed = Trait(
            handled=True,
            recommends=True,
            assessment="Godt begrunnet.",
            prepared_by=SubFactory(UserFactory, username="ada"),
            prepared_at=NOW,
        )
        reported = Trait(status=ChangeStatus.REPORTED)
        proposed = Trait(status=ChangeStatus.PROPOSED, kind=ChangeKind.DEFER, handled=True)
        prepared = Trait(status=ChangeStatus.PREPARED, kind=ChangeKind.DEFER, assessed=True)
        carried_out = Trait(status=ChangeStatus.CARRIED_OUT, handled=True)
        refused = Trait(status=ChangeStatus.REFUSED, handled=True, owner_words="Skolen kan ikke.")
        taken_back = Trait(status=ChangeStatus.TAKEN_BACK)


class OwnerChoiceFactory(Factory):
    """The owner redirects, or with repaying=True repays."""

    class Meta:
        model = OwnerChoice

    change = SubFactory(ChangeFactory, carried_out=True)
    repays = False
    purpose = "Kurs"
    grounds = "Et annet behov."
    decision = SubFactory(DecisionFactory)
    chosen_by = SubFactory(UserFactory, username="siri")
    chosen_at = NOW

    class Params:
        repaying = Trait(repays=True, purpose="")


class ChosenAmountFactory(Factory):
    class Meta:
        model = ChosenAmount

    choice = SubFactory(OwnerChoiceFactory)
    commitment = SubFactory(CommitmentFactory, paid_out=True)
    amount = 50_000


class RecoveryCaseFactory(Factory):
    class Meta:
        model = RecoveryCase

    commitment = SubFactory(CommitmentFactory, paid_out=True)
    amount = 50_000
    grounds = "Deltakeren startet ikke."
    status = RecoveryCaseStatus.FOREWARNED
    comments_due_on = date(2026, 3, 31)
    forewarned_by = SubFactory(UserFactory, username="ada")
    forewarned_at = NOW

    class Params:
        assessed = Trait(
            recommends=True,
            assessment="Kravet står.",
            prepared_by=SubFactory(UserFactory, username="ada"),
            prepared_at=NOW,
        )
        forewarned = Trait(status=RecoveryCaseStatus.FOREWARNED)
        commented = Trait(
            status=RecoveryCaseStatus.COMMENTED,
            comments="Hun var der.",
            commented_by=SubFactory(UserFactory, username="siri"),
            commented_at=NOW,
        )
        prepared = Trait(status=RecoveryCaseStatus.PREPARED, assessed=True)
        decided = Trait(status=RecoveryCaseStatus.DECIDED, assessed=True, decided_at=NOW)
        dropped = Trait(status=RecoveryCaseStatus.DROPPED, assessed=True, recommends=False, decided_at=NOW)
