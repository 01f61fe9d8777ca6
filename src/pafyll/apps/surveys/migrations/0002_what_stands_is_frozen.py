"""What a survey promised and was answered stays as it was: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.surveys.frozen import SURVEYS


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [
        migrations.RunPython(SURVEYS.freeze, SURVEYS.thaw),
    ]
