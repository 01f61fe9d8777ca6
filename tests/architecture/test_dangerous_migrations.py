"""From the first release on, a migration may run while people work; each dangerous step says why it is safe."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from tests.architecture.dangerous_migrations import MARK, dangers_in

# What was there before the first release: nobody works in such a database. Add none after it: mark instead.
BEFORE_RELEASE = {
    ("agreements", "0002_what_is_signed_and_issued_is_frozen"),
    ("assignments", "0002_what_stands_is_frozen"),
    ("casework", "0004_the_history_in_a_chain"),
    ("casework", "0005_a_calendar_for_support"),
    ("forums", "0002_what_stands_is_frozen"),
    ("grants", "0002_what_is_booked_is_frozen"),
    ("grants", "0003_who_reported_may_be_nobody"),
    ("organisations", "0003_a_role_for_support"),
    ("organisations", "0004_what_they_become"),
    ("planning", "0002_what_stands_is_frozen"),
    ("privacy", "0002_support_and_merges"),
    ("statistics", "0002_what_stands_is_frozen"),
    ("surveys", "0002_what_stands_is_frozen"),
}


def made(*operations: Any, **attributes: Any) -> migrations.Migration:
    kind = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    return kind("0002_x", "casework")


COLUMN = {"model_name": "job", "name": "x"}
TEXT = models.TextField()


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField(**COLUMN),
        migrations.RenameField("job", "kind", "sort"),
        migrations.DeleteModel("Job"),
        migrations.RenameModel("Job", "Work"),
        migrations.AlterField("job", "kind", TEXT),
        migrations.AddField(**COLUMN, field=TEXT),
        migrations.AddField(**COLUMN, field=models.TextField(default="")),
        migrations.AddField(**COLUMN, field=models.TextField(null=True, unique=True)),
        migrations.AddIndex("job", models.Index(fields=["kind"], name="i")),
        migrations.AddConstraint("job", models.CheckConstraint(condition=models.Q(kind="a"), name="c")),
        migrations.RunSQL("UPDATE casework_job SET kind = ''", ""),
        migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_the_running_code_or_a_long_lock_would_suffer_from_is_refused_until_it_is_marked(operation: Any) -> None:
    assert len(dangers_in(made(operation))) == 1
    assert dangers_in(made(operation, **{MARK: {operation.describe(): "The table has ten rows."}})) == []
    assert len(dangers_in(made(operation, **{MARK: {operation.describe(): " "}}))) == 1


@pytest.mark.parametrize(
    "operation",
    [
        migrations.CreateModel("Sign", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField(**COLUMN, field=models.TextField(null=True)),
        migrations.AddField(**COLUMN, field=models.TextField(db_default="")),
        AddIndexConcurrently("job", models.Index(fields=["kind"], name="i")),
        migrations.RemoveConstraint("job", "c"),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_disturbs_nobody_needs_no_mark(operation: Any) -> None:
    assert dangers_in(made(operation)) == []


def test_a_table_that_is_made_in_the_same_migration_may_get_whatever_it_needs() -> None:
    new = migrations.CreateModel("Sign", [("id", models.BigAutoField(primary_key=True))])
    index = migrations.AddIndex("sign", models.Index(fields=["id"], name="i"))
    assert dangers_in(made(new, index, migrations.AddField("sign", "x", TEXT))) == []


def test_every_migration_of_ours_is_safe_or_says_why() -> None:
    ours = MigrationLoader(None).disk_migrations.items()
    faults = {
        key: found
        for key, migration in ours
        if migration.__module__.startswith("pafyll.") and not migration.initial and not key[1].startswith("0001")
        if key not in BEFORE_RELEASE
        if (found := dangers_in(migration))
    }
    assert faults == {}, "say why in SAFE_BECAUSE, as docs/howto/upgrade.md shows"


def test_the_list_from_before_the_release_names_migrations_that_are_there() -> None:
    assert set(MigrationLoader(None).disk_migrations) >= BEFORE_RELEASE
