"""A factory for every record, with a trait for every status, kind and role: `ApplicationFactory(ranked=True)`."""

from tests.factories.admission import (
    AdmissionConditionFactory,
    AdmissionFactory,
    ExchangeFileFactory,
)
from tests.factories.after_awards import (
    AwardChangeFactory,
    AwardRecoveryFactory,
    AwardReminderFactory,
    AwardSettlementFactory,
    ControlFactory,
    ControlFileFactory,
    ControlSampleFactory,
)
from tests.factories.agreements import (
    AgreementFactory,
    AgreementIncidentFactory,
    AgreementSignatureFactory,
    AgreementVersionFactory,
    InvoiceFactory,
    PlannedInvoiceFactory,
    ProviderSeriesFactory,
)
from tests.factories.applications import (
    ApplicationFactory,
    ApplicationVersionFactory,
    OwnerApprovalFactory,
    RankingEntryFactory,
    RankingFactory,
    RankingVersionFactory,
    StatementFactory,
)
from tests.factories.assignment_prices import (
    AssignmentBudgetFactory,
    AssignmentStartFactory,
    BudgetPurchaseFactory,
    BudgetWorkFactory,
    ChecklistFactory,
    ChecklistSignatureFactory,
    ClassificationFactory,
    TeachingDutyFactory,
    UnitRateFactory,
)
from tests.factories.assignments import (
    AssignmentFactory,
    AssignmentMemberFactory,
    UnitFactory,
    UnitMembershipFactory,
)
from tests.factories.awards import (
    AwardFactory,
    AwardPartFactory,
    AwardReportFactory,
    OwnContributionFactory,
    RecommendationFactory,
)
from tests.factories.budget import (
    BudgetAmountFactory,
    BudgetSourceFactory,
    MeasureAttachmentFactory,
    MeasureFactory,
    PlannedCostFactory,
    ReallocationFactory,
)
from tests.factories.cases import (
    CaseAttachmentFactory,
    CaseBodyFactory,
    CaseFactory,
    CasePaperFactory,
    CaseSubstituteFactory,
    CommitteeStatementFactory,
    ConsultationFactory,
    ConsultationParticipantFactory,
    ConsultationStatementFactory,
    FollowUpFactory,
    ImpartialityDeclarationFactory,
    PaperVersionFactory,
    ResolutionFactory,
    ResolutionPointFactory,
)
from tests.factories.casework import (
    AppealAttachmentFactory,
    AppealFactory,
    DecisionFactory,
    DocumentFactory,
    DoorTicketFactory,
    EventFactory,
    GroundsDemandFactory,
    HeartbeatFactory,
    JobFactory,
    MailChoiceFactory,
    MailFactory,
    OutageFactory,
    TaskCalendarFactory,
)
from tests.factories.catalogue import StudyOfferFactory, StudyProgrammeFactory
from tests.factories.changes import (
    ChangeFactory,
    ChosenAmountFactory,
    ConfirmationReceiptFactory,
    ConfirmationReminderFactory,
    LateConfirmationFactory,
    OwnerChoiceFactory,
    RecoveryCaseFactory,
)
from tests.factories.competence import (
    AvailabilityFactory,
    CompetenceFieldFactory,
    CompetenceProfileFactory,
    PublicConsentFactory,
)
from tests.factories.connections import (
    AccessTokenFactory,
    CallCountFactory,
    HookDeliveryFactory,
    HookNoticeFactory,
    IssuerKeysFactory,
    KeptAnswerFactory,
    WebhookFactory,
)
from tests.factories.distribution import (
    DistributionChoiceFactory,
    DistributionDraftFactory,
    DistributionRunFactory,
    KeyFileFactory,
)
from tests.factories.findings import (
    CompanionGroupFactory,
    FindingStanceFactory,
    StatedDocumentFactory,
)
from tests.factories.forums import (
    AgendaItemFactory,
    AttendanceFactory,
    BallotFactory,
    DissentFactory,
    FailedAgreementFactory,
    ForumDecisionFactory,
    ForumDisqualificationFactory,
    ForumFactory,
    ForumMeetingFactory,
    ForumMembershipFactory,
    ForumVoteFactory,
    LongTermPlanFactory,
    MembershipSubstituteFactory,
    PlanPartFactory,
    PlanRevisionFactory,
    SchemeYearFactory,
)
from tests.factories.imports import (
    ColumnMappingFactory,
    ImportedPersonFactory,
    StaffImportFactory,
    StaffNumberFactory,
)
from tests.factories.inquiries import (
    ImpartialityStatementFactory,
    InquiryDecisionFactory,
    InquiryFactory,
    InquiryMessageFactory,
    InquiryNoteFactory,
    IntakeCountFactory,
    MeetingAttendanceFactory,
    MeetingItemFactory,
    ProposedMemberFactory,
    TeamProposalFactory,
    UnitMeetingFactory,
    UpNetworkFactory,
    UpTermFactory,
)
from tests.factories.money import (
    AccountFactory,
    AppropriationFactory,
    CommitmentFactory,
    EntryFactory,
    FrameFactory,
    MoneyProposalFactory,
    TransferFactory,
    fund,
)
from tests.factories.nation import (
    NationOwnerFactory,
    NationPartFactory,
    NationPlanFactory,
)
from tests.factories.needs import (
    CalendarFeedFactory,
    FormVersionFactory,
    NeedsAttachmentFactory,
    NeedsNotificationFactory,
    NeedsReceiptFactory,
    OpeningNoticeFactory,
    OpeningSubscriptionFactory,
    SupplementRequestFactory,
)
from tests.factories.participation import (
    ConfirmationWindowFactory,
    ParticipationFactory,
    ParticipationTermFactory,
)
from tests.factories.payments import (
    BankAccountFactory,
    BankFileFactory,
    BankLineFactory,
    PaymentFactory,
    PaymentRunFactory,
    PaymentStatementFactory,
    RecoveryFactory,
    StatementLineFactory,
)
from tests.factories.people import (
    CreditsHeldFactory,
    DeviationFactory,
    EmploymentFactory,
    IdentityNumberFactory,
    LogInFactory,
    NeedsAssumptionFactory,
    OpenSessionFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
    UserFactory,
)
from tests.factories.plans import (
    CompetencePlanFactory,
    ExpectedPlacesFactory,
    PlanGapFactory,
    PlanLineFactory,
    PlanLockFactory,
    PlanMoneyFactory,
    PlanMoveFactory,
    PlannedApplicationFactory,
    PlanRateFactory,
    PlanRunFactory,
    StudyWishFactory,
)
from tests.factories.privacy import (
    DeletionRequestFactory,
    HistoryHeadFactory,
    HistoryLinkFactory,
    PersonMergeFactory,
    ReadingFactory,
    RetentionPeriodFactory,
)
from tests.factories.rounds import (
    AllocationResultFactory,
    AllocationRunFactory,
    DispensationFactory,
    OwnerFrameFactory,
    RoundFactory,
    RoundRateFactory,
    ScenarioFactory,
)
from tests.factories.statistics import FigureTableFactory, ReleaseFactory, SavedReportFactory
from tests.factories.support import (
    BulkFileFactory,
    BulkRowFactory,
    FormFaultFactory,
    ReorganisationChoiceFactory,
    ReorganisationFactory,
    ReorganisationSourceFactory,
    ReorganisationTargetFactory,
)
from tests.factories.surveys import (
    AgreedMeasureFactory,
    AnswerDraftFactory,
    QualityDialogueFactory,
    QuestionnaireFactory,
    QuestionnaireVersionFactory,
    SharingEventFactory,
    SignUpAttemptFactory,
    SignUpFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyInvitationFactory,
    SurveyReminderFactory,
)
from tests.factories.waiting import (
    CostEstimateFactory,
    FreedPlaceFactory,
    PlaceOfferFactory,
    QueueExitFactory,
    WaitingListFactory,
)

