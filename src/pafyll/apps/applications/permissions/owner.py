"""What a school owner's people may do with applications and with the ranking, and why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from pafyll.apps.applications.models import Application, Ranking, Round
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.owner_window import owners_may_edit
from pafyll.integrations.clock import OSLO

UNDECIDED = (ApplicationStatus.SUBMITTED, ApplicationStatus.STATED)
EDITABLE = (*UNDECIDED, ApplicationStatus.APPROVED)
LISTED = (ApplicationStatus.APPROVED, ApplicationStatus.RANKED)


def may_work_for(viewer: Viewer, owner_id: int | None) -> Answer:
    """Whether the viewer acts for the owner."""
    if owner_id in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare skoleeieren selv kan behandle søknadene sine.")


def is_time_for_owners(round: Round, at: datetime, *, owner: int | None = None) -> Answer:
    """Whether owners may work with the round at the moment; a no says when they may, or that it is over.

    owner is a key: that owner may have a later deadline.
    """
    if round.owners_work(at) or round.owners_work(at, owners_deadline(round, owner)):
        return yes()
    if round.status == RoundStatus.OPEN and at < round.owner_opens_at:
        return no(
            "owners_not_open",
            "Skoleeier kan behandle søknadene fra {first}.",
            remedy="Da får du en oppgave på forsiden.",
            first=round.owner_opens_at.astimezone(OSLO).date(),
        )
    return no(
        "owners_closed",
        "Fristen for skoleeier er ute, og søknadene er låst.",
        remedy="Er noe galt, ta kontakt med direktoratet. Bare direktoratet kan flytte fristen.",
    )


def may_decide(viewer: Viewer, application: Application, at: datetime) -> Answer:
    """Whether the viewer may approve or refuse the application, or undo it, at the moment."""
    return first_no(
        [
            may_work_for(viewer, application.owner_id),
            _is_impartial(viewer, (application.person_id,)),
            is_time_for_owners(application.round, at, owner=application.owner_id),
        ]
    )


def may_rank(viewer: Viewer, ranking: Ranking, at: datetime, *, listed_people: frozenset[int] = frozenset()) -> Answer:
    """Whether the viewer may change the list at the moment. listed_people are those with an application in it."""
    return first_no(
        [
            may_work_for(viewer, ranking.owner_id),
            is_time_for_owners(ranking.round, at, owner=ranking.owner_id),
            _is_open(ranking),
            _is_impartial(viewer, listed_people),
        ]
    )


def may_add(viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> Answer:
    """Whether the viewer may add an application on a teacher's behalf."""
    return first_no([may_work_for(viewer, owner.pk), is_time_for_owners(round, at, owner=owner.pk)])


def may_edit_for(viewer: Viewer, application: Application, at: datetime) -> Answer:
    """Whether the viewer may correct what an application says, where the year's rule lets owners do that."""
    return first_no(
        [
            may_decide(viewer, application, at),
            owners_may_edit(application.round.study_year),
            _is_not_refused_or_gone(application),
        ]
    )


def may_reopen(
    viewer: Viewer, ranking: Ranking, at: datetime, *, listed_people: frozenset[int] = frozenset()
) -> Answer:
    """Whether a submitted list may be opened again: by the owner's decider or the directorate, before the deadline.

    listed_people are those with an application in it: nobody opens a list that she stands in herself.
    """
    return first_no(
        [
            _may_order_reopening(viewer, ranking),
            _is_submitted(ranking),
            is_time_for_owners(ranking.round, at, owner=ranking.owner_id),
            _is_impartial(viewer, listed_people),
        ]
    )


def _may_order_reopening(viewer: Viewer, ranking: Ranking) -> Answer:
    decides = ranking.owner_id in viewer.organisations_in(Role.OWNER_DECIDER)
    if decides or viewer.works_for_directorate:
        return yes()
    return no(
        "not_decider",
        "En sendt prioritering åpnes igjen av en beslutter hos skoleeier, eller av direktoratet.",
        remedy="Be en med den rollen om å åpne den, og si hvorfor.",
    )


def _is_not_refused_or_gone(application: Application) -> Answer:
    if application.status in EDITABLE:
        return yes()
    if application.status == ApplicationStatus.REJECTED:
        return no("is_refused", "Søknaden er avslått.", remedy="Angre svaret først. Da kan søknaden rettes.")
    return no(
        "not_editable",
        "Søknaden har status «{status}» og kan ikke rettes.",
        status=application.get_status_display(),
    )


def _is_open(ranking: Ranking) -> Answer:
    if ranking.status == RankingStatus.OPEN:
        return yes()
    return no(
        "ranking_submitted",
        "Prioriteringen er sendt, og kan ikke endres.",
        remedy="Må noe rettes, kan en beslutter hos skoleeier åpne den igjen før fristen.",
    )


def _is_submitted(ranking: Ranking) -> Answer:
    if ranking.status == RankingStatus.SUBMITTED:
        return yes()
    return no("ranking_open", "Prioriteringen er ikke sendt, så den er åpen fra før.")


def _is_impartial(viewer: Viewer, people: Collection[int]) -> Answer:
    if not any(viewer.is_self(person) for person in people):
        return yes()
    return no(
        "disqualified",
        "Du har selv en søknad her, og er inhabil.",
        law="fvl. § 6",
        remedy="Be en kollega ta denne saken.",
    )
