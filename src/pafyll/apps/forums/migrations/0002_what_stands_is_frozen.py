"""What is sent, run and uploaded stays as it was: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.forums.frozen import DISTRIBUTIONS, KEY_FILES, NEEDS


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial")]

    operations = [
        migrations.RunPython(NEEDS.freeze, NEEDS.thaw),
        migrations.RunPython(DISTRIBUTIONS.freeze, DISTRIBUTIONS.thaw),
        migrations.RunPython(KEY_FILES.freeze, KEY_FILES.thaw),
    ]
