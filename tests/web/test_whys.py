"""Beside a figure stands why: the rule and its source, what it is made of, and when. Who sees one, sees both."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.applications.models import AllocationResult, Application, FreedPlace, PlaceOffer, Round
from pafyll.apps.applications.queries.waiting import my_queue
from pafyll.apps.assignments.models import AssignmentBudget
from pafyll.apps.grants.models import Award
from pafyll.apps.planning.models import SubjectTaught
from pafyll.devtools.seed.story.days import MIDDLE
from pafyll.integrations.clock import now
from tests.architecture.price_samples import signed_budget

pytestmark = pytest.mark.django_db


def answers(response) -> list[str]:
    """What stands in each «Hvorfor?» of a page, as plain text."""
    assert response.status_code == 200, response.status_code
    found = re.findall(
        r'<details class="ds-details" id="hvorfor[^"]*">(.*?)</details>', response.content.decode(), re.S
    )
    bare = [unescape(re.sub(r"<[^>]+>", " ", one)).replace("\xa0", " ") for one in found]
    return [re.sub(r"\s+", " ", one).strip() for one in bare]


def answer(response) -> str:
    (only,) = answers(response)
    return only


def karis() -> Application:
    return Application.objects.get(person__user__username="kari", round__study_year=MIDDLE)


# The place in the queue


def test_kari_reads_why_she_stands_where_she_stands_and_never_who_is_before_her(as_kari, kari, viewing):
    line = my_queue(viewer=viewing(kari), application=karis(), at=now()).lines[0]

    said = answers(as_kari.get(reverse("teacher:queue", args=[karis().pk])))[0]

    assert f"Hvorfor? Plass {line.position} i køen til {line.offer}" in said
    assert "i den rekkefølgen ønsket deres ble prøvd i" in said
    assert f"Foran deg da runden ble fordelt {line.position - 1}" in said
    assert f"svar eller gått ut {line.position - 1 - line.before}" in said
    assert "Kilde Tildeling av plasser" in said
    assert "Regnet ut Plassen:" in said
    others = Application.objects.exclude(person=kari).filter(round__study_year=MIDDLE).select_related("person")
    assert [one.person.last_name for one in others if str(one.person) in said] == []


def test_somebody_elses_queue_is_closed_to_per_and_so_is_why(as_per):
    assert as_per.get(reverse("teacher:queue", args=[karis().pk])).status_code in (403, 404)


def test_ada_reads_why_the_queue_to_a_freed_place_is_as_it_is_and_follows_a_link_there(as_ada):
    place = FreedPlace.objects.filter(place_offers__status="open").first()
    listed = as_ada.get(reverse("authority:freed", args=[place.round_id])).content.decode()
    assert reverse("authority:freed_place", args=[place.pk]) + "#hvorfor" in listed

    said = answer(as_ada.get(reverse("authority:freed_place", args=[place.pk])))

    assert "Rekkefølgen i køen til" in said
    assert "I køen da runden ble fordelt" in said
    assert "Kan få plassen nå" in said


def test_siri_and_ada_read_what_a_number_on_the_reserve_list_is(as_siri, as_ada):
    said = answers(as_siri.get(reverse("owner:results")))
    assert "Hvorfor? Nummer på reservelisten" in " ".join(said)

    result = AllocationResult.objects.filter(run__status="decided", reserve_position__gt=0).first()
    said = answer(as_ada.get(reverse("authority:chain", args=[result.run_id, result.pk])))
    assert "kom til tur første gang" in said
    assert "Søknaden i fordelingen" in said


# The owner's cost


def test_siri_reads_why_she_pays_what_she_pays_for_one_application_and_for_all(as_siri):
    listed = as_siri.get(reverse("owner:applications"))
    linked = re.search(r'href="(/eier/soknader/\d+/)#hvorfor-kostnad"', listed.content.decode())
    said = answer(as_siri.get(linked[1]))
    assert "Det skoleeieren betaler" in said
    assert "Ordning Vikarordning" in said or "Ordning Stipendordning" in said
    assert "med satsene for studieåret som begynner 1. august" in said

    whole = answer(as_siri.get(reverse("owner:costs")))
    assert "Hvert budsjettår er summen av det som faller i semesteret i det året." in whole
    assert "Søknader som er valgt" in whole


def test_a_place_that_was_given_is_explained_with_the_lines_that_sum_to_what_siri_pays(as_siri, as_ada):
    result = AllocationResult.objects.filter(
        run__status="decided", run__round__study_year=MIDDLE, is_granted=True, owner_amount__gt=0
    ).filter(application__owner__name="Fjordvik kommune")[0]

    said = answer(as_ada.get(reverse("authority:chain", args=[result.run_id, result.pk])))

    parts = [int(one.replace(" ", "")) for one in re.findall(r"20\d\d ([\d ]+) kr", said)]
    assert sum(parts) == result.owner_amount
    shown = answers(as_siri.get(reverse("owner:results") + f"?runde={result.run.round_id}"))
    assert said in shown


def test_a_place_is_not_explained_by_rates_that_give_another_sum(as_ada):
    result = AllocationResult.objects.filter(run__status="decided", is_granted=True, owner_amount__gt=0)[0]
    AllocationResult.objects.filter(pk=result.pk).update(owner_amount=result.owner_amount + 1)

    assert answers(as_ada.get(reverse("authority:chain", args=[result.run_id, result.pk]))) == []


def test_siri_and_ada_read_why_an_offered_place_costs_what_it_does(as_siri, as_ada):
    offer = PlaceOffer.objects.filter(status="open")[0]
    assert any(
        "Det skoleeieren betaler" in one
        for one in answers(as_ada.get(reverse("authority:freed", args=[offer.place.round_id])))
    )
    mine = PlaceOffer.objects.filter(application__owner__name="Fjordvik kommune")
    page = as_siri.get(reverse("owner:freed") + f"?runde={Round.objects.get(study_year=MIDDLE).pk}")
    assert len(answers(page)) == mine.filter(place__round__study_year=MIDDLE).count()


# An assignment's price


def test_mona_reads_why_an_assignment_costs_what_it_does(as_mona):
    budget = AssignmentBudget.objects.get(pk=signed_budget())

    said = answer(as_mona.get(reverse("provider:budget_version", args=[budget.pk])))

    assert "Prisen er summen av direkte kostnader" in said
    assert "Da budsjettet ble signert" in said
    assert "Prisen står fast." in said
    aside = as_mona.get(reverse("provider:budget", args=[budget.assignment_id])).content.decode()
    assert reverse("provider:budget_version", args=[budget.pk]) + "#hvorfor" in aside


def test_siri_sees_neither_the_price_nor_why(as_siri):
    budget = AssignmentBudget.objects.get(pk=signed_budget())

    assert as_siri.get(reverse("provider:budget_version", args=[budget.pk])).status_code == 403


# The owner's own contribution


def awarded() -> Award:
    rows = Award.objects.filter(scheme_year__own_contribution_percent__gt=0, recipient__name="Fjordvik kommune")
    return rows.exclude(status="dropped").filter(decision__isnull=False).earliest("pk")


def test_siri_and_the_governor_read_the_same_why_of_the_own_contribution(as_siri, as_tor):
    award = awarded()

    said = answer(as_siri.get(reverse("owner:award", args=[award.pk])))

    assert f"minst {award.scheme_year.own_contribution_percent} %" in said
    assert f"Kilde {award.scheme_year.own_contribution_source}" in said
    assert "Teller med" in said
    assert answer(as_tor.get(reverse("authority:award", args=[award.pk]))) == said


def test_ola_reads_nothing_of_siris_own_contribution(as_ola):
    assert as_ola.get(reverse("owner:award", args=[awarded().pk])).status_code == 404


# The needs map


@pytest.mark.parametrize("desk", ["siri:owner", "per:school", "leif:representative", "tor:authority"])
def test_every_desk_with_the_needs_map_reads_why_by_the_same_rule(world, desk, request):
    who, _colon, room = desk.partition(":")
    client: Client = request.getfixturevalue(f"as_{who}")

    said = answer(client.get(reverse(f"{room}:needs")))

    assert "oppll. § 17-4" in said
    assert "Kilde Revidert strategi for videreutdanning" in said
    assert "Mangler studiepoeng" in said
    assert re.search(r"6\d år, innen 5 år\.", said)


def test_what_the_map_hides_from_leif_is_hidden_in_its_why_too(as_leif):
    taught = SubjectTaught.objects.filter(school__parent__name="Fjordvik kommune", school_year=2025)
    subjects = sorted(set(taught.values_list("subject", flat=True)))
    pages = [as_leif.get(reverse("representative:needs") + f"?fag={one}") for one in subjects]
    page = next(one for one in pages if '">under 5 lærere</td>' in one.content.decode())

    said = answer(page)

    verdicts = re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td[^>]*>under 5 lærere</td>", page.content.decode())
    assert verdicts
    assert [one for one in verdicts if f"{one} under 5 lærere" not in said] == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_why_is_read_in_the_readers_own_language(as_siri, siri, language):
    siri.user.language = language
    siri.user.save()

    said = answer(as_siri.get(reverse("owner:needs"), headers={"accept-language": language}))

    assert {"nn": "Kvifor? Tala i behovskartet", "en": "Why? The figures in the needs map"}[language] in said
