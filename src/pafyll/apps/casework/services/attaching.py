"""What the party adds to her appeal: files, kept as they came."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Appeal, AppealAttachment
from pafyll.apps.casework.permissions import may_attach
from pafyll.apps.casework.services.recording import record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.rules.attachments import kind_of_content, may_be_attached
from pafyll.domain.rules.deadlines import norwegian_day

LONGEST_NAME = 120


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
    require(may_be_attached(content, already=appeal.attachments.count()))
    kind = kind_of_content(content)
    assert kind is not None  # asked just above
    made = AppealAttachment.objects.create(
        appeal=appeal,
        name=plain_name(name, kind.code),
        kind=kind.code,
        content=content,
        size=len(content),
        sha256=digest,
        added_by=by,
        added_at=at,
    )
    record(about=appeal.about, verb="attached", by=by, at=at, kind=kind.code, size=len(content))
    return made


def plain_name(name: str, code: str) -> str:
    """The file's own name without folders and odd signs, ending as what it is."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    kept = " ".join("".join(sign for sign in stem if sign.isalnum() or sign in " -_().").split())
    return f"{kept.strip('. ')[: LONGEST_NAME - len(code) - 1] or 'vedlegg'}.{code}"
