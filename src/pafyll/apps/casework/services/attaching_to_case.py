"""Attachments to a case: what comes in is what it says it is, and is kept as it came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseAttachment
from pafyll.apps.casework.permissions.cases import may_work_on
from pafyll.apps.casework.services.recording import Refusal, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.rules.attachments import judged_as_named, plain_name
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class NewAttachment:
    """A file as it came in, what it is called in the paper, and whether everyone may read it."""

    title: str
    file_name: str
    content: bytes
    is_public: bool = False


@transaction.atomic
def attach(*, case: Case, new: NewAttachment, by: User, at: datetime) -> CaseAttachment:
    """Keeps a file with the case. Refused when its content is not what its name says."""
    require(may_work_on(viewer_of(by, day=norwegian_day(at)), case, day=norwegian_day(at)))
    if not new.title.strip():
        raise Refusal(no("title_missing", "Skriv hva vedlegget heter i saksframlegget.", field="title"))
    kind = judged_as_named(new.file_name, new.content)
    attachment = CaseAttachment.objects.create(
        case=case,
        title=new.title.strip(),
        file_name=plain_name(new.file_name, kind),
        content_type=kind.media_type,
        content=new.content,
        sha256=hashlib.sha256(new.content).hexdigest(),
        is_public=new.is_public,
        added_by=by,
        added_at=at,
    )
    record(about=case.key, verb="attached", by=by, at=at, title=attachment.title, sha256=attachment.sha256)
    return attachment


@transaction.atomic
def detach(*, attachment: CaseAttachment, by: User, at: datetime) -> None:
    """Takes a file out of the case again, until a paper has been issued that lists it."""
    case, day = attachment.case, norwegian_day(at)
    require(may_work_on(viewer_of(by, day=day), case, day=day))
    if case.papers.filter(issued_at__gt=attachment.added_at).exists():
        raise Refusal(
            no("attachment_is_issued", "Vedlegget står i et saksframlegg som er utstedt, og kan ikke tas ut.")
        )
    record(about=case.key, verb="detached", by=by, at=at, title=attachment.title, sha256=attachment.sha256)
    attachment.delete()
