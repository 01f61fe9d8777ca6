"""The end of a log-in is told in good time and can be put off, for a day at most (WCAG 2.2.1)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from pafyll.integrations.clock import machine_now
from pafyll.web.components.lasting import LONGEST, WARN

pytestmark = pytest.mark.django_db
AGE = 8 * 60 * 60
HOUR = 60 * 60
WARNED = "Du blir logget ut"


@pytest.fixture
def logged_in(as_kari, settings):
    """Kari, who logged in now and has eight hours."""
    settings.SESSION_COOKIE_AGE = AGE
    began = machine_now()
    session = as_kari.session
    session["log_in_began"] = began.isoformat()
    session.set_expiry(began + timedelta(seconds=AGE))
    session.save()
    return as_kari


def ends_of(client):
    return Session.objects.get(pk=client.session.session_key).expire_date


def warning_of(client):
    page = client.get("/min/").content.decode()
    return page[page.index('id="p-session"') : page.index("</form>", page.index('id="p-session"'))]


def later(hours):
    return time_machine.travel(machine_now() + timedelta(hours=hours), tick=False)


def test_the_warning_waits_hidden_until_a_quarter_of_an_hour_is_left(logged_in):
    warning = warning_of(logged_in)

    assert " hidden" in warning.split(">")[0]
    assert f'data-hidden-seconds="{AGE - int(WARN.total_seconds()) - 1}"' in warning or (
        f'data-hidden-seconds="{AGE - int(WARN.total_seconds())}"' in warning
    )


def test_a_page_that_is_opened_near_the_end_shows_the_warning_without_scripts(logged_in):
    with later(7.9):
        warning = warning_of(logged_in)

    assert " hidden" not in warning.split(">")[0]
    assert WARNED in warning


def test_one_press_gives_eight_hours_more_and_leads_back(logged_in):
    with later(7.9):
        answer = logged_in.post("/bli-innlogget/", {"next": "/min/?a=b"})
        assert (answer.status_code, answer["Location"]) == (303, "/min/?a=b")
        assert ends_of(logged_in) == machine_now() + timedelta(seconds=AGE)
    with later(15):
        assert logged_in.get("/min/").status_code == 200


def test_with_scripts_only_the_warning_is_changed_so_what_is_typed_stays(logged_in):
    with later(7.9):
        answer = logged_in.post("/bli-innlogget/", {"next": "/min/"}, headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert 'id="p-session"' in page
    assert "<html" not in page


def test_a_day_after_the_log_in_nothing_puts_it_off(logged_in):
    began = machine_now()
    for hours in (7.9, 15.8, 23.7):
        with later(hours):
            logged_in.post("/bli-innlogget/", {"next": "/min/"})
    with later(23.9):
        page = logged_in.get("/min/").content.decode()
        assert "Ingen er logget inn mer enn et døgn." in page
        assert "/bli-innlogget/" not in page
        assert ends_of(logged_in) <= began + LONGEST + timedelta(seconds=5)
    with later(24.1):
        assert logged_in.get("/min/").status_code == 302


def test_a_demonstration_has_no_end_and_nobody_is_warned(as_kari, client):
    assert "p-session" not in as_kari.get("/min/").content.decode()
    assert "p-session" not in client.get("/").content.decode()
    assert as_kari.post("/bli-innlogget/", {"next": "/min/"}).status_code == 303


def test_the_way_back_is_ours_and_a_mere_visit_puts_nothing_off(logged_in):
    assert logged_in.post("/bli-innlogget/", {"next": "https://evil.example/"})["Location"] == "/"
    assert logged_in.get("/bli-innlogget/").status_code == 405


@pytest.fixture
def idle(logged_in, settings):
    """As in production: an hour without a request ends it too."""
    settings.SESSION_IDLE_SECONDS = HOUR
    session = logged_in.session
    session["log_in_ends"] = (machine_now() + timedelta(seconds=AGE)).isoformat()
    session.set_expiry(machine_now() + timedelta(seconds=HOUR))
    session.save()
    return logged_in


def test_an_hour_without_a_request_ends_the_log_in(idle):
    with later(0.95):
        assert idle.get("/min/").status_code == 200
    with later(1.9):
        assert idle.get("/min/").status_code == 200
    with later(2.95):
        assert idle.get("/min/").status_code == 302


def test_who_is_active_all_day_is_out_when_it_is_over_unless_she_presses(idle):
    ends = machine_now() + timedelta(seconds=AGE)
    for tenths in range(9, 80, 9):
        with later(tenths / 10):
            assert idle.get("/min/").status_code == 200
            assert ends_of(idle) <= ends + timedelta(seconds=1)
    with later(8.05):
        assert idle.get("/min/").status_code == 302


def test_who_only_reads_is_warned_before_the_hour_is_over_and_one_press_gives_another(idle):
    told = int(re.search(r'data-hidden-seconds="(\d+)"', warning_of(idle))[1])
    assert 0 <= HOUR - int(WARN.total_seconds()) - told <= 5
    with later(0.9):
        answer = idle.post("/bli-innlogget/", {"next": "/min/"}, headers={"HX-Request": "true"})
        assert "Fortsett å være logget inn" in answer.content.decode()
        assert ends_of(idle) == machine_now() + timedelta(seconds=HOUR)
    with later(1.8):
        assert idle.get("/min/").status_code == 200


def test_being_there_is_not_written_for_every_page(idle):
    ends = ends_of(idle)
    with later(1 / 60):
        idle.get("/min/")
        assert ends_of(idle) == ends
    with later(4 / 60):
        idle.get("/min/")
        assert ends_of(idle) > ends


def test_a_log_in_from_before_there_was_such_an_end_keeps_its_own(logged_in, settings):
    settings.SESSION_IDLE_SECONDS = HOUR
    with later(7.5):
        assert logged_in.get("/min/").status_code == 200
    with later(8.05):
        assert logged_in.get("/min/").status_code == 302
