"""What somebody wants changed, whether it may be, and what it does to the money: before anyone confirms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.queries.funded import standing_for
from pafyll.apps.grants.queries.term_money import money_of
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, Refusal, first_no, no, require, yes
from pafyll.domain.grants.cost_shares import OWNER, STATE, Study, cost_shares
from pafyll.domain.grants.effects import (
    EffectLine,
    MoneyEffect,
    effect_of_amounts,
    effect_of_deferring,
    effect_of_moving,
    effect_of_new_owner,
    effect_of_stopping,
)
from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.changes import (
    ChangeKind,
    TermFact,
    fits_from,
    fits_new_semester,
    is_full_reason,
    is_time_for,
)
from pafyll.domain.rules.funded_once import Funded, is_funded_once
from pafyll.domain.values import Semester

K = ChangeKind
NO_RATE = no(
    "rate_missing",
    "Runden mangler en sats, så beløpet kan ikke regnes ut.",
    remedy="Direktoratet kan føre satsen med kilde under «Satser».",
)
LIVE = (ParticipationStatus.AWARDED, ParticipationStatus.STARTED, ParticipationStatus.DEFERRED)


@dataclass(frozen=True)
class Wanted:
    """A change as it is asked for. What a kind does not need stays empty."""

    kind: ChangeKind
    since: Semester
    reason: str
    words: str = ""
    to_semester: Semester | None = None
    to_scheme: str = ""
    to_offer: StudyOffer | None = None
    to_school: Organisation | None = None
    holds_money: bool = False


def wanted_of(change: Change) -> Wanted:
    """The change as it was asked for."""
    return Wanted(
        kind=change.what,
        since=change.first_semester,
        reason=change.reason,
        words=change.words,
        to_semester=Semester(change.to_semester) if change.to_semester else None,
        to_scheme=change.to_scheme,
        to_offer=change.to_offer,
        to_school=change.to_school,
        holds_money=change.holds_money,
    )


def may_be_wanted(participation: Participation, wanted: Wanted) -> Answer:
    """Whether the participation, as it stands, can be changed like that. Says nothing about who asks."""
    terms = term_facts(participation)
    return first_no(
        [
            is_time_for(wanted.kind, participation.status),
            is_full_reason(wanted.kind, wanted.reason, wanted.words),
            fits_from(wanted.kind, terms, wanted.since),
            _has_its_goal(participation, wanted),
        ]
    ) and _fits_its_goal(participation, wanted, terms)


def effect_of(participation: Participation, wanted: Wanted) -> MoneyEffect:
    """What the change does to the money, as explained lines. Raises Refusal when it cannot be made."""
    require(may_be_wanted(participation, wanted))
    money = money_of(participation)
    if wanted.kind in (K.WITHDRAW, K.DROP_OUT):
        return effect_of_stopping(money, since=wanted.since)
    if wanted.kind is K.DEFER:
        return effect_of_deferring(money, since=wanted.since, holds=wanted.holds_money)
    if wanted.kind in (K.RESUME, K.SEMESTER):
        return effect_of_moving(money, moves_of(participation, wanted))
    if wanted.kind is K.OWNER:
        return effect_of_new_owner(
            money,
            moved=[term.when for term in awaiting_from(participation, wanted.since)],
            old=participation.owner.name,
            new=str(wanted.to_school.parent) if wanted.to_school else "",
        )
    try:
        return effect_of_amounts(money, new_amounts(participation, wanted))
    except NoValueInForce:
        raise Refusal(NO_RATE) from None


def effect_key(effect: MoneyEffect) -> str:
    """A fingerprint of the lines: what was shown is what is carried out, or it is shown again."""
    return hashlib.sha256(json.dumps(lines_of(effect), sort_keys=True).encode()).hexdigest()[:16]


def lines_of(effect: MoneyEffect) -> list[dict[str, Any]]:
    """The lines as they are stored with a decision."""
    return [_as_json(line) for line in effect.lines]


def _as_json(line: EffectLine) -> dict[str, Any]:
    return {
        "label": line.label,
        "what": line.what.value,
        "payer": line.payer,
        "semester": line.semester.code,
        "budget_year": line.budget_year.year,
        "school_year": line.school_year.start,
        "amount": int(line.amount),
        "because": str(line),
        "template": line.template,
        "facts": dict(line.facts),
        "source": line.source,
    }


def term_facts(participation: Participation) -> list[TermFact]:
    """The semesters and how they stand."""
    return [TermFact(term.when, TermStatus(term.status)) for term in participation.terms.all()]  # type: ignore[call-arg]


def awaiting_from(participation: Participation, since: Semester) -> list[ParticipationTerm]:
    """The semesters from since on that wait for confirmation, in order."""
    rows = [term for term in participation.terms.all() if term.status == TermStatus.AWAITING]
    return sorted((term for term in rows if not term.when < since), key=_order)


def moves_of(participation: Participation, wanted: Wanted) -> dict[Semester, Semester]:
    """Which semester goes where: one, or all that are deferred, one after the other from the first new one."""
    assert wanted.to_semester is not None
    if wanted.kind is K.SEMESTER:
        return {wanted.since: wanted.to_semester}
    deferred = sorted((term for term in participation.terms.all() if term.status == TermStatus.DEFERRED), key=_order)
    moves, new = {}, wanted.to_semester
    for term in deferred:
        moves[term.when] = new
        new = next_semester(new)
    return moves


def next_semester(semester: Semester) -> Semester:
    """Spring after autumn, and autumn after spring."""
    year = semester.budget_year.year
    return Semester(f"{year + 1}V" if semester.is_autumn else f"{year}H")


def new_credits(participation: Participation, wanted: Wanted) -> Decimal:
    """The study year's credits after a change of study or scheme, at most those of one study year."""
    offer = wanted.to_offer if wanted.kind is K.STUDY else None
    return min(Decimal(offer.programme.credits), Decimal(30)) if offer else participation.credits


