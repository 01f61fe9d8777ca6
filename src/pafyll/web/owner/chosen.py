"""Which owner and which round the pages are about: the only one there is, or the one that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.announced import ANNOUNCED
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.web.components.http import DeskRequest, see_other

OWNER, ROUND = "owner", "owner_round"  # keys in the session


@dataclass(frozen=True)
class Chosen:
    """The owner and the round that a page shows. round is None until the first one is announced."""

    owner: Organisation
    round: Round | None
    owners: tuple[Organisation, ...]
    rounds: tuple[Round, ...]

    @property
    def has_choice(self) -> bool:
        return len(self.owners) > 1 or len(self.rounds) > 1


View = Callable[..., HttpResponse]


def at_owner_desk(view: View) -> View:
    """Gives the view the chosen owner and round; sends someone who works for several owners to choose first."""

    @wraps(view)
    def with_choice(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
        owners, rounds = owners_of(request.viewer), announced_rounds()
        owner = _owner(request, owners)
        if owner is None:
            query = urlencode({"neste": request.path})
            return see_other(f"{reverse('owner:choose')}?{query}")
        chosen = Chosen(owner, _round(request, rounds), owners, rounds)
        return view(request, chosen, *args, **kwargs)

    return with_choice


def round_or_404(chosen: Chosen) -> Round:
    """The chosen round; 404 until the first one is announced."""
    if chosen.round is None:
        raise Http404
    return chosen.round


def owners_of(viewer: Viewer) -> tuple[Organisation, ...]:
    """The owners that the viewer works for, by name, the closed ones last. No query: the grants are read."""
    roles = (Role.OWNER_OFFICER, Role.OWNER_DECIDER)
    found = {grant.organisation.pk: grant.organisation for grant in viewer.grants if grant.role in roles}
    return tuple(sorted(found.values(), key=lambda owner: (owner.ends_before is not None, owner.name)))


def announced_rounds() -> tuple[Round, ...]:
    """Rounds that are announced or over, newest first. One query."""
    return tuple(ANNOUNCED.ask())


def _owner(request: DeskRequest, owners: tuple[Organisation, ...]) -> Organisation | None:
    chosen = next((owner for owner in owners if owner.pk == request.session.get(OWNER)), None)
    standing = [owner for owner in owners if owner.ends_before is None]
    only = standing if standing else owners
    return chosen or (only[0] if len(only) == 1 else None)


def _round(request: DeskRequest, rounds: tuple[Round, ...]) -> Round | None:
    """The chosen round, else the newest that is open, else the newest."""
    chosen = next((round for round in rounds if round.pk == request.session.get(ROUND)), None)
    is_open = next((round for round in rounds if round.status == RoundStatus.OPEN), None)
    return chosen or is_open or next(iter(rounds), None)
