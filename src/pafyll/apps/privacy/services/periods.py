"""Entering how long something is kept: by who runs Påfyll, from a day, with a source."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pafyll.apps.privacy.models import RetentionPeriod
from pafyll.apps.privacy.queries.periods import all_rules
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.privacy import SetBy


@transaction.atomic
def enter_period(*, rule: str, months: int, starts_on: date, source: str, at: datetime) -> RetentionPeriod:
    """Enters a period, or corrects the one from the same day. Refused where a law or we ourselves decide."""
    require(_may_be_entered(rule, months, source))
    stated = {"months": months, "source": source.strip(), "entered_at": at}
    row, _is_new = RetentionPeriod.objects.update_or_create(rule=rule, starts_on=starts_on, defaults=stated)
    return row


def _may_be_entered(rule: str, months: int, source: str) -> Answer:
    known = all_rules().get(rule)
    if known is None:
        return no("no_such_rule", "Det finnes ingen regel «{rule}».", rule=rule, field="rule")
    if known.set_by != SetBy.CONTROLLER:
        return no("not_yours_to_set", "Hvor lenge «{rule}» varer, er bestemt og kan ikke settes.", rule=rule)
    if months < 1 or not source.strip():
        return no("no_source", "Oppgi antall måneder og hvor det er bestemt.", field="source")
    return yes()
