"""A factory for every record, with a trait for every status, kind and role: `ApplicationFactory(ranked=True)`."""

from tests.factories.applications import (
    ApplicationFactory,
    ApplicationVersionFactory,
    OwnerApprovalFactory,
    RankingEntryFactory,
    RankingFactory,
    RankingVersionFactory,
    StatementFactory,
)
from tests.factories.casework import DecisionFactory, DocumentFactory, EventFactory
from tests.factories.catalogue import StudyOfferFactory, StudyProgrammeFactory
from tests.factories.money import (
    AccountFactory,
    AppropriationFactory,
    CommitmentFactory,
    EntryFactory,
    FrameFactory,
    TransferFactory,
    fund,
)
from tests.factories.participation import (
    ConfirmationWindowFactory,
    ParticipationFactory,
    ParticipationTermFactory,
)
from tests.factories.people import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
    UserFactory,
)
from tests.factories.rounds import (
    AllocationResultFactory,
    AllocationRunFactory,
    OwnerFrameFactory,
    RoundFactory,
    RoundRateFactory,
    ScenarioFactory,
)
from tests.factories.waiting import (
    CostEstimateFactory,
    FreedPlaceFactory,
    PlaceOfferFactory,
    QueueExitFactory,
    WaitingListFactory,
)

__all__ = [
    "AccountFactory",
    "AllocationResultFactory",
    "AllocationRunFactory",
    "ApplicationFactory",
    "ApplicationVersionFactory",
    "AppropriationFactory",
    "CommitmentFactory",
    "ConfirmationWindowFactory",
    "CostEstimateFactory",
    "CreditsHeldFactory",
    "DecisionFactory",
    "DocumentFactory",
    "EmploymentFactory",
    "EntryFactory",
    "EventFactory",
    "FrameFactory",
    "FreedPlaceFactory",
    "OrganisationFactory",
    "OwnerApprovalFactory",
    "OwnerFrameFactory",
    "ParticipationFactory",
    "ParticipationTermFactory",
    "PersonFactory",
    "PlaceOfferFactory",
    "QueueExitFactory",
    "RankingEntryFactory",
    "RankingFactory",
    "RankingVersionFactory",
    "RoleGrantFactory",
    "RoundFactory",
    "RoundRateFactory",
    "ScenarioFactory",
    "StatementFactory",
    "StudyOfferFactory",
    "StudyProgrammeFactory",
    "SubjectTaughtFactory",
    "TransferFactory",
    "UserFactory",
    "WaitingListFactory",
    "fund",
]
