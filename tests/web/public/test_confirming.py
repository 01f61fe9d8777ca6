"""Showing anew who one is: for which pages, how fresh it must be, and that nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
import requests
from django.urls import URLPattern, URLResolver, get_resolver

from pafyll.apps.organisations.identity import keep_number
from pafyll.apps.organisations.models import RoleGrant
from pafyll.integrations.clock import machine_now
from pafyll.web.components.confirming import asks
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory
from tests.oidc.browsing import Browser, said

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(30)]
NUMBER, OTHER = "01899000079", "02899000042"
HIGH, SUBSTANTIAL = "idporten-loa-high", "idporten-loa-substantial"
SEND = "/nasjonal/utbetaling/7/send/"
APPROVE = "/nasjonal/utbetaling/7/godkjenn/"
MARKED = {
    "authority:approve_account",
    "authority:approve_award_account",
    "authority:approve_award_run",
    "authority:approve_run",
    "authority:change_decide",
    "authority:conclude",
    "authority:decide",
    "authority:decide_appeal",
    "authority:decide_award_change",
    "authority:decide_award_recovery",
    "authority:decide_awards",
    "authority:decide_settlement",
    "authority:dispensation",
    "authority:grant_dispensation",
    "authority:late_decide",
    "authority:money_proposal",
    "authority:recovery_decide",
    "authority:send_award_run",
    "authority:new_token",
    "authority:renew_token",
    "authority:send_run",
    "owner:decide_reallocation",
    "owner:new_token",
    "owner:renew_token",
    "provider:new_token",
    "provider:renew_token",
    "public:identity_number",
    "support:begin_seeing_as",
    "support:merge_people",
    "support:undo_merge",
}


@pytest.fixture
def ada():
    person = PersonFactory(user=UserFactory(), first_name="Ada")
    directorate = OrganisationFactory(directorate=True)
    RoleGrantFactory(person=person, role=RoleGrant.Role.DIRECTORATE_DECIDER, organisation=directorate)
    keep_number(person=person, number=NUMBER, source="test", at=machine_now())
    return person


@pytest.fixture
def browser(idporten, ada):
    """Ada's, logged in at the level that everybody has."""
    there = Browser()
    idporten.logs_in(subject="ada", acr=SUBSTANTIAL, claims={"pid": NUMBER})
    there.log_in()
    return there


def confirms(idporten, browser, acr=HIGH, **changed):
    idporten.logs_in(**{"subject": "ada", "acr": acr, "claims": {"pid": NUMBER}} | changed)
    return browser.log_in(query="bekreft")


