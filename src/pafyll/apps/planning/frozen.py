"""A decided reallocation stays as it was decided: the database itself refuses to change it."""

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
