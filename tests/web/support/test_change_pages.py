"""Selma plans changes of municipalities and schools, Idar approves them, and everybody sees what became of whom."""

from __future__ import annotations

import re

import pytest

from pafyll.apps.applications.models import OwnerFrame, Round
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.models import Reorganisation
from pafyll.devtools.seed.story.days import CURRENT
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S

PAGES = "/brukerstotte/endringer/"


def text(answer, status=200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def number(name: str) -> str:
    return Organisation.objects.get(name=name).number


def one(status, **more) -> Reorganisation:
    return Reorganisation.objects.get(status=status, **more)


def asked(**more):
    return {
        "kind": "merge",
        "day": "2026-08-01",
        "sources": number("Lia skole"),
        "targets": number("Nes skole"),
        "heir": "",
        "source": "Oppdiktet kommunestyresak 9/26",
        "why": "",
        **more,
    }


def test_selma_has_a_home_with_the_ways_and_what_waits(as_selma):
    page = text(as_selma.get("/brukerstotte/"))

    for words in ("Finn et menneske", "Kommuner og skoler som endres", "Gjør ferdig planen for organisasjonsendringen"):
        assert words in page


def test_selma_plans_and_sees_what_moves_and_what_stays(as_selma):
    answer = as_selma.post(f"{PAGES}ny/", asked())
    made = Reorganisation.objects.order_by("-pk").first()

    assert (answer.status_code, answer["Location"]) == (303, f"{PAGES}{made.pk}/")
    page = text(as_selma.get(f"{PAGES}{made.pk}/"))
    assert "Flytter på dagen" in page
    assert "Arbeidsforhold: " in page
    assert "Blir stående som det var" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": "2026-03-10"}, "ikke etter i dag"),
        ({"sources": "123456789"}, "Ingen skole eller skoleeier har nummeret 123456789"),
        ({"targets": ""}, "Velg hvem de blir til"),
        ({"targets": "999888777"}, "Skriv navnet også"),
        ({"source": "nei"}, "Skriv hvor endringen er vedtatt"),
        ({"kind": "move"}, "En skole flytter til en skoleeier"),
        ({"kind": "close"}, "blir ikke til noen andre"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_stands_on_its_field(as_selma, wrong, words):
    before = Reorganisation.objects.count()

    assert words in text(as_selma.post(f"{PAGES}ny/", asked(**wrong)), 422)
    assert Reorganisation.objects.count() == before


def test_selma_shares_out_a_county_that_becomes_two(as_selma):
    county = one(S.PLANNED)
    page = text(as_selma.get(f"{PAGES}{county.pk}/del/"))
    assert "Storby videregående skole" in page
    target = county.targets.first().pk
    school = Organisation.objects.get(name="Storby videregående skole")

    assert as_selma.post(f"{PAGES}{county.pk}/del/", {f"school-{school.pk}": target}).status_code == 303
    assert county.choices.get().school == school
    refused = text(as_selma.post(f"{PAGES}{county.pk}/foresla/", follow=True))
    assert "mangler et sted å gå til" in refused


def test_selma_divides_what_the_county_has_in_a_round_and_sees_it_before_the_day(as_selma):
    county = one(S.PLANNED)
    round = Round.objects.get(study_year=CURRENT)
    money = {"quota": 7, "budget_autumn": 500_000, "budget_spring": None}
    source = county.sources.get().organisation
    OwnerFrame.objects.update_or_create(round=round, owner=source, defaults=money)
    heir, other = county.targets.get(is_heir=True), county.targets.get(is_heir=False)
    shown = text(as_selma.get(f"{PAGES}{county.pk}/"))
    assert "Slik deles kvoter og penger" in shown
    assert f"Kvote i {round} til {other.name}" in text(as_selma.get(f"{PAGES}{county.pk}/del/"))

    def said(mine, others):
        of = f"part-{round.pk}-quota"
        return {
            f"{of}-{heir.pk}": mine,
            f"{of}-{other.pk}": others,
            f"part-{round.pk}-budget_autumn-{heir.pk}": 500_000,
        }

    refused = text(as_selma.post(f"{PAGES}{county.pk}/del/", said(4, 4)), 422)
    assert "er til sammen 8, og skal være 7" in refused
    assert as_selma.post(f"{PAGES}{county.pk}/del/", said(4, 3)).status_code == 303
    row = rf'{other.name}</td><td class="p-numeric" data-label="Kvote">3</td><td[^>]*>0.kr</td><td[^>]*>–</td>'
    assert re.search(row, text(as_selma.get(f"{PAGES}{county.pk}/")))


def test_idar_approves_what_selma_proposed_and_she_cannot(as_selma, as_idar):
    moves = one(S.PROPOSED)
    assert "Bare en beslutter i direktoratet" in text(as_selma.get(f"{PAGES}{moves.pk}/"))
    as_selma.post(f"{PAGES}{moves.pk}/godkjenn/")
    moves.refresh_from_db()
    assert moves.status == S.PROPOSED

    assert "Endringen er godkjent" in text(as_idar.post(f"{PAGES}{moves.pk}/godkjenn/", follow=True))
    moves.refresh_from_db()
    assert moves.status == S.APPROVED


def test_idar_sends_back_or_calls_off_with_a_reason(as_idar):
    moves = one(S.PROPOSED)

    assert "Skriv hvorfor" in text(as_idar.post(f"{PAGES}{moves.pk}/send-tilbake/", {"why": "nei"}), 422)
    as_idar.post(f"{PAGES}{moves.pk}/send-tilbake/", {"why": "Eieren har bedt om en annen dag."})
    as_idar.post(f"{PAGES}{moves.pk}/avlys/", {"why": "Vedtaket er opphevet."})
    moves.refresh_from_db()
    assert moves.status == S.CANCELLED
    assert "Vedtaket er opphevet." in text(as_idar.get(f"{PAGES}{moves.pk}/"))


def test_the_directorate_has_the_way_in_its_menu_and_does_not_look_people_up(as_ada):
    assert PAGES in text(as_ada.get("/nasjonal/"))
    assert "Finn et menneske" not in text(as_ada.get(PAGES))
    assert as_ada.get("/brukerstotte/mennesker/").status_code == 403


def test_nobody_else_gets_in(as_siri, as_kari, as_tor, client):
    for who in (as_siri, as_kari, as_tor):
        assert who.get(PAGES).status_code == 403
    assert client.get(PAGES).status_code == 302


def test_everybody_finds_the_old_number_and_is_told_who_it_is_now(client, world):
    old = Organisation.objects.get(name="Stiftelsen Polarlys")
    assert "er nå Stiftelsen Nordlys" in text(client.get("/organisasjoner/", {"sok": old.number}))
    page = text(client.get(f"/organisasjoner/{old.number}/"))

    assert "Stiftelsen Polarlys er nå Stiftelsen Nordlys." in page
    assert f"/organisasjoner/{number('Stiftelsen Nordlys')}/" in page
    assert "Stiftelsen Polarlys" in text(client.get(f"/organisasjoner/{number('Stiftelsen Nordlys')}/"))


def test_what_is_only_planned_is_nobodys_business(client, world):
    page = text(client.get("/organisasjoner/"))

    assert "Marka skole" in page
    assert "Ytre Innhavet" not in page
    assert client.get("/organisasjoner/000000000/").status_code == 404


def test_vigdis_goes_on_with_what_polarlys_began_and_comes_to_her_own_first(as_vigdis):
    assert "Stiftelsen Nordlys" in text(as_vigdis.get("/eier/"))
