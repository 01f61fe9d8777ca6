"""Kari applies in the browser without JavaScript: every page, every button, every way it can go wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.applications.models import Application
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user, write
from tests.factories import EmploymentFactory, OrganisationFactory, RoundFactory, StudyOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock) -> Fjordvik:
    clock.move_to("2026-02-20 12:00")
    return fjordvik()


@pytest.fixture
def page(town) -> Client:
    client = Client()
    client.force_login(user(town.kari))
    return client


def url(name: str, application: Application) -> str:
    return reverse(f"teacher:{name}", args=[application.pk])


def opened(page: Client, address: str) -> dict[str, str]:
    """The hidden fields of the page's form: its window and the version it saw."""
    html = page.get(address).content.decode()
    found = {name: re.search(f'name="{name}"[^>]* value="([^"]*)"', html) for name in ("window", "version")}
    return {name: match[1] for name, match in found.items() if match}


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def test_the_front_page_says_that_the_round_is_open_and_starts_the_application(page, town):
    assert "Søknaden er åpen til og med 1. mars 2026" in text(page.get("/min/"))

    answer = page.post(reverse("teacher:start", args=[town.round.pk]))

    assert answer.status_code == 303
    assert answer.url == url("study", Application.objects.get())


def test_an_offer_in_the_catalogue_becomes_the_first_choice(page, town):
    page.post(reverse("teacher:start", args=[town.round.pk]) + f"?offer={town.english.pk}")

    assert Application.objects.get().offer_1 == town.english


def test_a_second_offer_from_the_catalogue_is_proposed_not_forced(page, town):
    town.draft()

    answer = page.post(reverse("teacher:start", args=[town.round.pk]) + f"?offer={town.english.pk}", follow=True)

    assert "Vil du søke på Engelsk 1?" in text(answer)
    assert Application.objects.get().offer_1 == town.maths


def test_the_closed_round_says_when_it_opens(page, town, clock):
    clock.move_to("2026-01-15")

    answer = page.get(reverse("teacher:start", args=[town.round.pk]))

    assert "Runden åpner 1. februar 2026" in text(answer)
    assert "Start søknaden" not in text(answer)


def test_after_the_deadline_the_front_page_names_the_next_round(page, town, clock):
    clock.move_to("2026-03-05")
    RoundFactory(study_year=2027, draft=True)

    shown = text(page.get("/min/"))

    assert "åpner 1. februar 2027" in shown
    assert "planlagt, ikke kunngjort" in shown


def test_the_whole_way_from_choice_to_receipt(page, town):
    application = town.draft()
    form = opened(page, url("scheme", application))
    answer = page.post(
        url("scheme", application),
        {**form, "scheme_1": "scholarship substitute", "semesters": "both", "travel_1": "4000"},
    )
    assert (answer.status_code, answer.url) == (303, url("motivation", application))

    form = opened(page, url("motivation", application))
    answer = page.post(url("motivation", application), {**form, "motivation": "Jeg mangler studiepoeng."})
    assert (answer.status_code, answer.url) == (303, url("review", application))

    form = opened(page, url("review", application))
    answer = page.post(url("review", application), {**form, "principal_knows": "on", "meets_admission": "on"})
    assert (answer.status_code, answer.url) == (303, url("receipt", application))

    sent = Application.objects.get()
    assert (sent.status, sent.scheme_1, sent.scheme_2, sent.travel_1) == (
        "submitted",
        "scholarship",
        "substitute",
        4000,
    )
    shown = text(page.get(url("receipt", application)))
    assert sent.versions.get().content_hash in shown
    assert "stemmer fortsatt" in shown


def test_choices_are_set_swapped_and_taken_out(page, town):
    application = town.draft()

    def choose(**what: Any) -> tuple[Any, Any]:
        page.post(url("choose", application), {**opened(page, url("study", application)), **what})
        kept = Application.objects.get()
        return kept.offer_1, kept.offer_2

    assert choose(offer=town.english.pk, place="offer_2") == (town.maths, town.english)
    assert choose(place="swap") == (town.english, town.maths)
    assert choose(place="offer_1") == (town.maths, None)
    assert choose(offer=town.maths.pk, place="offer_2") == (None, town.maths)


