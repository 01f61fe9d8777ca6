"""Everybody sees her own data, who has looked at them, and gets an answer at once when she asks for deletion."""

from __future__ import annotations

import json

import pytest

from pafyll.apps.planning.models import StudyWish
from pafyll.apps.privacy.models import DeletionRequest, Reading
from pafyll.integrations.clock import now

MINE, DELETE, SEEN = "/mine-opplysninger/", "/mine-opplysninger/slett/", "/hvem-har-sett-meg/"


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_kari_sees_what_is_kept_and_downloads_it(as_kari, kari):
    assert "Søknader" in text(as_kari.get(MINE))

    answer = as_kari.get(f"{MINE}alt.json")
    given = json.loads(answer.content)
    assert {"applications.Application", "casework.Decision"} <= {one["table"] for one in given["tables"]}
    assert answer["Cache-Control"] == "no-store, private"
    assert as_kari.get(f"{MINE}alt.pdf").content.startswith(b"%PDF")


def test_nobody_else_gets_in(client, world):
    for path in (MINE, f"{MINE}alt.json", f"{MINE}alt.pdf", DELETE, SEEN):
        assert client.get(path).status_code == 302


def test_when_per_opens_karis_application_she_sees_it_once_a_day(as_kari, as_per, kari, per):
    before = Reading.objects.filter(person=kari).count()
    application = kari.applications.order_by("-round__study_year").first()

    for _ in range(3):
        as_per.get(f"/skole/soknad/{application.pk}/")

    assert Reading.objects.filter(person=kari).count() == before + 1
    page = text(as_kari.get(SEEN))
    assert str(per) in page
    assert "søknaden og uttalelsen" in page


def test_opening_ones_own_is_not_noted(as_kari, kari):
    from pafyll.apps.privacy.services.reading import note_reading

    before = Reading.objects.count()
    note_reading(person=kari, what=Reading.What.APPLICATION, about="application:1", by=kari.user, at=now())

    assert Reading.objects.count() == before


def test_noting_a_reading_costs_one_statement(world, kari, per, django_assert_num_queries):
    from pafyll.apps.privacy.services.reading import note_reading

    with django_assert_num_queries(1):
        note_reading(person=kari, what=Reading.What.APPEAL, about="appeal:1", by=per.user, at=now())


def test_kari_asks_for_deletion_and_gets_the_answer_at_once(as_kari, kari):
    assert StudyWish.objects.filter(person=kari).exists()
    assert "Ønsker om studier" in text(as_kari.get(DELETE))

    answer = as_kari.post(DELETE)

    assert answer.status_code == 303
    page = text(as_kari.get(answer.url))
    assert not StudyWish.objects.filter(person=kari).exists()
    assert "Ønsker om studier" in page
    assert "arkivlova §§ 5, 12 og 13" in page
    assert kari.applications.exists()
    assert "Svar fra" in text(as_kari.get(MINE))


def test_asked_again_there_is_nothing_more_to_delete(as_kari, kari):
    as_kari.post(DELETE)
    as_kari.post(DELETE)

    assert DeletionRequest.objects.filter(person=kari).first().removed == []


def test_siri_does_not_find_karis_answer(as_kari, as_siri):
    address = as_kari.post(DELETE).url

    assert as_siri.get(address).status_code == 404


@pytest.mark.parametrize("path", [MINE, DELETE, SEEN])
def test_the_pages_are_kept_by_no_cache(as_kari, path):
    assert "no-store" in as_kari.get(path)["Cache-Control"]
