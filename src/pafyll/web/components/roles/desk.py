"""Which organisations a desk's page of roles begins with, and which one a page is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.apps.organisations.queries import organisations_with_known_people
from pafyll.web.components.http import DeskRequest, fetch

View = Callable[..., object]


@dataclass(frozen=True)
class RoleDesk:
    """A desk with pages of roles: its URL namespace, and the roles whose organisations it is about."""

    name: str
    roles: tuple[str, ...]
    administers: bool = True  # whether any of the desk's roles gives others a role
    finds_any: bool = False  # the directorate's decider administers every organisation, and searches for it

    def own(self, viewer: Viewer) -> list[Organisation]:
        """The organisations that the viewer works for at this desk, by name. No query: the grants are read."""
        found = {one.organisation.pk: one.organisation for one in viewer.grants if one.role in self.roles}
        return sorted(found.values(), key=lambda one: one.name)

    def searches(self, viewer: Viewer) -> bool:
        return self.finds_any and viewer.has_role(Role.DIRECTORATE_DECIDER)


def organisation_here(request: DeskRequest, pk: int) -> Organisation:
    """An organisation whose people the viewer may see; 404 otherwise."""
    return fetch(organisations_with_known_people(viewer=request.viewer), pk, viewer=request.viewer)


def grant_here(request: DeskRequest, pk: int) -> RoleGrant:
    """A role at such an organisation; 404 otherwise. That somebody is a teacher is not a role to give here."""
    visible = organisations_with_known_people(viewer=request.viewer)
    rows = RoleGrant.objects.filter(organisation__in=visible).exclude(role=Role.TEACHER)
    return fetch(rows.select_related("person", "organisation", "delegated_by"), pk, viewer=request.viewer)
