"""What each desk shows of freed places and money, and what its people may do there."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Application, CostEstimate, FreedPlace, PlaceOffer, Round, WaitingList
from pafyll.apps.applications.services.freeing import offer_next
from pafyll.apps.applications.services.place_offers import decline_place
from pafyll.apps.grants.models import Appropriation, Frame, MoneyProposal
from pafyll.apps.grants.queries.books import books_on
from pafyll.devtools.seed.story.days import TODAY
from pafyll.integrations.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def middle(world):
    return Round.objects.get(study_year=2025)


@pytest.fixture
def karis(world):
    return Application.objects.get(person__user__username="kari", round__study_year=2025)


@pytest.fixture
def karis_offer(karis):
    """The one before her has said no."""
    first = PlaceOffer.objects.get(status="open")
    decline_place(offer=first, by=first.application.person.user, at=now())
    return offer_next(place=first.place, by=None, at=now())


def body(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode().replace("\u00a0", " ")


# Kari


def test_kari_sees_her_place_in_the_queue_and_what_must_happen(as_kari, karis):
    page = body(as_kari.get(reverse("teacher:queue", args=[karis.pk])))

    assert "Køene du står i" in page
    assert "Hva som må skje" in page
    assert "Ta meg ut av køen" in page


def test_kari_is_offered_the_place_when_the_first_says_no_and_reads_why(as_kari, karis, karis_offer):
    assert "Se tilbudet og svar" in body(as_kari.get(reverse("teacher:home")))

    page = body(as_kari.get(reverse("teacher:queue", args=[karis.pk])))

    assert "Du sto som nummer 2 i køen til dette studiet." in page
    assert "Nummer 1 takket nei." in page
    assert "Skoleeieren betaler" in page


def test_kari_says_yes_and_lands_at_the_answer_with_her_letter(as_kari, karis, karis_offer):
    response = as_kari.post(reverse("teacher:answer_offer", args=[karis.pk, karis_offer.pk]), {"svar": "ja"})

    assert (response.status_code, response.url) == (303, reverse("teacher:decision", args=[karis.pk]))
    page = body(as_kari.get(response.url))
    assert "Du har fått plass" in page
    assert "Du takket ja til plassen" in page


def test_kari_says_no_and_her_queue_page_says_so(as_kari, karis, karis_offer):
    response = as_kari.post(
        reverse("teacher:answer_offer", args=[karis.pk, karis_offer.pk]), {"svar": "nei"}, follow=True
    )

    assert "Takket nei" in body(response)


def test_an_answer_that_is_neither_yes_nor_no_is_not_found(as_kari, karis, karis_offer):
    response = as_kari.post(reverse("teacher:answer_offer", args=[karis.pk, karis_offer.pk]), {"svar": "kanskje"})

    assert response.status_code == 404


def test_kari_leaves_the_queue_and_comes_back(as_kari, karis):
    gone = body(as_kari.post(reverse("teacher:leave_queue", args=[karis.pk]), follow=True))
    assert "Gå inn i køen igjen" in gone

    back = body(as_kari.post(reverse("teacher:rejoin_queue", args=[karis.pk]), follow=True))
    assert "Ta meg ut av køen" in back


def test_jonas_cannot_read_karis_queue(as_jonas, karis):
    assert as_jonas.get(reverse("teacher:queue", args=[karis.pk])).status_code == 404


# Ada


def test_ada_sees_the_share_that_is_used_again_and_the_offers_that_are_out(as_ada, middle):
    page = body(as_ada.get(reverse("authority:freed", args=[middle.pk])))

    assert "av de ledige er brukt på nytt" in page
    assert "Wenche Svendsen" in page
    assert "Trekk tilbudet" in page
    assert "Ledige plasser" in body(as_ada.get(reverse("authority:round", args=[middle.pk])))


def test_ada_reads_the_whole_queue_with_a_reason_for_each(as_ada, world):
    place = FreedPlace.objects.get(status="offered")

    page = body(as_ada.get(reverse("authority:freed_place", args=[place.pk])))

    assert "Køen til studiet nå" in page
    assert "Kari Nordvik" in page
    assert "Har fått et tilbud og har ikke svart ennå." in page


def test_ada_stops_the_offers_with_a_reason_and_starts_them_again(as_ada, middle):
    url = reverse("authority:freed_stop", args=[middle.pk])
    as_ada.post(url, {"why": "Vi venter på lærestedet."})
    assert not WaitingList.objects.get(round=middle).is_running

    as_ada.post(reverse("authority:freed_start", args=[middle.pk]))
    assert WaitingList.objects.get(round=middle).is_running


def test_ada_sets_how_many_days_one_has_to_answer(as_ada, middle):
    url = reverse("authority:freed_terms", args=[middle.pk])

    response = as_ada.post(url, {"answer_days": "3", "last_day": "2026-03-20"})

    assert response.status_code == 303
    assert WaitingList.objects.get(round=middle).answer_days == 3


def test_ada_takes_an_offer_back(as_ada, world):
    offer = PlaceOffer.objects.get(status="open")

    response = as_ada.post(reverse("authority:take_back", args=[offer.pk]), {"why": "Studiet er flyttet."})

    offer.refresh_from_db()
    assert (response.status_code, offer.status) == (303, "withdrawn")


def test_tor_does_not_see_who_waits(as_tor, middle):
    assert as_tor.get(reverse("authority:freed", args=[middle.pk])).status_code == 403


# The owner and the provider


def test_ola_sees_the_offer_to_his_teacher_with_its_cost_and_siri_does_not(as_ola, as_siri, middle):
    url = f"{reverse('owner:freed')}?runde={middle.pk}"

    assert "Wenche Svendsen" in body(as_ola.get(url))
    assert "Wenche Svendsen" not in body(as_siri.get(url))
    offer = PlaceOffer.objects.get(status="open")
    assert as_siri.get(reverse("owner:take_back", args=[offer.pk])).status_code == 404
    assert as_ola.post(reverse("owner:take_back", args=[offer.pk]), {"why": "Ingen vikar"}).status_code == 303


def test_nina_sees_who_left_and_who_has_been_asked_but_not_at_another_institution(as_nina, world):
    asked = PlaceOffer.objects.get(status="open")
    elsewhere = FreedPlace.objects.get(status="filled")

    page = body(as_nina.get(reverse("provider:offer", args=[asked.place.offer_id])))

    assert str(asked.place.left_by.person) in page
    assert as_nina.get(reverse("provider:offer", args=[elsewhere.offer_id])).status_code == 404


# What does this cost us


def test_siri_sees_the_cost_by_budget_year_and_payer(as_siri):
    page = body(as_siri.get(reverse("owner:costs")))

    assert "Hva koster dette oss?" in page
    assert "2026" in page
    assert "2027" in page
    assert "Last ned disse som Excel" in page


def test_the_files_follow_the_choice(as_siri, siri):
    one = Application.objects.filter(round__study_year=2026, owner__name="Fjordvik kommune", status="approved").first()
    query = f"?valg=1&med={one.pk}"

    book = openpyxl.load_workbook(io.BytesIO(as_siri.get(reverse("owner:costs_file") + query).content)).active
    lines = as_siri.get(reverse("owner:costs_csv") + query).content.decode("utf-8-sig").splitlines()

    assert [row[0] for row in book.iter_rows(min_row=4, values_only=True)] == [one.number]
    assert [line.split(";")[0] for line in lines[1:]] == [one.number]


def test_siris_own_estimate_for_one_application_changes_its_cost_and_nothing_else(as_siri, siri):
    one = Application.objects.filter(round__study_year=2026, owner__name="Fjordvik kommune", status="approved").last()
    before = one.travel_1

    response = as_siri.post(
        reverse("owner:estimate", args=[one.pk]), {"travel": "7001", "stay": "5000", "materials": "0"}
    )

    one.refresh_from_db()
    assert response.status_code == 303
    assert CostEstimate.objects.get(application=one).travel == 7001
    assert one.travel_1 == before
    assert "reise 7 001 kr" in body(as_siri.get(reverse("owner:costs")))


def test_siri_cannot_estimate_for_storby(as_siri, world):
    other = Application.objects.filter(round__study_year=2026, owner__name="Storby kommune").first()

    assert as_siri.get(reverse("owner:estimate", args=[other.pk])).status_code == 404


# The books


def test_ada_reads_the_books_as_they_stood_another_day(as_ada, world):
    today_page = body(as_ada.get(reverse("authority:money")))
    early = body(as_ada.get(reverse("authority:money"), {"dato": "2024-01-05"}))

    assert "Budsjettåret 2025" in today_page
    assert "Budsjettåret 2024" in early
    assert "Budsjettåret 2025" not in early


def test_what_is_left_promised_and_paid_adds_up_to_what_was_given(world, ada, viewing):
    years = books_on(viewer=viewing(ada), day=TODAY)

    assert years
    for year in years:
        assert year.appropriated == year.unallotted + sum(frame.frame for frame in year.frames)
        for frame in year.frames:
            assert frame.frame == Frame.objects.get(round=frame.round, budget_year=year.budget_year).amount


def test_ada_prepares_and_idar_approves_an_appropriation_and_a_frame(as_ada, as_idar, middle):
    more = {"budget_year": "2026", "amount": "500000", "item": "Kap. 226", "source": "Prøve", "booked_on": "2026-03-10"}
    assert as_ada.post(reverse("authority:appropriation"), more).status_code == 303
    assert Appropriation.objects.filter(budget_year=2026).count() == 1
    waiting = reverse("authority:money_proposal", args=[MoneyProposal.objects.latest("pk").pk])
    assert "Bare en beslutter i direktoratet" in as_ada.post(waiting, {"action": "decide"}).content.decode()
    assert as_idar.post(waiting, {"action": "decide"}).status_code == 303
    assert Appropriation.objects.filter(budget_year=2026).count() == 2

    url = reverse("authority:frame", args=[middle.pk, 2026])
    assert as_ada.post(url, {"amount": "1200000", "why": "Flere plasser"}).status_code == 303
    waiting = reverse("authority:money_proposal", args=[MoneyProposal.objects.latest("pk").pk])
    assert as_idar.post(waiting, {"action": "return", "why": ""}).status_code == 422
    assert as_idar.post(waiting, {"action": "decide"}).status_code == 303
    assert Frame.objects.get(round=middle, budget_year=2026).amount == 1_200_000


def test_a_frame_below_what_is_promised_is_refused_on_the_page(as_ada, as_idar, middle):
    as_ada.post(reverse("authority:frame", args=[middle.pk, 2026]), {"amount": "1", "why": "Spare"})
    waiting = reverse("authority:money_proposal", args=[MoneyProposal.objects.latest("pk").pk])

    page = as_idar.post(waiting, {"action": "decide"}).content.decode()

    assert "Det er ikke nok penger" in page


def test_tor_does_not_keep_the_books(as_tor, world):
    assert as_tor.get(reverse("authority:money")).status_code == 403


def test_the_entries_of_a_year_say_what_moved_and_who_did_it(as_ada, world):
    page = body(as_ada.get(reverse("authority:entries", args=[2025])))

    assert "Tilsagn frigjort" in page
    assert "Ada Lindkvist" in page
