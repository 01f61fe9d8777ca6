"""A body's own part of the nation's surveys: the list of them, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.queries.results import Scope, closed_for, part_of, told_in
from pafyll.web.components.http import fetch


@dataclass(frozen=True)
class OwnPart:
    """A survey and a body, and whether enough have answered."""

    survey: Survey
    body: Organisation
    is_told: bool

    @property
    def said(self) -> str:
        return _("Nok svar") if self.is_told else _("For få svar til å vises")


def own_parts(viewer: Viewer, bodies: Iterable[Organisation]) -> list[OwnPart]:
    """The nation's closed surveys for each of the bodies, the newest first."""
    held = list(bodies)
    surveys = closed_for(viewer).filter(owner__kind=Organisation.Kind.DIRECTORATE)
    scopes = [scope for one in surveys for body in held if (scope := part_of(viewer, one, body))]
    return [OwnPart(one.survey, one.body, is_told) for one, is_told in told_in(scopes) if one.body is not None]


def own_scope(viewer: Viewer, pk: int, body: Organisation | None) -> Scope:
    """The body's part of the survey; 404 for another's."""
    survey = fetch(closed_for(viewer), pk, viewer=viewer)
    scope = part_of(viewer, survey, body) if body is not None else None
    if scope is None:
        raise Http404
    return scope
