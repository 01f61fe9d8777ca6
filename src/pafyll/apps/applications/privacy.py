"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import CASE, DRAFT, STUDY

TABLES: tuple[Table, ...] = (
    about_people(
        "applications.Admission",
        _("Opptak"),
        "participation__person",
        (
            STUDY,
            (
                "participation offer status received_at offered_at answer_by answered_at reason words started_on "
                "result_on credits_passed"
            ),
        ),
        names="admission",
    ),
    about_people(
        "applications.AdmissionCondition",
        _("Vilkår for opptak"),
        "admission__participation__person",
        (STUDY, "admission text is_met settled_at"),
        done_by="settled_by",
    ),
    by_officers("applications.Scenario", "created_by", "round name changes is_locked created_at"),
    about_people(
        "applications.AllocationRun",
        _("Kjøringer av fordelingen"),
        "",
        (CASE, "input_files protocol"),
        done_by="run_by reviewed_by decided_by",
        impersonal="round scenario status seed input_hash rules_hash outcome_hash run_at reviewed_at decided_at",
    ),
    about_people(
        "applications.AllocationResult",
        _("Resultatet ditt i fordelingen"),
        "application__person",
        (CASE, "run application is_granted offer scheme choice state_amount owner_amount reserve_position chain"),
    ),
    about_people(
        "applications.Application",
        _("Søknader"),
        "person",
        (
            CASE,
            (
                "round number person school owner later_owners status step offer_1 offer_2 other_study_name "
                "other_study_provider other_study_subject other_study_credits semesters scheme_1 scheme_2 travel_1 "
                "travel_2 motivation known_facts lacks_credits version window added_by_owner submitted_at changed_at"
            ),
        ),
        (DRAFT, "unsent_changes"),
        names="application",
    ),
    about_people(
        "applications.ApplicationVersion",
        _("Søknader slik de ble sendt"),
        "application__person",
        (CASE, "application number content content_hash changes submitted_at is_told"),
        done_by="submitted_by",
    ),
    about_people(
        "applications.Statement",
        _("Uttalelser fra rektor"),
        "application__person",
        (CASE, "application supports reason at"),
        done_by="by",
    ),
    about_people(
        "applications.OwnerApproval",
        _("Svar fra skoleeier"),
        "application__person",
        (CASE, "application approved scheme reason_code reason at"),
        done_by="by",
    ),
    about_people(
        "applications.ConfirmationReceipt",
        _("Skoleeierens kvitteringer"),
        "",
        (STUDY, "content"),
        done_by="confirmed_by",
        impersonal="number owner round semester content_hash confirmed_at",
    ),
    nothing_personal("applications.ConfirmationReminder", "window owner days_before missing amount sent_at"),
    about_people(
        "applications.LateConfirmation",
        _("Sene bekreftelser"),
        "term__participation__person",
        (STUDY, "term status grounds asked_at recommends assessment prepared_at decided_at decision"),
        names="late",
        done_by="asked_by prepared_by decided_by",
    ),
    about_people(
        "applications.Dispensation",
        _("Utsatt frist"),
        "person",
        (
            CASE,
            (
                "round deadline person owner closes_before grounds outage status case_number prepared_at decided_at "
                "refused_why"
            ),
        ),
        names="dispensation",
        done_by="prepared_by decided_by",
    ),
    about_people(
        "applications.CostEstimate",
        _("Anslag for reise og opphold"),
        "application__person",
        (CASE, "round owner application travel stay materials at"),
        done_by="by",
    ),
    about_people(
        "applications.Participation",
        _("Plasser"),
        "person",
        (STUDY, "application round person owner school offer scheme credits status"),
        names="participation",
    ),
    about_people(
        "applications.ParticipationTerm",
        _("Semestre"),
        "participation__person",
        (STUDY, "participation semester credits state_amount owner_amount status confirmed_at is_late"),
        names="term",
        done_by="confirmed_by",
    ),
    nothing_personal("applications.ConfirmationWindow", "round semester opens_at closes_at closed_at"),
    about_people(
        "applications.PlannedApplication",
        _("Søknader som kom av planen"),
        "application__person",
        (CASE, "application line point case_number resolution_number opened_at"),
        done_by="opened_by",
    ),
    by_officers("applications.Ranking", "submitted_by", "round owner status version submitted_at reopened_reason"),
    about_people(
        "applications.RankingEntry",
        _("Plassen din i prioriteringen"),
        "application__person",
        (CASE, "ranking application position"),
    ),
    about_people(
        "applications.RankingVersion",
        _("Prioriteringer slik de ble lagret"),
        "",
        (CASE, "order"),
        done_by="by",
        impersonal="ranking number at",
    ),
    nothing_personal(
        "applications.Round",
        (
            "study_year name rule_set status opens_at teacher_closes_at owner_opens_at owner_closes_at result_on "
            "admission_on target_groups state_money_autumn state_money_spring remainder_places has_catalogue "
            "allows_other_study draw_seed draw_announced_at copied_from"
        ),
    ),
    by_officers(
        "applications.RoundRate", "entered_by", "round scheme subject_group payer per_30_credits source entered_at"
    ),
    nothing_personal("applications.OwnerFrame", "round owner quota budget_autumn budget_spring"),
    by_officers("applications.WaitingList", "set_by", "round answer_days closes_at is_running set_at"),
    about_people(
        "applications.FreedPlace",
        _("Plasser du ga fra deg"),
        "left_by__person",
        (STUDY, "round offer left_by freed_at status passed"),
        names="freed_place",
    ),
    about_people(
        "applications.PlaceOffer",
        _("Tilbud fra ventelisten"),
        "application__person",
        (
            STUDY,
            (
                "place application position scheme choice tier state_autumn state_spring owner_autumn owner_spring "
                "why passed status offered_at answer_by answered_at"
            ),
        ),
        names="place_offer",
    ),
    about_people(
        "applications.QueueExit",
        _("Når du gikk ut av køen"),
        "application__person",
        (STUDY, "application left_at"),
        done_by="left_by",
    ),
)
