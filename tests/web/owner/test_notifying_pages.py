"""Notifying a need in the browser's words: part by part, as a sheet, looked over, sent; and all grants on one page."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pafyll.apps.forums.models import NeedsNotification, OpeningSubscription, SchemeYear
from pafyll.apps.forums.services.sending_needs import send_need
from pafyll.apps.organisations.models import RoleGrant
from pafyll.integrations.clock import OSLO
from tests.factories import (
    FormVersionFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SchemeYearFactory,
    UserFactory,
)
from tests.factories.needs import ANSWERS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=OSLO)


def _logged_in(name, organisation, role=RoleGrant.Role.OWNER_DECIDER):
    user = UserFactory(username=name)
    RoleGrantFactory(person=PersonFactory(user=user), role=role, organisation=organisation)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def fjordvik(clock):
    return OrganisationFactory(municipality=True, name="Fjordvik kommune")


@pytest.fixture
def siri(fjordvik):
    return _logged_in("siri", fjordvik)


@pytest.fixture
def ola(clock):
    return _logged_in("ola", OrganisationFactory(municipality=True, name="Storby kommune"))


@pytest.fixture
def college():
    return OrganisationFactory(provider=True, name="Høgskolen")


@pytest.fixture
def need(fjordvik, college):
    form = FormVersionFactory(scheme_year=SchemeYearFactory(announced=True), live=True)
    return NeedsNotificationFactory(form=form, owner=fjordvik, answers=ANSWERS | {"partners": [college.number]})


def _at(name, *args):
    return reverse(f"owner:{name}", args=args)


def _fields(page, **changed):
    """What the page's form would post: the hidden fields and the given answers."""
    hidden = dict(re.findall(r'name="(seen|key)" value="([^"]*)"', page.content.decode()))
    return hidden | changed


def _answers(need):
    return NeedsNotification.objects.get(pk=need.pk).answers


def test_siri_begins_from_the_list_and_is_led_through_every_part_to_the_receipt(siri, need, college):
    year = need.scheme_year
    assert year.title in siri.get(_at("notifications")).content.decode()
    begun = siri.post(_at("begin_notification", year.pk), {"start": f"need-{need.pk}"})
    made = NeedsNotification.objects.latest("pk")
    where = begun["Location"]
    for section in made.form.form.sections:
        page = siri.get(where)
        given = {key: value for key, value in made.answers.items() if key in {q.key for q in section.questions}}
        saved = siri.post(where, _fields(page, **given, do="next"))
        assert saved.status_code == 303
        where = saved["Location"]

    assert where == _at("check_notification", made.pk)
    sent = siri.post(where)

    assert sent["Location"] == _at("notification_receipt", made.pk, 1)
    receipt = siri.get(sent["Location"]).content.decode()
    assert "Svarene er uendret siden de ble lagret." in receipt
    assert college.name in receipt


def test_the_page_that_looks_over_lists_what_is_missing_with_links(siri, need):
    NeedsNotification.objects.filter(pk=need.pk).update(answers={"measure_title": "Lesing"})

    page = siri.get(_at("check_notification", need.pk)).content.decode()

    assert f'href="{_at("notification_section", need.pk, "need")}#id_status"' in page
    assert "Beløpet mangler." in page
    assert "Send behovsmeldingen" not in page


def test_what_is_written_is_saved_meanwhile_and_own_saves_never_stand_in_the_way(siri, need):
    where = _at("notification_section", need.pk, "measure")
    fields = _fields(siri.get(where))

    first = siri.post(where, fields | {"goals": "Flere leser."}, headers={"HX-Request": "true"})
    second = siri.post(where, fields | {"goals": "Flere leser godt.", "do": "next"})

    assert "Lagret 10." in first.content.decode()
    assert second.status_code == 303
    assert _answers(need)["goals"] == "Flere leser godt."


def test_a_colleague_in_another_window_is_not_written_over(siri, need):
    where = _at("notification_section", need.pk, "measure")
    mine, theirs = _fields(siri.get(where)), _fields(siri.get(where))
    siri.post(where, theirs | {"goals": "Kollegaens"})

    meanwhile = siri.post(where, mine | {"goals": "Mine"}, headers={"HX-Request": "true"})

    assert meanwhile.status_code == 409
    assert "Ikke lagret." in meanwhile.content.decode()
    assert _answers(need)["goals"] == "Kollegaens"


