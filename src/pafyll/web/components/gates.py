"""The gate in front of each desk: by the URL's namespace, closed unless a gate opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from importlib import import_module

from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

OWN_DOORS = ("devtools", "api")  # the API asks every caller for a session itself, and answers in its own form
DESKS = ("public", "teacher", "school", "owner", "provider", "authority", "representative", "support")


@dataclass(frozen=True)
class Gate:
    """Opens a desk to people with one of the roles; roles None means everyone, logged in or not.

    parts are parts of the desk, by the beginning of their route, and whom else each is open to.
    """

    desk: str
    roles: Set[str] | None
    refusal: str = ""
    parts: Mapping[str, Callable[[Viewer], bool]] = field(default_factory=dict)

    def lets_in(self, viewer: Viewer, route: str) -> Answer:
        """Whether the viewer gets in to the route, with the reason when not."""
        if self.roles is None or viewer.has_role(*self.roles):
            return yes()
        if any(route.startswith(part) and is_open_to(viewer) for part, is_open_to in self.parts.items()):
            return yes()
        return no("not_your_desk", self.refusal, remedy="Mangler du tilgang, ta kontakt med lederen din.")


def gate_of(namespace: str) -> Gate | None:
    """The gate for a URL namespace, or None where no desk has that name."""
    if namespace in OWN_DOORS:
        return Gate(namespace, roles=None)
    if namespace not in DESKS:
        return None
    gate: Gate = import_module(f"pafyll.web.{namespace}.gate").GATE
    return gate
