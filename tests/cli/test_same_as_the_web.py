"""The same round gives the same outcome from the web and from the command line."""

from __future__ import annotations

import io
import shlex
import zipfile

import polars as pl
import pytest
from django.urls import reverse
from typer.testing import CliRunner

from pafyll.apps.applications.models import AllocationRun, Round, Scenario
from pafyll.apps.applications.queries.groups import labels_of
from pafyll.apps.applications.queries.round_files import round_files, rule_options, zipped
from pafyll.apps.applications.queries.tables import tables_of_round
from pafyll.apps.applications.services.calculating import calculate, protocol_of
from pafyll.cli.app import app
from pafyll.domain.allocation import fingerprint_of_problem, ruleset
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.integrations.clock import OSLO

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(world):
    return AllocationRun.objects.filter(status=RunStatus.DECIDED).order_by("-pk").first()


def allocate_from(command, folder, monkeypatch):
    """Carries out the command of the downloaded files, in their folder."""
    monkeypatch.chdir(folder)
    arguments = shlex.split(command)
    assert arguments[0] == "pafyll"
    result = CliRunner().invoke(app, [*arguments[1:], "--no-bound"])
    assert result.exit_code == 0, result.output
    return pl.read_csv(next((folder / "results").glob("*results*.csv")), infer_schema=False)


def test_the_downloaded_files_and_their_command_give_the_same_outcome(as_ada, run, tmp_path, monkeypatch):
    response = as_ada.get(reverse("authority:input_files", args=[run.pk]))
    zipfile.ZipFile(io.BytesIO(response.content)).extractall(tmp_path)

    rows = allocate_from((tmp_path / "command.txt").read_text(), tmp_path, monkeypatch)

    from_the_web = {
        (result.application.number, result.offer.code if result.offer else None, result.scheme or None)
        for result in run.results.select_related("application", "offer")
    }
    assert set(rows.select("application_id", "offer_id", "scheme").iter_rows()) == from_the_web
    manifest = (tmp_path / "results" / "run.json").read_text()
    for fingerprint in (run.input_hash, run.rules_hash, run.outcome_hash):
        assert fingerprint in manifest


@pytest.mark.parametrize(
    "changes",
    [
        Changes(shared_places=3),
        Changes(without=("top_ranked",)),
        Changes(cheaper_may_pass_state=True, cheaper_may_pass_owner=True),
        Changes(state_money=(1_000_000, 500_000), capacity_percent={"mathematics": 50}),
        Changes(without_quotas=True, without_owner_budgets=True, state_money=(-1,)),
    ],
    ids=lambda changes: "+".join(changes.stored()),
)
def test_a_scenario_gives_the_same_from_its_files(world, tmp_path, monkeypatch, changes):
    tables = tables_of_round(Round.objects.get(study_year=2025)).changed(changes)
    for name, content in round_files(tables, "Innhavet").items():
        (tmp_path / name).write_bytes(content)

    allocate_from((tmp_path / "command.txt").read_text(), tmp_path, monkeypatch)

    manifest = (tmp_path / "results" / "run.json").read_text()
    for fingerprint in calculate(tables, "Innhavet").hashes().values():
        assert fingerprint in manifest


def test_rules_that_no_option_can_express_are_said_to_be_so():
    rules = Changes(tier_order=("practical_aesthetic",)).to_rules(ruleset("2024-25"))

    assert rule_options(rules) is None


def test_no_scenario_changes_nothing(world):
    tables = tables_of_round(Round.objects.get(study_year=2025))
    same = tables.changed(Changes.of(Scenario(changes={}).changes))

    assert fingerprint_of_problem(same.problem()) == fingerprint_of_problem(tables.problem())


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_downloaded_protocol_is_the_command_lines_to_the_byte(as_ada, ada, run, tmp_path, monkeypatch, language):
    type(ada.user).objects.filter(pk=ada.user.pk).update(language=language)
    as_ada.post(reverse("public:language"), {"language": language, "next": "/"})
    files = as_ada.get(reverse("authority:input_files", args=[run.pk]))
    zipfile.ZipFile(io.BytesIO(files.content)).extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    day = run.run_at.astimezone(OSLO).date().isoformat()
    command = shlex.split((tmp_path / "command.txt").read_text())[1:]
    told = CliRunner().invoke(app, [*command, "--date", day, "--language", language])
    assert told.exit_code == 0, told.output

    page = as_ada.get(reverse("authority:protocol_page", args=[run.pk]))
    pdf = as_ada.get(reverse("authority:protocol_pdf", args=[run.pk]))

    assert f'<html lang="{language}">' in page.content.decode()
    assert page.content == (tmp_path / "results" / "protocol.html").read_bytes()
    assert pdf.content == (tmp_path / "results" / "protocol.pdf").read_bytes()


def test_a_scenarios_protocol_has_the_scenarios_rules(world, as_ada, run):
    changed = Changes(without=("top_ranked",))
    tables = tables_of_round(run.round).changed(changed)
    calculation = calculate(tables, run.seed)
    again = AllocationRun.objects.create(
        round=run.round,
        seed=run.seed,
        input_files=zipped(round_files(tables, run.seed)),
        protocol=protocol_of(calculation, labels_of(run.round)),
        run_by=run.run_by,
        run_at=run.run_at,
        **calculation.hashes(),
    )

    page = as_ada.get(reverse("authority:protocol_page", args=[again.pk])).content.decode()

    assert again.outcome_hash in page
    assert again.rules_hash in page


def test_a_run_whose_files_give_something_else_has_no_protocol(as_ada, run):
    AllocationRun.objects.filter(pk=run.pk).update(outcome_hash="0" * 64)

    response = as_ada.get(reverse("authority:protocol_page", args=[run.pk]))

    assert response.status_code == 403
    assert "gir ikke lenger det resultatet som er lagret" in response.content.decode()


def test_tor_gets_no_protocol_of_the_whole_country(as_tor, run):
    for name in ("protocol_page", "protocol_pdf"):
        assert as_tor.get(reverse(f"authority:{name}", args=[run.pk])).status_code == 403
