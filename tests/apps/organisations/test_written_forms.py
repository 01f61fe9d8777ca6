"""Which form of Norwegian an owner is written to in: what it has resolved, from a published list."""

from __future__ import annotations

import pytest
from django.core import mail

from pafyll.apps.applications.services.owner_mail import readers_at
from pafyll.apps.casework.outcomes import Subject
from pafyll.apps.casework.services.mailing import Reader
from pafyll.apps.casework.services.telling import language_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.written_forms import Fault, plan_written_forms, set_written_forms
from tests.factories import OrganisationFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
SOURCE = "Oppdiktet liste, 1. mars 2026"


@pytest.fixture
def fjordvik():
    return OrganisationFactory(municipality=True, municipality_code="9801", email="post@fjordvik.example.no")


def resolved(text):
    plan = plan_written_forms(text, source=SOURCE)
    set_written_forms(plan)
    return plan


def test_an_owner_that_has_resolved_nynorsk_is_written_to_in_nynorsk(fjordvik):
    assert language_of(Subject("Krav", party_organisation=fjordvik)) == "nb"  # unknown: bokmål

    plan = resolved("kommunenr;malform\n9801;Nynorsk\n9899;bokmål\n")

    fjordvik = Organisation.objects.get(pk=fjordvik.pk)
    assert (fjordvik.written_form, fjordvik.written_form_source) == ("nn", SOURCE)
    assert language_of(Subject("Krav", party_organisation=fjordvik)) == "nn"
    assert readers_at(fjordvik, NOW.date()) == [Reader("post@fjordvik.example.no", "nn")]
    assert plan.unknown == ("9899",)
    assert not plan_written_forms("kommunenr,malform\n9801,nynorsk\n", source=SOURCE).changes  # twice is nothing new
    assert not mail.outbox


def test_a_neutral_owner_is_written_to_in_bokmaal(fjordvik):
    resolved("kommunenr,malform\n9801,nøytral\n")

    assert Organisation.objects.get(pk=fjordvik.pk).letter_language == "nb"


@pytest.mark.parametrize("text", ["nr;form\n9801;nynorsk\n", "kommunenr;malform\n9801;samisk\n", ""])
def test_a_list_with_a_fault_registers_nothing(fjordvik, text):
    with pytest.raises(Fault):
        plan_written_forms(text, source=SOURCE)
