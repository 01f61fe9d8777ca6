"""«Oppgaver» at every desk, «Varsler», sent mail, and what every mail says: each sees her own."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.casework.models import Mail, MailChoice
from pafyll.apps.casework.queries.inbox import count_anew
from pafyll.apps.organisations.models import Person

pytestmark = pytest.mark.heavy(30)
DESKS = [
    ("kari", "teacher"), ("per", "school"), ("siri", "owner"), ("nina", "provider"), ("liv", "provider"),
    ("ada", "authority"), ("tor", "authority"), ("astrid", "authority"), ("leif", "representative"),
]  # fmt: skip


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def as_somebody(world, client_of):
    return lambda key: client_of(Person.objects.get(user__username=key))


@pytest.mark.parametrize(("key", "desk"), DESKS)
def test_everybody_finds_their_tasks_in_the_menu(as_somebody, key: str, desk: str) -> None:
    client, url = as_somebody(key), reverse(f"{desk}:tasks")

    assert f'href="{url}"' in page(client, reverse(f"{desk}:tasks"))


def test_a_county_authority_finds_what_it_runs_at_the_authorities_desk(as_somebody) -> None:
    text = page(as_somebody("gro"), reverse("authority:tasks"))

    assert "Oppgaver andre steder" in text
    assert f'href="{reverse("owner:tasks")}"' in text


def test_the_nearest_deadline_is_first_and_one_leads_to_what_is_to_be_done(as_siri: Client) -> None:
    text = page(as_siri, reverse("owner:tasks")).partition("<tbody>")[2]

    order = [text.index(words) for words in ("Kari Nordvik", "Send dokumentasjon til kontrollen", "Ingen frist")]
    assert order == sorted(order)
    application = re.search(r'href="(/eier/soknader/\d+/)">Godkjenn søknaden', text)
    assert application is not None
    assert as_siri.get(application.group(1)).status_code == 200


def test_ola_never_sees_what_waits_for_siri(as_ola: Client) -> None:
    assert "Kari Nordvik" not in page(as_ola, reverse("owner:tasks"))


def test_the_list_is_narrowed_by_what_and_by_when(as_siri: Client) -> None:
    url = reverse("owner:tasks")

    assert "Prioriter søknadene" not in page(as_siri, f"{url}?hva=application-stated-4").partition("<table")[2]
    assert "Ingen frist" not in page(as_siri, f"{url}?frist=uke").partition("<table")[2]
    assert "Fristen er ute" in page(as_siri, f"{url}?frist=over").partition("<table")[2]
    assert page(as_siri, f"{url}?hva=tull&frist=tull")


def test_the_menu_counts_anew_when_one_has_done_something(as_siri: Client, siri: Person, settings) -> None:
    settings.TASKS_IN_MENU = True
    count_anew(siri.user.pk)
    before = _count(page(as_siri, reverse("owner:tasks")))
    change = re.search(r"/eier/endringer/(\d+)/", page(as_siri, reverse("owner:tasks")))
    assert change is not None

    as_siri.post(reverse("owner:drop_change", args=[change.group(1)]))

    assert _count(page(as_siri, reverse("owner:tasks"))) == before - 1


def _count(text: str) -> int:
    found = re.search(r'p-nav__count">(\d+)<', text)
    return int(found.group(1)) if found else 0


def test_kari_chooses_how_she_wants_mail_and_what_must_come_cannot_be_turned_off(as_kari: Client, kari: Person) -> None:
    url = reverse("public:notices")
    assert "De kan ikke slås av" in page(as_kari, url)

    as_kari.post(url, {"language": "nn", "progress": "never", "meetings": "daily"})

    chosen = dict(MailChoice.objects.filter(reader=kari.user).values_list("topic", "when"))
    assert (chosen["progress"], chosen["meetings"]) == ("never", "daily")
    kari.user.refresh_from_db()
    assert kari.user.language == "nn"


def test_kari_reads_what_she_got_and_nobody_elses(as_kari: Client, as_siri: Client) -> None:
    text = page(as_kari, reverse("public:received"))
    assert "Sendt i samlet e-post" in text
    mine = Mail.objects.filter(reader__username="kari").latest("pk")

    assert mine.subject in page(as_kari, reverse("public:received_one", args=[mine.pk]))
    assert as_siri.get(reverse("public:received_one", args=[mine.pk])).status_code == 404


def test_somebody_who_is_not_logged_in_is_asked_to(world: None) -> None:
    for name in ("notices", "received"):
        assert Client().get(reverse(f"public:{name}")).status_code == 302


def test_ada_sees_why_a_mail_failed_and_has_it_tried_again(as_ada: Client) -> None:
    failed = Mail.objects.get(status="failed")
    assert "550 5.1.1 User unknown" in page(as_ada, f"{reverse('authority:sent_mail')}?status=failed")

    answer = as_ada.post(reverse("authority:try_mail", args=[failed.pk]))

    assert answer.status_code == 303
    failed.refresh_from_db()
    assert failed.status == "waiting"


def test_an_owner_sees_its_own_mail_and_not_the_directorates(as_siri: Client) -> None:
    failed = Mail.objects.get(status="failed")

    assert "550 5.1.1" not in page(as_siri, f"{reverse('owner:sent_mail')}?status=failed")
    assert as_siri.post(reverse("owner:try_mail", args=[failed.pk])).status_code == 404


def test_every_mail_can_be_looked_at_with_who_gets_it(as_ada: Client) -> None:
    text = page(as_ada, reverse("authority:mail_kinds"))
    assert "Læreren som søker eller studerer" in text

    args = ["applications", "approved", "nn"]
    assert "Skuleeigar har godkjent" in page(as_ada, reverse("authority:mail_kind", args=args))
    html = as_ada.get(reverse("authority:mail_kind_html", args=args))
    assert "sha256-" in html["Content-Security-Policy"]
    assert as_ada.get(reverse("authority:mail_kind", args=["applications", "tull", "nb"])).status_code == 404
