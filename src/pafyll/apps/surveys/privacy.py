"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import ANSWERED, FORUM, INVITED, SIGN_UP

TABLES: tuple[Table, ...] = (
    nothing_personal("surveys.Questionnaire", "owner code title title_nn purpose purpose_nn"),
    by_officers(
        "surveys.QuestionnaireVersion",
        "made_by",
        "questionnaire number status content words edition copied_from made_at",
    ),
    by_officers(
        "surveys.Survey",
        "made_by",
        (
            "version owner title title_nn status moment population promise opens_on closes_on least_answers "
            "least_texts made_at"
        ),
    ),
    about_people(
        "surveys.SurveyInvitation",
        _("Invitasjoner til undersøkelser"),
        "person",
        (INVITED, "key person name email language nonce token_hash"),
        (ANSWERED, "survey cell status invited_on answered_on"),
    ),
    nothing_personal("surveys.SurveyReminder", "survey days_before sent_on count"),
    about_people(
        "surveys.SurveyAnswer",
        _("Svar i undersøkelser som ikke er anonyme"),
        "invitation__person",
        (ANSWERED, "id survey promise cell answers invitation"),
    ),
    about_people(
        "surveys.AnswerDraft",
        _("Påbegynte svar"),
        "",
        (INVITED, "answers"),
        impersonal="key_hash survey",
    ),
    about_people(
        "surveys.QualityDialogue",
        _("Kvalitetssamtaler"),
        "",
        (FORUM, "present"),
        done_by="made_by",
        impersonal="provider survey held_on discussed next_on made_at",
    ),
    nothing_personal("surveys.AgreedMeasure", "dialogue words side due_on status outcome"),
    by_officers(
        "surveys.SharingEvent",
        "made_by",
        "provider kind title words place starts_at ends_at closes_at capacity status made_at",
    ),
    about_people(
        "surveys.SignUp",
        _("Påmeldinger til arrangementer"),
        "",
        (SIGN_UP, "event name email workplace shares language status nonce token_hash asked_at confirmed_at"),
    ),
    nothing_personal("surveys.SignUpAttempt", "day source_hash count"),
)
