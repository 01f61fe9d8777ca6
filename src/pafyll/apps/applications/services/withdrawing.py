"""Taking an application out of its round, and out of the owner's list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Ranking, RankingEntry, RankingVersion
from pafyll.apps.applications.permissions.applying import may_withdraw, round_takes_applications
from pafyll.apps.applications.queries.facts import local_day
from pafyll.apps.applications.services.ranking import replace_entries
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import advance, record
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.application import APPLICATION
from pafyll.domain.lifecycles.application import ApplicationStatus as S


@transaction.atomic
def withdraw_application(*, application: Application, reason: str, by: User, at: datetime) -> Application:
    """Takes the application out of the round, until it is decided. While the round is open a new one may be started."""
    require(may_withdraw(viewer_of(by, day=local_day(at)), application))
    was_draft = application.status == S.DRAFT
    # The list first, as those who send it do: two who lock in different orders would wait for each other.
    list(Ranking.objects.select_for_update().filter(round=application.round_id, owner=application.owner_id))
    advance(application, lifecycle=APPLICATION, to=S.WITHDRAWN, by=by, at=at, why=reason)
    _leave_ranking(application, by, at)
    if not was_draft:
        is_open = bool(round_takes_applications(application.round, at, person=application.person_id))
        tell(application.person, "withdrawn", application=application, is_open=is_open)
    return application


def _leave_ranking(application: Application, by: User, at: datetime) -> None:
    """Those below move up, so that the list has no gap; whoever edits the list meets the change when saving."""
    entry = RankingEntry.objects.filter(application=application).first()
    if entry is None:
        return
    ranking = Ranking.objects.get(pk=entry.ranking_id)
    entry.delete()
    replace_entries(ranking, list(ranking.entries.values_list("application_id", flat=True)))
    Ranking.objects.filter(pk=ranking.pk).update(version=F("version") + 1)
    order = list(ranking.entries.values_list("application_id", flat=True))
    RankingVersion.objects.create(ranking=ranking, number=ranking.version + 1, order=order, by=by, at=at)
    record(about=ranking.about, verb="leave", why="withdrawn", by=by, at=at, application=application.pk)
