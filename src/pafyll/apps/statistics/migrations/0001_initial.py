import django.db.models.deletion
import pafyll.domain.lifecycles.release
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('status', models.CharField(choices=[('ordered', 'Telles opp'), ('counted', 'Klar til å publiseres'), ('published', 'Publisert'), ('dropped', 'Forkastet')], default=pafyll.domain.lifecycles.release.ReleaseStatus['ORDERED'], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='merknad')),
                ('as_of', models.DateTimeField(verbose_name='telt')),
                ('limit', models.PositiveSmallIntegerField()),
                ('rounding', models.PositiveSmallIntegerField(default=1)),
                ('labels', models.JSONField(blank=True, default=dict)),
                ('ordered_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('published_by__isnull', True), models.Q(('published_by', models.F('ordered_by')), _negated=True), _connector='OR'), name='nobody_publishes_figures_they_ordered'), models.CheckConstraint(condition=models.Q(models.Q(('status', pafyll.domain.lifecycles.release.ReleaseStatus['PUBLISHED']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='a_published_release_says_when'), models.CheckConstraint(condition=models.Q(('rounding__in', (1, 3, 5, 10))), name='counts_are_rounded_by_a_known_base')],
            },
        ),
        migrations.CreateModel(
            name='FigureTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('dimensions', models.JSONField()),
                ('cells', models.JSONField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tables', to='statistics.release')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['release', 'figure'], name='statistics__release_265a7a_idx')],
            },
        ),
    ]
