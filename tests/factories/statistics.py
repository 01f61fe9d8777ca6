"""Releases of public figures."""

from __future__ import annotations

from factory import Sequence, SubFactory, Trait

from pafyll.apps.statistics.models import FigureTable, Release, SavedReport
from pafyll.domain.lifecycles.release import ReleaseStatus as S
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, UserFactory


class ReleaseFactory(Factory):
    """One that is being counted; published=True is one that everybody reads."""

    class Meta:
        model = Release

    number = Sequence(lambda n: n + 100)
    status = S.ORDERED
    as_of = NOW
    limit = 5
    ordered_by = SubFactory(UserFactory)
    ordered_at = NOW

    class Params:
        ordered = Trait(status=S.ORDERED)
        counted = Trait(status=S.COUNTED)
        dropped = Trait(status=S.DROPPED)
        published = Trait(status=S.PUBLISHED, published_by=SubFactory(UserFactory), published_at=NOW)


class FigureTableFactory(Factory):
    class Meta:
        model = FigureTable

    release = SubFactory(ReleaseFactory)
    figure = "applied"
    version = 1
    dimensions = ["year"]
    cells = [["", 30], ["2026", 30]]


class SavedReportFactory(Factory):
    class Meta:
        model = SavedReport

    name = Sequence(lambda n: f"Rapport {n}")
    choice = {}
    organisation = SubFactory(OrganisationFactory)
    made_by = SubFactory(UserFactory)
    made_at = NOW
