"""The entrance: asking without a log-in, following the answer, and what robots and floods meet."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pafyll.apps.assignments.models import Inquiry, IntakeCount
from pafyll.apps.assignments.services import intake
from pafyll.domain.assignments.taking_in import MOST_BODY
from pafyll.domain.lifecycles.inquiry import InquiryStatus
from tests.factories import CompetenceFieldFactory, CompetenceProfileFactory, PublicConsentFactory
from tests.factories.base import NOW
from tests.fixtures.clock import STORY_TODAY

STAMP = re.compile(r'name="shown" value="([^"]+)"')
WRITTEN = {
    "text": "Vi vil bli bedre på lesing.",
    "area": "collective",
    "workplace": "Lia skole",
    "name": "Kjersti Dahl",
    "email": "kjersti@skole.example.no",
    "website": "",
}


@pytest.fixture
def ask(department, clock):
    """Fills in the form as a person does: opens it, writes for a minute, and sends it."""

    def sent(client=None, *, waits=60, **changed):
        client = client or Client()
        address = f"/samarbeid/{department.college.pk}/henvendelse/"
        form = client.get(address).content.decode()
        at = clock.move_to(f"{STORY_TODAY} 12:00") + timedelta(seconds=waits)
        clock.move_to(at)
        extra = {key: changed.pop(key) for key in list(changed) if key.isupper()}
        answer = client.post(address, {**WRITTEN, "shown": STAMP.search(form)[1], **changed}, **extra)
        clock.move_to(f"{STORY_TODAY} 12:00")
        return answer

    return sent


def text_of(response, status=200):
    assert response.status_code == status, response.content.decode()[-800:]
    return response.content.decode().replace("\u00a0", " ")


def test_the_entrance_shows_areas_contacts_and_where_to_ask(department):
    page = text_of(Client().get(f"/samarbeid/{department.college.pk}/"))

    assert "Kollektiv kompetanseutvikling" in page
    assert "Oppfølgingsordningen" in page
    assert "Avløst 1. januar 2026" in page
    assert "Liv Prøve" in page
    assert department.college.name in text_of(Client().get("/samarbeid/"))


def test_a_stranger_asks_and_gets_a_reference_a_link_and_a_mail_at_once(
    department, ask, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask()

    assert answer.status_code == 303
    inquiry = Inquiry.objects.get()
    page = text_of(Client().get(answer.url))
    assert inquiry.reference in page
    assert "Du får svar senest 24. mars 2026" in page
    to_kjersti = next(one for one in mail.outbox if one.to == [WRITTEN["email"]])
    assert answer.url in to_kjersti.body
    assert WRITTEN["text"] not in to_kjersti.body
    assert "Kjersti" not in to_kjersti.body
    assert any("liv" in one.to[0] for one in mail.outbox)


def test_only_the_hash_of_the_link_is_kept(ask):
    token = ask().url.strip("/").rpartition("/")[2]

    assert len(token) >= 43
    kept = Inquiry.objects.values_list(flat=False)[0]
    assert not any(token in str(value) for value in kept)
    assert Client().get(f"/henvendelse/{token[:-1]}x/").status_code == 404


def test_the_followers_page_is_not_kept_found_or_told_to_other_sites(ask):
    page = Client().get(ask().url)

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"


def test_the_inquirer_adds_a_message_and_withdraws(ask):
    url = ask().url
    client = Client()

    assert client.post(url, {"text": "Vi er seks lærere."}).status_code == 303
    assert "Vi er seks lærere." in text_of(client.get(url))
    assert client.post(f"{url}trekk/").status_code == 303
    assert Inquiry.objects.get().status == InquiryStatus.WITHDRAWN
    assert "Henvendelsen er avsluttet" in text_of(client.post(url, {"text": "Hei igjen"}), 422)
    assert client.post(f"{url}trekk/").status_code == 403


def test_a_form_that_is_sent_twice_is_one_inquiry(department, clock):
    client, address = Client(), f"/samarbeid/{department.college.pk}/henvendelse/"
    shown = STAMP.search(client.get(address).content.decode())[1]
    clock.move_to(f"{STORY_TODAY} 12:01")

    first, second = (client.post(address, {**WRITTEN, "shown": shown}) for _ in range(2))

    assert first.status_code == 303
    assert "Henvendelsen er alt sendt" in text_of(second, 422)
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"waits": 1}, "Skjemaet ble sendt for fort"),
        ({"website": "https://kasino.example"}, "Skjemaet ble ikke sendt"),
        ({"shown": "tull"}, "Skjemaet ble sendt for fort"),
        ({"waits": 25 * 3600}, "Siden har stått åpen for lenge"),
        ({"name": "Kari https://kasino.example"}, "Det kan være høyst 0 lenker her"),
        ({"text": "https://a.example " * 4}, "Det kan være høyst 3 lenker her"),
        ({"area": "dekom"}, "dekom"),
        ({"email": "kjersti@skole.example.no\nBcc: alle@example.no"}, "E-post"),
        ({"name": "K" * 121}, "120"),
    ],
)
def test_what_no_person_sends_is_refused_with_what_to_do(ask, changed, said):
    assert said in text_of(ask(**changed), 422)
    assert not Inquiry.objects.exists()


def test_one_who_was_too_quick_may_send_again_with_the_fresh_stamp(department, ask, clock):
    client = Client()
    page = text_of(ask(client, waits=1), 422)
    clock.move_to(f"{STORY_TODAY} 12:01")

    answer = client.post(
        f"/samarbeid/{department.college.pk}/henvendelse/", {**WRITTEN, "shown": STAMP.search(page)[1]}
    )

    assert answer.status_code == 303


def test_a_form_without_its_key_is_refused(department, ask):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(f"/samarbeid/{department.college.pk}/henvendelse/", WRITTEN).status_code == 403
    assert not Inquiry.objects.exists()


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(department):
    answer = Client().post(f"/samarbeid/{department.college.pk}/henvendelse/", {**WRITTEN, "name": "K" * 10_000_000})

    assert answer.status_code == 413
    assert answer["Content-Type"].startswith("text/plain")
    assert not IntakeCount.objects.exists()
    assert MOST_BODY < 100_000


def test_files_are_not_taken(department, ask):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = ask(file=SimpleUploadedFile("virus.exe", b"MZ" * 100))

    assert answer.status_code == 303
    assert "MZ" not in str(Inquiry.objects.values()[0])


def test_ten_thousand_posts_from_one_address_do_not_stop_others_and_leave_no_rows(department, ask, clock):
    """The flood is sent as raw posts; nine thousand nine hundred of them ask the counter only, as the view does."""
    client, address = Client(), f"/samarbeid/{department.college.pk}/henvendelse/"
    answers = [client.post(address, WRITTEN, REMOTE_ADDR="192.0.2.66") for _ in range(100)]
    flood = [intake.has_room_for_address("192.0.2.66", NOW + timedelta(hours=2)) for _ in range(9_900)]

    assert [one.status_code for one in answers[20:]] == [429] * 80
    assert not any(flood)
    refused = answers[-1]
    assert refused["Content-Type"].startswith("text/plain")
    assert 0 < int(refused["Retry-After"]) <= 3601
    assert IntakeCount.objects.count() == 1
    assert not Inquiry.objects.exists()
    other = ask(REMOTE_ADDR="192.0.2.67")
    assert other.status_code == 303
    assert Inquiry.objects.count() == 1


def test_to_refuse_costs_one_query_and_writes_nothing(department):
    client, address = Client(), f"/samarbeid/{department.college.pk}/henvendelse/"
    for _ in range(20):
        client.post(address, WRITTEN)

    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.post(address, WRITTEN).status_code == 429

    assert len(seen) == 1
    assert seen[0]["sql"].startswith("SELECT")


def test_the_next_hour_takes_posts_again_and_old_counts_are_removed(department, ask, clock):
    for _ in range(25):
        intake.has_room_for_address("192.0.2.66", NOW)
    old = NOW - timedelta(days=3)
    intake.has_room_for_address("192.0.2.1", old)

    assert not intake.has_room_for_address("192.0.2.66", NOW)
    assert intake.has_room_for_address("192.0.2.66", NOW + timedelta(hours=1))
    ask()
    assert not IntakeCount.objects.filter(window_starts_at__lt=NOW - timedelta(days=2)).exists()


def test_the_address_is_not_kept_and_cannot_be_followed_from_day_to_day(db, clock):
    intake.has_room_for_address("192.0.2.66", NOW)
    intake.has_room_for_address("192.0.2.66", NOW + timedelta(days=1))

    keys = set(IntakeCount.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("192" in key and "0.2" in key for key in keys)


def test_one_recipient_gets_three_mails_a_day_and_the_page_says_so(ask, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answers = [ask(REMOTE_ADDR=f"192.0.2.{n}") for n in range(5)]

    assert [one.status_code for one in answers] == [303] * 5
    assert len([one for one in mail.outbox if one.to == [WRITTEN["email"]]]) == 3


@pytest.mark.parametrize(
    ("proxies", "header", "sender"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # what the sender wrote itself comes first, and is not read
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
    ],
)
def test_the_senders_address_is_what_our_own_proxy_says(settings, rf, proxies, header, sender):
    from pafyll.apps.accounts.senders import sender_of

    settings.PROXIES = proxies
    assert sender_of(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)) == sender


def test_many_messages_in_one_inquiry_are_stopped(ask):
    url, client = ask().url, Client()

    answers = [client.post(url, {"text": f"Melding {n}"}).status_code for n in range(12)]

    assert answers == [303] * 10 + [422] * 2


def test_the_entrance_is_found_from_the_front_page(department):
    assert 'href="/samarbeid/"' in text_of(Client().get("/"))


def test_only_what_people_have_said_yes_to_is_found(department):
    for key, shows in (("geir", ["fields"]), ("mona", ["about"])):
        profile = CompetenceProfileFactory(provider=department.college, person=department.people[key])
        CompetenceFieldFactory(profile=profile, field="reading", leads=True)
        PublicConsentFactory(profile=profile, shows=shows)
    address = f"/samarbeid/{department.college.pk}/"

    page = text_of(Client().get(f"{address}?sok=lesing"))
    assert "Geir Prøve: Lesing i alle fag" in page
    assert "Mona Prøve" not in page
    assert "Geir Prøve" not in text_of(Client().get(f"{address}?sok=svømming"))
