"""Who may state what a document says and take a stance on it, and what must be settled before a paper is issued."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.models import Case
from pafyll.apps.casework.permissions.cases import may_work_on
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.permissions.budget import may_keep_budget
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.domain.answers import Answer, no, yes


def may_judge_findings(viewer: Viewer, owner: Organisation, case: Case | None, *, day: date) -> Answer:
    """Whoever works on the case; without a case, whoever keeps the owner's budget."""
    return may_work_on(viewer, case, day=day) if case is not None else may_keep_budget(viewer, owner)


def settled_before_issuing(case: Case) -> Answer:
    """A no while nobody has said where the owner stands on a finding of the case."""
    waiting = sum(one.is_open for one in findings_of(owner=case.owner, case=case))
    if not waiting:
        return yes()
    return no(
        "findings_open",
        "Ingen har tatt stilling til noe som ikke stemmer i saken. Antall funn: {count}.",
        remedy="Se på funnene først, eller kryss av for at saksframlegget skal utstedes likevel.",
        field="in_spite",
        count=waiting,
    )
