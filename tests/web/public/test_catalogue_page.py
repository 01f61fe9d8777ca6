"""Anyone can find a study, see all about it and compare up to three."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories.catalogue import StudyOfferFactory, StudyProgrammeFactory
from tests.factories.people import OrganisationFactory
from tests.factories.rounds import RoundFactory

pytestmark = pytest.mark.django_db


def names_on(page: Any) -> list[str]:
    return [offer.programme.name for offer in page.context["page"].object_list]


def test_a_part_of_a_word_finds_the_study(client: Client) -> None:
    StudyOfferFactory(programme__name="Matematikk 1", programme__subject="mathematics")
    StudyOfferFactory(programme__name="Engelsk 1", programme__subject="english")

    assert names_on(client.get("/studier/", {"sok": "tematik"})) == ["Matematikk 1"]


def test_everyday_words_and_nynorsk_find_the_study(client: Client) -> None:
    StudyOfferFactory(programme__name="Tal og algebra", programme__subject="mathematics")
    StudyOfferFactory(programme__name="Veiledning 1", programme__subject="mentoring")

    assert names_on(client.get("/studier/", {"sok": "matte"})) == ["Tal og algebra"]
    assert names_on(client.get("/studier/", {"sok": "rettleiing"})) == ["Veiledning 1"]


def test_a_word_with_norwegian_letters_is_found_whatever_their_size(client: Client) -> None:
    StudyOfferFactory(programme__name="Økologi i skolen", programme__subject="natural_science")

    assert names_on(client.get("/studier/", {"sok": "økologi"})) == ["Økologi i skolen"]
    assert names_on(client.get("/studier/", {"sok": "ØKOLOGI"})) == ["Økologi i skolen"]


def test_every_word_must_be_found(client: Client) -> None:
    fjord = OrganisationFactory(provider=True, name="Nordlyshøgskolen")
    StudyOfferFactory(programme__name="Matematikk 1", programme__provider=fjord)
    StudyOfferFactory(programme__name="Matematikk 2")

    assert names_on(client.get("/studier/", {"sok": "matematikk nordlys"})) == ["Matematikk 1"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fag", "english"),
        ("form", "online"),
        ("trinn", "vgo"),
        ("studiepoeng", "7,5"),
        ("sted", "Storby"),
        ("fylke", "97"),
    ],
)
def test_each_filter_narrows_the_list_and_can_be_taken_off(client: Client, name: str, value: str) -> None:
    StudyOfferFactory(programme__name="Vanlig")
    StudyOfferFactory(
        programme__name="Ønsket",
        programme__subject="english",
        programme__credits="7.5",
        programme__stages="vgo",
        programme__provider__county_code="97",
        mode="online",
        place="Storby",
    )

    page = client.get("/studier/", {name: value, "sok": ""})

    assert names_on(page) == ["Ønsket"]
    [(_label, _chosen, without)] = page.context["filters"]
    assert len(names_on(client.get("/studier/" + without))) == 2


def test_the_provider_filter_shows_only_that_provider(client: Client) -> None:
    chosen = StudyOfferFactory(programme__name="Hos oss")
    StudyOfferFactory(programme__name="Hos andre")

    page = client.get("/studier/", {"tilbyder": str(chosen.programme.provider_id)})

    assert names_on(page) == ["Hos oss"]


@pytest.mark.parametrize(
    "query", ["fag=finnesikke", "tilbyder=999999", "studiepoeng=x", "ar=abcd", "side=99", "sok=%00"]
)
def test_an_odd_address_still_opens(client: Client, query: str) -> None:
    StudyOfferFactory()

    assert client.get(f"/studier/?{query}").status_code == 200


def test_drafts_and_cancelled_offers_are_not_in_the_list(client: Client) -> None:
    StudyOfferFactory(draft=True)
    cancelled = StudyOfferFactory(cancelled=True)

    assert names_on(client.get("/studier/")) == []
    assert "Studiet er avlyst" in client.get(f"/studier/{cancelled.pk}/").content.decode()


def test_a_draft_does_not_exist_for_others(client: Client) -> None:
    assert client.get(f"/studier/{StudyOfferFactory(draft=True).pk}/").status_code == 404


def test_an_empty_search_says_what_to_do(client: Client) -> None:
    StudyOfferFactory()

    page = client.get("/studier/", {"sok": "finnesikke"}).content.decode()

    assert "Ingen studier passer med søket." in page
    assert "Vis alle studier" in page


def test_the_newest_study_year_is_shown_first_and_an_older_can_be_chosen(client: Client) -> None:
    programme = StudyProgrammeFactory(name="Norsk 1")
    StudyOfferFactory(programme=programme, study_year=2025)
    StudyOfferFactory(programme__name="Norsk 2", study_year=2026)

    assert names_on(client.get("/studier/")) == ["Norsk 2"]
    assert names_on(client.get("/studier/", {"ar": "2025"})) == ["Norsk 1"]


def test_the_list_takes_as_many_queries_with_fifty_offers_as_with_five(
    client: Client, django_assert_num_queries: Any
) -> None:
    StudyOfferFactory.create_batch(5)
    with django_assert_num_queries(5):
        client.get("/studier/", {"sok": "matematikk"})
    StudyOfferFactory.create_batch(45)
    with django_assert_num_queries(5):
        page = client.get("/studier/", {"sok": "matematikk"})

    assert page.context["count"] == 50
    assert len(names_on(page)) == 20
    assert "side=2" in page.content.decode()


def test_up_to_three_studies_stand_side_by_side(client: Client) -> None:
    offers = StudyOfferFactory.create_batch(4)
    offers[0].capacity = 99
    offers[0].save()

    page = client.get("/studier/sammenlign/", {"tilbud": [offer.pk for offer in offers]})

    assert [offer for offer, _without in page.context["columns"]] == offers[:3]
    assert "Du valgte flere enn 3 studier" in page.content.decode()
    assert {row.label: row.differs for row in page.context["rows"]}["Plasser"] is True


@pytest.mark.parametrize("query", ["", "tilbud=x", "tilbud=-1", "tilbud=99999999999999"])
def test_a_comparison_of_nothing_says_how_to_choose(client: Client, query: str) -> None:
    page = client.get(f"/studier/sammenlign/?{query}").content.decode()

    assert "Du har ikke valgt noen studier." in page


def test_the_offer_says_that_one_can_apply_while_the_round_is_open(client: Client, clock: Any) -> None:
    RoundFactory(study_year=2026)
    offer = StudyOfferFactory(study_year=2026)
    clock.move_to("2026-02-10")

    page = client.get(f"/studier/{offer.pk}/").content.decode()

    assert "Søknaden er åpen til og med 1. mars 2026" in page.replace("\u00a0", " ")
    assert f"/logg-inn/?next=/studier/{offer.pk}/" in page


def test_the_offer_says_when_the_round_opens(client: Client, clock: Any) -> None:
    RoundFactory(study_year=2026)
    offer = StudyOfferFactory(study_year=2026)
    clock.move_to("2026-01-10")

    page = client.get(f"/studier/{offer.pk}/").content.decode()

    assert "Søknaden åpner 1. februar 2026" in page.replace("\u00a0", " ")
    assert "Logg inn for å søke" not in page


def test_kari_starts_an_application_from_the_offer(world: None, as_kari: Client, clock: Any) -> None:
    clock.move_to("2026-02-10")
    offer = as_kari.get("/studier/").context["page"].object_list[0]

    page = as_kari.get(f"/studier/{offer.pk}/").content.decode()

    assert "Søk på dette studiet" in page
    assert f"?offer={offer.pk}" in page
