"""What the directorate's people may do with rounds and allocation runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from pafyll.apps.applications.models import AllocationRun, Application, Round
from pafyll.apps.applications.queries.dispensations import last_owners_deadline
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO

Role = RoleGrant.Role


def may_prepare_rounds(viewer: Viewer) -> Answer:
    """Whether the viewer may copy, change and announce rounds, and use the what-if bench."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet kan endre runder og kjøre fordelingen.")


def may_run(viewer: Viewer, round: Round, at: datetime) -> Answer:
    """Whether the allocation of the round may be calculated now."""
    return first_no([may_prepare_rounds(viewer), _is_ready(round, at), _is_impartial(viewer, round)])


def may_review(viewer: Viewer, run: AllocationRun) -> Answer:
    """Whether the viewer may mark the run as reviewed."""
    return first_no([may_prepare_rounds(viewer), _uses_the_published_rules(run), _is_impartial(viewer, run.round)])


def may_decide(viewer: Viewer, run: AllocationRun) -> Answer:
    """Whether the viewer may decide the run: a decider who neither ran nor reviewed it, and who is impartial."""
    return first_no(
        [
            _is_decider(viewer),
            _is_reviewed(run),
            _is_another_person(viewer, run),
            _uses_the_published_rules(run),
            _is_impartial(viewer, run.round),
        ]
    )


def may_discard(viewer: Viewer, run: AllocationRun) -> Answer:
    """Whether the viewer may put the run aside."""
    return may_prepare_rounds(viewer)


def _is_ready(round: Round, at: datetime) -> Answer:
    if round.status != RoundStatus.OPEN:
        return no("round_not_open", "Fordelingen kjøres for en runde som er kunngjort og ikke fordelt.")
    if not (done := owners_are_done(round, at)):
        return done
    if not round.draw_announced_at:
        return no(
            "draw_not_announced",
            "Loddtallet er ikke kunngjort, så likhet kan ikke avgjøres.",
            remedy="Kunngjør loddtallet på rundens side.",
        )
    return yes()


def owners_are_done(round: Round, at: datetime) -> Answer:
    """Whether the owners' deadline is over: until then lists may change, and nobody's application lapses."""
    if at >= last_owners_deadline(round):
        return yes()
    if at >= round.owner_closes_at:
        return no(
            "an_owner_still_works",
            "En skoleeier har fått utsatt frist til og med {day}.",
            remedy="Vent til den fristen er ute, så får alle den samme fordelingen.",
            day=(last_owners_deadline(round) - timedelta(seconds=1)).astimezone(OSLO).date(),
        )
    return no(
        "owners_still_work",
        "Skoleeierne prioriterer fortsatt.",
        remedy="Vent til fristen for skoleeier er ute. Bruk prøvebenken så lenge.",
    )


def may_tell(run: AllocationRun) -> Answer:
    """Whether anyone may be told what the run gave them."""
    if run.status == RunStatus.DECIDED:
        return yes()
    return no("not_decided_yet", "Fordelingen er ikke vedtatt ennå.")


def _is_decider(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no(
        "not_decider",
        "Fordelingen vedtas av en som har fullmakt til å beslutte.",
        remedy="Be en beslutter i direktoratet om å vedta.",
    )


def _is_reviewed(run: AllocationRun) -> Answer:
    if run.status == RunStatus.REVIEWED:
        return yes()
    return no(
        "not_reviewed",
        "Kjøringen har status «{status}». Bare en kontrollert kjøring kan vedtas.",
        status=RunStatus(run.status).label,  # type: ignore[call-arg]
    )


def _is_another_person(viewer: Viewer, run: AllocationRun) -> Answer:
    me = viewer.user.pk if viewer.user else None
    if run.reviewed_by_id == me:
        return no(
            "same_person_reviewed",
            "Du har kontrollert denne kjøringen. Den som vedtar, må være en annen.",
            remedy="Be en kollega med fullmakt om å vedta.",
        )
    if run.run_by_id == me:
        return no(
            "same_person_ran",
            "Du har selv kjørt denne fordelingen. Den som vedtar, må være en annen.",
            remedy="Be en kollega med fullmakt om å vedta.",
        )
    return yes()


def _uses_the_published_rules(run: AllocationRun) -> Answer:
    if run.scenario is None or not Changes.of(run.scenario.changes).changes_rules:
        return yes()
    return no(
        "other_rules",
        "Kjøringen bruker andre regler enn de kunngjorte, og kan bare brukes til sammenligning.",
        remedy="Kjør fordelingen uten regelendringer.",
    )


def _is_impartial(viewer: Viewer, round: Round) -> Answer:
    own = Application.objects.filter(round=round, person=viewer.person).exclude(status=ApplicationStatus.WITHDRAWN)
    if viewer.person is None or not own.exists():
        return yes()
    return no(
        "disqualified",
        "Du har selv en søknad i denne runden og er inhabil.",
        law="fvl. § 6",
        remedy="Be en kollega ta saken.",
    )
