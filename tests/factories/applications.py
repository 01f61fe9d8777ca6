"""Applications in every status, with the statement, approval and place in the ranking that the status presupposes."""

from __future__ import annotations

from factory import LazyAttribute, RelatedFactory, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.applications.models import (
    Application,
    ApplicationVersion,
    OwnerApproval,
    Ranking,
    RankingEntry,
    RankingVersion,
    Statement,
)
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.ranking import RankingStatus
from tests.factories.base import NOW, Factory
from tests.factories.catalogue import StudyOfferFactory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory
from tests.factories.rounds import RoundFactory

HERE = "tests.factories.applications."


class ApplicationFactory(Factory):
    """A submitted application; a trait takes it to another status and adds what that status presupposes.

    A granted or refused one has an approval and a place in the owner's ranking, but no allocation result:
    use AllocationResultFactory for that.
    """

    class Meta:
        model = Application

    round = SubFactory(RoundFactory)
    number = Sequence("2026-9{:04d}".format)  # away from the numbers of the story
    person = SubFactory(PersonFactory)
    school = SubFactory(OrganisationFactory)
    owner = LazyAttribute(lambda application: application.school.parent)
    status = S.SUBMITTED
    step = "receipt"
    offer_1 = SubFactory(StudyOfferFactory)
    scheme_1 = "substitute"
    motivation = "Jeg underviser i faget."
    submitted_at = NOW
    changed_at = NOW

    class Params:
        draft = Trait(status=S.DRAFT, submitted_at=None, step="study")
        submitted = Trait(status=S.SUBMITTED)
        stated = Trait(status=S.STATED, with_statement=True)
        approved = Trait(status=S.APPROVED, with_approval=True)
        rejected = Trait(status=S.REJECTED, with_rejection=True)
        ranked = Trait(status=S.RANKED, with_approval=True, with_place=True)
        granted = Trait(status=S.GRANTED, with_approval=True, with_place=True)
        refused = Trait(status=S.REFUSED, with_approval=True, with_place=True)
        withdrawn = Trait(status=S.WITHDRAWN)
        lapsed = Trait(status=S.LAPSED)
        second_choice = Trait(offer_2=SubFactory(StudyOfferFactory), scheme_2="scholarship")
        other_study = Trait(
            offer_1=None,
            other_study_name="Matematikkdidaktikk",
            other_study_provider="Et universitet i utlandet",
            other_study_subject="mathematics",
            other_study_credits=30,
        )
        by_owner = Trait(added_by_owner=True)
        with_statement = Trait(statement=RelatedFactory(f"{HERE}StatementFactory", "application"))
        with_approval = Trait(approval=RelatedFactory(f"{HERE}OwnerApprovalFactory", "application"))
        with_rejection = Trait(approval=RelatedFactory(f"{HERE}OwnerApprovalFactory", "application", rejected=True))
        with_place = Trait(entry=RelatedFactory(f"{HERE}RankingEntryFactory", "application"))


class ApplicationVersionFactory(Factory):
    class Meta:
        model = ApplicationVersion

    application = SubFactory(ApplicationFactory)
    number = LazyAttribute(lambda version: version.application.versions.count() + 1)
    content = LazyAttribute(lambda version: {"motivation": version.application.motivation})
    content_hash = "d" * 64
    submitted_by = SelfAttribute("application.person.user")
    submitted_at = NOW


class StatementFactory(Factory):
    """The principal supports the application, or with against=True does not."""

    class Meta:
        model = Statement

    application = SubFactory(ApplicationFactory)
    supports = True
    reason = "Skolen trenger kompetansen."
    by = SubFactory(UserFactory, username="per")
    at = NOW

    class Params:
        against = Trait(supports=False)


class OwnerApprovalFactory(Factory):
    """The owner's yes, or with rejected=True a no with its reason."""

    class Meta:
        model = OwnerApproval

    application = SubFactory(ApplicationFactory)
    approved = True
    by = SubFactory(UserFactory, username="siri")
    at = NOW

    class Params:
        rejected = Trait(approved=False, reason_code="other", reason="Skolen har nok lærere med faget.")


class RankingFactory(Factory):
    """The owner's ranking in a round: there is only one, so asking again gives the same."""

    class Meta:
        model = Ranking
        django_get_or_create = ("round", "owner")

    round = SubFactory(RoundFactory)
    owner = SubFactory(OrganisationFactory, municipality=True)
    status = RankingStatus.OPEN

    class Params:
        open = Trait(status=RankingStatus.OPEN)
        submitted = Trait(
            status=RankingStatus.SUBMITTED,
            version=1,
            submitted_at=NOW,
            submitted_by=SubFactory(UserFactory, username="siri"),
        )


class RankingEntryFactory(Factory):
    """The application's place, last in its owner's ranking."""

    class Meta:
        model = RankingEntry

    application = SubFactory(ApplicationFactory, approved=True)
    ranking = SubFactory(
        RankingFactory, round=SelfAttribute("..application.round"), owner=SelfAttribute("..application.owner")
    )
    position = LazyAttribute(lambda entry: entry.ranking.entries.count() + 1)


class RankingVersionFactory(Factory):
    class Meta:
        model = RankingVersion

    ranking = SubFactory(RankingFactory)
    number = LazyAttribute(lambda version: version.ranking.history.count() + 1)
    order = LazyAttribute(lambda version: list(version.ranking.entries.values_list("application_id", flat=True)))
    by = SubFactory(UserFactory, username="siri")
    at = NOW
