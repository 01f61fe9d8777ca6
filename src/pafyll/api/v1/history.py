"""What has happened to a thing: when, who, and from which status to which. Only of what the caller may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from ninja import Path, Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, the_one
from pafyll.api.v1.operations import operation
from pafyll.apps.agreements.permissions import visible_agreements
from pafyll.apps.applications.models import Ranking
from pafyll.apps.applications.queries.admission import visible_admissions
from pafyll.apps.applications.queries.owner import visible_applications
from pafyll.apps.applications.queries.participations import visible_participations
from pafyll.apps.casework.models import Event
from pafyll.apps.forums.queries.needs import needs_of
from pafyll.apps.grants.permissions.awards import visible_awards
from pafyll.apps.grants.queries.cases import visible_changes
from pafyll.integrations.clock import now, today

router = Router(tags=["history"])
# What an owner or a provider works with. A person's own things are read on her own pages.
VISIBLE: Mapping[str, Callable[[Caller], Any]] = {
    "admission": lambda request: visible_admissions(request.viewer),
    "agreement": lambda request: visible_agreements(request.viewer, day=today()),
    "application": lambda request: visible_applications(request.viewer, now()),
    "award": lambda request: visible_awards(request.viewer, day=today()),
    "change": lambda request: visible_changes(request.viewer).filter(owner__in=request.viewer.ranks_for),
    "need": lambda request: needs_of(viewer=request.viewer),
    "participation": lambda request: visible_participations(request.viewer).filter(owner__in=request.viewer.ranks_for),
    "ranking": lambda request: Ranking.objects.filter(owner__in=request.viewer.ranks_for),
}
Kind = Annotated[str, Path(pattern=f"^({'|'.join(VISIBLE)})$")]


class Happened(Schema):
    """One thing that happened. verb is a code; before and after are statuses, "" where there was none."""

    at: datetime
    by: str
    verb: str
    before: str
    after: str


@operation(router, "get", "/history/{str:kind}/{int:pk}", name="history", gives=list[Happened], scope="history:read")
def history(request: Caller, kind: Kind, pk: Key) -> Any:
    """The history, the earliest first."""
    thing = the_one(VISIBLE[kind](request).filter(pk=pk))
    about = thing.key if hasattr(thing, "key") else thing.about  # an agreement's about is what it concerns
    events = Event.objects.filter(about=about).select_related("by")
    return [_shown(one) for one in events.order_by("at", "pk")]


def _shown(one: Event) -> dict[str, Any]:
    kept = ("at", "verb", "before", "after")
    return {name: getattr(one, name) for name in kept} | {"by": str(one.by) if one.by else ""}
