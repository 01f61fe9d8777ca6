"""What is signed and minuted stays as it was: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.assignments.frozen import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("assignments", "0001_initial")]

    operations = [
        migrations.RunPython(freeze, thaw),
    ]
