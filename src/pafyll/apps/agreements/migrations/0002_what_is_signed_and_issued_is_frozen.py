"""What is signed stays as it was signed, and what is issued as it was issued: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.agreements.frozen import freeze, thaw


def forwards(apps, editor):
    for statement in freeze(editor.connection.vendor):
        editor.execute(statement)


def backwards(apps, editor):
    for statement in thaw(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("agreements", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
