"""What the officers do with an appeal: take it, prepare it, change the decision or send it on, and decide."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import Effect, Reversal, Reverse, effects_of, kind_of, tell_of
from pafyll.apps.casework.permissions.appeals import (
    may_assign,
    may_decide_forwarded,
    may_decide_proposal,
    may_prepare,
)
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.queries.dismissals import is_reopened
from pafyll.apps.casework.services.appeals import require_text
from pafyll.apps.casework.services.letters import issue_decision_letter, issue_forwarding, issue_preliminary
from pafyll.apps.casework.services.recording import NewDecision, Refusal, advance, issue_decisions, record, require
from pafyll.apps.casework.services.telling import tell_party
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.appeal import APPEAL, APPEALS_BODY, FIRST_INSTANCE, IN_FAVOUR, AppealStatus
from pafyll.domain.rules.deadlines import may_be_taken, norwegian_day

S = AppealStatus


@transaction.atomic
def assign_appeal(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """Takes the appeal to prepare it. From now on the officer may read what the party wrote."""
    require(may_assign(_viewer(by, at), _current(appeal)))
    advance(appeal, lifecycle=APPEAL, to=S.ASSIGNED, by=by, at=at)
    return _write(appeal, officer=by)


@transaction.atomic
def take_late(*, appeal: Appeal, why: str, by: User, at: datetime) -> Appeal:
    """Decides that a late appeal is dealt with all the same, with a reason. Never after a year."""
    require(may_prepare(_viewer(by, at), _current(appeal)))
    require_text(why, "late", field="why")
    require(is_admissible(appeal, reason=why))
    record(about=appeal.about, verb="taken_late", by=by, at=at, why=why)
    return _write(appeal, taken_late_why=why.strip())


@transaction.atomic
def send_preliminary(*, appeal: Appeal, why: str, expected_on: date, by: User, at: datetime) -> Appeal:
    """Tells the party that it takes longer than a month, why, and when the answer is expected."""
    require(may_prepare(_viewer(by, at), _current(appeal)))
    require_text(why, "preliminary", field="why")
    if expected_on <= norwegian_day(at):
        raise Refusal(no("expected_in_the_past", "Dagen må ligge fram i tid.", field="expected_on"))
    _write(appeal, preliminary_at=at, expected_on=expected_on)
    record(about=appeal.about, verb="preliminary_sent", by=by, at=at, why=why, expected_on=expected_on.isoformat())
    issue_preliminary(appeal, why=why.strip(), by=by, at=at)
    tell_party(appeal.decision, "preliminary", appeal=appeal)
    return appeal


@transaction.atomic
def propose(*, appeal: Appeal, outcome: str, effect: str, grounds: str, by: User, at: datetime) -> Appeal:
    """The officer proposes to dismiss the appeal or to change the decision in the party's favour; another decides."""
    require(may_prepare(_viewer(by, at), _current(appeal)))
    _require_outcome(appeal, outcome, effect, grounds, FIRST_INSTANCE)
    advance(appeal, lifecycle=APPEAL, to=S.PROPOSED, by=by, at=at, outcome=outcome, effect=effect)
    return _write(appeal, proposed_outcome=outcome, effect=effect, grounds=grounds.strip())


@transaction.atomic
def return_proposal(*, appeal: Appeal, why: str, by: User, at: datetime) -> Appeal:
    """Sends a proposal back to the officer, with a reason."""
    require(may_decide_proposal(_viewer(by, at), _current(appeal)))
    require_text(why, "returned", field="why")
    advance(appeal, lifecycle=APPEAL, to=S.ASSIGNED, by=by, at=at, why=why)
    return _write(appeal, proposed_outcome="", effect="")


