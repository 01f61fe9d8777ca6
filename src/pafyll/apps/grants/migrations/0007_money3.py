"""Demands that an appeal annuls, whose case each change is, and money that two persons decide."""

import django.db.models.deletion
import pafyll.domain.lifecycles.money_proposal
import pafyll.domain.lifecycles.payment_statement
from django.conf import settings
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
        ('applications', '0009_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.CreateModel(
            name='MoneyProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('prepared', 'Venter på godkjenning'), ('decided', 'Godkjent og ført'), ('returned', 'Sendt tilbake')], default=pafyll.domain.lifecycles.money_proposal.MoneyProposalStatus['PREPARED'], max_length=10)),
                ('budget_year', models.PositiveSmallIntegerField(verbose_name='budsjettår')),
                ('amount', models.BigIntegerField(verbose_name='kroner')),
                ('before', models.PositiveBigIntegerField(default=0)),
                ('item', models.CharField(blank=True, max_length=60, verbose_name='kapittel og post')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='kilde')),
                ('booked_on', models.DateField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse')),
                ('prepared_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('returned_why', models.CharField(blank=True, max_length=1000)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='money_proposals', to='applications.round')),
            ],
            options={
                'ordering': ['prepared_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('round__isnull', False), ('status', pafyll.domain.lifecycles.money_proposal.MoneyProposalStatus['PREPARED'])), fields=('round', 'budget_year'), name='one_prepared_frame_per_round_and_year')],
            },
        ),
    ]
