"""What the decision on a change of an award needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class PaidPart:
    """A part of the award after the decision: kroner, and the first day that it is paid."""

    number: int
    amount: Kroner
    due_on: date


@dataclass(frozen=True)
class AwardChangeDecision:
    """verdict is "accepted", "accepted_changed" or "refused". What before and after say is the same when refused."""

    verdict: str
    scheme: str
    award: str
    applied_on: date
    reason: str
    before: Kroner
    after: Kroner
    purpose: str
    until: date | None
    report_due: date | None
    parts: tuple[PaidPart, ...]
    grounds: str
    signers: Signers


TYPE = document_type(__file__, label="Vedtak om endring av tildeling", context=AwardChangeDecision)
