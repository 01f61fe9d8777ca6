"""Who may read files of staff in, and see them."""

from __future__ import annotations

from django.db.models import QuerySet

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import StaffImport
from pafyll.domain.answers import Answer, no, yes


def may_import_staff(viewer: Viewer, owner: Organisation) -> Answer:
    """Whether the viewer may read files of the owner's staff: the owner's own officers and deciders."""
    if owner.pk in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare den som arbeider hos skoleeieren, kan lese inn ansatte.")


def visible_imports(viewer: Viewer) -> QuerySet[StaffImport]:
    """The imports of the owners that the viewer works for, without the files themselves. One query."""
    rows = StaffImport.objects.filter(owner__in=viewer.ranks_for).defer("content")
    return rows.select_related("owner", "uploaded_by", "confirmed_by")
