"""Kari's page about her turn: her own year and reasons, nobody else's, and her own wishes."""

from __future__ import annotations

from pafyll.apps.planning.models import CompetencePlan, StudyWish
from pafyll.devtools.seed.story.plans import TITLE


def page_of(client, status=200):
    response = client.get("/min/min-tur/")
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_kari_sees_her_year_her_place_what_it_hangs_on_and_from_which_plan(as_kari, kari):
    text = page_of(as_kari)

    plan = CompetencePlan.objects.get(title=TITLE)
    line = plan.run_in_force.lines.get(person=kari, subject="mathematics")
    assert f"{line.school_year}/{(line.school_year + 1) % 100}" in text
    assert f"av {line.queue} i køen ved skolen din" in text
    assert f"Fra planen «{TITLE}», som Fjordvik kommune vedtok 6. mars 2026" in text
    assert "Plass på studiet får du først når du har søkt og fått svar" in text


def test_nobody_elses_name_stands_on_karis_page(as_kari, kari):
    text = page_of(as_kari)

    run = CompetencePlan.objects.get(title=TITLE).run_in_force
    others = {str(line.person) for line in run.lines.exclude(person=kari)}
    assert others
    assert [name for name in others if name in text] == []


def test_who_was_moved_reads_from_when_to_when_and_why_as_said_to_her(client_of, world):
    plan = CompetencePlan.objects.get(title=TITLE)
    move = plan.run_in_force.moves.filter(from_year__isnull=False, to_year__isnull=False)[0]

    text = page_of(client_of(move.person))

    assert "og er flyttet til" in text
    assert move.why[0]["text"].replace("\u00a0", " ").replace(str(move.person), "deg") in text
    assert f"{move.person} underviser" not in text


def test_kari_adds_a_wish_and_takes_it_back(as_kari, kari):
    answer = as_kari.post("/min/min-tur/", {"subject": "music", "earliest_year": 2027, "note": "Kor"})
    assert answer.status_code == 303
    assert "Musikk" in page_of(as_kari)
    again = as_kari.post("/min/min-tur/", {"subject": "music", "earliest_year": 2027})
    assert again.status_code == 422
    assert "Du har allerede et ønske i dette faget" in again.content.decode()

    wish = StudyWish.objects.get(person=kari, subject="music")
    as_kari.post(f"/min/min-tur/onske/{wish.pk}/trekk/")
    wish.refresh_from_db()
    assert wish.withdrawn_at is not None


def test_jonas_cannot_take_back_karis_wish(as_jonas, kari):
    wish = StudyWish.objects.filter(person=kari, withdrawn_at=None)[0]

    assert as_jonas.post(f"/min/min-tur/onske/{wish.pk}/trekk/").status_code == 404
