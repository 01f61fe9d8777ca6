"""The lists of agreements and invoices ask the database as often with fifty rows as with a few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.organisations.models import Organisation
from tests.factories import (
    AgreementSignatureFactory,
    AgreementVersionFactory,
    InvoiceFactory,
    PlannedInvoiceFactory,
    UserFactory,
)

MORE = 20


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("provider:agreements", "liv"),
        ("provider:invoices", "liv"),
        ("owner:agreements", "siri"),
        ("owner:invoices", "siri"),
    ],
)
def test_a_list_asks_no_more_often_when_it_grows(request: pytest.FixtureRequest, name: str, who: str) -> None:
    client: Client = request.getfixturevalue(f"as_{who}")
    few = _queries(client, reverse(name))
    _grow()

    assert _queries(client, reverse(name)) == few


def test_the_page_of_an_agreement_asks_no_more_often_with_more_versions_and_invoices(as_liv: Client) -> None:
    pk = _agreement(versions=1)
    few = _queries(as_liv, reverse("provider:agreement", args=[pk]))
    many = _agreement(versions=8)

    assert _queries(as_liv, reverse("provider:agreement", args=[many])) == few


def _queries(client: Client, url: str) -> int:
    client.get(url)  # what is asked once and kept, is asked now
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def _grow() -> None:
    for _ in range(MORE):
        _agreement(versions=1)


def _agreement(*, versions: int) -> int:
    """In force between the college and Fjordvik: with signatures, a plan and an invoice, and earlier versions."""
    parties = {
        "agreement__provider": Organisation.objects.get(name="Høgskolen i Innhavet"),
        "agreement__counterpart": Organisation.objects.get(name="Fjordvik kommune"),
    }
    first = AgreementVersionFactory(agreement__in_force=True, signed=versions == 1, replaced=versions > 1, **parties)
    for number in range(2, versions + 1):
        AgreementVersionFactory(
            agreement=first.agreement, number=number, signed=number == versions, replaced=number < versions
        )
    for version in first.agreement.versions.all():
        PlannedInvoiceFactory(version=version, number=1)
        AgreementSignatureFactory(version=version)
        AgreementSignatureFactory(version=version, side="counterpart", by=UserFactory())
    last = first.agreement.versions.get(status="signed")
    InvoiceFactory(version=last, issued=True)
    pk: int = first.agreement.pk
    return pk
