"""One sample of everything that an address can name, from the story world: Kari's and Fjordvik's where it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.applications.models import (
    AllocationResult,
    AllocationRun,
    Application,
    ConfirmationReceipt,
    ConfirmationWindow,
    Dispensation,
    FreedPlace,
    LateConfirmation,
    Participation,
    ParticipationTerm,
    PlaceOffer,
    Round,
    Scenario,
)
from pafyll.apps.applications.models.ranking import RankingVersion
from pafyll.apps.casework.models import (
    Appeal,
    AppealAttachment,
    Case,
    CaseAttachment,
    Consultation,
    Decision,
    GroundsDemand,
    Outage,
)
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import (
    Change,
    Commitment,
    MoneyProposal,
    RecoveryCase,
)
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.planning.models import (
    BudgetSource,
    CompanionGroup,
    CompetencePlan,
    Deviation,
    MeasureAttachment,
    PlannedCost,
    Reallocation,
    StaffImport,
    StatedDocument,
    StudyWish,
    SubjectTaught,
)
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE
from pafyll.devtools.seed.story.plans import FIRST_TITLE
from pafyll.domain.lifecycles.allocation import RunStatus
from tests.architecture.agreement_samples import AGREEMENTS
from tests.architecture.assignment_samples import ASSIGNMENTS
from tests.architecture.award_payment_samples import AWARD_PAYMENTS
from tests.architecture.award_samples import AWARDS
from tests.architecture.figure_samples import FIGURES
from tests.architecture.forum_samples import SECRETARIAT
from tests.architecture.log_in_samples import LOG_INS
from tests.architecture.mail_samples import MAILS
from tests.architecture.needs_samples import NEEDS
from tests.architecture.offer_samples import OFFERS
from tests.architecture.payment_samples import PAYMENTS
from tests.architecture.plan_samples import PLANS
from tests.architecture.price_samples import PRICES
from tests.architecture.privacy_samples import PRIVACY
from tests.architecture.support_samples import SUPPORT
from tests.architecture.survey_samples import SURVEYS
from tests.architecture.token_samples import TOKENS

Sample = Callable[[], Any]


def current_round() -> int:
    return Round.objects.get(study_year=CURRENT).pk


def karis_application() -> int:
    """Her newest that is not withdrawn; she has one in the round that is open, and earlier ones with an answer."""
    return _karis().filter(round__study_year=CURRENT).exclude(status="withdrawn").latest("pk").pk


def karis_answered_application() -> int:
    return _karis().filter(results__isnull=False).latest("pk").pk


def karis_letter() -> int:
    about = Application.objects.get(pk=karis_answered_application()).about
    return _or_zero(Document.objects.filter(about=about).order_by("pk"))


def fjordviks_application() -> int:
    """An application that waits for its owner."""
    rows = Application.objects.filter(round__study_year=CURRENT, owner__name="Fjordvik kommune")
    return rows.filter(status__in=["submitted", "stated", "approved", "ranked"]).earliest("pk").pk


def fjordviks_grant() -> int:
    owner, round = Organisation.objects.get(name="Fjordvik kommune"), Round.objects.get(study_year=MIDDLE)
    return _or_zero(Decision.objects.filter(about=f"grant:{round.pk}:{owner.pk}").order_by("pk"))


def storbys_demand() -> int:
    """A demand that Storby can appeal."""
    return Decision.objects.filter(kind="recovery", outcome="decided", appeals=None).earliest("pk").pk


def dismissed_appeal() -> tuple[int, int]:
    """An application, and the appeal about it that was dismissed."""
    found = Appeal.objects.filter(status="dismissed").earliest("pk")
    return int(found.decision.about.removeprefix("application:")), found.pk


def storbys_appeal() -> int:
    return Appeal.objects.filter(decision__kind="recovery").earliest("pk").pk


def fjordvik_schools_application() -> int:
    rows = Application.objects.filter(round__study_year=CURRENT, school__name="Fjordvik skole")
    return rows.exclude(status="draft").earliest("pk").pk


def grant_of(username: str, role: str) -> int:
    return RoleGrant.objects.get(person__user__username=username, role=role, delegated_by=None).pk


def run() -> int:
    return AllocationRun.objects.filter(round__study_year=MIDDLE, status=RunStatus.DECIDED).latest("pk").pk


def result() -> int:
    return AllocationResult.objects.filter(run=run()).earliest("pk").pk


def appeal() -> int:
    """The one that was sent to the appeals body."""
    return Appeal.objects.get(status="forwarded").pk


def prepared_appeal() -> int:
    """The one that Hanne prepares."""
    return Appeal.objects.get(status="assigned").pk


def appeals_letter() -> int:
    return Document.objects.get(about=f"appeal:{appeal()}", kind="appeal_forwarding").pk


def appeals_file() -> int:
    return AppealAttachment.objects.get(appeal=appeal()).pk


def dispensation() -> int:
    """The one that waits for a second person."""
    return Dispensation.objects.get(status="prepared").pk


def fjordviks_participation() -> int:
    rows = Participation.objects.filter(round__study_year=MIDDLE, owner__name="Fjordvik kommune")
    return rows.earliest("pk").pk


def fjordviks_term() -> int:
    return ParticipationTerm.objects.filter(participation=fjordviks_participation()).latest("pk").pk


def fjordviks_change() -> int:
    return Change.objects.filter(participation__owner__name="Fjordvik kommune").latest("pk").pk


def fjordviks_receipt() -> int:
    return ConfirmationReceipt.objects.filter(owner__name="Fjordvik kommune").earliest("pk").pk


def fjordviks_recovery() -> int:
    return RecoveryCase.objects.filter(commitment__owner__name="Fjordvik kommune").latest("pk").pk


def letter_about(about: str) -> int:
    return _or_zero(Document.objects.filter(about=about).order_by("pk"))


def window() -> int:
    return ConfirmationWindow.objects.filter(round__study_year=MIDDLE).latest("opens_at").pk


def decided_change() -> int:
    return Change.objects.filter(decision__isnull=False).earliest("pk").pk


def _karis() -> Any:
    return Application.objects.filter(person__user__username="kari")


def fjordviks_money() -> int:
    """One that pays for something, so that it cannot be taken out."""
    return BudgetSource.objects.filter(owner__name="Fjordvik kommune").earliest("pk").pk


def fjordviks_cost() -> int:
    return PlannedCost.objects.filter(owner__name="Fjordvik kommune").earliest("pk").pk


def fjordviks_reallocation() -> int:
    """One that waits for a decision."""
    return Reallocation.objects.get(owner__name="Fjordvik kommune", status="prepared").pk


def fjordviks_measure() -> int:
    return MeasureAttachment.objects.get().measure_id


def fjordviks_paper() -> int:
    return MeasureAttachment.objects.get().pk


def _or_zero(rows: Any) -> int:
    first = rows.first()
    return first.pk if first else 0


def freed_place() -> int:
    return FreedPlace.objects.earliest("pk").pk


def open_place_offer() -> int:
    """An offer that waits for an answer; 0 when none does."""
    return _or_zero(PlaceOffer.objects.filter(status="open").order_by("pk"))


def fjordviks_deviation() -> int:
    """The one that is in force."""
    rows = Deviation.objects.filter(owner__name="Fjordvik kommune", ended_at__isnull=True)
    return _or_zero(rows.order_by("-school_year", "pk"))


def karis_teaching() -> int:
    return _or_zero(SubjectTaught.objects.filter(person__user__username="kari", school_year=CURRENT - 1).order_by("pk"))


def fjordviks_finding() -> str:
    return findings_of(owner=Organisation.objects.get(name="Fjordvik kommune"), case=None)[0].finding.key


def fjordviks_case() -> Case:
    """The one that is resolved, in which Eli is disqualified and Siri stands in."""
    return Case.objects.get(title="Videreutdanning av lærere 2026/27")


def storbys_case(status: str) -> Case:
    return Case.objects.get(owner__name="Storby kommune", status=status)


def fjordviks_consultation() -> int:
    return Consultation.objects.filter(case=fjordviks_case()).earliest("pk").pk


def leifs_minutes() -> int:
    """The consultation whose minutes Leif is to confirm."""
    return Consultation.objects.get(status="held").pk


def case_attachment(*, is_public: bool) -> int:
    return CaseAttachment.objects.get(case=fjordviks_case(), is_public=is_public).pk


STAFF_FILE_PAGES = (
    *("staff_import", "import_columns", "import_progress", "stop_import", "failed_rows"),
    *("answer_likely", "choose_newer", "confirm_import", "abandon_import"),
)


def fjordviks_staff_file() -> int:
    return StaffImport.objects.get(file_name="ansatte-mars.csv").pk


# What an address parameter stands for: by "namespace:name.parameter", else "namespace.parameter", else by parameter.
SAMPLES: dict[str, Sample] = {
    **SECRETARIAT,
    **NEEDS,
    **ASSIGNMENTS,
    **AGREEMENTS,
    **OFFERS,
    **AWARDS,
    **FIGURES,
    **AWARD_PAYMENTS,
    **PLANS,
    **PAYMENTS,
    **PRICES,
    **PRIVACY,
    **SUPPORT,
    **LOG_INS,
    **MAILS,
    **SURVEYS,
    **TOKENS,
    "public.pk": lambda: StudyOffer.objects.filter(study_year=CURRENT, status="published").earliest("pk").pk,
    "rule_set": lambda: "2024-25",
    "teacher:start.pk": current_round,
    "teacher:decision.pk": karis_answered_application,
    "teacher:letter.pk": karis_answered_application,
    "teacher:write_letter.pk": karis_answered_application,
    "teacher:letter.document": karis_letter,
    "teacher:demand_grounds.pk": karis_answered_application,
    "teacher:appeal.pk": karis_answered_application,
    "teacher.appeal": appeal,
    "teacher:appeal_letter.document": appeals_letter,
    "teacher:appeal_attachment.attachment": appeals_file,
    "authority:appeal_attachment.pk": appeal,
    "authority:appeal_attachment.attachment": appeals_file,
    "authority:appeal_letter.document": appeals_letter,
    "authority:answer_demand.pk": lambda: _or_zero(GroundsDemand.objects.order_by("pk")),
    "authority:outage_over.pk": lambda: _or_zero(Outage.objects.order_by("pk")),
    "authority:dispensation.pk": dispensation,
    "authority:grant_dispensation.pk": dispensation,
    "authority:decide_appeal.pk": lambda: Appeal.objects.get(status="proposed").pk,
    "authority:give_back.pk": lambda: Appeal.objects.get(status="proposed").pk,
    "authority:conclude.pk": appeal,
    "authority:appeal.pk": appeal,
    "authority:appeal_letter.pk": appeal,
    "authority:assign_appeal.pk": lambda: Appeal.objects.get(status="submitted").pk,
    **{f"authority:{name}.pk": prepared_appeal for name in ("take_late", "preliminary", "propose", "forward")},
    "teacher:studying.pk": fjordviks_participation,
    "teacher:report_change.pk": fjordviks_participation,
    "teacher:take_back_report.pk": fjordviks_change,
    "teacher:write_change_letter.pk": decided_change,
    "teacher:change_file.pk": decided_change,
    "teacher:change_file.document": lambda: letter_about(f"change:{decided_change()}"),
    "teacher.kind": lambda: "drop_out",
    "teacher:queue.pk": karis_answered_application,
    "teacher:answer_offer.pk": karis_answered_application,
    "teacher:answer_offer.offer": open_place_offer,
    "teacher:leave_queue.pk": karis_answered_application,
    "teacher:rejoin_queue.pk": karis_answered_application,
    "owner:compare_plans.other": lambda: CompetencePlan.objects.get(title=FIRST_TITLE).pk,
    "teacher:withdraw_wish.pk": lambda: StudyWish.objects.get(person__user__username="kari", subject="english").pk,
    "owner:take_back.pk": open_place_offer,
    "authority:freed_place.pk": freed_place,
    "authority:take_back.pk": open_place_offer,
    "authority.year": lambda: CURRENT,
    "teacher.pk": karis_application,
    "teacher.step": lambda: "motivation",
    "teacher.number": lambda: 1,
    "school.pk": fjordvik_schools_application,
    **{f"owner:{name}.pk": fjordviks_staff_file for name in STAFF_FILE_PAGES},
    "owner:undo_import.pk": lambda: StaffImport.objects.get(file_name="ansatte-februar.csv").pk,
    "school.person": lambda: Person.objects.get(user__username="jonas").pk,
    "school.taught": karis_teaching,
    "school.what": lambda: "english",
    "school.event": lambda: 0,
    "teacher.event": lambda: 0,
    "owner:write_appeal.pk": storbys_demand,
    "authority:money_proposal.pk": lambda: MoneyProposal.objects.get(status="prepared").pk,
    "teacher:appeal_dismissal.pk": lambda: dismissed_appeal()[0],
    "teacher:appeal_dismissal.appeal": lambda: dismissed_appeal()[1],
    "owner:own_appeal.pk": storbys_appeal,
    "owner:withdraw_own_appeal.pk": storbys_appeal,
    "owner:own_appeal_letter.pk": storbys_appeal,
    "owner:own_appeal_letter.document": lambda: letter_about(f"appeal:{storbys_appeal()}"),
    "owner:write_grant_letter.pk": fjordviks_grant,
    "owner:grant_letter.pk": fjordviks_grant,
    "owner.round": lambda: Round.objects.get(study_year=MIDDLE).pk,
    "owner.language": lambda: "nb",
    "owner:confirmed.pk": fjordviks_receipt,
    "owner:write_receipt.pk": fjordviks_receipt,
    "owner:receipt_file.pk": fjordviks_receipt,
    "owner:receipt_file.document": lambda: letter_about(f"confirmation:{fjordviks_receipt()}"),
    "owner:not_started.pk": fjordviks_term,
    "owner:started_after_all.pk": fjordviks_term,
    "owner:late.pk": fjordviks_term,
    "owner:participant.pk": fjordviks_participation,
    "owner:completed.pk": fjordviks_participation,
    "owner:change.pk": fjordviks_participation,
    "owner.kind": lambda: "drop_out",
    "owner:report.pk": fjordviks_change,
    "owner:accept_report.pk": fjordviks_change,
    "owner:drop_change.pk": fjordviks_change,
    "owner:choice.pk": fjordviks_change,
    "owner:recovery.pk": fjordviks_recovery,
    "owner:write_recovery_letter.pk": fjordviks_recovery,
    "owner:recovery_file.pk": fjordviks_recovery,
    "owner:recovery_file.document": lambda: letter_about(f"recovery_case:{fjordviks_recovery()}"),
    "owner:deviation.pk": fjordviks_deviation,
    "owner:end_deviation.pk": fjordviks_deviation,
    "owner:decide_deviation.pk": karis_teaching,
    "owner.pk": fjordviks_application,
    "owner.person": lambda: Person.objects.get(user__username="jonas").pk,
    "owner.number": lambda: RankingVersion.objects.filter(
        ranking__owner__name="Fjordvik kommune", ranking__round__study_year=CURRENT
    ).count(),
    **{
        f"owner:{name}.pk": lambda: fjordviks_case().pk
        for name in ("case", "issued_paper", "paper_file", "consultation", "impartiality", "case_attachment")
    },
    **{
        f"owner:{name}.pk": lambda: storbys_case("drafted").pk
        for name in (
            *("edit_case", "move_case", "case_paper", "begin_paper", "change_paper", "issue_paper", "case_block"),
            *("invite_union", "case_attachments"),
        )
    },
    "owner:cancel_consultation.pk": lambda: fjordviks_case().pk,
    "owner:remove_attachment.pk": lambda: fjordviks_case().pk,
    "owner:committee.pk": lambda: storbys_case("for_committee").pk,
    "owner:resolve_case.pk": lambda: storbys_case("for_resolution").pk,
    "owner.paper": lambda: fjordviks_case().papers.get(status="issued").pk,
    "owner.consultation": fjordviks_consultation,
    "owner.body": lambda: storbys_case("for_committee").bodies.get(part="hears").pk,
    "owner.attachment": lambda: case_attachment(is_public=True),
    "owner.key": lambda: "b1",
    "school:end_companions.pk": lambda: CompanionGroup.objects.get().pk,
    "owner:stated.pk": lambda: StatedDocument.objects.get(owner__name="Fjordvik kommune").pk,
    "owner.finding": fjordviks_finding,
    "form": lambda: "pdf",
    "school:case.pk": lambda: fjordviks_case().pk,
    "school:paper_file.pk": lambda: fjordviks_case().pk,
    "representative:consultation.pk": fjordviks_consultation,
    "representative:confirm_minutes.pk": leifs_minutes,
    "representative:paper_file.pk": fjordviks_consultation,
    "representative:case_attachment.pk": fjordviks_consultation,
    "representative.attachment": lambda: case_attachment(is_public=False),
    "public.number": lambda: fjordviks_case().slug,
    "public.paper": lambda: fjordviks_case().papers.get(status="issued").pk,
    "public.attachment": lambda: case_attachment(is_public=True),
    "authority:delete_scenario.pk": lambda: Scenario.objects.latest("pk").pk,
    "authority:close_window.pk": window,
    "authority:release_lapsed.pk": window,
    "authority:late.pk": lambda: LateConfirmation.objects.latest("pk").pk,
    "authority:late_decide.pk": lambda: LateConfirmation.objects.latest("pk").pk,
    "authority:change.pk": fjordviks_change,
    "authority:change_decide.pk": fjordviks_change,
    "authority:recovery.pk": fjordviks_recovery,
    "authority:recovery_decide.pk": fjordviks_recovery,
    "authority:new_recovery.pk": lambda: Commitment.objects.filter(paid__gt=0).earliest("pk").pk,
    "authority:participant.pk": fjordviks_participation,
    "authority.item": lambda: "dates",
    "authority.owner": lambda: Organisation.objects.get(name="Fjordvik kommune").pk,
    "authority.result": result,
    "authority.decision": lambda: _or_zero(Decision.objects.order_by("pk")),
    "authority.code": lambda: f"{MIDDLE}H",
    "authority.kind": lambda: "xml",
    **{f"owner:{name}_source.pk": fjordviks_money for name in ("edit", "remove", "restore")},
    **{f"owner:{name}_cost.pk": fjordviks_cost for name in ("edit", "remove", "restore")},
    "owner:reallocation.pk": fjordviks_reallocation,
    "owner:decide_reallocation.pk": fjordviks_reallocation,
    **{
        f"owner:{name}.pk": fjordviks_measure
        for name in ("measure", "edit_measure", "take_measure_on", "attach", "attachment", "detach")
    },
    "owner:attachment.paper": fjordviks_paper,
    "owner:detach.paper": fjordviks_paper,
    "owner:state_application.year": lambda: 2011,
    "school:measure_paper.pk": fjordviks_paper,
    "provider.pk": lambda: StudyOffer.objects.filter(study_year=CURRENT, status="draft").earliest("pk").pk,
    "representative.pk": current_round,
    "owner.organisation": lambda: Organisation.objects.get(role_grants=grant_of("siri", "owner_officer")).pk,
    "owner:lend.pk": lambda: grant_of("siri", "owner_officer"),
    "owner:stand_in.pk": lambda: grant_of("siri", "owner_officer"),
    "owner:end_role.pk": lambda: grant_of("siri", "owner_officer"),
    "authority.organisation": lambda: Organisation.objects.get(role_grants=grant_of("ada", "directorate_officer")).pk,
    "authority:lend.pk": lambda: grant_of("ada", "directorate_officer"),
    "authority:stand_in.pk": lambda: grant_of("ada", "directorate_officer"),
    "authority:end_role.pk": lambda: grant_of("ada", "directorate_officer"),
    "provider.organisation": lambda: Organisation.objects.get(role_grants=grant_of("nina", "provider_officer")).pk,
    "provider:lend.pk": lambda: grant_of("nina", "provider_officer"),
    "provider:end_role.pk": lambda: grant_of("nina", "provider_officer"),
    "devtools.code": lambda: "place_granted",
    "devtools.language": lambda: "nb",
    "devtools.number": lambda: 0,
}
# The authority's addresses under runder/ name a round, those under kjoringer/ a run.
BY_PATH: dict[str, Sample] = {"nasjonal/runder/": current_round, "nasjonal/kjoringer/": run}


def sample_of(namespace: str, name: str, parameter: str, path: str) -> Any:
    """A value for an address parameter. Raises KeyError with what to add here."""
    for key in (f"{namespace}:{name}.{parameter}", f"{namespace}.{parameter}", parameter):
        if key in SAMPLES:
            return SAMPLES[key]()
    for start, sample in BY_PATH.items():
        if path.startswith(start) and parameter == "pk":
            return sample()
    raise KeyError(f"tests/architecture/samples.py: add a sample for {namespace}:{name}.{parameter}")
