"""A run from calculation to decision: two people, the same bytes again, and nothing that changes afterwards."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application, Round
from pafyll.apps.applications.queries.round_files import round_files, unzipped, zipped
from pafyll.apps.applications.queries.tables import tables_of_round
from pafyll.apps.applications.services.allocating import (
    check_again,
    delete_scenario,
    discard_run,
    replay,
    review_run,
    run_allocation,
    save_scenario,
)
from pafyll.apps.applications.services.calculating import calculate
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.applications.services.results_mail import tell_results, told_so_far
from pafyll.apps.casework.models import Decision, Event, Mail
from pafyll.apps.documents.models import Document
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    OrganisationFactory,
    OwnerFrameFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    StudyOfferFactory,
    fund,
)

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 20, 10, tzinfo=OSLO)
APRIL = datetime(2026, 4, 22, 10, tzinfo=OSLO)


@pytest.fixture
def ada():
    return RoleGrantFactory(directorate_officer=True).person.user


@pytest.fixture
def idar():
    return RoleGrantFactory(directorate_decider=True).person.user


@pytest.fixture
def round():
    """Two owners, one offer of three places and one of two, five ranked applicants and one that waits."""
    made = RoundFactory(announced_draw=True)
    RoundRateFactory(round=made)
    RoundRateFactory(round=made, owner_pays=True)
    RoundRateFactory(round=made, scholarship=True)
    few, more = StudyOfferFactory(capacity=3), StudyOfferFactory(capacity=2, programme__subject="music")
    fjordvik, storby = OrganisationFactory(), OrganisationFactory()
    for school in (fjordvik, fjordvik, storby, storby):
        ApplicationFactory(ranked=True, round=made, school=school, offer_1=few, travel_1=5001)
    ApplicationFactory(
        ranked=True, round=made, school=storby, offer_1=few, offer_2=more, scheme_1="scholarship", scheme_2="substitute"
    )
    ApplicationFactory(stated=True, round=made, school=storby, offer_1=few)
    OwnerFrameFactory(round=made, owner=fjordvik.parent, quota=1)
    fund(made)
    return made


@pytest.fixture
def run(round, ada):
    return run_allocation(round=round, by=ada, at=MARCH)


@pytest.fixture
def reviewed(run, ada):
    return review_run(run=run, by=ada, at=MARCH, note="Gått gjennom ti begrunnelser")


def code_of(act, **arguments):
    with pytest.raises(Refusal) as refused:
        act(**arguments)
    return refused.value.answer.code


def as_stored(run):
    """Everything that a run says, as it lies in the database. When somebody was told is no part of the decision."""
    fresh = AllocationRun.objects.filter(pk=run.pk).values().get()
    rows = list(AllocationResult.objects.filter(run=run).order_by("pk").values())
    decisions = [{**row, "notified_at": None} for row in Decision.objects.order_by("pk").values()]
    return fresh | {"input_files": bytes(fresh["input_files"])}, rows, decisions


# Before the run


def test_a_run_waits_until_the_owners_deadline_is_over(round, ada):
    a_second_before = round.owner_closes_at.replace(day=15, hour=23)

    assert code_of(run_allocation, round=round, by=ada, at=a_second_before) == "owners_still_work"


def test_a_run_needs_an_announced_draw(round, ada):
    Round.objects.update(draw_announced_at=None)
    round.refresh_from_db()

    assert code_of(run_allocation, round=round, by=ada, at=MARCH) == "draw_not_announced"


def test_a_missing_rate_is_named_and_nothing_is_stored(round, ada):
    round.rates.filter(scheme="scholarship").delete()

    assert code_of(run_allocation, round=round, by=ada, at=MARCH) == "rate_missing"
    assert not AllocationRun.objects.exists()


def test_a_case_officer_with_an_application_of_her_own_is_disqualified(round, ada):
    ApplicationFactory(round=round, person=ada.person)

    assert code_of(run_allocation, round=round, by=ada, at=MARCH) == "disqualified"


def test_a_school_owner_may_not_run_the_allocation(round):
    siri = RoleGrantFactory(owner_officer=True).person.user

    assert code_of(run_allocation, round=round, by=siri, at=MARCH) == "not_directorate"


# The run


def test_only_ranked_applications_take_part_and_each_gets_a_chain(run):
    assert run.results.count() == 5
    assert run.protocol["totals"]["applicants"] == 5
    assert run.protocol["audit"] == {"is_clean": True, "faults": [], "checked": run.protocol["audit"]["checked"]}
    for result in run.results.all():
        assert result.chain["application_id"] == result.application.number
        assert result.chain["result"] == ("granted" if result.is_granted else "refused")
        assert result.chain["steps"]


def test_a_chain_calls_the_offer_what_the_catalogue_calls_it_and_keeps_the_code(run):
    step = run.results.filter(is_granted=True).first().chain["steps"][-1]
    offer = run.results.filter(is_granted=True).first().offer

    assert step["facts"]["offer"] == f"{offer.programme.name}, {offer.programme.provider.name}"
    assert step["facts"]["offer_code"] == offer.code
    assert offer.programme.name in step["text"]


def test_those_without_a_place_stand_on_the_reserve_list_without_gaps_or_ties(run):
    refused = run.results.filter(is_granted=False)

    assert refused.exists()
    assert sorted(refused.values_list("reserve_position", flat=True)) == list(range(1, refused.count() + 1))
    assert not run.results.filter(is_granted=True, reserve_position__isnull=False).exists()


def test_the_quota_of_an_owner_is_kept(run, round):
    frame = round.frames.get()

    assert run.results.filter(is_granted=True, application__owner=frame.owner).count() <= 1


def test_two_runs_of_the_same_round_are_the_same(round, ada):
    first, second = (run_allocation(round=round, by=ada, at=MARCH) for _ in range(2))

    assert bytes(first.input_files) == bytes(second.input_files)
    assert (first.input_hash, first.rules_hash, first.outcome_hash) == (
        second.input_hash,
        second.rules_hash,
        second.outcome_hash,
    )
    columns = ("application", "is_granted", "offer", "scheme", "choice", "state_amount", "owner_amount", "chain")
    assert list(first.results.values(*columns)) == list(second.results.values(*columns))
    assert first.protocol == second.protocol


def test_the_stored_files_give_the_same_run_again(run):
    tables, seed = unzipped(run.input_files)

    assert calculate(tables, seed).hashes() == {
        "input_hash": run.input_hash,
        "rules_hash": run.rules_hash,
        "outcome_hash": run.outcome_hash,
    }
    assert zipped(round_files(tables, seed)) == bytes(run.input_files)


def test_an_owners_ranks_are_closed_up_when_a_teacher_withdraws(round):
    first = Application.objects.filter(round=round, status="ranked").order_by("pk").first()
    Application.objects.filter(pk=first.pk).update(status="withdrawn")

    ranks = tables_of_round(round).applications.filter(owner_id=first.owner.number)["owner_rank"]

    assert sorted(ranks) == list(range(1, len(ranks) + 1))


def test_an_offer_that_was_cancelled_keeps_its_wishes_and_has_no_places(round, ada):
    offer = Application.objects.filter(offer_2__isnull=True).first().offer_1
    type(offer).objects.filter(pk=offer.pk).update(status="cancelled")

    run = run_allocation(round=round, by=ada, at=MARCH)

    assert not run.results.filter(offer=offer).exists()
    steps = {step["code"]: step["facts"] for step in run.results.first().chain["steps"]}
    assert steps["refused_offer_capacity"]["size"] == 0


def test_another_study_is_granted_without_places_being_counted(round, ada):
    for _ in range(2):
        ApplicationFactory(ranked=True, other_study=True, round=round, school__parent__teacher_fte_hundredths=100)

    run = run_allocation(round=round, by=ada, at=MARCH)

    others = run.results.filter(application__offer_1=None)
    assert [(row.is_granted, row.offer, row.choice) for row in others] == [(True, None, 1)] * 2


# Review and decision: two people


def test_a_run_is_decided_by_someone_who_neither_ran_nor_reviewed_it(reviewed, idar):
    decide_run(run=reviewed, by=idar, at=APRIL)

    reviewed.refresh_from_db()
    assert (reviewed.status, reviewed.decided_by) == (RunStatus.DECIDED, idar)
    assert reviewed.run_by != reviewed.decided_by != reviewed.reviewed_by


def test_the_one_who_reviewed_may_not_decide(run, idar):
    review_run(run=run, by=idar, at=MARCH)

    assert code_of(decide_run, run=run, by=idar, at=APRIL) == "same_person_reviewed"
    assert AllocationRun.objects.get(pk=run.pk).status == RunStatus.REVIEWED


def test_the_one_who_ran_may_not_decide(round, idar, ada):
    run = run_allocation(round=round, by=idar, at=MARCH)
    review_run(run=run, by=ada, at=MARCH)

    assert code_of(decide_run, run=run, by=idar, at=APRIL) == "same_person_ran"
    assert not Decision.objects.exists()


def test_a_case_officer_without_authority_may_not_decide(reviewed):
    other_officer = RoleGrantFactory(directorate_officer=True).person.user

    assert code_of(decide_run, run=reviewed, by=other_officer, at=APRIL) == "not_decider"


def test_a_decider_whose_authority_has_ended_may_not_decide(reviewed):
    former = RoleGrantFactory(directorate_decider=True, ended=True).person.user

    assert code_of(decide_run, run=reviewed, by=former, at=APRIL) == "not_decider"


def test_a_run_that_is_not_reviewed_is_not_decided(run, idar):
    assert code_of(decide_run, run=run, by=idar, at=APRIL) == "not_reviewed"


def test_a_run_with_audit_faults_is_not_reviewed(run, ada):
    run.protocol["audit"] = {"is_clean": False, "faults": ["2026-00001 …"], "checked": {}}
    run.save()

    assert code_of(review_run, run=run, by=ada, at=MARCH) == "audit_found_faults"


def test_a_run_is_not_decided_when_somebody_has_withdrawn_since(reviewed, idar):
    last = Application.objects.filter(status="ranked").order_by("pk").last()
    Application.objects.filter(pk=last.pk).update(status="withdrawn")

    assert code_of(decide_run, run=reviewed, by=idar, at=APRIL) == "input_changed"
    assert Round.objects.get().status == RoundStatus.OPEN


@pytest.mark.parametrize("tampering", ["row", "hash", "files"])
def test_a_run_that_was_tampered_with_is_not_decided(reviewed, idar, tampering):
    if tampering == "row":
        reviewed.results.filter(is_granted=False).update(is_granted=True, scheme="substitute")
    elif tampering == "hash":
        AllocationRun.objects.update(outcome_hash="0" * 64)
    else:
        tables, seed = unzipped(reviewed.input_files)
        changed = tables.changed(Changes(without_quotas=True))
        AllocationRun.objects.update(input_files=zipped(round_files(changed, seed)))
    reviewed.refresh_from_db()

    assert code_of(decide_run, run=reviewed, by=idar, at=APRIL) == "replay_differs"
    assert not Decision.objects.exists()


def test_two_deciders_at_once_give_one_decision(reviewed, idar):
    stale = AllocationRun.objects.get(pk=reviewed.pk)
    decide_run(run=reviewed, by=idar, at=APRIL)

    with pytest.raises(Refusal):
        decide_run(run=stale, by=idar, at=APRIL)

    assert Decision.objects.filter(kind="place").count() == 5


# What the decision does


def test_everyone_gets_an_outcome_a_decision_with_grounds_and_an_event(reviewed, idar, round):
    decide_run(run=reviewed, by=idar, at=APRIL)

    round.refresh_from_db()
    assert round.status == RoundStatus.ALLOCATED
    for result in reviewed.results.select_related("application"):
        decision = Decision.objects.get(about=result.application.about)
        wanted = "granted" if result.is_granted else "refused"
        assert (result.application.status, decision.outcome) == (wanted, wanted)
        assert decision.grounds["steps"] == result.chain["steps"]
        assert decision.grounds["outcome_hash"] == reviewed.outcome_hash
        assert Event.objects.filter(about=result.application.about, after=wanted, by=idar).exists()
        assert decision.case_number.startswith("2026/")


def test_the_lines_of_money_add_up_to_what_the_run_spent(reviewed, idar):
    decide_run(run=reviewed, by=idar, at=APRIL)

    for result in reviewed.results.filter(is_granted=True):
        lines = Decision.objects.get(about=result.application.about).lines
        by_payer = {who: sum(line["amount"] for line in lines if line["payer"] == who) for who in ("state", "owner")}
        assert by_payer == {"state": result.state_amount, "owner": result.owner_amount}
        assert all(line["source"] and line["because"] for line in lines)
    assert all(decision.lines == [] for decision in Decision.objects.filter(outcome="refused"))


def test_what_the_owner_did_not_handle_lapses(reviewed, idar):
    waiting = Application.objects.get(status="stated")

    decide_run(run=reviewed, by=idar, at=APRIL)

    waiting.refresh_from_db()
    assert waiting.status == ApplicationStatus.LAPSED
    assert not Decision.objects.filter(about=waiting.about).exists()


def test_everyone_and_each_owner_is_mailed_once(reviewed, idar, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        decide_run(run=reviewed, by=idar, at=APRIL)

    applicants = {result.application.person.email for result in reviewed.results.all()}
    sent_to = list(Mail.objects.values_list("address", flat=True))
    assert applicants <= set(sent_to)
    assert not Mail.objects.filter(letter="applications/owner_results").exists()  # owners have no address here
    assert told_so_far(reviewed) == 5
    before = Mail.objects.count()
    assert tell_results(run=reviewed, by=idar, at=APRIL) == 0
    assert Mail.objects.count() == before


def test_each_owner_with_an_address_gets_one_mail_with_its_own_numbers(reviewed, idar):
    owner = reviewed.results.first().application.owner
    type(owner).objects.filter(pk=owner.pk).update(email="post@kommune.example.no")

    decide_run(run=reviewed, by=idar, at=APRIL)
    tell_results(run=reviewed, by=idar, at=APRIL)

    [letter] = Mail.objects.filter(address="post@kommune.example.no")
    assert "1 av 2 søknader fra dere er innvilget" in letter.text


def test_telling_that_stopped_in_the_middle_goes_on_where_it_stopped(reviewed, idar, monkeypatch):
    monkeypatch.setattr("pafyll.apps.applications.services.results_mail.BATCH", 2)
    decide_run(run=reviewed, by=idar, at=APRIL)

    assert [tell_results(run=reviewed, by=idar, at=APRIL, at_most=2) for _ in range(3)] == [2, 2, 1]

    told = list(Mail.objects.exclude(letter="applications/lapsed").values_list("address", flat=True))
    assert len(told) == len(set(told)) == 5


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_letter_is_set_the_first_time_and_the_same_afterwards(reviewed, idar, language):
    decide_run(run=reviewed, by=idar, at=APRIL)

    for outcome in ("granted", "refused"):
        decision = Decision.objects.filter(outcome=outcome).first()
        first = letter_of(decision=decision, by=idar, at=APRIL, language=language)
        again = letter_of(decision=decision, by=idar, at=APRIL, language=language)
        assert first.pk == again.pk
        assert first.kind == f"place_{outcome}"
        assert decision.case_number in first.text
    assert Document.objects.count() == 2


# Scenarios


def test_a_scenario_is_locked_when_it_is_run_and_cannot_be_removed(round, ada):
    scenario = save_scenario(
        round=round, name="Flere plasser", changes=Changes(capacity_percent={"mathematics": 200}), by=ada, at=MARCH
    )

    run = run_allocation(round=round, scenario=scenario, by=ada, at=MARCH)

    scenario.refresh_from_db()
    assert scenario.is_locked
    assert run.scenario == scenario
    assert replay(run)
    assert code_of(delete_scenario, scenario=scenario, by=ada, at=MARCH) == "scenario_locked"


def test_a_run_under_other_rules_than_the_published_can_only_be_compared(round, ada):
    scenario = save_scenario(round=round, name="Uten kvoter", changes=Changes(without_quotas=True), by=ada, at=MARCH)
    run = run_allocation(round=round, scenario=scenario, by=ada, at=MARCH)

    assert code_of(review_run, run=run, by=ada, at=MARCH) == "other_rules"


def test_a_scenario_that_changes_nothing_is_not_kept(round, ada):
    assert code_of(save_scenario, round=round, name="Tomt", changes=Changes(), by=ada, at=MARCH) == "nothing_changed"


def test_a_scenario_whose_rules_do_not_hold_together_is_refused(round, ada):
    last_first = Changes(tier_order=("remainder",))

    assert code_of(save_scenario, round=round, name="Feil", changes=last_first, by=ada, at=MARCH) == "impossible_rules"


# After the decision nothing changes


ACTIONS = {
    "review": lambda run, who: review_run(run=run, by=who, at=APRIL),
    "decide": lambda run, who: decide_run(run=run, by=who, at=APRIL),
    "discard": lambda run, who: discard_run(run=run, by=who, at=APRIL, why="Prøver"),
    "run": lambda run, who: run_allocation(round=run.round, by=who, at=APRIL),
    "replay": lambda run, who: check_again(run=run, by=who, at=APRIL),
    "letter": lambda run, who: letter_of(decision=Decision.objects.filter(kind="place").first(), by=who, at=APRIL),
    "tell": lambda run, who: tell_results(run=run, by=who, at=APRIL),
}


@pytest.fixture
def decided(reviewed, idar):
    run = decide_run(run=reviewed, by=idar, at=APRIL)
    for decision in Decision.objects.filter(kind="place"):
        letter_of(decision=decision, by=idar, at=APRIL)
    return run


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(steps=st.lists(st.sampled_from(sorted(ACTIONS)), min_size=1, max_size=6), as_decider=st.booleans())
def test_whatever_is_tried_afterwards_a_decided_run_stays_as_it_was(decided, ada, idar, steps, as_decider):
    before = as_stored(decided)

    for step in steps:
        run = AllocationRun.objects.get(pk=decided.pk)
        try:
            ACTIONS[step](run, idar if as_decider else ada)
        except Refusal:
            continue

    assert as_stored(decided) == before
    assert AllocationRun.objects.count() == 1
