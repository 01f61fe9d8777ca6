"""The owner's list: saving it whole, submitting it, opening it again. Nobody's list is overwritten unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Ranking, RankingEntry, RankingVersion, Round
from pafyll.apps.applications.permissions.owner import LISTED, UNDECIDED, may_rank, may_reopen
from pafyll.apps.applications.queries.dispensations import owner_waited_for
from pafyll.apps.applications.queries.facts import local_day
from pafyll.apps.applications.services.telling import tell_office
from pafyll.apps.casework.services import AlreadyChanged, advance, record, record_all, require
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.domain.lifecycles.ranking import RANKING, RankingStatus

OWNERS_PEOPLE = (RoleGrant.Role.OWNER_OFFICER, RoleGrant.Role.OWNER_DECIDER)


def ranking_of(*, round: Round, owner: Organisation) -> Ranking:
    """The owner's one list in the round; made empty the first time it is needed."""
    return Ranking.objects.get_or_create(round=round, owner=owner)[0]


@transaction.atomic
def save_ranking(*, ranking: Ranking, order: Sequence[int], read_version: int, by: User, at: datetime) -> Ranking:
    """Saves the whole list (application keys, best first) over the version that the editor read.

    Raises AlreadyChanged when another list has been saved since, and Refusal when an application does not belong.
    A list that is the same as the one saved is not a new version.
    """
    people = _listed_people(ranking)
    require(may_rank(_viewer(by, at), ranking, at, listed_people=frozenset(people.values())))
    require(_belong_in_the_list(order, people))
    if list(order) == saved_order(ranking) and ranking.version == read_version:
        return ranking
    return _write(ranking, order, read_version, by=by, at=at)


@transaction.atomic
def submit_ranking(*, ranking: Ranking, read_version: int, by: User, at: datetime) -> Ranking:
    """Sends the list, as it was read, to the directorate; every approved application in it becomes ranked.

    Raises Refusal while something is undecided or approved without a place, and AlreadyChanged when the list has
    changed since it was read.
    """
    people = _listed_people(ranking)
    require(may_rank(_viewer(by, at), ranking, at, listed_people=frozenset(people.values())))
    if not Ranking.objects.filter(pk=ranking.pk, version=read_version).update(submitted_at=at, submitted_by=by):
        raise AlreadyChanged(RANKING.label)
    require(is_ready(ranking))
    _close_gaps(ranking)
    ticket = _ticket_of(ranking, at)
    advance(ranking, lifecycle=RANKING, to=RankingStatus.SUBMITTED, by=by, at=at, version=read_version, **ticket)
    _advance_listed(ranking, ApplicationStatus.APPROVED, ApplicationStatus.RANKED, by=by, at=at)
    ranking.refresh_from_db()
    return ranking


@transaction.atomic
def reopen_ranking(*, ranking: Ranking, reason: str, by: User, at: datetime) -> Ranking:
    """Opens a submitted list again, with a reason that stays in the history.

    When it is not the owner's own people who do it, the owner's people are told by mail.
    """
    viewer, people = _viewer(by, at), frozenset(_listed_people(ranking).values())
    require(first_no([may_reopen(viewer, ranking, at, listed_people=people), _has_reason(reason)]))
    advance(ranking, lifecycle=RANKING, to=RankingStatus.OPEN, by=by, at=at, why=reason)
    Ranking.objects.filter(pk=ranking.pk).update(reopened_reason=reason)
    _advance_listed(ranking, ApplicationStatus.RANKED, ApplicationStatus.APPROVED, by=by, at=at)
    ranking.refresh_from_db()
    if ranking.owner_id not in viewer.ranks_for:
        tell_office(ranking.owner, "ranking_reopened", roles=OWNERS_PEOPLE, day=local_day(at), ranking=ranking)
    return ranking


def take_out_of_ranking(*, application: Application, by: User, at: datetime) -> None:
    """Takes an application that is no longer approved out of its owner's list, as a new version of the list."""
    entry = RankingEntry.objects.filter(application=application).select_related("ranking").first()
    if entry is None:
        return
    order = [pk for pk in saved_order(entry.ranking) if pk != application.pk]
    _write(entry.ranking, order, entry.ranking.version, by=by, at=at)


