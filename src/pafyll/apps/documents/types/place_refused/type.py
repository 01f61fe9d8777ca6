"""What the letter about a refused place needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, Reviewed, Signers, Study


@dataclass(frozen=True)
class PlaceRefused:
    """wishes in the applicant's order. nearest says what would have given a place, in the language, or is empty."""

    study_year: str
    wishes: tuple[Study, ...]
    owner: str
    grounds: tuple[str, ...]
    reviewed: Reviewed
    signers: Signers
    nearest: str = ""
    reserve_position: int | None = None
    appeal: AppealRight | None = None


TYPE = document_type(__file__, label="Vedtak: plass ikke innvilget", context=PlaceRefused)
