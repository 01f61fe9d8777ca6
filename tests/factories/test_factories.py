"""Every factory builds with every trait, and every status, kind and role has one."""

from __future__ import annotations

import factory
import pytest
from django.apps import apps
from django.db import connection

from pafyll.apps.agreements.models import AgreementIncident
from pafyll.apps.assignments.models import Checklist, ChecklistSignature, CompetenceField
from pafyll.apps.casework.models import MailChoice, TaskCalendar
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.planning.models import ImportedPerson, Measure
from pafyll.apps.privacy.models import Reading
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.surveys.models import Survey
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.lifecycles.after_award import (
    AwardChangeStatus,
    AwardRecoveryStatus,
    AwardSettlementStatus,
    ControlSampleStatus,
    ControlStatus,
)
from pafyll.domain.lifecycles.agreement import AgreementStatus, AgreementVersionStatus, InvoiceStatus
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.appeal import AppealStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus, ChecklistStatus
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.budget import MeasureStatus, ReallocationStatus
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus
from pafyll.domain.lifecycles.case import CaseStatus, ConsultationStatus, PaperStatus
from pafyll.domain.lifecycles.change import ChangeStatus, LateStatus, RecoveryCaseStatus
from pafyll.domain.lifecycles.competence_plan import PlanStatus
from pafyll.domain.lifecycles.dispensation import DispensationStatus
from pafyll.domain.lifecycles.forum_meeting import ForumMeetingStatus
from pafyll.domain.lifecycles.freed_place import FreedStatus, PlaceOfferStatus
from pafyll.domain.lifecycles.inquiry import InquiryStatus
from pafyll.domain.lifecycles.job import JobStatus
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.domain.lifecycles.money_proposal import MoneyProposalStatus
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus, NeedsNotificationStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus
from pafyll.domain.lifecycles.payment import BankLineStatus, PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus, PaymentStatementStatus, RecoveryStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.lifecycles.release import ReleaseStatus
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.lifecycles.staff_import import StaffImportStatus
from pafyll.domain.lifecycles.survey import (
    AgreedMeasureStatus,
    InvitationStatus,
    QuestionnaireVersionStatus,
    SharingEventStatus,
    SignUpStatus,
    SurveyStatus,
)
from pafyll.domain.lifecycles.unit_meeting import UnitMeetingStatus
from pafyll.domain.rules.reorganising import ReorganisationKind
from tests import factories
from tests.factories.base import Factory

ALL = [getattr(factories, name) for name in factories.__all__ if name.endswith("Factory")]


def traits_of(one: type[Factory]) -> list[str]:
    return sorted(name for name, value in one._meta.parameters.items() if isinstance(value, factory.Trait))


