"""A form in use and a receipt stay as they are: the database itself refuses to change them."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORMS, RECEIPTS = "forums_formversion", "forums_needsreceipt"
REFUSED = "A form in use and a receipt are never altered: make a new version"
FROZEN_FORM = "OLD.status IN ('live', 'replaced') AND OLD.content <> NEW.content"
FROZEN_FORM_POSTGRESQL = "OLD.status IN ('live', 'replaced') AND OLD.content::text <> NEW.content::text"


def freeze(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
        _on_postgresql(editor, FORMS, "UPDATE", f"WHEN ({FROZEN_FORM_POSTGRESQL})")
        _on_postgresql(editor, RECEIPTS, "UPDATE", "")
    else:
        _on_sqlite(editor, FORMS, f"WHEN {FROZEN_FORM}")
        _on_sqlite(editor, RECEIPTS, "")


def thaw(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    for table in (FORMS, RECEIPTS):
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen{on}")


def _on_postgresql(editor: BaseDatabaseSchemaEditor, table: str, what: str, when: str) -> None:
    editor.execute(
        f"CREATE TRIGGER {table}_frozen BEFORE {what} ON {table} FOR EACH ROW {when} "
        "EXECUTE FUNCTION forums_refuse_change()"
    )


def _on_sqlite(editor: BaseDatabaseSchemaEditor, table: str, when: str) -> None:
    editor.execute(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} {when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION forums_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
