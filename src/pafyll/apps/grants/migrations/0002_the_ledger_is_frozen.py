"""What is written in the ledger stays as it was written: the database refuses to change or delete it."""

from django.db import migrations

from pafyll.apps.grants.frozen import freeze_with, thaw_with


def forwards(apps, editor):
    freeze_with(editor)


def backwards(apps, editor):
    thaw_with(editor)


class Migration(migrations.Migration):

    dependencies = [("grants", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
