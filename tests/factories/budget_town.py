"""A small town with a budget: Siri prepares, Marit decides, Per leads a school, Leif represents; Ola is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import BudgetSource
from tests.factories.budget import BudgetAmountFactory, BudgetSourceFactory
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory


@dataclass
class BudgetTown:
    """The owner, a school, and everybody by name."""

    owner: Organisation
    school: Organisation
    people: dict[str, Person]

    def user(self, key: str) -> User:
        user = self.people[key].user
        assert user is not None
        return user

    def money(self, title: str, purpose: str, amounts: dict[int, int], **more: object) -> BudgetSource:
        """A source with amounts by year."""
        source = BudgetSourceFactory(owner=self.owner, title=title, purpose=purpose, **more)
        for year, amount in amounts.items():
            BudgetAmountFactory(source=source, budget_year=year, amount=amount)
        return source


ROLES = {
    "siri": "owner_officer",
    "marit": "owner_decider",
    "per": "principal",
    "leif": "union_representative",
    "ola": "owner_decider",
}


def budget_town() -> BudgetTown:
    """Everybody with a log-in of their own name."""
    owner, elsewhere = (OrganisationFactory(municipality=True) for _ in range(2))
    school = OrganisationFactory(parent=owner)
    places = {"per": school, "ola": elsewhere}
    people = {key: PersonFactory(user=UserFactory(username=key)) for key in ROLES}
    for key, role in ROLES.items():
        RoleGrantFactory(person=people[key], organisation=places.get(key, owner), role=role)
    return BudgetTown(owner, school, people)
