"""Whether the end of an appeal can itself be appealed."""

from __future__ import annotations

from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.queries.dismissals import DISMISSED, KIND, dismissed_by
from pafyll.domain.answers import Answer, no, yes


def may_be_appealed(decision: Decision) -> Answer:
    """Only a dismissal by the first instance, and once: not that of an appeal against a dismissal. Law: fvl. § 28."""
    appeal = dismissed_by(decision)
    if decision.outcome != DISMISSED or appeal.appeals_body_id is not None:
        return no("final", "Klageinstansens avgjørelse kan ikke påklages videre.", law="fvl. § 28")
    if appeal.decision.kind == KIND:
        return no("dismissed_again", "En avvisning kan påklages én gang, og det er gjort.", law="fvl. § 28")
    return yes()
