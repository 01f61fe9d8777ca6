"""What was written in a file is forgotten when it has been kept its time. What its rows did stays, and who did it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.casework.services import advance
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.domain.lifecycles.bulk_file import BULK_FILE, BulkFileStatus
from pafyll.domain.privacy_marks import WRITTEN_IN_FILE

KEPT = timedelta(days=WRITTEN_IN_FILE.days)


def forgettable(*, at: datetime) -> QuerySet[BulkRow]:
    """Rows of files that have been kept their time, and still say what was written."""
    return BulkRow.objects.filter(file__sent_at__lt=at - KEPT).exclude(cells={}, said={})


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Empties them. How many. A file that was only tried is discarded first: it can no longer be done."""
    for file in BulkFile.objects.select_for_update().filter(status=BulkFileStatus.TRIED, sent_at__lt=at - KEPT):
        advance(file, lifecycle=BULK_FILE, to=BulkFileStatus.DISCARDED, by=None, at=at)
    return forgettable(at=at).update(cells={}, said={})
