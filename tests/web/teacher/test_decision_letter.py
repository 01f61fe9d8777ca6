"""The letter with the decision: Kari asks for it in her own form of Norwegian and gets a PDF; others get nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application
from pafyll.apps.documents.models import Document

pytestmark = pytest.mark.django_db


def _answered() -> Application:
    return Application.objects.filter(person__user__username="kari", results__isnull=False).latest("pk")


def _client(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_kari_gets_the_letter_in_nynorsk_the_first_time_she_asks(world: object) -> None:
    application = _answered()
    Document.objects.filter(about=application.about, language="nn").delete()

    page = _client("kari").get(reverse("teacher:decision", args=[application.pk])).content.decode()
    assert "Hent vedtaksbrevet på nynorsk" in page
    answer = _client("kari").post(
        reverse("teacher:write_letter", args=[application.pk]), {"language": "nn"}, follow=True
    )

    assert answer.redirect_chain[0][1] == 303
    assert answer.content.startswith(b"%PDF")
    assert Document.objects.filter(about=application.about, language="nn").count() == 1


def test_asking_twice_gives_the_same_letter(world: object) -> None:
    address = reverse("teacher:write_letter", args=[_answered().pk])
    first = _client("kari").post(address, {"language": "nb"})
    assert _client("kari").post(address, {"language": "nb"})["Location"] == first["Location"]


def test_jonas_cannot_have_karis_letter_written(world: object) -> None:
    answer = _client("jonas").post(reverse("teacher:write_letter", args=[_answered().pk]), {"language": "nb"})
    assert answer.status_code == 404


def test_a_language_that_is_not_norwegian_is_not_found(world: object) -> None:
    answer = _client("kari").post(reverse("teacher:write_letter", args=[_answered().pk]), {"language": "xx"})
    assert answer.status_code == 404
