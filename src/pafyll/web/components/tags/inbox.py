"""How many tasks somebody has: in the menu, and at other desks."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from pafyll.apps.casework.letters import Letter
from pafyll.apps.casework.queries.inbox import count_of_tasks
from pafyll.apps.organisations.permissions import Viewer
from pafyll.integrations.clock import now
from pafyll.web.components.context import Room
from pafyll.web.components.tags.frame import nav_link

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_tasks(context: template.Context, desk: str) -> SafeString:
    """The menu item of the desk's page of tasks, with how many there are."""
    viewer: Viewer = context["viewer"]
    count = count_of_tasks(viewer=viewer, at=now()).get(desk, 0) if settings.TASKS_IN_MENU else 0
    text: Any = gettext("Oppgaver")
    if count:
        text = format_html('{} <span class="p-nav__count">{}</span>', text, count)
    return nav_link(context, f"{desk}:tasks", text)


@register.simple_tag
def tasks_elsewhere(room: Room, count: int) -> SafeString:
    """A way to the viewer's tasks at another desk, with how many there are."""
    text = ngettext("%(count)s oppgave", "%(count)s oppgaver", count) % {"count": count}
    return format_html('<a class="ds-link" href="{}">{}: {}</a>', reverse(f"{room.desk}:tasks"), room.label, text)


@register.simple_tag
def mail_kind_link(letter: Letter, subject: str) -> SafeString:
    """A way to the preview of a kind of mail, by the subject that it has in an example."""
    app, _slash, name = letter.name.partition("/")
    return format_html(
        '<a class="ds-link" href="{}">{}</a>', reverse("authority:mail_kind", args=[app, name, "nb"]), subject
    )
