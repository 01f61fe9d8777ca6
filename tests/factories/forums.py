"""Collective development: schemes by year, forums and their members, meetings, decisions and the long-term plan."""

from __future__ import annotations

from datetime import date, datetime

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.forums.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    FailedAgreement,
    Forum,
    ForumDecision,
    ForumDisqualification,
    ForumMeeting,
    ForumMembership,
    ForumVote,
    LongTermPlan,
    MembershipSubstitute,
    PlanPart,
    PlanRevision,
    SchemeYear,
)
from pafyll.domain.lifecycles.forum_meeting import ForumMeetingStatus as M
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus as S
from pafyll.integrations.clock import OSLO
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory

TOR = {"username": "tor"}
ANNOUNCED = {"announced_at": NOW, "announced_by": SubFactory(UserFactory, **TOR)}
KIND = ForumMembership.Kind


class SchemeYearFactory(Factory):
    """The collective scheme of 2026 as a draft with all that an announcement needs; empty=True is one without."""

    class Meta:
        model = SchemeYear

    scheme = "collective_2026"
    year = 2026
    governor = SubFactory(OrganisationFactory, county_governor=True)
    title = "Kollektiv kompetanseutvikling i barnehage og grunnskole 2026"
    status = S.DRAFT
    purpose = "Barnehager og skoler utvikler praksisen sin sammen med en kunnskapsinstitusjon."
    target_group = "Alle som arbeider i barnehage og grunnskole."
    goal_criteria = "Tiltakene har gitt endret praksis i enhetene som deltok."
    award_criteria = "Behovet bygger på lokal vurdering og er forankret hos de ansatte."
    follow_up = "Mottakerne rapporterer innen fristen; vi trekker ut et utvalg til kontroll."
    evaluation_plan = "Ordningen blir evaluert etter tre år."
    appropriation = 12_400_000
    appropriation_source = "Tildelingsbrev 2026, kap. 226 post 21"
    opens_at = datetime(2026, 1, 5, tzinfo=OSLO)
    closes_at = datetime(2026, 4, 16, tzinfo=OSLO)
    recommendation_due = date(2026, 5, 15)
    report_due = date(2027, 1, 15)

    class Params:
        draft = Trait(status=S.DRAFT)
        announced = Trait(status=S.ANNOUNCED, **ANNOUNCED)
        closed = Trait(status=S.CLOSED, **ANNOUNCED)
        recommended = Trait(status=S.RECOMMENDED, **ANNOUNCED)
        decided = Trait(status=S.DECIDED, **ANNOUNCED)
        ended = Trait(status=S.ENDED, **ANNOUNCED)
        withdrawn = Trait(status=S.WITHDRAWN)
        empty = Trait(
            purpose="",
            target_group="",
            goal_criteria="",
            award_criteria="",
            follow_up="",
            evaluation_plan="",
            appropriation=None,
            appropriation_source="",
            opens_at=None,
            closes_at=None,
            recommendation_due=None,
            report_due=None,
        )


class ForumFactory(Factory):
    class Meta:
        model = Forum

    governor = SubFactory(OrganisationFactory, county_governor=True)
    title = Sequence("Samarbeidsforum {}".format)
    area = "Hele fylket"
    schemes = LazyAttribute(lambda forum: ["collective_2026"])
    founded_on = date(2021, 3, 1)

    class Params:
        over = Trait(ended_on=date(2025, 12, 31))


class ForumMembershipFactory(Factory):
    """An owner with a vote, decided; a trait gives another kind, or one that is only proposed."""

    class Meta:
        model = ForumMembership

    forum = SubFactory(ForumFactory)
    organisation = SubFactory(OrganisationFactory, municipality=True)
    person = SubFactory(PersonFactory)
    kind = KIND.OWNER
    votes = True
    starts_on = date(2025, 1, 1)
    decided_by = SubFactory(UserFactory, **TOR)
    decided_at = NOW

    class Params:
        owner = Trait(kind=KIND.OWNER)
        network = Trait(kind=KIND.NETWORK, represents="Kompetansenettverk Ytre Innhavet")
        provider = Trait(kind=KIND.PROVIDER, organisation=SubFactory(OrganisationFactory, provider=True))
        organisation_ = Trait(kind=KIND.ORGANISATION, organisation=SubFactory(OrganisationFactory, association=True))
        union = Trait(kind=KIND.UNION, organisation=SubFactory(OrganisationFactory, union=True))
        governor = Trait(
            kind=KIND.GOVERNOR, votes=False, organisation=SubFactory(OrganisationFactory, county_governor=True)
        )
        observer = Trait(kind=KIND.OBSERVER, votes=False)
        proposed = Trait(decided_by=None, decided_at=None)
        ended = Trait(ends_before=date(2026, 1, 1))


class MembershipSubstituteFactory(Factory):
    class Meta:
        model = MembershipSubstitute

    membership = SubFactory(ForumMembershipFactory)
    person = SubFactory(PersonFactory)
    starts_on = date(2026, 3, 1)
    ends_before = date(2026, 4, 1)
    reason = "Ferie"
    appointed_by = SubFactory(UserFactory, **TOR)
    appointed_at = NOW


