"""What no code may break in admission: once for each study, with a reason for a no and credits for a pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from tests.constraints import constraints_of, is_said
from tests.factories.admission import AdmissionConditionFactory, AdmissionFactory

pytestmark = pytest.mark.django_db
MODELS = [Admission, AdmissionCondition]


def _admitted_twice() -> None:
    one = AdmissionFactory()
    AdmissionFactory(participation=one.participation, offer=one.offer)


def _one_condition_twice() -> None:
    one = AdmissionConditionFactory()
    AdmissionConditionFactory(admission=one.admission, text=one.text)


BROKEN: dict[str, Callable[[], object]] = {
    "one_admission_per_offer": _admitted_twice,
    "not_admitted_says_why": lambda: AdmissionFactory(status=S.NOT_ADMITTED),
    "passed_has_credits_and_day": lambda: AdmissionFactory(passed=True, credits_passed=0),
    "one_condition_per_text": _one_condition_twice,
}


def test_every_constraint_is_broken_here() -> None:
    assert set(BROKEN) == set(constraints_of(MODELS))


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_is_against(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    assert is_said(name, refused.value, MODELS)


def test_a_pass_without_its_day_is_refused() -> None:
    with pytest.raises(IntegrityError, match="passed_has_credits_and_day"), transaction.atomic():
        AdmissionFactory(passed=True, result_on=None)
