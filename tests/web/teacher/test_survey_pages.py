"""Kari answers a survey with and without JavaScript, and nothing but the answer says that she did."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from pafyll.apps.surveys.models import AnswerDraft, Survey, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.services.inviting import token_of

PROJECT = {"our_need": "5", "took_part": "4", "content": "5", "days_fit": "2"}
AFTER = {"tried": "no", "hindrances": ["time"], "together": "4", "better": "Mer tid."}


@pytest.fixture
def hers(kari):
    return SurveyInvitation.objects.get(person=kari, survey__status="open")


def at(invitation, rest=""):
    return f"/min/undersokelser/{invitation.pk}/{rest}"


def answered(client, base):
    client.post(f"{base}del/project/", PROJECT)
    client.post(f"{base}del/after/", AFTER)
    client.post(f"{base}del/after/", AFTER)
    return client.post(f"{base}send/")


def test_the_survey_waits_on_her_own_page_and_says_what_is_promised(as_kari, hers):
    assert "vil vite hva du mener" in as_kari.get("/min/").content.decode()
    text = as_kari.get(at(hers)).content.decode()

    assert "Undersøkelsen er anonym" in text
    assert "minst 5 svar kan vises sammen" in text


def test_without_javascript_she_goes_from_part_to_part_and_sends(as_kari, hers):
    first = as_kari.post(at(hers, "del/project/"), PROJECT)
    assert (first.status_code, first.url) == (303, at(hers, "del/after/"))
    more = as_kari.post(at(hers, "del/after/"), {"tried": "no", "together": "4"})
    assert more.url == at(hers, "del/after/"), "her answer opens a question of the same part"
    assert "Hva sto i veien?" in as_kari.get(more.url).content.decode()
    as_kari.post(at(hers, "del/after/"), AFTER)
    sent = as_kari.post(at(hers, "send/"))

    assert sent.url == "/min/undersokelser/takk/"
    assert "Lesing" not in as_kari.get(sent.url).content.decode().split("<main")[1]
    hers.refresh_from_db()
    assert hers.status == "answered"
    made = SurveyAnswer.objects.filter(survey=hers.survey).order_by("pk")
    assert [one for one in made if one.answers.get("better") == "Mer tid." and one.invitation_id is None]


def test_what_is_missing_is_named_with_the_way_there_and_nothing_is_sent(as_kari, hers):
    as_kari.post(at(hers, "del/project/"), {"our_need": "5"})
    response = as_kari.post(at(hers, "send/"))

    assert response.status_code == 422
    assert f'href="{at(hers, "del/project/")}#id_took_part"' in response.content.decode()
    hers.refresh_from_db()
    assert hers.status == "invited"


def test_it_is_kept_while_she_writes_and_the_secret_is_out_of_reach_of_scripts(as_kari, hers):
    before = AnswerDraft.objects.count()
    response = as_kari.post(at(hers, "del/project/"), {"our_need": "3"}, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "Lagret." in response.content.decode()
    assert AnswerDraft.objects.count() == before + 1
    cookie = response.cookies[f"svar-{hers.token_hash[:16]}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 'value="3" checked' in as_kari.get(at(hers, "del/project/")).content.decode()


def test_answering_leaves_no_trace_in_the_session_the_log_in_or_the_mail(as_kari, kari, hers):
    sessions = {one.pk: (one.session_data, one.expire_date) for one in Session.objects.all()}
    last = kari.user.last_login
    response = answered(as_kari, at(hers))

    assert response.url.endswith("/takk/")
    assert {one.pk: (one.session_data, one.expire_date) for one in Session.objects.all()} == sessions
    kari.user.refresh_from_db()
    assert kari.user.last_login == last
    assert mail.outbox == []
    assert "no-store" in as_kari.get(response.url)["Cache-Control"]


def test_looking_writes_nothing(as_kari, hers):
    before = AnswerDraft.objects.count()
    for rest in ("", "del/project/", "send/"):
        response = as_kari.get(at(hers, rest))
        assert response.status_code == 200
        assert not [name for name in response.cookies if name.startswith("svar-")]
    assert AnswerDraft.objects.count() == before


def test_nobody_else_comes_to_her_survey(as_jonas, as_siri, hers):
    assert as_jonas.get(at(hers)).status_code == 404
    assert as_siri.get(at(hers)).status_code == 403


def test_by_the_link_she_answers_without_a_log_in_and_once(hers):
    client = Client()
    base = f"/svar/{token_of(hers)}/"
    assert answered(client, base).url == "/svar/takk/"

    again = client.get(f"{base}del/project/")
    assert again.status_code == 403
    assert "Du har svart" in client.get(base).content.decode()
    assert client.get(f"/svar/{'0' * 40}/").status_code == 404


def test_she_says_no_and_changes_her_mind(as_kari, hers):
    as_kari.post(at(hers, "vil-ikke/"), {"do": "decline"})
    assert "helt i orden" in as_kari.get(at(hers)).content.decode()
    as_kari.post(at(hers, "vil-ikke/"), {"do": "again"})

    hers.refresh_from_db()
    assert hers.status == "invited"


def test_in_nynorsk_the_questions_are_in_nynorsk(as_kari, kari, hers):
    as_kari.post("/malform/", {"language": "nn", "next": "/min/"})
    text = as_kari.get(at(hers, "del/project/")).content.decode()

    assert "Prosjektet handla om noko vi trong." in text


def test_each_question_is_a_group_with_its_own_legend(as_kari, hers):
    text = as_kari.get(at(hers, "del/project/")).content.decode()

    assert len(re.findall(r"<fieldset", text)) == len(re.findall(r"<legend", text)) == len(PROJECT)


def test_a_survey_that_is_over_takes_no_answers(client_of, kari, hers, clock):
    clock.move_to("2026-03-25")
    as_kari = client_of(kari)

    assert as_kari.get(at(hers, "del/project/")).status_code == 403
    assert "avsluttet" in as_kari.get(at(hers)).content.decode()
    assert Survey.objects.get(pk=hers.survey_id).status == "open"
