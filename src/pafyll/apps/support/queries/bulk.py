"""Files of work, and how far each has come."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.support.permissions import may_plan


def bulk_files(*, viewer: Viewer) -> QuerySet[BulkFile]:
    """Those that the desk has sent in, the latest first, with how many rows."""
    rows = BulkFile.objects.select_related("sent_by").annotate(count=Count("rows"))
    return rows if may_plan(viewer) else rows.none()


def counts_of(file: BulkFile) -> list[tuple[str, int]]:
    """(status in words, how many rows), without those that no row has. One query."""
    found = dict(file.rows.order_by().values_list("status").annotate(count=Count("pk")))
    return [(str(one.label), found[one.value]) for one in BulkRow.Status if one.value in found]
