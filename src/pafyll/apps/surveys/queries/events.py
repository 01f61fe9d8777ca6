"""Events that are open to all, and those of the viewer's own with everybody who has signed up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.surveys.models import SharingEvent, SignUp
from pafyll.domain.lifecycles.survey import SharingEventStatus, SignUpStatus

COMING = Count("sign_ups", filter=Q(sign_ups__status=SignUpStatus.COMING))
WAITING = Count("sign_ups", filter=Q(sign_ups__status=SignUpStatus.WAITING))


def public_events() -> QuerySet[SharingEvent]:
    """Those that are published or over or called off: what has been public stays so. No names."""
    rows = SharingEvent.objects.exclude(status=SharingEventStatus.DRAFT).select_related("provider")
    return rows.annotate(coming=COMING, waiting=WAITING)


def events_ahead(at: datetime) -> QuerySet[SharingEvent]:
    """What is published and not over, the next first."""
    return public_events().filter(status=SharingEventStatus.PUBLISHED, ends_at__gte=at).order_by("starts_at")


def own_events(viewer: Viewer) -> QuerySet[SharingEvent]:
    """Events of the providers that the viewer works for, the latest first."""
    mine = viewer.organisations_in(RoleGrant.Role.PROVIDER_OFFICER)
    rows = SharingEvent.objects.filter(provider__in=mine).select_related("provider")
    return rows.annotate(coming=COMING, waiting=WAITING).order_by("-starts_at", "-pk")


def signed_up(viewer: Viewer, event: SharingEvent) -> QuerySet[SignUp]:
    """Those who have a place or wait for one, in the order in which they confirmed."""
    rows = SignUp.objects.filter(event__in=own_events(viewer).values("pk"), event=event)
    return rows.filter(status__in=(SignUpStatus.COMING, SignUpStatus.WAITING)).order_by("status", "confirmed_at", "pk")
