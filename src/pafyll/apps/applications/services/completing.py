"""A participant has completed her study: what the owner registers when the last semester is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, Participation, ParticipationTerm
from pafyll.apps.applications.permissions.confirming import is_impartial
from pafyll.apps.applications.permissions.owner import may_work_for
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, require
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.lifecycles.participation import PARTICIPATION, ParticipationStatus, TermStatus

OVER = (TermStatus.CONFIRMED, TermStatus.ENDED, TermStatus.NOT_CONFIRMED)


@transaction.atomic
def complete(*, participation: Participation, by: User, at: datetime) -> Participation:
    """Registers that the study is completed. Refused while a semester is not settled."""
    list(ParticipationTerm.objects.select_for_update().filter(participation=participation).order_by("pk"))
    viewer = as_viewer(by, at)
    require(may_work_for(viewer, participation.owner_id))
    require(is_impartial(viewer, participation.person_id))
    require(may_be_completed(participation))
    require(_is_not_denied(participation))
    advance(participation, lifecycle=PARTICIPATION, to=ParticipationStatus.COMPLETED, by=by, at=at)
    return participation


def may_be_completed(participation: Participation) -> Answer:
    """Whether the study is going on and no semester waits. No query when the semesters are read."""
    answer = PARTICIPATION.may_become(participation.status, ParticipationStatus.COMPLETED)
    if answer and any(term.status not in OVER for term in participation.terms.all()):
        return no("term_waits", "Et semester er ikke bekreftet ennå.", remedy="Bekreft det først.")
    return answer


def complete_by_result(admission: Admission, *, by: User | None, at: datetime) -> None:
    """The provider's "passed" completes the participation, once, when every semester is settled.

    Where one still waits, the owner completes it after confirming. Call it behind the locks of the semesters.
    """
    participation = admission.participation
    if admission.status == AdmissionStatus.PASSED and may_be_completed(participation):
        completed = ParticipationStatus.COMPLETED
        advance(participation, lifecycle=PARTICIPATION, to=completed, by=by, at=at, admission=admission.pk)


def _is_not_denied(participation: Participation) -> Answer:
    """Whether the provider has not said that the study is not passed, or put off."""
    said = participation.admissions.filter(offer=participation.offer_id).values_list("status", flat=True).first()
    if said not in (AdmissionStatus.FAILED, AdmissionStatus.DEFERRED):
        return yes()
    return no(
        "result_says_otherwise",
        "Studiestedet har meldt «{status}».",
        remedy="Deltakelsen blir fullført når studiestedet melder bestått.",
        status=AdmissionStatus(said).label,  # type: ignore[call-arg]
    )
