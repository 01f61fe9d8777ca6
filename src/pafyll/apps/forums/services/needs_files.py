"""Files that belong to a question of a need: what comes in is what it says it is, and is kept as it came."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.forums.models import NeedsAttachment, NeedsNotification
from pafyll.apps.forums.permissions.needs import may_edit
from pafyll.apps.forums.services.needs import acting, hold
from pafyll.domain.answers import Refusal, no
from pafyll.domain.rules.attachments import judged_as_named, plain_name
from pafyll.domain.rules.questions import Kind, has_room_for_file


@transaction.atomic
def attach_to_need(
    *, need: NeedsNotification, question: str, name: str, content: bytes, by: User, at: datetime
) -> NeedsAttachment:
    """Adds a file to the question. The same bytes again are the same file, and nothing new happens."""
    held = hold(need)
    require(may_edit(acting(by, at), held, at))
    asked = held.form.form.question(question)
    if asked is None or asked.kind is not Kind.ATTACHMENT:
        raise Refusal(no("no_files_here", "Dette spørsmålet tar ikke imot filer.", field="file"))
    digest = hashlib.sha256(content).hexdigest()
    standing = held.files.filter(question=question, removed_at=None)
    if same := standing.filter(sha256=digest).first():
        return same
    if not has_room_for_file(asked, standing.count()):
        raise Refusal(no("too_many_files", "Det er ikke plass til flere filer på dette spørsmålet.",
                         remedy="Ta ut en av dem, eller samle flere sider i én PDF.", field="file"))  # fmt: skip
    kind = judged_as_named(name, content)
    made = NeedsAttachment.objects.create(
        notification=held,
        question=question,
        name=plain_name(name, kind),
        kind=kind.code,
        content=content,
        size=len(content),
        sha256=digest,
        added_by=by,
        added_at=at,
    )
    record(about=held.about, verb="attached", by=by, at=at, sha256=digest, size=len(content))
    return made


@transaction.atomic
def take_out_of_need(*, attachment: NeedsAttachment, by: User, at: datetime) -> None:
    """Takes a file out of the need. One that was sent is kept for the receipt that names it, and else deleted."""
    held = hold(attachment.notification)
    require(may_edit(acting(by, at), held, at))
    record(about=held.about, verb="detached", by=by, at=at, sha256=attachment.sha256)
    sent = any(
        attachment.sha256 == one["sha256"] for receipt in held.receipts.all() for one in receipt.content["files"]
    )
    if sent:
        NeedsAttachment.objects.filter(pk=attachment.pk).update(removed_at=at)
    else:
        attachment.delete()
