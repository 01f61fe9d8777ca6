"""Who may do what with an award and after it: the recipient's people, and two at the Governor who runs the scheme."""

from __future__ import annotations

from datetime import date, timedelta

from pafyll.apps.grants.services.after_award_money import demand
from pafyll.apps.grants.services.award_changing import (
    ChangeVerdict,
    WantedChange,
    apply_for_change,
    prepare_award_change,
    return_award_change,
    take_back_change,
)
from pafyll.apps.grants.services.award_recovering import (
    Assessment,
    book_paid_back,
    comment_on_recovery,
    forewarn_recipient,
    prepare_award_recovery,
    return_award_recovery,
)
from pafyll.apps.grants.services.controlling import (
    SampleTerms,
    announce_seed,
    answer_control,
    close_control,
    draw_sample,
)
from pafyll.apps.grants.services.deciding_awards import decide_awards
from pafyll.apps.grants.services.proposing_awards import Recommended, drop, make_ready, propose_awards
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.reporting_awards import ReportTerms, return_report, save_report
from pafyll.apps.grants.services.settling_awards import SettlementTerms, prepare_settlement, return_settlement
from pafyll.domain.grants.collective.awarding import Share
from tests.apps.grants.after_awards import make_county, pay
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import (
    AwardChangeFactory,
    AwardFactory,
    AwardRecoveryFactory,
    AwardReportFactory,
    AwardSettlementFactory,
    ControlFactory,
    ControlSampleFactory,
    OrganisationFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW

AFTER, AWARDS = "grants.permissions.after_awards", "grants.permissions.awards"
WHY = "En samling går ut."
LATER = date(2026, 6, 30)


def _siri(award):
    return acting("owner_officer", award.recipient)


def _ola():
    return acting("owner_officer")


def _runs(year):
    """Two who work for the one who runs the scheme year, and one who works for another."""
    return *(acting("county_governor", year.governor) for _ in range(2)), acting("county_governor")


@witness_of(AFTER, "may_apply_for_change", "is_recipient", "_is_decided", "_has_no_open_change")
def siri_applies_for_a_change_of_her_own_award_while_it_stands() -> Outcomes:
    award = AwardFactory(decided=True)
    reported = AwardFactory(reported=True, recipient=award.recipient)
    waiting = AwardChangeFactory(award__recipient=award.recipient).award
    siri = _siri(award)
    wanted = WantedChange(WHY, amount=350_000)
    tries = (award, siri), (award, _ola()), (reported, siri), (waiting, siri)
    return [tried(apply_for_change, award=one, wanted=wanted, by=by, at=NOW) for one, by in tries]


@witness_of(AFTER, "may_take_back_change")
def siri_takes_her_own_change_back() -> Outcomes:
    change = AwardChangeFactory()
    return [tried(take_back_change, change=change, by=by, at=NOW) for by in (_siri(change.award), _ola())]


@witness_of(AFTER, "may_prepare_change", "_runs")
def tor_assesses_a_change_of_his_own_scheme() -> Outcomes:
    change = AwardChangeFactory()
    tor, _turid, elsewhere = _runs(change.award.scheme_year)
    verdict = ChangeVerdict("refused", "Tiltaket kan gå som planlagt.")
    return [tried(prepare_award_change, change=change, verdict=verdict, by=by, at=NOW) for by in (tor, elsewhere)]


@witness_of(AFTER, "may_decide_change", "_is_another")
def turid_sends_back_the_change_that_tor_prepared() -> Outcomes:
    change = AwardChangeFactory(prepared=True)
    tor, turid, elsewhere = _runs(change.award.scheme_year)
    _prepared_by(change, tor)
    return [tried(return_award_change, change=change, why=WHY, by=by, at=NOW) for by in (turid, tor, elsewhere)]


def _prepared_by(row, user):
    row.prepared_by = user
    row.save(update_fields=["prepared_by"])


@witness_of(AFTER, "may_settle", "_is_reported", "_is_not_settled")
def tor_settles_an_award_once_when_its_report_is_accepted() -> Outcomes:
    year = SchemeYearFactory(decided=True)
    reported, standing = (AwardFactory(scheme_year=year, reported=True) for _ in range(2))
    decided = AwardFactory(scheme_year=year, decided=True, paid=400_000)
    AwardSettlementFactory(award=standing)
    for award in (reported, standing, decided):
        AwardReportFactory(award=award, accepted=True)
    tor, _turid, elsewhere = _runs(year)
    terms = SettlementTerms(30_000, "Siste samling holdes i mai.", date(2027, 6, 30))
    tries = (reported, tor), (reported, elsewhere), (decided, tor), (standing, tor)
    return [tried(prepare_settlement, award=award, terms=terms, by=by, at=NOW) for award, by in tries]


@witness_of(AFTER, "may_decide_settlement")
def turid_sends_back_the_settlement_that_tor_prepared() -> Outcomes:
    settlement = AwardSettlementFactory(prepared=True)
    tor, turid, elsewhere = _runs(settlement.award.scheme_year)
    _prepared_by(settlement, tor)
    tries = turid, tor, elsewhere
    return [tried(return_settlement, settlement=settlement, why=WHY, by=by, at=NOW) for by in tries]


@witness_of(AFTER, "may_forewarn", "_stands", "_has_no_open_recovery")
def tor_forewarns_of_an_award_that_stands_one_case_at_a_time() -> Outcomes:
    year = SchemeYearFactory(decided=True)
    award, open_case = (AwardFactory(scheme_year=year, reported=True) for _ in range(2))
    proposed = AwardFactory(scheme_year=year, paid=400_000)
    AwardRecoveryFactory(award=open_case)
    tor, _turid, elsewhere = _runs(year)
    warning = Forewarning(40_000, "Ikke brukt.", LATER)
    tries = (award, tor), (award, elsewhere), (proposed, tor), (open_case, tor)
    return [tried(forewarn_recipient, award=one, warning=warning, by=by, at=NOW) for one, by in tries]


@witness_of(AFTER, "may_comment_on_recovery")
def siri_comments_on_what_is_demanded_of_her_own_owner() -> Outcomes:
    case = AwardRecoveryFactory()
    people = _siri(case.award), _ola()
    return [tried(comment_on_recovery, case=case, comments=WHY, by=by, at=NOW) for by in people]


@witness_of(AFTER, "may_prepare_award_recovery")
def tor_assesses_a_demand_of_his_own_scheme() -> Outcomes:
    case = AwardRecoveryFactory(commented=True)
    tor, _turid, elsewhere = _runs(case.award.scheme_year)
    terms = Assessment(recommends=False, assessment="Brukt likevel.")
    return [tried(prepare_award_recovery, case=case, terms=terms, by=by, at=NOW) for by in (tor, elsewhere)]


@witness_of(AFTER, "may_decide_award_recovery")
def turid_sends_back_the_demand_that_tor_prepared() -> Outcomes:
    case = AwardRecoveryFactory(prepared=True)
    tor, turid, elsewhere = _runs(case.award.scheme_year)
    _prepared_by(case, tor)
    return [tried(return_award_recovery, case=case, why=WHY, by=by, at=NOW) for by in (turid, tor, elsewhere)]


@witness_of(AFTER, "may_announce_seed", "_has_awards", "_has_no_sample")
def tor_publishes_a_seed_once_when_the_awards_are_decided() -> Outcomes:
    decided = SchemeYearFactory(decided=True)
    governor = {"governor": decided.governor, "year": 2025}
    early = SchemeYearFactory(recommended=True, **governor)
    published = ControlSampleFactory(
        scheme_year=SchemeYearFactory(decided=True, **governor | {"year": 2024})
    ).scheme_year
    tor, _turid, elsewhere = _runs(decided)
    terms = SampleTerms("Innhavet, 12 34 56", 10, "Send regnskap.")
    tries = (decided, tor), (decided, elsewhere), (early, tor), (published, tor)
    return [tried(announce_seed, year=year, terms=terms, by=by, at=NOW) for year, by in tries]


@witness_of(AFTER, "may_draw", "_is_published")
def tor_draws_on_the_day_after_the_seed_was_published() -> Outcomes:
    sample = ControlSampleFactory()
    AwardFactory(scheme_year=sample.scheme_year, decided=True)
    tor, _turid, elsewhere = _runs(sample.scheme_year)
    tries = (tor, NOW + timedelta(days=1)), (elsewhere, NOW + timedelta(days=1)), (tor, NOW)
    return [tried(draw_sample, sample=sample, due_on=LATER, by=by, at=at) for by, at in tries]


@witness_of(AFTER, "may_answer_control")
def siri_answers_a_control_of_her_own_award() -> Outcomes:
    control = ControlFactory()
    people = _siri(control.award), _ola()
    return [tried(answer_control, control=control, answer=WHY, by=by, at=NOW) for by in people]


@witness_of(AFTER, "may_close_control")
def tor_closes_a_control_of_his_own_scheme() -> Outcomes:
    control = ControlFactory(answered=True)
    tor, _turid, elsewhere = _runs(control.award.scheme_year)
    result = {"control": control, "is_in_order": True, "result": "Regnskapet stemmer."}
    return [tried(close_control, **result, by=by, at=NOW) for by in (tor, elsewhere)]


@witness_of(AWARDS, "may_award", "_is_ready")
def tor_drops_an_award_of_his_own_scheme_before_it_is_decided() -> Outcomes:
    award = AwardFactory()
    decided = AwardFactory(scheme_year=SchemeYearFactory(decided=True, year=2025, governor=award.scheme_year.governor))
    tor, _turid, elsewhere = _runs(award.scheme_year)
    tries = (award, tor), (award, elsewhere), (decided, tor)
    return [tried(drop, award=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of(AWARDS, "may_decide", "_is_another")
def turid_decides_the_awards_that_tor_prepared() -> Outcomes:
    year = SchemeYearFactory(closed=True, appropriation=1_000_000)
    tor, turid, elsewhere = _runs(year)
    asked = [Recommended(OrganisationFactory(municipality=True), 400_000, "Lesing på alle trinn")]
    award = propose_awards(year=year, recommended=asked, by=tor, at=NOW)[0]
    make_ready(award=award, shares=[Share(100, LATER)], by=tor, at=NOW)
    return [tried(decide_awards, year=year, by=by, at=NOW) for by in (turid, tor, elsewhere)]


@witness_of(AWARDS, "may_report")
def siri_reports_on_her_own_award() -> Outcomes:
    award = AwardFactory(decided=True)
    report = {"award": award, "kind": "final", "terms": ReportTerms(used=1), "edition": 0}
    return [tried(save_report, **report, by=by, at=NOW) for by in (_siri(award), _ola())]


@witness_of(AWARDS, "may_judge")
def tor_sends_back_a_report_of_his_own_scheme() -> Outcomes:
    report = AwardReportFactory(sent=True)
    tor, _turid, elsewhere = _runs(report.award.scheme_year)
    return [tried(return_report, report=report, why=WHY, by=by, at=NOW) for by in (tor, elsewhere)]


@witness_of(AFTER, "may_book_paid_back")
def tor_books_what_came_back_to_his_own_scheme() -> Outcomes:
    county = make_county()
    award = pay(county.award, 200_000)
    case = AwardRecoveryFactory(award=award, decided=True)
    demand(award, case.amount, key="demand", why=WHY, by=county.turid, at=NOW)
    return [tried(book_paid_back, case=case, on=NOW.date(), by=by, at=NOW) for by in (county.tor, county.far)]
