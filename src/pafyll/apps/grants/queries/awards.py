"""Awards of collective schemes as the pages show them: to decide, with their sums, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardPart, AwardReport, BankAccount, OwnContribution
from pafyll.apps.grants.permissions.awards import acts_for, visible_awards
from pafyll.apps.grants.services.deciding_awards import left_to_award
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, yes
from pafyll.domain.grants.collective.paying import may_pay
from pafyll.domain.grants.own_contribution import Documented, Standing, Terms, own_contributions, standing
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus
from pafyll.domain.values import Kroner

A = AwardStatus
STANDS = [one.value for one in A if one != A.DROPPED]


@dataclass(frozen=True)
class AwardsPage:
    """A scheme year's awards with their sums. left is what the appropriation has beyond what is shown."""

    awards: tuple[Award, ...]
    recommended: Kroner
    amount: Kroner
    left: Kroner
    ready: int

    @property
    def departs(self) -> int:
        """How many awards are another amount than the forum recommends."""
        return sum(award.amount != award.recommended for award in self.awards)

    @property
    def all_ready(self) -> bool:
        return bool(self.awards) and self.ready == len(self.awards)


def awards_of(*, viewer: Viewer, year: SchemeYear, day: date) -> AwardsPage:
    """Everything that is proposed or decided in the scheme year. Two queries."""
    rows = tuple(
        visible_awards(viewer, day=day).filter(scheme_year=year, status__in=STANDS).order_by("recipient__name", "pk")
    )
    free = left_to_award(year)
    undecided = sum(award.amount for award in rows if award.status in (A.PROPOSED, A.PREPARED))
    return AwardsPage(
        awards=rows,
        recommended=Kroner(sum(award.recommended for award in rows)),
        amount=Kroner(sum(award.amount for award in rows)),
        left=Kroner(free - undecided),
        ready=sum(award.status == A.PREPARED for award in rows),
    )


def awards_to(*, viewer: Viewer, organisation: Organisation, day: date) -> QuerySet[Award]:
    """What the organisation has been awarded, or is to pass on, the newest first. One query."""
    rows = visible_awards(viewer, day=day)
    if organisation.pk not in acts_for(viewer):
        return rows.none()
    mine = rows.filter(recipient=organisation) | rows.filter(payee=organisation)
    return mine.filter(decided_at__isnull=False).order_by("-scheme_year__year", "scheme_year__title", "pk")


def awards_for(*, viewer: Viewer, day: date) -> QuerySet[Award]:
    """What those that the viewer acts for have been awarded, the newest first. One query."""
    rows = visible_awards(viewer, day=day).filter(recipient__in=acts_for(viewer), decided_at__isnull=False)
    return rows.order_by("-scheme_year__year", "scheme_year__title", "pk")


def own_standing(award: Award) -> Standing | None:
    """How the recipient's own contribution stands; None where the scheme year asks for none, or not of a provider.

    The scheme year's own terms are used: it was announced with them. Two queries.
    """
    terms = own_terms(award.scheme_year)
    if terms is None or not award.recipient.is_owner:
        return None
    awards = Award.objects.filter(scheme_year=award.scheme_year_id, status__in=STANDS).select_related("recipient")
    due = _due(terms, awards).get(str(award.recipient_id), Kroner(0))
    return standing(due, _documents(award.own_contributions.filter(struck_out_at=None)), terms)


@dataclass(frozen=True)
class PartRow:
    """A part of an award, and whether it may be paid that day or what is missing."""

    part: AwardPart
    answer: Answer


def parts_on(award: Award, *, day: date, own: Standing | None) -> list[PartRow]:
    """The parts in their order, as they stand on the day. own is what `own_standing` gave. Three queries."""
    standing_now = own.answer if own else yes()
    reports, accounts = award.reports.filter(kind=AwardReport.Kind.MIDTERM), BankAccount.objects
    has_midterm = reports.filter(status=AwardReportStatus.ACCEPTED).exists()
    has_account = accounts.filter(organisation=award.payee_id, status=BankAccountStatus.APPROVED).exists()

    def answer(part: AwardPart) -> Answer:
        return may_pay(
            part.planned,
            day=day,
            own_contribution=standing_now,
            has_accepted_midterm=has_midterm,
            has_account=has_account,
        )

    return [PartRow(part, answer(part)) for part in award.parts.all()]


def own_terms(year: SchemeYear) -> Terms | None:
    """What the scheme year asks the owners to put in; None when nothing."""
    if not year.own_contribution_percent:
        return None
    return Terms(year.own_contribution_percent, year.own_contribution_base, year.own_working_time_counts)


def _due(terms: Terms, awards: Iterable[Award]) -> dict[str, Kroner]:
    found = list(awards)
    grant = Kroner(sum(award.amount for award in found))
    owners = {str(award.recipient_id): award.kroner for award in found if award.recipient.is_owner}
    return {due.owner: due.kroner for due in own_contributions(terms, forum_grant=grant, owner_awards=owners)}


def _documents(rows: Iterable[OwnContribution]) -> list[Documented]:
    return [Documented(row.kind, Kroner(row.amount), row.what) for row in rows]
