"""Who enters the state's money and pays it, whose account is whose, and who reports and handles a change in a study."""

from __future__ import annotations

from pafyll.apps.grants.services.accounting import enter_account, refuse_account
from pafyll.apps.grants.services.appropriating import AppropriationTerms
from pafyll.apps.grants.services.changing import refuse_report, register_change, report_change, take_back
from pafyll.apps.grants.services.deciding_changes import prepare_change, return_change
from pafyll.apps.grants.services.deciding_payments import approve_run, hold, return_run
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.proposing import propose_appropriation, propose_frame, return_money
from pafyll.apps.grants.services.reclaiming import comment, prepare_recovery, return_recovery
from pafyll.apps.grants.services.reconciling import explain_line
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.grants.services.wanting import Wanted, effect_key, effect_of
from pafyll.domain.rules.changes import ChangeKind
from pafyll.domain.values import Semester
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.architecture.policy_lines import ALLOW
from tests.factories import (
    BankAccountFactory,
    BankLineFactory,
    ChangeFactory,
    CommitmentFactory,
    MoneyProposalFactory,
    OrganisationFactory,
    ParticipationTermFactory,
    PaymentRunFactory,
    PaymentStatementFactory,
    PersonFactory,
    RecoveryCaseFactory,
    RoundFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW, TODAY
from tests.factories.payments import ACCOUNTS

WHY = "Vi venter på svar fra skoleeieren."


@witness_of("grants.permissions.money", "may_appropriate", "may_handle_money")
def ada_enters_an_appropriation_and_siri_does_not() -> Outcomes:
    ada, siri = acting("directorate_officer"), acting("owner_officer")

    def enters(by, amount=1_000_000, source="Prop. 1 S"):
        terms = AppropriationTerms(2026, amount, "Kap. 226 post 21", source)
        return tried(propose_appropriation, terms=terms, booked_on=TODAY, by=by, at=NOW)

    return [enters(ada), enters(siri), enters(ada, amount=0), enters(ada, source=" ")]


@witness_of("grants.permissions.money", "may_set_frame")
def ada_proposes_a_frame_for_a_year_that_pays_the_round() -> Outcomes:
    ada, siri, round = acting("directorate_officer"), acting("owner_officer"), RoundFactory()

    def proposes(by, year=2026, amount=1_000_000):
        given = {"round": round, "budget_year": year, "amount": amount, "why": "Flere plasser."}
        return tried(propose_frame, **given, by=by, at=NOW)

    return [proposes(ada), proposes(siri), proposes(ada, year=2031), proposes(ada, amount=-1)]


@witness_of("grants.permissions.money", "may_decide_money")
def idar_sends_back_money_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = MoneyProposalFactory(), MoneyProposalFactory(frame=True, prepared_by=idar)
    tries = (theirs, idar), (theirs, hanne), (own, idar)
    return [tried(return_money, proposal=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("grants.permissions.payments", "may_send_run", ways=(ALLOW,))
def nobody_makes_a_file_for_the_bank_of_what_is_not_theirs_or_not_approved() -> Outcomes:
    approved, prepared = PaymentRunFactory(approved=True), PaymentRunFactory(round__study_year=2025)
    tries = (approved, acting("owner_officer")), (prepared, acting("directorate_officer"))
    return [tried(send_run, run=run, by=by, at=NOW) for run, by in tries]


@witness_of("grants.permissions.payments", "may_read_bank_of")
def each_explains_what_the_bank_says_of_their_own_account() -> Outcomes:
    directorates, governors = BankLineFactory(), BankLineFactory(file__of_governor=True)
    ada, tor = acting("directorate_officer"), acting("county_governor", governors.file.payer)
    tries = (directorates, ada), (governors, tor), (directorates, tor), (governors, ada)
    return [tried(explain_line, line=line, why="Gebyr til banken", by=by, at=NOW) for line, by in tries]


@witness_of("grants.permissions.payments", "may_enter_account")
def siri_enters_her_own_owners_account_number() -> Outcomes:
    fjordvik = OrganisationFactory(municipality=True)
    people = acting("owner_officer", fjordvik), acting("owner_officer")
    return [tried(enter_account, organisation=fjordvik, number=next(ACCOUNTS), by=by, at=NOW) for by in people]


@witness_of("grants.permissions.payments", "may_decide_account", "may_prepare_payments", "_did_not_enter")
def ada_refuses_an_account_number_that_another_entered() -> Outcomes:
    ada, siri = acting("directorate_officer"), acting("owner_officer")
    theirs, own = BankAccountFactory(), BankAccountFactory(entered_by=ada)
    tries = (theirs, ada), (theirs, siri), (own, ada)
    return [tried(refuse_account, account=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("grants.permissions.payments", "may_decide_run", "_is_decider", "_is_another")
def idar_approves_a_payment_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = PaymentRunFactory(), PaymentRunFactory(prepared_by=idar, round__study_year=2025)
    tries = (theirs, idar), (theirs, hanne), (own, idar)
    return [tried(approve_run, run=run, by=by, at=NOW) for run, by in tries]


@witness_of("grants.permissions.payments", "may_return_run", "may_work_with")
def each_sends_back_a_payment_of_their_own_money() -> Outcomes:
    rounds, years = PaymentRunFactory(), PaymentRunFactory(of_awards=True)
    ada, tor = acting("directorate_officer"), acting("county_governor", years.scheme_year.governor)
    tries = (rounds, ada), (years, tor), (rounds, tor), (years, ada)
    return [tried(return_run, run=run, why=WHY, by=by, at=NOW) for run, by in tries]


@witness_of("grants.permissions.payments", "may_pay_awards", "_is_decided", ways=(ALLOW,))
def nobody_pays_awards_before_they_are_decided_and_only_tor_after() -> Outcomes:
    decided = SchemeYearFactory(decided=True)
    early = SchemeYearFactory(recommended=True, year=2025, governor=decided.governor)
    tor, elsewhere = acting("county_governor", decided.governor), acting("county_governor")
    return [
        tried(prepare_parts, year=year, pay_on=TODAY, by=by, at=NOW)
        for year, by in ((early, tor), (decided, elsewhere))
    ]


@witness_of("grants.permissions.payments", "may_hold")
def ada_puts_a_statement_on_hold_until_it_is_paid() -> Outcomes:
    ada, siri = acting("directorate_officer"), acting("owner_officer")
    tries = ("open", ada), ("open", siri), ("paid", ada)
    return [
        tried(hold, statement=PaymentStatementFactory(**{status: True}), why=WHY, by=by, at=NOW) for status, by in tries
    ]


@witness_of("grants.permissions.changes", "may_report", "_goes_on", "_has_no_open_change")
def kari_reports_that_she_stops_while_she_studies_and_nobody_else_does() -> Outcomes:
    studies, over, waits = (_studies(status) for status in ("started", "completed", "started"))
    ChangeFactory(participation=waits.participation)

    def reports(term, by=None):
        wanted = Wanted(ChangeKind.DROP_OUT, Semester(term.semester), "other", "Ny jobb.")
        by = by or term.participation.person.user
        return tried(report_change, participation=term.participation, wanted=wanted, by=by, at=NOW)

    return [reports(studies), reports(studies, by=PersonFactory().user), reports(over), reports(waits)]


def _studies(status: str):
    return ParticipationTermFactory(**{f"participation__{status}": True}, confirmed=True)


@witness_of("grants.permissions.changes", "may_register")
def siri_registers_a_change_of_her_own_participant() -> Outcomes:
    term = _studies("started")
    CommitmentFactory(term=term)
    participation = term.participation
    wanted = Wanted(ChangeKind.DEFER, Semester(term.semester), "other", "Ny jobb.", to_semester=Semester("2027H"))
    seen = effect_key(effect_of(participation, wanted))
    people = acting("owner_officer", participation.owner), acting("owner_officer")
    given = {"participation": participation, "wanted": wanted, "seen": seen}
    return [tried(register_change, **given, by=by, at=NOW) for by in people]


@witness_of("grants.permissions.changes", "may_take_back", "may_handle_report")
def siri_handles_what_her_own_participant_reported() -> Outcomes:
    change = ChangeFactory(kind=ChangeKind.DEFER)
    people = acting("owner_officer", change.owner), acting("owner_officer")
    taken = [tried(take_back, change=change, by=by, at=NOW) for by in people]
    return taken + [tried(refuse_report, change=change, words=WHY, by=by, at=NOW) for by in people]


@witness_of("grants.permissions.changes", "may_prepare", "may_handle_cases")
def ada_assesses_a_change_and_siri_does_not() -> Outcomes:
    given = {"change": ChangeFactory(proposed=True), "recommends": False, "assessment": WHY, "holds_money": False}
    people = acting("directorate_officer"), acting("owner_officer")
    return [tried(prepare_change, **given, by=by, at=NOW) for by in people]


@witness_of("grants.permissions.changes", "may_decide")
@witness_of("applications.permissions.confirming", "is_decider", "is_another_than")
def idar_sends_back_a_change_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = ChangeFactory(prepared=True), ChangeFactory(prepared=True, prepared_by=idar)
    tries = (theirs, idar), (theirs, hanne), (own, idar)
    return [tried(return_change, change=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("grants.permissions.changes", "may_comment")
def siri_comments_on_what_her_own_owner_may_have_to_repay() -> Outcomes:
    case = RecoveryCaseFactory()
    people = acting("owner_officer", case.commitment.owner), acting("owner_officer")
    return [tried(comment, case=case, comments=WHY, by=by, at=NOW) for by in people]


@witness_of("grants.permissions.changes", "may_prepare_recovery")
def ada_assesses_a_recovery_and_siri_does_not() -> Outcomes:
    given = {"case": RecoveryCaseFactory(commented=True), "recommends": False, "assessment": WHY}
    people = acting("directorate_officer"), acting("owner_officer")
    return [tried(prepare_recovery, **given, by=by, at=NOW) for by in people]


@witness_of("grants.permissions.changes", "may_decide_recovery")
def idar_sends_back_a_recovery_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = RecoveryCaseFactory(prepared=True), RecoveryCaseFactory(prepared=True, prepared_by=idar)
    tries = (theirs, idar), (theirs, hanne), (own, idar)
    return [tried(return_recovery, case=one, why=WHY, by=by, at=NOW) for one, by in tries]
