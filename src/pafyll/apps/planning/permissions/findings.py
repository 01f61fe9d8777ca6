"""Who may state what a document says, and take a stance on what does not agree in it."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.models import Case
from pafyll.apps.casework.permissions.cases import may_work_on
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.permissions.budget import may_keep_budget
from pafyll.domain.answers import Answer


def may_judge_findings(viewer: Viewer, owner: Organisation, case: Case | None, *, day: date) -> Answer:
    """Whoever works on the case; without a case, whoever keeps the owner's budget."""
    return may_work_on(viewer, case, day=day) if case is not None else may_keep_budget(viewer, owner)