def test_what_is_not_understood_stands_on_the_field_and_the_rest_is_saved(siri, need):
    where = _at("notification_section", need.pk, "money")

    page = siri.post(where, _fields(siri.get(where), years="1", amount_year_1="mange", own_effort="Tid"))

    assert page.status_code == 422
    assert "Vi forstår ikke dette som et tall." in page.content.decode()
    assert (_answers(need)["own_effort"], _answers(need)["amount_year_1"]) == ("Tid", 400_000)


def test_an_answer_that_opens_a_question_shows_it(siri, need):
    where = _at("notification_section", need.pk, "measure")
    page = siri.get(where)
    assert "Hvor mange kursdager?" not in page.content.decode()

    saved = siri.post(where, _fields(page, measure_kind="course"), follow=True)

    assert "Hvor mange kursdager?" in saved.content.decode()


def test_ola_finds_nothing_of_siris(ola, need):
    for name, args in (
        ("notification", ()),
        ("notification_section", ("need",)),
        ("check_notification", ()),
        ("notification_receipt", (1,)),
        ("notification_sheet", ()),
        ("upload_notification", ()),
    ):
        assert ola.get(_at(name, need.pk, *args)).status_code == 404
    assert need.title not in ola.get(_at("notifications")).content.decode()


def test_after_the_deadline_the_page_says_why_and_nothing_is_saved(siri, need, clock):
    where = _at("notification_section", need.pk, "measure")
    fields = _fields(siri.get(where))
    closes = clock.move_to("2026-03-10 12:30")
    SchemeYear.objects.update(closes_at=closes)

    late = siri.post(where, fields | {"goals": "For sent"})

    assert late.status_code == 403
    assert "Fristen for å melde behov er ute." in late.content.decode()


def test_the_receipt_becomes_a_pdf_once(siri, need):
    NeedsNotification.objects.filter(pk=need.pk).update(answers=need.answers | {"goals": "To linjer.\n\nEn til."})
    send_need(need=need, by=UserFactory(username="siri"), at=NOW)
    where = _at("write_notification_receipt", need.pk, 1)

    first, second = (siri.post(where, {"language": "nn"})["Location"] for _time in range(2))

    assert first == second
    assert siri.get(first).content.startswith(b"%PDF")


def _sheet(client, need, **changed):
    content = client.get(_at("notification_sheet", need.pk)).content
    book = openpyxl.load_workbook(BytesIO(content))
    for row in book.active.iter_rows(min_row=2):
        if row[4].value in changed:
            row[2].value = changed[row[4].value]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _upload(client, need, content, name="skjema.xlsx"):
    return client.post(_at("upload_notification", need.pk), {"file": SimpleUploadedFile(name, content)})


def test_a_sheet_shows_what_it_changes_and_keeps_it_when_confirmed(siri, need):
    content = _sheet(siri, need, goals="Alle leser.", measure_kind="Kurs eller samlinger", course_days=3.5, teachers=50)
    page = _upload(siri, need, content)
    assert "4 svar blir endret" in page.content.decode()
    assert _answers(need)["teachers"] == 40

    packed = re.search(r'name="confirmed" value="([^"]+)"', page.content.decode())[1]
    siri.post(_at("upload_notification", need.pk), {"confirmed": packed})

    kept = _answers(need)
    assert (kept["goals"], kept["measure_kind"], kept["course_days"], kept["teachers"]) == (
        "Alle leser.", "course", "3.5", 50,
    )  # fmt: skip
    assert {key: kept[key] for key in ANSWERS if key not in ("goals", "measure_kind", "teachers")} == {
        key: ANSWERS[key] for key in ANSWERS if key not in ("goals", "measure_kind", "teachers")
    }


def test_an_unchanged_sheet_changes_nothing(siri, need):
    page = _upload(siri, need, _sheet(siri, need))

    assert "Arket sier det samme som skjemaet gjør nå." in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"teachers": "mange"}, "Vi forstår ikke dette som et tall."),
        ({"teachers": -3}, "Tallet kan ikke være under null."),
        ({"amount_year_1": "1.200.000"}, "Punktum i et tall kan bety to ting."),
        ({"amount_year_1": 1000.5}, "Skriv et helt antall kroner, uten desimaler."),
        ({"measure_kind": "Noe helt annet"}, "er ikke et av svarene."),
        ({"goals": "a" * 3001}, "Svaret er på 3001 tegn. Det er plass til 3000."),
        ({"partners": "12345"}, "er ikke et organisasjonsnummer."),
        ({"budget": "budsjett.pdf"}, "finnes ikke i skjemaet."),
    ],
)
def test_each_fault_in_a_sheet_is_told_with_its_row_and_nothing_is_kept(siri, need, changed, says):
    page = _upload(siri, need, _sheet(siri, need, **changed))

    assert page.status_code == 422
    assert says in page.content.decode()
    assert "Rad " in page.content.decode()
    assert 'name="confirmed"' not in page.content.decode()


