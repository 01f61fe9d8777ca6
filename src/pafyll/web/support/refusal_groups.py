"""What refusals have in common whose code says several things: their title on the page of faults.

Which of its things a code said is not counted, so the title says what holds for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

# What Django's own fields say of an answer.
FIELDS: Mapping[str, Any] = {
    "required": _("ikke fylt ut"),
    "invalid": _("feil form"),
    "invalid_choice": _("et valg som ikke finnes"),
    "max_length": _("for langt"),
    "min_value": _("for lite"),
    "max_value": _("for stort"),
    "other": _("annet"),
}

GROUPS: Mapping[Any, str] = {
    _("Noe som må fylles ut eller velges, mangler"): (
        "body_missing effect_missing end_missing facts_missing goal_missing grounds_missing kind_missing "
        "minutes_missing missing name_missing no_reason no_source nobody_chosen not_answered nothing_is_changed "
        "nothing_written outcome_missing paper_missing rate_missing reason_missing scope_missing_for_kind "
        "something_missing source_missing text_missing title_missing too_few why_missing words_missing"
    ),
    _("Det er noen andre som kan gjøre dette"): (
        "anothers decides_own_work disqualified no_vote not_a_leader not_a_recipient not_decider not_directorate "
        "not_employed not_employed_here not_leader not_provider_officer not_teacher not_the_directorate "
        "not_the_recipient not_your_desk not_your_owner not_your_scheme not_your_school not_your_signature "
        "not_your_study not_yours not_yours_to_say other_provider represents_no_owner same_person "
        "same_person_prepared signs_own_work"
    ),
    _("Det er gjort fra før, eller står to ganger"): (
        "admission_twice already_answered already_decided already_started already_stated already_voted "
        "change_waiting draft_exists same_number_twice source_is_moved source_is_used still_last_years"
    ),
    _("Det kan ikke gjøres slik saken står nå"): (
        "account_missing draw_not_announced inquiry_closed no_frame no_payer_account no_terms not_approved "
        "not_classified not_decided not_decided_yet not_from_this_status not_in_consultation not_in_force not_planned "
        "not_prepared not_reported not_sent nothing_to_decide nothing_to_pay ranking_submitted round_allocated "
        "round_not_open term_stands_otherwise"
    ),
    _("Dagen eller fristen passer ikke"): (
        "answer_too_late day_is_over deadline_has_passed deadline_too_soon ends_before_it_starts ends_before_start "
        "ends_too_early not_later not_open_yet not_yet one_off_ends_itself"
    ),
    _("Tallet er for stort, for lite eller passer ikke med de andre"): (
        "above_the_appropriation below_zero credits_out_of_range limits_turned more_than_stands no_places "
        "not_above_zero nothing_left percent_out_of_range too_long too_many_files too_many_rows too_many_webhooks "
        "too_often"
    ),
    _("Det som er skrevet, finnes ikke eller hører ikke til her"): (
        "condition_not_before condition_unknown kind_unknown unknown_admission unknown_application unknown_body "
        "unknown_figure unknown_question unknown_subject"
    ),
    _("Filen kan ikke leses"): "broken_file not_understood token_not_valid unreadable unreadable_file",
}
BY_CODE = {code: title for title, codes in GROUPS.items() for code in codes.split()}
UNKNOWN = _("Svaret ble ikke godtatt")
