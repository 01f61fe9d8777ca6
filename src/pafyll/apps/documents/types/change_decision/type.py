"""What the letter about a decided change needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, MoneyLine, Signers


@dataclass(frozen=True)
class ChangeDecision:
    """change and since are in words, in the letter's language. Why she wishes it is not in the letter: fvl. § 13."""

    is_granted: bool
    change: str
    since: str
    person: str
    owner: str
    study: str
    grounds: tuple[str, ...]
    money: tuple[MoneyLine, ...]
    signers: Signers
    appeal: AppealRight | None = None


TYPE = document_type(__file__, label="Vedtak om endring av deltakelse", context=ChangeDecision)
