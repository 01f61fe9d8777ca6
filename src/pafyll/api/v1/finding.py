"""Finding what a caller names, among what the caller may see. Others' is as if it were not there."""

from __future__ import annotations

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from ninja import Path, Query

from pafyll.api.v1.callers import Caller
from pafyll.apps.organisations.models import Organisation

M = TypeVar("M", bound=Model)
OwnerNumber = Annotated[str, Query(pattern=r"^[0-9]{9}$", description="Organisation number of the owner")]
OwnerPath = Annotated[str, Path(pattern=r"^[0-9]{9}$")]
Key = Annotated[int, Path(ge=1, le=2**31 - 1)]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="The year that the study year begins in")]


def the_one(rows: QuerySet[M]) -> M:
    """The row, or 404."""
    found = rows.first()
    if found is None:
        raise Http404
    return found


def owner_of(request: Caller, number: str) -> Organisation:
    """The owner, among those that the caller works for."""
    return the_one(Organisation.objects.filter(number=number, pk__in=request.viewer.ranks_for))
