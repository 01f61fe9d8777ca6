"""From what is recommended to awards that are ready to be decided: proposed, changed with grounds, made ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardPart
from pafyll.apps.grants.permissions.awards import may_award
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import first_no
from pafyll.domain.grants.collective.awarding import Share, has_grounds, is_whole_plan, payment_plan
from pafyll.domain.grants.collective.receiving import Candidate, may_pass_on, may_receive
from pafyll.domain.lifecycles.award import AWARD, AwardStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

A = AwardStatus


@dataclass(frozen=True)
class Recommended:
    """What one recipient is recommended, for what, and the steps of the distribution that gave it. Whole kroner."""

    recipient: Organisation
    kroner: int
    purpose: str
    payee: Organisation | None = None
    chain: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class AwardTerms:
    """What an officer means should be decided. grounds: why it departs from what the forum recommends."""

    amount: int
    purpose: str
    grounds: str = ""
    conditions: str = ""
    report_due: date | None = None


@transaction.atomic
def propose_awards(*, year: SchemeYear, recommended: Sequence[Recommended], by: User, at: datetime) -> list[Award]:
    """An award for each recipient, as recommended. Raises Refusal on the first that the regime does not allow.

    A recipient that has a proposed award already keeps it: proposing twice does nothing new.
    """
    year = _locked(year)
    require(may_award(_viewer(by, at), year, day=norwegian_day(at)))
    standing = set(year.awards.exclude(status=A.DROPPED).values_list("recipient", flat=True))
    new = [one for one in recommended if one.recipient.pk not in standing and one.kroner > 0]
    for one in new:
        require(_may_have(year, one))
    first = year.awards.count() + 1
    made = [_award(year, one, number) for number, one in enumerate(new, start=first)]
    for award in made:
        record(about=award.about, verb="proposed", by=by, at=at, after=A.PROPOSED, kroner=award.recommended)
    return made


@transaction.atomic
def set_award(*, award: Award, terms: AwardTerms, by: User, at: datetime) -> Award:
    """Changes what is meant to be decided, while it is proposed. What the forum recommended stays beside it."""
    require(may_award(_viewer(by, at), award.scheme_year, day=norwegian_day(at)))
    award = _as_it_is(award)
    require(AWARD.may_become(award.status, A.PREPARED))
    before = award.amount
    for name in ("amount", "purpose", "grounds", "conditions", "report_due"):
        setattr(award, name, getattr(terms, name))
    require(has_grounds(award.proposed))
    award.save(update_fields=["amount", "purpose", "grounds", "conditions", "report_due"])
    record(
        about=award.about,
        verb="changed",
        by=by,
        at=at,
        why=terms.grounds,
        before=str(before),
        after=str(terms.amount),
    )
    return award


@transaction.atomic
def make_ready(*, award: Award, shares: Sequence[Share], by: User, at: datetime) -> Award:
    """Plans how it is paid and sends it to whoever decides. Refused where it departs without saying why."""
    require(may_award(_viewer(by, at), award.scheme_year, day=norwegian_day(at)))
    award = _as_it_is(award)
    require(first_no([has_grounds(award.proposed), is_whole_plan(shares)]))
    advance(award, lifecycle=AWARD, to=A.PREPARED, by=by, at=at)
    Award.objects.filter(pk=award.pk).update(prepared_by=by, prepared_at=at)
    award.prepared_by, award.prepared_at = by, at
    AwardPart.objects.bulk_create(
        AwardPart(award=award, number=part.number, amount=part.amount, due_on=part.due_on, needs=part.needs)
        for part in payment_plan(award.kroner, shares)
    )
    return award


@transaction.atomic
def send_back(*, award: Award, why: str, by: User, at: datetime) -> Award:
    """Whoever decides wants it otherwise: it is proposed again, without a payment plan."""
    require(may_award(_viewer(by, at), award.scheme_year, day=norwegian_day(at)))
    award = _as_it_is(award)
    advance(award, lifecycle=AWARD, to=A.PROPOSED, by=by, at=at, why=why)
    award.parts.all().delete()
    Award.objects.filter(pk=award.pk).update(prepared_by=None, prepared_at=None)
    return award


@transaction.atomic
def drop(*, award: Award, why: str, by: User, at: datetime) -> Award:
    """Proposes no money for the recipient after all, with the reason."""
    require(may_award(_viewer(by, at), award.scheme_year, day=norwegian_day(at)))
    award = _as_it_is(award)
    advance(award, lifecycle=AWARD, to=A.DROPPED, by=by, at=at, why=why)
    return award


def candidate(organisation: Organisation) -> Candidate:
    """The organisation as the rules know it."""
    return Candidate(organisation.name, organisation.kind, tuple(organisation.flags))


def _may_have(year: SchemeYear, one: Recommended) -> Any:
    recipient = candidate(one.recipient)
    payee = candidate(one.payee) if one.payee else recipient
    return first_no([may_receive(year.rules, recipient), may_pass_on(payee=payee, recipient=recipient)])


def _award(year: SchemeYear, one: Recommended, number: int) -> Award:
    return Award.objects.create(
        scheme_year=year,
        number=f"{year.year}-{year.pk}-{number:03}",
        recipient=one.recipient,
        payee=one.payee or one.recipient,
        recommended=Kroner(one.kroner),
        amount=Kroner(one.kroner),
        purpose=one.purpose,
        chain=one.chain,
        report_due=year.report_due,
    )


def _as_it_is(award: Award) -> Award:
    """The row as it is now, locked: what the caller holds may be older than a colleague's change."""
    return Award.objects.select_for_update(of=("self",)).select_related("scheme_year", "recipient").get(pk=award.pk)


def _locked(year: SchemeYear) -> SchemeYear:
    return SchemeYear.objects.select_for_update(of=("self",)).select_related("governor").get(pk=year.pk)


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))
