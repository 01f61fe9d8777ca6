"""Kari adds files to her appeal: kept as they came, read by those who read her words, once each."""

from __future__ import annotations

import hashlib

import pytest

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services.attaching import attach
from pafyll.domain.answers import Refusal
from tests.factories import AppealFactory, ApplicationFactory, DecisionFactory, PersonFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 legeerklaering %%EOF"


@pytest.fixture
def karis():
    application = ApplicationFactory(refused=True)
    decision = DecisionFactory(about=application.about, outcome="refused")
    return AppealFactory(decision=decision, submitted_by=application.person.user)


def test_a_file_is_kept_as_it_came_and_its_name_is_not_in_the_history(karis):
    made = attach(appeal=karis, name="C:\\Kari\\Legeerklæring <svulst>.PDF", content=PDF, by=karis.submitted_by, at=NOW)

    assert bytes(made.content) == PDF
    assert (made.name, made.kind, made.size) == ("Legeerklæring svulst.pdf", "pdf", len(PDF))
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    event = Event.objects.get(about=karis.about, verb="attached")
    assert event.facts == {"kind": "pdf", "size": len(PDF)}


def test_the_same_file_again_is_one_and_a_program_is_refused(karis):
    first = attach(appeal=karis, name="a.pdf", content=PDF, by=karis.submitted_by, at=NOW)
    assert attach(appeal=karis, name="b.pdf", content=PDF, by=karis.submitted_by, at=NOW) == first

    with pytest.raises(Refusal, match="kind_not_taken"):
        attach(appeal=karis, name="harmless.pdf", content=b"MZ\x90\x00", by=karis.submitted_by, at=NOW)
    assert karis.attachments.count() == 1


def test_only_the_party_adds_and_only_while_the_appeal_is_open(karis):
    with pytest.raises(Refusal, match="not_the_party"):
        attach(appeal=karis, name="a.pdf", content=PDF, by=PersonFactory().user, at=NOW)

    type(karis).objects.filter(pk=karis.pk).update(status="withdrawn")
    with pytest.raises(Refusal, match="not_from_this_status"):
        attach(appeal=karis, name="a.pdf", content=PDF, by=karis.submitted_by, at=NOW)
