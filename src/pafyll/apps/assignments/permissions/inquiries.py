"""Who may see and do what with inquiries, and who assesses impartiality."""

from __future__ import annotations

from django.db.models import Exists, QuerySet

from pafyll.apps.assignments.models import Inquiry
from pafyll.apps.assignments.permissions import may_coordinate
from pafyll.apps.assignments.permissions.disqualified import IN_INQUIRY, disqualifying
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

Role = RoleGrant.Role
# Those who sit in the leader forum. The economist and the academic staff do not read inquiries.
LEADS = (Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.SECTION_LEADER, Role.UNIT_HEAD)
ASSESSES = (Role.UNIT_HEAD, Role.DEPUTY_HEAD)


def led_by(viewer: Viewer) -> frozenset[int]:
    """Keys of the providers whose inquiries the viewer reads."""
    return viewer.organisations_in(*LEADS)


def visible_inquiries(viewer: Viewer) -> QuerySet[Inquiry]:
    """Those to a provider that the viewer leads, without those the viewer is disqualified in."""
    rows = Inquiry.objects.select_related("provider", "unit", "responsible", "counterpart", "assignment")
    out = disqualifying().filter(IN_INQUIRY, person=viewer.person)
    return rows.filter(provider__in=led_by(viewer)).exclude(Exists(out))


def may_handle(viewer: Viewer, inquiry: Inquiry) -> Answer:
    """Whether the viewer may triage, answer and take the inquiry to the forum."""
    if not visible_inquiries(viewer).filter(pk=inquiry.pk).exists():
        return no("not_yours", "Henvendelsen er ikke din.")
    return may_coordinate(viewer, inquiry.provider_id)


def may_note(viewer: Viewer, inquiry: Inquiry) -> Answer:
    """Whether the viewer may write notes: everyone who reads it."""
    if visible_inquiries(viewer).filter(pk=inquiry.pk).exists():
        return yes()
    return no("not_yours", "Henvendelsen er ikke din.")


def may_assess_at(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer assesses the impartiality of others at the provider."""
    if provider in viewer.organisations_in(*ASSESSES):
        return yes()
    return no("not_assessor", "Enhetslederen eller nestlederen vurderer habilitet.", law="fvl. § 8")
