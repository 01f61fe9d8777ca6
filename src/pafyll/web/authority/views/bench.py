"""The what-if bench: scenarios beside the round as it stands, by subject, county, owner, school size and gender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round, Scenario
from pafyll.apps.applications.permissions.authority import may_prepare_rounds, may_run
from pafyll.apps.applications.queries.authority import scenarios_of
from pafyll.apps.applications.queries.groups import DIMENSIONS, GroupRow, Labels, group_rows, labels_of
from pafyll.apps.applications.queries.tables import tables_of_round
from pafyll.apps.applications.services.allocating import calculation_of, delete_scenario, save_scenario
from pafyll.apps.applications.services.calculating import Calculation, totals_of
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.authority.figures import compared_figures
from pafyll.web.authority.forms.bench import ScenarioForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.charts import BarFigure
from pafyll.web.components.http import DeskRequest, fetch, see_other

MOST_COMPARED = 4
TRIAL_SEED = "prøve"  # stands in until the draw is announced; a run that counts uses the announced one
WITH_FIGURES = {"subject", "gender", "school_size"}


@dataclass(frozen=True)
class Column:
    """One scenario (or the round as it stands) with its totals; differences are against the round as it stands."""

    name: str
    scenario: Scenario | None
    totals: dict[str, int]
    base: dict[str, int]

    @property
    def more_granted(self) -> int:
        return self.totals["granted"] - self.base["granted"]

    @property
    def state(self) -> int:
        return self.totals["state_autumn"] + self.totals["state_spring"]

    @property
    def owner(self) -> int:
        return self.totals["owner_autumn"] + self.totals["owner_spring"]

    @property
    def changes_rules(self) -> bool:
        return self.scenario is not None and Changes.of(self.scenario.changes).changes_rules


@dataclass(frozen=True)
class Side:
    """One side of the comparison: its name, its rows, and figures where the groups are few."""

    code: str
    label: str
    rows: list[GroupRow]
    figures: list[BarFigure]


def bench(request: DeskRequest, pk: int) -> HttpResponse:
    """The chosen scenarios side by side. Nothing is stored and nobody is told."""
    round = own_round(request, pk)
    scenarios = list(scenarios_of(viewer=request.viewer, round=round))
    chosen = _chosen(request, scenarios)
    context: dict[str, Any] = {
        "round": round,
        "scenarios": scenarios,
        "chosen": {one.pk for one in chosen},
        "most": MOST_COMPARED,
        "may_run": may_run(request.viewer, round, now()),
        **_compared(round, chosen),
    }
    return render(request, "authority/bench.html", context)


def _chosen(request: DeskRequest, scenarios: list[Scenario]) -> list[Scenario]:
    """Those asked for in the address; without any, the newest ones."""
    asked = request.GET.getlist("scenario")
    chosen = [one for one in scenarios if str(one.pk) in asked] if asked else scenarios[-MOST_COMPARED:]
    return chosen[:MOST_COMPARED]


def _compared(round: Round, chosen: list[Scenario]) -> dict[str, Any]:
    try:
        runs = [calculation_of(round, one, seed=round.draw_seed or TRIAL_SEED) for one in (None, *chosen)]
    except Refusal as refusal:
        return {"problem": refusal.answer}
    if not runs[0].problem.applicants:
        return {"is_empty": True}
    base = totals_of(runs[0])
    columns = [
        Column(one.name if one else _("Runden slik den er"), one, totals_of(run), base)
        for one, run in zip((None, *chosen), runs, strict=True)
    ]
    return {"columns": columns, "sides": _sides(runs, labels_of(round), [column.name for column in columns])}


def _sides(runs: list[Calculation], labels: Labels, names: list[str]) -> list[Side]:
    numbers, granted = runs[0].numbers, [run.granted for run in runs]
    return [_side(code, str(label), group_rows(code, labels.of(code, numbers), granted), names)
            for code, label in DIMENSIONS.items()]  # fmt: skip


def _side(code: str, label: str, rows: list[GroupRow], names: list[str]) -> Side:
    figures = compared_figures(_(label), _(label), rows, names) if code in WITH_FIGURES else []
    return Side(code, _(label), rows, figures)


def new_scenario(request: DeskRequest, pk: int) -> HttpResponse:
    """A form for what is to be changed."""
    round = own_round(request, pk)
    form = ScenarioForm(request.POST or None, tables=tables_of_round(round))
    saved: list[Scenario] = []
    if form.is_valid() and tried(
        form,
        lambda: saved.append(
            save_scenario(round=round, name=form.cleaned_data["name"], changes=form.value(), by=request.user, at=now())
        ),
    ):
        messages.success(request, _("Scenarioet er lagret og sammenlignet med runden slik den er."))
        return see_other("authority:bench", pk)
    return render(request, "authority/scenario.html", {"round": round, "form": form})


@require_POST
def delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes a scenario that is not used in a run."""
    scenario = fetch(
        Scenario.objects.select_related("round"),
        pk,
        viewer=request.viewer,
        may=lambda viewer, _one: may_prepare_rounds(viewer),
    )
    round = scenario.round_id
    delete_scenario(scenario=scenario, by=request.user, at=now())
    return see_other("authority:bench", round)
