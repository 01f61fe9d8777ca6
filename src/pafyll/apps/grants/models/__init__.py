"""The ledger, and what it keeps account of."""

from pafyll.apps.grants.models.change import Change, ChosenAmount, OwnerChoice
from pafyll.apps.grants.models.commitment import Commitment
from pafyll.apps.grants.models.ledger import Account, Entry, Transfer
from pafyll.apps.grants.models.money import Appropriation, Frame
from pafyll.apps.grants.models.recovery import RecoveryCase

__all__ = [
    "Account",
    "Appropriation",
    "Change",
    "ChosenAmount",
    "Commitment",
    "Entry",
    "Frame",
    "OwnerChoice",
    "RecoveryCase",
    "Transfer",
]
