"""What the Storting gave in the story, and the frames of each round: Ada prepares them, and Idar decides."""

from __future__ import annotations

from datetime import date

from pafyll.apps.grants.services.appropriating import AppropriationTerms
from pafyll.apps.grants.services.proposing import decide_money, propose_appropriation, propose_frame, return_money
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.world import World

ITEM = "Kap. 226 post 21"
SOURCE = "Eksempeltall for demonstrasjon, ikke et tall fra statsbudsjettet"
RESERVE = 400_000  # kroner in each budget year for upheld appeals, beside what is announced
APPROPRIATED = {2024: 2_000_000, 2025: 3_000_000, 2026: 4_000_000, 2027: 3_000_000}


def appropriate_money(world: World) -> None:
    """One appropriation for each budget year that the story touches, entered on its first working days."""
    for year, amount in APPROPRIATED.items():
        terms = AppropriationTerms(budget_year=year, amount=amount, item=ITEM, source=SOURCE)
        day = min(date(year, 1, 4), date(2026, 1, 5))
        made = propose_appropriation(terms=terms, booked_on=day, by=world.user("ada"), at=at(day))
        decide_money(proposal=made, by=world.user("idar"), at=at(day))


def set_frames(world: World, year: int) -> None:
    """What the year's round may commit: its announced money in both budget years, and a reserve for appeals."""
    round = world.rounds[year]
    for budget_year, amount in zip((year, year + 1), (round.state_money_autumn, round.state_money_spring), strict=True):
        made = propose_frame(
            round=round,
            budget_year=budget_year,
            amount=(amount or 0) + RESERVE,
            by=world.user("ada"),
            at=at(date(year, 1, 26)),
            why="Midlene som er kunngjort, og en reserve til klager som får medhold.",
        )
        decide_money(proposal=made, by=world.user("idar"), at=at(date(year, 1, 27)))


def leave_money_waiting(world: World) -> None:
    """A supplement that was sent back for want of a page number, and a higher frame that waits for Idar."""
    ada, idar, day = world.user("ada"), world.user("idar"), date(2026, 3, 3)
    terms = AppropriationTerms(budget_year=2026, amount=250_000, item=ITEM, source=SOURCE)
    made = propose_appropriation(terms=terms, booked_on=day, by=ada, at=at(day))
    return_money(proposal=made, why="Skriv hvilket tillegg det gjelder, med sidetall.", by=idar, at=at(day))
    round = world.rounds[CURRENT]
    now = round.money_frames.get(budget_year=CURRENT).amount
    why = "Midler som ble frigjort i forrige runde."
    propose_frame(round=round, budget_year=CURRENT, amount=now + 100_000, why=why, by=ada, at=at(date(2026, 3, 9)))
