"""Small promises of the seed: numbers that are nobody's, names that spell, and nothing emptied unasked."""

from __future__ import annotations

from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from stdnum.no import orgnr

from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.names import LAST, MEN, WOMEN, email_of
from pafyll.devtools.seed.numbers import organisation_numbers
from tests.factories import OrganisationFactory


def test_organisation_numbers_are_valid_different_and_outside_the_range_in_use():
    numbers = list(islice(organisation_numbers(), 5000))

    assert all(orgnr.is_valid(number) and number[0] not in "89" for number in numbers)
    assert len(set(numbers)) == 5000


def test_every_name_spells_an_address():
    for first, last in [(first, last) for first in (*WOMEN, *MEN) for last in LAST]:
        address = email_of(first, last, at="Fjordvik skole")
        assert address.isascii()
        assert address.endswith("@fjordvik-skole.example.no")


@pytest.mark.django_db
def test_a_database_with_content_is_not_emptied_unasked():
    OrganisationFactory()

    with pytest.raises(CommandError, match="--replace"):
        call_command("seed", "--size", "story", verbosity=0)

    assert Organisation.objects.count() == 2
