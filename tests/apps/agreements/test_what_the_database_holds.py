"""What no code may break: each constraint of agreements and invoices is broken once, and the database says no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from pafyll.apps.agreements.models import Agreement
from pafyll.domain.lifecycles.agreement import InvoiceStatus as N
from tests.constraints import constraints_of, is_said
from tests.factories.agreements import (
    AgreementFactory,
    AgreementIncidentFactory,
    AgreementSignatureFactory,
    AgreementVersionFactory,
    InvoiceFactory,
    PlannedInvoiceFactory,
    ProviderSeriesFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2026, 1, 15), date(2026, 2, 15)


def _two_agreements_with_one_number() -> None:
    one = AgreementFactory(number="AVT-2026-1")
    AgreementFactory(provider=one.provider, number="AVT-2026-1")


def _an_agreement_with_oneself() -> None:
    one = AgreementFactory.build()
    one.provider.save()
    AgreementFactory(provider=one.provider, counterpart=one.provider)


def _two_versions(**given: Any) -> None:
    one = AgreementVersionFactory(number=1, **given)
    AgreementVersionFactory(agreement=one.agreement, number=given.get("number", 1) + 1, **given)


def _one_number_twice(factory: Any, **given: Any) -> None:
    one = factory(number=7)
    factory(version=one.version, number=7, **given)


def _two_signatures(**same: str) -> None:
    one = AgreementSignatureFactory()
    other = {"side": "counterpart", "by": UserFactory()} | {name: getattr(one, name) for name in same}
    AgreementSignatureFactory(version=one.version, **other)


def _two_invoices(**given: Any) -> None:
    one = InvoiceFactory(issued=True, number=9, interval=1)
    InvoiceFactory(version=one.version, issued=True, **{"number": 10, "interval": 2} | given)


def _issued_by_the_preparer() -> None:
    mona = UserFactory()
    InvoiceFactory(issued=True, prepared_by=mona, issued_by=mona)


BROKEN: dict[str, Callable[[], object]] = {
    "one_agreement_per_number": _two_agreements_with_one_number,
    "only_a_supplement_has_a_main_agreement": lambda: AgreementFactory(kind=Agreement.Kind.SUPPLEMENTARY),
    "an_agreement_has_two_parties": _an_agreement_with_oneself,
    "one_agreement_version_per_number": lambda: AgreementVersionFactory(
        agreement=AgreementVersionFactory(withdrawn=True).agreement
    ),
    "one_version_in_force": lambda: _two_versions(signed=True),
    "one_open_version": lambda: _two_versions(draft=True),
    "an_agreement_ends_after_it_begins": lambda: AgreementVersionFactory(starts_on=LATE, ends_on=EARLY),
    "one_planned_invoice_per_number": lambda: _one_number_twice(PlannedInvoiceFactory),
    "a_planned_invoice_is_of_something": lambda: PlannedInvoiceFactory(amount=0),
    "one_signature_per_party": lambda: _two_signatures(side="same"),
    "nobody_signs_for_both_parties": lambda: _two_signatures(by="same"),
    "an_incident_ends_after_start": lambda: AgreementIncidentFactory(starts_on=LATE, ends_on=EARLY),
    "one_invoice_per_number": lambda: _two_invoices(number=9),
    "one_standing_invoice_per_interval": lambda: _two_invoices(interval=1),
    "nobody_issues_an_invoice_they_prepared": _issued_by_the_preparer,
    "what_is_issued_has_a_number": lambda: InvoiceFactory(status=N.ISSUED),
    "a_credit_note_credits_an_invoice": lambda: InvoiceFactory(kind="credit_note", interval=None),
    "an_invoice_is_of_something": lambda: InvoiceFactory(net_ore=0),
    "a_kid_is_controlled_by_10_or_11": lambda: ProviderSeriesFactory(kid_modulus=12),
    "numbers_from_one": lambda: ProviderSeriesFactory(next_invoice=0),
}


def test_every_constraint_is_broken_here() -> None:
    assert set(BROKEN) == set(constraints_of(apps.get_app_config("agreements").get_models()))


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_is_against(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    assert is_said(name, refused.value, apps.get_app_config("agreements").get_models())


def test_what_is_not_issued_has_no_number() -> None:
    with pytest.raises(IntegrityError, match="what_is_issued_has_a_number"), transaction.atomic():
        InvoiceFactory(prepared=True, number=4)


def test_an_invoice_credits_nothing() -> None:
    one = InvoiceFactory(issued=True)
    with pytest.raises(IntegrityError, match="a_credit_note_credits_an_invoice"), transaction.atomic():
        InvoiceFactory(version=one.version, interval=2, credits=one)
