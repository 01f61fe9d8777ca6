"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import GRANT, STUDY

TABLES: tuple[Table, ...] = (
    by_officers(
        "grants.AwardChange",
        "applied_by prepared_by decided_by",
        (
            "award status wanted_amount wanted_purpose wanted_until reason applied_at verdict amount purpose "
            "until report_due grounds prepared_at decided_at decision"
        ),
    ),
    by_officers(
        "grants.AwardSettlement",
        "prepared_by decided_by",
        (
            "award status used released carried_over to_recover use_before grounds returned_because prepared_at "
            "decided_at decision"
        ),
    ),
    by_officers(
        "grants.AwardRecovery",
        "forewarned_by commented_by prepared_by decided_by",
        (
            "award amount grounds status comments_due_on forewarned_at comments commented_at recommends "
            "assessment pay_by prepared_at decided_at paid_back_on decision"
        ),
    ),
    by_officers(
        "grants.Award",
        "prepared_by decided_by",
        (
            "scheme_year number recipient payee status recommended amount grounds purpose conditions chain "
            "report_due until paid released recovered prepared_at decided_at decision"
        ),
    ),
    nothing_personal("grants.AwardPart", "award number amount due_on needs"),
    by_officers(
        "grants.OwnContribution", "entered_by struck_out_by", "award kind amount what entered_at struck_out_at"
    ),
    by_officers(
        "grants.AwardReport",
        "sent_by accepted_by",
        (
            "award kind status used own_contribution unused_because goals participants edition sent_at "
            "returned_because accepted_at"
        ),
    ),
    about_people(
        "grants.Change",
        _("Endringer i studiet"),
        "participation__person",
        (
            STUDY,
            (
                "participation owner kind since reason words to_semester to_scheme to_offer to_school holds_money "
                "status reported_at handled_at owner_words recommends assessment prepared_at decided_at decision "
                "lines"
            ),
        ),
        names="change",
        done_by="reported_by handled_by prepared_by decided_by",
    ),
    about_people(
        "grants.OwnerChoice",
        _("Skoleeierens valg etter en endring"),
        "change__participation__person",
        (GRANT, "change repays purpose grounds decision chosen_at"),
        done_by="chosen_by",
    ),
    about_people(
        "grants.ChosenAmount",
        _("Beløp i skoleeierens valg"),
        "commitment__term__participation__person",
        (GRANT, "choice commitment amount"),
    ),
    about_people(
        "grants.Commitment",
        _("Tilskudd for plassen din"),
        "term__participation__person",
        (GRANT, "term round owner budget_year amount paid released recovered"),
    ),
    by_officers(
        "grants.ControlSample",
        "announced_by drawn_by",
        "scheme_year seed percent asks status reports_in announced_at numbers drawn_at",
    ),
    by_officers(
        "grants.Control",
        "answered_by closed_by",
        "sample award place status due_on asks answer answered_at result closed_at",
    ),
    by_officers("grants.ControlFile", "added_by", "control name kind content size sha256 added_at"),
    nothing_personal("grants.AwardReminder", "award days_before report_due sent_at"),
    nothing_personal("grants.Account", "key kind budget_year round scheme_year owner balance"),
    by_officers("grants.Entry", "by", "kind key about why booked_on reverses at"),
    nothing_personal("grants.Transfer", "entry debit credit amount"),
    by_officers("grants.Appropriation", "entered_by", "budget_year amount item source entry entered_at"),
    by_officers("grants.Frame", "set_by", "round budget_year amount set_at"),
    by_officers(
        "grants.MoneyProposal",
        "prepared_by decided_by",
        "status budget_year amount round before item source booked_on why prepared_at decided_at returned_why",
    ),
    by_officers("grants.BankAccount", "entered_by decided_by", "organisation number status entered_at decided_at"),
    nothing_personal("grants.PaymentStatement", "round owner semester status run cut_off_at total why paid_on"),
    about_people(
        "grants.Recovery",
        _("Krav mot skoleeier for plassen din"),
        "commitment__term__participation__person",
        (GRANT, "commitment owner amount returned status key why decision at"),
        names="recovery",
        done_by="by",
    ),
    about_people(
        "grants.StatementLine",
        _("Linjer i utbetalinger til skoleeier"),
        "commitment__term__participation__person recovery__commitment__term__participation__person",
        (GRANT, "statement kind amount commitment recovery semester credits is_late"),
    ),
    by_officers(
        "grants.PaymentRun",
        "prepared_by decided_by sent_by",
        ("round semester scheme_year number status cut_off_at pay_on prepared_at decided_at sent_at file table sha256"),
    ),
    nothing_personal(
        "grants.Payment", "run statement part reference amount account_number status reason_code reason settled_on"
    ),
    by_officers("grants.BankFile", "read_by", "payer kind name content sha256 result read_at"),
    nothing_personal("grants.BankLine", "file bank_reference booked_on ore reference text status payment fault why"),
    about_people(
        "grants.RecoveryCase",
        _("Saker om tilbakekreving fra skoleeier"),
        "commitment__term__participation__person",
        (
            GRANT,
            (
                "commitment amount grounds status comments_due_on forewarned_at forewarning comments commented_at "
                "recommends assessment prepared_at decided_at decision"
            ),
        ),
        names="recovery_case",
        done_by="forewarned_by commented_by prepared_by decided_by",
    ),
)
