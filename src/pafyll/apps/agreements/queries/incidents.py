"""What has come in the way of an agreement, as the rules know it."""

from __future__ import annotations

from pafyll.apps.agreements.models import Agreement
from pafyll.domain.invoicing.incidents import Incident


def incidents_of(agreement: Agreement) -> list[Incident]:
    """Force majeure and terminations. One query."""
    return [Incident(one.kind, one.starts_on, one.ends_on) for one in agreement.incidents.all()]
