"""Changes of organisations in the story (invented): one is over, one comes, one waits, and one is being shared out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.services.carrying_out import carry_out
from pafyll.apps.support.services.deciding_changes import approve_change, propose_change
from pafyll.apps.support.services.planning_changes import Becomes, Planned, plan_change
from pafyll.devtools.seed.numbers import organisation_numbers
from pafyll.devtools.seed.story.world import World
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from pafyll.integrations.clock import OSLO

IN_JANUARY = datetime(2026, 1, 12, 9, tzinfo=OSLO)
FEBRUARY, AUGUST, NEW_YEAR = date(2026, 2, 1), date(2026, 8, 1), date(2027, 1, 1)
SOURCE = "Oppdiktet styrevedtak i Stiftelsen Nordlys, sak 4/26"
CASE = "Oppdiktet kommunestyresak i Storby, 12/26"


def reorganise(world: World) -> None:
    """Polarlys became part of Nordlys. Two of Storby's schools become one, one moves, and the county is split."""
    selma, idar = User.objects.get(username="selma"), User.objects.get(username="idar")
    at = world.organisations
    numbers = organisation_numbers(9000)
    polarlys = Organisation.objects.create(
        kind=Organisation.Kind.PRIVATE_OWNER, name="Stiftelsen Polarlys", number=next(numbers), county_code="98"
    )
    over = _planned(K.MERGE, FEBRUARY, SOURCE, [polarlys], [Becomes(at["nordlys"].number)], selma)
    carry_out(reorganisation=_approved(over, selma, idar), at=datetime(2026, 2, 1, 2, tzinfo=OSLO))
    school = [Becomes(at["sentrum"].number)]
    _approved(_planned(K.MERGE, AUGUST, CASE, [at["marka"]], school, selma), selma, idar)
    moves = _planned(K.MOVE, NEW_YEAR, CASE, [at["hammeren"]], [Becomes(at["fjordvik"].number)], selma)
    propose_change(reorganisation=moves, by=selma, at=IN_JANUARY)
    two = [
        Becomes(next(numbers), "Ytre Innhavet fylkeskommune"),
        Becomes(next(numbers), "Indre Innhavet fylkeskommune"),
    ]
    _planned(K.SPLIT, NEW_YEAR, "Oppdiktet lovvedtak om inndelingen av fylker", [at["county"]], two, selma)


def _planned(
    kind: K, day: date, source: str, sources: list[Organisation], becomes: list[Becomes], by: User
) -> Reorganisation:
    numbers = [one.number for one in sources]
    planned = Planned(kind, day, source, numbers, becomes, becomes[0].number)
    return plan_change(planned=planned, by=by, at=IN_JANUARY)


def _approved(one: Reorganisation, by: User, decider: User) -> Reorganisation:
    propose_change(reorganisation=one, by=by, at=IN_JANUARY)
    return approve_change(reorganisation=one, by=decider, at=IN_JANUARY + timedelta(days=1))
