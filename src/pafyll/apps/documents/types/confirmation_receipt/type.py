"""What the receipt for confirmed participants needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class ConfirmedRow:
    """One participant, as she was when she was confirmed. Whole kroner."""

    person: str
    study: str
    credits: str
    state: Kroner
    owner: Kroner


@dataclass(frozen=True)
class ConfirmationReceipt:
    """content_hash is SHA-256 of what was stored, in hexadecimal. semester is in words, in the letter's language."""

    number: str
    owner: str
    round_name: str
    semester: str
    confirmed_at: datetime
    confirmed_by: str
    rows: tuple[ConfirmedRow, ...]
    content_hash: str

    @property
    def state(self) -> Kroner:
        """What the state pays for them together."""
        return Kroner(sum(row.state for row in self.rows))

    @property
    def owner_share(self) -> Kroner:
        """What the owner pays for them together."""
        return Kroner(sum(row.owner for row in self.rows))


TYPE = document_type(__file__, label="Kvittering for bekreftet deltakelse", context=ConfirmationReceipt)
