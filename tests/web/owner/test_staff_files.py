"""The staff and the files of staff at Siri's desk: from a file to the preview, the receipt and back."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import ImportedPerson, StaffImport

HEADING = "Ansattnr;Fornavn;Etternavn;E-post;Arbeidssted;Fag;Trinn;Timer;Studiepoeng"
KARI = "777;Tuva;Holm;tuva.holm@example.no;Fjordvik skole;Matematikk;1-7;8;60"
UPLOAD = "/eier/ansatte/last-inn/"


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def waiting():
    return StaffImport.objects.get(file_name="ansatte-mars.csv")


def address(kept, part=""):
    return f"/eier/ansatte/innlesing/{kept.pk}/{part}"


def send(client, *rows, name="ansatte.csv", **more):
    file = SimpleUploadedFile(name, "\n".join([HEADING, *rows]).encode("cp1252"))
    told = {"file": file, "as_of": "2026-03-10", "school_year": "2025", "is_complete": "no"} | more
    return client.post(UPLOAD, told)


def test_siri_sees_her_staff_with_what_they_teach_and_how_it_stands_to_the_requirement(as_siri):
    shown = text_of(as_siri.get("/eier/ansatte/"))

    assert "Kari Nordvik" in shown
    assert "Matematikk 1-7" in shown
    assert "mangler" in shown


def test_the_list_is_found_by_school_subject_and_standing(as_siri):
    everyone = as_siri.get("/eier/ansatte/").context["found"]

    lacking = as_siri.get("/eier/ansatte/", {"fag": "mathematics", "krav": "lacks"})

    assert 0 < lacking.context["found"] < everyone
    assert "Kari Nordvik" in text_of(lacking)
    assert as_siri.get("/eier/ansatte/", {"sok": "Nordvik Kari"}).context["found"] == 1


def test_the_export_follows_the_search_and_can_be_read_in_again(as_siri):
    sent = as_siri.get("/eier/ansatte/csv/", {"sok": "Kari Nordvik"}).content

    answer = as_siri.post(
        UPLOAD,
        {"file": SimpleUploadedFile("eksport.csv", sent), "as_of": "2026-03-10", "school_year": "2025",
         "is_complete": "no"},
    )  # fmt: skip
    form = as_siri.get(answer.url).context["form"]

    assert sent.decode("utf-8-sig").count("Nordvik;") == 2
    assert all(form[name].initial for name in ("person_id", "school", "subject", "stage", "credits"))


def test_a_file_goes_from_siris_desk_to_the_records(as_siri):
    columns = send(as_siri, KARI)
    kept = StaffImport.objects.latest("pk")
    form = as_siri.get(columns.url).context["form"]
    as_siri.post(columns.url, {name: form[name].initial for name in form.fields})
    preview = as_siri.get(address(kept))
    assert "Ingenting er lagret ennå" in text_of(preview)
    assert not Person.objects.filter(first_name="Tuva").exists()

    confirmed = as_siri.post(address(kept, "bekreft/"))
    receipt = as_siri.get(as_siri.get(confirmed.url).url)

    assert "Filen er lest inn" in text_of(receipt)
    assert Person.objects.get(first_name="Tuva").credits_held.get().credits == 60


def test_the_preview_says_row_field_and_remedy_and_gives_only_the_failed_rows(as_siri):
    shown = text_of(as_siri.get(address(waiting())))
    file = as_siri.get(address(waiting(), "feil/"))

    assert "Fjordvk skole" in shown
    assert "Mente du «Fjordvik skole»?" in shown
    assert file.content.decode("utf-8-sig").count("\n") == 3
    assert "ansatte-mars-feil.csv" in file["Content-Disposition"]


def test_the_preview_shows_the_figures_before_and_after(as_siri):
    effects = {line.label: line for line in as_siri.get(address(waiting())).context["effects"]}

    assert int(effects["Ansatte"].after) == int(effects["Ansatte"].before) + 2


def test_siri_answers_who_a_likely_person_is_and_can_then_confirm(as_siri):
    kept = waiting()
    refused = as_siri.get(address(kept)).context["may"]
    row = ImportedPerson.objects.get(staff_import=kept, likely__isnull=False)

    as_siri.post(address(kept, "svar/"), {"spurt": row.pk, f"samme-{row.pk}": "ja"})

    assert not refused
    assert as_siri.get(address(kept)).context["may"]
    assert ImportedPerson.objects.get(pk=row.pk).person == row.likely


def test_what_jonas_typed_in_later_is_listed_and_chosen(as_siri):
    kept = waiting()
    shown = text_of(as_siri.get(address(kept), {"vis": "conflict"}))
    row = ImportedPerson.objects.get(staff_import=kept, conflicts__gt=0)
    place = next(at for at, change in enumerate(row.changes) if change["newer"])

    as_siri.post(address(kept, "velg/"), {"spurt": row.pk, f"bruk-{row.pk}:{place}": "file"})

    assert "Oppgitt av læreren" in shown
    assert ImportedPerson.objects.get(pk=row.pk).changes[place]["take"] == "file"


def test_a_file_that_is_not_a_table_is_refused_on_its_field(as_siri):
    answer = as_siri.post(
        UPLOAD,
        {"file": SimpleUploadedFile("ansatte.xlsx", b"%PDF-1.7"), "as_of": "2026-03-10", "school_year": "2025",
         "is_complete": "no"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert "verken CSV eller Excel" in text_of(answer)


def test_a_column_that_is_needed_must_be_chosen(as_siri):
    columns = send(as_siri, KARI).url

    answer = as_siri.post(columns, {"person_id": "0", "school": "4", "subject": "5", "stage": ""})

    assert answer.status_code == 422


def test_one_heading_cannot_be_two_columns(as_siri):
    columns = send(as_siri, KARI).url

    answer = as_siri.post(columns, {"person_id": "0", "school": "4", "subject": "5", "stage": "5"})

    assert "er valgt to ganger" in text_of(answer)


def test_an_abandoned_file_is_gone(as_siri):
    kept = waiting()

    as_siri.post(address(kept, "forkast/"))

    assert "Filen er forkastet" in text_of(as_siri.get(address(kept)))
    assert StaffImport.objects.get(pk=kept.pk).content is None


def test_siri_can_undo_the_last_import(as_siri):
    kept = StaffImport.objects.get(file_name="ansatte-februar.csv")

    as_siri.post(address(kept, "angre/"))

    assert "Innlesingen er angret" in text_of(as_siri.get(address(kept)))


def test_gro_sees_that_her_file_waits_and_may_leave_or_stop_it(as_gro):
    kept = StaffImport.objects.get(owner__kind="county_authority")

    page = as_gro.get(as_gro.get(address(kept)).url)
    part = as_gro.get(address(kept, "framdrift/"), headers={"HX-Request": "true"})
    as_gro.post(address(kept, "stans/"))

    assert 'http-equiv="refresh"' in page.content.decode()
    assert "Du kan forlate siden" in text_of(part)
    assert 'hx-trigger="every 2s"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "Arbeidet er avbrutt" in text_of(as_gro.get(address(kept, "framdrift/")))


@pytest.mark.parametrize(
    "part", ["", "kolonner/", "framdrift/", "feil/", "svar/", "velg/", "bekreft/", "forkast/", "angre/", "stans/"]
)
def test_ola_never_meets_siris_file(as_ola, part):
    way = as_ola.get if part in ("", "kolonner/", "framdrift/", "feil/") else as_ola.post

    assert way(address(waiting(), part)).status_code == 404
    assert waiting().status == "previewed"


def test_ola_never_sees_siris_staff(as_ola):
    assert "Kari Nordvik" not in text_of(as_ola.get("/eier/ansatte/"))
    assert "Nordvik" not in as_ola.get("/eier/ansatte/csv/").content.decode()
