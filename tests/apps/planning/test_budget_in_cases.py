"""What a case paper says of the budget, and what a resolution does to it: the case of 2011 from its own figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pafyll.apps.casework import figures, resolving
from pafyll.apps.casework.figures import UnknownFigure
from pafyll.apps.casework.paper_blocks import PROPOSAL
from pafyll.apps.casework.resolving import Opening
from pafyll.apps.casework.services import Refusal
from pafyll.apps.casework.services.cases import WantedCase, create_case
from pafyll.apps.casework.services.drafting import draft_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, kept_of, version_of
from pafyll.apps.planning.models import BudgetSource, PlannedCost, Reallocation
from pafyll.apps.planning.queries.budget import budget_of
from pafyll.apps.planning.services.budgeting import remove_cost
from pafyll.devtools.seed.trondheim.planting import DAY, plant_trondheim
from pafyll.domain.planning.budget import account_of
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(clock):
    return plant_trondheim()


@pytest.fixture
def officer(owner):
    return UserFactory(username="rune")


@pytest.fixture
def decider(owner):
    return UserFactory(username="berit")


def figure(reference, owner):
    return figures.resolve(reference, owner=owner)


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_draft_proposes_what_the_paper_of_2011_proposed_with_live_figures(owner, officer):
    case = create_case(owner=owner, wanted=WantedCase("Etter- og videreutdanning av lærere 2011"), by=officer, at=DAY)

    version = version_of(draft_paper(case=case, by=officer, at=DAY))

    [proposal] = [block for block in blocks_of(version) if block.kind == PROPOSAL]
    kept = {reference: one.text for reference, one in kept_of(version).items()}
    said = [plain(figures_in(point.text, kept)) for point in proposal.points]
    assert said[:3] == [
        "Trondheim kommune omdisponerer 2 000 000 kr fra «Ekstra bevilgning til videreutdanning 2011» til "
        "«Kommunale midler til etterutdanning» i 2011.",
        "Trondheim kommune gir tilbud om videreutdanning i 2011/12 til totalt 40 lærere.",
        "9 tiltak i Program for kvalitetsutvikling brukes til søknad om statlige midler til etterutdanning i 2011.",
    ]
    assert [point.opens for point in proposal.points[:2]] == ["budget_line", "budget_line"]


def figures_in(text, kept):
    for reference, shown in kept.items():
        text = text.replace(f"{{{reference}}}", shown)
    return text


def test_figures_say_what_there_is_what_is_needed_and_where_it_stands(owner):
    found = figure("budget:2011:uncovered:in_service", owner)

    assert (found.value, found.unit, plain(found.text)) == (2_100_000, "NOK", "2 100 000 kr")
    assert found.url == "/eier/budsjett/?aar=2011"
    assert figure("budget:2012:needed:further", owner).value == 2_000_000
    forty = PlannedCost.objects.get(heads=40)
    assert [figure(f"budget:cost:{forty.pk}{rest}", owner).value for rest in ("", ":2011", ":2012", ":heads")] == [
        4_000_000,
        2_000_000,
        2_000_000,
        40,
    ]


@pytest.mark.parametrize(
    "reference",
    ["budget:2011:gold:further", "budget:reallocation:0", "budget:cost:9999", "measure:x", "budget:", "measure:0"],
)
def test_a_reference_that_leads_nowhere_says_so(owner, reference):
    with pytest.raises(UnknownFigure):
        figure(reference, owner)


def test_another_owners_figures_are_unknown(owner):
    another = OrganisationFactory(municipality=True)
    forty = PlannedCost.objects.get(heads=40)

    with pytest.raises(UnknownFigure):
        figure(f"budget:cost:{forty.pk}", another)
    assert figure("budget:2011:available:further", another).value == 0


def test_a_figure_is_gone_when_its_cost_is_taken_out(owner, officer):
    forty = PlannedCost.objects.get(heads=40)
    kept = figures.keep(f"budget:cost:{forty.pk}", owner=owner, at=DAY)
    assert not figures.standing_of(kept, owner=owner).is_moved

    remove_cost(cost=forty, by=officer, at=DAY)

    assert figures.standing_of(kept, owner=owner).state == "gone"


@pytest.fixture
def opening(owner, decider):
    row = Reallocation.objects.get()
    return Opening("budget_line", row.about, "resolution_point:1", "2011/000001", "Formannskapet 31/11", owner,
                   "Omdisponerer", row.amount, decider, DAY)  # fmt: skip


def test_a_resolution_carries_the_reallocation_out_once_and_covers_the_programme(owner, opening):
    resolving.open_for(opening)
    [opened] = resolving.open_for(opening)

    row = Reallocation.objects.get()
    assert (row.status, row.resolution) == ("decided", "Formannskapet 31/11")
    assert "2\u00a0000\u00a0000\u00a0kr" in opened.label
    assert opened.url == f"/eier/budsjett/omdisponering/{row.pk}/"
    account = account_of(budget_of(owner), until=2011)
    assert account.lacking(year=2011, is_bound=True) == 0
    assert account.lacking(year=2011, is_bound=False) == 100_000
    training = BudgetSource.objects.get(title="Kommunale midler til etterutdanning")
    assert account.balance(training.about, 2011).available == 3_300_000


def test_a_resolution_binds_those_who_are_to_begin(owner, opening):
    forty = PlannedCost.objects.get(heads=40)
    PlannedCost.objects.filter(pk=forty.pk).update(is_bound=False)

    resolving.open_for(replace(opening, target=forty.about, quantity=None))

    forty.refresh_from_db()
    assert (forty.is_bound, forty.basis) == (True, "Formannskapet 31/11")


@pytest.mark.parametrize("change", [{"quantity": 1_000_000}, {"target": "reallocation:0"}, {"target": "school:1"}])
def test_a_resolution_of_something_else_opens_nothing(opening, change):
    with pytest.raises(Refusal):
        resolving.open_for(replace(opening, **change))

    assert Reallocation.objects.get().status == "prepared"


def test_the_one_who_prepared_it_does_not_record_that_it_is_carried_out(opening, officer):
    with pytest.raises(Refusal) as caught:
        resolving.open_for(replace(opening, by=officer))

    assert caught.value.answer.code == "same_person_prepared"
