"""Measures: from proposed to completed, who sees them, and which papers are kept."""

from __future__ import annotations

import pytest

from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.queries.measures import attachments_visible_to, measures_visible_to, programme
from pafyll.apps.planning.services.measures import (
    MeasureTerms,
    attach,
    change_measure,
    detach,
    propose_measure,
    take_measure_on,
)
from pafyll.devtools.seed.story.budgeting import PAPER
from pafyll.domain.lifecycles.budget import MeasureStatus as M
from pafyll.integrations.clock import now, today
from tests.factories import MeasureFactory, OrganisationFactory, PlannedCostFactory
from tests.factories.budget_town import budget_town

TERMS = MeasureTerms("Lesing i alle fag", "in_service_measure", "Lærere", 2026)


@pytest.fixture
def town(db, clock):
    return budget_town()


def refused(act):
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.answer.code


def seen_by(town, key):
    return set(measures_visible_to(viewer_of(town.user(key), day=today())).values_list("title", flat=True))


def test_a_measure_goes_through_its_statuses_and_says_why_it_is_cancelled(town):
    who = {"by": town.user("siri"), "at": now()}
    made = propose_measure(owner=town.owner, terms=TERMS, **who)

    for to in (M.ADOPTED, M.STARTED):
        take_measure_on(measure=made, to=to, **who)

    assert refused(lambda: take_measure_on(measure=made, to=M.CANCELLED, **who)) == "why_missing"
    assert refused(lambda: take_measure_on(measure=made, to=M.ADOPTED, **who)) == "not_from_this_status"
    take_measure_on(measure=made, to=M.COMPLETED, **who)
    assert made.status == M.COMPLETED


def test_per_sees_what_is_settled_at_his_school_and_ola_sees_nothing(town):
    another = OrganisationFactory(parent=town.owner)
    here = MeasureFactory(owner=town.owner, title="Her", adopted=True)
    here.schools.add(town.school)
    MeasureFactory(owner=town.owner, title="Alle", started=True)
    MeasureFactory(owner=town.owner, title="Foreslått")
    MeasureFactory(owner=town.owner, title="Et annet sted", adopted=True).schools.add(another)
    MeasureFactory(title="Hos en annen eier", adopted=True)

    assert seen_by(town, "per") == {"Her", "Alle"}
    assert seen_by(town, "siri") == seen_by(town, "leif") == {"Her", "Alle", "Foreslått", "Et annet sted"}
    assert seen_by(town, "ola") == set()


def test_the_programme_sums_substitutes_and_other_costs_and_leaves_out_what_is_cancelled(town):
    viewer = viewer_of(town.user("siri"), day=today())
    going, gone = MeasureFactory(owner=town.owner), MeasureFactory(owner=town.owner, cancelled=True)
    for measure, cost, amount in (
        (going, "substitutes", 70),
        (going, "travel", 20),
        (going, "stay", 10),
        (gone, "travel", 9),
    ):
        PlannedCostFactory(owner=town.owner, measure=measure, cost=cost, amount=amount, purpose="in_service",
                           in_calendar_year=True)  # fmt: skip

    [row] = programme(viewer=viewer, owner=town.owner).sums

    assert (row.purpose, row.substitutes, row.other, row.total) == ("in_service", 70, 30, 100)


def test_a_measure_is_at_the_owners_own_schools(town):
    terms = MeasureTerms(**{**vars(TERMS), "schools": (OrganisationFactory(),)})

    assert (
        refused(lambda: propose_measure(owner=town.owner, terms=terms, by=town.user("siri"), at=now()))
        == "anothers_school"
    )


def test_ola_may_not_touch_siris_measure(town):
    made = MeasureFactory(owner=town.owner)
    who = {"by": town.user("ola"), "at": now()}

    assert refused(lambda: change_measure(measure=made, terms=TERMS, **who)) == "not_your_owner"
    assert refused(lambda: attach(measure=made, name="a.pdf", content=PAPER, **who)) == "not_your_owner"


def test_a_paper_is_kept_once_under_a_plain_name_and_can_be_taken_out(town):
    made, who = MeasureFactory(owner=town.owner), {"by": town.user("siri"), "at": now()}
    viewer = viewer_of(town.user("siri"), day=today())

    paper = attach(measure=made, name="..\\..\\hemmelig/Plan <1>.exe", content=PAPER, **who)

    assert paper.name == "Plan 1.pdf"
    assert refused(lambda: attach(measure=made, name="b.pdf", content=PAPER, **who)) == "already_attached"
    detach(attachment=paper, **who)
    assert not attachments_visible_to(viewer).exists()
