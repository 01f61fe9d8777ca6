"""What is booked and paid stays as it was: the database refuses to change it. And room on each page of commitments."""

from django.db import migrations

from pafyll.apps.grants.frozen import freeze_all, thaw_all

ROOM = 70  # per cent of a page that is filled at first; the rest lets a payment run count in place


def make_room(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE grants_commitment SET (fillfactor = {ROOM})")


def take_room(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE grants_commitment RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("grants", "0001_initial")]

    operations = [
        migrations.RunPython(freeze_all, thaw_all),
        migrations.RunPython(make_room, take_room),
    ]
