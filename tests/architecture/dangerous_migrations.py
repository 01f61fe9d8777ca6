"""What a migration may not do to a table that people use meanwhile, unless it says why it is safe all the same."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

MARK = "SAFE_BECAUSE"
ALWAYS = {
    migrations.DeleteModel: "the code that runs still reads it: stop reading it in one release, delete it in the next",
    migrations.RemoveField: "the code that runs still writes it: make it null and unused first, remove it in the next",
    migrations.RenameField: "the code that runs knows the old name: add a new one, copy, and remove the old one later",
    migrations.RenameModel: "the code that runs knows the old name",
    migrations.AlterModelTable: "the code that runs knows the old name",
    migrations.AlterField: "may write the table anew, or refuse what the running code writes: say which it does",
    migrations.RunSQL: "say which locks it takes, and for how long",
    migrations.RunPython: "say how many rows it writes, and in how long a transaction",
}
ON_OLD_TABLES = {
    migrations.AddIndex: "stops all who write while it is built: AddIndexConcurrently, in a migration without atomic",
    migrations.AddConstraint: "reads the whole table while nobody writes: add it NOT VALID, and validate afterwards",
    migrations.AlterUniqueTogether: "stops all who write while it is built",
}


def dangers_in(migration: migrations.Migration) -> list[str]:
    """Each dangerous operation and why, but those that the migration has marked by their description."""
    made_here = {
        operation.name_lower for operation in migration.operations if isinstance(operation, migrations.CreateModel)
    }
    marked = getattr(migration, MARK, {})
    return [
        f"{operation.describe()}: {why}"
        for operation in migration.operations
        for why in _why(operation, made_here)
        if not marked.get(operation.describe(), "").strip()
    ]


def _why(operation: Operation, made_here: set[str]) -> Iterator[str]:
    """A table that is made in the same migration is nobody's yet."""
    model = str(getattr(operation, "model_name", "") or getattr(operation, "name", "")).lower()
    if model in made_here or isinstance(operation, AddIndexConcurrently):
        return
    if isinstance(operation, migrations.AddField):
        yield from _why_not_added(operation)
    for kinds in (ALWAYS, ON_OLD_TABLES):
        for kind, why in kinds.items():
            if type(operation) is kind:
                yield why


def _why_not_added(operation: migrations.AddField) -> Iterator[str]:
    """The running code does not write the new column: it must be null, or the database must fill it in itself."""
    field = operation.field
    if not field.null and field.db_default is NOT_PROVIDED and not field.many_to_many:
        yield "the code that runs does not write it: let it be null, or give it a db_default"
    if field.unique or (field.db_index and not field.is_relation):
        yield "builds an index while nobody writes: add the column first, and the index concurrently"
