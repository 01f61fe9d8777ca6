"""Events, decisions and issued documents."""

from __future__ import annotations

from factory import LazyAttribute, Sequence, SubFactory, Trait

from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.documents.models import Document
from tests.factories.base import NOW, Factory
from tests.factories.people import UserFactory


class EventFactory(Factory):
    class Meta:
        model = Event

    about = "application:1"
    verb = "submitted"
    before = "draft"
    after = "submitted"
    by = SubFactory(UserFactory, username="kari")
    at = NOW


class DocumentFactory(Factory):
    class Meta:
        model = Document

    kind = "place_decision"
    title = "Svar på søknad om videreutdanning"
    context = LazyAttribute(lambda document: {})
    pdf = b"%PDF-1.7"
    text = "Du får plass."
    sha256 = "e" * 64
    about = "application:1"
    issued_by = SubFactory(UserFactory, username="idar")
    issued_at = NOW

    class Params:
        nynorsk = Trait(language="nn", title="Svar på søknad om vidareutdanning")
        corrected = Trait(version=2, replaces=SubFactory("tests.factories.casework.DocumentFactory"))


class DecisionFactory(Factory):
    class Meta:
        model = Decision

    kind = "place"
    about = "application:1"
    case_number = Sequence("26/{:05d}".format)
    outcome = "granted"
    grounds = LazyAttribute(lambda decision: [])
    lines = LazyAttribute(lambda decision: [])
    prepared_by = SubFactory(UserFactory, username="ada")
    decided_by = SubFactory(UserFactory, username="idar")
    decided_at = NOW
    document = SubFactory(DocumentFactory)

    class Params:
        refused = Trait(outcome="refused")
