"""The directorate decides what an owner wishes to change: one assesses, another decides, with grounds and money."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import NewDecision, advance, issue_decisions, require
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import may_decide, may_prepare
from pafyll.apps.grants.services.carrying_out import carry_out
from pafyll.apps.grants.services.telling import tell_person
from pafyll.apps.grants.services.wanting import lines_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.effects import MoneyEffect
from pafyll.domain.lifecycles.change import CHANGE, ChangeStatus
from pafyll.domain.rules.changes import CHANGES, ChangeKind

C = ChangeStatus
KIND = "change"


@transaction.atomic
def prepare_change(
    *, change: Change, recommends: bool, assessment: str, holds_money: bool = False, by: User, at: datetime
) -> Change:
    """Assesses the wish and recommends an outcome, with grounds. For a deferral also whether the money is held."""
    require(may_prepare(as_viewer(by, at), change))
    require(_says_why(assessment))
    advance(change, lifecycle=CHANGE, to=C.PREPARED, by=by, at=at, why=assessment.strip(), yes=recommends)
    change.recommends, change.assessment = recommends, assessment.strip()
    change.holds_money = holds_money and change.what is ChangeKind.DEFER
    change.prepared_by, change.prepared_at = by, at
    change.save(update_fields=["recommends", "assessment", "holds_money", "prepared_by", "prepared_at"])
    return change


@transaction.atomic
def return_change(*, change: Change, why: str, by: User, at: datetime) -> Change:
    """Sends the case back to be assessed again, with a reason."""
    require(may_decide(as_viewer(by, at), change))
    require(_says_why(why))
    advance(change, lifecycle=CHANGE, to=C.PROPOSED, by=by, at=at, why=why.strip())
    return change


@transaction.atomic
def decide_change(*, change: Change, seen: str, by: User, at: datetime) -> Change:
    """Decides as recommended. A yes is carried out as it was shown (seen); a no changes nothing. Both are told."""
    require(may_decide(as_viewer(by, at), change))
    effect = carry_out(change, seen=seen, by=by, at=at) if change.recommends else MoneyEffect(())
    to = C.CARRIED_OUT if change.recommends else C.REFUSED
    advance(change, lifecycle=CHANGE, to=to, by=by, at=at)
    change.lines = lines_of(effect)
    change.decided_by, change.decided_at = by, at
    change.decision = _decision(change, to, by, at)
    change.save(update_fields=["lines", "decided_by", "decided_at", "decision"])
    tell_person(change, "change_decided")
    tell_owner(change.owner, "change_decided_owner", at=at, folder="grants", change=change)
    return change


def _decision(change: Change, to: ChangeStatus, by: User, at: datetime) -> Decision:
    assert change.prepared_by is not None
    rule = CHANGES[change.what]
    grounds = {
        "steps": [
            {"code": "wish", "text": "Skoleeier ba om endringen: {what}.", "facts": {"what": rule.label}},
            {"code": "rule", "text": "Grunnlag: {source}", "facts": {"source": rule.source}},
            {"code": "assessed", "text": "Direktoratets vurdering: {text}", "facts": {"text": change.assessment}},
        ],
        "change": change.pk,
    }
    new = NewDecision(about=change.participation.about, outcome=to.value, grounds=grounds, lines=change.lines)
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=change.prepared_by, decided_by=by, at=at, told=True)[
        0
    ]


def _says_why(text: str) -> Answer:
    if text.strip():
        return yes()
    return no("assessment_missing", "Skriv vurderingen. Den står som begrunnelse i vedtaket.", field="assessment")
