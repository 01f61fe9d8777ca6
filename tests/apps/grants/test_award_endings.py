"""What was not used of an award: released, carried over or demanded back, by two people and after a forewarning."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import AwardRecovery, AwardSettlement
from pafyll.apps.grants.queries.after_awards import follow_up, recoveries_of, settlements_of, to_answer
from pafyll.apps.grants.services import award_recovering as recovering
from pafyll.apps.grants.services import settling_awards as settling
from pafyll.apps.grants.services.award_recovering import Assessment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.settling_awards import SettlementTerms
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.grants.collective.awarding import Share
from pafyll.domain.grants.ledger import AccountKind as K
from tests.apps.grants.after_awards import AT, LATER, County, balance, make_county, pay, refusal, report
from tests.factories.forums import ForumDisqualificationFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 10)
KEEP = SettlementTerms(30_000, "Siste samling holdes i mai.", date(2027, 6, 30))
WARNING = Forewarning(20_000, "Sluttrapporten viser at pengene ikke er brukt.", DUE)
DEMANDED = Assessment(True, "Ikke brukt til formålet.", date(2026, 8, 1))


@pytest.fixture
def county() -> County:
    """380 000 of 400 000 kroner are paid, and 330 000 are used."""
    made = make_county([Share(95, date(2026, 6, 1)), Share(5, date(2026, 11, 1))])
    pay(made.fresh(), 380_000)
    report(made, 330_000)
    return made


def settled(county: County, terms: SettlementTerms = KEEP) -> AwardSettlement:
    made = settling.prepare_settlement(award=county.fresh(), terms=terms, by=county.tor, at=AT)
    return settling.decide_settlement(settlement=made, by=county.turid, at=AT)


def warned(county: County, warning: Forewarning = WARNING) -> AwardRecovery:
    return recovering.forewarn_recipient(award=county.fresh(), warning=warning, by=county.tor, at=AT)


def demanded(county: County) -> AwardRecovery:
    case = warned(county)
    recovering.comment_on_recovery(case=case, comments="Vi er enige.", by=county.siri, at=AT)
    recovering.prepare_award_recovery(case=case, terms=DEMANDED, by=county.tor, at=AT)
    return recovering.decide_award_recovery(case=case, by=county.turid, at=AT)


def test_what_was_never_paid_is_released_and_the_rest_is_carried_over_or_to_be_recovered(county):
    shown = [(line.becomes.value, line.amount) for line in settling.lines_of(county.fresh(), 30_000)]
    assert shown == [("used", 330_000), ("released", 20_000), ("carried_over", 30_000), ("repaid", 20_000)]

    made = settled(county)

    award = county.fresh()
    assert (award.released, award.left) == (20_000, 0)
    assert (balance(county, K.FRAME), balance(county, K.COMMITTED), balance(county, K.PAID)) == (620_000, 0, 380_000)
    assert sum(part.amount for part in award.parts.all()) == 400_000 - 20_000
    assert (made.carried_over, made.to_recover) == (30_000, 20_000)
    lines = Decision.objects.get(kind="award_settlement").lines
    assert sum(line["amount"] for line in lines) == 400_000
    assert differing_accounts() == []


def test_what_was_demanded_back_before_the_settlement_is_not_released_as_if_it_was_never_paid(county):
    demanded(county)

    made = settled(county)

    award = county.fresh()
    assert (made.released, made.carried_over, made.to_recover) == (20_000, 30_000, 0)
    assert (award.released, award.recovered, award.left) == (20_000, 20_000, 0)
    assert differing_accounts() == []


def test_what_is_demanded_after_the_settlement_changes_no_line_of_what_was_released(county):
    settled(county)
    demanded(county)

    shown = [(line.becomes.value, line.amount) for line in settling.lines_of(county.fresh(), 30_000)]

    assert shown == [("used", 330_000), ("released", 20_000), ("carried_over", 30_000), ("recovered", 20_000)]


def test_no_more_is_carried_over_than_is_in_hand_and_never_without_a_day_and_grounds(county):
    given = {"award": county.fresh(), "by": county.tor}
    too_much = SettlementTerms(50_001, "Vi vil.", date(2027, 6, 30))
    assert refusal(settling.prepare_settlement, terms=too_much, **given) == "more_than_in_hand"
    this_year = SettlementTerms(1, "Vi vil.", date(2026, 12, 31))
    assert refusal(settling.prepare_settlement, terms=this_year, **given) == "use_before_missing"
    assert refusal(settling.prepare_settlement, terms=SettlementTerms(0, " "), **given) == "grounds_missing"


def test_a_settlement_is_decided_by_another_and_can_be_sent_back_and_prepared_anew(county):
    made = settling.prepare_settlement(award=county.fresh(), terms=KEEP, by=county.tor, at=AT)
    assert refusal(settling.decide_settlement, settlement=made, by=county.tor) == "decides_own_work"
    assert refusal(settling.prepare_settlement, award=county.fresh(), terms=KEEP, by=county.tor) == "settled"
    settling.return_settlement(settlement=made, why="Overfør mindre.", by=county.turid, at=AT)

    again = settled(county, SettlementTerms(10_000, "Mindre.", date(2027, 6, 30)))

    assert (again.pk, again.carried_over, again.to_recover) == (made.pk, 10_000, 40_000)


def test_a_part_that_is_paid_in_the_meantime_stops_the_decision(county):
    made = settling.prepare_settlement(award=county.fresh(), terms=KEEP, by=county.tor, at=AT)
    pay(county.fresh(), 20_000)

    assert refusal(settling.decide_settlement, settlement=made, by=county.turid) == "already_changed"
    assert county.fresh().released == 0


def test_nothing_is_settled_before_the_final_report_is_accepted():
    county = make_county()

    assert refusal(settling.prepare_settlement, award=county.fresh(), terms=KEEP, by=county.tor) == "not_reported"


def test_from_forewarning_to_money_that_has_come_back(county, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = demanded(county)

    assert county.fresh().recovered == 20_000
    assert (balance(county, K.PAID), balance(county, K.RECEIVABLE)) == (360_000, 20_000)
    assert [mail.subject.split(":")[0] for mail in mail.outbox] == ["Forhåndsvarsel", "Vedtak"]
    kinds = set(Document.objects.filter(about=case.about).values_list("kind", flat=True))
    assert kinds == {"award_forewarning", "award_recovery_decision"}

    recovering.book_paid_back(case=case, on=date(2026, 6, 1), by=county.tor, at=LATER)

    assert (balance(county, K.RECEIVABLE), balance(county, K.FRAME)) == (0, 620_000)
    assert Event.objects.filter(about=county.award.about, verb="paid_back").exists()
    assert differing_accounts() == []


def test_nothing_is_decided_before_the_recipient_has_answered_or_the_deadline_is_over(county):
    case = warned(county)
    given = {"case": case, "terms": DEMANDED, "by": county.tor}
    assert refusal(recovering.prepare_award_recovery, **given) == "comments_awaited"

    recovering.prepare_award_recovery(**given, at=LATER)

    made = recovering.decide_award_recovery(case=case, by=county.turid, at=LATER)
    assert "uttalelse: ingen" in Document.objects.get(kind="award_recovery_decision").text.replace("\n", " ")
    assert made.decision.outcome == "decided"


def test_a_forewarning_has_grounds_a_later_day_and_no_more_than_was_paid(county):
    given = {"award": county.fresh(), "by": county.tor}
    assert (
        refusal(recovering.forewarn_recipient, warning=Forewarning(1, "Ja", AT.date()), **given) == "deadline_too_soon"
    )
    assert refusal(recovering.forewarn_recipient, warning=Forewarning(1, "", DUE), **given) == "grounds_missing"
    above = Forewarning(380_001, "Ja", DUE)
    assert refusal(recovering.forewarn_recipient, warning=above, **given) == "more_than_stands"
    warned(county)
    assert refusal(recovering.forewarn_recipient, warning=WARNING, **given) == "recovery_open"


def test_a_case_that_is_dropped_moves_nothing(county):
    case = warned(county)
    recovering.comment_on_recovery(case=case, comments="Bilag er lagt ved.", by=county.siri, at=AT)
    dropped = Assessment(False, "Bilagene viser at pengene er brukt.")
    recovering.prepare_award_recovery(case=case, terms=dropped, by=county.tor, at=AT)
    assert refusal(recovering.decide_award_recovery, case=case, by=county.tor) == "decides_own_work"

    recovering.decide_award_recovery(case=case, by=county.turid, at=AT)

    assert county.fresh().recovered == 0
    assert balance(county, K.PAID) == 380_000


def test_a_demand_names_the_day_to_pay_by_and_only_the_recipient_comments(county):
    case = warned(county)
    assert refusal(recovering.comment_on_recovery, case=case, comments="Hei", by=county.ola) == "not_the_recipient"
    recovering.comment_on_recovery(case=case, comments="Vi er enige.", by=county.siri, at=AT)

    without = Assessment(True, "Ikke brukt.")
    assert refusal(recovering.prepare_award_recovery, case=case, terms=without, by=county.tor) == "pay_by_missing"


def test_what_waits_is_on_the_list_and_a_disqualified_officer_sees_none_of_it(county):
    tor, turid = viewer_of(county.tor, day=AT.date()), viewer_of(county.turid, day=AT.date())
    assert [award.pk for award in follow_up(tor, day=AT.date()).unsettled] == [county.award.pk]
    settled(county)
    assert [one.to_recover for one in follow_up(tor, day=AT.date()).to_forewarn] == [20_000]
    case = warned(county)
    assert follow_up(turid, day=AT.date()).recoveries == (case,)
    assert to_answer(viewer_of(county.siri, day=AT.date()), day=AT.date()).recoveries == (case,)

    ForumDisqualificationFactory(matter=county.year.about, person=county.turid.person, starts_on=AT.date())

    turid = viewer_of(county.turid, day=AT.date())
    assert follow_up(turid, day=AT.date()).is_empty
    assert not settlements_of(turid, day=AT.date()).exists()
    assert not recoveries_of(turid, day=AT.date()).exists()
    given = {"award": county.fresh(), "warning": WARNING, "by": county.turid}
    assert refusal(recovering.forewarn_recipient, **given) == "disqualified"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=6)
@given(st.integers(0, 2), st.integers(0, 400_000), st.floats(0, 1))
def test_every_krone_is_accounted_for_whatever_is_used_and_carried_over(paid_parts, used, share):
    with transaction.atomic():
        county = make_county()
        for _part in range(paid_parts):
            pay(county.fresh(), 200_000)
        report(county, used)
        in_hand = settling.figures_of(county.fresh()).in_hand
        made = settled(county, SettlementTerms(int(in_hand * share), "Slik.", date(2027, 6, 30)))
        award = county.fresh()
        assert made.used + made.released + made.carried_over + made.to_recover == 400_000
        assert balance(county, K.FRAME) + balance(county, K.COMMITTED) + balance(county, K.PAID) == 1_000_000
        assert sum(part.amount for part in award.parts.all()) == 400_000 - made.released
        assert balance(county, K.COMMITTED) == award.left
        if made.to_recover:
            warned(county, Forewarning(made.to_recover, "Ikke brukt.", DUE))
        assert differing_accounts() == []
        transaction.set_rollback(True)
