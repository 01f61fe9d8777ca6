"""The rounds as the directorate prepares them: copied from the year before, checked, priced and announced by Ada."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.models import OwnerFrame, Round
from pafyll.apps.applications.queries.rounds import UNCHANGED
from pafyll.apps.applications.services.rounds import (
    RateEntry,
    RoundTerms,
    announce_draw,
    confirm_unchanged,
    copy_round,
    enter_rate,
    open_round,
    set_quota,
    set_terms,
)
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import midnight_after

RATE_SOURCE = "Eksempeltall for demonstrasjon, ikke Utdanningsdirektoratets sats"
RULE_SET = "2024-25"

# Kroner that the state has, autumn and spring: less than what is asked for, so that not everyone gets a place.
MONEY = {FINISHED: (1_000_000, 1_000_000), MIDDLE: (1_100_000, 1_100_000), CURRENT: (1_500_000, 1_500_000)}
DRAWS = {
    FINISHED: "Innhavet 2024: 7 14 22 31 36",
    MIDDLE: "Innhavet 2025: 3 9 17 28 40",
    CURRENT: "Innhavet 2026: 5 11 19 23 38",
}

# scheme, subject group, payer, kroner per 30 credits
RATES = (
    ("substitute", "", "state", 180000),
    ("substitute", "", "owner", 45000),
    ("substitute", "five_subjects", "state", 225000),
    ("substitute", "five_subjects", "owner", 0),
    ("scholarship", "", "state", 120000),
    ("scholarship", "", "owner", 0),
)

# owner: places at most, own money in the autumn and in the spring
FRAMES = {
    "fjordvik": (5, 120_000, 120_000),
    "storby": (9, 200_000, 200_000),
    "county": (5, 180_000, 180_000),
    "nordlys": (None, 40_000, 40_000),
}
# This year Fjordvik may send two, so that its list shows where the frame is used up.
TIGHT = {(CURRENT, "fjordvik"): (2, 12_000, 12_000)}


def announce_round(world: World, year: int) -> None:
    """Takes the year's round from a copy to its announcement on 25 January; the draw follows on 20 February."""
    round = world.rounds[year] = copy_of_last_year(world, year, date(year, 1, 10))
    _set_terms(world, round)
    _set_rates(world, round)
    _set_frames(world, round)
    ada = world.user("ada")
    for item in UNCHANGED:
        confirm_unchanged(round=round, item=item, by=ada, at=at(date(year, 1, 24)))
    open_round(round=round, by=ada, at=at(date(year, 1, 25)))
    announce_draw(round=round, seed=DRAWS[year], by=ada, at=at(date(year, 2, 20)))


def copy_of_last_year(world: World, year: int, day: date) -> Round:
    """The year's draft. The first one has no year before it to copy."""
    last = world.rounds.get(year - 1)
    if last is not None:
        return copy_round(last=last, by=world.user("ada"), at=at(day))
    return Round.objects.create(
        study_year=year,
        name=f"Videreutdanning for lærere {SchoolYear(year)}",
        rule_set=RULE_SET,
        opens_at=at(date(year, 2, 1), 0),
        teacher_closes_at=midnight_after(date(year, 3, 1)),
        owner_opens_at=at(date(year, 3, 2), 0),
        owner_closes_at=midnight_after(date(year, 3, 15)),
        result_on=date(year, 4, 30),
        admission_on=date(year, 5, 31),
    )


def _set_terms(world: World, round: Round) -> None:
    autumn, spring = MONEY[round.study_year]
    terms = RoundTerms(
        name=round.name,
        rule_set=round.rule_set,
        target_groups=("primary_and_lower_secondary", "upper_secondary"),
        state_money_autumn=autumn,
        state_money_spring=spring,
    )
    set_terms(round=round, terms=terms, by=world.user("ada"), at=at(date(round.study_year, 1, 15)))


def _set_rates(world: World, round: Round) -> None:
    for scheme, group, payer, amount in RATES:
        rate = RateEntry(scheme, group, payer, amount, RATE_SOURCE)
        enter_rate(round=round, rate=rate, by=world.user("ada"), at=at(date(round.study_year, 1, 20)))


def _set_frames(world: World, round: Round) -> None:
    """The directorate sets quotas; the owners' own money is their own business, and stands beside."""
    for key, usual in FRAMES.items():
        quota, autumn, spring = TIGHT.get((round.study_year, key), usual)
        owner = world.organisations[key]
        if quota is not None:
            set_quota(round=round, owner=owner, quota=quota, by=world.user("ada"), at=at(date(round.study_year, 1, 22)))
        money = {"budget_autumn": autumn, "budget_spring": spring}
        OwnerFrame.objects.update_or_create(round=round, owner=owner, defaults=money)