class ForumDisqualificationFactory(Factory):
    class Meta:
        model = ForumDisqualification

    forum = SubFactory(ForumFactory)
    matter = "scheme_year:1"
    person = SubFactory(PersonFactory)
    ground = "leader"
    law = "fvl. (1967) § 6 første ledd bokstav e, kommuneloven § 13-3"
    starts_on = NOW.date()
    declared_by = SubFactory(UserFactory, **TOR)
    declared_at = NOW

    class Params:
        over = Trait(starts_on=date(2026, 1, 1), ends_before=date(2026, 2, 1))


class ForumMeetingFactory(Factory):
    class Meta:
        model = ForumMeeting

    forum = SubFactory(ForumFactory)
    title = "Møte i samarbeidsforum"
    status = M.PLANNED
    starts_at = datetime(2026, 3, 24, 10, tzinfo=OSLO)
    place = "Storby rådhus"
    created_by = SubFactory(UserFactory, **TOR)
    created_at = NOW

    class Params:
        planned = Trait(status=M.PLANNED)
        called = Trait(status=M.CALLED, called_at=NOW)
        held = Trait(status=M.HELD, called_at=NOW, minutes="Møtet ble satt.")
        approved = Trait(status=M.APPROVED, called_at=NOW, minutes="Møtet ble satt.", minutes_approved_at=NOW)
        cancelled = Trait(status=M.CANCELLED)


class AgendaItemFactory(Factory):
    class Meta:
        model = AgendaItem

    meeting = SubFactory(ForumMeetingFactory, called=True)
    number = Sequence(lambda n: n + 1)
    title = "Innstilling for 2026"
    words = "Forumet skal bli enig om innstillingen."
    proposal = "Forumet innstiller på fordelingen i vedlegget."


class AttendanceFactory(Factory):
    class Meta:
        model = Attendance

    meeting = SubFactory(ForumMeetingFactory, held=True)
    membership = SubFactory(ForumMembershipFactory, forum=SelfAttribute("..meeting.forum"))
    person = SelfAttribute("membership.person")


class FailedAgreementFactory(Factory):
    class Meta:
        model = FailedAgreement

    item = SubFactory(AgendaItemFactory)
    why = "Eierne og tilbyderne står fast på hvert sitt forslag."
    recorded_by = SubFactory(UserFactory, **TOR)
    recorded_at = NOW


class BallotFactory(Factory):
    """Open; counted=True is one that is over."""

    class Meta:
        model = Ballot

    failed = SubFactory(FailedAgreementFactory)
    proposal = "Forumet innstiller på fordelingen i vedlegget."
    opened_by = SubFactory(UserFactory, **TOR)
    opened_at = NOW

    class Params:
        counted = Trait(closed_at=NOW)


class ForumVoteFactory(Factory):
    class Meta:
        model = ForumVote

    ballot = SubFactory(BallotFactory)
    membership = SubFactory(ForumMembershipFactory, forum=SelfAttribute("..ballot.failed.item.meeting.forum"))
    kind = SelfAttribute("membership.kind")
    choice = ForumVote.Choice.FOR
    cast_by = SelfAttribute("membership.person.user")
    cast_at = NOW

    class Params:
        against = Trait(choice=ForumVote.Choice.AGAINST)
        abstained = Trait(choice=ForumVote.Choice.ABSTAINED)


class ForumDecisionFactory(Factory):
    """By agreement; voted=True is by a vote after agreement failed."""

    class Meta:
        model = ForumDecision

    item = SubFactory(AgendaItemFactory)
    text = SelfAttribute("item.proposal")
    made_by = ForumDecision.MadeBy.AGREEMENT
    result = ForumDecision.Result.ADOPTED
    recorded_by = SubFactory(UserFactory, **TOR)
    recorded_at = NOW

    class Params:
        voted = Trait(
            made_by=ForumDecision.MadeBy.VOTE,
            ballot=SubFactory(BallotFactory, counted=True, failed__item=SelfAttribute("...item")),
            votes_for=5,
            votes_against=2,
            abstained=0,
        )


class DissentFactory(Factory):
    class Meta:
        model = Dissent

    decision = SubFactory(ForumDecisionFactory)
    membership = SubFactory(ForumMembershipFactory, forum=SelfAttribute("..decision.item.meeting.forum"))
    body = SelfAttribute("membership.body")
    text = "Vi mener at de små kommunene får for lite."
    recorded_by = SelfAttribute("membership.person.user")
    recorded_at = NOW


class LongTermPlanFactory(Factory):
    class Meta:
        model = LongTermPlan

    forum = SubFactory(ForumFactory)
    title = "Langsiktig plan 2024–2027"
    first_year = 2024
    last_year = 2027


class PlanRevisionFactory(Factory):
    """A draft; adopted=True is one that the forum has adopted."""

    class Meta:
        model = PlanRevision

    plan = SubFactory(LongTermPlanFactory)
    number = Sequence(lambda n: n + 1)
    why = "Nye prioriteringer for barnehage."
    made_by = SubFactory(UserFactory, **TOR)
    made_at = NOW

    class Params:
        adopted = Trait(adopted_by=SubFactory(ForumDecisionFactory), adopted_on=NOW.date())


class PlanPartFactory(Factory):
    class Meta:
        model = PlanPart

    revision = SubFactory(PlanRevisionFactory)
    number = Sequence(lambda n: n + 1)
    title = "Del 1: Slik virker ordningen hos oss"
    text = "Forumet møtes tre ganger i året."
