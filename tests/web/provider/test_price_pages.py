"""Geir, Mona and Arvid in the browser, without JavaScript: figures, a price, two lists, and a start that is refused."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.agreements import queries as agreements
from pafyll.apps.agreements.queries import SignedAgreement
from pafyll.apps.assignments.models import AssignmentBudget, Checklist, UnitRate
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.values import Kroner
from tests.apps.assignments.place import ANSWERS, PRICE, Place, Role
from tests.factories import AssignmentFactory, PersonFactory, RoleGrantFactory, UnitMembershipFactory, UserFactory

TERMS = {
    "base_packages": 1,
    "long_packages": 0,
    "short_packages": 0,
    "travel": 24_000,
    "credits": 0,
    "own_financing": 0,
    "is_education": "on",
    "family": "evu",
}
ROWS = [
    ("lecture", "professor", "8", "2026H"),
    ("seminar", "lecturer", "12", "2027V"),
    ("guidance", "lecturer", "6", "2027V"),
    ("planning", "lecturer", "10", "2026H"),
    ("lecture", "lecturer", "", "2026H"),
]
WORK = {
    f"work-{number}-{name}": value
    for number, row in enumerate(ROWS)
    for name, value in zip(("kind", "category", "hours", "semester"), row, strict=True)
}


def text(response) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def to(name, *args) -> str:
    return reverse(f"provider:{name}", args=args)


@pytest.fixture
def place(db, clock) -> Place:
    return Place()


@pytest.fixture
def as_(place):
    def log_in(key) -> Client:
        client = Client()
        client.force_login(getattr(place, key))
        return client

    return log_in


def test_from_a_budget_to_a_start(place, as_, monkeypatch):
    geir, mona, arvid, pk = as_("geir"), as_("mona"), as_("arvid"), place.assignment.pk
    page = text(geir.get(to("assignment", pk)))
    assert "Pris og budsjett Mangler Budsjettet er ikke signert av prosjektøkonomen. Prosjektøkonomen" in page
    refused = geir.post(to("start_assignment", pk))
    assert refused.status_code == 403
    assert "Oppdraget kan ikke starte ennå. Dette mangler" in text(refused)
    assert "Avtale (partene i avtalen)" in text(refused)

    assert geir.post(to("new_budget", pk)).status_code == 303
    assert "Se enhetens tall" not in text(geir.get(to("budget", pk)))
    assert to("units") not in geir.get(to("assignments")).content.decode()
    edition = AssignmentBudget.objects.get().edition
    saved = geir.post(to("budget", pk), {**TERMS, **WORK, "edition": edition, "save": 1})
    assert saved.status_code == 303, text(saved)
    assert "oppdrag eller bidrag er ikke vurdert" in text(geir.get(to("budget", pk)))
    judged = {"funding": "commissioned", "because": "Kommunen bestiller og velger deltakerne."}
    assert mona.post(to("classify", pk), judged).status_code == 303
    page = text(mona.get(to("budget", pk)))
    assert "Pris 152 075 kr Én dag koster skolen 38 019 kr" in page
    assert "8 timer × 4 = 32 timers arbeid, av 1 600 timer i året til 1 200 000 kr" in page
    budget = AssignmentBudget.objects.get()
    assert mona.post(to("sign_budget", budget.pk), {"edition": budget.edition}).status_code == 303

    missing = geir.post(to("checklist", pk, "prosjekt"), {"edition": 0, "aim": "Lære", "sign": 1})
    assert missing.status_code == 422
    assert "Svar på dette før du signerer." in text(missing)
    kept = Checklist.objects.get()
    assert kept.answers["aim"] == "Lære"
    shown = re.search(r'name="edition" value="(\d+)"', missing.content.decode())[1]
    signed = geir.post(to("checklist", pk, "prosjekt"), {**ANSWERS[PROJECT], "edition": shown, "sign": 1})
    assert signed.status_code == 303
    assert mona.post(to("checklist", pk, "prosjekt"), {"countersign": 1}).status_code == 303
    ticks = {**ANSWERS[UNIT], "edition": 0, "sign": 1}
    assert arvid.post(to("checklist", pk, "enhet"), ticks).status_code == 303
    assert "arvid, enhetsleder" in text(arvid.get(to("checklist", pk, "enhet"))).lower()

    agreed = SignedAgreement("AVT-1", 2, Kroner(PRICE), date(2026, 8, 1), date(2027, 6, 30), Kroner(0))
    monkeypatch.setattr(agreements, "signed_agreement_about", lambda about: agreed)
    assert "Start oppdraget" in text(geir.get(to("assignment", pk)))
    assert geir.post(to("start_assignment", pk)).status_code == 303
    page = text(geir.get(to("assignment", pk)))
    assert "AVT-1, versjon 2" in page
    assert geir.post(to("end_assignment", pk, "gjennomfort"), {"why": "Alt er holdt"}).status_code == 303
    assert place.fresh().status == "finished"


def test_trying_out_keeps_nothing_and_shows_the_difference(place, as_):
    place.classified()
    budget = place.budgeted()
    mona = as_("mona")

    tried = mona.post(to("budget", place.assignment.pk), {**TERMS, **WORK, "travel": 30_000, "edition": 1, "try": 1})

    page = text(tried)
    assert tried.status_code == 200
    assert "Dette er prøvd ut og ikke lagret." in page
    assert "24 000 kr 30 000 kr 6 000 kr" in page
    assert "152 075 kr 158 675 kr 6 600 kr" in page
    budget.refresh_from_db()
    assert budget.travel == 24_000
    more = mona.post(to("budget", place.assignment.pk), {**TERMS, **WORK, "edition": 1, "more": 1})
    assert more.content.decode().count("-hours") > tried.content.decode().count("-hours")


def test_a_wrong_rate_family_is_warned_of_and_stops_the_signature_until_it_is_explained(place, as_):
    place.classified()
    budget = place.budgeted(family="commissioned")
    mona, pk = as_("mona"), place.assignment.pk

    assert "Etter vurderingen skulle det vært «Etter- og videreutdanning»." in text(mona.get(to("budget", pk)))
    refused = mona.post(to("sign_budget", budget.pk), {"edition": budget.edition})
    assert refused.status_code == 403
    assert "Bytt satser, eller skriv hvorfor disse brukes." in text(refused)
    given = {**TERMS, **WORK, "family": "commissioned", "family_because": "Avtalt med fakultetet"}
    assert mona.post(to("budget", pk), {**given, "edition": budget.edition, "save": 1}).status_code == 303
    budget.refresh_from_db()
    assert mona.post(to("sign_budget", budget.pk), {"edition": budget.edition}).status_code == 303


def test_the_signed_price_as_excel_and_pdf(place, as_):
    place.classified()
    budget = place.signed_budget()
    liv = as_("liv")

    book = openpyxl.load_workbook(BytesIO(liv.get(to("budget_workbook", budget.pk)).content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert ["Pris", None, PRICE, None, None] in cells
    assert sum(row[2] for row in cells if isinstance(row[2], int)) == 2 * PRICE
    pdf = liv.get(to("budget_pdf", budget.pk))
    assert pdf.content.startswith(b"%PDF")
    page = text(liv.get(to("budget_version", budget.pk)))
    assert "signert av mona" in page.lower()


def test_odd_rows_are_refused_on_their_field_and_nothing_is_kept(place, as_):
    place.classified()
    budget = place.budgeted()
    mona, pk = as_("mona"), place.assignment.pk

    for wrong in (
        {"work-0-hours": "-1"},
        {"work-0-hours": "NaN"},
        {"work-0-kind": "=cmd|"},
        {"work-0-semester": "1999H"},
        {"work-0-person": "999999"},
        {"travel": "1e12"},
        {"purchase-0-amount": "500"},
        {"family": "<svg onload=x>"},
    ):
        given = {**TERMS, **WORK, **wrong, "edition": budget.edition, "save": 1}
        assert mona.post(to("budget", pk), given).status_code == 422, wrong
    far = {**TERMS, "work-999999999-hours": "4", "edition": budget.edition, "try": 1}
    assert mona.post(to("budget", pk), far).status_code == 200
    assert budget.work.count() == 4


def test_somebody_who_saved_in_the_meantime_is_not_overwritten(place, as_):
    place.classified()
    budget = place.budgeted()

    late = as_("geir").post(to("budget", place.assignment.pk), {**TERMS, "edition": budget.edition - 1, "save": 1})

    assert late.status_code == 409
    assert "Noen andre har endret budsjettet" in text(late)


def test_a_year_at_the_standard_price(place, as_):
    place.classified()
    place.signed_budget()
    mona, pk = as_("mona"), place.assignment.pk

    page = text(mona.get(to("standard_price", pk), {"n": 12, "price": 150_000, "fixed": 100_000}))
    assert "Ett oppdrag som dette koster enheten 138 250 kr" in page
    assert "Det går rundt fra 9 oppdrag i året." in page
    assert "Ved 12 oppdrag i året må prisen være minst 146 584 kr." in page
    assert mona.get(to("standard_price", pk), {"n": 0, "price": -1, "fixed": 0}).status_code == 422
    never = text(mona.get(to("standard_price", pk), {"n": 12, "price": 138_250, "fixed": 1}))
    assert "flere oppdrag hjelper ikke" in never


def test_a_unit_signs_for_its_own_figure_and_sees_what_is_published(place, as_):
    mona, unit = as_("mona"), place.unit.pk
    page = text(mona.get(to("unit_figures", unit)))
    assert "Sjablongpris for grunnpakken (4 dager over to semestre) – Ikke ført" in page
    shown = mona.get(to("unit_figure", unit, "factor_lecture"), {"publisert": 0})
    assert "uio.no" in text(shown)
    assert 'value="4"' in shown.content.decode()

    given = {"value": "5", "starts_on": "2026-08-01", "source": "Vedtak i ledermøtet", "why": "Mer forberedelse"}
    assert mona.post(to("unit_figure", unit, "factor_lecture"), given).status_code == 303
    assert UnitRate.objects.get(name="factor_lecture", value=5).signed_by == place.mona
    wrong = mona.post(to("unit_figure", unit, "factor_lecture"), {**given, "value": "500"})
    assert wrong.status_code == 422
    assert as_("geir").post(to("unit_figure", unit, "factor_lecture"), given).status_code == 404
    assert as_("liv").post(to("unit_figure", unit, "factor_lecture"), given).status_code == 403
    assert mona.get(to("unit_figure", unit, "factor_dance")).status_code == 404


def test_the_load_and_the_printed_tables_with_their_deviations(place, as_):
    member = UnitMembershipFactory(unit=place.unit, person=place.geir.person)
    arvid = as_("arvid")

    page = text(arvid.get(to("workload")))
    assert "Plikten er ikke ført." in page
    assert "389 390 (389,51) −1" in page
    given = {"hours": "398", "starts_on": "2026-08-01", "source": "Arbeidsplanen"}
    assert arvid.post(to("duty", member.pk), given).status_code == 303
    assert "0 av 398 timer, 0 %." in text(arvid.get(to("workload"), {"skolear": 2026}))
    assert as_("mona").post(to("duty", member.pk), given).status_code == 403
    assert arvid.get(to("workload"), {"skolear": "abc"}).status_code == 200


def test_a_list_is_opened_again_with_a_reason_and_signed_anew(place, as_):
    place.everything()
    geir, pk = as_("geir"), place.assignment.pk

    assert geir.post(to("reopen_checklist", pk, "prosjekt"), {"why": ""}).status_code == 422
    assert geir.post(to("reopen_checklist", pk, "prosjekt"), {"why": "Ny medarbeider"}).status_code == 303
    assert "Åpnet på nytt: Ny medarbeider" in text(geir.get(to("checklist", pk, "prosjekt")))
    assert as_("mona").post(to("reopen_checklist", pk, "enhet"), {"why": "x"}).status_code == 403
    assert geir.get(to("checklist", pk, "noe")).status_code == 404
    assert geir.get(to("end_assignment", pk, "noe")).status_code == 404


def test_those_who_only_take_part_see_what_is_missing_and_never_the_price(place, as_):
    place.everything()
    expert = PersonFactory(user=UserFactory(username="tone"), first_name="Tone")
    RoleGrantFactory(person=expert, role=Role.ACADEMIC, organisation=place.unit.provider)
    place.tone = expert.user
    place.part(expert.user, "expert")
    tone, pk = as_("tone"), place.assignment.pk

    page = text(tone.get(to("assignment", pk)))
    assert "Avtale Mangler Partene i avtalen" in page
    assert "152 075" not in page
    budget = AssignmentBudget.objects.get().pk
    for address in (
        *(to(name, pk) for name in ("budget", "new_budget", "standard_price", "classify")),
        *(to("checklist", pk, which) for which in ("prosjekt", "enhet")),
        *(to(name, budget) for name in ("budget_version", "budget_workbook", "budget_pdf")),
    ):
        assert tone.get(address).status_code == 403, address
    assert tone.post(to("start_assignment", pk)).status_code == 403


def test_another_college_sees_nothing(place, as_):
    place.everything()
    far, pk, budget = as_("far"), place.assignment.pk, AssignmentBudget.objects.get().pk

    for address in (
        *(to(name, pk) for name in ("assignment", "budget", "new_budget", "standard_price", "classify")),
        *(to("checklist", pk, which) for which in ("prosjekt", "enhet")),
        *(to(name, budget) for name in ("budget_version", "budget_workbook", "budget_pdf")),
        to("unit_figures", place.unit.pk),
        to("end_assignment", pk, "avlys"),
    ):
        assert far.get(address).status_code == 404, address
    for address in (to("start_assignment", pk), to("sign_budget", budget), to("classify", pk)):
        assert far.post(address).status_code == 404, address


@pytest.mark.parametrize("rows", [1, 20])
def test_the_load_asks_no_more_often_when_there_are_more_people(place, as_, rows, django_assert_max_num_queries):
    for _number in range(rows):
        UnitMembershipFactory(unit=place.unit)
        AssignmentFactory(unit=place.unit)
    arvid = as_("arvid")
    with django_assert_max_num_queries(12):
        assert arvid.get(to("workload")).status_code == 200
