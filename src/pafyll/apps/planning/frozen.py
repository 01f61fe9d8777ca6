"""A decided reallocation stays as decided, and a computed plan as computed: the database itself refuses a change."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "planning_reallocation"
REFUSED = "A decided reallocation is never altered: decide a new one the other way"


def freeze_reallocations(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
        editor.execute(
            f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            "WHEN (OLD.status <> 'prepared') EXECUTE FUNCTION planning_refuse_change()"
        )
    else:
        editor.execute(
            f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN OLD.status <> 'prepared' "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )


def thaw_reallocations(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    on = f" ON {TABLE}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_frozen{on}")


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION planning_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


# What a plan's computation says, and where an officer stood on a finding

COMPUTED = ("planning_planrun", "planning_planline", "planning_plangap", "planning_planmove", "planning_findingstance")
COMPUTED_REFUSED = "What is computed or said is never altered: compute or say it anew"


def freeze_computed(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards."""
    is_postgresql = editor.connection.vendor == "postgresql"
    if is_postgresql:
        editor.execute(_COMPUTED_FUNCTION)
    refuse = (
        "FOR EACH ROW EXECUTE FUNCTION planning_refuse_computed()"
        if is_postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{COMPUTED_REFUSED}'); END"
    )
    for table in COMPUTED:
        editor.execute(f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} {refuse}")


def thaw_computed(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    for table in COMPUTED:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen{on}")


_COMPUTED_FUNCTION = f"""
CREATE OR REPLACE FUNCTION planning_refuse_computed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{COMPUTED_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
