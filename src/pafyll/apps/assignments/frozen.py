"""What the database itself refuses: to alter what is signed, and to start an assignment before everything is signed.

A guard is one trigger for one verb. Its condition may ask other tables, which is why it stands in a function on
PostgreSQL. A later migration that makes a guarded table anew on SQLite must put the guards back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APP = "assignments"
SIGNED_REFUSED = "What is signed is never altered: begin a new version"
START_REFUSED = "An assignment starts when agreement, budget and both checklists are signed, and not before"
BUDGET_COLUMNS = (
    *("assignment_id", "version", "base_packages", "long_packages", "short_packages", "travel", "own_financing"),
    *("credits", "family", "family_because", "is_education", "funding", "lines", "price", "signed_by_id", "signed_at"),
)
LIST_COLUMNS = ("assignment_id", "kind", "version", "questions", "answers", "budget_id", "project_list_id")
FULLY_SIGNED = """
SELECT 1 FROM assignments_assignmentstart s
JOIN assignments_assignmentbudget b ON b.id = s.budget_id
JOIN assignments_checklist p ON p.id = s.project_list_id
JOIN assignments_checklist u ON u.id = s.unit_list_id
WHERE s.assignment_id = NEW.id AND b.assignment_id = NEW.id AND p.assignment_id = NEW.id AND u.assignment_id = NEW.id
AND b.status = 'signed' AND p.status = 'signed' AND u.status = 'signed' AND p.kind = 'project' AND u.kind = 'unit'
"""


@dataclass(frozen=True)
class Guard:
    """A condition over OLD and NEW on which a verb is refused. {differs} is the database's own word."""

    table: str
    verb: str
    when: str = ""
    refused: str = SIGNED_REFUSED

    @property
    def name(self) -> str:
        return f"{APP}_{self.table}_guard_{self.verb.lower()}"

    def put(self, vendor: str) -> list[str]:
        """The statements that put the guard in place."""
        if vendor != "postgresql":
            when = f"WHEN {self.when.format(differs='IS NOT')} " if self.when else ""
            refuse = f"BEGIN SELECT RAISE(ABORT, '{self.refused}'); END"
            return [f"CREATE TRIGGER {self.name} BEFORE {self.verb} ON {APP}_{self.table} {when}{refuse}"]
        row = "OLD" if self.verb == "DELETE" else "NEW"
        raised = f"RAISE EXCEPTION '{self.refused}' USING ERRCODE = 'integrity_constraint_violation';"
        condition = self.when.format(differs="IS DISTINCT FROM") or "TRUE"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {condition} THEN {raised} END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.verb} ON {APP}_{self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    def taken(self, vendor: str) -> str:
        """The statement that takes it away."""
        on = f" ON {APP}_{self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{on}"


def _changed(columns: Sequence[str]) -> str:
    return "(" + " OR ".join(f"OLD.{name} {{differs}} NEW.{name}" for name in columns) + ")"


def _part_of_signed(table: str) -> list[Guard]:
    """Rows that belong to a budget: as frozen as the budget is."""
    signed = "(SELECT status FROM assignments_assignmentbudget WHERE id = {row}.budget_id) <> 'draft'"
    rows = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}
    return [Guard(table, verb, signed.replace("{row}", row)) for verb, row in rows.items()]


GUARDS = (
    Guard(
        "assignmentbudget", "UPDATE", f"OLD.status <> 'draft' AND (NEW.status = 'draft' OR {_changed(BUDGET_COLUMNS)})"
    ),
    Guard("assignmentbudget", "DELETE", "OLD.status <> 'draft'"),
    *_part_of_signed("budgetwork"),
    *_part_of_signed("budgetpurchase"),
    Guard("checklist", "UPDATE", f"OLD.status <> 'draft' AND (NEW.status = 'draft' OR {_changed(LIST_COLUMNS)})"),
    Guard("checklist", "DELETE", "OLD.status <> 'draft'"),
    *(
        Guard(table, verb)
        for table in ("checklistsignature", "classification", "assignmentstart", "unitrate")
        for verb in ("UPDATE", "DELETE")
    ),
    Guard("assignment", "INSERT", "NEW.status NOT IN ('planned', 'cancelled')", START_REFUSED),
    Guard(
        "assignment",
        "UPDATE",
        f"OLD.status IN ('planned', 'cancelled') AND NEW.status NOT IN ('planned', 'cancelled') "
        f"AND NOT EXISTS ({FULLY_SIGNED})",
        START_REFUSED,
    ),
)


def freeze(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards."""
    for guard in GUARDS:
        for statement in guard.put(editor.connection.vendor):
            editor.execute(statement)


def thaw(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    for guard in GUARDS:
        editor.execute(guard.taken(editor.connection.vendor))


@contextmanager
def emptying() -> Iterator[None]:
    """While a whole database is emptied for a demonstration or a test. Nothing in production does that."""
    vendor = connection.vendor
    _run([guard.taken(vendor) for guard in GUARDS])
    try:
        yield
    finally:
        _run([statement for guard in GUARDS for statement in guard.put(vendor)])


def _run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
