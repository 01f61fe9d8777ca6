"""An owner's office with a list, and two editors who save at the same moment. Runs alone on a database in a file."""

from __future__ import annotations

import os
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.applications.models import Ranking, RankingVersion
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking, saved_order
from pafyll.integrations.clock import now
from tests.factories import ApplicationFactory, OrganisationFactory, RoleGrantFactory, RoundFactory
from tests.races import DONE, ROUNDS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 1


class Office:
    """What the tests of this file need by name."""

    round: Any
    owner: Any
    officer: Any
    decider: Any
    keys: list[int]
    ranking: Ranking

    def save(self, *places: int, version: int, by: Any = None) -> Ranking:
        """Saves the applications in the order of their numbers 0, 1, 2."""
        order = [self.keys[place] for place in places]
        return save_ranking(ranking=self.ranking, order=order, read_version=version, by=by or self.officer, at=now())

    def order(self) -> list[int]:
        return [self.keys.index(pk) for pk in saved_order(self.ranking)]


def make_office(applications: int = 3) -> Office:
    office = Office()
    office.round = RoundFactory()
    office.owner = OrganisationFactory(municipality=True)
    school = OrganisationFactory(parent=office.owner)
    office.officer = RoleGrantFactory(owner_officer=True, organisation=office.owner).person.user
    office.decider = RoleGrantFactory(owner_decider=True, organisation=office.owner).person.user
    made = [ApplicationFactory(approved=True, round=office.round, school=school) for _ in range(applications)]
    office.keys = [one.pk for one in made]
    office.ranking = ranking_of(round=office.round, owner=office.owner)
    return office


def race(office: Office) -> dict[str, Any]:
    """Two editors who have both read version 0 save different lists at once: how it ended, and what stands."""
    outcomes = at_once(
        lambda: office.save(0, 1, 2, version=0),
        lambda: office.save(2, 1, 0, version=0, by=office.decider),
    )
    versions = list(RankingVersion.objects.filter(ranking=office.ranking).values_list("order", flat=True))
    return {
        "outcomes": sorted(outcomes),
        "version": Ranking.objects.get(pk=office.ranking.pk).version,
        "versions": len(versions),
        "list_is_the_version": saved_order(office.ranking) in versions,
    }


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words. Every round is an office of its own."""
    ended = ((number, race(make_office())) for number in range(rounds))
    return [f"round {number}: {found}" for number, found in ended if found != ONE_WINS]


ONE_WINS = {"outcomes": ["AlreadyChanged", DONE], "version": 1, "versions": 1, "list_is_the_version": True}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
