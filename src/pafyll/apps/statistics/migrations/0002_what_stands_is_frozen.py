"""A published figure stays as it was published: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.statistics.frozen import FIGURES


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]

    operations = [
        migrations.RunPython(FIGURES.freeze, FIGURES.thaw),
    ]
