"""Admissions in every status, their conditions, and the files that providers send in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factory import SelfAttribute, SubFactory, Trait

from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from pafyll.integrations.clock import midnight_after
from tests.factories.base import NOW, Factory
from tests.factories.participation import ParticipationFactory
from tests.factories.people import OrganisationFactory, UserFactory


class AdmissionFactory(Factory):
    """One who was granted a place and waits to be looked at."""

    class Meta:
        model = Admission

    participation = SubFactory(ParticipationFactory)
    offer = SelfAttribute("participation.offer")
    status = S.RECEIVED
    received_at = NOW

    class Params:
        received = Trait(status=S.RECEIVED)
        offered = Trait(status=S.OFFERED, offered_at=NOW, answer_by=midnight_after(date(2026, 3, 24)))
        accepted = Trait(status=S.ACCEPTED, answered_at=NOW)
        declined = Trait(status=S.DECLINED, answered_at=NOW)
        lapsed = Trait(status=S.LAPSED)
        admitted = Trait(status=S.ADMITTED)
        not_admitted = Trait(status=S.NOT_ADMITTED, reason="requirement_not_met")
        started = Trait(status=S.STARTED, started_on=date(2025, 8, 18))
        not_started = Trait(status=S.NOT_STARTED)
        passed = Trait(status=S.PASSED, result_on=date(2026, 3, 9), credits_passed=Decimal(30))
        failed = Trait(status=S.FAILED, result_on=date(2026, 3, 9))
        deferred = Trait(status=S.DEFERRED, result_on=date(2026, 8, 20))
        withdrawn = Trait(status=S.WITHDRAWN)
        called_off = Trait(status=S.CALLED_OFF)


class AdmissionConditionFactory(Factory):
    class Meta:
        model = AdmissionCondition

    admission = SubFactory(AdmissionFactory, offered=True)
    text = "Vitnemål fra lærerutdanning"

    class Params:
        met = Trait(is_met=True, settled_at=NOW, settled_by=SubFactory(UserFactory, username="nina"))


class ExchangeFileFactory(Factory):
    """A file that waits to be carried out."""

    class Meta:
        model = ExchangeFile

    provider = SubFactory(OrganisationFactory, provider=True)
    kind = ExchangeFile.Kind.OFFERS
    name = "tilbud.csv"
    content = b"kode"
    sha256 = "0" * 64
    uploaded_by = SubFactory(UserFactory, username="nina")
    uploaded_at = NOW

    class Params:
        carried_out = Trait(carried_out_at=NOW, content=b"", summary={"changed": 1})
