"""The nation: its numbers are the printed ones, and its one round can be allocated."""

from __future__ import annotations

import shlex
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Max
from typer.testing import CliRunner

from pafyll.apps.applications.models import (
    Application,
    ApplicationVersion,
    OwnerApproval,
    OwnerFrame,
    RankingEntry,
    Round,
)
from pafyll.apps.applications.queries.round_files import round_files
from pafyll.apps.applications.queries.tables import tables_of_round
from pafyll.apps.applications.services.receipts import is_untouched
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.planning.models import SubjectTaught
from pafyll.cli.app import app
from pafyll.devtools.seed.fingerprint import own_models, table_fingerprint
from pafyll.devtools.seed.nation.counties import (
    APPLICANTS_2017,
    OUTSIDE_THE_COUNTIES,
    PRINTED_TOTAL,
    weights_by_county,
)
from pafyll.devtools.seed.nation.sizes import FULL, SHORT
from pafyll.devtools.seed.nation.subjects import applicants_by_subject
from pafyll.domain.allocation import allocate, audit, outcome_fingerprint
from pafyll.domain.values import shared_by_weight

Kind = Organisation.Kind


@pytest.fixture(scope="module")
def short_nation(django_db_setup, django_db_blocker):
    """The short form, planted once for the module in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", "--size", "short-nation", "--replace", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nation(short_nation, db):
    """The short nation; what a test changes is gone afterwards."""


def test_the_county_table_sums_to_the_printed_total():
    assert sum(number for _, number, _ in APPLICANTS_2017) + OUTSIDE_THE_COUNTIES == PRINTED_TOTAL
    assert len(weights_by_county()) == 15


def test_all_who_applied_have_a_subject_and_the_printed_ones_are_kept():
    subjects = applicants_by_subject(FULL.applicants)

    assert sum(subjects.values()) == 10_147
    assert (subjects["mathematics"], subjects["norwegian"], subjects["english"]) == (2059, 1746, 1678)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.MUNICIPALITY, 357),
        (Kind.COUNTY_AUTHORITY, 15),
        (Kind.PRIVATE_OWNER, SHORT.private_owners),
        (Kind.SCHOOL, SHORT.schools),
        (Kind.PROVIDER, SHORT.providers),
    ],
)
def test_there_are_so_many_of_each_kind(nation, kind, number):
    assert Organisation.objects.filter(kind=kind).count() == number


def test_every_teacher_has_a_job_and_every_school_an_owner(nation):
    assert Employment.objects.count() == SHORT.teachers
    assert Person.objects.filter(employments__isnull=False).distinct().count() == SHORT.teachers
    assert not Organisation.objects.filter(kind=Kind.SCHOOL, parent=None).exists()


def test_applicants_follow_the_county_table(nation):
    weights = weights_by_county()
    expected = dict(zip(weights, shared_by_weight(SHORT.applicants, list(weights.values())), strict=True))
    found = Application.objects.order_by().values_list("owner__county_code").annotate(n=Count("pk"))

    assert dict(found) == {county: number for county, number in expected.items() if number}


def test_so_many_are_approved_and_ranked_and_the_rest_rejected_with_a_reason(nation):
    assert RankingEntry.objects.count() == SHORT.approved
    assert Application.objects.filter(status="ranked").count() == SHORT.approved
    rejected = OwnerApproval.objects.filter(approved=False)
    assert rejected.count() == SHORT.applicants - SHORT.approved
    assert not rejected.filter(reason_code="").exists()


def test_no_list_has_ties_or_gaps(nation):
    lists = (
        RankingEntry.objects.order_by()
        .values("ranking")
        .annotate(rows=Count("pk"), different=Count("position", distinct=True), last=Max("position"))
    )

    assert [row for row in lists if not row["rows"] == row["different"] == row["last"]] == []


def test_everyone_is_ranked_by_her_own_owner(nation):
    strangers = RankingEntry.objects.exclude(application__owner=F("ranking__owner"))

    assert not strangers.exists()


def test_the_round_can_be_allocated_and_the_limits_bind(nation):
    tables = tables_of_round(Round.objects.get())
    problem = tables.problem()

    outcome = allocate(problem, tables.rules, "a draw")

    assert audit(problem, tables.rules, "a draw", outcome)
    assert SHORT.approved // 3 < outcome.placed < SHORT.approved
    assert OwnerFrame.objects.filter(quota__isnull=False).exists()
    assert not StudyOffer.objects.filter(capacity=0).exists()


def test_a_receipt_of_the_nation_reads_like_one_that_a_teacher_sent(nation):
    version = ApplicationVersion.objects.select_related("application__person").first()

    known = version.content["known_facts"]["subjects"]
    taught = SubjectTaught.objects.filter(person=version.application.person)
    assert is_untouched(version)
    assert {(row["subject"], Decimal(row["hours"])) for row in known} == set(
        taught.values_list("subject", "hours_per_week")
    )


def test_the_same_seed_gives_the_same_nation(nation):
    before = [table_fingerprint(model) for model in own_models()]

    call_command("seed", "--size", "short-nation", "--replace", verbosity=0)

    assert [table_fingerprint(model) for model in own_models()] == before


def test_keys_run_on_after_those_that_the_seed_gave(nation):
    last = Person.objects.aggregate(last=Max("pk"))["last"]

    assert Person.objects.create(first_name="Ny", last_name="Lærer").pk == last + 1


def test_the_command_line_takes_the_nations_files_and_gives_the_webs_outcome(nation, tmp_path, monkeypatch):
    tables = tables_of_round(Round.objects.get())
    for name, content in round_files(tables, "Nasjonen").items():
        (tmp_path / name).write_bytes(content)
    problem = tables.problem()
    from_the_web = outcome_fingerprint(problem, allocate(problem, tables.rules, "Nasjonen"))

    monkeypatch.chdir(tmp_path)
    command = shlex.split((tmp_path / "command.txt").read_text(encoding="utf-8"))
    result = CliRunner().invoke(app, [*command[1:], "--no-bound"])

    assert result.exit_code == 0, result.output
    assert from_the_web in (tmp_path / "results" / "run.json").read_text(encoding="utf-8")
