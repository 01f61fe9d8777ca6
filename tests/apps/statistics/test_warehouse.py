"""Files for researchers: every column documented, nobody named, the same numbers as the releases, and a record."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Person
from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.queries.warehouse import pseudonym
from pafyll.apps.statistics.warehouse import VIEWS

pytestmark = pytest.mark.django_db
STAGES = ["approved", "granted", "started", "completed"]


def export(out: Path, agreement: str = "2026/17", by: str = "idar") -> dict[str, pl.DataFrame]:
    call_command("warehouse", out=out, agreement=agreement, by=by)
    return {view.name: pl.read_parquet(out / f"{view.name}.parquet") for view in VIEWS}


def test_the_files_have_the_columns_that_are_documented_and_no_other(world, tmp_path):
    howto = Path("docs/howto/warehouse.md").read_text(encoding="utf-8")
    for view, frame in zip(VIEWS, export(tmp_path).values(), strict=True):
        assert dict(frame.schema) == view.schema
        for column in view.columns:
            assert f"| `{column.name}` | {column.meaning} |" in howto


def test_the_files_count_as_a_release_does(world, tmp_path):
    rows, counted = export(tmp_path)["applications"], facts()

    assert rows.height == counted.height
    assert [rows[name].sum() for name in STAGES] == [counted[name].sum() for name in STAGES]
    assert sorted(rows["age_group"]) == sorted(counted["age"])


def test_nobodys_name_address_or_key_is_in_the_files(world, tmp_path):
    frames = export(tmp_path)
    written = {str(value) for frame in frames.values() for row in frame.iter_rows() for value in row}

    for person in Person.objects.all():
        assert not ({person.first_name, person.last_name, str(person), person.email} - {""}) & written


def test_a_person_has_one_key_in_an_agreement_and_another_in_the_next(world, tmp_path):
    one, same, other = (export(tmp_path / name, agreement) for name, agreement in (("a", "1"), ("b", "1"), ("c", "2")))

    assert one["applications"].equals(same["applications"])
    assert not set(one["applications"]["person_key"]) & set(other["applications"]["person_key"])
    assert set(one["semesters"]["application_key"]) <= set(one["applications"]["application_key"])
    assert pseudonym("1", "person", 7) != pseudonym("1", "application", 7)


def test_what_was_given_out_is_recorded_with_who_and_for_what(world, tmp_path):
    export(tmp_path)

    event = Event.objects.get(about="warehouse")
    assert (event.by.username, event.verb, event.facts["agreement"]) == ("idar", "exported", "2026/17")
    assert set(event.facts["files"]) == {"applications.parquet", "semesters.parquet"}


@pytest.mark.parametrize(("by", "agreement"), [("ada", "1"), ("siri", "1"), ("idar", " "), ("nobody", "1")])
def test_without_the_decider_or_an_agreement_nothing_is_written(world, tmp_path, by, agreement):
    with pytest.raises(CommandError):
        export(tmp_path / "out", agreement, by)
    assert not (tmp_path / "out").exists()
    assert not Event.objects.filter(about="warehouse").exists()


def test_without_a_folder_the_command_shows_the_views_and_writes_nothing(db, capsys):
    call_command("warehouse")

    assert "applications.parquet" in capsys.readouterr().out
