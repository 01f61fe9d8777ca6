"""What reaches the planner from the records: who leaves, who goes together, who was refused; and what comes back."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import Refusal
from pafyll.apps.planning.models import ImportedPerson, PlanLine, PlanRun, StaffImport
from pafyll.apps.planning.queries.leaving import leaving_before_start, leaving_for
from pafyll.apps.planning.queries.plans import last_run
from pafyll.apps.planning.services.assuming import assume
from pafyll.apps.planning.services.companions import end_companions, name_companions
from pafyll.apps.planning.services.gathering import gathered_for
from pafyll.apps.planning.services.importing import staging
from pafyll.apps.planning.services.importing.applying import apply_preview
from pafyll.apps.planning.services.importing.forgetting import DAYS, forget
from pafyll.apps.planning.services.importing.undoing import undo
from pafyll.apps.planning.services.plan_computing import compute_now
from pafyll.apps.planning.services.plans import change_money, propose_plan, take_out_of_case
from pafyll.apps.planning.services.wishing import Wish, add_wish
from tests.apps.planning.importing import municipality
from tests.apps.planning.small_owner import COST, small_owner
from tests.factories import ApplicationFactory, JobFactory, RoleGrantFactory
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db
EXAMPLES = 10_000 if os.environ.get("PAFYLL_LONG") else 4


@pytest.fixture
def fjordvik():
    return small_owner()


@pytest.fixture
def per(fjordvik):
    return RoleGrantFactory(principal=True, organisation=fjordvik.school).person.user


def problem(plan):
    return gathered_for(plan, day=TODAY).problem


def computed(fjordvik, kroner, why=""):
    plan = fjordvik.plan()
    told = {"source": "Budsjettet", "by": fjordvik.siri.user, "at": NOW}
    for year in range(2026, 2031):
        change_money(plan=plan, budget_year=year, amount=kroner, **told)
    return plan, compute_now(plan=plan, by=fjordvik.siri.user, at=NOW, why=why)


def test_a_plan_without_an_age_of_its_own_goes_by_the_owners_assumption(fjordvik):
    first = fjordvik.teachers[0]
    type(first).objects.filter(pk=first.pk).update(birth_year=1966)
    last_years = {one.id: one.last_year for one in problem(fjordvik.plan()).people}
    assert last_years[str(first.pk)].start == 2027  # 62, where Påfyll begins

    assume(
        owner=fjordvik.owner, age=64, years=5, percent=10, grounds="Slik har det vært.", by=fjordvik.siri.user, at=NOW
    )

    plan, own = fjordvik.plan(), fjordvik.plan(retires_at=70)
    assert next(one.last_year.start for one in problem(plan).people if one.id == str(first.pk)) == 2029
    assert next(one.last_year.start for one in problem(own).people if one.id == str(first.pk)) == 2035
    found = leaving_for(plan, day=TODAY)
    assert (found.age_by, found.grounds, found.part_by, found.left) == ("owner", "Slik har det vært.", "owner", 10)
    assert leaving_for(own, day=TODAY).age_by == "plan"


def test_a_run_keeps_what_it_reckoned_with_and_says_how_many_of_the_planned_will_have_left(fjordvik):
    assume(owner=fjordvik.owner, age=67, years=5, percent=50, grounds="x", by=fjordvik.siri.user, at=NOW)
    _plan, run = computed(fjordvik, 3 * COST)
    assume(owner=fjordvik.owner, age=60, years=5, percent=0, grounds="y", by=fjordvik.siri.user, at=NOW)

    assumed, count = leaving_before_start(PlanRun.objects.get(pk=run.pk))

    assert (assumed["age"], assumed["left"]) == (67, 50)
    years = run.lines.values_list("school_year", flat=True)
    assert count == int(sum(1 - 0.5 ** (year - 2025) for year in years) + 0.5) > 0


def test_more_than_half_leaving_in_a_year_is_refused(fjordvik):
    with pytest.raises(Refusal, match="percent_out_of_range"):
        assume(owner=fjordvik.owner, age=64, years=5, percent=51, grounds="x", by=fjordvik.siri.user, at=NOW)


def test_those_whom_the_principal_names_and_those_who_tick_for_it_reach_the_planner(fjordvik, per):
    one, two, three = fjordvik.teachers
    plan = fjordvik.plan()
    assert problem(plan).companions == ()

    group = name_companions(
        school=fjordvik.school, subject="mathematics", people=[one, two], why="Samme trinn.", by=per, at=NOW
    )
    add_wish(wish=Wish("english", 2026, with_others=True), by=two.user, at=NOW)
    add_wish(wish=Wish("english", 2026, with_others=True), by=three.user, at=NOW)
    add_wish(wish=Wish("english", 2026), by=one.user, at=NOW)

    found = {(together.subject, together.people) for together in problem(plan).companions}
    assert found == {
        ("mathematics", (str(one.pk), str(two.pk))),
        ("english", (str(two.pk), str(three.pk))),
    }
    end_companions(group=group, by=per, at=NOW)
    assert [together.subject for together in problem(plan).companions] == ["english"]


def test_a_group_is_of_two_at_the_school_in_one_subject_and_named_by_its_principal(fjordvik, per):
    told = {"school": fjordvik.school, "why": "x", "at": NOW}
    pair = fjordvik.teachers[:2]
    with pytest.raises(Refusal, match="too_few"):
        name_companions(**told, subject="mathematics", people=pair[:1], by=per)
    with pytest.raises(Refusal, match="not_employed_here"):
        name_companions(**told, subject="mathematics", people=[*pair, fjordvik.siri], by=per)
    with pytest.raises(Refusal, match="not_your_school"):
        name_companions(**told, subject="mathematics", people=pair, by=RoleGrantFactory(principal=True).person.user)
    name_companions(**told, subject="mathematics", people=pair, by=per)
    with pytest.raises(Refusal, match="has_group"):
        name_companions(**told, subject="mathematics", people=pair, by=per)


def test_earlier_refusals_reach_the_planner(fjordvik):
    last = fjordvik.teachers[-1]
    for refused in ("refused", "rejected"):
        ApplicationFactory(person=last, school=fjordvik.school, owner=fjordvik.owner, **{refused: True})

    refusals = {one.id: one.refusals for one in problem(fjordvik.plan()).people}

    assert refusals[str(last.pk)] == 2
    assert sum(refusals.values()) == 2


def test_the_database_refuses_to_change_what_is_computed(fjordvik):
    _plan, run = computed(fjordvik, COST)
    assert run.lines.exists()

    for rows, change in ((PlanRun.objects.filter(pk=run.pk), {"why": "x"}), (run.lines.all(), {"school_year": 2030})):
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
            rows.update(**change)
    assert PlanLine.objects.filter(run=run, school_year=2030).count() == 0


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(kroner=st.integers(0, 4).map(lambda times: times * COST // 2))
def test_computing_again_after_nothing_moves_nobody_and_the_costs_are_the_sum_of_the_lines(kroner):
    with transaction.atomic():
        fjordvik = small_owner()
        plan, first = computed(fjordvik, kroner)
        second = compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)

        assert not second.moves.exists()
        said = [sorted(run.lines.values_list("person", "subject", "school_year")) for run in (first, second)]
        assert said[0] == said[1]
        total = sum(line.cost for line in second.lines.all())
        for view in ("by_budget_year", "by_school_year"):
            assert sum(amount for _year, _payer, amount in second.result[view]) == total == second.result["total"]
        transaction.set_rollback(True)


def test_a_plan_is_laid_before_the_politicians_when_it_is_computed_and_taken_out_again(fjordvik):
    plan, by = fjordvik.plan(), fjordvik.siri.user
    with pytest.raises(Refusal):
        propose_plan(plan=plan, case_number="2026/7", by=by, at=NOW)
    plan, _run = computed(fjordvik, COST)

    propose_plan(plan=plan, case_number="2026/7", by=by, at=NOW)
    assert (plan.status, plan.case_number) == ("proposed", "2026/7")
    take_out_of_case(plan=plan, by=by, at=NOW, why="Saken er utsatt.")

    assert plan.status == "computed"
    assert last_run(plan) is not None
    with pytest.raises(Refusal, match="not_in_a_case"):
        take_out_of_case(plan=plan, by=by, at=NOW, why="x")


class Crash(Exception):
    """The worker died."""


class Reporting:
    """Lets the work go on so many times; then the worker dies."""

    def __init__(self, times):
        self.left = times

    def __call__(self, done, total, text=""):
        self.left -= 1
        if self.left < 0:
            raise Crash

    def finish(self, result=None):
        self.left = 0


def test_a_crash_while_a_file_is_read_in_goes_on_where_it_stopped_and_the_undo_is_whole(monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 2)
    town = municipality()
    kept = town.previewed(*(f"{number};Kari{number};Nord;;@;100;Norsk;1-7;9;60" for number in range(6)))
    job = JobFactory(kind="staff_apply", about=kept.about, arguments={"import": kept.pk}, started_by=town.siri)
    Job.objects.filter(pk=job.pk).update(status="done")

    with pytest.raises(Crash):
        apply_preview(job, Reporting(5))  # three looks, two batches begun
    written = ImportedPerson.objects.filter(staff_import=kept, is_written=True).count()
    assert (StaffImport.objects.get(pk=kept.pk).status, written) == ("writing", 4)

    apply_preview(job, Reporting(99))

    kept.refresh_from_db()
    assert (kept.status, kept.counts["people_written"], kept.counts["new"]) == ("done", 6, 6)
    undo(staff_import=kept, by=town.siri, at=NOW)
    kept.refresh_from_db()
    assert (kept.status, town.school.employments.count()) == ("undone", 0)


def test_somebody_who_is_changed_by_others_meanwhile_is_held_out_whole(monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 1)
    town = municipality()
    kari = town.teacher("Kari", "Nord", email="kari@example.no")
    row = "1;Kari;Nordvik;kari(at)example.no;@;100;Norsk;1-7;9;60"
    kept = town.previewed(row, "2;Jonas;Vik;;@;100;Norsk;1-7;9;60")
    job = JobFactory(kind="staff_apply", about=kept.about, arguments={"import": kept.pk}, started_by=town.siri)

    class Meanwhile(Reporting):
        def __call__(self, done, total, text=""):
            self.left += 1
            if self.left == 3:  # looked at twice, and the writing begins
                type(kari).objects.filter(pk=kari.pk).update(last_name="Sør")

    apply_preview(job, Meanwhile(0))

    kept.refresh_from_db()
    kari.refresh_from_db()
    assert (kept.status, kept.counts["held"], kept.counts["new"], kari.last_name) == ("done", 1, 1, "Sør")


def test_a_file_that_nobody_confirms_is_removed_after_its_time(clock):
    town = municipality()
    kept = town.previewed("1;Kari;Nord;;@;100;Norsk;1-7;9;60")
    assert forget(at=NOW + timedelta(days=DAYS - 1)) == 0

    assert forget(at=NOW + timedelta(days=DAYS)) == 1

    kept.refresh_from_db()
    assert (kept.status, kept.content, kept.people.count()) == ("abandoned", None, 0)
    assert forget(at=NOW + timedelta(days=DAYS)) == 0


def test_the_command_shows_what_has_waited_and_removes_it_on_request(clock, capsys):
    kept = municipality().previewed("1;Kari;Nord;;@;100;Norsk;1-7;9;60")
    StaffImport.objects.filter(pk=kept.pk).update(uploaded_at=NOW - timedelta(days=DAYS + 300))

    call_command("forget_staff_files")
    assert StaffImport.objects.get(pk=kept.pk).status == "previewed"
    call_command("forget_staff_files", remove=True)

    assert StaffImport.objects.get(pk=kept.pk).status == "abandoned"
    assert "ansatte.csv" in capsys.readouterr().out
