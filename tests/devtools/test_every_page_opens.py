"""Every page of every desk opens for its person, and a link or a form leads to each of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.cast import CAST
from pafyll.web.components.gates import DESKS
from tests.devtools.crawling import names_of, walk

# The day on which each desk has most to do.
DAYS = {"teacher": "2026-02-10", "authority": "2026-03-20"}
FROM_OUTSIDE = {"public:log_out"}  # reached by a form that only those logged in are shown


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_every_page_that_a_person_is_shown_the_way_to_opens(world, client_of, clock, member):
    clock.move_to(DAYS.get(member.home.split(":")[0], "2026-03-10"))
    person = Person.objects.get(user__username=member.key)

    found = walk(client_of(person), reverse(member.home))

    assert found.closed == []
    assert member.home in found.reached
    assert found.opened > 3


@pytest.mark.parametrize("desk", DESKS)
def test_a_way_leads_to_every_page_of_the_desk(world, client_of, clock, desk):
    reached: set[str] = set()
    for day in ("2026-01-20", "2026-02-10", "2026-03-10", "2026-03-20", "2026-04-30"):
        clock.move_to(day)
        for member in [one for one in CAST if one.home.startswith(f"{desk}:")] or CAST[:1]:
            person = Person.objects.get(user__username=member.key)
            reached |= walk(client_of(person), reverse(member.home if desk != "public" else "public:home")).reached

    assert set(names_of(desk)) - reached - FROM_OUTSIDE == set()
