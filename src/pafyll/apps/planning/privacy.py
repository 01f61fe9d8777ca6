"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import DEVIATING, FILE_OF_STAFF, PLANNED, QUALIFIED, WISHED

TABLES: tuple[Table, ...] = (
    by_officers(
        "planning.NeedsAssumption", "set_by", "owner retirement_age years_ahead turnover_percent grounds set_at"
    ),
    by_officers(
        "planning.BudgetSource",
        "entered_by removed_by",
        (
            "entered_at removed_at owner title purpose payer is_recurring last_year may_carry_over "
            "carry_over_most given_by"
        ),
    ),
    nothing_personal("planning.BudgetAmount", "source budget_year amount at_most"),
    by_officers(
        "planning.PlannedCost",
        "entered_by removed_by",
        (
            "entered_at removed_at owner title purpose cost amount budget_year school_year autumn_percent heads "
            "is_bound source measure plan basis"
        ),
    ),
    by_officers(
        "planning.Reallocation",
        "prepared_by decided_by",
        ("owner budget_year giver taker amount grounds resolution before after status prepared_at decided_at why_not"),
    ),
    about_people(
        "planning.CompanionGroup",
        _("Grupper som studerer sammen"),
        "people",
        (PLANNED, "school subject why named_at ended_at people"),
        done_by="named_by",
    ),
    by_officers(
        "planning.StatedDocument", "entered_by removed_by", "entered_at removed_at owner case title facts checks"
    ),
    by_officers("planning.FindingStance", "taken_by", "owner case finding said kind words taken_at"),
    about_people(
        "planning.StaffNumber",
        _("Ansattnummer hos skoleeier"),
        "person",
        (QUALIFIED, "owner number person"),
    ),
    by_officers("planning.ColumnMapping", "chosen_by", "owner columns chosen_at"),
    about_people(
        "planning.StaffImport",
        _("Filer med ansatte"),
        "",
        (FILE_OF_STAFF, "content faults"),
        done_by="uploaded_by confirmed_by",
        impersonal=(
            "owner status file_name sha256 size headings columns as_of school_year is_complete counts uploaded_at "
            "confirmed_at"
        ),
    ),
    about_people(
        "planning.ImportedPerson",
        _("Linjer om deg i en fil med ansatte"),
        "person",
        (
            FILE_OF_STAFF,
            (
                "likely staff_import number row name action person is_numbered is_same held_why facts changes "
                "conflicts is_written"
            ),
        ),
        aside=_("Peker på en som kan være en annen med samme navn."),
    ),
    by_officers(
        "planning.Measure",
        "entered_by",
        (
            "owner title kind about_it target_group participants provider state_priority budget_year starts_on "
            "ends_on status entered_at schools"
        ),
    ),
    by_officers(
        "planning.MeasureAttachment",
        "entered_by removed_by",
        "entered_at removed_at measure name kind content size sha256",
    ),
    by_officers(
        "planning.NationPlan",
        "started_by",
        "first_year years places status told rounds hours bound started_at ended_at",
    ),
    nothing_personal(
        "planning.NationOwner", "nation number plan problem begin gaps people closed hours_without hours taken left_out"
    ),
    nothing_personal("planning.NationPart", "nation step number kind owners asked answered is_answered"),
    by_officers(
        "planning.CompetencePlan",
        "adopted_by created_by",
        (
            "owner title first_year years absence_percent credits_a_year retires_at schemes status copied_from "
            "run_in_force case_number adopted_at created_at"
        ),
    ),
    nothing_personal("planning.ExpectedPlaces", "plan subject places source"),
    nothing_personal("planning.PlanMoney", "plan budget_year amount source"),
    nothing_personal("planning.PlanRate", "plan scheme payer per_30_credits source"),
    about_people(
        "planning.PlanLock",
        _("Valg som er låst i planen"),
        "person",
        (PLANNED, "plan person subject option school_year why at"),
        done_by="by",
    ),
    about_people(
        "planning.PlanRun",
        _("Beregnede planer"),
        "",
        (PLANNED, "inputs result"),
        done_by="computed_by",
        impersonal="plan number previous why input_hash is_feasible computed_at",
    ),
    about_people(
        "planning.PlanLine",
        _("Studier i kompetanseplanen"),
        "person",
        (
            PLANNED,
            (
                "run person school subject stages option credits school_year semesters scheme release_percent kind "
                "position queue costs why hangs_on sooner"
            ),
        ),
    ),
    about_people(
        "planning.PlanGap",
        _("Mangler i kompetanseplanen"),
        "person",
        (PLANNED, "run person school subject stage position queue why hangs_on sooner"),
    ),
    about_people(
        "planning.PlanMove",
        _("Flyttinger i kompetanseplanen"),
        "person",
        (PLANNED, "run person school subject from_year to_year why"),
    ),
    about_people(
        "planning.StudyWish",
        _("Ønsker om studier"),
        "person",
        (WISHED, "person subject earliest_year note with_others wished_at withdrawn_at"),
        names="study_wish",
    ),
    about_people(
        "planning.CreditsHeld",
        _("Studiepoeng du har"),
        "person",
        (QUALIFIED, "person subject credits source as_of is_confirmed"),
    ),
    about_people(
        "planning.SubjectTaught",
        _("Fag du underviser i"),
        "person",
        (QUALIFIED, "person school subject stage school_year hours_per_week source"),
    ),
    about_people(
        "planning.TeacherBackground",
        _("Utdanningen din"),
        "person",
        (
            QUALIFIED,
            (
                "person education educated_on hired_under_rules_before_2014 vocational_route relevant_theory_year "
                "on_conditions source as_of is_confirmed"
            ),
        ),
    ),
    about_people(
        "planning.Deviation",
        _("Vedtak om unntak fra kompetansekravet"),
        "person",
        (DEVIATING, "owner person school subject stage school_year grounds case_number decided_at ended_at ended_why"),
        names="deviation",
        done_by="decided_by ended_by",
    ),
)