def _without_key_column():
    book = openpyxl.Workbook()
    book.active.append(["Spørsmål", "Svar"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Filen"),
        (b"ikke et ark", "Filen er ikke av et slag vi tar imot"),
        (b"PK\x03\x04 avkuttet", "Filen er ikke hel"),
        (_without_key_column(), "Arket har ikke kolonnene «Svar» og «Kortnavn»."),
    ],
)
def test_what_is_no_sheet_of_this_form_is_told_so(siri, need, content, says):
    page = _upload(siri, need, content)

    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_preview_that_has_become_old_is_not_kept(siri, need):
    page = _upload(siri, need, _sheet(siri, need, goals="Fra arket"))
    packed = re.search(r'name="confirmed" value="([^"]+)"', page.content.decode())[1]
    NeedsNotification.objects.filter(pk=need.pk).update(edition=99)

    siri.post(_at("upload_notification", need.pk), {"confirmed": packed})
    siri.post(_at("upload_notification", need.pk), {"confirmed": "tull"})

    assert _answers(need)["goals"] == ANSWERS["goals"]


def test_a_file_is_attached_shown_and_taken_out(siri, need):
    file = SimpleUploadedFile("budsjett.pdf", b"%PDF-1.4\n%%EOF")
    siri.post(_at("attach_to_notification", need.pk, "budget"), {"file": file})
    kept = need.files.get()
    assert siri.get(_at("notification_file", need.pk, kept.pk)).content == b"%PDF-1.4\n%%EOF"

    siri.post(_at("remove_notification_file", need.pk, kept.pk))

    assert not need.files.exists()


def test_a_file_that_is_something_else_is_refused_with_words(siri, need):
    file = SimpleUploadedFile("budsjett.pdf", b"MZ kjorbar fil")

    page = siri.post(_at("attach_to_notification", need.pk, "budget"), {"file": file}, follow=True)

    assert "Filen er ikke av et slag vi tar imot" in page.content.decode()


def test_all_open_grants_stand_on_one_page_with_the_nearest_deadline_first(siri, need):
    SchemeYearFactory(
        announced=True, scheme="decentralised", year=2025, title="En annen", governor=need.scheme_year.governor,
        closes_at=datetime(2026, 3, 20, tzinfo=OSLO),
    )  # fmt: skip

    page = siri.get(_at("open_grants")).content.decode()

    assert page.index("En annen") < page.index(need.scheme_year.title)
    assert "Dere har 1 behov her" in page


def test_siri_chooses_what_to_be_told_of(siri):
    siri.post(_at("follow_grants"), {"scheme": ["collective_2026", "finnes_ikke"]})

    assert list(OpeningSubscription.objects.values_list("scheme", flat=True)) == ["collective_2026"]
    siri.post(_at("follow_grants"), {})
    assert not OpeningSubscription.objects.exists()


def test_the_calendar_has_the_deadlines_and_no_person_and_a_new_address_kills_the_old(siri, need):
    siri.post(_at("calendar"), {"do": "make"})
    address = re.search(r"/kalender/[^<\s]+\.ics", siri.get(_at("open_grants")).content.decode())[0]
    anyone = Client()

    calendar = anyone.get(address).content.decode()

    assert "BEGIN:VCALENDAR" in calendar
    assert "20260415" in calendar  # the last day, not the midnight after it
    assert "siri" not in calendar.lower()
    siri.post(_at("calendar"), {"do": "renew"})
    assert anyone.get(address).status_code == 404


def test_a_calendar_dies_with_the_role(siri, need):
    siri.post(_at("calendar"), {"do": "make"})
    address = re.search(r"/kalender/[^<\s]+\.ics", siri.get(_at("open_grants")).content.decode())[0]

    RoleGrant.objects.update(ends_before=datetime(2026, 3, 1, tzinfo=OSLO).date())

    assert Client().get(address).status_code == 404
