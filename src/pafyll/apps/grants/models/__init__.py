"""The ledger, and what it keeps account of."""

from pafyll.apps.grants.models.commitment import Commitment
from pafyll.apps.grants.models.ledger import Account, Entry, Transfer
from pafyll.apps.grants.models.money import Appropriation, Frame

__all__ = ["Account", "Appropriation", "Commitment", "Entry", "Frame", "Transfer"]
