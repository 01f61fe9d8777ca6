"""What the desk's menu asks about the one who looks."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.privacy.permissions import may_support

register = template.Library()
WORDS = {
    "planned": _("planla endringen"),
    "shared_out": _("valgte hvem som går hvor"),
    "proposed": _("sendte den til godkjenning"),
    "approved": _("godkjente den"),
    "cancelled": _("avlyste den"),
    "carried_out": _("den ble gjennomført"),
}


@register.filter
def helps_people(viewer: Viewer) -> bool:
    """Whether she looks people up: the directorate gets in to the rest of the desk only."""
    return bool(may_support(viewer))


@register.filter
def change_word(verb: str) -> str:
    """What happened to a change of organisations, in words."""
    return str(WORDS.get(verb, verb))
