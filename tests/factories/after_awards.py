"""What follows awards: changes, settlements, recoveries, controls and reminders."""

from __future__ import annotations

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.grants.models import (
    AwardChange,
    AwardRecovery,
    AwardReminder,
    AwardSettlement,
    Control,
    ControlFile,
    ControlSample,
)
from pafyll.domain.lifecycles.after_award import AwardChangeStatus as C
from pafyll.domain.lifecycles.after_award import AwardRecoveryStatus as R
from pafyll.domain.lifecycles.after_award import AwardSettlementStatus as S
from pafyll.domain.lifecycles.after_award import ControlSampleStatus as L
from pafyll.domain.lifecycles.after_award import ControlStatus as K
from tests.factories.awards import AwardFactory
from tests.factories.base import NOW, Factory
from tests.factories.forums import SchemeYearFactory
from tests.factories.people import UserFactory

TOR, TURID, SIRI = (SubFactory(UserFactory, username=name) for name in ("tor", "turid", "siri"))
PREPARED = {"prepared_by": TOR, "prepared_at": NOW}
DECIDED = PREPARED | {"decided_by": TURID, "decided_at": NOW}
LESS = {"verdict": "accepted", "amount": 350_000}


class AwardChangeFactory(Factory):
    """Fjordvik wants 50 000 kroner less."""

    class Meta:
        model = AwardChange

    award = SubFactory(AwardFactory, decided=True)
    wanted_amount = 350_000
    reason = "En samling går ut."
    applied_by = SIRI
    applied_at = NOW

    class Params:
        sent = Trait(status=C.SENT)
        prepared = Trait(status=C.PREPARED, **LESS, **PREPARED)
        accepted = Trait(status=C.ACCEPTED, **LESS, **DECIDED)
        accepted_changed = Trait(status=C.ACCEPTED_CHANGED, verdict="accepted_changed", amount=360_000, **DECIDED)
        refused = Trait(status=C.REFUSED, verdict="refused", grounds="Tiltaket kan gå som planlagt.", **DECIDED)
        taken_back = Trait(status=C.TAKEN_BACK)


class AwardSettlementFactory(Factory):
    """70 000 kroner were not used: 30 000 may be kept, and 40 000 are to be demanded back."""

    class Meta:
        model = AwardSettlement

    award = SubFactory(AwardFactory, reported=True)
    used = 330_000
    released = 0
    carried_over = 30_000
    to_recover = 40_000
    use_before = date(2027, 6, 30)
    grounds = "Siste samling holdes i mai."
    prepared_by = TOR
    prepared_at = NOW

    class Params:
        prepared = Trait(status=S.PREPARED)
        returned = Trait(status=S.RETURNED, returned_because="Begrunn hvorfor noe kan overføres.")
        decided = Trait(status=S.DECIDED, decided_by=TURID, decided_at=NOW)


class AwardRecoveryFactory(Factory):
    class Meta:
        model = AwardRecovery

    award = SubFactory(AwardFactory, reported=True)
    amount = 40_000
    grounds = "Sluttrapporten viser at 40 000 kroner ikke er brukt."
    comments_due_on = date(2026, 6, 30)
    forewarned_by = TOR
    forewarned_at = NOW

    class Params:
        forewarned = Trait(status=R.FOREWARNED)
        commented = Trait(status=R.COMMENTED, comments="Vi er enige.", commented_by=SIRI, commented_at=NOW)
        prepared = Trait(status=R.PREPARED, recommends=True, assessment="Ikke brukt.", **PREPARED)
        decided = Trait(status=R.DECIDED, recommends=True, assessment="Ikke brukt.", **DECIDED)
        dropped = Trait(status=R.DROPPED, recommends=False, assessment="Brukt likevel.", **DECIDED)
        paid_back = Trait(status=R.PAID_BACK, recommends=True, paid_back_on=date(2026, 8, 1), **DECIDED)


class ControlSampleFactory(Factory):
    class Meta:
        model = ControlSample

    scheme_year = SubFactory(SchemeYearFactory, decided=True)
    seed = "Innhavet, 12 34 56"
    percent = 10
    asks = "Send regnskap og deltakerlister."
    announced_by = TOR
    announced_at = NOW

    class Params:
        announced = Trait(status=L.ANNOUNCED)
        drawn = Trait(status=L.DRAWN, drawn_by=TOR, drawn_at=NOW, numbers=["2026-9-001"])


class ControlFactory(Factory):
    class Meta:
        model = Control

    sample = SubFactory(ControlSampleFactory, drawn=True)
    award = SubFactory(AwardFactory, decided=True, scheme_year=SelfAttribute("..sample.scheme_year"))
    place = Sequence(lambda n: n + 1)
    due_on = date(2026, 6, 30)
    asks = "Send regnskap og deltakerlister."

    class Params:
        asked = Trait(status=K.ASKED)
        answered = Trait(status=K.ANSWERED, answer="Regnskapet er lagt ved.", answered_by=SIRI, answered_at=NOW)
        in_order = Trait(status=K.IN_ORDER, result="Regnskapet stemmer.", closed_by=TOR, closed_at=NOW)
        deviated = Trait(status=K.DEVIATED, result="20 000 kroner mangler bilag.", closed_by=TOR, closed_at=NOW)


class ControlFileFactory(Factory):
    class Meta:
        model = ControlFile

    control = SubFactory(ControlFactory)
    name = "regnskap.pdf"
    kind = "pdf"
    content = b"%PDF-1.4\n%%EOF\n"
    size = 15
    sha256 = Sequence("{:064x}".format)
    added_by = SIRI
    added_at = NOW


class AwardReminderFactory(Factory):
    class Meta:
        model = AwardReminder

    award = SubFactory(AwardFactory, decided=True)
    days_before = 14
    report_due = date(2027, 1, 15)
    sent_at = NOW
