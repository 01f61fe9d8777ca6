"""One sample of everything that an address about tasks and mail can name: Siri's where it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.casework.models import Mail, TaskCalendar
from pafyll.apps.casework.services.task_calendars import token_of


def siris_mail() -> int:
    return Mail.objects.filter(reader__username="siri").latest("pk").pk


def failed_mail() -> int:
    return Mail.objects.get(status="failed").pk


def siris_calendar() -> str:
    return token_of(TaskCalendar.objects.get(user__username="siri", desk="owner"))


OF_A_KIND = ("mail_kind", "mail_kind_html")
MAILS: dict[str, Callable[[], Any]] = {
    "public:received_one.pk": siris_mail,
    "public:task_calendar.token": siris_calendar,
    "public:set_task_calendar.desk": lambda: "owner",
    **{f"{desk}:try_mail.pk": failed_mail for desk in ("owner", "provider", "authority")},
    **{f"authority:{name}.app": lambda: "applications" for name in OF_A_KIND},
    **{f"authority:{name}.name": lambda: "approved" for name in OF_A_KIND},
    **{f"authority:{name}.language": lambda: "nb" for name in OF_A_KIND},
}
