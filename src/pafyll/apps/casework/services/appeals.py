"""What the party does: demands grounds, appeals in her own words, takes the appeal back."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Appeal, Decision, GroundsDemand
from pafyll.apps.casework.permissions.appeals import may_answer, may_appeal, may_demand_grounds, may_withdraw
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.services.case_numbers import next_case_number
from pafyll.apps.casework.services.letters import issue_receipt
from pafyll.apps.casework.services.recording import Refusal, advance, record, require
from pafyll.apps.casework.services.telling import tell_party
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.appeal import APPEAL, AppealStatus
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def demand_grounds(*, decision: Decision, by: User, at: datetime) -> GroundsDemand:
    """Stops the deadline for appealing until the grounds are given."""
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    require(may_demand_grounds(viewer_of(by, day=norwegian_day(at)), locked, at))
    demand = GroundsDemand.objects.create(decision=locked, demanded_by=by, demanded_at=at)
    record(about=locked.about, verb="grounds_demanded", by=by, at=at, decision=locked.pk)
    return demand


@transaction.atomic
def answer_demand(*, demand: GroundsDemand, text: str, by: User, at: datetime) -> GroundsDemand:
    """Gives the grounds that were demanded. A new deadline for appealing begins."""
    locked = GroundsDemand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    require(may_answer(viewer_of(by, day=norwegian_day(at)), locked))
    require_text(text, "text")
    locked.answer, locked.answered_by, locked.answered_at = text.strip(), by, at
    locked.save()
    decision = locked.decision
    record(about=decision.about, verb="grounds_given", by=by, at=at, decision=decision.pk)
    tell_party(decision, "grounds_given", decision=decision, deadline=deadline_of(decision))
    return locked


@transaction.atomic
def submit_appeal(*, decision: Decision, words: str, by: User, at: datetime) -> Appeal:
    """Sends an appeal in the party's own words. She gets a receipt at once, also when it is late."""
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    require(may_appeal(viewer_of(by, day=norwegian_day(at)), locked))
    require_text(words, "words")
    deadline = deadline_of(locked)
    appeal = Appeal.objects.create(
        decision=locked,
        case_number=next_case_number(at),
        words=words.strip(),
        content_hash=content_hash(locked, words.strip()),
        submitted_by=by,
        submitted_at=at,
        deadline_on=deadline.last_day if deadline else None,
        is_late=deadline is not None and not deadline.is_open(at),
    )
    record(about=appeal.about, verb="appealed", by=by, at=at, after=AppealStatus.SUBMITTED)
    receipt = issue_receipt(appeal, at=at)
    tell_party(locked, "appeal_receipt", appeal=appeal, receipt=receipt)
    return appeal


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """Takes the appeal back. The decision stands."""
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    appeal.refresh_from_db()
    require(may_withdraw(viewer_of(by, day=norwegian_day(at)), appeal))
    advance(appeal, lifecycle=APPEAL, to=AppealStatus.WITHDRAWN, by=by, at=at)
    Appeal.objects.filter(pk=appeal.pk).update(concluded_at=at)
    appeal.concluded_at = at
    return appeal


def content_hash(decision: Decision, words: str) -> str:
    """What the receipt prints: SHA-256 of the case number of the decision and the words."""
    return hashlib.sha256(f"{decision.case_number}\n{words}".encode()).hexdigest()


WRITE = {
    "text": "Skriv begrunnelsen.",
    "words": "Skriv hva du vil ha endret. Det trenger ikke være langt.",
    "late": "Skriv hvorfor klagen skal behandles selv om den kom for sent.",
    "preliminary": "Skriv hvorfor det tar lengre tid.",
    "returned": "Skriv hva som må gjøres før saken kan avgjøres.",
    "statement": "Skriv hva direktoratet mener om klagen, og hvorfor vedtaket ikke endres.",
    "grounds": "Skriv begrunnelsen. Parten leser den.",
}


def require_text(text: str, what: str, *, field: str = "") -> None:
    """Raises Refusal when nothing is written. what is a key of WRITE, and the field where none is named."""
    if not text.strip():
        raise Refusal(no("nothing_written", WRITE[what], field=field or what))
