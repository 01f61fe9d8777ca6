"""The college's events: a TeachMeet that is full, a conference in the making, one that was held and one called off."""

from __future__ import annotations

from datetime import date

from pafyll.apps.surveys.models import SharingEvent, SignUp
from pafyll.apps.surveys.services.events import (
    EventPlan,
    Wish,
    confirm,
    move_event,
    plan_event,
    sign_off,
    sign_up,
    token_of,
)
from pafyll.apps.surveys.services.tokens import hash_of
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.survey import SharingEventStatus as E
from pafyll.integrations.clock import midnight_after

GUESTS = (
    ("Live Aune", "Fjordvik skole", "Leselyst på 6. trinn"),
    ("Olav Brekke", "Sentrum skole", ""),
    ("Maren Dalen", "Nordlys friskole", "Lærende nettverk hos oss"),
    ("Stian Eide", "Marka skole", ""),
    ("Berit Fosse", "Hammeren skole", ""),
    ("Terje Gran", "", ""),
)


def plan_events(world: World) -> None:
    """Four events in every state, and sign-ups in every state."""
    meet = _event(world, "TeachMeet: lesing i alle fag", date(2026, 4, 15), kind="teachmeet", capacity=3)
    _move(world, meet, E.PUBLISHED)
    _sign_up(meet)
    _event(world, "Innhavet-konferansen 2026", date(2026, 10, 21), capacity=120)
    held = _event(world, "Delingsdag om høstens prosjekter", date(2025, 12, 3), capacity=60)
    _move(world, held, E.PUBLISHED, E.HELD)
    off = _event(world, "TeachMeet i Ytre Innhavet", date(2026, 3, 18), kind="teachmeet", capacity=30)
    _move(world, off, E.PUBLISHED, E.CANCELLED)


def _event(world: World, title: str, day: date, *, kind: str = "conference", capacity: int) -> SharingEvent:
    plan = EventPlan(
        kind=kind,
        title=title,
        words="Korte innlegg fra skoler som har prøvd noe nytt, med tid til å spørre. Kaffe og noe å bite i.",
        place="Høgskolen i Innhavet, auditorium 2",
        starts_at=at(day, 9),
        ends_at=at(day, 15),
        closes_at=midnight_after(day.replace(day=day.day - 2)),
        capacity=capacity,
    )
    provider = world.organisations["college"]
    return plan_event(provider=provider, plan=plan, by=world.user("nina"), at=at(date(2025, 10, 6)))


def _move(world: World, event: SharingEvent, *steps: E) -> None:
    for step in steps:
        move_event(event=event, to=step, by=world.user("nina"), at=at(date(2025, 10, 7)))


def _sign_up(event: SharingEvent) -> None:
    """Three have a place, two wait, one has not confirmed; and one who had a place has left it."""
    rows = []
    for number, (name, workplace, shares) in enumerate(GUESTS):
        when = at(date(2026, 2, 10 + number))
        email = f"{name.lower().replace(' ', '.')}@example.no"
        sign_up(event=event, wish=Wish(name, email, workplace, shares), source="story", language="nb", at=when)
        made = event.sign_ups.get(email=email)
        made.nonce = f"story-{made.pk}"
        SignUp.objects.filter(pk=made.pk).update(nonce=made.nonce, token_hash=hash_of(token_of(made)))
        if number < len(GUESTS) - 1:
            rows.append(confirm(signed=made, at=when))
    sign_off(signed=rows[1], at=at(date(2026, 2, 20)))
