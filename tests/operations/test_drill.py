"""The drill: a server is destroyed, and comes back as it was at a chosen second, with everything whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from tests.operations.server import Server

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.heavy(60), pytest.mark.django_db]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with the story, whose log is archived."""
    with Server.with_the_story() as made:
        yield made


def manage(server: Server, *words: str, by: str = "pafyll", fails: bool = False) -> str:
    return server.python("manage.py", *words, by=by, fails=fails)


def surnames(server: Server) -> set[str]:
    with psycopg.connect(server.address_of("postgres")) as open_:
        return {row[0] for row in open_.execute("SELECT last_name FROM organisations_person").fetchall()}


def rename(server: Server, name: str) -> datetime:
    """An acknowledged change, and a moment after it and before the next."""
    with psycopg.connect(server.address_of("postgres"), autocommit=True) as open_:
        open_.execute(
            "UPDATE organisations_person SET last_name = %s WHERE id = (SELECT min(id) FROM organisations_person)",
            [name],
        )
        time.sleep(0.05)
        # the server's own clock: the suite may stand on another day
        row = open_.execute("SELECT clock_timestamp()").fetchone()
    time.sleep(0.05)
    assert row is not None
    moment: datetime = row[0]
    return moment


def test_what_was_acknowledged_before_the_chosen_second_comes_back_and_what_came_later_does_not(server: Server) -> None:
    manage(server, "backup", str(server.copies), by="pafyll_tables")
    moment = rename(server, "Før-ulykken")
    rename(server, "Etter-ulykken")
    server.hand_over()
    server.destroy()

    into = server.home / "restored"
    manage(server, "restore", str(server.copies), "--into", str(into), "--until", moment.isoformat())
    server.start(into)
    assert "Før-ulykken" in surnames(server)
    assert "Etter-ulykken" not in surnames(server)
    assert "Alt er helt." in manage(server, "verify")


def test_a_second_way_back_is_not_stopped_where_the_first_was(server: Server) -> None:
    into = server.home / "restored"
    manage(server, "backup", str(server.copies), by="pafyll_tables")
    moment = rename(server, "Før-ulykken")
    rename(server, "Etter-ulykken")
    server.hand_over()
    server.destroy()
    manage(server, "restore", str(server.copies), "--into", str(into), "--until", moment.isoformat())
    server.start(into)

    time.sleep(1)  # a backup is named by its second
    manage(server, "backup", str(server.copies), by="pafyll_tables")
    rename(server, "Etter-kopien")
    server.hand_over()
    server.destroy("restored")
    manage(server, "restore", str(server.copies), "--into", str(into))
    server.start(into)
    assert "Etter-kopien" in surnames(server)


def test_an_altered_ledger_is_told(server: Server) -> None:
    with psycopg.connect(server.address_of("postgres"), autocommit=True) as open_:
        open_.execute("UPDATE grants_account SET balance = balance + 1 WHERE id = (SELECT min(id) FROM grants_account)")
    assert "NEI  Hver konto er summen av sine føringer" in manage(server, "verify", fails=True)