@transaction.atomic
def decide_proposal(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """A second person decides what the officer proposed. A decision that is changed is made anew at once."""
    require(may_decide_proposal(_viewer(by, at), _current(appeal)))
    outcome = appeal.proposed_outcome
    effect = _require_outcome(appeal, outcome, appeal.effect, appeal.grounds, FIRST_INSTANCE)
    return _conclude(appeal, S(outcome), effect, by, at)  # type: ignore[call-arg]


@transaction.atomic
def forward(*, appeal: Appeal, statement: str, by: User, at: datetime) -> Appeal:
    """Sends the appeal to the appeals body with the first instance's statement; the party gets a copy of it."""
    require(may_prepare(_viewer(by, at), _current(appeal)))
    require_text(statement, "statement")
    require(is_admissible(appeal, reason=appeal.taken_late_why))
    body = appeals_body_of(appeal.decision)
    advance(appeal, lifecycle=APPEAL, to=S.FORWARDED, by=by, at=at)
    _write(appeal, statement=statement.strip(), appeals_body=body, forwarded_at=at)
    issue_forwarding(appeal, by=by, at=at)
    tell_party(appeal.decision, "appeal_forwarded", appeal=appeal)
    return appeal


@transaction.atomic
def decide_forwarded(*, appeal: Appeal, outcome: str, effect: str, grounds: str, by: User, at: datetime) -> Appeal:
    """The appeals body decides. Its word is the last."""
    require(may_decide_forwarded(_viewer(by, at), _current(appeal)))
    chosen = _require_outcome(appeal, outcome, effect, grounds, APPEALS_BODY)
    _write(appeal, effect=effect, grounds=grounds.strip())
    return _conclude(appeal, S(outcome), chosen, by, at)  # type: ignore[call-arg]


def is_admissible(appeal: Appeal, *, reason: str) -> Answer:
    """Whether the appeal may be dealt with: it came in time, or it is late and there is a reason."""
    deadline = deadline_of(appeal.decision)
    if deadline is None or not appeal.is_late:
        return yes()
    return may_be_taken(deadline, decided=appeal.decision.decided_at, submitted=appeal.submitted_at, reason=reason)


def appeals_body_of(decision: Decision) -> Organisation:
    """The body that decides appeals against the kind of decision. Raises Refusal when none is registered."""
    body = Organisation.objects.filter(kind=kind_of(decision.kind).appeals_body).order_by("pk").first()
    if body is None:
        raise Refusal(
            no(
                "no_appeals_body",
                "Det er ikke registrert noen klageinstans for dette vedtaket.",
                remedy="Registrer klageinstansen som virksomhet, og prøv igjen.",
            )
        )
    return body


def chosen_effect(appeal: Appeal, code: str) -> Effect | None:
    """The effect with the code among those that are possible now."""
    return next((one for one in effects_of(appeal.decision) if one.code == code), None)


def _require_outcome(
    appeal: Appeal, outcome: str, effect: str, grounds: str, possible: tuple[AppealStatus, ...]
) -> Effect | None:
    """What an appeal in favour leads to, as it can be done now; None where nothing is decided anew."""
    if outcome not in possible:
        raise Refusal(no("outcome_missing", "Velg hva klagen skal ende med.", field="outcome"))
    require_text(grounds, "grounds")
    if outcome == S.DISMISSED:
        require(_may_be_dismissed(appeal))
        return None
    require(is_admissible(appeal, reason=appeal.taken_late_why))
    if outcome not in IN_FAVOUR:
        return None
    chosen = chosen_effect(appeal, effect)
    if chosen is None:
        raise Refusal(
            no(
                "effect_missing",
                "Velg hva parten skal få når klagen fører fram.",
                remedy="Under valgene står det hva hvert av dem koster.",
                field="effect",
            )
        )
    return chosen


def _may_be_dismissed(appeal: Appeal) -> Answer:
    if not is_reopened(appeal):
        return yes()
    return no(
        "to_be_dealt_with",
        "Avvisningen er opphevet etter klage, så klagen skal behandles.",
        remedy="Foreslå å endre vedtaket, eller send klagen til klageinstansen.",
        field="outcome",
    )


def _conclude(appeal: Appeal, outcome: AppealStatus, effect: Effect | None, by: User, at: datetime) -> Appeal:
    """Stores the new decision where one follows, the decision on the appeal, the letter and the end.

    Deciding anew comes first: it locks what is given out, and everybody locks that before the case numbers. The effect
    is never asked for again here: it may be gone meanwhile, and then deciding anew refuses, behind its locks.
    """
    officer = appeal.officer
    assert officer is not None  # an appeal that is proposed or forwarded has been taken by somebody
    advance(appeal, lifecycle=APPEAL, to=outcome, by=by, at=at)
    if effect is not None:
        _decide_anew(appeal, effect, officer, by, at)
    [made] = issue_decisions(
        kind="appeal",
        decisions=[NewDecision(appeal.about, outcome.value, {"text": appeal.grounds}, [])],
        prepared_by=officer,
        decided_by=by,
        at=at,
    )
    letter = issue_decision_letter(appeal, made, effect=effect, at=at)
    Decision.objects.filter(pk=made.pk).update(document=letter, notified_at=at)
    _write(appeal, outcome_decision=made, concluded_at=at)
    tell_party(appeal.decision, "appeal_concluded", appeal=appeal)
    return appeal


def _decide_anew(appeal: Appeal, effect: Effect, officer: User, by: User, at: datetime) -> Decision:
    kind = kind_of(appeal.decision.kind)
    assert kind.when_reversed is not None  # may_appeal asked
    order = Reverse(
        appeal=appeal,
        decision=appeal.decision,
        effect=effect.code,
        why=appeal.grounds,
        prepared_by=officer,
        decided_by=by,
        at=at,
    )
    new = kind.when_reversed(order)
    Decision.objects.filter(pk=new.pk).update(supersedes=appeal.decision, notified_at=at)
    new.supersedes, new.notified_at = appeal.decision, at
    tell_of(Reversal(appeal, appeal.decision, new, effect, officer, by, at))
    return new


def _current(appeal: Appeal) -> Appeal:
    """The appeal as it is now, held until the transaction is over: what somebody else just did is seen."""
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    appeal.refresh_from_db()
    return appeal


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))


def _write(appeal: Appeal, **values: Any) -> Appeal:
    """Writes columns that the lifecycle does not move."""
    Appeal.objects.filter(pk=appeal.pk).update(**values)
    for name, value in values.items():
        setattr(appeal, name, value)
    return appeal
