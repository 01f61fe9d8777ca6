"""The nation's appropriation for both budget years of its round, all of it set as the round's frame."""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.grants.services.appropriating import AppropriationTerms, appropriate, set_frame
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.money import ITEM, SOURCE


def give_money(round: Round) -> None:
    """As much as the round's announced money, so that what is allocated can also be promised."""
    ada = User.objects.get(username="ada")
    year = round.study_year
    for budget_year, amount in ((year, round.state_money_autumn or 0), (year + 1, round.state_money_spring or 0)):
        terms = AppropriationTerms(budget_year=budget_year, amount=amount, item=ITEM, source=SOURCE)
        appropriate(terms=terms, booked_on=date(year, 1, 5), by=ada, at=at(date(year, 1, 5)))
        set_frame(round=round, budget_year=budget_year, amount=amount, by=ada, at=at(date(year, 1, 26)))
