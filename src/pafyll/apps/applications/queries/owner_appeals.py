"""What an owner may know of appeals about its own applicants: that there is one, where it stands, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.places import Place, places_of
from pafyll.apps.casework.queries.appeals import AppealState, states_about
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer


@dataclass(frozen=True)
class OwnerAppealRow:
    """One applicant's appeal, without a word of what she wrote. place: what she got, when she was upheld."""

    application: Application
    state: AppealState
    place: Place | None


def owner_appeals(*, viewer: Viewer, owner: Organisation, at: datetime) -> list[OwnerAppealRow]:
    """The appeals about the owner's applicants, newest first; none for those who do not work for it.

    The owner is no party in a place decision: it pays, so it sees the status and the cost, and never the text, which
    can be about the teacher's health. Five queries at most.
    """
    if owner.pk not in viewer.ranks_for:
        return []
    applications = {
        one.about: one for one in Application.objects.filter(owner=owner).select_related("person", "round", "school")
    }
    states = states_about(list(applications))
    places = places_of([applications[about] for about in states])
    rows = [
        OwnerAppealRow(applications[about], one, _after_appeal(places, applications[about]))
        for about, one in states.items()
    ]
    return sorted(rows, key=lambda row: row.state.submitted_at, reverse=True)


def _after_appeal(places: dict[int, Place], application: Application) -> Place | None:
    place = places.get(application.pk)
    return place if place is not None and place.is_after_appeal else None
