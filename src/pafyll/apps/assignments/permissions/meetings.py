"""Who may see and keep the meetings of a department."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.assignments.models import MeetingItem, UnitMeeting, UpNetwork
from pafyll.apps.assignments.permissions import may_coordinate
from pafyll.apps.assignments.permissions.inquiries import led_by, visible_inquiries
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.unit_meeting import UnitMeetingStatus

Body = UnitMeeting.Body


def visible_meetings(viewer: Viewer, *, day: date) -> QuerySet[UnitMeeting]:
    """Those of departments that the viewer leads, and the council's for those who are UP1 that day."""
    rows = UnitMeeting.objects.select_related("unit__provider", "agenda_document", "minutes_document")
    if viewer.person is None:
        return rows.none()
    sits = Q(body=Body.UP_COUNCIL, unit__in=_units_of_up1(viewer, day)) & ~Q(status=UnitMeetingStatus.PLANNED)
    return rows.filter(Q(unit__provider__in=led_by(viewer)) | sits)


def visible_networks(viewer: Viewer, *, day: date) -> QuerySet[UpNetwork]:
    """Networks of departments that the viewer leads, or is UP1 in."""
    rows = UpNetwork.objects.select_related("unit__provider")
    if viewer.person is None:
        return rows.none()
    return rows.filter(Q(unit__provider__in=led_by(viewer)) | Q(unit__in=_units_of_up1(viewer, day)))


def _units_of_up1(viewer: Viewer, day: date) -> QuerySet[UpNetwork, int]:
    terms = Q(terms__person=viewer.person, terms__starts_on__lte=day, terms__ends_before__gt=day)
    return UpNetwork.objects.filter(terms).values_list("unit", flat=True)


def may_keep(viewer: Viewer, meeting: UnitMeeting) -> Answer:
    """Whether the viewer plans the meeting and keeps its minutes."""
    return may_coordinate(viewer, meeting.unit.provider_id)


def may_see_item(viewer: Viewer, item: MeetingItem) -> Answer:
    """Whether the viewer may read the matter: not one about an inquiry that the viewer is disqualified in."""
    seen = visible_inquiries(viewer).filter(pk=item.inquiry_id or 0).values_list("pk", flat=True)
    return may_see_among(set(seen), item)


def may_see_among(inquiries: Set[int], item: MeetingItem) -> Answer:
    """The same for one whose inquiries are known, by their keys."""
    if item.inquiry_id is None or item.inquiry_id in inquiries:
        return yes()
    return no("disqualified", "Du er inhabil i denne saken.", law="fvl. § 6")


def may_keep_item(viewer: Viewer, item: MeetingItem) -> Answer:
    """Whether the viewer may write in the matter and record what was decided."""
    kept = may_keep(viewer, item.meeting)
    return may_see_item(viewer, item) if kept else kept
