"""What is told to everybody, on top of every page."""

from __future__ import annotations

from typing import Any

from django import template

from pafyll.web.components.maintenance.notice import current_notice
from pafyll.web.components.maintenance.parts import PARTS

register = template.Library()


@register.inclusion_tag("components/notice.html")
def maintenance_notice() -> dict[str, Any]:
    """The notice, and the names of the parts that are closed; nothing when there is none."""
    notice = current_notice()
    return {"notice": notice, "closed": [part.label for code, part in PARTS.items() if code in notice.closed]}
