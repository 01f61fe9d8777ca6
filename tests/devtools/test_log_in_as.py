"""In a demonstration one can be any of the cast, on any day of the round, and read what was sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from pafyll.integrations.clock import today


def test_the_cast_stands_there_with_what_they_do(world: None, client: Client) -> None:
    page = client.get("/utvikling/").content.decode()

    assert "Logg inn som Kari" in page
    assert "Rektor ved Fjordvik skole" in page


def test_one_becomes_siri_and_stands_at_her_desk(world: None, client: Client) -> None:
    response = client.post("/utvikling/", {"person": "siri"})

    assert (response.status_code, response["Location"]) == (303, "/eier/")
    assert "Siri Myrvang" in client.get("/").content.decode()


def test_one_goes_on_to_the_page_one_wanted(world: None, client: Client) -> None:
    assert client.post("/utvikling/", {"person": "kari", "next": "/frister/"})["Location"] == "/frister/"
    assert client.post("/utvikling/", {"person": "kari", "next": "//evil.example"})["Location"] == "/min/"


def test_tor_reads_nynorsk(world: None, client: Client) -> None:
    client.post("/utvikling/", {"person": "tor"})

    assert '<html lang="nn"' in client.get("/").content.decode()


def test_a_colleague_at_a_provider_answers_for_herself(world: None, client: Client) -> None:
    assert "Torunn Eikemo" in client.get("/utvikling/").content.decode()

    response = client.post("/utvikling/", {"person": "torunn.eikemo@hogskolen.example.no"})

    assert (response.status_code, response["Location"]) == (303, "/tilbyder/oppdrag/")
    assert "Torunn Eikemo" in client.get("/tilbyder/oppdrag/").content.decode()


@pytest.mark.parametrize("person", ["", "finnesikke", "admin", "ahmed.bakke@nes-skole.example.no"])
def test_nobody_outside_the_cast_can_be_chosen(world: None, client: Client, person: str) -> None:
    assert client.post("/utvikling/", {"person": person}).status_code == 404


def test_another_machine_gets_nothing(world: None, client: Client) -> None:
    for address in ("/utvikling/", "/utvikling/forhandsvisning/"):
        assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.post("/utvikling/", {"person": "kari"}, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_the_day_is_moved_for_everyone(
    world: None, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAFYLL_NOW_FILE", str(tmp_path / "now.txt"))

    response = client.post("/utvikling/klokka/", {"day": "2026-02-10"}, follow=True)

    assert today().isoformat() == "2026-02-10"
    assert "Dagen er nå" in response.content.decode()


@pytest.mark.parametrize("day", ["", "i morgen", "1066-10-14"])
def test_a_day_that_is_none_is_refused_in_words(
    world: None, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, day: str
) -> None:
    monkeypatch.setenv("PAFYLL_NOW_FILE", str(tmp_path / "now.txt"))

    page = client.post("/utvikling/klokka/", {"day": day}, follow=True).content.decode()

    assert "Skriv dagen som en dato" in page
    assert not (tmp_path / "now.txt").exists()


def test_without_a_clock_file_the_page_says_why_the_day_stands_still(world: None, client: Client) -> None:
    assert (
        "PAFYLL_NOW_FILE er ikke satt"
        in client.post("/utvikling/klokka/", {"day": "2026-02-10"}, follow=True).content.decode()
    )


def test_every_letter_is_shown_from_its_example(world: None, client: Client) -> None:
    page = client.get("/utvikling/forhandsvisning/")

    for kind in page.context["kinds"]:
        for language in ("nb", "nn"):
            assert client.get(f"/utvikling/forhandsvisning/dokument/{kind.code}/{language}/").status_code == 200
    pdf: Any = client.get("/utvikling/forhandsvisning/dokument/place_granted.nb.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_sent_mail_can_be_read(world: None, client: Client) -> None:
    mail.send_mail("Kvittering", "Vi har fått søknaden.", None, ["kari@example.no"])

    assert "Kvittering" in client.get("/utvikling/forhandsvisning/").content.decode()
    assert "Vi har fått søknaden." in client.get("/utvikling/forhandsvisning/e-post/0/").content.decode()
    assert client.get("/utvikling/forhandsvisning/e-post/7/").status_code == 404