WITH_TRAITS = [(one, trait) for one in ALL for trait in ("", *traits_of(one))]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "trait"), WITH_TRAITS, ids=lambda value: getattr(value, "__name__", value) or "plain")
def test_a_factory_builds_a_record_that_the_database_accepts(one, trait):
    record = one(**{trait: True} if trait else {})

    empty = {field.attname for field in record._meta.concrete_fields if not getattr(record, field.attname)}
    record.clean_fields(exclude={field.name for field in record._meta.concrete_fields if field.attname in empty})
    connection.check_constraints()


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (factories.AdmissionFactory, AdmissionStatus),
        (factories.CompetenceFieldFactory, CompetenceField.Level),
        (factories.ApplicationFactory, ApplicationStatus),
        (factories.AwardChangeFactory, AwardChangeStatus),
        (factories.AwardSettlementFactory, AwardSettlementStatus),
        (factories.AwardRecoveryFactory, AwardRecoveryStatus),
        (factories.ControlSampleFactory, ControlSampleStatus),
        (factories.ControlFactory, ControlStatus),
        (factories.CompetencePlanFactory, PlanStatus),
        (factories.RankingFactory, RankingStatus),
        (factories.ReleaseFactory, ReleaseStatus),
        (factories.RoundFactory, RoundStatus),
        (factories.AllocationRunFactory, RunStatus),
        (factories.ChangeFactory, ChangeStatus),
        (factories.LateConfirmationFactory, LateStatus),
        (factories.RecoveryCaseFactory, RecoveryCaseStatus),
        (factories.MoneyProposalFactory, MoneyProposalStatus),
        (factories.ParticipationFactory, ParticipationStatus),
        (factories.ParticipationTermFactory, TermStatus),
        (factories.AppealFactory, AppealStatus),
        (factories.CaseFactory, CaseStatus),
        (factories.CasePaperFactory, PaperStatus),
        (factories.ConsultationFactory, ConsultationStatus),
        (factories.DispensationFactory, DispensationStatus),
        (factories.BankAccountFactory, BankAccountStatus),
        (factories.BankLineFactory, BankLineStatus),
        (factories.JobFactory, JobStatus),
        (factories.MailFactory, MailStatus),
        (factories.MailChoiceFactory, MailChoice.When),
        (factories.TaskCalendarFactory, TaskCalendar.Desk),
        (factories.PaymentFactory, PaymentStatus),
        (factories.PaymentRunFactory, PaymentRunStatus),
        (factories.PaymentStatementFactory, PaymentStatementStatus),
        (factories.RecoveryFactory, RecoveryStatus),
        (factories.ReallocationFactory, ReallocationStatus),
        (factories.MeasureFactory, MeasureStatus),
        (factories.MeasureFactory, Measure.Kind),
        (factories.FreedPlaceFactory, FreedStatus),
        (factories.SchemeYearFactory, SchemeYearStatus),
        (factories.NeedsNotificationFactory, NeedsNotificationStatus),
        (factories.FormVersionFactory, FormVersionStatus),
        (factories.AgreementFactory, AgreementStatus),
        (factories.AgreementVersionFactory, AgreementVersionStatus),
        (factories.AgreementIncidentFactory, AgreementIncident.Kind),
        (factories.InvoiceFactory, InvoiceStatus),
        (factories.AssignmentFactory, AssignmentStatus),
        (factories.AssignmentBudgetFactory, BudgetStatus),
        (factories.ChecklistFactory, ChecklistStatus),
        (factories.ChecklistFactory, Checklist.Kind),
        (factories.ChecklistSignatureFactory, ChecklistSignature.Role),
        (factories.InquiryFactory, InquiryStatus),
        (factories.UnitMeetingFactory, UnitMeetingStatus),
        (factories.AwardFactory, AwardStatus),
        (factories.AwardReportFactory, AwardReportStatus),
        (factories.ForumMeetingFactory, ForumMeetingStatus),
        (factories.PlaceOfferFactory, PlaceOfferStatus),
        (factories.StaffImportFactory, StaffImportStatus),
        (factories.ImportedPersonFactory, ImportedPerson.Action),
        (factories.QuestionnaireVersionFactory, QuestionnaireVersionStatus),
        (factories.SurveyFactory, SurveyStatus),
        (factories.SurveyFactory, Survey.Promise),
        (factories.SurveyInvitationFactory, InvitationStatus),
        (factories.AgreedMeasureFactory, AgreedMeasureStatus),
        (factories.SharingEventFactory, SharingEventStatus),
        (factories.SignUpFactory, SignUpStatus),
        (factories.StudyOfferFactory, StudyOffer.Status),
        (factories.OrganisationFactory, Organisation.Kind),
        (factories.RoleGrantFactory, RoleGrant.Role),
        (factories.ReadingFactory, Reading.What),
        (factories.ReorganisationFactory, ReorganisationStatus),
        (factories.BulkFileFactory, BulkFileStatus),
        (factories.BulkFileFactory, BulkFile.Kind),
        (factories.BulkRowFactory, BulkRow.Status),
        (factories.ReorganisationFactory, ReorganisationKind),
    ],
    ids=lambda value: value.__name__,
)
def test_every_status_kind_and_role_has_a_trait(one, words):
    assert {word.value for word in words} <= set(traits_of(one))


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(ApplicationStatus))
def test_an_application_made_with_a_trait_has_that_status(status):
    assert factories.ApplicationFactory(**{status.value: True}).status == status


def test_every_record_of_ours_has_a_factory():
    ours = {model for model in apps.get_models() if model.__module__.startswith("pafyll.")}

    assert ours - {one._meta.model for one in ALL} == set()
