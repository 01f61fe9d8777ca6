"""The receipt for what was sent, and the first time a word to the principal: drawn from the version itself (ADR 43).

The version is saved with the application and lies in the outbox until its mail is written. A crew that is killed has
done both or neither; two crews at once take different ones.
"""

from __future__ import annotations

import logging
from itertools import islice

from django.db import Error, transaction

from pafyll.apps.applications.models import ApplicationVersion
from pafyll.apps.applications.queries.facts import local_day, principals_of
from pafyll.apps.applications.services.receipts import readable_rows
from pafyll.apps.applications.services.telling import tell
from pafyll.domain.lifecycles.application import ApplicationStatus as S

logger = logging.getLogger(__name__)
AT_ONE_GO = 50


def acknowledge_all() -> int:
    """Writes the mail about versions that nobody has been told of, the oldest first, fifty at most. How many."""
    waiting = ApplicationVersion.objects.filter(is_told=False).order_by("submitted_at", "pk")
    written = filter(_acknowledged, list(waiting.values_list("pk", flat=True)))
    return sum(1 for _ in islice(written, AT_ONE_GO))


def acknowledge(version: ApplicationVersion) -> None:
    """Writes the mail: in the language and to the address that the reader has now."""
    application = version.application
    tell(application.person, "receipt", application=application, version=version, rows=readable_rows(version))
    if version.number > 1 or application.status != S.SUBMITTED:  # in the meantime withdrawn, or stated already
        return
    for principal in principals_of(application.school_id, local_day(version.submitted_at)):
        tell(principal, "statement_wanted", application=application)


def _acknowledged(pk: int) -> bool:
    """Whether it was ours to write. One that cannot be written holds up no other."""
    try:
        with transaction.atomic():
            if not ApplicationVersion.objects.filter(pk=pk, is_told=False).update(is_told=True):
                return False
            rows = ApplicationVersion.objects.select_related("application__round", "application__person__user")
            acknowledge(rows.get(pk=pk))
    except Error:
        raise
    except Exception:
        logger.exception("The receipt for version %s could not be written, and nobody knows why", pk)
        return False
    return True
