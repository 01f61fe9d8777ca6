"""How long things are kept, who has looked, who has asked for deletion, and the chain of the history."""

from __future__ import annotations

from datetime import date

import factory
from factory import Sequence, SubFactory

from pafyll.apps.casework.models import HistoryHead, HistoryLink
from pafyll.apps.privacy.models import DeletionRequest, PersonMerge, Reading, RetentionPeriod
from tests.factories.base import NOW, Factory
from tests.factories.casework import EventFactory
from tests.factories.people import PersonFactory, UserFactory


class RetentionPeriodFactory(Factory):
    class Meta:
        model = RetentionPeriod

    rule = "left"
    months = 24
    starts_on = Sequence(lambda n: date(2000 + n % 50, 1, 1))
    source = "Slettevedtak 3/2026, oppdiktet"
    entered_at = NOW


class ReadingFactory(Factory):
    class Meta:
        model = Reading

    person = SubFactory(PersonFactory)
    reader = SubFactory(UserFactory)
    what = Reading.What.STATEMENT
    about = Sequence(lambda n: f"application:{n}")
    day = NOW.date()
    first_at = NOW

    class Params:
        application = factory.Trait(what=Reading.What.APPLICATION)
        statement = factory.Trait(what=Reading.What.STATEMENT)
        qualifications = factory.Trait(what=Reading.What.QUALIFICATIONS)
        participation = factory.Trait(what=Reading.What.PARTICIPATION)
        appeal = factory.Trait(what=Reading.What.APPEAL)
        number = factory.Trait(what=Reading.What.NUMBER)
        support = factory.Trait(what=Reading.What.SUPPORT)
        seen_as = factory.Trait(what=Reading.What.SEEN_AS)


class DeletionRequestFactory(Factory):
    class Meta:
        model = DeletionRequest

    person = SubFactory(PersonFactory)
    asked_at = NOW


class HistoryLinkFactory(Factory):
    class Meta:
        model = HistoryLink

    number = Sequence(lambda n: n + 1)
    event = SubFactory(EventFactory)
    previous = "0" * 64
    hash = "a" * 64


class HistoryHeadFactory(Factory):
    class Meta:
        model = HistoryHead

    hash = "0" * 64


class PersonMergeFactory(Factory):
    class Meta:
        model = PersonMerge

    kept = SubFactory(PersonFactory)
    gone = SubFactory(PersonFactory)
    why = "Samme lærer, to skoler"
    merged_by = SubFactory(UserFactory)
    merged_at = NOW
