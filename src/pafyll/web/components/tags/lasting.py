"""The warning that a log-in is about to end."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from pafyll.integrations.clock import machine_now
from pafyll.web.components.lasting import ending

register = template.Library()


@register.inclusion_tag("components/session_end.html", takes_context=True)
def session_end(context: Context) -> dict[str, Any]:
    """When the log-in ends and how to stay; nothing for whoever is not logged in or has no stated end."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return {}
    return {"ending": ending(request, at=machine_now()), "request": request, "csrf_token": context.get("csrf_token")}
