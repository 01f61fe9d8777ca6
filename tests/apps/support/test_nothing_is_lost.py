"""Whatever is merged, split or moved, in whatever order: no krone and no published figure changes."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db.models import Q, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pafyll.apps.applications.models import Application, OwnerFrame, Participation
from pafyll.apps.grants.models import Account, Commitment, Entry
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.statistics.models import FigureTable
from pafyll.apps.support.frame_parts import frames_to_share, limits_of
from pafyll.apps.support.rights import IN_PLAY, UNDER_WAY
from pafyll.apps.support.services.planning_changes import Becomes, share_out
from pafyll.apps.support.sharing import people_to_share, schools_to_share
from pafyll.apps.support.ways import ways_of
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from tests.apps.support.reorganised import DAY, country, done, planned, town
from tests.factories import FigureTableFactory, ReleaseFactory
from tests.factories.base import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(40)]
EXAMPLES = 60 if os.environ.get("PAFYLL_LONG") else 6
STEP = st.tuples(st.sampled_from(["merge", "take_in", "split", "move"]), st.randoms(use_true_random=False))


def standing(kind: str = "municipality") -> list[Organisation]:
    return list(Organisation.objects.filter(kind=kind, ends_before=None).order_by("pk"))


def change(land: Any, step: str, random: Any, fresh: Any) -> None:
    owners = standing()
    one = random.choice(owners)
    others = [each for each in owners if each != one]
    if step == "merge" and others:
        done(land, planned(land, K.MERGE, [one, random.choice(others)], next(fresh)))
    elif step == "take_in" and others:
        done(land, planned(land, K.MERGE, [one], Becomes(random.choice(others).number)))
    elif step == "split":
        split(land, one, random, fresh)
    elif step == "move" and others:
        school = random.choice(standing("school"))
        to = random.choice([each for each in owners if each.pk != school.parent_id])
        done(land, planned(land, K.MOVE, [school], Becomes(to.number)))


def split(land: Any, one: Organisation, random: Any, fresh: Any) -> None:
    """Into two that are new, or one that is new and one that stood before, with or without a frame of its own."""
    others = [Becomes(each.number) for each in standing() if each != one]
    it = planned(land, K.SPLIT, [one], next(fresh), random.choice([next(fresh), *others]))
    targets, ways = [each.pk for each in it.targets.all()], ways_of(it)
    schools = {each.pk: random.choice(targets) for each in schools_to_share(ways)}
    people = {each.pk: random.choice(targets) for each in people_to_share(ways)}
    frames = {one.round_id: parts(one, targets, random) for one in frames_to_share(ways) if random.random() < 0.7}
    share_out(reorganisation=it, schools=schools, people=people, frames=frames, by=land.selma, at=NOW)
    done(land, it)


def parts(frame: OwnerFrame, targets: list[int], random: Any) -> dict[int, dict[str, int]]:
    """Each limit cut somewhere between the first and the last of the targets."""
    found: dict[int, dict[str, int]] = {one: {} for one in targets}
    for name, whole in limits_of(frame).items():
        first = random.randint(0, whole)
        found[targets[0]][name], found[targets[-1]][name] = first, whole - first
    return found


def past() -> dict[str, Any]:
    """Everything that may not change."""
    decided = Application.objects.filter(round__status=RoundStatus.CLOSED)
    return {
        "figures": list(FigureTable.objects.order_by("pk").values()),
        "decided": list(decided.order_by("pk").values_list("pk", "owner", "school")),
        "kinds": list(Account.objects.order_by("kind").values_list("kind").annotate(Sum("balance"))),
        "frames": list(Account.objects.filter(kind="frame").order_by("key").values_list("key", "balance")),
        "promised": list(Commitment.objects.order_by("pk").values_list("pk", "amount", "paid", "released")),
        "quota": OwnerFrame.objects.aggregate(Sum("quota"), Sum("budget_autumn")),
        "schools": Organisation.objects.filter(kind="school").count(),
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=1, max_size=3))
def test_no_krone_and_no_figure_changes_and_everything_open_has_one_holder(steps):
    from django.db import transaction

    with transaction.atomic():
        land = country()
        places = [town(land) for _ in range(4)]
        OwnerFrame.objects.filter(owner=places[-1].owner).delete()
        release = ReleaseFactory()
        FigureTableFactory(release=release)
        before, entries = past(), list(Entry.objects.order_by("pk").values())
        fresh = (Becomes(str(910_000_000 + n), f"Ny {n}") for n in range(100))
        for step, random in steps:
            change(land, step, random, fresh)

        assert past() == before
        assert list(Entry.objects.order_by("pk").values())[: len(entries)] == entries
        assert differing_accounts() == []
        _everything_open_is_held_by_one_that_stands(places)
        transaction.set_rollback(True)


def _everything_open_is_held_by_one_that_stands(places: list[Any]) -> None:
    closed = Organisation.objects.exclude(ends_before=None)
    open_rounds = ~Q(round__status=RoundStatus.CLOSED)
    assert not Application.objects.filter(open_rounds, status__in=IN_PLAY, owner__in=closed).exists()
    assert not Participation.objects.filter(status__in=UNDER_WAY, owner__in=closed).exists()
    assert not Commitment.objects.filter(owner__in=closed).exists()
    assert not OwnerFrame.objects.filter(owner__in=closed).exists()
    assert not Organisation.objects.filter(kind="school", ends_before=None, parent__in=closed).exists()
    for one in Commitment.objects.select_related("term__participation"):
        assert one.owner_id == one.term.participation.owner_id
    for one in Participation.objects.select_related("school"):
        assert one.owner_id == one.school.parent_id  # each school went to exactly one, with all that is its
    for place in places:
        held = RoleGrant.objects.filter(Q(ends_before=None) | Q(ends_before__gt=DAY), person=place.decider)
        assert {one.organisation.ends_before for one in held} == {None}
        assert held.count() == 1
