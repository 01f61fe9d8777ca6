"""The page that says what is kept is made from the register, and says plainly what nobody has decided."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pafyll.apps.privacy.queries.kept import what_is_kept
from pafyll.apps.privacy.queries.periods import all_rules, cut_off, months_before, periods_in_force
from pafyll.apps.privacy.register import all_tables
from pafyll.apps.privacy.services.periods import enter_period
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now

pytestmark = pytest.mark.django_db
PAGE, SOURCE = "/personvern/lagring/", "Slettevedtak 3/2026, oppdiktet"


def test_everybody_can_read_what_is_kept_and_for_what(client):
    page = client.get(PAGE).content.decode()

    for table in all_tables().values():
        assert not table.is_personal or table.label in page, table.model
    assert "arkivlova §§ 5, 12 og 13" in page
    assert "Ikke fastsatt" in page


def test_a_period_that_is_entered_is_shown_with_its_source_from_its_day(client, clock):
    clock.move_to("2026-08-01")
    enter_period(rule="left", months=24, starts_on=date(2026, 8, 1), source=SOURCE, at=now())

    assert "24 måneder" in client.get(PAGE).content.decode()
    assert SOURCE in client.get(PAGE).content.decode()
    assert not any(row.period for one in what_is_kept(on=date(2026, 7, 31)) for row in one.rows)


def test_the_latest_period_that_has_begun_counts_and_without_one_nothing_is_past_its_time():
    left = all_rules()["left"]
    enter_period(rule="left", months=24, starts_on=date(2026, 1, 1), source=SOURCE, at=now())
    enter_period(rule="left", months=6, starts_on=date(2027, 1, 1), source=SOURCE, at=now())

    def at(day):
        return cut_off(left, day, periods_in_force(day))

    assert at(date(2025, 12, 31)) is None
    assert at(date(2026, 12, 31)) == date(2024, 12, 31)
    assert at(date(2027, 8, 31)) == date(2027, 2, 28)
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert cut_off(all_rules()["archived"], date(2126, 1, 1), {}) is None


@pytest.mark.parametrize(
    ("rule", "months", "source"),
    [("archived", 1, SOURCE), ("session", 1, SOURCE), ("nothing", 1, SOURCE), ("left", 0, SOURCE), ("left", 1, " ")],
)
def test_a_period_is_not_entered_where_a_law_decides_or_without_a_source(rule, months, source):
    with pytest.raises(Refusal):
        enter_period(rule=rule, months=months, starts_on=date(2026, 1, 1), source=source, at=now())


def test_the_command_enters_a_period_and_lists_what_is_missing(capsys):
    call_command("set_retention", "left", months=24, source=SOURCE, starts_on=date(2020, 1, 1))
    call_command("set_retention")

    said = capsys.readouterr().out
    assert f"left: 24 months ({SOURCE})" in said
    assert "unsent: not decided" in said
    with pytest.raises(CommandError):
        call_command("set_retention", "archived", months=1, source=SOURCE)
