"""The provider's pages: Nina's offers, admission and files, the college's competence, and what outsiders meet."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pafyll.apps.applications.models import Admission
from pafyll.apps.assignments.models import CompetenceProfile, PublicConsent
from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE
from tests.architecture.pages import faults_of

pytestmark = pytest.mark.usefixtures("world")
BLANK = "\u00a0"


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:500]
    text = response.content.decode()
    assert faults_of(text) == []
    return text.replace(BLANK, " ")


def at_college(**fields):
    return Admission.objects.filter(offer__programme__provider__name="Høgskolen i Innhavet", **fields).order_by("pk")


def colleges_offer(**fields):
    rows = StudyOffer.objects.filter(programme__provider__name="Høgskolen i Innhavet", **fields)
    return rows.select_related("programme").order_by("pk")


# --- admission


def test_nina_finds_her_applicants_by_status_and_never_the_universitys(as_nina):
    everyone = page_of(as_nina, "/tilbyder/opptak/")
    waiting = page_of(as_nina, "/tilbyder/opptak/?status=offered")
    other = Admission.objects.exclude(offer__programme__provider__name="Høgskolen i Innhavet").first()

    assert str(at_college(status="offered")[0].participation.person) in waiting
    assert "Last ned disse som Excel" in everyone
    assert as_nina.get(f"/tilbyder/opptak/{other.pk}/").status_code == 404


def test_one_applicant_shows_what_the_owner_and_the_directorate_decided(as_nina):
    text = page_of(as_nina, f"/tilbyder/opptak/{at_college(status='passed')[0].pk}/")

    assert "Godkjente søknaden" in text
    assert "Innvilget" in text
    assert "Læreren har skrevet dette én gang" in text


def test_nina_looks_over_two_and_does_it_to_the_one_that_can(as_nina):
    can, cannot = at_college(status="accepted")[0], at_college(status="passed")[0]
    can.conditions.update(is_met=True)
    address = "/tilbyder/opptak/se-over/"
    shown = page_of(as_nina, f"{address}?gjor=admit&rad={can.pk}&rad={cannot.pk}")
    seen = shown.partition('name="sett" value="')[2][:16]

    answer = as_nina.post(address, {"gjor": "admit", "rad": [can.pk], "sett": seen})

    assert "Disse kan ikke være med" in shown
    assert answer.status_code == 303
    assert Admission.objects.get(pk=can.pk).status == "admitted"


def test_a_refusal_without_a_reason_comes_back_on_its_field(as_nina):
    one = at_college(status="offered")[0]
    address = "/tilbyder/opptak/se-over/"
    shown = page_of(as_nina, f"{address}?gjor=refuse&rad={one.pk}")
    seen = shown.partition('name="sett" value="')[2][:16]

    answer = as_nina.post(address, {"gjor": "refuse", "rad": [one.pk], "sett": seen})

    assert answer.status_code == 422
    assert "Velg et svar." in answer.content.decode()


def test_the_file_goes_out_and_in_again_without_changing_anything(as_nina):
    content = as_nina.get("/tilbyder/opptak/fil/xlsx/").content
    page_of(as_nina, "/tilbyder/opptak/innlesing/")
    answer = as_nina.post("/tilbyder/opptak/innlesing/", {"file": SimpleUploadedFile("opptak.xlsx", content)})

    text = page_of(as_nina, answer.url)

    assert "ingenting å gjøre" in text
    assert as_nina.get("/tilbyder/opptak/fil/pdf/").status_code == 404


def test_a_file_with_faults_says_where_and_offers_no_button(as_nina):
    content = "søknad;tilbud;handling\r\nFINNES-IKKE;MAT1-2025;bestått\r\n".encode()
    answer = as_nina.post("/tilbyder/opptak/innlesing/", {"file": SimpleUploadedFile("opptak.csv", content)})

    text = page_of(as_nina, answer.url)

    assert "Rad 2" in text
    assert "Gjør dette" not in text


def test_nobody_at_the_college_but_the_study_administration_reads_applicants(as_liv, as_geir):
    for client in (as_liv, as_geir):
        assert "Ingen søkere passer med dette" in page_of(client, "/tilbyder/opptak/")
        assert client.get(f"/tilbyder/opptak/{at_college()[0].pk}/").status_code == 404


def test_the_owner_reads_how_it_goes_for_her_teachers(as_siri, as_ola):
    assert "Det studiestedene har meldt" in page_of(as_siri, "/eier/deltakere/opptak/")
    hers = Admission.objects.filter(participation__owner__name="Fjordvik kommune").first()
    assert str(hers.participation.person) not in page_of(as_ola, "/eier/deltakere/opptak/")


def test_the_teacher_answers_one_question_and_writes_nothing_twice(client_of):
    one = at_college(status="offered")[0]
    client = client_of(one.participation.person)
    address = f"/min/studium/{one.participation_id}/opptak/"
    text = page_of(client, address)
    home = page_of(client, "/min/")

    answer = client.post(address, {"answer": "ja"})

    assert text.count("<textarea") == 0
    assert text.count('type="text"') == 0
    assert "Tilbud om opptak" in home
    assert answer.status_code == 303
    assert Admission.objects.get(pk=one.pk).status == "accepted"


def test_another_teachers_admission_is_not_there(as_kari):
    other = at_college(status="offered")[0]
    assert as_kari.get(f"/min/studium/{other.participation_id}/opptak/").status_code == 404


# --- offers


def test_nina_writes_an_offer_looks_it_over_and_publishes_it(as_nina):
    page_of(as_nina, "/tilbyder/")
    page_of(as_nina, "/tilbyder/tilbud/nytt/")
    given = {
        "programme_code": "LES1", "name": "Lesing", "subject": "norwegian", "credits": "15", "study_year": CURRENT,
        "semesters": 1, "starts_in": "H", "mode": "online", "capacity": 20, "fee": "",
    }  # fmt: skip

    answer = as_nina.post("/tilbyder/tilbud/nytt/", given)
    text = page_of(as_nina, answer.url)
    as_nina.post(answer.url)

    assert "Ikke oppgitt" in text
    assert StudyOffer.objects.get(code=f"LES1-{CURRENT}").status == "published"


def test_the_second_of_two_who_edit_gets_a_page_that_says_so(as_nina):
    offer = colleges_offer(study_year=CURRENT + 1)[0]
    address = f"/tilbyder/tilbud/{offer.pk}/rediger/"
    text = page_of(as_nina, address)
    given = {
        "programme_code": offer.programme.code, "name": "Nytt navn", "subject": offer.programme.subject,
        "credits": "30", "stages": offer.programme.stages, "study_year": offer.study_year, "semesters": 2,
        "starts_in": "H", "mode": offer.mode, "place": offer.place, "gatherings": offer.gatherings, "capacity": 9,
        "seen_offer": offer.version, "seen_programme": offer.programme.version,
    }  # fmt: skip

    first, second = as_nina.post(address, given), as_nina.post(address, given | {"capacity": 3})

    assert "seen_offer" in text
    assert (first.status_code, second.status_code) == (303, 409)
    assert StudyOffer.objects.get(pk=offer.pk).capacity == 9


def test_the_copy_shows_what_is_still_last_years(as_nina):
    offer = colleges_offer(study_year=CURRENT + 1)[0]
    address = f"/tilbyder/tilbud/{offer.pk}/se-over/"
    before = page_of(as_nina, address)

    as_nina.post(f"/tilbyder/tilbud/{offer.pk}/som-i-fjor/capacity/")

    assert "Fortsatt som i fjor" in before
    assert "capacity" not in StudyOffer.objects.get(pk=offer.pk).unchecked
    assert 'class="ds-button" type="submit">Publiser' not in page_of(as_nina, address)


def test_places_and_cancelling_show_the_effect_first_in_both_states(as_nina):
    for year in (CURRENT, MIDDLE):
        offer = colleges_offer(study_year=year, status="published")[0]
        page_of(as_nina, f"/tilbyder/tilbud/{offer.pk}/")
        assert "Fra" in page_of(as_nina, f"/tilbyder/tilbud/{offer.pk}/plasser/?capacity={offer.capacity + 1}")
        assert "Hvem det gjelder" in page_of(as_nina, f"/tilbyder/tilbud/{offer.pk}/avlys/")


def test_a_study_is_called_off_with_a_reason(as_nina):
    offer = colleges_offer(study_year=CURRENT, status="published")[0]
    address = f"/tilbyder/tilbud/{offer.pk}/avlys/"
    seen = page_of(as_nina, address).partition('name="sett" value="')[2][:16]

    assert as_nina.post(address, {"reason": "", "sett": seen}).status_code == 422
    assert as_nina.post(address, {"reason": "For få søkere", "sett": seen}).status_code == 303
    assert StudyOffer.objects.get(pk=offer.pk).status == "cancelled"


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_example_and_our_own_offers_can_be_read_in(as_nina, form):
    page_of(as_nina, "/tilbyder/tilbud/innlesing/")
    example = as_nina.get(f"/tilbyder/tilbud/eksempel/{form}/").content
    ours = as_nina.get(f"/tilbyder/tilbud/fil/{form}/?ar={CURRENT}").content
    for content, said in ((example, "Ny kladd"), (ours, "ingenting å gjøre")):
        answer = as_nina.post("/tilbyder/tilbud/innlesing/", {"file": SimpleUploadedFile(f"t.{form}", content)})
        assert said in page_of(as_nina, answer.url)
    done = as_nina.post(f"{answer.url}utfor/", {"sett": page_of(as_nina, answer.url).partition('value="')[2][:16]})
    assert done.status_code == 303
    assert ExchangeFile.objects.latest("pk").kind == "offers"


def test_the_university_does_not_find_the_colleges_offer(as_liv):
    offer = colleges_offer(study_year=CURRENT)[0]
    for page in ("rediger", "se-over", "plasser", "avlys"):
        assert as_liv.get(f"/tilbyder/tilbud/{offer.pk}/{page}/").status_code == 404


# --- competence


def test_liv_sees_fields_and_people_and_why_somebody_fits(as_liv):
    overview = page_of(as_liv, "/tilbyder/kompetanse/")
    query = "felt=classroom_assessment&niva=contributes&sprak=en&trinn=8-10&semester=2026H&prosent=10"
    hits = page_of(as_liv, f"/tilbyder/kompetanse/sok/?{query}")

    assert "Torunn Eikemo" in overview
    assert "Fagfelt: Vurdering for læring, kan lede." in hits
    assert "Tid: 10 prosent ledig høsten 2026." in hits  # Geir: 20 stated, two parts of 5 taken
    assert as_liv.get("/tilbyder/kompetanse/excel/").status_code == 200


def test_geir_writes_his_own_page_and_takes_his_consent_back(as_geir, client):
    assert "Geir Sandnes" in page_of(client, "/fagfolk/")
    text = page_of(as_geir, "/tilbyder/kompetanse/min-side/")
    geir = CompetenceProfile.objects.get(person__user__username="geir")

    given = {"seen": geir.version, "field_reading": "learns", "languages": ["nb"], "time_2026H": 5}
    saved = as_geir.post("/tilbyder/kompetanse/min-side/", given)
    as_geir.post("/tilbyder/kompetanse/min-side/samtykke/", {"gjor": "trekk"})

    assert "Du sa ja" in text
    assert saved.status_code == 303
    assert "Geir Sandnes" not in page_of(client, "/fagfolk/")
    assert not PublicConsent.objects.filter(profile=geir, withdrawn_at__isnull=True).exists()


def test_geir_sees_no_colleague_and_nina_has_no_page(as_geir, as_nina):
    other = CompetenceProfile.objects.exclude(person__user__username="geir").first()

    assert as_geir.get(f"/tilbyder/kompetanse/{other.pk}/").status_code == 404
    assert as_geir.get("/tilbyder/kompetanse/sok/").status_code == 403
    assert as_nina.get("/tilbyder/kompetanse/min-side/").status_code == 404