# fmt: off
__all__ = [
    "AccessTokenFactory", "AccountFactory", "AdmissionConditionFactory", "AdmissionFactory", "AgendaItemFactory",
    "AgreedMeasureFactory", "AgreementFactory", "AgreementIncidentFactory", "AgreementSignatureFactory",
    "AgreementVersionFactory", "AllocationResultFactory", "AllocationRunFactory", "AnswerDraftFactory",
    "AppealAttachmentFactory", "AppealFactory", "ApplicationFactory", "ApplicationVersionFactory",
    "AppropriationFactory", "AssignmentBudgetFactory", "AssignmentFactory", "AssignmentMemberFactory",
    "AssignmentStartFactory", "AttendanceFactory", "AvailabilityFactory", "AwardChangeFactory", "AwardFactory",
    "AwardPartFactory", "AwardRecoveryFactory", "AwardReminderFactory", "AwardReportFactory",
    "AwardSettlementFactory", "BallotFactory", "BankAccountFactory", "BankFileFactory", "BankLineFactory",
    "BudgetAmountFactory", "BudgetPurchaseFactory", "BudgetSourceFactory", "BudgetWorkFactory", "BulkFileFactory",
    "BulkRowFactory", "CalendarFeedFactory", "CallCountFactory", "CaseAttachmentFactory", "CaseBodyFactory",
    "CaseFactory", "CasePaperFactory", "CaseSubstituteFactory", "ChangeFactory", "ChecklistFactory",
    "ChecklistSignatureFactory", "ChosenAmountFactory", "ClassificationFactory", "ColumnMappingFactory",
    "CommitmentFactory", "CommitteeStatementFactory", "CompanionGroupFactory", "CompetenceFieldFactory",
    "CompetencePlanFactory", "CompetenceProfileFactory", "ConfirmationReceiptFactory", "ConfirmationReminderFactory",
    "ConfirmationWindowFactory", "ConsultationFactory", "ConsultationParticipantFactory",
    "ConsultationStatementFactory", "ControlFactory", "ControlFileFactory", "ControlSampleFactory",
    "CostEstimateFactory", "CreditsHeldFactory", "DecisionFactory", "DeletionRequestFactory", "DeviationFactory",
    "DispensationFactory", "DissentFactory", "DistributionChoiceFactory", "DistributionDraftFactory",
    "DistributionRunFactory", "DocumentFactory", "DoorTicketFactory", "EmploymentFactory", "EntryFactory",
    "EventFactory", "ExchangeFileFactory", "ExpectedPlacesFactory", "FailedAgreementFactory", "FigureTableFactory",
    "FindingStanceFactory", "FollowUpFactory", "FormFaultFactory", "FormVersionFactory", "ForumDecisionFactory",
    "ForumDisqualificationFactory", "ForumFactory", "ForumMeetingFactory", "ForumMembershipFactory",
    "ForumVoteFactory", "FrameFactory", "FreedPlaceFactory", "GroundsDemandFactory", "HeartbeatFactory",
    "HistoryHeadFactory", "HistoryLinkFactory", "HookDeliveryFactory", "HookNoticeFactory", "IdentityNumberFactory",
    "ImpartialityDeclarationFactory", "ImpartialityStatementFactory", "ImportedPersonFactory",
    "InquiryDecisionFactory", "InquiryFactory", "InquiryMessageFactory", "InquiryNoteFactory", "IntakeCountFactory",
    "InvoiceFactory", "IssuerKeysFactory", "JobFactory", "KeptAnswerFactory", "KeyFileFactory",
    "LateConfirmationFactory", "LogInFactory", "LongTermPlanFactory", "MailChoiceFactory", "MailFactory",
    "MeasureAttachmentFactory", "MeasureFactory", "MeetingAttendanceFactory", "MeetingItemFactory",
    "MembershipSubstituteFactory", "MoneyProposalFactory", "NationOwnerFactory", "NationPartFactory",
    "NationPlanFactory", "NeedsAssumptionFactory", "NeedsAttachmentFactory", "NeedsNotificationFactory",
    "NeedsReceiptFactory", "OpenSessionFactory", "OpeningNoticeFactory", "OpeningSubscriptionFactory",
    "OrganisationFactory", "OutageFactory", "OwnContributionFactory", "OwnerApprovalFactory", "OwnerChoiceFactory",
    "OwnerFrameFactory", "PaperVersionFactory", "ParticipationFactory", "ParticipationTermFactory", "PaymentFactory",
    "PaymentRunFactory", "PaymentStatementFactory", "PersonFactory", "PersonMergeFactory", "PlaceOfferFactory",
    "PlanGapFactory", "PlanLineFactory", "PlanLockFactory", "PlanMoneyFactory", "PlanMoveFactory", "PlanPartFactory",
    "PlanRateFactory", "PlanRevisionFactory", "PlanRunFactory", "PlannedApplicationFactory", "PlannedCostFactory",
    "PlannedInvoiceFactory", "ProposedMemberFactory", "ProviderSeriesFactory", "PublicConsentFactory",
    "QualityDialogueFactory", "QuestionnaireFactory", "QuestionnaireVersionFactory", "QueueExitFactory",
    "RankingEntryFactory", "RankingFactory", "RankingVersionFactory", "ReadingFactory", "ReallocationFactory",
    "RecommendationFactory", "RecoveryCaseFactory", "RecoveryFactory", "ReleaseFactory",
    "ReorganisationChoiceFactory", "ReorganisationFactory", "ReorganisationSourceFactory",
    "ReorganisationTargetFactory", "ResolutionFactory", "ResolutionPointFactory", "RetentionPeriodFactory",
    "RoleGrantFactory", "RoundFactory", "RoundRateFactory", "SavedReportFactory", "ScenarioFactory",
    "SchemeYearFactory", "SharingEventFactory", "SignUpAttemptFactory", "SignUpFactory", "StaffImportFactory",
    "StaffNumberFactory", "StatedDocumentFactory", "StatementFactory", "StatementLineFactory", "StudyOfferFactory",
    "StudyProgrammeFactory", "StudyWishFactory", "SubjectTaughtFactory", "SupplementRequestFactory",
    "SurveyAnswerFactory", "SurveyFactory", "SurveyInvitationFactory", "SurveyReminderFactory", "TaskCalendarFactory",
    "TeacherBackgroundFactory", "TeachingDutyFactory", "TeamProposalFactory", "TransferFactory", "UnitFactory",
    "UnitMeetingFactory", "UnitMembershipFactory", "UnitRateFactory", "UpNetworkFactory", "UpTermFactory",
    "UserFactory", "WaitingListFactory", "WebhookFactory", "fund",
]
# fmt: on