def new_amounts(participation: Participation, wanted: Wanted) -> dict[Semester, tuple[int, int]]:
    """(state, owner) of each semester that waits, by the round's rates. Raises NoValueInForce when one is missing."""
    year = participation.round.school_year
    study = Study(_subject(participation, wanted), new_credits(participation, wanted), _letters(participation))
    scheme = wanted.to_scheme or participation.scheme
    shares = cost_shares(study=study, scheme=scheme, rates=rate_table(participation.round), year=year)
    return {
        term.when: (int(shares.total(STATE, term.budget_year)), int(shares.total(OWNER, term.budget_year)))
        for term in awaiting_from(participation, wanted.since)
    }


def _subject(participation: Participation, wanted: Wanted) -> str:
    offer = wanted.to_offer or participation.offer
    return offer.programme.subject if offer else participation.application.other_study_subject or "other"


def _order(term: ParticipationTerm) -> tuple[int, bool]:
    return term.when.budget_year.year, term.when.is_autumn


def _has_its_goal(participation: Participation, wanted: Wanted) -> Answer:
    needed: Mapping[ChangeKind, tuple[str, object, str]] = {
        K.RESUME: ("to_semester", wanted.to_semester, "Velg semesteret studiet skal tas opp igjen i."),
        K.SEMESTER: ("to_semester", wanted.to_semester, "Velg semesteret det skal byttes til."),
        K.SCHEME: ("to_scheme", wanted.to_scheme, "Velg ordningen det skal byttes til."),
        K.STUDY: ("to_offer", wanted.to_offer, "Velg studiet det skal byttes til."),
        K.OWNER: ("to_school", wanted.to_school, "Velg skolen læreren flytter til."),
    }
    field, value, asks = needed.get(wanted.kind, ("", True, ""))
    return yes() if value else no("goal_missing", asks, field=field)


def _fits_its_goal(participation: Participation, wanted: Wanted, terms: Sequence[TermFact]) -> Answer:
    if wanted.kind in (K.RESUME, K.SEMESTER):
        return _fits_semesters(participation, wanted, terms)
    if wanted.kind is K.SCHEME:
        return _fits_scheme(participation, wanted.to_scheme) and _is_within_its_year(participation)
    if wanted.kind is K.STUDY:
        return _fits_offer(participation, wanted.to_offer) and _is_within_its_year(participation)
    if wanted.kind is K.OWNER and (wanted.to_school is None or wanted.to_school.parent_id == participation.owner_id):
        return no("same_owner", "Skolen hører til samme skoleeier.", field="to_school")
    return yes()


def _fits_semesters(participation: Participation, wanted: Wanted, terms: Sequence[TermFact]) -> Answer:
    moves = moves_of(participation, wanted)
    fits = [fits_new_semester(wanted.kind, terms, new, old=old) for old, new in moves.items()]
    person, study = participation.person_id, participation.study_name
    new = [Funded(person, semester, participation.pk, study) for semester in moves.values()]
    return first_no(fits) and is_funded_once(new, standing_for([person], but=participation.pk))


def _fits_scheme(participation: Participation, scheme: str) -> Answer:
    if scheme != participation.scheme:
        return yes()
    return no("same_scheme", "Deltakelsen er alt i denne ordningen.", field="to_scheme")


def _is_within_its_year(participation: Participation) -> Answer:
    if _letters(participation) in ("H", "V", "HV"):
        return yes()
    return no(
        "outside_study_year",
        "Et semester er flyttet ut av studieåret, så beløpet kan ikke regnes ut på nytt.",
        remedy="Ta kontakt med direktoratet.",
    )


def _letters(participation: Participation) -> str:
    """H, V or HV: the semesters of the round's study year that are not ended; anything else lies outside it."""
    year = participation.round.school_year
    letters = {year.autumn: "H", year.spring: "V"}
    live = sorted(participation.terms.exclude(status=TermStatus.ENDED), key=_order)
    return "".join(letters.get(term.when, "?") for term in live)


def _fits_offer(participation: Participation, offer: StudyOffer | None) -> Answer:
    if offer is None or offer == participation.offer:
        return no("same_study", "Deltakelsen gjelder alt dette studiet.", field="to_offer")
    if participation.offer and offer.semesters < 2 and participation.terms.count() > 1:
        return no("too_short", "Studiet går over ett semester, og plassen gjelder to.", field="to_offer")
    taken = offer.participations.filter(status__in=LIVE).count()
    if taken < offer.capacity:
        return yes()
    return no(
        "no_places_left",
        "{offer} har {capacity} plasser, og alle er tildelt.",
        remedy="Velg et annet studium.",
        field="to_offer",
        offer=str(offer),
        capacity=offer.capacity,
    )
