"""Ordering, publishing and dropping a release."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, jobs, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.permissions import may_drop, may_order, may_publish
from pafyll.apps.statistics.queries.releases import next_number
from pafyll.domain.lifecycles.release import RELEASE, ReleaseStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.statistics.disclosure import LIMIT
from pafyll.domain.statistics.rounding import EXACT


@transaction.atomic
def order_release(*, note: str, by: User, at: datetime, rounding: int = EXACT) -> Release:
    """Has every figure counted as it is now. A worker counts; nothing is public before a second person publishes.

    rounding: one of BASES; counts are shown to the nearest of it, and hidden as if they were not rounded.
    """
    require(may_order(viewer_of(by, day=norwegian_day(at))))
    release = Release.objects.create(
        number=next_number(), note=note, as_of=at, limit=LIMIT, rounding=rounding, ordered_by=by, ordered_at=at
    )
    record(about=release.about, verb="ordered", after=ReleaseStatus.ORDERED, by=by, at=at)
    jobs.start(kind="figures", about="figures", by=by, at=at, arguments={"release": release.pk})
    return release


@transaction.atomic
def publish_release(*, release: Release, by: User, at: datetime) -> Release:
    """Shows the release to everybody, for good: a correction is a new release."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    require(may_publish(viewer_of(by, day=norwegian_day(at)), release))
    Release.objects.filter(pk=release.pk).update(published_by=by, published_at=at)
    advance(release, lifecycle=RELEASE, to=ReleaseStatus.PUBLISHED, by=by, at=at)
    return release


@transaction.atomic
def drop_release(*, release: Release, why: str, by: User, at: datetime) -> Release:
    """Throws the count away before anybody has seen it."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    require(may_drop(viewer_of(by, day=norwegian_day(at)), release))
    advance(release, lifecycle=RELEASE, to=ReleaseStatus.DROPPED, by=by, at=at, why=why)
    return release
