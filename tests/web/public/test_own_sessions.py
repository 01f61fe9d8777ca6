"""One's own log-ins: which are open, on what, and that nobody ends anybody else's."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pafyll.apps.accounts.models import OpenSession
from pafyll.apps.accounts.own_sessions import browser_said
from pafyll.integrations.clock import machine_now
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/mine-opplysninger/innlogginger/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


@pytest.fixture
def log_in(idporten):
    """A browser that is logged in as the person by the provider."""
    from pafyll.apps.organisations.identity import keep_number
    from tests.oidc.browsing import Browser

    def logged_in(person, number, agent=FIREFOX):
        keep_number(person=person, number=number, source="test", at=machine_now())
        idporten.logs_in(subject=person.user.username, acr="idporten-loa-substantial", claims={"pid": number})
        browser = Browser()
        browser.ours.defaults["HTTP_USER_AGENT"] = agent
        browser.log_in()
        return browser.ours

    return logged_in


@pytest.fixture
def kari():
    return PersonFactory(user=UserFactory(username="kari"), first_name="Kari")


def test_kari_sees_her_phone_and_her_machine_and_ends_the_phone(log_in, kari):
    phone = log_in(kari, "01899000079", SAFARI)
    machine = log_in(kari, "01899000079")

    page = machine.get(PAGE).content.decode()
    assert page.index("Firefox, Windows") < page.index("Safari, iPhone")
    assert "Denne bruker du nå" in page
    assert page.count("Logg ut her") == 1

    other = OpenSession.objects.exclude(session=machine.session.session_key).get()
    answer = machine.post(PAGE, {"session": other.pk}, follow=True)
    assert "Du er logget ut der." in answer.content.decode()
    assert phone.get(PAGE).status_code == 302
    assert machine.get(PAGE).status_code == 200


def test_kari_ends_all_but_the_one_she_uses(log_in, kari):
    others = [log_in(kari, "01899000079") for _ in range(2)]
    machine = log_in(kari, "01899000079")

    machine.post(PAGE, {"session": "others"})

    assert [one.get(PAGE).status_code for one in (*others, machine)] == [302, 302, 200]
    assert "Logg ut alle andre steder" not in machine.get(PAGE).content.decode()


def test_nobody_ends_somebody_elses_log_in(log_in, kari):
    hers = log_in(kari, "01899000079")
    jonas = log_in(PersonFactory(user=UserFactory(username="jonas")), "02899000042")
    row = OpenSession.objects.get(user=kari.user)

    for named in (row.pk, "others", "x", "-1", "²", "9" * 30):
        jonas.post(PAGE, {"session": named})

    assert hers.get(PAGE).status_code == 200
    assert "Denne bruker du nå" in jonas.get(PAGE).content.decode()


def test_what_is_over_is_not_shown(log_in, kari):
    machine = log_in(kari, "01899000079")
    old = log_in(kari, "01899000079", SAFARI)
    old.session.set_expiry(machine_now() - timedelta(hours=1))
    store = old.session
    store.set_expiry(machine_now() - timedelta(hours=1))
    store.save()

    assert "Safari" not in machine.get(PAGE).content.decode()


def test_who_is_not_logged_in_is_asked_to(db):
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("agent", "said"),
    [(FIREFOX, "Firefox, Windows"), (SAFARI, "Safari, iPhone"), ("curl/8", ""), ("Edg Chrome Linux", "Edge, Linux")],
)
def test_a_browser_is_told_coarsely(agent, said):
    assert browser_said(agent) == said


def test_the_operator_ends_karis_log_ins_and_the_log_does_not_say_whose(log_in, kari, caplog):
    hers = [log_in(kari, "01899000079") for _ in range(2)]
    jonas = log_in(PersonFactory(user=UserFactory(username="jonas")), "02899000042")
    kari.email = "kari@fjordvik.example.no"
    kari.save()
    told = StringIO()

    with caplog.at_level("INFO", "pafyll.log_in"):
        call_command("end_sessions", "KARI@fjordvik.example.no", stdout=told)

    assert [one.get(PAGE).status_code for one in (*hers, jonas)] == [302, 302, 200]
    assert told.getvalue() == "Innlogginger avsluttet: 2\n"
    [line] = caplog.messages
    assert line == "sessions ended by the operator: of=one count=2"


def test_the_operator_ends_everybodys(log_in, kari):
    hers = log_in(kari, "01899000079")
    call_command("end_sessions", "--everybody", stdout=StringIO())

    assert hers.get(PAGE).status_code == 302


@pytest.mark.parametrize("words", [["ingen@fjordvik.example.no"], [], ["a@b.example.no", "--everybody"]])
def test_nobodys_log_in_ends_when_it_is_not_clear_whose(log_in, kari, words):
    hers = log_in(kari, "01899000079")
    with pytest.raises(CommandError):
        call_command("end_sessions", *words)

    assert hers.get(PAGE).status_code == 200
