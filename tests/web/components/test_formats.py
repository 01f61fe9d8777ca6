"""How amounts, days and sentences of the domain are written on pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from pafyll.domain.answers import no
from pafyll.integrations.clock import midnight_after
from pafyll.web.components.tags import formats


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("value", "said"), [(12000, "12 000 kr"), (0, "0 kr"), (-500, "−500 kr"), (None, "")])
def test_amounts_are_written_with_a_space_between_thousands(value: int | None, said: str) -> None:
    assert plain(formats.kroner(value)) == said


@pytest.mark.parametrize(("value", "said"), [("7.5", "7,5"), ("30.0", "30"), (0, "0"), (None, "")])
def test_credits_have_as_few_decimals_as_needed(value: str | None, said: str) -> None:
    assert formats.credits(value) == said


def test_a_deadline_is_the_day_it_lasts_through() -> None:
    assert plain(formats.deadline(midnight_after(date(2026, 3, 1)))) == "1. mars 2026"


def test_a_moment_is_written_in_norwegian_time() -> None:
    assert plain(formats.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))) == "2. juli 2026 kl. 00.30"
    assert plain(formats.day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))) == "2. juli 2026"


def test_days_are_written_in_nynorsk_too() -> None:
    with override("nn"):
        assert plain(formats.day(date(2026, 3, 1))) == "1. mars 2026"


def test_an_answer_is_filled_with_its_facts() -> None:
    assert formats.t(no("full", "{offer} er fullt.", offer="Matematikk 1")) == "Matematikk 1 er fullt."


def test_nothing_is_written_for_nothing() -> None:
    assert [formats.t(None), formats.t(""), formats.day(None), formats.deadline(None), formats.subject("")] == [""] * 5


def test_a_subject_without_a_name_is_shown_by_its_code() -> None:
    assert formats.subject("mathematics") == "Matematikk"
    assert formats.subject("astronomy") == "astronomy"


def test_an_empty_text_is_not_the_catalogue_header() -> None:
    assert formats.t(no("x", "")) == ""
