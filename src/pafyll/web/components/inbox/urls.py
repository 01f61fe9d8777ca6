"""The addresses of the page of tasks, and of sent mail, for a desk's urls.py to take in."""

from __future__ import annotations

from functools import partial, update_wrapper

from django.urls import URLPattern, path

from pafyll.web.components.inbox import sent, views


def inbox_urls(desk: str, *, sends: bool = False) -> list[URLPattern]:
    """tasks, under oppgaver/; where the desk's organisations send mail, sent_mail and try_mail too."""
    sending = [
        path("sendte-varsler/", update_wrapper(partial(sent.sent, desk=desk), sent.sent), name="sent_mail"),
        path(
            "sendte-varsler/<int:pk>/igjen/",
            update_wrapper(partial(sent.again, desk=desk), sent.again),
            name="try_mail",
        ),
    ]
    return [
        path("oppgaver/", update_wrapper(partial(views.tasks, desk=desk), views.tasks), name="tasks"),
        *(sending if sends else []),
    ]
