"""The ledger, and what it keeps account of."""

from pafyll.apps.grants.models.award_changes import AwardChange
from pafyll.apps.grants.models.award_endings import AwardRecovery, AwardSettlement
from pafyll.apps.grants.models.awards import Award, AwardPart, AwardReport, OwnContribution
from pafyll.apps.grants.models.change import Change, ChosenAmount, OwnerChoice
from pafyll.apps.grants.models.commitment import Commitment
from pafyll.apps.grants.models.controls import AwardReminder, Control, ControlFile, ControlSample
from pafyll.apps.grants.models.ledger import Account, Entry, Transfer
from pafyll.apps.grants.models.money import Appropriation, Frame, MoneyProposal
from pafyll.apps.grants.models.payees import BankAccount, PaymentStatement, Recovery, StatementLine
from pafyll.apps.grants.models.payments import BankFile, BankLine, Payment, PaymentRun
from pafyll.apps.grants.models.recovery import RecoveryCase

__all__ = [
    "Account",
    "Appropriation",
    "Award",
    "AwardChange",
    "AwardPart",
    "AwardRecovery",
    "AwardReminder",
    "AwardReport",
    "AwardSettlement",
    "BankAccount",
    "BankFile",
    "BankLine",
    "Change",
    "ChosenAmount",
    "Commitment",
    "Control",
    "ControlFile",
    "ControlSample",
    "Entry",
    "Frame",
    "MoneyProposal",
    "OwnContribution",
    "OwnerChoice",
    "Payment",
    "PaymentRun",
    "PaymentStatement",
    "Recovery",
    "RecoveryCase",
    "StatementLine",
    "Transfer",
]