def test_a_study_outside_the_catalogue_takes_the_place_of_the_offers_and_warns_about_admission(page, town):
    application = town.draft()
    study = {
        "other_study_name": "Nordsamisk 1",
        "other_study_provider": "Samisk høgskole",
        "other_study_subject": "sami",
        "other_study_credits": "7,5",
    }

    answer = page.post(url("study", application), {**opened(page, url("study", application)), **study, "next": "1"})

    assert answer.status_code == 303
    kept = Application.objects.get()
    assert (kept.offer_1, kept.other_study_name, str(kept.other_study_credits)) == (None, "Nordsamisk 1", "7.5")
    assert "søke opptak til hos lærestedet" in text(page.get(url("study", application)))


def test_what_is_missing_is_named_with_a_way_to_it(page, town):
    application = town.draft()

    shown = page.get(url("review", application))

    assert "Du har ikke valgt ordning." in text(shown)
    assert url("scheme", application) in shown.content.decode()
    assert "Send søknaden" not in text(shown)


def test_an_empty_answer_comes_back_with_the_error_on_top(page, town):
    application = town.draft()

    answer = page.post(
        url("motivation", application), {**opened(page, url("motivation", application)), "motivation": ""}
    )

    assert answer.status_code == 422
    assert "Dette må rettes" in text(answer)


def test_later_saves_and_goes_home(page, town):
    application = town.draft()
    form = opened(page, url("motivation", application))

    answer = page.post(url("motivation", application), {**form, "motivation": "Halvferdig", "later": "1"}, follow=True)

    assert "Kladden er lagret" in text(answer)
    assert Application.objects.get().motivation == "Halvferdig"


def test_autosave_keeps_what_can_be_read_and_answers_with_the_time_and_the_rules(page, town):
    application = town.draft()
    form = opened(page, url("scheme", application))

    answer = page.post(
        reverse("teacher:autosave", args=[application.pk, "scheme"]),
        {**form, "scheme_1": "substitute", "semesters": "both", "travel_1": "mye"},
        headers={"HX-Request": "true"},
    )

    assert "Kladden ble lagret kl. 12.00" in text(answer)
    assert "Ikke lest: Reise og opphold" in text(answer)
    assert "Du kan søke om dette" in text(answer)
    assert Application.objects.get().scheme_1 == "substitute"


def test_a_window_meets_its_own_saves_without_conflict_and_another_windows_with_one(page, town):
    application = town.draft()
    address, autosave = url("motivation", application), reverse("teacher:autosave", args=[application.pk, "motivation"])
    mine, other = opened(page, address), opened(page, address)

    page.post(autosave, {**mine, "motivation": "Fra dette vinduet"})
    answer = page.post(address, {**mine, "motivation": "Fra dette vinduet, ferdig"})
    assert answer.status_code == 303

    answer = page.post(address, {**other, "motivation": "Fra det andre"})
    assert answer.status_code == 409
    assert "endret i et annet vindu" in text(answer)
    assert "Fra det andre" in text(answer)
    assert Application.objects.get().motivation == "Fra dette vinduet, ferdig"

    again = re.search(r'name="version"[^>]* value="(\d+)"', answer.content.decode())
    assert again is not None
    answer = page.post(address, {**other, "version": again[1], "motivation": "Fra det andre"})
    assert answer.status_code == 303


def test_a_window_that_has_saved_goes_on_where_it_was_after_a_new_log_in(page, town):
    application = town.draft()
    address, autosave = url("motivation", application), reverse("teacher:autosave", args=[application.pk, "motivation"])
    window = opened(page, address)
    page.post(autosave, {**window, "motivation": "Før utlogging"})

    page.logout()
    page.force_login(user(town.kari))

    assert page.post(address, {**window, "motivation": "Etter innlogging"}).status_code == 303
    assert Application.objects.get().motivation == "Etter innlogging"


