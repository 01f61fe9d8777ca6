"""A person's own data as a tagged PDF, set by the same tools as the letters. It is given out, and kept nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pafyll.apps.documents import typesetting
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import compose
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.documents.types.own_data.type import OwnAct, OwnDataDocument, OwnFact, OwnFacts, OwnSection
from pafyll.apps.privacy.field_words import FIELD_WORDS
from pafyll.apps.privacy.queries.own_data import OwnData, OwnRow, OwnTable
from pafyll.apps.privacy.queries.periods import periods_in_force
from pafyll.apps.privacy.register import model_of
from pafyll.domain.privacy import Retention, SetBy
from pafyll.domain.rules.deadlines import norwegian_day

SENDER = "Påfyll"
LONGEST = 4000  # characters of one value: the JSON has all of it
BYTES = "BinaryField"


def own_pdf(data: OwnData, *, name: str, language: str, at: datetime) -> bytes:
    """The document in the person's language."""
    kind = document_type_of("own_data")
    head = Head(sender=SENDER, recipient=name, dated_on=norwegian_day(at), case_number="")
    return typesetting.pdf(compose(kind, head=head, context=_context(data, name, at), language=language))


def _context(data: OwnData, name: str, at: datetime) -> OwnDataDocument:
    how_long = _how_long(at)
    sections = tuple(_section(one, how_long) for one in data.tables)
    acts = tuple(OwnAct(f"{one.model}, {one.field}", len(one.keys)) for one in data.acts)
    return OwnDataDocument(name, at, sections, acts)


def _section(one: OwnTable, how_long: Any) -> OwnSection:
    purpose, rows = one.mark.purpose, tuple(_row(one, row) for row in one.rows)
    return OwnSection(_(one.table.label), _(purpose.why), _(purpose.basis), how_long(one.mark.retention), rows)


def _row(one: OwnTable, row: OwnRow) -> OwnFacts:
    model = model_of(one.table)
    facts = (
        OwnFact(
            _(FIELD_WORDS[name]), in_words(value, is_bytes=model._meta.get_field(name).get_internal_type() == BYTES)
        )
        for name, value in row.values.items()
    )
    return OwnFacts(_("Nr. %(key)s") % {"key": row.key}, tuple(facts))


def in_words(value: Any, *, is_bytes: bool = False) -> str:
    """A value as it is read: yes and no, lists by commas, and bytes by their number only."""
    if is_bytes:
        return _("%(size)s byte, som ligger i JSON-filen") % {"size": len(value) * 3 // 4}
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)[:LONGEST]
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(one)}" for key, one in value.items())[:LONGEST]
    return "" if value is None else str(value)[:LONGEST]


def _how_long(at: datetime) -> Any:
    periods = periods_in_force(norwegian_day(at))

    def said(rule: Retention) -> str:
        since = _(rule.since)
        if rule.set_by == SetBy.LAW:
            return since
        if rule.set_by == SetBy.PAFYLL:
            return _("%(days)s dager. %(since)s") % {"days": rule.days, "since": since}
        period = periods.get(rule.code)
        if period is None:
            return _("ikke fastsatt. %(since)s") % {"since": since}
        return _("%(months)s måneder. %(since)s") % {"months": period.months, "since": since}

    return said
