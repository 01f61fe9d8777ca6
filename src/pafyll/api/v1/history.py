"""What has happened to a thing: when, who, and from which status to which. Only of what the caller may see."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Path, Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, the_one
from pafyll.api.v1.operations import operation
from pafyll.apps.casework.models import Event
from pafyll.apps.connections.things import readable
from pafyll.domain.rules.webhooks import THINGS
from pafyll.integrations.clock import now

router = Router(tags=["history"])
# What an owner or a provider works with. A person's own things are read on her own pages.
Kind = Annotated[str, Path(pattern=f"^({'|'.join(sorted(THINGS))})$")]


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
    thing = the_one(readable(kind).rows(request.viewer, now()).filter(pk=pk))
    events = Event.objects.filter(about=f"{THINGS[kind].lifecycle.name}:{thing.pk}").select_related("by")
    return [_shown(one) for one in events.order_by("at", "pk")]


def _shown(one: Event) -> dict[str, Any]:
    kept = ("at", "verb", "before", "after")
    return {name: getattr(one, name) for name in kept} | {"by": str(one.by) if one.by else ""}