def marked(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from marked(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and asks(pattern.callback, "POST"):
            yield f"{namespace}:{pattern.name}"


def test_these_pages_and_no_others_ask():
    assert set(marked(get_resolver())) == MARKED


def test_the_table_of_what_asks_names_each_page(settings):
    """docs/howto/run.md, for those who decide whether it is enough."""
    text = (settings.PACKAGE.parents[1] / "docs" / "howto" / "run.md").read_text(encoding="utf-8")
    assert [name for name in sorted(MARKED) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "address",
    [
        "/nasjonal/klager/7/vedta/",
        "/nasjonal/klager/7/avgjor/",
        "/nasjonal/dispensasjoner/7/innvilg/",
        "/brukerstotte/mennesker/7/se-som/",
        "/brukerstotte/mennesker/7/sla-sammen/",
    ],
)
def test_deciding_and_stepping_into_somebodys_place_ask_when_something_is_sent(idporten, browser, address):
    assert browser.ours.post(address, {"why": "x"})["Location"] == "/logg-inn/bekreft/"
    confirms(idporten, browser)
    assert browser.ours.post(address, {"why": "x"}).status_code in (403, 404)  # it is asked of the permissions now


def test_a_dispensation_is_read_without_and_refused_with(browser):
    assert browser.ours.get("/nasjonal/dispensasjoner/7/").status_code == 404
    assert browser.ours.post("/nasjonal/dispensasjoner/7/", {"why": "x"})["Location"] == "/logg-inn/bekreft/"


def test_a_page_about_money_asks_first_and_comes_back(idporten, browser):
    asked = browser.ours.get(APPROVE)
    assert (asked.status_code, asked["Location"]) == (303, "/logg-inn/bekreft/")
    assert "Bekreft med ID-porten" in said(browser.ours.get("/logg-inn/bekreft/"))

    back = confirms(idporten, browser)

    assert back["Location"] == "/logg-inn/fortsett/"
    assert browser.ours.get("/logg-inn/fortsett/")["Location"] == APPROVE
    assert browser.ours.get(APPROVE).status_code == 404  # there is no such payment, but nobody stops her


def test_what_was_sent_is_kept_and_sent_again_by_her(idporten, browser):
    browser.ours.post(SEND, {"why": "Avtalt <i dag>", "choice": ["a", "b"]})
    assert "er tatt vare på" in said(browser.ours.get("/logg-inn/bekreft/"))
    confirms(idporten, browser)

    page = said(browser.ours.get("/logg-inn/fortsett/"))

    assert f'action="{SEND}"' in page
    assert 'name="why" value="Avtalt &lt;i dag&gt;"' in page
    assert 'name="choice" value="a"' in page
    assert 'name="choice" value="b"' in page
    assert browser.ours.post(SEND, {"why": "Avtalt"}).status_code == 404  # it reached the view
    assert "held" not in browser.ours.session


def test_the_provider_is_asked_for_the_highest_level_and_a_new_log_in(browser):
    address = browser.begin(query="bekreft")["Location"]

    assert "acr_values=idporten-loa-high" in address
    assert "prompt=login" in address
    assert "max_age=0" in address


def test_a_level_below_the_highest_is_not_enough(idporten, browser):
    answer = confirms(idporten, browser, acr=SUBSTANTIAL)

    assert "for lavt sikkerhetsnivå" in said(answer)
    assert browser.ours.get(APPROVE).status_code == 303


def test_a_log_in_at_the_highest_level_that_is_too_old_asks_again(idporten, browser):
    confirms(idporten, browser)
    session = browser.ours.session
    for minutes, status in ((9, 404), (11, 303)):
        shown = (machine_now() - timedelta(minutes=minutes)).isoformat()
        session["log_in"] = session["log_in"] | {"at": shown}
        session.save()
        assert browser.ours.get(APPROVE).status_code == status


def test_an_old_auth_time_from_the_provider_confirms_nothing(idporten, browser):
    old = int((machine_now() - timedelta(hours=1)).timestamp())

    answer = confirms(idporten, browser, shown_at=old)

    assert answer.status_code == 403
    assert browser.ours.get(APPROVE).status_code == 303


def test_somebody_else_cannot_confirm_for_her(idporten, browser, ada):
    ola = PersonFactory(user=UserFactory())
    keep_number(person=ola, number=OTHER, source="test", at=machine_now())

    browser.theirs = requests.Session()  # he is logged in with ID-porten, at her machine
    answer = confirms(idporten, browser, subject="ola", claims={"pid": OTHER})

    assert "er en annen enn den som er logget inn" in said(answer)
    assert browser.ours.session["_auth_user_id"] == str(ada.user_id)
    assert browser.ours.get(APPROVE).status_code == 303


def test_htmx_is_sent_by_a_header(browser):
    answer = browser.ours.post(SEND, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/logg-inn/bekreft/")


def test_other_pages_ask_nothing(browser):
    assert browser.ours.get("/nasjonal/utbetalinger/").status_code == 200


@pytest.mark.parametrize(
    "userinfo", [{"norEduPersonNIN": NUMBER}, {"userid-sec": ["feide:ada@example.no", f"nin:{NUMBER}"]}]
)
def test_feide_finds_the_same_person_by_the_number_in_either_place(feide, ada, userinfo):
    there = Browser()
    feide.logs_in(subject="ada-at-feide", acr=None, userinfo={"sub": "ada-at-feide", **userinfo})

    there.log_in("feide")

    assert there.ours.session["_auth_user_id"] == str(ada.user_id)


def test_feides_userinfo_of_somebody_else_is_refused(feide, ada):
    feide.logs_in(subject="ada-at-feide", acr=None, userinfo={"sub": "another", "norEduPersonNIN": NUMBER})

    assert Browser().log_in("feide").status_code == 403


def test_who_came_by_feide_confirms_with_idporten(idporten, feide, ada):
    there = Browser()
    feide.logs_in(subject="ada-at-feide", acr=None, userinfo={"sub": "ada-at-feide", "norEduPersonNIN": NUMBER})
    there.log_in("feide")
    there.ours.get(APPROVE)

    assert "Bekreft med ID-porten" in said(there.ours.get("/logg-inn/bekreft/"))
    assert confirms(idporten, there)["Location"] == "/logg-inn/fortsett/"
    assert there.ours.get("/logg-inn/fortsett/")["Location"] == APPROVE
