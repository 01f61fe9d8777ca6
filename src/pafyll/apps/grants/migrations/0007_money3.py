"""Demands that an appeal annuls, and whose case each change is."""

import django.db.models.deletion
import pafyll.domain.lifecycles.payment_statement
from django.db import migrations, models


def name_the_owner(apps, schema_editor):
    """Who asked: the owner before the first time that the participation changed hands afterwards, or the one it has."""
    change_model, event_model = apps.get_model("grants", "Change"), apps.get_model("casework", "Event")
    for change in change_model.objects.filter(owner=None).select_related("participation"):
        later = event_model.objects.filter(
            about=f"participation:{change.participation_id}", verb="owner_changed", at__gte=change.reported_at
        )
        first = later.order_by("at", "pk").first()
        owner = first.facts["was"] if first else change.participation.owner_id
        change_model.objects.filter(pk=change.pk).update(owner=owner)


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0006_redirects_and_two_persons'),
        ('casework', '0005_appeal_attachments'),
        ('organisations', '0004_written_form'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recovery',
            name='status',
            field=models.CharField(choices=[('demanded', 'Krevd tilbake'), ('settled', 'Gjort opp'), ('annulled', 'Opphevet')], default=pafyll.domain.lifecycles.payment_statement.RecoveryStatus['DEMANDED'], max_length=10),
        ),
        migrations.AddField(
            model_name='change',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.RunPython(name_the_owner, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='change',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
    ]
