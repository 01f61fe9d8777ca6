"""A row with what may be done to it, so that templates ask no rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.applications.permissions.owner import may_decide
from pafyll.apps.applications.queries.owner import OwnerRow
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.rules.approval import REFUSAL_REASONS


@dataclass(frozen=True)
class Decidable:
    """An owner's row, and which buttons it has."""

    row: OwnerRow
    may: Answer

    @property
    def may_approve(self) -> bool:
        return bool(self.may) and self.row.application.status in (S.SUBMITTED, S.STATED, S.REJECTED)

    @property
    def may_refuse(self) -> bool:
        return bool(self.may) and self.row.application.status in (S.SUBMITTED, S.STATED, S.APPROVED)

    @property
    def may_undo(self) -> bool:
        return bool(self.may) and self.row.application.status in (S.APPROVED, S.REJECTED)

    @property
    def may_change_scheme(self) -> bool:
        application = self.row.application
        return bool(self.may) and application.status == S.APPROVED and bool(application.scheme_2)

    @property
    def refusal_text(self) -> str:
        """The coded reason in words, when the owner has said no."""
        approval = getattr(self.row.application, "approval", None)
        code = approval.reason_code if approval and not approval.approved else ""
        return REFUSAL_REASONS[code].text if code in REFUSAL_REASONS else ""


def decidable(row: OwnerRow, viewer: Viewer, at: datetime, *, is_sent: bool) -> Decidable:
    """The row with what the viewer may do to it now."""
    if is_sent:
        text = "Prioriteringen er sendt, og søknadene er låst."
        return Decidable(row, no("ranking_submitted", text))
    return Decidable(row, may_decide(viewer, row.application, at))
