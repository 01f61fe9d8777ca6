"""Awards of collective schemes, their parts, own contributions and reports."""

from __future__ import annotations

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.forums.models import Recommendation
from pafyll.apps.grants.models import Award, AwardPart, AwardReport, OwnContribution
from pafyll.domain.lifecycles.award import AwardReportStatus as R
from pafyll.domain.lifecycles.award import AwardStatus as A
from tests.factories.base import NOW, Factory
from tests.factories.distribution import DistributionRunFactory
from tests.factories.forums import ForumDecisionFactory, SchemeYearFactory
from tests.factories.people import OrganisationFactory, UserFactory

PREPARED = {"prepared_by": SubFactory(UserFactory, username="tor"), "prepared_at": NOW}
DECIDED = PREPARED | {"decided_by": SubFactory(UserFactory, username="turid"), "decided_at": NOW}


class AwardFactory(Factory):
    """400 000 kroner to a municipality, as the forum recommends."""

    class Meta:
        model = Award

    scheme_year = SubFactory(SchemeYearFactory, recommended=True)
    number = Sequence("2026-9-{:03}".format)
    recipient = SubFactory(OrganisationFactory, municipality=True)
    payee = SelfAttribute("recipient")
    recommended = 400_000
    amount = 400_000
    purpose = "Lesing på alle trinn, sammen med lærerutdanningen"
    report_due = date(2027, 1, 15)

    class Params:
        proposed = Trait(status=A.PROPOSED)
        prepared = Trait(status=A.PREPARED, **PREPARED)
        decided = Trait(status=A.DECIDED, **DECIDED)
        reported = Trait(status=A.REPORTED, paid=400_000, **DECIDED)
        dropped = Trait(status=A.DROPPED)


class AwardPartFactory(Factory):
    class Meta:
        model = AwardPart

    award = SubFactory(AwardFactory, prepared=True)
    number = Sequence(lambda n: n + 1)
    amount = 200_000
    due_on = date(2026, 6, 1)


class OwnContributionFactory(Factory):
    class Meta:
        model = OwnContribution

    award = SubFactory(AwardFactory, decided=True)
    amount = 120_000
    what = "Frikjøp av ressurslærere"
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW


class AwardReportFactory(Factory):
    class Meta:
        model = AwardReport

    award = SubFactory(AwardFactory, decided=True)
    kind = AwardReport.Kind.FINAL
    used = 330_000
    own_contribution = 120_000
    unused_because = "Siste samling er flyttet til januar."
    goals = "Alle skolene har prøvd ut lesestrategiene."

    class Params:
        draft = Trait(status=R.DRAFT)
        sent = Trait(status=R.SENT, sent_at=NOW, sent_by=SubFactory(UserFactory, username="siri"))
        returned = Trait(status=R.RETURNED, returned_because="Skriv hvor mange lærere som var med.")
        accepted = Trait(status=R.ACCEPTED, accepted_at=NOW, accepted_by=SubFactory(UserFactory, username="tor"))


class RecommendationFactory(Factory):
    """What a forum adopted for a scheme year whose distribution was chosen."""

    class Meta:
        model = Recommendation

    scheme_year = SubFactory(SchemeYearFactory, recommended=True)
    run = SubFactory(DistributionRunFactory, scheme_year=SelfAttribute("..scheme_year"))
    decision = SubFactory(ForumDecisionFactory)
    text = "Alle eierne er med i to år."
    made_by = SubFactory(UserFactory, username="tor")
    made_at = NOW