def is_ready(ranking: Ranking) -> Answer:
    """Whether the list may be submitted: every application decided, every approved one with a place. Three queries."""
    here = Application.objects.filter(round=ranking.round_id, owner=ranking.owner_id)
    undecided = here.filter(status__in=UNDECIDED).count()
    if undecided:
        return no(
            "undecided_left",
            "{count} søknader er verken godkjent eller avslått.",
            remedy="Ta stilling til dem først. Læreren skal ha et svar, også når det er nei.",
            count=undecided,
        )
    unplaced = here.filter(status__in=LISTED).exclude(ranking_entry__ranking=ranking).count()
    if unplaced:
        return no(
            "unplaced_left",
            "{count} godkjente søknader mangler plass i prioriteringen.",
            remedy="Gi dem et nummer, eller avslå dem.",
            count=unplaced,
        )
    if not here.filter(status__in=LISTED).exists():
        return no("nothing_to_rank", "Ingen søknader er godkjent, så det er ingen prioritering å sende.")
    return yes()


def saved_order(ranking: Ranking) -> list[int]:
    """The keys of the applications in the list as it stands, best first; those withdrawn since are left out."""
    rows = RankingEntry.objects.filter(ranking=ranking, application__status__in=LISTED)
    return list(rows.order_by("position").values_list("application_id", flat=True))


def _write(ranking: Ranking, order: Sequence[int], read_version: int, *, by: User, at: datetime) -> Ranking:
    """The one place that changes the list. Only whoever read the newest version gets through the update."""
    unchanged = Ranking.objects.filter(pk=ranking.pk, version=read_version, status=RankingStatus.OPEN)
    if not unchanged.update(version=F("version") + 1):
        raise AlreadyChanged(RANKING.label)
    number = read_version + 1
    replace_entries(ranking, order)
    RankingVersion.objects.create(ranking=ranking, number=number, order=list(order), by=by, at=at)
    record(about=ranking.about, verb="saved", by=by, at=at, version=number, places=len(order))
    ranking.version = number
    return ranking


def replace_entries(ranking: Ranking, order: Sequence[int]) -> None:
    """Lays the whole list anew, so that two applications never hold the same place, not even on the way."""
    RankingEntry.objects.filter(ranking=ranking).delete()
    RankingEntry.objects.bulk_create(
        RankingEntry(ranking=ranking, application_id=pk, position=place) for place, pk in enumerate(order, 1)
    )


def _close_gaps(ranking: Ranking) -> None:
    """Those who withdrew while the list was being made leave no holes in it."""
    order = saved_order(ranking)
    if len(order) != RankingEntry.objects.filter(ranking=ranking).count():
        replace_entries(ranking, order)


def _advance_listed(
    ranking: Ranking, before: ApplicationStatus, after: ApplicationStatus, *, by: User, at: datetime
) -> None:
    """All in the list move together, in as many statements for five hundred as for five."""
    require(APPLICATION.may_become(before, after))
    order = saved_order(ranking)
    if Application.objects.filter(pk__in=order, status=before).update(status=after) != len(order):
        raise AlreadyChanged(RANKING.label)
    abouts = [f"application:{pk}" for pk in order]
    record_all(abouts, verb=after.value, by=by, at=at, before=before.value, after=after.value)


def _listed_people(ranking: Ranking) -> dict[int, int]:
    """Application key → person key, for all that may stand in the list."""
    rows = Application.objects.filter(round=ranking.round_id, owner=ranking.owner_id, status__in=LISTED)
    return dict(rows.values_list("pk", "person_id"))


def _belong_in_the_list(order: Sequence[int], allowed: dict[int, int]) -> Answer:
    if len(set(order)) != len(order):
        return no("listed_twice", "En søknad kan bare stå ett sted i prioriteringen.")
    if set(order) - allowed.keys():
        return no(
            "not_approved",
            "Bare godkjente søknader kan stå i prioriteringen.",
            remedy="Last siden på nytt. En søknad kan være trukket eller avslått mens du arbeidet.",
        )
    return yes()


def _has_reason(reason: str) -> Answer:
    if reason.strip():
        return yes()
    return no("reason_missing", "Skriv hvorfor prioriteringen må åpnes igjen.", field="reason")


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=local_day(at))


def _ticket_of(ranking: Ranking, at: datetime) -> dict[str, str]:
    """For the history, when the owners' own deadline has passed: the ticket that was taken before it."""
    if at < ranking.round.owner_closes_at:
        return {}
    ticket = owner_waited_for(ranking.round, ranking.owner_id)
    return {"ticket": str(ticket.pk), "ticket_taken_at": ticket.taken_at.isoformat()} if ticket else {}
