"""The agreement that stands about something: what upper apps ask before they let anything begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus
from pafyll.domain.lifecycles.agreement import AgreementStatus
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class SignedAgreement:
    """The main agreement's version in force. supplements is what its supplementary agreements add, not in amount."""

    number: str
    version: int
    amount: Kroner
    starts_on: date
    ends_on: date
    supplements: Kroner


def signed_agreement_about(about: str) -> SignedAgreement | None:
    """The newest main agreement about the thing ("assignment:17") that both have signed and that is in force.

    None where there is none. Asks nothing about who is looking: it says only that an agreement stands. Two queries.
    """
    standing = AgreementVersion.objects.filter(
        status=AgreementVersionStatus.SIGNED, agreement__status=AgreementStatus.IN_FORCE
    )
    mine = standing.filter(agreement__about=about, agreement__kind=Agreement.Kind.MAIN)
    found = mine.select_related("agreement").order_by("-signed_at", "-pk").first() if about else None
    if found is None:
        return None
    added = standing.filter(agreement__main=found.agreement_id).aggregate(sum=Sum("amount"))["sum"]
    return SignedAgreement(
        found.agreement.number,
        found.number,
        found.kroner,
        found.starts_on,
        found.ends_on,
        Kroner(added or 0),
    )
