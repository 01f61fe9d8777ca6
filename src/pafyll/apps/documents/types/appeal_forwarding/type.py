"""What the letter that forwards an appeal needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class AppealForwarding:
    """statement is the first instance's, a paragraph each. effects says what each way of upholding would cost."""

    about: str
    decision_number: str
    decided_on: date
    party: str
    received_on: date
    statement: tuple[str, ...]
    effects: tuple[str, ...]
    prepared_by: str
    preparation: str
    taken_late_why: str = ""
    gives_place: bool = False


TYPE = document_type(__file__, label="Oversendelse av klage", context=AppealForwarding)
