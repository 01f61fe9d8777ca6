"""Parts of a page: steps, status, pages of a list, the empty list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pafyll.apps.applications.queries.dispensations import teachers_deadline
from pafyll.integrations.clock import OSLO, now
from pafyll.web.components.glossary import term_of

register = template.Library()

COLOURS = {
    "active": "success",
    "stopped": "danger",
    "draft": "neutral",
    "submitted": "info",
    "stated": "info",
    "approved": "accent",
    "ranked": "accent",
    "ordered": "info",
    "counted": "accent",
    "open": "success",
    "published": "success",
    "granted": "success",
    "allocated": "info",
    "decided": "success",
    "rejected": "danger",
    "refused": "danger",
    "cancelled": "danger",
    "lapsed": "warning",
    "withdrawn": "neutral",
    "closed": "neutral",
    "assigned": "info",
    "proposed": "warning",
    "computed": "info",
    "adopted": "success",
    "replaced": "neutral",
    "forwarded": "accent",
    "upheld": "success",
    "upheld_in_part": "success",
    "not_upheld": "danger",
    "dismissed": "danger",
    "prepared": "warning",
    "payable": "info",
    "paid": "success",
    "on_hold": "warning",
    "returned": "warning",
    "sent": "info",
    "accepted": "info",
    "settled": "success",
    "finished": "success",
    "entered": "warning",
    "matched": "success",
    "unmatched": "danger",
    "demanded": "warning",
    "awarded": "info",
    "started": "success",
    "deferred": "warning",
    "completed": "success",
    "dropped_out": "neutral",
    "awaiting": "warning",
    "confirmed": "success",
    "not_started": "neutral",
    "not_confirmed": "danger",
    "ended": "neutral",
    "reported": "warning",
    "carried_out": "success",
    "taken_back": "neutral",
    "asked": "warning",
    "forewarned": "warning",
    "commented": "info",
    "dropped": "neutral",
    "queued": "neutral",
    "running": "info",
    "done": "success",
    "failed": "danger",
    "uploaded": "info",
    "previewed": "warning",
    "undone": "neutral",
    "abandoned": "neutral",
    "free": "warning",
    "offered": "info",
    "filled": "success",
    "drafted": "neutral",
    "in_consultation": "info",
    "for_committee": "accent",
    "for_resolution": "warning",
    "resolved": "success",
    "issued": "success",
    "held": "warning",
    "declined": "neutral",
    "expired": "warning",
    "supplement_asked": "warning",
    "treated": "success",
    "preview": "neutral",
    "test": "warning",
    "live": "success",
    "announced": "success",
    "recommended": "accent",
    "planned": "neutral",
    "called": "info",
    "accepted_changed": "success",
    "paid_back": "success",
    "drawn": "info",
    "answered": "info",
    "in_order": "success",
    "deviated": "danger",
    "in_force": "success",
    "signed": "success",
    "terminated": "danger",
    "credited": "neutral",
    "received": "warning",
    "triaged": "info",
    "to_forum": "accent",
    "answered_yes": "success",
    "answered_no": "neutral",
    "assignment_made": "success",
    "admitted": "success",
    "passed": "success",
    "not_admitted": "danger",
    "called_off": "danger",
    "invited": "info",
    "agreed": "warning",
    "unconfirmed": "warning",
    "coming": "success",
    "waiting": "warning",
}


@register.simple_tag
def status_tag(thing: Any) -> SafeString:
    """The status of anything with .status and get_status_display, as a coloured tag. The word carries the meaning."""
    return tag(gettext(str(thing.get_status_display())), COLOURS.get(str(thing.status), "neutral"))


@register.simple_tag
def tag(text: Any, color: str = "neutral", mark: str = "") -> SafeString:
    """A small coloured label: neutral, info, success, warning, danger or accent; a mark tells near colours apart."""
    sign = format_html(' data-mark="{}"', mark) if mark else ""
    return format_html('<span class="ds-tag p-tag" data-color="{}"{}>{}</span>', color, sign, text)


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable[Any], current: str) -> dict[str, Any]:
    """The steps of a form, in order. Each is (code, label) or (code, label, url); current is the code of this one."""
    rows = [_step(item) for item in items]
    here = next((i for i, row in enumerate(rows) if row["code"] == current), 0)
    for i, row in enumerate(rows):
        row["state"] = "done" if i < here else "here" if i == here else "later"
    return {"rows": rows, "number": here + 1, "count": len(rows)}


def _step(item: Any) -> dict[str, Any]:
    if not isinstance(item, tuple | list):
        return {"code": item.code, "label": item.label, "url": getattr(item, "url", "")}
    code, label, url = (*item, "")[:3]
    return {"code": code, "label": label, "url": url}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def paginate(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the pages of a list. The search in the address is kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is not None:
        query.pop("side", None)
    kept = f"{query.urlencode()}&" if query else ""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "kept": kept, "ellipsis": page.paginator.ELLIPSIS}


@register.inclusion_tag("components/empty.html")
def empty(text: Any, url: str = "", link_text: Any = "") -> dict[str, Any]:
    """What a list says when it has nothing, and where to go. Directly inside a for, say empty_state."""
    return {"text": text, "url": url, "link_text": link_text}


@register.inclusion_tag("components/empty.html")
def empty_state(text: Any, url: str = "", link_text: Any = "") -> dict[str, Any]:
    """The same as empty, by a name that a for-loop does not take for its own."""
    return empty(text, url, link_text)


@register.inclusion_tag("components/answer.html")
def answer_box(answer: Any) -> dict[str, Any]:
    """A yes or a no with its reason, what to do about it, and the law it rests on."""
    return {"answer": answer}


@register.inclusion_tag("components/timeline.html")
def timeline(rows: Iterable[Any]) -> dict[str, Any]:
    """Milestones in time (web/components/milestones.py), with what is over and what goes on now."""
    return {"rows": rows, "now_text": gettext("Nå")}


@register.inclusion_tag("components/what_is.html")
def what_is(word: str) -> dict[str, Any]:
    """ "Hva betyr …?" for a bokmål word of docs/glossary.yaml; nothing when the list does not have it."""
    return {"term": term_of(word)}


@register.filter
def closes_at(application: Any) -> datetime:
    """The first moment that is too late for the application's teacher: a later one where she has a dispensation."""
    return teachers_deadline(application.round, application.person_id)


@register.filter
def waited_until(application: Any) -> datetime | None:
    """Until when one who stood in line as the deadline passed may send; None for all others, who have whole days."""
    until = teachers_deadline(application.round, application.person_id)
    return None if until.astimezone(OSLO).time() == time() else until


@register.inclusion_tag("components/announced_draw.html")
def announced_draw(round: Any) -> dict[str, Any]:
    """What the public may know of a round's draw now: nothing yet, its fingerprint, or the text itself."""
    return {"round": round, "is_shown": round.shows_draw(now())}
