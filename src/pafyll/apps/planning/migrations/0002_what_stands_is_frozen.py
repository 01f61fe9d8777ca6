"""What is computed and moved stays as it was: the database refuses to change it."""

from django.db import migrations

from pafyll.apps.planning.frozen import COMPUTED, REALLOCATIONS


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    operations = [
        migrations.RunPython(REALLOCATIONS.freeze, REALLOCATIONS.thaw),
        migrations.RunPython(COMPUTED.freeze, COMPUTED.thaw),
    ]
