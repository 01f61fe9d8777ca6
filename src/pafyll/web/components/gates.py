"""The gate in front of each desk: by the URL's namespace, closed unless a gate opens it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from importlib import import_module

from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

OWN_DOORS = ("devtools", "api")  # the API asks every caller for a session itself, and answers in its own form
DESKS = ("public", "teacher", "school", "owner", "provider", "authority", "representative")


@dataclass(frozen=True)
class Gate:
    """Opens a desk to people with one of the roles; roles None means everyone, logged in or not."""

    desk: str
    roles: Set[str] | None
    refusal: str = ""

    def lets_in(self, viewer: Viewer) -> Answer:
        """Whether the viewer gets in, with the reason when not."""
        if self.roles is None or viewer.has_role(*self.roles):
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
