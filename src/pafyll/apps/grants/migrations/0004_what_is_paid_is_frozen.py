"""The lines of a paid statement stay as they were paid: the database refuses to add, change or delete one."""

from django.db import migrations

from pafyll.apps.grants.frozen import freeze_lines, thaw_lines


def forwards(apps, editor):
    for statement in freeze_lines(editor.connection.vendor):
        editor.execute(statement)


def backwards(apps, editor):
    for statement in thaw_lines(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("grants", "0003_payments")]

    operations = [migrations.RunPython(forwards, backwards)]
