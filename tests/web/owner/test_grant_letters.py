"""An owner reads what the state has promised it, in either form of Norwegian; other owners never do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Round
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import Commitment
from pafyll.apps.organisations.models import Organisation


@pytest.fixture
def round(world):
    return Round.objects.get(study_year=2025)


@pytest.fixture
def grant(round):
    fjordvik = Organisation.objects.get(name="Fjordvik kommune")
    return Decision.objects.filter(kind="grant", about=f"grant:{round.pk}:{fjordvik.pk}").earliest("pk")


def test_siri_sees_the_letter_and_what_it_promises(as_siri, round, grant):
    page = as_siri.get(reverse("owner:grant_letters", args=[round.pk])).content.decode().replace("\u00a0", " ")

    promised = sum(
        Commitment.objects.filter(round=round, owner__name="Fjordvik kommune").values_list("amount", flat=True)
    )
    decided = Decision.objects.filter(kind="grant", about=grant.about).values_list("lines", flat=True)
    assert promised == sum(line["amount"] for lines in decided for line in lines) > 0
    assert len(decided) == 2  # the letter, and a supplement for the one who won an appeal
    assert f"{promised:,}".replace(",", " ") in page
    assert grant.case_number in page


def test_the_letter_is_set_once_in_each_language_and_names_no_teacher(as_siri, round, grant):
    address = reverse("owner:write_grant_letter", args=[round.pk, grant.pk])
    for _ in range(2):
        answer = as_siri.post(address, {"language": "nn"}, follow=True)

    assert answer["Content-Type"] == "application/pdf"
    letter = Document.objects.get(about=f"decision:{grant.pk}", language="nn")
    assert "Tilskotsbrev" in letter.text
    names = Commitment.objects.filter(round=round).values_list("term__participation__person__last_name", flat=True)
    assert not [name for name in names if name in letter.text]


def test_ola_never_reads_fjordviks_letter(as_ola, round, grant):
    addresses = [
        reverse("owner:write_grant_letter", args=[round.pk, grant.pk]),
        reverse("owner:grant_letter", args=[round.pk, grant.pk, "nb"]),
    ]

    assert [as_ola.post(addresses[0], {"language": "nb"}).status_code, as_ola.get(addresses[1]).status_code] == [
        404,
        404,
    ]


def test_a_letter_in_a_language_that_is_not_there_is_not_found(as_siri, round, grant):
    assert (
        as_siri.post(reverse("owner:write_grant_letter", args=[round.pk, grant.pk]), {"language": "se"}).status_code
        == 404
    )
