"""What the party adds to her appeal: files, kept as they came."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Appeal, AppealAttachment
from pafyll.apps.casework.permissions.appeals import may_attach
from pafyll.apps.casework.services.recording import record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.rules.attachments import IN_APPEALS, has_room, judged, plain_name
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def attach(*, appeal: Appeal, name: str, content: bytes, by: User, at: datetime) -> AppealAttachment:
    """Adds a file to the appeal while it is open. The same bytes again are the same file, and nothing new happens.

    The history tells that something was added, and not what it is called: a name can say too much.
    """
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    appeal.refresh_from_db()
    require(may_attach(viewer_of(by, day=norwegian_day(at)), appeal))
    digest = hashlib.sha256(content).hexdigest()
    if standing := appeal.attachments.filter(sha256=digest).first():
        return standing
    require(has_room(appeal.attachments.count()))
    kind = judged(content, kinds=IN_APPEALS.values())
    made = AppealAttachment.objects.create(
        appeal=appeal,
        name=plain_name(name, kind),
        kind=kind.code,
        content=content,
        size=len(content),
        sha256=digest,
        added_by=by,
        added_at=at,
    )
    record(about=appeal.about, verb="attached", by=by, at=at, kind=kind.code, size=len(content))
    return made
