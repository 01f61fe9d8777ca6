"""A body that votes twice at once, and a vote in the moment that the ballot is counted. Alone on a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import timedelta

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import AgendaItem, ForumDecision, ForumMembership, ForumVote
from pafyll.apps.forums.services.deciding import cast_vote, count_ballot, dissent
from tests.factories import (
    AgendaItemFactory,
    BallotFactory,
    ForumFactory,
    ForumMembershipFactory,
    MembershipSubstituteFactory,
    RoleGrantFactory,
)
from tests.factories.base import NOW
from tests.races import DONE, ROUNDS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 4
KNOWN = {DONE, "AlreadyChanged", "Refusal"}


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: a body has one vote, and the count is of the votes that are there."""
    forum = ForumFactory()
    tor = RoleGrantFactory(county_governor=True, organisation=forum.governor).person.user
    seat = ForumMembershipFactory(forum=forum)
    stand_in = MembershipSubstituteFactory(membership=seat).person.user
    found: list[str] = []
    for number in range(rounds):
        item = _voted_over(forum)
        found += [f"round {number}: {said}" for said in _race(item, seat, stand_in, tor)]
    return found


def _voted_over(forum: object) -> AgendaItem:
    item = AgendaItemFactory(meeting__forum=forum, meeting__held=True, meeting__starts_at=NOW - timedelta(hours=1))
    BallotFactory(failed__item=item)
    return AgendaItem.objects.select_related("meeting__forum__governor").get(pk=item.pk)


def _race(item: AgendaItem, seat: ForumMembership, stand_in: User, tor: User) -> Iterator[str]:
    """The member presses twice, the substitute twice, and the secretariat counts, all at once."""
    member = seat.person.user
    votes = [lambda by=by: cast_vote(item=item, choice="for", by=by, at=NOW) for by in (member, stand_in) * 2]
    outcomes = at_once(*votes, lambda: count_ballot(item=item, by=tor, at=NOW))
    if set(outcomes) - KNOWN:
        yield f"voting ended {sorted(outcomes)}"
    cast = ForumVote.objects.filter(ballot__failed__item=item).count()
    if cast > 1:
        yield f"the body voted {cast} times"
    decision = ForumDecision.objects.filter(item=item).first()
    if decision is not None and decision.votes_for != cast:
        yield f"{decision.votes_for} votes were counted, {cast} were cast"
    if decision is not None:
        yield from _dissent(decision, member, stand_in)


def _dissent(decision: ForumDecision, member: User, stand_in: User) -> Iterator[str]:
    """Both write down that the body does not stand behind it, twice each."""
    said = [
        lambda by=by: dissent(decision=decision, text="Vi er ikke enige.", by=by, at=NOW)
        for by in (member, stand_in) * 2
    ]
    outcomes = at_once(*said)
    if set(outcomes) - KNOWN or outcomes.count(DONE) != 1:
        yield f"dissenting ended {sorted(outcomes)}"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    sys.exit(bool(wrong))
