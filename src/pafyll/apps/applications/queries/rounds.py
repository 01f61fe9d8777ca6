"""A round's dates as days, what is still last year's, and what stands between the round and its announcement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from pafyll.apps.applications.models import OwnerFrame, Round, RoundRate
from pafyll.apps.casework.models import Event
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.allocation.rules import known_rulesets
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.eligibility_facts import TARGET_GROUPS
from pafyll.domain.rules.round_dates import RoundDates
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO, last_day_before

UNCHANGED = {
    "rules": "Regler i år",
    "target_groups": "Målgrupper",
    "money": "Statens midler",
    "remainder_places": "Plasser i restfordelingen",
    "quotas": "Skoleeiernes kvoter",
}


def dates_of(round: Round) -> RoundDates:
    """The round's dates as days. A deadline is the last day that it lasts through."""
    return RoundDates(
        opens_on=_day(round.opens_at),
        teacher_closes_on=last_day_before(round.teacher_closes_at),
        owner_opens_on=_day(round.owner_opens_at),
        owner_closes_on=last_day_before(round.owner_closes_at),
        result_on=round.result_on,
        admission_on=round.admission_on,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what it is about, whether it is in order, and whether it stops the announcement."""

    code: str
    title: str
    answer: Answer
    stops_opening: bool = False
    may_be_confirmed: bool = False


def checklist(round: Round, *, at: datetime) -> list[Check]:
    """What to look at before the round is announced, and before it is allocated. At most eight queries."""
    unchanged = _unchanged(round) if round.copied_from_id else []
    return [
        Check("dates", "Datoer", _dates_are_right(round, at), stops_opening=True),
        Check("rule_set", "Regelsett", _rules_exist(round), stops_opening=True),
        *unchanged,
        Check("offers", "Studietilbud", _offers_exist(round), stops_opening=True),
        Check("rates", "Satser", _rates_exist(round)),
        Check("draw", "Loddtall", _draw_is_announced(round)),
    ]


def stops_opening(round: Round, *, at: datetime) -> list[Check]:
    """The lines that stand in the way of announcing the round."""
    return [check for check in checklist(round, at=at) if check.stops_opening and not check.answer]


def _dates_are_right(round: Round, at: datetime) -> Answer:
    in_order = dates_of(round).in_order()
    if not in_order:
        return in_order
    if round.teacher_closes_at <= at:
        return no(
            "deadline_has_passed",
            "Søknadsfristen er allerede ute.",
            remedy="Sett en søknadsfrist som ligger fram i tid.",
            field="teacher_closes_on",
        )
    return yes("dates", "Datoene står i rekkefølge.")


def _rules_exist(round: Round) -> Answer:
    if round.rule_set in known_rulesets():
        return yes("rule_set", "Regelsettet {rule_set} finnes.", rule_set=round.rule_set)
    return no(
        "no_such_rules",
        "Regelsettet «{rule_set}» finnes ikke.",
        remedy="Velg et regelsett fra listen.",
        rule_set=round.rule_set,
    )


def _offers_exist(round: Round) -> Answer:
    count = StudyOffer.objects.filter(study_year=round.study_year, status=StudyOffer.Status.PUBLISHED).count()
    if count or not round.has_catalogue:
        return yes("offers", "{count} publiserte studietilbud.", count=count)
    return no(
        "no_offers",
        "Ingen studietilbud er publisert for {year}.",
        remedy="Be studiestedene publisere, eller slå av studiekatalogen for runden.",
        year=str(round.school_year),
    )


def _rates_exist(round: Round) -> Answer:
    missing = missing_rates(round)
    if not missing:
        return yes("rates", "Satsene er ført, med kilde.")
    return no(
        "rates_missing",
        "Det mangler satser: {missing}.",
        remedy="Før satsene med kilde. Uten dem kan verken skoleeier se kostnaden eller fordelingen kjøres.",
        missing=", ".join(missing),
    )


def _draw_is_announced(round: Round) -> Answer:
    if round.draw_announced_at:
        return yes("draw", "Loddtallet er kunngjort.")
    return no(
        "draw_not_announced",
        "Loddtallet er ikke kunngjort.",
        remedy="Kunngjør det før søknadsfristen, så ingen kan velge et tall som passer søkerne.",
    )


def missing_rates(round: Round) -> list[str]:
    """The schemes and payers without a rate that covers every subject. One query."""
    entered = set(RoundRate.objects.filter(round=round, subject_group="").values_list("scheme", "payer"))
    wanted = [("substitute", "state"), ("substitute", "owner"), ("scholarship", "state")]
    names = {"substitute": "vikarordning", "scholarship": "stipendordning", "state": "stat", "owner": "skoleeier"}
    return [f"{names[scheme]}, {names[payer]}" for scheme, payer in wanted if (scheme, payer) not in entered]


def _unchanged(round: Round) -> list[Check]:
    """What is still the same as in the round it was copied from, and not confirmed by anyone."""
    confirmed = set(_confirmations(round))
    return [
        _with_confirmation(Check(code, title, answer, stops_opening=True, may_be_confirmed=True), code in confirmed)
        for code, title, answer in _compared(round, round.copied_from)  # type: ignore[arg-type]
    ]


def _with_confirmation(check: Check, is_confirmed: bool) -> Check:
    if check.answer or not is_confirmed:
        return check
    return replace(check, answer=yes("confirmed", "Som i fjor, og bekreftet."), may_be_confirmed=False)


def _confirmations(round: Round) -> list[str]:
    events = Event.objects.filter(about=f"round:{round.pk}", verb="confirmed").values_list("facts", flat=True)
    return [facts["item"] for facts in events]


def _compared(new: Round, old: Round) -> list[tuple[str, str, Answer]]:
    quotas = _quotas(new)
    pairs = [
        ("rules", new.rule_set == old.rule_set, new.rule_set),
        ("target_groups", new.target_groups == old.target_groups, target_group_names(new)),
        ("money", _money(new) == _money(old), _as_kroner(new)),
        ("remainder_places", _places(new) == _places(old), _places(new)),
        ("quotas", quotas == _quotas(old), f"{len(quotas)} skoleeiere har en kvote"),
    ]
    return [
        (code, UNCHANGED[code], _same_as_last_year(value) if same else _is_new(value)) for code, same, value in pairs
    ]


def target_group_names(round: Round) -> str:
    """Who may apply, in words; everyone when no group is named."""
    return ", ".join(TARGET_GROUPS.get(code, code) for code in round.target_groups) or "alle målgrupper"


def _same_as_last_year(value: str) -> Answer:
    return no(
        "still_last_years",
        "Fortsatt som i fjor: {value}.",
        remedy="Endre, eller bekreft at det skal være likt.",
        value=value or "–",
    )


def _is_new(value: str) -> Answer:
    return yes("changed", "Satt for i år: {value}.", value=value or "–")


def _money(round: Round) -> tuple[int | None, int | None]:
    return round.state_money_autumn, round.state_money_spring


def _as_kroner(round: Round) -> str:
    return " + ".join("uten tak" if money is None else str(Kroner(money)) for money in _money(round))


def _places(round: Round) -> str:
    return "etter pengene" if round.remainder_places is None else str(round.remainder_places)


def _quotas(round: Round) -> list[tuple[int, int]]:
    rows = OwnerFrame.objects.filter(round=round, quota__isnull=False).order_by("owner_id")
    return list(rows.values_list("owner_id", "quota"))  # type: ignore[arg-type]
