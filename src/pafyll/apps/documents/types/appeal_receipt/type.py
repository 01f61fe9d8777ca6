"""What the receipt for an appeal needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class AppealReceipt:
    """words are the party's own, a paragraph each. deadline_on None: the deadline stood still or had not begun."""

    about: str
    decision_number: str
    received_at: datetime
    content_hash: str
    words: tuple[str, ...]
    appeals_body: str
    answer_by: date
    preparation: str
    progress: str
    deadline_on: date | None = None
    is_late: bool = False
    is_organisation: bool = False  # an organisation is spoken to as "dere"


TYPE = document_type(__file__, label="Kvittering for klage", context=AppealReceipt)
