"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import AGREED_TO, CASE, FORUM, HISTORY

TABLES: tuple[Table, ...] = (
    about_people(
        "casework.Decision",
        _("Vedtak i sakene dine"),
        "about",
        (CASE, "kind about case_number outcome grounds lines decided_at notified_at supersedes document"),
        names="decision",
        done_by="prepared_by decided_by",
    ),
    about_people(
        "casework.GroundsDemand",
        _("Krav om begrunnelse"),
        "decision__about",
        (CASE, "decision demanded_at answer answered_at"),
        names="demand",
        done_by="demanded_by answered_by",
    ),
    about_people(
        "casework.Appeal",
        _("Klager"),
        "decision__about",
        (
            CASE,
            (
                "decision case_number status words content_hash submitted_at deadline_on is_late taken_late_why "
                "proposed_outcome effect grounds statement preliminary_at expected_on appeals_body forwarded_at "
                "outcome_decision concluded_at"
            ),
        ),
        names="appeal",
        done_by="submitted_by officer",
    ),
    about_people(
        "casework.AppealAttachment",
        _("Vedlegg til klager"),
        "appeal__decision__about",
        (CASE, "appeal name kind content size sha256 added_at"),
        done_by="added_by",
    ),
    by_officers("casework.Case", "officer created_by", "owner case_number title status about deadline_on created_at"),
    nothing_personal("casework.FollowUp", "case earlier earlier_text asked due_on"),
    nothing_personal("casework.CaseBody", "case name part meets_on"),
    by_officers(
        "casework.Consultation",
        "invited_by minutes_by confirmed_by",
        "case union status meets_at place invitation invited_at minutes minutes_at confirmed_at",
    ),
    about_people(
        "casework.ConsultationParticipant",
        _("Deltakere i drøftinger"),
        "",
        (FORUM, "name side"),
        impersonal="consultation",
    ),
    by_officers("casework.ConsultationStatement", "given_by", "consultation words stances points given_at"),
    about_people(
        "casework.Event",
        _("Historikk om sakene dine"),
        "about",
        (HISTORY, "about verb before after why facts at author correlation"),
        done_by="by",
        impersonal="key seal",
    ),
    nothing_personal(
        "casework.HistoryLink",
        "number event previous hash",
        aside=_("Lenken sier bare at hendelsen ikke er endret."),
    ),
    nothing_personal("casework.HistoryHead", "number hash reached linked_at"),
    about_people(
        "casework.ImpartialityDeclaration",
        _("Inhabilitet i saker"),
        "officer",
        (CASE, "case officer ground law starts_on ends_before declared_at"),
        done_by="declared_by",
    ),
    about_people(
        "casework.CaseSubstitute",
        _("Stedfortreder i saker"),
        "substitute",
        (CASE, "case substitute starts_on ends_before reason appointed_at"),
        done_by="stands_in_for appointed_by",
    ),
    by_officers(
        "casework.Job",
        "started_by",
        ("kind about arguments status reached total text started_at ended_at heartbeat_at attempts task result error"),
    ),
    about_people(
        "casework.Mail",
        _("E-post til deg"),
        "reader",
        (HISTORY, "letter address reader language subject text status written_at sent_at error"),
        names="mail",
        impersonal="sender key next_try_at tries gathered_in",
    ),
    about_people(
        "casework.MailChoice",
        _("Hvordan du vil ha e-post"),
        "reader",
        (AGREED_TO, "reader topic when"),
    ),
    about_people(
        "casework.TaskCalendar",
        _("Kalendere med oppgavene dine"),
        "user",
        (AGREED_TO, "user desk nonce made_at"),
    ),
    about_people(
        "casework.DoorTicket",
        _("Kølapper"),
        "person",
        (CASE, "taken_at let_in_at sends_before seen_at person"),  # one that moved a deadline; others go in two days
        names="door_ticket",
    ),
    nothing_personal("casework.Heartbeat", "name beat_at"),
    by_officers("casework.Outage", "registered_by", "starts_at ends_at cause desks rounds consequence registered_at"),
    by_officers(
        "casework.CasePaper",
        "issued_by",
        "case edition status language current audience document word word_sha256 issued_at",
    ),
    by_officers("casework.PaperVersion", "by", "paper number made_from blocks figures what at"),
    by_officers(
        "casework.CaseAttachment", "added_by", "case title file_name content_type content sha256 is_public added_at"
    ),
    by_officers("casework.CommitteeStatement", "recorded_by", "body number met_on words recorded_at"),
    by_officers("casework.Resolution", "recorded_by", "case body number resolved_on recorded_at"),
    nothing_personal(
        "casework.ResolutionPoint",
        ("resolution number proposed text outcome votes_for votes_against opens target quantity opened opened_at"),
    ),
)