def test_what_has_been_sent_meanwhile_meets_the_window_that_saved_last_too(page, town):
    application = town.sent()
    address, autosave = url("motivation", application), reverse("teacher:autosave", args=[application.pk, "motivation"])
    window = opened(page, address)
    page.post(autosave, {**window, "motivation": "Før sending"})
    sent = page.post(
        url("review", application),
        {**opened(page, url("review", application)), "principal_knows": "on", "meets_admission": "on"},
    )

    assert sent.status_code == 303
    assert page.post(address, {**window, "motivation": "Etter sending"}).status_code == 409


def test_changes_after_sending_are_shown_and_can_be_put_away(page, town):
    application = town.sent()
    write(application, motivation="Ny tekst")

    assert "endringer som ikke er sendt" in text(page.get("/min/"))
    review = page.get(url("review", application))
    assert "Ny tekst" in text(review)
    assert "Send ny versjon" in text(review)

    answer = page.post(url("discard", application), opened(page, url("review", application)), follow=True)
    assert "Endringene er forkastet" in text(answer)


def test_the_receipt_of_a_new_version_says_what_changed_and_the_old_one_is_still_there(page, town):
    application = town.sent()
    write(application, motivation="Ny tekst")
    page.post(
        url("review", application),
        {**opened(page, url("review", application)), "principal_knows": "on", "meets_admission": "on"},
    )

    assert "Endret siden forrige versjon" in text(page.get(url("receipt", application)))
    old = page.get(reverse("teacher:receipt_version", args=[application.pk, 1]))
    assert "tidligere versjon" in text(old)


def test_withdrawing_asks_why_and_tells_what_it_means(page, town):
    application = town.sent()

    assert page.post(url("withdraw", application), {}).status_code == 422
    answer = page.post(url("withdraw", application), {"reason": "new_job"}, follow=True)

    assert f"Søknad {application.number} er trukket" in text(answer)
    assert Application.objects.get().status == "withdrawn"


def test_after_the_deadline_the_form_is_closed_with_the_reason(page, town, clock):
    application = town.sent()
    clock.move_to("2026-03-02 00:00")

    answer = page.get(url("study", application))

    assert answer.status_code == 403
    assert "Fristen for å søke var 1. mars 2026" in text(answer)
    assert page.get(url("withdraw", application)).status_code == 200


def test_only_what_matters_is_asked(page, town):
    application = town.draft()
    town.maths.mode, town.maths.gatherings = "online", 0
    town.maths.semesters = 1
    town.maths.save()

    html = page.get(url("scheme", application)).content.decode()
    assert 'name="travel_1"' not in html
    assert 'name="semesters"' not in html
    assert 'name="school"' not in html

    EmploymentFactory(person=town.kari, workplace=OrganisationFactory(name="Nes skole"), position_percent=40)
    assert 'name="school"' in page.get(url("scheme", application)).content.decode()


def test_nobody_sees_another_teachers_application(page, town):
    from tests.factories import ApplicationFactory

    foreign = ApplicationFactory(round=town.round)

    for name in ("application", "study", "scheme", "review", "withdraw", "decision"):
        assert page.get(url(name, foreign)).status_code == 404


def test_the_search_needs_as_many_queries_with_fifty_offers_as_with_two(page, town, django_assert_max_num_queries):
    application = town.draft()
    with django_assert_max_num_queries(30) as few:
        page.get(url("study", application))
    for _ in range(50):
        StudyOfferFactory()
    with django_assert_max_num_queries(30) as many:
        page.get(url("study", application))

    assert len(many) <= len(few) + 1


def test_autosave_is_cheap(page, town, django_assert_max_num_queries):
    application = town.draft()
    form = opened(page, url("motivation", application))
    address = reverse("teacher:autosave", args=[application.pk, "motivation"])
    page.post(address, {**form, "motivation": "Først"})

    with django_assert_max_num_queries(24):
        page.post(address, {**form, "motivation": "Så"})
