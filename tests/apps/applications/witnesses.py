"""Who applies, states, ranks, allocates, admits and confirms, and who may not."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.apps.applications.services.adding import add_application_for
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admitting import settle_condition
from pafyll.apps.applications.services.allocating import discard_run, review_run, run_allocation
from pafyll.apps.applications.services.applying import discard_changes
from pafyll.apps.applications.services.approving import refuse_application
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.dispensing import LaterDeadline, dispense, refuse_dispensation
from pafyll.apps.applications.services.editing import edit_application_for
from pafyll.apps.applications.services.late import ask_late, prepare_late, return_late
from pafyll.apps.applications.services.place_offers import decline_place, withdraw_offer
from pafyll.apps.applications.services.queueing import leave_queue
from pafyll.apps.applications.services.ranking import reopen_ranking, save_ranking
from pafyll.apps.applications.services.results_mail import tell_results
from pafyll.apps.applications.services.stating import give_statement
from pafyll.apps.applications.services.withdrawing import withdraw_application
from pafyll.integrations.clock import OSLO
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.architecture.policy_lines import ALLOW
from tests.factories import (
    AdmissionConditionFactory,
    AdmissionFactory,
    AllocationRunFactory,
    ApplicationFactory,
    CommitmentFactory,
    ConfirmationWindowFactory,
    DispensationFactory,
    LateConfirmationFactory,
    OrganisationFactory,
    ParticipationTermFactory,
    PersonFactory,
    PlaceOfferFactory,
    RankingFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    ScenarioFactory,
    fund,
)
from tests.factories.base import NOW

FEBRUARY = datetime(2026, 2, 10, 10, tzinfo=OSLO)
MARCH = datetime(2026, 3, 20, 10, tzinfo=OSLO)
APRIL = datetime(2026, 4, 22, 10, tzinfo=OSLO)
AUGUST = datetime(2026, 8, 20, 10, tzinfo=OSLO)
WHY = "Deltakeren var i gang fra august."


@witness_of("applications.permissions.admission", "may_answer_admission", "_is_own", "_is_open", "_is_in_time")
def kari_answers_her_own_admission_once_and_in_time() -> Outcomes:
    offered, answered = AdmissionFactory(offered=True), AdmissionFactory(accepted=True)

    def answers(admission, by=None, at=NOW):
        by = by or admission.participation.person.user
        return tried(answer_admission, admission=admission, says_yes=True, by=by, at=at)

    return [answers(offered), answers(offered, by=PersonFactory().user), answers(answered), answers(offered, at=APRIL)]


@witness_of("applications.permissions.waiting", "may_answer", "_is_in_time")
def kari_declines_a_freed_place_that_is_offered_to_her_while_it_is() -> Outcomes:
    offer = PlaceOfferFactory()

    def declines(by, at=NOW):
        return tried(decline_place, offer=offer, by=by, at=at)

    kari = offer.application.person.user
    return [declines(kari), declines(PersonFactory().user), declines(kari, at=APRIL)]


@witness_of("applications.permissions.authority", "may_decide", "_is_decider", "_is_reviewed", "_is_another_person")
def idar_decides_a_reviewed_run_that_is_not_his() -> Outcomes:
    ada, hanne, idar = (acting(f"directorate_{role}") for role in ("officer", "officer", "decider"))
    round = _round_to_allocate()
    theirs, unseen, own = (run_allocation(round=round, by=by, at=MARCH) for by in (ada, ada, idar))
    for run, by in ((theirs, ada), (own, ada)):
        review_run(run=run, by=by, at=MARCH, note="Kontrollert")

    def decides(run, by=idar):
        return tried(decide_run, run=run, by=by, at=APRIL)

    return [decides(theirs), decides(theirs, by=hanne), decides(unseen), decides(own)]


def _round_to_allocate():
    """With one ranked application, and money for it."""
    round = RoundFactory(announced_draw=True)
    for owner_pays in (False, True):
        RoundRateFactory(round=round, owner_pays=owner_pays)
    application = ApplicationFactory(ranked=True, round=round)
    RoleGrantFactory(teacher=True, person=application.person, organisation=application.school)
    fund(round)
    return round


@witness_of("applications.permissions.authority", "may_discard")
def ada_puts_a_run_aside_and_siri_does_not() -> Outcomes:
    run, siri = AllocationRunFactory(), acting("owner_officer")
    return [
        tried(discard_run, run=run, by=by, at=NOW, why="Feil tall.") for by in (acting("directorate_officer"), siri)
    ]


@witness_of("applications.permissions.authority", "may_tell")
def nobody_is_told_before_the_run_is_decided() -> Outcomes:
    runs = AllocationRunFactory(decided=True), AllocationRunFactory(reviewed=True)
    return [tried(tell_results, run=run, by=None, at=NOW) for run in runs]


@witness_of("applications.permissions.dispensations", "_is_open", "is_later")
def ada_moves_a_deadline_later_until_the_round_is_allocated() -> Outcomes:
    owner, ada = OrganisationFactory(municipality=True), acting("directorate_officer")

    def moves(closes_on, **round):
        given = LaterDeadline(closes_on=closes_on, grounds="Påfyll var nede.", owner=owner)
        return tried(dispense, round=RoundFactory(**round), given=given, by=ada, at=NOW)

    later = date(2026, 3, 20)
    return [moves(later), moves(date(2026, 3, 12)), moves(later, allocated=True, study_year=2025)]


@witness_of("applications.permissions.dispensations", "may_dispense")
def ada_moves_a_deadline_and_siri_does_not() -> Outcomes:
    given = LaterDeadline(date(2026, 3, 20), "Påfyll var nede.", owner=OrganisationFactory(municipality=True))
    round, people = RoundFactory(), (acting("directorate_officer"), acting("owner_officer"))
    return [tried(dispense, round=round, given=given, by=by, at=NOW) for by in people]


@witness_of(
    "applications.permissions.dispensations", "may_decide_dispensation", "_is_prepared", "_is_decider", "_is_another"
)
def idar_refuses_a_dispensation_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own, over = (DispensationFactory(**more) for more in ({}, {"prepared_by": idar}, {"refused": True}))
    tries = (theirs, idar), (theirs, hanne), (own, idar), (over, idar)
    return [tried(refuse_dispensation, dispensation=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("applications.permissions.stating", "may_state", "_leads_the_school", "_is_impartial")
@witness_of("applications.permissions.stating", "_owner_has_not_acted", "_owners_still_work")
def per_states_about_others_at_his_school_until_the_owner_has_acted() -> Outcomes:
    application = ApplicationFactory()
    school, round = application.school, application.round
    per = RoleGrantFactory(principal=True, organisation=school).person
    own = ApplicationFactory(school=school, round=round, person=per)
    acted = ApplicationFactory(school=school, round=round, approved=True)

    def states(application, by=per.user, at=NOW):
        return tried(give_statement, application=application, supports=True, reason="", by=by, at=at)

    late = states(application, at=MARCH)
    return [states(application), states(application, by=acting("principal")), states(own), states(acted), late]


@witness_of("applications.permissions.stating", "is_full_statement")
def per_says_why_he_does_not_support() -> Outcomes:
    application = ApplicationFactory()
    per = RoleGrantFactory(principal=True, organisation=application.school).person.user
    return [
        tried(give_statement, application=application, supports=supports, reason="", by=per, at=NOW)
        for supports in (True, False)
    ]


@witness_of("applications.permissions.applying", "may_withdraw", "_is_own", "_is_not_decided")
def kari_withdraws_her_own_application_until_it_is_decided() -> Outcomes:
    application, decided = ApplicationFactory(), ApplicationFactory(granted=True)
    tries = (
        (application, application.person),
        (application, PersonFactory()),
        (decided, decided.person),
    )
    return [tried(withdraw_application, application=one, reason="", by=by.user, at=NOW) for one, by in tries]


@witness_of("applications.permissions.applying", "may_edit", "_is_being_written")
def kari_changes_her_own_application_until_it_is_handled() -> Outcomes:
    sent, handled = ApplicationFactory(), ApplicationFactory(approved=True)
    tries = (sent, sent.person), (sent, PersonFactory()), (handled, handled.person)
    return [tried(discard_changes, application=one, version=one.version, by=by.user, at=FEBRUARY) for one, by in tries]


@witness_of("applications.permissions.authority", "may_run", "_is_ready", "owners_are_done", "_is_impartial")
def ada_runs_the_allocation_when_owners_are_done_unless_she_applied() -> Outcomes:
    round = _round_to_allocate()
    ada, applied = (RoleGrantFactory(directorate_officer=True).person for _ in range(2))
    ApplicationFactory(round=round, person=applied)
    undrawn = RoundFactory(study_year=2025)

    def runs(by, at=MARCH, round=round):
        return tried(run_allocation, round=round, by=by, at=at)

    siri = acting("owner_officer")
    return [runs(ada.user), runs(siri), runs(applied.user), runs(ada.user, at=NOW), runs(ada.user, round=undrawn)]


@witness_of("applications.permissions.authority", "may_review", "_uses_the_published_rules")
def ada_reviews_a_run_by_the_published_rules() -> Outcomes:
    round, ada = _round_to_allocate(), acting("directorate_officer")
    other_rules = ScenarioFactory(round=round, changes={"quota_percent": 120})
    plain, changed = (run_allocation(round=round, scenario=one, by=ada, at=MARCH) for one in (None, other_rules))
    tries = (plain, ada), (plain, acting("owner_officer")), (changed, ada)
    return [tried(review_run, run=run, by=by, at=MARCH, note="Kontrollert") for run, by in tries]


CONFIRMING = "applications.permissions.confirming"


@witness_of(CONFIRMING, "may_ask_late", "_has_no_case", "is_impartial")
@witness_of("applications.permissions.owner", "may_work_for")
def siri_asks_once_to_confirm_another_late() -> Outcomes:
    missed = ParticipationTermFactory(not_confirmed=True)
    owner = missed.participation.owner
    siri = RoleGrantFactory(owner_officer=True, organisation=owner).person
    asked = LateConfirmationFactory(term__participation__application__school__parent=owner).term
    own = ParticipationTermFactory(
        not_confirmed=True,
        participation__application__school__parent=owner,
        participation__application__person=siri,
    )
    tries = (missed, siri.user), (missed, acting("owner_officer")), (asked, siri.user), (own, siri.user)
    return [tried(ask_late, term=term, grounds=WHY, by=by, at=NOW) for term, by in tries]


@witness_of(CONFIRMING, "may_prepare_late", "_is_directorate")
def ada_assesses_a_late_confirmation_and_siri_does_not() -> Outcomes:
    given = {"case": LateConfirmationFactory(), "recommends": False, "assessment": WHY}
    people = acting("directorate_officer"), acting("owner_officer")
    return [tried(prepare_late, **given, by=by, at=NOW) for by in people]


@witness_of(CONFIRMING, "may_decide_late")
def idar_sends_back_a_late_confirmation_that_another_prepared() -> Outcomes:
    idar, hanne = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = LateConfirmationFactory(prepared=True), LateConfirmationFactory(prepared=True, prepared_by=idar)
    tries = (theirs, idar), (theirs, hanne), (own, idar)
    return [tried(return_late, case=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of(CONFIRMING, "may_confirm", "is_open_window")
def siri_says_in_the_window_that_her_own_participant_did_not_start() -> Outcomes:
    term = ParticipationTermFactory()
    CommitmentFactory(term=term, amount=0)
    participation = term.participation
    window = ConfirmationWindowFactory(round=participation.round)
    siri = acting("owner_officer", participation.owner)
    given = {"window": window, "owner": participation.owner, "terms": [term.pk]}
    tries = (siri, AUGUST), (acting("owner_officer"), AUGUST), (siri, APRIL)
    return [tried(confirm_terms, **given, by=by, at=at) for by, at in tries]


OWNER = "applications.permissions.owner"


@witness_of(OWNER, "may_decide", "_is_impartial", "is_time_for_owners")
def siri_refuses_the_application_of_another_in_time() -> Outcomes:
    application = ApplicationFactory()
    siri = RoleGrantFactory(owner_officer=True, organisation=application.owner).person
    own = ApplicationFactory(round=application.round, school=application.school, person=siri)

    def refuses(application, by=siri.user, at=NOW):
        given = {"application": application, "reason_code": "other", "reason": WHY}
        return tried(refuse_application, **given, by=by, at=at)

    late = refuses(application, at=MARCH)
    return [refuses(application), refuses(application, by=acting("owner_officer")), refuses(own), late]


@witness_of(OWNER, "may_rank", "_is_open")
def siri_orders_her_own_owners_list_until_it_is_sent() -> Outcomes:
    ranking, sent = RankingFactory(), RankingFactory(submitted=True)
    tries = (
        (ranking, acting("owner_officer", ranking.owner)),
        (ranking, acting("owner_officer")),
        (sent, acting("owner_officer", sent.owner)),
    )
    return [tried(save_ranking, ranking=one, order=[], read_version=one.version, by=by, at=NOW) for one, by in tries]


@witness_of(OWNER, "may_reopen", "_may_order_reopening", "_is_submitted")
def marit_opens_a_list_that_is_sent_and_siri_does_not() -> Outcomes:
    sent, still_open = RankingFactory(submitted=True), RankingFactory()
    tries = (
        (sent, acting("owner_decider", sent.owner)),
        (sent, acting("owner_officer", sent.owner)),
        (still_open, acting("owner_decider", still_open.owner)),
    )
    return [tried(reopen_ranking, ranking=one, reason=WHY, by=by, at=NOW) for one, by in tries]


@witness_of(OWNER, "may_add", ways=(ALLOW,))
def ola_adds_no_application_at_another_owner() -> Outcomes:
    teacher = RoleGrantFactory(teacher=True)
    given = {"person": teacher.person, "contents": Contents(), "owner": teacher.organisation.parent}
    return [tried(add_application_for, **given, round=RoundFactory(), by=acting("owner_officer"), at=NOW)]


@witness_of(OWNER, "may_edit_for", "_is_not_refused_or_gone", ways=(ALLOW,))
def nobody_corrects_what_another_owner_has_or_what_is_withdrawn() -> Outcomes:
    application = ApplicationFactory()
    gone = ApplicationFactory(round=application.round, school=application.school, withdrawn=True)
    tries = (application, acting("owner_officer")), (gone, acting("owner_officer", application.owner))
    given = {"contents": Contents(), "why": WHY, "version": 0}
    return [tried(edit_application_for, application=one, **given, by=by, at=NOW) for one, by in tries]


WAITING = "applications.permissions.waiting"


@witness_of(WAITING, "may_withdraw_offer", "_is_open")
def siri_takes_back_an_open_offer_to_her_own_teacher() -> Outcomes:
    open_one, declined = PlaceOfferFactory(), PlaceOfferFactory(declined=True)
    siri, other = acting("owner_officer", open_one.application.owner), acting("owner_officer")
    tries = (open_one, siri), (open_one, other), (declined, acting("directorate_officer"))
    return [tried(withdraw_offer, offer=one, by=by, at=NOW, why=WHY) for one, by in tries]


@witness_of(WAITING, "may_leave_queue", "_is_own", "_waits")
def kari_leaves_the_queue_that_she_waits_in() -> Outcomes:
    waits, granted = ApplicationFactory(refused=True), ApplicationFactory(granted=True)
    tries = (waits, waits.person), (waits, PersonFactory()), (granted, granted.person)
    return [tried(leave_queue, application=one, by=by.user, at=NOW) for one, by in tries]


@witness_of("applications.permissions.admission", "may_admit", "_is_own_offer", "_is_another")
def nina_settles_a_condition_at_her_own_college_but_not_her_own() -> Outcomes:
    condition = AdmissionConditionFactory()
    college = condition.admission.offer.programme.provider
    nina = RoleGrantFactory(provider_officer=True, organisation=college).person
    own = AdmissionConditionFactory(
        admission__participation__application__person=nina,
        admission__participation__application__offer_1=condition.admission.offer,
    )
    tries = (condition, nina.user), (condition, acting("provider_officer")), (own, nina.user)
    return [tried(settle_condition, condition=one, is_met=True, by=by, at=NOW) for one, by in tries]
