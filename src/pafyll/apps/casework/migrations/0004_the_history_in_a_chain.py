"""The history gets seals and a chain, and the database refuses to change it. What was written before is sealed as it is."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from pafyll.apps.casework.frozen import HISTORY
from pafyll.apps.casework.sealing_events import sealed

BATCH = 2000


def seal_all(apps, editor):
    Event = apps.get_model("casework", "Event")
    batch = []
    for event in Event.objects.order_by("pk").iterator(BATCH):
        event.key = uuid.uuid4()
        event.author = "person" if event.by_id else "system"
        batch.append(sealed(event))
        if len(batch) == BATCH:
            Event.objects.bulk_update(batch, ["key", "author", "seal"])
            batch = []
    Event.objects.bulk_update(batch, ["key", "author", "seal"])


class Migration(migrations.Migration):

    dependencies = [("casework", "0003_signs_of_life_and_the_door")]

    operations = [
        migrations.AddField("event", "author", models.CharField(default="person", max_length=10)),
        migrations.AddField("event", "correlation", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("event", "key", models.UUIDField(editable=False, null=True)),
        migrations.AddField("event", "seal", models.CharField(blank=True, default="", editable=False, max_length=64), preserve_default=False),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
        migrations.AlterField("event", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.CreateModel(
            name="HistoryHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
                ("hash", models.CharField(max_length=64)),
                ("reached", models.BigIntegerField(default=0)),
                ("linked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HistoryLink",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="link", to="casework.event")),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.RunPython(HISTORY.freeze, HISTORY.thaw),
    ]
