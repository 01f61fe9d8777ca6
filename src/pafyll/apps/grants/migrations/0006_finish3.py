"""Room on each page of the commitments: what a payment run counts on them then stays beside the old row."""

from django.db import migrations

ROOM = 70  # per cent of a page that is filled at first; the rest is for rows that are changed


def forwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE grants_commitment SET (fillfactor = {ROOM})")


def backwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE grants_commitment RESET (fillfactor)")


class Migration(migrations.Migration):

    dependencies = [("grants", "0005_confirming_and_changes")]

    operations = [migrations.RunPython(forwards, backwards)]
