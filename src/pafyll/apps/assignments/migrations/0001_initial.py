import django.db.models.deletion
import pafyll.domain.lifecycles.assignment
import pafyll.domain.lifecycles.assignment_papers
import pafyll.domain.lifecycles.inquiry
import pafyll.domain.lifecycles.unit_meeting
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='tittel')),
                ('description', models.TextField(blank=True, max_length=5000, verbose_name='hva det går ut på')),
                ('area', models.CharField(blank=True, max_length=40, verbose_name='område')),
                ('funding', models.CharField(blank=True, choices=[('commissioned', 'oppdrag'), ('contribution', 'bidrag')], max_length=12, verbose_name='type')),
                ('status', models.CharField(choices=[('planned', 'Planlegges'), ('started', 'I gang'), ('finished', 'Gjennomført'), ('evaluated', 'Evaluert'), ('cancelled', 'Avlyst'), ('stopped', 'Stanset')], default=pafyll.domain.lifecycles.assignment.AssignmentStatus['PLANNED'], max_length=10)),
                ('starts_on', models.DateField(verbose_name='starter')),
                ('ends_on', models.DateField(verbose_name='avsluttes')),
                ('created_at', models.DateTimeField()),
                ('counterpart', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments_with_providers', to='organisations.organisation')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-starts_on', 'number'],
                'indexes': [models.Index(fields=['provider', 'status'], name='assignments_provide_84d4f0_idx'), models.Index(fields=['counterpart', 'status'], name='assignments_counter_acc8cd_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_assignment_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='AssignmentBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('draft', 'Utkast'), ('signed', 'Signert'), ('replaced', 'Erstattet')], default=pafyll.domain.lifecycles.assignment_papers.BudgetStatus['DRAFT'], max_length=10)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('base_packages', models.PositiveSmallIntegerField(default=0, verbose_name='grunnpakker')),
                ('long_packages', models.PositiveSmallIntegerField(default=0, verbose_name='tilleggspakker på 1,5 dag')),
                ('short_packages', models.PositiveSmallIntegerField(default=0, verbose_name='tilleggspakker på 1 dag')),
                ('travel', models.PositiveIntegerField(default=0, verbose_name='reise, fast sum')),
                ('own_financing', models.PositiveIntegerField(default=0, verbose_name='egenfinansiering')),
                ('credits', models.DecimalField(decimal_places=1, default=0, max_digits=5, verbose_name='studiepoeng')),
                ('family', models.CharField(choices=[('evu', 'Etter- og videreutdanning'), ('commissioned', 'Oppdrag som ikke er undervisning'), ('contribution', 'Bidrag som ikke er undervisning')], default='evu', max_length=12, verbose_name='satser')),
                ('family_because', models.CharField(blank=True, max_length=500, verbose_name='hvorfor disse satsene')),
                ('is_education', models.BooleanField(default=True, verbose_name='undervisning')),
                ('reopened_because', models.CharField(blank=True, max_length=500)),
                ('funding', models.CharField(blank=True, max_length=12)),
                ('lines', models.JSONField(blank=True, default=list)),
                ('price', models.BigIntegerField(null=True)),
                ('started_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='assignments.assignment')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['assignment', '-version'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'version'), name='one_budget_per_version'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('assignment',), name='one_draft_budget_per_assignment'), models.UniqueConstraint(condition=models.Q(('status', 'signed')), fields=('assignment',), name='one_signed_budget_per_assignment'), models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('price__gte', 0), ('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='a_signed_budget_has_a_price_and_a_signature')],
            },
        ),
        migrations.CreateModel(
            name='AssignmentMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('manager', 'prosjektleder'), ('up1', 'utviklingspartner 1'), ('up2', 'utviklingspartner 2'), ('expert', 'fagperson')], max_length=10)),
                ('is_new', models.BooleanField(default=False, verbose_name='ny i slikt arbeid')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='prosent av stillingen')),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assignments.assignment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignment_parts', to='organisations.person')),
            ],
            options={
                'ordering': ['assignment', 'part', 'person__last_name'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'person', 'part', 'starts_on'), name='one_part_per_person_and_start'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gte', models.F('starts_on')), _connector='OR'), name='assignment_part_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='BudgetPurchase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='hva')),
                ('amount', models.PositiveIntegerField(verbose_name='kroner')),
                ('source', models.CharField(max_length=200, verbose_name='hvor beløpet er fra')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purchases', to='assignments.assignmentbudget')),
            ],
            options={
                'ordering': ['budget', 'label', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_purchase_costs_something')],
            },
        ),
        migrations.CreateModel(
            name='BudgetWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lecture', 'Forelesning'), ('seminar', 'Seminar'), ('group', 'Gruppearbeid'), ('school_day', 'Fagdag for skoler'), ('guidance', 'Veiledning'), ('preparation', 'Forberedelse'), ('planning', 'Planlegging'), ('development', 'Utvikling')], max_length=12, verbose_name='arbeid')),
                ('category', models.CharField(choices=[('professor', 'Professor og førsteamanuensis'), ('lecturer', 'Lektor'), ('adviser', 'Administrasjon')], max_length=10, verbose_name='stilling')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='timer')),
                ('semester', models.CharField(max_length=5, verbose_name='semester')),
                ('credited', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work', to='assignments.assignmentbudget')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='budgeted_work', to='organisations.person')),
            ],
            options={
                'ordering': ['budget', 'semester', 'kind', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='budgeted_work_takes_time')],
            },
        ),
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('project', 'prosjektlederens sjekkliste'), ('unit', 'enhetslederens sjekkliste')], max_length=10)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('status', models.CharField(choices=[('draft', 'Utkast'), ('presented', 'Signert av prosjektlederen'), ('signed', 'Signert'), ('reopened', 'Åpnet på nytt')], default=pafyll.domain.lifecycles.assignment_papers.ChecklistStatus['DRAFT'], max_length=10)),
                ('questions', models.CharField(max_length=20)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('reopened_because', models.CharField(blank=True, max_length=500)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checklists', to='assignments.assignment')),
                ('budget', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checklists', to='assignments.assignmentbudget')),
                ('project_list', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unit_lists', to='assignments.checklist')),
            ],
            options={
                'ordering': ['assignment', 'kind', '-version'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'kind', 'version'), name='one_checklist_per_version'), models.UniqueConstraint(condition=models.Q(('status', 'reopened'), _negated=True), fields=('assignment', 'kind'), name='one_checklist_of_a_kind_in_force')],
            },
        ),
        migrations.CreateModel(
            name='AssignmentStart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.CharField(max_length=40)),
                ('agreement_version', models.PositiveSmallIntegerField()),
                ('agreed', models.BigIntegerField()),
                ('started_at', models.DateTimeField()),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='start', to='assignments.assignment')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assignments.assignmentbudget')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assignments.checklist')),
                ('unit_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assignments.checklist')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('agreement', ''), _negated=True), name='an_assignment_is_started_on_an_agreement')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('project_leader', 'prosjektleder'), ('economist', 'prosjektøkonom'), ('unit_head', 'enhetsleder')], max_length=15)),
                ('at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='assignments.checklist')),
            ],
            options={
                'ordering': ['checklist', 'at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('checklist', 'role'), name='one_signature_per_role'), models.UniqueConstraint(fields=('checklist', 'by'), name='nobody_signs_a_list_twice')],
            },
        ),
        migrations.CreateModel(
            name='Classification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('funding', models.CharField(choices=[('commissioned', 'oppdrag'), ('contribution', 'bidrag')], max_length=12)),
                ('because', models.TextField(max_length=2000, verbose_name='begrunnelse')),
                ('reference', models.CharField(max_length=40)),
                ('decided_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='assignments.assignment')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['assignment', '-decided_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CompetenceProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('languages', models.JSONField(default=list)),
                ('stages', models.JSONField(default=list)),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='med egne ord')),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence', to='organisations.person')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence', to='organisations.organisation')),
            ],
            options={
                'ordering': ['person__last_name', 'person__first_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('provider', 'person'), name='one_profile_per_provider')],
            },
        ),
        migrations.CreateModel(
            name='CompetenceField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('level', models.CharField(choices=[('leads', 'kan lede'), ('contributes', 'kan bidra'), ('learns', 'vil lære')], max_length=12)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='assignments.competenceprofile')),
            ],
            options={
                'ordering': ['profile', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'field'), name='one_level_per_field')],
            },
        ),
        migrations.CreateModel(
            name='Availability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('semester', models.CharField(max_length=5)),
                ('percent', models.PositiveSmallIntegerField(verbose_name='prosent')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='availability', to='assignments.competenceprofile')),
            ],
            options={
                'ordering': ['profile', 'semester'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'semester'), name='one_availability_per_semester'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='availability_within_full_time')],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('form_key', models.CharField(max_length=64, unique=True)),
                ('status', models.CharField(choices=[('received', 'Mottatt'), ('triaged', 'Fordelt'), ('to_forum', 'Til lederforum'), ('answered_yes', 'Besvart med ja'), ('answered_no', 'Besvart med nei'), ('assignment_made', 'Oppdrag opprettet'), ('withdrawn', 'Trukket'), ('rejected', 'Avvist som misbruk')], default=pafyll.domain.lifecycles.inquiry.InquiryStatus['RECEIVED'], max_length=20)),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('email', models.EmailField(max_length=254, verbose_name='e-post')),
                ('workplace', models.CharField(max_length=120, verbose_name='arbeidssted')),
                ('area', models.CharField(blank=True, max_length=40, verbose_name='område')),
                ('text', models.TextField(max_length=3000, verbose_name='hva det gjelder')),
                ('language', models.CharField(default='nb', max_length=2)),
                ('received_at', models.DateTimeField()),
                ('due_on', models.DateField(verbose_name='svarfrist')),
                ('urgency', models.CharField(choices=[('ordinary', 'Vanlig'), ('urgent', 'Haster')], default='ordinary', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('assignment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiry', to='assignments.assignment')),
                ('counterpart', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries_sent', to='organisations.organisation')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='organisations.organisation')),
                ('responsible', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['provider', 'status', 'due_on'], name='assignments_provide_d067f6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('assignment__isnull', False), ('status', 'assignment_made')), models.Q(models.Q(('status', 'assignment_made'), _negated=True), ('assignment__isnull', True)), _connector='OR'), name='an_assignment_is_made_of_it')],
            },
        ),
        migrations.CreateModel(
            name='ImpartialityStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holds_post', models.BooleanField(default=False)),
                ('has_company', models.BooleanField(default=False)),
                ('has_other_tie', models.BooleanField(default=False)),
                ('facts', models.TextField(blank=True, max_length=2000, verbose_name='de faktiske forholdene')),
                ('declared_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('unassessed', 'Ikke vurdert'), ('impartial', 'Habil'), ('disqualified', 'Inhabil')], default='unassessed', max_length=12)),
                ('assessment', models.TextField(blank=True, max_length=2000, verbose_name='vurdering')),
                ('law', models.CharField(blank=True, max_length=100)),
                ('assessed_at', models.DateTimeField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('assessed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='assignments.assignment')),
                ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='organisations.person')),
                ('inquiry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='assignments.inquiry')),
            ],
            options={
                'ordering': ['-declared_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('assignment__isnull', False), ('inquiry__isnull', True)), models.Q(('assignment__isnull', True), ('inquiry__isnull', False)), _connector='OR'), name='a_statement_is_about_one_thing'), models.UniqueConstraint(condition=models.Q(('assignment__isnull', False), ('superseded_at__isnull', True)), fields=('assignment', 'person'), name='one_statement_in_force_per_assignment'), models.UniqueConstraint(condition=models.Q(('inquiry__isnull', False), ('superseded_at__isnull', True)), fields=('inquiry', 'person'), name='one_statement_in_force_per_inquiry'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'disqualified'), _negated=True), ('assessed_by__isnull', False), _connector='OR'), name='disqualified_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='InquiryMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='assignments.inquiry')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='assignments.inquiry')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IntakeCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('window_starts_at', models.DateTimeField(db_index=True)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'window_starts_at'), name='one_count_per_window')],
            },
        ),
        migrations.CreateModel(
            name='MeetingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='tittel')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='til saken')),
                ('minutes', models.TextField(blank=True, max_length=10000, verbose_name='referat')),
                ('inquiry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='assignments.inquiry')),
            ],
            options={
                'ordering': ['number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows', models.JSONField()),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='assignments.competenceprofile')),
            ],
            options={
                'ordering': ['-given_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('profile',), name='one_consent_in_force')],
            },
        ),
        migrations.CreateModel(
            name='TeamProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60)),
                ('field_name', models.CharField(max_length=120, verbose_name='felt')),
                ('semesters', models.JSONField()),
                ('percent', models.PositiveSmallIntegerField(verbose_name='prosent av stillingen for hver')),
                ('result', models.JSONField()),
                ('departs_why', models.TextField(blank=True, max_length=2000, verbose_name='hvorfor laget er et annet enn forslaget')),
                ('made_at', models.DateTimeField()),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assignments.inquiry')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposedMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('manager', 'prosjektleder'), ('up1', 'utviklingspartner 1'), ('up2', 'utviklingspartner 2'), ('expert', 'fagperson')], max_length=10)),
                ('is_new', models.BooleanField(default=False, verbose_name='ny i slikt arbeid')),
                ('joined_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_parts', to='organisations.person')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assignments.teamproposal')),
            ],
            options={
                'ordering': ['-part', 'person__last_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'person'), name='proposed_once')],
            },
        ),
        migrations.CreateModel(
            name='InquiryDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('yes', 'ja'), ('no', 'nei')], max_length=3)),
                ('grounds', models.TextField(max_length=4000, verbose_name='begrunnelse')),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='assignments.inquiry')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='assignments.meetingitem')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assignments.teamproposal')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='enhet')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='assignments.unit')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('provider', 'name'), name='one_unit_per_name')],
            },
        ),
        migrations.AddField(
            model_name='inquiry',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='assignments.unit'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='assignments.unit'),
        ),
        migrations.CreateModel(
            name='UnitMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(choices=[('leader_forum', 'lederforum'), ('up_council', 'UP-råd')], max_length=12)),
                ('title', models.CharField(max_length=150, verbose_name='tittel')),
                ('status', models.CharField(choices=[('planned', 'Planlagt'), ('called', 'Innkalt'), ('held', 'Holdt'), ('approved', 'Referatet er godkjent'), ('cancelled', 'Avlyst')], default=pafyll.domain.lifecycles.unit_meeting.UnitMeetingStatus['PLANNED'], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('minutes', models.TextField(blank=True, max_length=10000, verbose_name='referat')),
                ('created_at', models.DateTimeField()),
                ('agenda_document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes_document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='assignments.unit')),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
                'indexes': [models.Index(fields=['unit', 'body', 'status'], name='assignments_unit_id_e5e332_idx')],
            },
        ),
        migrations.AddField(
            model_name='meetingitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='assignments.unitmeeting'),
        ),
        migrations.CreateModel(
            name='MeetingAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='assignments.unitmeeting')),
            ],
            options={
                'ordering': ['person__last_name', 'person__first_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='attends_a_unit_meeting_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='stilling')),
                ('position_percent', models.PositiveSmallIntegerField(default=100, verbose_name='stillingsprosent')),
                ('leads', models.BooleanField(default=False, verbose_name='leder')),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_memberships', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='assignments.unit')),
            ],
            options={
                'ordering': ['unit', 'person__last_name', 'person__first_name'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'person', 'starts_on'), name='one_unit_membership_per_start'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gte', models.F('starts_on')), _connector='OR'), name='unit_membership_ends_after_start'), models.CheckConstraint(condition=models.Q(('position_percent__gte', 1), ('position_percent__lte', 100)), name='unit_position_within_full_time')],
            },
        ),
        migrations.CreateModel(
            name='TeachingDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='timer i semesteret')),
                ('source', models.CharField(max_length=300, verbose_name='hvor tallet er fra')),
                ('starts_on', models.DateField(verbose_name='gjelder fra')),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='assignments.unitmembership')),
            ],
            options={
                'verbose_name_plural': 'teaching duties',
                'ordering': ['membership', 'starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gte', 0)), name='a_duty_is_not_below_nothing'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='a_duty_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='UnitRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='tall')),
                ('starts_on', models.DateField(verbose_name='gjelder fra')),
                ('source', models.CharField(max_length=300, verbose_name='hvor tallet er fra')),
                ('why', models.CharField(max_length=500, verbose_name='hvorfor')),
                ('signed_at', models.DateTimeField()),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='assignments.unit')),
            ],
            options={
                'ordering': ['unit', 'name', 'starts_on', 'pk'],
                'indexes': [models.Index(fields=['unit', 'name', 'starts_on'], name='assignments_unit_id_2c1d94_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='a_unit_rate_is_above_nothing')],
            },
        ),
        migrations.CreateModel(
            name='UpNetwork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nettverk')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='assignments.unit')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='one_network_per_name')],
            },
        ),
        migrations.CreateModel(
            name='UpTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField()),
                ('appointed_at', models.DateTimeField()),
                ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentors_in', to='organisations.person')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='assignments.upnetwork')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='up_terms', to='organisations.person')),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='an_up_term_is_a_period'), models.CheckConstraint(condition=models.Q(('mentor__isnull', True), models.Q(('mentor', models.F('person')), _negated=True), _connector='OR'), name='nobody_is_her_own_mentor')],
            },
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_matter_per_number'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'inquiry'), name='an_inquiry_once_on_an_agenda'),
        ),
    ]
