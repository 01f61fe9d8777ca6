"""What a client can ask for in its world, and the keys that it gets to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.connections.services.tokens import make_token
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.devtools.seed.nation.planting import plant_nation
from pafyll.devtools.seed.nation.sizes import Sizes
from pafyll.devtools.seed.story.days import TODAY
from pafyll.domain.rules.tokens import LONGEST, scopes_for
from pafyll.integrations.clock import now

STORY, NATION = "story", "nation"
PREPARED = {STORY: "story", NATION: "empty"}  # which file a world of the kind is copied from
Role = RoleGrant.Role
# Who the keys act as: whoever may make one for such an organisation.
HOLDERS = (Role.OWNER_DECIDER, Role.PROVIDER_OFFICER, Role.DIRECTORATE_DECIDER)


@dataclass(frozen=True)
class Wanted:
    """A small nation: every municipality with a school, and so many who teach, offer and apply, by a seed."""

    teachers: int = 1_500
    offers: int = 40
    applicants: int = 200
    seed: int = 1

    @property
    def sizes(self) -> Sizes:
        """As the generator wants it; owners say yes to seven of ten, as in 2018."""
        return Sizes(5, 450, self.teachers, 6, self.offers, self.applicants, self.applicants * 71 // 100)


@dataclass(frozen=True)
class Key:
    """A key to one organisation of the world."""

    organisation: Organisation
    role: str
    scopes: list[str]
    secret: str


def first_day() -> date:
    """The day that a new world stands on: the story's own."""
    return TODAY


def generate(wanted: Wanted) -> None:
    """Fills the empty world that we are in. The same wish gives the same world."""
    plant_nation(sizes=wanted.sizes, seed=wanted.seed)


def give_keys() -> list[Key]:
    """One key for each organisation that a system may act for, up to three of a kind, with every scope that fits."""
    return [_key(grant) for role in HOLDERS for grant in _holders(role)]


def _holders(role: str) -> list[RoleGrant]:
    grants = RoleGrant.objects.filter(role=role, delegated_by=None, ends_before=None).exclude(person__user=None)
    first: dict[int, RoleGrant] = {}
    for grant in grants.select_related("organisation", "person__user").order_by("pk"):
        first.setdefault(grant.organisation_id, grant)
    return list(first.values())[:3]


def _key(grant: RoleGrant) -> Key:
    own, user = grant.organisation, grant.person.user
    assert user is not None
    is_authority = own.kind == Organisation.Kind.DIRECTORATE
    scopes = [one.code for one in scopes_for(is_owner=own.is_owner, is_authority=is_authority)]
    _, secret = make_token(organisation=own, name="Prøving", scopes=scopes, days=LONGEST.days, by=user, at=now())
    return Key(own, grant.role, scopes, secret)
