"""One sample of everything that an address about changes of organisations can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.support.models import BulkFile, Reorganisation
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S


def change(status: str) -> Callable[[], Any]:
    return lambda: Reorganisation.objects.get(status=status).pk


def file(status: str) -> Callable[[], Any]:
    return lambda: BulkFile.objects.get(status=status).pk


SUPPORT: dict[str, Callable[[], Any]] = {
    "provider:give.organisation": lambda: Organisation.objects.get(name="Høgskolen i Innhavet").pk,
    "provider:stand_in.pk": lambda: RoleGrant.objects.get(person__user__username="nina", role="provider_officer").pk,
    "public:organisation.number": lambda: Organisation.objects.get(name="Stiftelsen Polarlys").number,
    "support:reorganisation.pk": change(S.PROPOSED),
    "support:share_out.pk": change(S.PLANNED),
    "support:propose_reorganisation.pk": change(S.PLANNED),
    "support:approve_reorganisation.pk": change(S.PROPOSED),
    "support:return_reorganisation.pk": change(S.PROPOSED),
    "support:bulk_file.pk": file(BulkFileStatus.TRIED),
    "support:bulk_receipt.pk": file(BulkFileStatus.CARRIED_OUT),
    "support:carry_out_bulk.pk": file(BulkFileStatus.TRIED),
    "support:discard_bulk.pk": file(BulkFileStatus.TRIED),
    "support:undo_bulk.pk": file(BulkFileStatus.CARRIED_OUT),
    "support:cancel_reorganisation.pk": change(S.APPROVED),
}
