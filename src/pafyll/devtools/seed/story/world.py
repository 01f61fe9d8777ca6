"""What the parts of the story world hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, Person

SEED = "Innhavet"


@dataclass
class World:
    """Everything planted so far, by key."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    teachers: dict[str, list[Person]] = field(default_factory=dict)  # by the school's key
    principals: dict[str, Person] = field(default_factory=dict)  # by the school's key
    offers: dict[int, list[StudyOffer]] = field(default_factory=dict)  # by study year
    rounds: dict[int, Round] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 – a story, not a secret

    def user(self, key: str) -> User:
        """The log-in of one of the cast."""
        user = self.people[key].user
        assert user is not None
        return user
