"""What the preliminary answer to an appeal needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class AppealPreliminary:
    """why is a paragraph each."""

    about: str
    received_on: date
    why: tuple[str, ...]
    expected_on: date
    progress: str
    is_organisation: bool = False  # an organisation is spoken to as "dere"


TYPE = document_type(__file__, label="Foreløpig svar på klage", context=AppealPreliminary)
