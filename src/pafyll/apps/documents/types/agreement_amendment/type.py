"""What an amendment needs to know: the agreement, what is changed, and the money before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.agreement_parts import AgreementParty, PlanLine, SignedBy, lines_of
from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class ChangedTerm:
    """A term that is changed: its name, and the text before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class AgreementAmendment:
    """number counts the amendments of the agreement. invoiced is what was invoiced when it was proposed."""

    number: int
    agreement: str
    title: str
    provider: AgreementParty
    counterpart: AgreementParty
    reason: str
    changed: tuple[ChangedTerm, ...]
    amount_before: Kroner
    amount_after: Kroner
    invoiced: Kroner
    plan: tuple[PlanLine, ...]
    dated_on: date
    signatures: tuple[SignedBy, ...] = ()
    fingerprint: str = ""

    @property
    def reason_lines(self) -> list[str]:
        return lines_of(self.reason)

    @property
    def difference(self) -> Kroner:
        return self.amount_after - self.amount_before

    @property
    def left(self) -> Kroner:
        return self.amount_after - self.invoiced


TYPE = document_type(__file__, label="Endringsprotokoll", context=AgreementAmendment)
