"""What the Storting gave in the story, and the frames that Ada set for each round."""

from __future__ import annotations

from datetime import date

from pafyll.apps.grants.services.appropriating import AppropriationTerms, appropriate, set_frame
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World

ITEM = "Kap. 226 post 21"
SOURCE = "Eksempeltall for demonstrasjon, ikke et tall fra statsbudsjettet"
APPROPRIATED = {2024: 2_000_000, 2025: 3_000_000, 2026: 4_000_000, 2027: 3_000_000}


def appropriate_money(world: World) -> None:
    """One appropriation for each budget year that the story touches, entered on its first working days."""
    for year, amount in APPROPRIATED.items():
        terms = AppropriationTerms(budget_year=year, amount=amount, item=ITEM, source=SOURCE)
        day = min(date(year, 1, 4), date(2026, 1, 5))
        appropriate(terms=terms, booked_on=day, by=world.user("ada"), at=at(day))


def set_frames(world: World, year: int) -> None:
    """What the year's round may commit: as much as its announced money in both budget years."""
    round = world.rounds[year]
    for budget_year, amount in zip((year, year + 1), (round.state_money_autumn, round.state_money_spring), strict=True):
        set_frame(
            round=round,
            budget_year=budget_year,
            amount=amount or 0,
            by=world.user("ada"),
            at=at(date(year, 1, 26)),
            why="Rammen er det samme som midlene som er kunngjort.",
        )
