"""Logging in with a real OpenID provider that looks like ID-porten, and out again, both ways."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session

from pafyll.apps.accounts.models import LogIn, OpenSession, User
from pafyll.apps.organisations.identity import keep_number, number_of
from pafyll.apps.organisations.models import IdentityNumber
from pafyll.integrations.clock import machine_now
from pafyll.integrations.oidc import metadata
from tests.factories.people import PersonFactory, UserFactory
from tests.oidc.browsing import Browser, is_in, said

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(30)]
NUMBER = "01899000079"
OTHER = "02899000042"
SUBSTANTIAL = "idporten-loa-substantial"


@pytest.fixture
def kari():
    person = PersonFactory(user=None, first_name="Kari")
    keep_number(person=person, number=NUMBER, source="test", at=machine_now())
    return person


@pytest.fixture
def browser():
    return Browser()


def logs_in_kari(idporten, **changed):
    idporten.logs_in(**{"subject": "kari-pairwise", "acr": SUBSTANTIAL, "claims": {"pid": NUMBER}} | changed)


def test_the_log_in_page_offers_every_provider(idporten, feide, client):
    page = said(client.get("/logg-inn/?next=/min/"))

    assert "Logg inn med ID-porten" in page
    assert "Logg inn med Feide" in page
    assert "/logg-inn/idporten/?next=/min/" in page


def test_the_browser_is_sent_with_pkce_state_nonce_level_and_language(idporten, browser):
    asked = parse_qs(urlsplit(browser.begin()["Location"]).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["acr_values"] == [SUBSTANTIAL]
    assert asked["ui_locales"] == ["nb"]
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_kari_gets_in_and_to_where_she_was_going(idporten, browser, kari):
    logs_in_kari(idporten)

    answer = browser.log_in(then="/frister/")

    assert (answer.status_code, answer["Location"]) == (303, "/frister/")
    kari.refresh_from_db()
    assert browser.ours.session["_auth_user_id"] == str(kari.user.pk)
    assert not kari.user.has_usable_password()


def test_a_second_log_in_is_the_same_user(idporten, kari):
    logs_in_kari(idporten)
    for browser in (Browser(), Browser()):
        browser.log_in()

    assert User.objects.count() == LogIn.objects.count() == 1


def test_the_session_key_is_new_after_the_log_in(idporten, browser, kari):
    logs_in_kari(idporten)
    browser.begin()
    before = browser.ours.session.session_key

    browser.log_in()

    assert browser.ours.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_nobody_whom_no_organisation_knows_gets_in_and_nothing_is_kept(idporten, browser):
    idporten.logs_in(subject="stranger", acr=SUBSTANTIAL, claims={"pid": OTHER})

    answer = browser.log_in()

    assert answer.status_code == 403
    assert "Vi kjenner deg ikke ennå" in said(answer)
    assert "Be skoleeieren om å melde deg inn" in said(answer)
    assert "Logg ut av ID-porten" in said(answer)
    assert not is_in(browser)
    assert (User.objects.count(), LogIn.objects.count(), IdentityNumber.objects.count()) == (0, 0, 0)


def test_a_foreign_log_in_without_a_number_is_not_taken_for_anybody(idporten, browser, kari):
    idporten.logs_in(subject="from-abroad", acr="eidas-loa-high", claims={})

    assert "Vi kjenner deg ikke ennå" in said(browser.log_in())


def test_a_level_that_is_too_low_is_refused_with_what_to_do(idporten, browser, kari):
    logs_in_kari(idporten, acr="idporten-loa-low")

    answer = browser.log_in()

    assert answer.status_code == 403
    assert "for lavt sikkerhetsnivå" in said(answer)
    assert not is_in(browser)


def test_a_provider_that_states_no_level_is_refused(idporten, browser, kari):
    logs_in_kari(idporten, acr=None)

    assert "for lavt sikkerhetsnivå" in said(browser.log_in())


def test_a_person_who_changes_her_mind_is_told_that_nothing_happened(idporten, browser):
    idporten.logs_in(subject="kari", refuses="access_denied")

    answer = browser.log_in()

    assert "Du avbrøt innloggingen" in said(answer)


def test_a_provider_that_says_no_gives_a_page_and_not_an_error(idporten, browser):
    idporten.logs_in(subject="kari", refuses="server_error")

    answer = browser.log_in()

    assert answer.status_code == 403
    assert "Innloggingen ble ikke fullført" in said(answer)


def test_an_answer_is_used_once(idporten, browser, kari):
    logs_in_kari(idporten)
    home = browser.home_from(browser.begin()["Location"])
    browser.ours.get(home)

    again = browser.ours.get(home)

    assert "er brukt før" in said(again)


def test_an_answer_in_another_browser_lets_nobody_in(idporten, browser, kari):
    logs_in_kari(idporten)
    home = browser.home_from(browser.begin()["Location"])
    thief = Browser()

    answer = thief.ours.get(home)

    assert answer.status_code == 403
    assert not is_in(thief)


def test_an_answer_to_an_old_log_in_is_refused(idporten, browser, kari):
    logs_in_kari(idporten)
    home = browser.home_from(browser.begin()["Location"])
    session = browser.ours.session
    under_way = session["log_ins_under_way"]
    for kept in under_way.values():
        kept["at"] = (machine_now() - timedelta(minutes=16)).isoformat()
    session["log_ins_under_way"] = under_way
    session.save()

    assert "tok mer enn et kvarter" in said(browser.ours.get(home))


def test_an_answer_that_says_it_is_another_issuers_is_refused(idporten, browser, kari):
    logs_in_kari(idporten)
    home = browser.home_from(browser.begin()["Location"])

    answer = browser.ours.get(home.replace(f"127.0.0.1%3A{idporten.port}", "evil.example.no"))

    assert answer.status_code == 403
    assert not is_in(browser)


def test_an_answer_from_one_provider_is_not_anothers(idporten, feide, browser, kari):
    logs_in_kari(idporten)
    home = browser.home_from(browser.begin()["Location"])

    answer = browser.ours.get(home.replace("/idporten/", "/feide/"))

    assert answer.status_code == 403
    assert not is_in(browser)


def test_somebody_with_another_key_than_ours_gets_no_tokens(idporten, browser, kari, settings):
    from joserfc.jwk import RSAKey

    other = RSAKey.generate_key(2048, private=True).as_pem(private=True).decode()
    settings.LOG_IN_WITH = [idporten.as_provider(key=other)]
    logs_in_kari(idporten)

    answer = browser.log_in()

    assert answer.status_code == 403
    assert not is_in(browser)


def test_a_provider_that_does_not_answer_gives_a_page_that_says_so(idporten, browser, settings):
    metadata.forget()
    settings.LOG_IN_WITH = [idporten.as_provider(issuer="http://127.0.0.1:1")]

    answer = browser.begin()

    assert answer.status_code == 503
    assert "ID-porten svarer ikke" in said(answer)
    assert "frister kan utsettes" in said(answer)


def test_nobody_is_sent_elsewhere_after_the_log_in(idporten, browser, kari):
    logs_in_kari(idporten)

    assert browser.log_in(then="https://evil.example.no/")["Location"] == "/"


def test_a_closed_user_stays_outside(idporten, browser, kari):
    kari.user = UserFactory(is_active=False)
    kari.save()
    logs_in_kari(idporten)

    assert "Tilgangen din er stengt" in said(browser.log_in())


def test_a_name_that_suddenly_stands_for_another_is_stopped(idporten, browser, kari):
    other = PersonFactory()
    keep_number(person=other, number=OTHER, source="test", at=machine_now())
    logs_in_kari(idporten)
    browser.log_in()

    logs_in_kari(idporten, claims={"pid": OTHER})

    assert "passer ikke med dem vi har fra før" in said(Browser().log_in())


def test_the_number_is_nowhere_in_clear(idporten, browser, kari, caplog):
    logs_in_kari(idporten)
    with caplog.at_level("DEBUG"):
        answer = browser.log_in()

    kept = IdentityNumber.objects.get()
    session = str(dict(browser.ours.session))
    assert number_of(kari) == NUMBER
    for text in (kept.sealed, kept.digest, session, str(kept), caplog.text, answer["Location"]):
        assert NUMBER not in text
    assert "eyJ" not in session  # the token, which holds the number, is sealed too


def test_logging_out_ends_both_sessions(idporten, browser, kari):
    logs_in_kari(idporten)
    browser.log_in()

    page = browser.ours.post("/logg-ut/")

    assert not is_in(browser)
    assert "Du er logget ut av Påfyll, men fortsatt logget inn hos ID-porten" in said(page)
    assert f"form-action 'self' http://127.0.0.1:{idporten.port}" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    home = browser.leave(page.context["leaving"])
    assert home.startswith("http://127.0.0.1:8000/logg-ut/ferdig/?state=")
    assert "Du er logget ut" in said(browser.ours.get("/logg-ut/ferdig/"))


def test_logging_out_at_the_provider_ends_our_session_without_our_cookie(idporten, browser, kari, client):
    logs_in_kari(idporten)
    browser.log_in()
    opened = OpenSession.objects.get()

    frame = client.get(f"/logg-ut/idporten/ramme/?iss={opened.issuer}&sid={opened.sid}")

    assert frame.status_code == 200
    assert browser.ours.get("/min/").status_code == 302
    assert f"frame-ancestors http://127.0.0.1:{idporten.port}" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert not OpenSession.objects.exists()


@pytest.mark.parametrize("query", ["", "iss={iss}&sid=another", "iss=https://evil.example.no&sid={sid}", "sid={sid}"])
def test_a_log_out_of_another_session_ends_nothing(idporten, browser, kari, client, query):
    logs_in_kari(idporten)
    browser.log_in()
    opened = OpenSession.objects.get()

    client.get(f"/logg-ut/idporten/ramme/?{query.format(iss=opened.issuer, sid=opened.sid)}")

    assert OpenSession.objects.filter(pk=opened.pk).exists()


def test_only_the_log_out_frame_may_be_framed(idporten, client):
    for address in ("/", "/logg-inn/", "/logg-ut/ferdig/", "/logg-inn/bekreft/"):
        assert "frame-ancestors 'none'" in client.get(address)["Content-Security-Policy"]


def test_a_provider_that_we_do_not_have_is_not_found(idporten, client):
    assert client.get("/logg-inn/evil/").status_code == 404
    assert client.get("/logg-ut/evil/ramme/").status_code == 404


def test_a_session_ends_when_the_day_is_over_however_much_is_done_meanwhile(idporten, browser, kari, settings):
    settings.SESSION_COOKIE_AGE = 8 * 60 * 60
    settings.SESSION_EXPIRE_AT_BROWSER_CLOSE = True
    logs_in_kari(idporten)
    answer = browser.log_in()
    ends = Session.objects.get(pk=browser.ours.session.session_key).expire_date
    assert answer.cookies["sessionid"]["max-age"] == ""  # goes with the browser too

    with time_machine.travel(machine_now() + timedelta(hours=7), tick=False):
        assert browser.begin(query="bekreft").status_code == 303  # keeps something in the session
        assert Session.objects.get(pk=browser.ours.session.session_key).expire_date == ends
        assert is_in(browser)
    with time_machine.travel(machine_now() + timedelta(hours=8, minutes=1), tick=False):
        assert browser.ours.get("/min/").status_code == 302


def test_a_log_in_that_goes_well_and_its_end_are_told_in_the_log_without_who(idporten, browser, kari, caplog):
    logs_in_kari(idporten)
    with caplog.at_level("INFO", "pafyll.log_in"):
        browser.log_in()
        browser.ours.post("/logg-ut/")
        browser.ours.post("/logg-ut/")

    told = [one.getMessage() for one in caplog.records if one.name == "pafyll.log_in"]
    assert told == ["log-in: provider=idporten level=substantial confirming=False", "log-out: provider=idporten"]
    assert not any(who in caplog.text for who in (NUMBER, "kari-pairwise", "Kari"))
