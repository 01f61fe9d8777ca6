import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('municipality', 'kommune'), ('county_authority', 'fylkeskommune'), ('private_owner', 'privat skoleeier'), ('school', 'skole'), ('provider', 'tilbyder'), ('county_governor', 'statsforvalter'), ('directorate', 'direktorat'), ('ministry', 'departement'), ('union', 'fagforening'), ('association', 'interesseorganisasjon')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('number', models.CharField(max_length=9, unique=True, verbose_name='organisasjonsnummer')),
                ('municipality_code', models.CharField(blank=True, max_length=4)),
                ('county_code', models.CharField(blank=True, max_length=2)),
                ('teacher_fte_hundredths', models.PositiveIntegerField(default=0, help_text='12 345 betyr 123,45 årsverk.', verbose_name='lærerårsverk i hundredeler')),
                ('stages', models.CharField(blank=True, help_text='Trinn: 1-7, 8-10, 1-10 eller vgo.', max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('written_form', models.CharField(blank=True, choices=[('nb', 'bokmål'), ('nn', 'nynorsk'), ('neutral', 'nøytral')], help_text='Den målformen organet selv har vedtatt. Tom: ikke registrert.', max_length=7, verbose_name='målform')),
                ('written_form_source', models.CharField(blank=True, max_length=300, verbose_name='kilde for målformen')),
                ('flags', models.JSONField(blank=True, default=list)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
                'indexes': [models.Index(fields=['kind', 'name'], name='organisatio_kind_2b7277_idx'), models.Index(fields=['county_code', 'kind'], name='organisatio_county__7a2fdb_idx')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(max_length=100)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('gender', models.CharField(choices=[('female', 'kvinne'), ('male', 'mann'), ('unknown', 'ukjent')], default='unknown', max_length=10)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['last_name', 'first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Employment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position_percent', models.PositiveSmallIntegerField(default=100)),
                ('is_permanent', models.BooleanField(default=True)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('source', models.CharField(default='Lønns- og personalsystem', max_length=100)),
                ('workplace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='organisations.person')),
            ],
            options={
                'ordering': ['-position_percent', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='employment_ends_after_start'), models.CheckConstraint(condition=models.Q(('position_percent__lte', 100)), name='employment_at_most_full_time')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('teacher', 'lærer'), ('principal', 'rektor'), ('owner_officer', 'saksbehandler hos skoleeier'), ('owner_decider', 'beslutter hos skoleeier'), ('provider_officer', 'studieadministrator'), ('assignment_coordinator', 'koordinator for oppdrag'), ('deputy_head', 'nestleder for utdanning'), ('section_leader', 'seksjonsleder'), ('unit_head', 'enhetsleder'), ('project_economist', 'prosjektøkonom'), ('academic', 'fagperson'), ('county_governor', 'rådgiver hos statsforvalteren'), ('directorate_officer', 'saksbehandler i direktoratet'), ('directorate_decider', 'beslutter i direktoratet'), ('appeals_officer', 'saksbehandler i klageinstansen'), ('union_representative', 'tillitsvalgt')], max_length=30)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('granted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('delegated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organisations.person')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to='organisations.person')),
            ],
            options={
                'ordering': ['organisation__name', 'role'],
                'indexes': [models.Index(fields=['person', 'role'], name='organisatio_person__441fea_idx')],
                'constraints': [models.UniqueConstraint(fields=('person', 'role', 'organisation', 'starts_on'), name='one_grant_per_start'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gte', models.F('starts_on')), _connector='OR'), name='grant_ends_after_start')],
            },
        ),
    ]
