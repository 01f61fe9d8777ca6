"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import AGREED_TO, ASSIGNED, PROFILE

TABLES: tuple[Table, ...] = (
    nothing_personal(
        "assignments.Assignment",
        "provider unit counterpart number title description area funding status starts_on ends_on created_at",
    ),
    about_people(
        "assignments.AssignmentMember",
        _("Oppdrag du er med i"),
        "person",
        (ASSIGNED, "assignment person part is_new percent starts_on ends_before"),
    ),
    by_officers("assignments.Classification", "decided_by", "assignment funding because reference decided_at"),
    nothing_personal(
        "assignments.Checklist",
        "assignment kind version status questions answers edition budget project_list reopened_because",
    ),
    by_officers("assignments.ChecklistSignature", "by", "checklist role at sha256"),
    by_officers(
        "assignments.AssignmentStart",
        "started_by",
        "assignment budget project_list unit_list agreement agreement_version agreed started_at",
    ),
    about_people(
        "assignments.CompetenceProfile",
        _("Kompetanseprofil"),
        "person",
        (PROFILE, "provider person languages stages about version changed_at"),
    ),
    about_people(
        "assignments.CompetenceField",
        _("Fagområder i profilen"),
        "profile__person",
        (PROFILE, "profile field level"),
    ),
    about_people(
        "assignments.Availability",
        _("Ledig tid"),
        "profile__person",
        (PROFILE, "profile semester percent"),
    ),
    about_people(
        "assignments.PublicConsent",
        _("Samtykke til å vises på nettet"),
        "profile__person",
        (AGREED_TO, "profile shows given_at withdrawn_at"),
        done_by="given_by",
    ),
    nothing_personal("assignments.UpNetwork", "unit name"),
    about_people(
        "assignments.UpTerm",
        _("Oppdrag som UP"),
        "person mentor",
        (ASSIGNED, "network person mentor starts_on ends_before appointed_at"),
        done_by="appointed_by",
    ),
    about_people(
        "assignments.Inquiry",
        _("Henvendelser"),
        "",
        (ASSIGNED, "name email workplace text"),
        done_by="responsible",
        impersonal=(
            "provider reference token_hash form_key status area language received_at due_on urgency unit "
            "counterpart answered_at assignment"
        ),
    ),
    about_people(
        "assignments.InquiryMessage",
        _("Svar på henvendelser"),
        "",
        (ASSIGNED, "text"),
        done_by="by",
        impersonal="inquiry at",
    ),
    about_people(
        "assignments.InquiryNote",
        _("Notater om henvendelser"),
        "",
        (ASSIGNED, "text"),
        done_by="by",
        impersonal="inquiry at",
    ),
    nothing_personal("assignments.IntakeCount", "key window_starts_at count"),
    by_officers(
        "assignments.UnitMeeting",
        "created_by",
        "unit body title status starts_at place minutes agenda_document minutes_document created_at",
    ),
    nothing_personal("assignments.MeetingItem", "meeting number inquiry title words minutes"),
    about_people(
        "assignments.MeetingAttendance",
        _("Enhetsmøter du har vært på"),
        "person",
        (ASSIGNED, "meeting person"),
    ),
    by_officers(
        "assignments.InquiryDecision", "recorded_by", "item inquiry result grounds proposal decided_on recorded_at"
    ),
    by_officers("assignments.UnitRate", "signed_by", "unit name value starts_on source why signed_at"),
    by_officers(
        "assignments.AssignmentBudget",
        "started_by signed_by",
        (
            "assignment version status edition base_packages long_packages short_packages travel own_financing "
            "credits family family_because is_education reopened_because funding lines price started_at signed_at"
        ),
    ),
    about_people(
        "assignments.BudgetWork",
        _("Arbeid i budsjetter for oppdrag"),
        "person",
        (ASSIGNED, "budget kind category hours semester person credited"),
    ),
    nothing_personal("assignments.BudgetPurchase", "budget label amount source"),
    about_people(
        "assignments.TeachingDuty",
        _("Undervisningsplikt"),
        "membership__person",
        (ASSIGNED, "membership hours source starts_on ends_before entered_at"),
        done_by="entered_by",
    ),
    about_people(
        "assignments.TeamProposal",
        _("Forslag til team"),
        "",
        (ASSIGNED, "result"),
        done_by="made_by",
        impersonal="inquiry field field_name semesters percent departs_why made_at",
    ),
    about_people(
        "assignments.ProposedMember",
        _("Forslag om deg til et team"),
        "person",
        (ASSIGNED, "proposal person part is_new joined_at"),
    ),
    about_people(
        "assignments.ImpartialityStatement",
        _("Erklæringer om habilitet"),
        "person",
        (
            ASSIGNED,
            (
                "inquiry assignment person holds_post has_company has_other_tie facts declared_at outcome assessment "
                "law assessed_at superseded_at"
            ),
        ),
        done_by="declared_by assessed_by",
    ),
    nothing_personal("assignments.Unit", "provider parent name"),
    about_people(
        "assignments.UnitMembership",
        _("Enheter du hører til"),
        "person",
        (ASSIGNED, "unit person title position_percent leads starts_on ends_before"),
    ),
)
