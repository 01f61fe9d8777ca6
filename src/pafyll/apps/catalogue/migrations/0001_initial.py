import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StudyProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200, verbose_name='studium')),
                ('subject', models.CharField(max_length=40, verbose_name='fag')),
                ('credits', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='studiepoeng')),
                ('stages', models.CharField(blank=True, max_length=20, verbose_name='trinn')),
                ('description', models.TextField(blank=True)),
                ('admission_requirement', models.TextField(blank=True, verbose_name='opptakskrav')),
                ('target_group', models.TextField(blank=True, verbose_name='målgruppe')),
                ('version', models.PositiveIntegerField(default=0)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('provider', 'code'), name='one_programme_per_code')],
            },
        ),
        migrations.CreateModel(
            name='StudyOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('study_year', models.PositiveSmallIntegerField()),
                ('semesters', models.PositiveSmallIntegerField(default=2)),
                ('starts_in', models.CharField(choices=[('H', 'Høst'), ('V', 'Vår')], default='H', max_length=1)),
                ('mode', models.CharField(choices=[('online', 'Nett'), ('gatherings', 'Nett og samlinger'), ('campus', 'Campus'), ('school', 'På skolen')], max_length=12)),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='studiested')),
                ('gatherings', models.PositiveSmallIntegerField(default=0, verbose_name='samlinger')),
                ('capacity', models.PositiveIntegerField(verbose_name='plasser')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='første dag')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='siste dag')),
                ('fee', models.PositiveIntegerField(blank=True, null=True, verbose_name='egenbetaling')),
                ('status', models.CharField(choices=[('draft', 'Kladd'), ('published', 'Publisert'), ('cancelled', 'Avlyst')], default='draft', max_length=10)),
                ('unchecked', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=0)),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='catalogue.studyoffer')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='catalogue.studyprogramme')),
            ],
            options={
                'ordering': ['programme__name', 'code'],
                'indexes': [models.Index(fields=['study_year', 'status'], name='catalogue_s_study_y_69740a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='an_offer_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('copied_from__isnull', False)), fields=('copied_from', 'study_year'), name='one_copy_per_study_year')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('offers', 'studietilbud'), ('admissions', 'opptak')], max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('content', models.BinaryField(default=bytes)),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField()),
                ('carried_out_at', models.DateTimeField(blank=True, null=True)),
                ('summary', models.JSONField(default=dict)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exchange_files', to='organisations.organisation')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at', '-pk'],
                'indexes': [models.Index(fields=['provider', 'kind', 'sha256'], name='catalogue_e_provide_4eb9ec_idx')],
            },
        ),
    ]
