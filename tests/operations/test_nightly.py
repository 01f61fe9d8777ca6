"""Every night: each step by itself, and a failed one is told."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from pafyll.operations import nightly

HOWTO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "run.md"


@pytest.mark.parametrize(("name", "flag"), nightly.STEPS)
def test_every_step_is_a_command_that_carries_out_with_its_flag(name: str, flag: str) -> None:
    parser = load_command_class(str(get_commands()[name]), name).create_parser("manage.py", name)
    assert flag in parser.format_help()


def test_the_howto_says_every_night_of_these_and_of_no_others() -> None:
    rows = [row for row in HOWTO.read_text().splitlines() if row.startswith("| `manage.py ")]
    said = {row.split("`")[1].removeprefix("manage.py ") for row in rows if row.rstrip(" |").endswith("Every night")}
    assert said == {name for name, _flag in nightly.STEPS}


def test_a_step_that_fails_stops_none_of_the_others_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def called(name: str, *flag: str) -> None:
        if name == "send_surveys":
            raise ValueError("posten er nede")
        done.append(name)

    monkeypatch.setattr(nightly, "call_command", called)
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match=rf"1 av {len(nightly.STEPS)} gikk ikke: send_surveys\. Resten er gjort\."):
        call_command("nightly", stdout=out, stderr=err)
    assert done == [name for name, _flag in nightly.STEPS if name != "send_surveys"]
    assert "posten er nede" in err.getvalue()
    assert "send_surveys: gikk ikke" in out.getvalue()


@pytest.mark.django_db
def test_a_night_on_an_empty_database_goes_well_and_everything_is_whole() -> None:
    call_command("nightly", stdout=StringIO())
    out = StringIO()
    call_command("verify", stdout=out)
    assert "Alt er helt." in out.getvalue()
