"""The story world is whole: no table is empty, every status occurs, and the same seed tells the same story."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command

from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.applications.models import (
    Admission,
    AllocationRun,
    Application,
    Dispensation,
    FreedPlace,
    LateConfirmation,
    Participation,
    ParticipationTerm,
    PlaceOffer,
    Ranking,
    Round,
)
from pafyll.apps.assignments.models import Assignment, AssignmentBudget, Checklist, Inquiry, UnitMeeting
from pafyll.apps.casework.models import Appeal, Case, CasePaper, Consultation, Job, Mail
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.connections.models import HookDelivery, Webhook
from pafyll.apps.forums.models import FormVersion, ForumMeeting, NeedsNotification, SchemeYear
from pafyll.apps.grants.models import (
    Award,
    AwardChange,
    AwardRecovery,
    AwardReport,
    AwardSettlement,
    BankAccount,
    BankLine,
    Change,
    Control,
    ControlSample,
    MoneyProposal,
    Payment,
    PaymentRun,
    PaymentStatement,
    Recovery,
    RecoveryCase,
)
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.planning.models import CompetencePlan, Measure, NationPlan, Reallocation, StaffImport
from pafyll.apps.statistics.models import Release
from pafyll.apps.support.models import BulkFile, Reorganisation
from pafyll.apps.surveys.models import (
    AgreedMeasure,
    QuestionnaireVersion,
    SharingEvent,
    SignUp,
    Survey,
    SurveyInvitation,
)
from pafyll.devtools.seed.fingerprint import own_models, table_fingerprint
from pafyll.devtools.seed.story.cast import CAST
from pafyll.domain import lifecycles
from pafyll.domain.lifecycles.lifecycle import Lifecycle

pytestmark = pytest.mark.heavy(30)
MODELS = {
    "agreed_measure": AgreedMeasure,
    "agreement": Agreement,
    "agreement_version": AgreementVersion,
    "invoice": Invoice,
    "questionnaire_version": QuestionnaireVersion,
    "sharing_event": SharingEvent,
    "sign_up": SignUp,
    "survey": Survey,
    "survey_invitation": SurveyInvitation,
    "appeal": Appeal,
    "case": Case,
    "case_paper": CasePaper,
    "consultation": Consultation,
    "bank_account": BankAccount,
    "bank_line": BankLine,
    "bulk_file": BulkFile,
    "payment": Payment,
    "payment_run": PaymentRun,
    "payment_statement": PaymentStatement,
    "recovery": Recovery,
    "release": Release,
    "award_change": AwardChange,
    "award_settlement": AwardSettlement,
    "award_recovery": AwardRecovery,
    "control_sample": ControlSample,
    "control": Control,
    "admission": Admission,
    "application": Application,
    "assignment": Assignment,
    "assignment_budget": AssignmentBudget,
    "award": Award,
    "award_report": AwardReport,
    "change": Change,
    "checklist": Checklist,
    "dispensation": Dispensation,
    "form_version": FormVersion,
    "forum_meeting": ForumMeeting,
    "needs_notification": NeedsNotification,
    "freed_place": FreedPlace,
    "inquiry": Inquiry,
    "hook_delivery": HookDelivery,
    "job": Job,
    "mail": Mail,
    "late": LateConfirmation,
    "recovery_case": RecoveryCase,
    "offer": StudyOffer,
    "participation": Participation,
    "place_offer": PlaceOffer,
    "competence_plan": CompetencePlan,
    "ranking": Ranking,
    "round": Round,
    "run": AllocationRun,
    "scheme_year": SchemeYear,
    "staff_import": StaffImport,
    "term": ParticipationTerm,
    "measure": Measure,
    "money_proposal": MoneyProposal,
    "nation_plan": NationPlan,
    "reallocation": Reallocation,
    "reorganisation": Reorganisation,
    "unit_meeting": UnitMeeting,
    "webhook": Webhook,
}


def all_lifecycles():
    modules = [import_module(f"{lifecycles.__name__}.{one.name}") for one in pkgutil.iter_modules(lifecycles.__path__)]
    found = {value.name: value for one in modules for value in vars(one).values() if isinstance(value, Lifecycle)}
    return sorted(found.values(), key=lambda one: one.name)


OF_CALLS = {"connections.CallCount", "connections.IssuerKeys", "connections.KeptAnswer"}  # of systems that call


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_no_table_is_empty(world, model):
    assert model._default_manager.exists() or model._meta.label in OF_CALLS


@pytest.mark.parametrize("lifecycle", all_lifecycles(), ids=lambda one: one.name)
def test_every_status_of_every_lifecycle_is_present(world, lifecycle):
    present = set(MODELS[lifecycle.name]._default_manager.values_list("status", flat=True))

    assert {status.value for status in lifecycle.statuses} - present == set()


@pytest.mark.parametrize(
    ("model", "field", "words"),
    [
        (Organisation, "kind", Organisation.Kind),
        (RoleGrant, "role", RoleGrant.Role),
        (StudyOffer, "mode", StudyOffer.Mode),
        (Application, "scheme_1", ("substitute", "scholarship")),
    ],
)
def test_every_kind_is_present(world, model, field, words):
    present = set(model.objects.values_list(field, flat=True))

    assert {str(word) for word in words} - present == set()


def test_everyone_in_the_cast_can_log_in_and_has_something_to_do(world):
    for member in CAST:
        person = Person.objects.get(user__username=member.key)
        assert person.role_grants.exists(), member.name


def test_kari_lacks_credits_in_what_she_applies_for_and_was_refused_a_year_ago(kari):
    this_year = Application.objects.get(person=kari, round__study_year=2026)
    last_year = Application.objects.get(person=kari, round__study_year=2025)

    assert (this_year.status, this_year.lacks_credits) == ("stated", True)
    assert last_year.status == "refused"


def test_jonas_has_not_applied_yet(jonas):
    assert not jonas.applications.exists()


def test_every_address_lies_under_example_no(world):
    addresses = [*Person.objects.values_list("email", flat=True), *Organisation.objects.values_list("email", flat=True)]

    assert [one for one in addresses if one and not one.endswith("example.no")] == []


def test_rounds_that_are_decided_have_an_outcome_for_everyone_ranked(world):
    for round in Round.objects.filter(status__in=["allocated", "closed"]):
        run = round.runs.get(status="decided")
        assert run.decided_by != run.reviewed_by
        assert run.results.filter(is_granted=True).exists()
        assert run.results.filter(is_granted=False).exists()
        assert not round.applications.filter(status__in=["submitted", "stated", "approved", "ranked"]).exists()


def test_planting_the_story_sends_no_mail(world, mailoutbox):
    assert mailoutbox == []


def test_the_same_seed_gives_the_same_content_on_any_day_and_tells_what_it_plants(world, clock, request):
    first = [table_fingerprint(model) for model in own_models()]
    clock.move_to(request.config.getoption("--day") or "2027-08-01 03:14")
    said = StringIO()

    call_command("seed", "--size", "story", "--replace", stdout=said)

    assert [table_fingerprint(model) for model in own_models()] == first
    assert "Innhavet" in said.getvalue()
