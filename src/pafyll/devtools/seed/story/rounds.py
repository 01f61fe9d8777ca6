"""The rounds with their dates, money, rates and each owner's frame."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.models import OwnerFrame, Round, RoundRate
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, NEXT, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import midnight_after

RATE_SOURCE = "Eksempeltall for demonstrasjon, ikke Utdanningsdirektoratets sats"
RULE_SET = "2024-25"
STATUSES = {
    FINISHED: RoundStatus.CLOSED,
    MIDDLE: RoundStatus.ALLOCATED,
    CURRENT: RoundStatus.OPEN,
    NEXT: RoundStatus.DRAFT,
}
SEEDS = {FINISHED: "Innhavet 2024-04-02 7 14 22 31 36", MIDDLE: "Innhavet 2025-04-01 3 9 17 28 40"}

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
    "fjordvik": (4, 120_000, 120_000),
    "storby": (9, 300_000, 300_000),
    "county": (5, 180_000, 180_000),
    "nordlys": (None, 40_000, 40_000),
}


def announce_rounds(world: World) -> None:
    """Fills world.rounds by study year: one finished, one in the middle, one open, and next year's draft."""
    before: Round | None = None
    for year in (FINISHED, MIDDLE, CURRENT, NEXT):
        before = world.rounds[year] = _announce(year, before)
        if year != NEXT:
            _set_rates(world, before)
            _set_frames(world, before)


def _announce(year: int, before: Round | None) -> Round:
    seed = SEEDS.get(year, "")
    return Round.objects.create(
        study_year=year,
        name=f"Videreutdanning for lærere {SchoolYear(year)}",
        rule_set=RULE_SET,
        status=STATUSES[year],
        opens_at=at(date(year, 2, 1), 0),
        teacher_closes_at=midnight_after(date(year, 3, 1)),
        owner_opens_at=at(date(year, 3, 2), 0),
        owner_closes_at=midnight_after(date(year, 3, 15)),
        result_on=date(year, 4, 30),
        admission_on=date(year, 5, 31),
        target_groups=["primary_and_lower_secondary", "upper_secondary"],
        state_money_autumn=1_900_000,
        state_money_spring=1_900_000,
        draw_seed=seed,
        draw_announced_at=at(date(year, 3, 1)) if seed else None,
        copied_from=before,
    )


def _set_rates(world: World, round: Round) -> None:
    for scheme, group, payer, amount in RATES:
        RoundRate.objects.create(
            round=round,
            scheme=scheme,
            subject_group=group,
            payer=payer,
            per_30_credits=amount,
            source=RATE_SOURCE,
            entered_by=world.user("ada"),
            entered_at=at(date(round.study_year, 1, 20)),
        )


def _set_frames(world: World, round: Round) -> None:
    for owner, (quota, autumn, spring) in FRAMES.items():
        OwnerFrame.objects.create(
            round=round, owner=world.organisations[owner], quota=quota, budget_autumn=autumn, budget_spring=spring
        )
