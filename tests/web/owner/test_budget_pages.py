"""What Siri and Marit see and do with the budget and the programme, without JavaScript; and what Ola never sees."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pafyll.apps.planning.models import BudgetSource, Measure, PlannedCost, Reallocation
from pafyll.devtools.seed.story.budgeting import PAPER
from tests.factories import MeasureAttachmentFactory, MeasureFactory, PlannedCostFactory, ReallocationFactory
from tests.factories.budget_town import budget_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock):
    return budget_town()


@pytest.fixture
def as_(town):
    def logged_in(key: str) -> Client:
        client = Client()
        client.force_login(town.user(key))
        return client

    return logged_in


def text(response) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def url(name, *args):
    return reverse(f"owner:{name}", args=args)


SOURCE = {
    "title": "Ekstra 2026",
    "given_by": "Kommunestyret, sak 84/25",
    "payer": "municipal",
    "purpose": "further",
    "is_recurring": "no",
    "may_carry_over": "no",
    "amount_2026": "400000",
}
COST = {
    "title": "Nye lærere",
    "amount": "600000",
    "purpose": "further",
    "cost": "substitutes",
    "when": "s2026",
    "autumn_percent": "50",
    "agreed": "yes",
}


def test_an_empty_budget_says_where_to_begin(as_):
    page = text(as_("siri").get(url("budget")))

    assert "Ingen penger eller kostnader er ført ennå" in page
    assert "Før en bevilgning" in page


def test_siri_enters_money_and_a_cost_and_is_warned_of_the_spring(as_, town):
    siri = as_("siri")
    assert siri.post(url("add_source"), SOURCE).status_code == 303
    source = BudgetSource.objects.get()
    assert siri.post(url("add_cost"), {**COST, "source": source.pk}).status_code == 303

    page = text(siri.get(url("budget"), {"aar": "2026"}))

    assert "«Ekstra 2026» gjelder bare 2026. «Nye lærere» går videre i 2027 og koster 300 000 kr da." in page
    assert "Sett av 300 000 kr i budsjettet for 2027, eller start med færre." in page
    assert "100 000 kr av «Ekstra 2026» er ikke brukt i 2026" in page
    assert "2026/27 Videreutdanning 300 000 kr 300 000 kr 600 000 kr" in page


def test_what_is_wrong_in_a_form_is_said_on_the_field(as_):
    page = as_("siri").post(url("add_source"), {**SOURCE, "at_most_2026": "5"})

    assert page.status_code == 422
    assert "Den øvre grensen må være høyere enn den nedre." in text(page)
    assert not BudgetSource.objects.exists()


def test_a_row_is_corrected_taken_out_and_put_back(as_, town):
    siri, source = as_("siri"), town.money("Fast", "further", {2026: 100})
    siri.post(
        url("edit_source", source.pk), {**SOURCE, "title": "Fast ramme", "is_recurring": "yes", "amount_2026": "150"}
    )
    source.refresh_from_db()
    assert (source.title, source.amounts.get().amount) == ("Fast ramme", 150)

    siri.post(url("remove_source", source.pk))
    assert "Tatt ut" in text(siri.get(url("budget")))
    siri.post(url("restore_source", source.pk))

    assert "Fast ramme Kommunestyret" in text(siri.get(url("budget")))


def test_money_that_pays_for_something_is_not_taken_out(as_, town):
    source = town.money("Fast", "further", {2026: 100})
    PlannedCostFactory(owner=town.owner, source=source)

    page = as_("siri").post(url("remove_source", source.pk))

    assert page.status_code == 403
    assert "Knytt kostnadene til andre penger først." in text(page)


@pytest.fixture
def moving(town):
    extra = town.money("Ekstra", "further", {2026: 500_000}, is_recurring=False)
    training = town.money("Etterutdanning", "in_service", {2026: 100_000})
    return {"giver": extra.pk, "taker": training.pk, "year": 2026, "amount": 200_000}


def test_siri_sees_before_and_after_and_marit_decides(as_, town, moving):
    siri, marit = as_("siri"), as_("marit")
    seen = text(siri.get(url("reallocate"), moving))
    assert "Ekstra 500 000 kr 300 000 kr" in seen
    assert "Til sammen 600 000 kr 600 000 kr" in seen
    assert not Reallocation.objects.exists()

    siri.post(url("reallocate"), {**moving, "grounds": "Flere får etterutdanning."})
    row = Reallocation.objects.get()
    assert "Omdisponeringer vedtas av en som er beslutter" in text(siri.get(url("reallocation", row.pk)))
    assert siri.post(url("decide_reallocation", row.pk), {"outcome": "decide"}).status_code == 422
    marit.post(url("decide_reallocation", row.pk), {"outcome": "decide", "resolution": "Formannskapet, sak 7/26"})

    row.refresh_from_db()
    assert (row.status, row.resolution) == ("decided", "Formannskapet, sak 7/26")
    assert "Etterutdanning 300 000 kr" in text(marit.get(url("budget"), {"aar": 2026}))


def test_more_than_there_is_cannot_be_proposed(as_, moving):
    page = text(as_("siri").get(url("reallocate"), {**moving, "amount": 500_001}))

    assert "«Ekstra» har 500 000 kr i 2026. Det er ikke nok til å omdisponere 500 001 kr." in page
    assert "Foreslå omdisponeringen" not in page


def test_to_say_no_marit_says_why(as_, town, moving):
    as_("siri").post(url("reallocate"), {**moving, "grounds": "Flere."})
    row = Reallocation.objects.get()

    assert as_("marit").post(url("decide_reallocation", row.pk), {"outcome": "refuse"}).status_code == 422
    as_("marit").post(url("decide_reallocation", row.pk), {"outcome": "refuse", "why": "Ikke i år."})

    row.refresh_from_db()
    assert row.status == "refused"


def test_the_files_hold_the_same_lines_as_the_page(as_, town):
    town.money("=SUM(1)", "further", {2026: 400_000})

    book = openpyxl.load_workbook(BytesIO(as_("siri").get(url("budget_file"), {"aar": 2026}).content))
    table = as_("siri").get(url("budget_csv"), {"aar": 2026}).content.decode("utf-8-sig").splitlines()

    row = [cell.value for cell in next(book.active.iter_rows(min_row=4))]
    assert (row[1], row[4], book.active["B4"].data_type) == ("=SUM(1)", 400_000, "s")
    assert "'=SUM(1)" in table[1]


MEASURE = {
    "title": "Lesing i alle fag",
    "kind": "in_service_measure",
    "target_group": "Lærere",
    "participants": "45",
    "budget_year": "2026",
    "starts_on": "2026-02-02",
    "ends_on": "2026-11-20",
}


def test_siri_enters_a_measure_with_a_cost_a_paper_and_a_status(as_, town):
    siri = as_("siri")
    siri.post(url("add_measure"), {**MEASURE, "schools": [town.school.pk]})
    made = Measure.objects.get()
    siri.post(url("add_cost"), {**COST, "when": "b2026", "purpose": "in_service", "measure": made.pk})
    paper = SimpleUploadedFile("plan.pdf", PAPER)
    assert siri.post(url("attach", made.pk), {"file": paper}).status_code == 303
    siri.post(url("take_measure_on", made.pk), {"to": "adopted"})

    page = text(siri.get(url("measure", made.pk)))

    assert "Vedtatt" in page
    assert "plan.pdf" in page
    assert "Til sammen 600 000 kr" in page
    assert town.school.name in page
    assert PlannedCost.objects.get().measure == made


def test_a_paper_is_always_a_download_and_what_is_not_safe_is_refused(as_, town):
    made = MeasureFactory(owner=town.owner)
    siri = as_("siri")

    bad = siri.post(url("attach", made.pk), {"file": SimpleUploadedFile("plan.pdf", b"<html><script>")})
    assert bad.status_code == 422
    assert "Filen er ikke av et slag vi tar imot: PDF, PNG-bilde, JPEG-bilde, Word-dokument, Excel-ark." in text(bad)
    siri.post(url("attach", made.pk), {"file": SimpleUploadedFile("plan.pdf", PAPER)})

    found = siri.get(url("attachment", made.pk, made.attachments.get().pk))
    assert found["Content-Disposition"].startswith("attachment")
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found.content == PAPER


def test_the_programme_is_filtered_and_summed(as_, town):
    for title, status in (("Lesing", "adopted"), ("Regning", "proposed")):
        PlannedCostFactory(
            owner=town.owner, measure=MeasureFactory(owner=town.owner, title=title, status=status), amount=1_000
        )

    page = text(as_("siri").get(url("measures"), {"status": "adopted"}))

    assert "1 tiltak, 1 000 kr" in page
    assert "Regning" not in page


def test_the_yearly_application_has_its_deadline_and_leaves_out_what_is_cancelled(as_, town):
    MeasureFactory(owner=town.owner, budget_year=2011, title="Lesing", state_priority="reading")
    MeasureFactory(owner=town.owner, budget_year=2011, title="Utgått", cancelled=True)
    siri = as_("siri")

    book = openpyxl.load_workbook(BytesIO(siri.get(url("state_application", 2011)).content)).active

    assert "Frist 15. mai 2011" in str(book["A1"].value).replace("\xa0", " ")
    assert [book["A4"].value, book["G4"].value, book["A5"].value] == ["Lesing", "Leseopplæring", None]
    assert siri.get(url("state_application", 2026)).status_code == 404


def test_ola_never_sees_or_touches_fjordviks_rows(as_, town):
    ola, source = as_("ola"), town.money("Fast", "further", {2026: 100})
    cost, measure = PlannedCostFactory(owner=town.owner), MeasureFactory(owner=town.owner)
    paper, row = MeasureAttachmentFactory(measure=measure), ReallocationFactory(owner=town.owner)

    for name, *args in (
        ("edit_source", source.pk),
        ("edit_cost", cost.pk),
        ("reallocation", row.pk),
        ("measure", measure.pk),
        ("edit_measure", measure.pk),
        ("attachment", measure.pk, paper.pk),
    ):
        assert ola.get(url(name, *args)).status_code == 404, name
    for name, *args in (
        ("remove_source", source.pk),
        ("restore_cost", cost.pk),
        ("decide_reallocation", row.pk),
        ("take_measure_on", measure.pk),
        ("attach", measure.pk),
        ("detach", measure.pk, paper.pk),
    ):
        assert ola.post(url(name, *args), {}).status_code == 404, name
    assert "Fast" not in text(ola.get(url("budget")))


def test_per_reads_the_measures_at_his_school_and_their_papers_and_leif_the_whole_budget(as_, town):
    here = MeasureFactory(owner=town.owner, title="Her", adopted=True)
    here.schools.add(town.school)
    MeasureFactory(owner=town.owner, title="Bare foreslått")
    paper, secret = MeasureAttachmentFactory(measure=here), MeasureAttachmentFactory()
    town.money("Fast ramme", "further", {2026: 400_000})
    per, leif = as_("per"), as_("leif")

    page = text(per.get(reverse("school:measures")))
    assert "Her" in page
    assert "Bare foreslått" not in page
    assert per.get(reverse("school:measure_paper", args=[paper.pk])).content == bytes(paper.content)
    assert per.get(reverse("school:measure_paper", args=[secret.pk])).status_code == 404

    assert "400 000 kr" in text(leif.get(reverse("representative:budget"), {"aar": 2026}))
    assert "Bare foreslått" in text(leif.get(reverse("representative:measures")))
