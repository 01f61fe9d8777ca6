"""Guro's page about her study: what happens next, and reporting a change in plain words."""

from __future__ import annotations

from pafyll.apps.applications.models import Participation
from pafyll.apps.grants.models import Change
from pafyll.devtools.seed.story.days import MIDDLE
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P


def guro():
    return Participation.objects.get(round__study_year=MIDDLE, person__first_name="Guro")


def text_of(client, address, given=None, status=200):
    response = client.get(address, given or {})
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_guro_sees_what_happens_next_and_when(world, client_of):
    one = guro()
    as_guro = client_of(one.person)

    assert f"/min/studium/{one.pk}/" in text_of(as_guro, "/min/")
    text = text_of(as_guro, f"/min/studium/{one.pk}/")
    assert "Fjordvik kommune bekrefter at du er i gang våren 2026, senest 15. mars 2026" in text
    assert "Stipendet kommer gjennom skoleeieren" in text


def test_guro_reports_that_she_stops_after_reading_what_it_means(world, client_of):
    one = guro()
    as_guro = client_of(one.person)
    address, given = f"/min/studium/{one.pk}/meld/drop_out/", {"since": "2026V", "reason": "new_job", "words": ""}

    assert "60 000 kr, våren 2026: Semesteret er ikke betalt" in text_of(as_guro, address, given)
    assert not Change.objects.filter(participation=one).exists()
    assert as_guro.post(address, given).status_code == 303

    change = Change.objects.get(participation=one)
    assert (change.status, guro().status) == (ChangeStatus.REPORTED, P.STARTED)
    assert "Trekk meldingen tilbake" in text_of(as_guro, f"/min/studium/{one.pk}/")
    assert as_guro.post(f"/min/endring/{change.pk}/trekk/").status_code == 303
    change.refresh_from_db()
    assert change.status == ChangeStatus.TAKEN_BACK


def test_nobody_else_sees_guros_study(as_kari):
    text_of(as_kari, f"/min/studium/{guro().pk}/", status=404)


def test_a_deferral_is_said_to_be_decided_by_the_directorate_without_a_national_rule(world, client_of):
    one = guro()

    text = text_of(client_of(one.person), f"/min/studium/{one.pk}/meld/defer/")
    assert "Ingen nasjonal regel er publisert" in text


def test_frida_reads_the_decision_on_her_deferral(world, client_of):
    one = Participation.objects.get(round__study_year=MIDDLE, person__first_name="Frida")
    as_frida = client_of(one.person)
    change = Change.objects.get(participation=one, decision__isnull=False)

    letter = as_frida.post(f"/min/endring/{change.pk}/brev/", {"language": "nn"})
    assert as_frida.get(letter.url).content.startswith(b"%PDF")
    assert "Endringa er godkjend" in text_of(as_frida, f"/min/studium/{one.pk}/")
