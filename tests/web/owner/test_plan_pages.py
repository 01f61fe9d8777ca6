"""Siri's pages about competence plans: what they say, the files that follow the filters, and what a button does."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from pafyll.apps.applications.models import PlannedApplication
from pafyll.apps.planning.models import CompetencePlan, PlanLine
from pafyll.apps.planning.queries.plans import last_run
from pafyll.apps.planning.services import plan_computing
from pafyll.devtools.seed.story.plans import TITLE

BLANK = "\u00a0"


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode().replace(BLANK, " ")


@pytest.fixture
def plan(world) -> CompetencePlan:
    return CompetencePlan.objects.get(title=TITLE)


def movable(plan) -> PlanLine:
    lines = plan.run_in_force.lines.filter(kind="planned")
    return lines.order_by("school_year", "pk")[0]


def test_siri_sees_what_the_plan_costs_when_the_last_gap_closes_and_who_was_moved(as_siri, plan):
    text = page_of(as_siri, f"/eier/plan/{plan.pk}/")

    run = plan.run_in_force
    assert f"{run.result['total']:,} kr".replace(",", " ") in text
    assert "bevist at ingen plan" in text
    assert "Flyttet siden forrige utregning" in text
    assert str(run.moves.first().person) in text
    assert "Kroner i hvert budsjettår" in text


def test_the_list_and_both_files_follow_the_filters(as_siri, plan):
    line = movable(plan)
    query = f"?sok={line.person.last_name}&fag={line.subject}&ar={line.school_year}"
    text = page_of(as_siri, f"/eier/plan/{plan.pk}/larere/{query}")
    assert f"1 av {plan.run_in_force.lines.count()} studier" in text

    sheet = load_workbook(BytesIO(as_siri.get(f"/eier/plan/{plan.pk}/larere/excel/{query}").content)).active
    names = [row[1].value for row in sheet.iter_rows(min_row=4)]
    table = as_siri.get(f"/eier/plan/{plan.pk}/larere/csv/{query}").content.decode("utf-8-sig").splitlines()
    assert names == [str(line.person)]
    assert len(table) == 2
    assert str(line.person) in table[1]


def test_a_line_tells_why_and_what_another_year_would_do_before_anything_is_stored(as_siri, plan):
    line = movable(plan)
    address = f"/eier/plan/{plan.pk}/larere/{line.pk}/"
    assert str(line.why[0]["text"]) in page_of(as_siri, address)

    before = plan.runs.count()
    shown = page_of(as_siri, f"{address}?school_year=2030&why=Permisjon")
    assert "Dette skjer hvis året låses til 2030/31" in shown
    assert plan.runs.count() == before

    answer = as_siri.post(address, {"school_year": 2030, "why": "Permisjon"})
    assert answer.status_code == 303
    assert plan.runs.count() == before + 1
    assert last_run(plan).lines.get(person=line.person, subject=line.subject).school_year == 2030
    assert "ny utregning" in page_of(as_siri, f"/eier/plan/{plan.pk}/")


def test_less_money_is_tried_out_beside_the_plan(as_siri, plan):
    answer = as_siri.post(
        f"/eier/plan/{plan.pk}/prov/", {"title": "Mindre i 2027", "budget_year": 2027, "amount": -60_000}
    )
    copy = CompetencePlan.objects.get(title="Mindre i 2027")

    assert (answer.status_code, answer.url) == (303, f"/eier/plan/{plan.pk}/sammenlign/{copy.pk}/")
    text = page_of(as_siri, answer.url)
    assert "Skoleeiers del i 2028" in text
    assert "Mindre i 2027" in text


def test_a_new_plan_is_made_filled_in_and_computed(as_siri, world):
    form = {"title": "Ny", "first_year": 2026, "years": 2, "absence_percent": 30, "credits_a_year": 30}
    answer = as_siri.post("/eier/plan/ny/", form | {"schemes": ["scholarship"]})
    plan = CompetencePlan.objects.get(title="Ny")
    address = f"/eier/plan/{plan.pk}/bygger-pa/"
    assert answer.url == address

    places = {"del": "places", "subject": "mathematics"}
    assert as_siri.post(address, places | {"places": "x", "source": "a"}).status_code == 422
    as_siri.post(address, places | {"places": 2, "source": "I fjor"})
    as_siri.post(address, {"del": "money", "budget_year": 2027, "amount": 100, "source": "Budsjett"})
    as_siri.post(
        address, {"del": "rate", "scheme": "scholarship", "payer": "owner", "per_30_credits": 5, "source": "Regnskap"}
    )
    text = page_of(as_siri, address)
    assert "Matematikk: 2 i året (I fjor)" in text
    assert "2027: 100 kr (Budsjett)" in text
    assert "5 kr (Regnskap)" in text

    as_siri.post(f"/eier/plan/{plan.pk}/regn-ut/")
    assert CompetencePlan.objects.get(pk=plan.pk).status == "computed"


def test_no_money_at_all_is_answered_with_reasons_and_where_to_change_them(as_siri, plan):
    """A study that is settled and cannot be paid: there is no plan, and the page says why."""
    as_siri.post(f"/eier/plan/{plan.pk}/prov/", {"title": "Ingenting", "budget_year": 2028, "amount": -120_000})
    copy = CompetencePlan.objects.get(title="Ingenting")
    lock = copy.locks.get()
    assert lock.school_year == 2028

    run = last_run(copy)
    text = page_of(as_siri, f"/eier/plan/{copy.pk}/")
    assert not run.is_feasible
    assert "Ingen plan holder rammene" in text
    assert "2028 mangler" in text
    assert f"/eier/plan/{copy.pk}/bygger-pa/#money" in text


def test_marit_adopts_with_the_case_number_and_siris_page_says_it_is_in_force(as_marit, as_siri, plan):
    as_siri.post(f"/eier/plan/{plan.pk}/regn-ut/", {"why": "Ny timeplan"})
    page_of(as_marit, f"/eier/plan/{plan.pk}/vedta/")

    answer = as_marit.post(f"/eier/plan/{plan.pk}/vedta/", {"case_number": "2026/77"})

    assert answer.status_code == 303
    assert "sak 2026/77" in page_of(as_siri, f"/eier/plan/{plan.pk}/")


def test_a_large_plan_is_computed_beside_the_page(as_siri, plan, monkeypatch):
    monkeypatch.setattr(plan_computing, "SMALL", 0)

    answer = as_siri.post(f"/eier/plan/{plan.pk}/regn-ut/", {"why": "Stor"})

    assert "/framdrift/" in answer.url
    assert "Regner ut kompetanseplanen" in page_of(as_siri, answer.url)
    assert last_run(plan).why == "Stor"


def test_whom_the_decision_pays_for_is_listed_and_opens_applications_in_the_window(as_siri, plan, clock):
    assert "Ingen søknadsrunde tar imot" in page_of(as_siri, f"/eier/plan/{plan.pk}/betaler/")

    clock.move_to("2026-02-20")
    answer = as_siri.post(f"/eier/plan/{plan.pk}/betaler/", follow=True)

    assert (
        "Lærerne har fått beskjed" in answer.content.decode() or "Læreren har fått beskjed" in answer.content.decode()
    )
    opened = PlannedApplication.objects.filter(line__run__plan=plan)
    assert opened
    assert all(one.application.status == "draft" and one.case_number == plan.case_number for one in opened)
    assert opened[0].application.number in page_of(as_siri, f"/eier/plan/{plan.pk}/betaler/")


def test_ola_finds_nothing_of_siris(as_ola, plan):
    line = movable(plan)
    for address in ("", "bygger-pa/", "larere/", "larere/excel/", f"larere/{line.pk}/", "betaler/", "prov/", "vedta/"):
        assert as_ola.get(f"/eier/plan/{plan.pk}/{address}").status_code == 404
    assert TITLE not in page_of(as_ola, "/eier/plan/")
