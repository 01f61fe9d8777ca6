"""Keys in the story: the college's student system, Fjordvik's personnel system and the directorate's tool have one."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.simulating import simulate
from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.connections.models import AccessToken
from pafyll.apps.connections.services.tokens import make_token, note_use, revoke_token
from pafyll.apps.organisations.models import RoleGrant
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE
from pafyll.devtools.seed.story.world import World
from pafyll.domain.allocation.scenarios import Changes
from pafyll.integrations.clock import OSLO

MADE = datetime(CURRENT, 2, 16, 10, 5, tzinfo=OSLO)
KEYS = (
    ("nina", "provider_officer", "Studentsystemet", ("admissions:read", "admissions:write")),
    ("nina", "provider_officer", "Prøve med regneark", ("admissions:read",)),
    ("rolf", "directorate_decider", "Analyseverktøyet", ("allocations:read", "allocations:write")),
    ("marit", "owner_decider", "Personalsystemet", ("needs:read", "needs:write")),
)


def plant_tokens() -> None:
    """Nobody knows the secrets: who tries the API in a demonstration makes a key of her own."""
    made = [_made(*one) for one in KEYS]
    for one in made:  # the same in every planting, and of no key at all
        digest = sha256(f"{one.holder.username} {one.name}".encode()).hexdigest()
        AccessToken.objects.filter(pk=one.pk).update(digest=digest, hint=f"{one.hint[:7]}{digest[:4]}")
    for one in (made[0], made[3]):
        note_use(one, at=MADE + timedelta(days=21, hours=3))
    revoke_token(token=made[1], by=User.objects.get(username="nina"), at=MADE + timedelta(days=3))


def try_out_middle(world: World) -> None:
    """The directorate's tool has asked what the round of last year would have come to with all the money."""
    by = User.objects.get(username="rolf")
    with at_once():
        simulate(round=world.rounds[MIDDLE], changes=Changes(state_money=(-1, -1)), by=by, at=MADE + timedelta(days=2))


def _made(key: str, role: str, name: str, scopes: tuple[str, ...]) -> AccessToken:
    grant = RoleGrant.objects.get(person__user__username=key, role=role, delegated_by=None)
    user = User.objects.get(username=key)
    days = 90
    return make_token(organisation=grant.organisation, name=name, scopes=scopes, days=days, by=user, at=MADE)[0]
