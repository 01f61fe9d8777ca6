"""How bodies write amounts, days and moments: filters that every body has."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template

from pafyll.apps.documents.typesetting import written
from pafyll.domain.values import Kroner

register = template.Library()
OSLO = ZoneInfo("Europe/Oslo")
WORDS = {
    "nb": ("null", "én", "to", "tre", "fire", "fem", "seks"),
    "nn": ("null", "éin", "to", "tre", "fire", "fem", "seks"),
}


@register.filter
def kroner(amount: int) -> str:
    """12 000 kr."""
    return str(Kroner(amount))


@register.filter
def day(value: date) -> str:
    """1. mars 2026."""
    return written(value)


@register.filter
def moment(value: datetime) -> str:
    """1. mars 2026 kl. 23.59, Norwegian time."""
    there = value.astimezone(OSLO) if value.tzinfo else value
    return f"{written(there)} kl. {there:%H.%M}"


@register.filter
def in_words(number: int, language: str) -> str:
    """tre; digits from seven up."""
    words = WORDS[language]
    return words[number] if number < len(words) else str(number)
