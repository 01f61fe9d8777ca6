"""The demonstration: who can be met there, and when it refuses to start."""

from __future__ import annotations

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pafyll.apps.organisations.models import Person
from pafyll.devtools.management.commands import demo
from pafyll.devtools.seed.story.cast import CAST
from pafyll.integrations.clock import today
from tests import ports


@pytest.fixture
def started(monkeypatch, settings, tmp_path):
    """Ports on which a demonstration was served, without serving it; its files lie in a folder of the test's own."""
    ports = []
    monkeypatch.setattr(demo, "serve", ports.append)
    monkeypatch.setattr(demo, "start_worker", lambda: ports.append("worker"))
    for name in ("PAFYLL_NOW", "PAFYLL_NOW_FILE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    settings.VAR = tmp_path
    return ports


@pytest.fixture
def free_port():
    """A port that nothing answered on a moment ago."""
    return ports.free_port()


@pytest.mark.django_db
def test_an_empty_database_is_filled_and_the_cast_presented_on_the_day_of_the_story(started, free_port, settings):
    (settings.VAR / "now.txt").write_text("2026-04-30")  # where an earlier story was moved to
    said = StringIO()

    call_command("demo", "--port", str(free_port), stdout=said)

    assert started == ["worker", free_port]
    assert f"http://127.0.0.1:{free_port}/" in said.getvalue()
    assert [member.name for member in CAST if member.name not in said.getvalue()] == []
    assert Person.objects.filter(user__username="kari").exists()
    assert today().isoformat() == "2026-03-10"


def test_a_story_that_goes_on_stays_on_the_day_that_it_was_moved_to(world, started, free_port, settings):
    (settings.VAR / "now.txt").write_text("2026-04-30")

    call_command("demo", "--port", str(free_port), stdout=StringIO())

    assert today().isoformat() == "2026-04-30"


def test_a_demonstration_begins_on_the_day_of_the_story(world, started, free_port, clock):
    clock.move_to("2027-01-05")

    call_command("demo", "--port", str(free_port), stdout=StringIO())

    assert today().isoformat() == "2026-03-10"


def test_it_refuses_where_log_in_as_is_off(started, settings):
    settings.LOG_IN_AS = False

    with pytest.raises(CommandError, match="lokalt"):
        call_command("demo")

    assert started == []


def test_it_says_when_the_port_is_taken(started):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(CommandError, match="make demo PORT="):
            call_command("demo", "--port", str(taken.getsockname()[1]))
