"""Filters: how amounts, credits, days and coded words are written for people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import dates
from django.utils.translation import get_language, gettext, gettext_noop

from pafyll.apps.documents.words import semester_in_words
from pafyll.domain.grants.bank_reasons import reason_in_words
from pafyll.domain.lifecycles.payment import PaymentStatus
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.schemes import schemes
from pafyll.domain.values import SchoolYear, Semester

register = template.Library()
OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = (gettext_noop("mandag"), gettext_noop("tirsdag"))  # facts of deadlines; the others are the same or found
NO_BREAK = "\u00a0"
SCHEMES = {"substitute": "Vikarordning", "scholarship": "Stipendordning"}


@register.filter
def number(value: Any) -> str:
    """12 345: thousands apart by a no-break space; nothing for nothing."""
    if value is None or value == "":
        return ""
    return f"{int(value):,}".replace(",", NO_BREAK).replace("-", "\u2212")


@register.filter
def kroner(value: Any) -> str:
    """12 000 kr; nothing for nothing."""
    return f"{number(value)}{NO_BREAK}kr" if value is not None and value != "" else ""


@register.filter
def credits(value: Any) -> str:
    """7,5: as few decimals as needed, with a comma; in English 7.5."""
    if value is None or value == "":
        return ""
    written = f"{Decimal(str(value)).normalize():f}"
    return written if _is_english() else written.replace(".", ",")


@register.filter
def day(value: date | datetime | None) -> str:
    """1. mars 2026, in English 1 March 2026. A moment is read in Norwegian time."""
    if not value:
        return ""
    local = value.astimezone(OSLO) if isinstance(value, datetime) else value
    month = str(dates.MONTHS[local.month])
    if _is_english():
        return f"{local.day}{NO_BREAK}{month} {local.year}"
    return f"{local.day}.{NO_BREAK}{month.lower()} {local.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """1. mars 2026 kl. 23.59, in English 1 March 2026 at 23:59, in Norwegian time."""
    if not value:
        return ""
    local = value.astimezone(OSLO)
    if _is_english():
        return f"{day(local)} at{NO_BREAK}{local:%H:%M}"
    return f"{day(local)} kl.{NO_BREAK}{local:%H.%M}"


def _is_english() -> bool:
    return get_language() == "en"


@register.filter
def deadline(value: datetime | None) -> str:
    """The last day of a deadline that is stored as the first moment after it."""
    return day(value - timedelta(seconds=1)) if value else ""


@register.filter
def school_year(value: Any) -> str:
    """2026 becomes 2026/27."""
    return str(SchoolYear(int(value))) if value not in (None, "") else ""


@register.filter
def t(value: Any) -> str:
    """A text of the domain in the reader's language: the template is translated first, then filled with its facts."""
    sentence = getattr(value, "template", None) or getattr(value, "text", None)
    if hasattr(sentence, "facts"):  # a step of a reason chain holds a text
        return t(sentence)
    if not isinstance(sentence, str):
        return "" if value in (None, "") else gettext(str(value))
    if not sentence:
        return ""
    return gettext(sentence).format_map({name: _fact(fact) for name, fact in value.facts.items()})


def _fact(fact: Any) -> Any:
    """A fact that is a text of the domain is translated too, and a day written out; numbers and names stand."""
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, str):
        return gettext(fact) if fact else ""
    return t(fact) if hasattr(fact, "facts") else fact


@register.filter
def subject(code: str) -> str:
    """The subject's name in the reader's language."""
    return gettext(subject_name(code)) if code else ""


@register.filter
def scheme(code: str) -> str:
    """The financing scheme's name in the reader's language."""
    known = SCHEMES.get(code) or (schemes()[code].label if code in schemes() else code)
    return gettext(known) if code else ""


@register.filter
def semester(value: Any) -> str:
    """2026H becomes høsten 2026, in the reader's language."""
    return semester_in_words(value if isinstance(value, Semester) else str(value)) if value else ""


@register.filter
def account_number(digits: str) -> str:
    """1234 56 78903, as people read it."""
    return f"{digits[:4]}{NO_BREAK}{digits[4:6]}{NO_BREAK}{digits[6:]}"


@register.filter
def payment_status(code: str) -> str:
    """The status of a payment in the reader's language."""
    return gettext(PaymentStatus(code).label)  # type: ignore[call-arg]


@register.filter
def bank_reason(payment: Any) -> str:
    """Why the bank did not pay, and what to do about it."""
    answer = reason_in_words(payment.reason_code, payment.reason)
    return f"{t(answer)} {t(answer.remedy)}"
