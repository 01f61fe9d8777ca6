"""Compositions of a distribution, runs of them and the choice of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from factory import LazyAttribute, LazyFunction, SubFactory

from pafyll.apps.forums.models import DistributionChoice, DistributionDraft, DistributionRun, KeyFile
from pafyll.domain.grants.distribution import Recipient, distribute, inputs_of, pipeline_from
from pafyll.domain.values import Kroner
from tests.factories.base import NOW, Factory
from tests.factories.forums import SchemeYearFactory
from tests.factories.people import UserFactory

EQUALLY = {"title": "Likt til alle", "steps": [{"step": "share", "pot": "frame", "key": "equal", "who": []}]}


def equally() -> dict[str, Any]:
    """A pipeline of one step."""
    return {**EQUALLY, "steps": [dict(step) for step in EQUALLY["steps"]]}  # type: ignore[call-overload]


def inputs() -> dict[str, Any]:
    """Two invented municipalities."""
    pair = [
        Recipient("910000021", "Fjordvik kommune", "municipality"),
        Recipient("910000022", "Sundby kommune", "municipality"),
    ]
    return inputs_of(pair, ())


class DistributionDraftFactory(Factory):
    class Meta:
        model = DistributionDraft

    scheme_year = SubFactory(SchemeYearFactory)
    title = "Likt til alle"
    pipeline = LazyFunction(equally)
    frame = 12_400_000
    created_by = SubFactory(UserFactory, username="tor")
    created_at = NOW


class DistributionRunFactory(Factory):
    """A run that two municipalities share equally."""

    class Meta:
        model = DistributionRun

    scheme_year = SubFactory(SchemeYearFactory)
    title = "Likt til alle"
    pipeline = LazyFunction(equally)
    inputs = LazyFunction(inputs)
    frame = 12_400_000
    fingerprint = LazyAttribute(lambda one: _done(one).fingerprint)
    lines = LazyAttribute(lambda one: [[line.recipient.number, int(line.kroner)] for line in _done(one).lines])
    remainders = LazyFunction(list)
    run_by = SubFactory(UserFactory, username="tor")
    run_at = NOW


class DistributionChoiceFactory(Factory):
    class Meta:
        model = DistributionChoice

    run = SubFactory(DistributionRunFactory)
    reason = "Forumet er enig om denne."
    made_by = SubFactory(UserFactory, username="tor")
    made_at = NOW


class KeyFileFactory(Factory):
    """Figures of kindergartens in two invented municipalities."""

    class Meta:
        model = KeyFile

    scheme_year = SubFactory(SchemeYearFactory)
    code = "kindergarten_fte_0123456789ab"
    figure = KeyFile.Figure.KINDERGARTEN_FTE
    label = "årsverk i barnehagene"
    source = "BASIL"
    counted_on = date(2025, 12, 15)
    file_name = "basil.csv"
    content = b"number;name;kind;kindergarten_fte\n"
    fingerprint = "0123456789ab" * 5 + "0123"
    figures = LazyFunction(lambda: [["910000021", "Fjordvik kommune", 10_50], ["910000022", "Sundby kommune", None]])
    sent_by = SubFactory(UserFactory, username="tor")
    sent_at = NOW


def _done(one: Any) -> Any:
    recipients = [Recipient(*row) for row in one.inputs["recipients"]]
    return distribute(pipeline_from(one.pipeline), frame=Kroner(one.frame), recipients=recipients)
