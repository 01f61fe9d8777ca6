"""The County Governor's decision: all awards of a scheme year at once, by a second person, within the appropriation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import NewDecision, advance, issue_decisions, require
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Award
from pafyll.apps.grants.permissions.awards import may_decide
from pafyll.apps.grants.services.award_letters import issue_award_letter
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.grants.services.posting import NewEntry, post_many
from pafyll.apps.grants.services.telling_recipients import tell_parties
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.collective.awarding import fits, has_grounds
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.award import AWARD, AwardStatus
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

K, A = AccountKind, AwardStatus


@transaction.atomic
def decide_awards(*, year: SchemeYear, by: User, at: datetime) -> list[Award]:
    """Decides every award that is ready, binds the money, writes the letters, and ends the round of the scheme year.

    Refused while an award is still only proposed, when one departs without grounds, and when they are together more
    than the appropriation. The scheme year is locked first and the money after it, so two who press at once wait.
    """
    year = SchemeYear.objects.select_for_update(of=("self",)).select_related("governor").get(pk=year.pk)
    awards = list(year.awards.exclude(status=A.DROPPED).select_related("recipient", "payee", "prepared_by"))
    day = norwegian_day(at)
    require(may_decide(viewer_of(by, day=day), year, awards, day=day))
    proposed = [award.proposed for award in awards]
    frame = _frame(year, by, at)
    require(first_no([_all_are_ready(awards), *map(has_grounds, proposed), fits(proposed, left=Kroner(frame.balance))]))
    _bind(year, awards, frame, by, at)
    for award, decision in zip(awards, _decisions(year, awards, by, at), strict=True):
        advance(award, lifecycle=AWARD, to=A.DECIDED, by=by, at=at, case_number=decision.case_number)
        Award.objects.filter(pk=award.pk).update(decided_by=by, decided_at=at, decision=decision)
        award.decision, award.decided_by, award.decided_at = decision, by, at
        award.scheme_year = year
        issue_award_letter(award, decision, by=by, at=at)
        tell_parties(award, "award_decided", at=at)
    advance(year, lifecycle=SCHEME_YEAR, to=SchemeYearStatus.DECIDED, by=by, at=at, awards=len(awards))
    return awards


def left_to_award(year: SchemeYear) -> Kroner:
    """What is left of the appropriation: all of it before the first decision."""
    frame = Account.objects.filter(scheme_year=year, kind=K.FRAME).first()
    return Kroner(frame.balance if frame else year.appropriation or 0)


def _frame(year: SchemeYear, by: User, at: datetime) -> Account:
    """The scheme year's account, filled with the appropriation the first time that it is asked for."""
    accounts = [account_for(kind, year.year, scheme_year=year) for kind in (K.TREASURY, K.APPROPRIATION, K.FRAME)]
    treasury, appropriation, frame = accounts
    kroner = year.appropriation or 0
    steps = [(EntryKind.APPROPRIATE, treasury, appropriation), (EntryKind.ALLOT, appropriation, frame)]
    for kind, debit, credit in steps if kroner else []:
        post(
            kind=kind,
            key=f"scheme:{year.pk}:{kind}",
            moves=[Move(debit, credit, kroner)],
            booked_on=norwegian_day(at),
            about=year.about,
            by=by,
            at=at,
            why=year.appropriation_source[:300],
        )
    frame.refresh_from_db()
    return frame


def _bind(year: SchemeYear, awards: Sequence[Award], frame: Account, by: User, at: datetime) -> None:
    entries = [
        NewEntry(EntryKind.COMMIT, f"award:{award.pk}", award.about, [Move(frame, committed(award), award.amount)])
        for award in awards
    ]
    post_many(entries, booked_on=norwegian_day(at), by=by, at=at)


def committed(award: Award) -> Account:
    """Where the award's promised money is: with whoever is paid, in the scheme year."""
    return account_for(K.COMMITTED, award.scheme_year.year, scheme_year=award.scheme_year_id, owner=award.payee_id)


def _decisions(year: SchemeYear, awards: Sequence[Award], by: User, at: datetime) -> list[Decision]:
    """One for each award, in the awards' order: whoever prepared it stands beside whoever decides."""
    return [
        issue_decisions(
            kind="collective_award",
            decisions=[NewDecision(award.about, "awarded", _grounds(award), [_line(year, award)])],
            prepared_by=award.prepared_by or by,
            decided_by=by,
            at=at,
            told=True,
        )[0]
        for award in awards
    ]


def _grounds(award: Award) -> dict[str, Any]:
    return {"recommended": award.recommended, "departs": award.grounds, "steps": award.chain}


def _line(year: SchemeYear, award: Award) -> dict[str, Any]:
    return {
        "label": year.title,
        "payer": "state",
        "budget_year": year.year,
        "amount": award.amount,
        "because": award.purpose[:300],
        "source": year.appropriation_source,
    }


def _all_are_ready(awards: Sequence[Award]) -> Answer:
    waiting = [award.recipient.name for award in awards if award.status != A.PREPARED]
    if awards and not waiting:
        return yes()
    if not awards:
        return no("nothing_to_decide", "Det er ingen tildelinger å vedta.", remedy="Hent innstillingen først.")
    return no(
        "not_all_ready",
        "{count} av {all} tildelinger er ikke klargjort. Den første er {name}.",
        remedy="Klargjør dem, eller ta dem ut med en grunn.",
        count=len(waiting),
        all=len(awards),
        name=waiting[0],
    )
