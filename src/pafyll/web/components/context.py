"""What every page's frame needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy, ngettext

from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import ROLES_BY_KIND, Viewer
from pafyll.web.components.addresses import address
from pafyll.web.components.menus import has_menu

Role = RoleGrant.Role

ROOMS = {
    "teacher": (gettext_lazy("Min videreutdanning"), {Role.TEACHER}),
    "school": (gettext_lazy("Skolen min"), {Role.PRINCIPAL}),
    "owner": (gettext_lazy("Skoleeier"), {Role.OWNER_OFFICER, Role.OWNER_DECIDER}),
    "provider": (gettext_lazy("Tilbyder"), ROLES_BY_KIND[Organisation.Kind.PROVIDER]),
    "authority": (
        gettext_lazy("Nasjonal saksbehandling"),
        {Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER, Role.COUNTY_GOVERNOR, Role.APPEALS_OFFICER},
    ),
    "representative": (gettext_lazy("Tillitsvalgt"), {Role.UNION_REPRESENTATIVE}),
    "support": (gettext_lazy("Brukerstøtte"), {Role.SUPPORT}),
}
COLLECTIVE_ONLY = gettext_lazy("Kollektive ordninger")  # what a county authority runs at the authorities' desk
FRAME_URLS = ("home", "catalogue", "deadlines", "rules_index", "glossary", "log_in", "log_out", "language", "about")
MORE_URLS = ("notices", "cases", "collective", "privacy", "accessibility", "style_guide")


@dataclass(frozen=True)
class Room:
    """A desk that the viewer may enter, as a menu item."""

    desk: str
    label: str
    url: str
    here: bool


def desk(request: HttpRequest) -> dict[str, Any]:
    """The viewer, the desk's name, the frame's addresses and whether log-in-as is offered."""
    match = getattr(request, "resolver_match", None)
    name = match.namespace if match else ""
    viewer = getattr(request, "viewer", None) or Viewer()
    return {
        "viewer": viewer,
        "desk": name,
        "desk_label": _label(name, viewer),
        "desk_has_menu": name in ROOMS and has_menu(name),
        "rooms": SimpleLazyObject(lambda: rooms_of(viewer, name)),
        "who": SimpleLazyObject(lambda: who_is(viewer, name)),
        "urls": frame_urls(),
        "log_in_as": settings.LOG_IN_AS,
        "request_number": getattr(request, "number", ""),
        "sees_as": getattr(request, "sees_as", None),
    }


def rooms_of(viewer: Viewer, here: str) -> list[Room]:
    """The desks that the viewer's roles open, in a fixed order."""
    names = [name for name, (_label, roles) in ROOMS.items() if viewer.has_role(*roles)]
    rooms = [Room(name, str(ROOMS[name][0]), url, name == here) for name in names if (url := address(f"{name}:home"))]
    if runs_collective_only(viewer):
        rooms.append(Room("authority", str(COLLECTIVE_ONLY), address("authority:scheme_years"), here == "authority"))
    return rooms


def runs_collective_only(viewer: Viewer) -> bool:
    """Whether the viewer runs collective schemes for a county authority, and has no other errand at that desk."""
    return bool(run_by(viewer)) and not viewer.has_role(*ROOMS["authority"][1])


def who_is(viewer: Viewer, here: str) -> str:
    """The role and organisation that the viewer acts in at this desk, and how many roles more there are."""
    if not viewer.grants:
        return ""
    opens = ROOMS[here][1] if here in ROOMS else set()
    grant = next((one for one in viewer.grants if one.role in opens), viewer.grants[0])
    shown = f"{Role(grant.role).label}, {grant.organisation}"
    more = len({(one.role, one.organisation.pk) for one in viewer.grants if not one.is_inherited}) - 1
    if not more:
        return shown
    form = ngettext("%(role)s og %(count)s rolle til", "%(role)s og %(count)s roller til", more)
    return form % {"role": shown, "count": more}


def frame_urls() -> dict[str, str]:
    """The addresses that the frame links to, "" for one that this installation does not have."""
    return _frame_urls(get_script_prefix(), get_urlconf())


def frame_for_everybody() -> dict[str, Any]:
    """What the frame needs to know where it is the same for everybody."""
    return {"urls": frame_urls(), "LANGUAGES": settings.LANGUAGES, "LANGUAGE_CODE": get_language()}


@lru_cache(maxsize=100)
def _frame_urls(prefix: str, urls_in: str | None) -> dict[str, str]:
    """The same as long as the process lives, under each place that the site is served from."""
    urls = {name: address(f"public:{name}") for name in (*FRAME_URLS, *MORE_URLS)}
    return {**urls, "log_in_as": address("devtools:log_in_as")}


def _label(name: str, viewer: Viewer) -> Any:
    if name == "authority" and runs_collective_only(viewer):
        return COLLECTIVE_ONLY
    return ROOMS[name][0] if name in ROOMS else ""
