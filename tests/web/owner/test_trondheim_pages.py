"""The case of 2011 on the pages: what lacked, what could be moved, and what the decision did."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.casework.services.cases import WantedCase, create_case
from pafyll.apps.casework.services.drafting import draft_paper
from pafyll.apps.planning.models import Reallocation
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.devtools.seed.trondheim.planting import DAY, plant_trondheim
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    bare = re.sub(r"<[^>]+>", " ", client.get(reverse(name, args=args), query).content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def logged_in(username):
    client = Client()
    client.force_login(UserFactory(username=username))
    return client


def test_the_shortage_of_2011_is_shown_and_gone_when_two_million_are_moved(clock):
    clock.move_to("2011-03-10")
    plant_trondheim()
    officer, decider = logged_in("rune"), logged_in("berit")

    before = page(officer, "owner:budget", aar=2011)
    assert (
        "Det trengs 4 000 000 kr til etterutdanning i 2011 for det som er planlagt. 1 900 000–2 000 000 kr er "
        "tilgjengelig, så det mangler 2 000 000–2 100 000 kr." in before
    )
    assert "2011/12 Videreutdanning 2 000 000 kr 2 000 000 kr 4 000 000 kr" in before
    waiting = Reallocation.objects.get()
    asked = {"giver": waiting.giver_id, "taker": waiting.taker_id, "year": 2011, "amount": 2_000_001}
    assert "mister dekning, er 2 000 000 kr." in page(officer, "owner:reallocate", **asked)

    decider.post(reverse("owner:decide_reallocation", args=[waiting.pk]), {"outcome": "decide"})

    after = page(officer, "owner:budget", aar=2011)
    assert "så det mangler 0–100 000 kr." in after
    assert "Last ned søknaden for 2011 (frist 15. mai 2011)" in page(officer, "owner:measures", aar=2011)


def test_the_five_findings_of_2011_are_shown_with_the_budget_and_judged_in_words(clock):
    clock.move_to("2011-03-10")
    owner = plant_trondheim()
    officer = logged_in("rune")

    assert "5 ting stemmer ikke i dokumentene. Ingenting er rettet." in page(officer, "owner:budget", aar=2011)
    shown = page(officer, "owner:findings")
    assert shown.count("Ta stilling") == 5
    assert "«15. april 20011» er ingen dato." in shown
    third = findings_of(owner=owner, case=None)[2].finding.key
    assert "Det menes 15. april 2011." in page(officer, "owner:finding", third)

    assert officer.post(reverse("owner:finding", args=[third]), {"kind": "accepted"}).status_code == 422
    done = officer.post(reverse("owner:finding", args=[third]), {"kind": "accepted", "words": "Rettes til 2011."})

    assert done.status_code == 303
    assert "Feilen er erkjent Rettes til 2011." in page(officer, "owner:findings")
    assert "4 ting stemmer ikke" in page(officer, "owner:budget", aar=2011)


def test_an_officer_states_a_letter_and_a_case_paper_says_what_does_not_agree_before_it_is_issued(clock):
    clock.move_to("2011-03-10")
    owner = plant_trondheim()
    officer, rune = logged_in("rune"), UserFactory(username="rune")
    case = create_case(owner=owner, wanted=WantedCase("Videreutdanning"), by=rune, at=DAY)
    draft_paper(case=case, by=rune, at=DAY)
    address = reverse("owner:state_document") + f"?sak={case.pk}"
    letter = officer.post(address, {"title": "Et brev"})["Location"]
    said = {"fact-sort": "date", "fact-what": "fristen", "fact-written": "31. april 2011", "fact-place": "Side 1"}

    assert officer.post(letter, {"do": "fact", "fact-sort": "NOK"}).status_code == 422
    assert officer.post(letter, {"do": "fact", **said}).status_code == 303

    assert "«31. april 2011» er ingen dato." in page(officer, "owner:case", case.pk)
    paper = page(officer, "owner:case_paper", case.pk)
    assert "1 ting stemmer ikke i dokumentene." in paper
    assert "Utsted selv om noe ikke stemmer" in paper
    sent = {"seen": case.papers.get().current, "audience": "public"}
    refused = officer.post(reverse("owner:issue_paper", args=[case.pk]), sent)
    assert refused.status_code == 422
    assert "Antall funn: 1." in refused.content.decode()
    issued = officer.post(reverse("owner:issue_paper", args=[case.pk]), {**sent, "in_spite": "on"})
    assert issued.status_code == 303
