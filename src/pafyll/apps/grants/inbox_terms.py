"""Who waits with money: recipients at their own desk, those who run a scheme, and the directorate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from pafyll.apps.applications.inbox_terms import DECIDER, DIRECTORATE
from pafyll.apps.casework.waiting import Holders, Waits, not_by
from pafyll.apps.forums.inbox import Runners, runners
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import AwardReport, Commitment, PaymentRun
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.lifecycles.payment import PaymentRunStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day

__all__ = ["DECIDER", "DIRECTORATE", "Runners", "runners"]
Role = RoleGrant.Role
OWNER_ROLES = (Role.OWNER_OFFICER, Role.OWNER_DECIDER)
OTHER_DECIDER = Holders(DECIDER.roles, but=(not_by("prepared_by"),))
GOVERNOR = Organisation.Kind.COUNTY_GOVERNOR
PROVIDER = Organisation.Kind.PROVIDER


def of_recipient(
    todo: Any, page: str, *, award: str = "award", keys: tuple[Any, ...] = ("pk",), **more: Any
) -> tuple[Waits, Waits]:
    """The recipient's people, at the provider's desk for a provider and else at the owner's."""
    recipient = f"{award}__recipient" if award else "recipient"
    only: Callable[[datetime], Q] = more.pop("only", lambda at: Q())
    is_provider = Q(**{f"{recipient}__kind": PROVIDER})
    named = {"name": (f"{award}__number" if award else "number", f"{recipient}__name"), **more}
    return (
        Waits(
            todo,
            Holders(OWNER_ROLES, recipient),
            f"owner:{page}",
            keys=keys,
            only=lambda at: only(at) & ~is_provider,
            **named,
        ),
        Waits(
            todo,
            Holders((Role.PROVIDER_OFFICER,), recipient),
            f"provider:{page}",
            keys=keys,
            only=lambda at: only(at) & is_provider,
            **named,
        ),
    )


def before(path: str) -> Callable[[datetime], Q]:
    """Until the day of the path is over."""
    return lambda at: Q(**{f"{path}__gte": norwegian_day(at)})


def after(path: str) -> Callable[[datetime], Q]:
    """From the day after that of the path."""
    return lambda at: Q(**{f"{path}__lt": norwegian_day(at)})


def by_runners(todo: Any, page: str, *, award: str = "award", but: tuple[Any, ...] = (), **more: Any) -> Waits:
    """Impartial ones of those who run the scheme of the award."""
    year = f"{award}__scheme_year" if award else "scheme_year"
    recipient = f"{award}__recipient__name" if award else "recipient__name"
    named = {"name": (f"{award}__number" if award else "number", recipient), **more}
    return Waits(todo, runners(year, *but), f"authority:{page}", **named)


def newest_year(governor: str) -> Subquery:
    """A scheme year of the organisation that the path leads to, for a page that is about its account."""
    decided = (SchemeYearStatus.DECIDED, SchemeYearStatus.ENDED)
    rows = SchemeYear.objects.filter(governor=OuterRef(governor), status__in=decided)
    return Subquery(rows.order_by("-year", "-pk").values("pk")[:1])


def has_year(governor: str) -> Q:
    return Q(Exists(SchemeYear.objects.filter(governor=OuterRef(governor), status=SchemeYearStatus.DECIDED)))


def has_final_report() -> Q:
    return Q(Exists(AwardReport.objects.filter(award=OuterRef("pk"), kind=AwardReport.Kind.FINAL)))


def leaves_paid_money() -> Q:
    """What is carried out ended or deferred a semester that is paid and not given back."""
    stopped = (TermStatus.ENDED, TermStatus.DEFERRED)
    paid = Commitment.objects.filter(term__participation=OuterRef("participation"), term__status__in=stopped)
    return Q(Exists(paid.filter(paid__gt=F("recovered"))))


def is_in_live_run() -> Q:
    """A run that is on its way takes the statement along."""
    live = (PaymentRunStatus.PREPARED, PaymentRunStatus.APPROVED, PaymentRunStatus.SENT)
    return Q(Exists(PaymentRun.objects.filter(pk=OuterRef("run"), status__in=live)))
