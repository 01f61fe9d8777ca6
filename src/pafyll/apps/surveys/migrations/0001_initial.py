import django.db.models.deletion
import pafyll.apps.surveys.models.surveys
import pafyll.domain.lifecycles.survey
import uuid
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
            name='QualityDialogue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='dato')),
                ('present', models.CharField(max_length=500, verbose_name='til stede')),
                ('discussed', models.TextField(max_length=5000, verbose_name='hva vi snakket om')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='neste møte')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('next_on__isnull', True), ('next_on__gt', models.F('held_on')), _connector='OR'), name='the_next_meeting_is_later')],
            },
        ),
        migrations.CreateModel(
            name='AgreedMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=500, verbose_name='tiltak')),
                ('side', models.CharField(choices=[('provider', 'Tilbyderen'), ('directorate', 'Direktoratet')], max_length=12, verbose_name='hvem gjør det')),
                ('due_on', models.DateField(verbose_name='frist')),
                ('status', models.CharField(choices=[('agreed', 'Avtalt'), ('done', 'Gjort'), ('dropped', 'Frafalt')], default=pafyll.domain.lifecycles.survey.AgreedMeasureStatus['AGREED'], max_length=10)),
                ('outcome', models.CharField(blank=True, max_length=500, verbose_name='hva som ble gjort')),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='surveys.qualitydialogue')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('title', models.CharField(max_length=120, verbose_name='tittel')),
                ('title_nn', models.CharField(max_length=120, verbose_name='tittel på nynorsk')),
                ('purpose', models.TextField(max_length=1000, verbose_name='hva svarene skal brukes til')),
                ('purpose_nn', models.TextField(max_length=1000, verbose_name='det samme på nynorsk')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='organisations.organisation')),
            ],
            options={
                'ordering': ['title', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'code'), name='one_questionnaire_per_code')],
            },
        ),
        migrations.CreateModel(
            name='QuestionnaireVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('preview', 'Under arbeid'), ('test', 'Til prøving'), ('live', 'I bruk'), ('replaced', 'Erstattet')], default=pafyll.domain.lifecycles.survey.QuestionnaireVersionStatus['PREVIEW'], max_length=10)),
                ('content', models.JSONField(default=list)),
                ('words', models.JSONField(default=dict)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField()),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='surveys.questionnaireversion')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='surveys.questionnaire')),
            ],
            options={
                'ordering': ['-number', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='one_questionnaire_version_per_number'), models.UniqueConstraint(condition=models.Q(('status', 'live')), fields=('questionnaire',), name='one_questionnaire_version_in_use')],
            },
        ),
        migrations.CreateModel(
            name='SharingEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('conference', 'Konferanse'), ('teachmeet', 'TeachMeet')], max_length=12, verbose_name='slag')),
                ('title', models.CharField(max_length=150, verbose_name='tittel')),
                ('words', models.TextField(max_length=3000, verbose_name='hva som skjer der')),
                ('place', models.CharField(max_length=200, verbose_name='sted')),
                ('starts_at', models.DateTimeField(verbose_name='begynner')),
                ('ends_at', models.DateTimeField(verbose_name='slutter')),
                ('closes_at', models.DateTimeField(verbose_name='påmeldingsfrist')),
                ('capacity', models.PositiveIntegerField(verbose_name='plasser')),
                ('status', models.CharField(choices=[('draft', 'Kladd'), ('published', 'Publisert'), ('cancelled', 'Avlyst'), ('held', 'Gjennomført')], default=pafyll.domain.lifecycles.survey.SharingEventStatus['DRAFT'], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharing_events', to='organisations.organisation')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='event_has_room_for_somebody')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('email', models.EmailField(max_length=254, verbose_name='e-post')),
                ('workplace', models.CharField(blank=True, max_length=150, verbose_name='arbeidssted')),
                ('shares', models.CharField(blank=True, max_length=500, verbose_name='hva jeg vil dele')),
                ('language', models.CharField(default='nb', max_length=2)),
                ('status', models.CharField(choices=[('unconfirmed', 'Venter på bekreftelse'), ('coming', 'Har plass'), ('waiting', 'På venteliste'), ('cancelled', 'Meldt av')], default=pafyll.domain.lifecycles.survey.SignUpStatus['UNCONFIRMED'], max_length=12)),
                ('nonce', models.CharField(default=pafyll.apps.surveys.models.surveys.new_nonce, max_length=24)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='surveys.sharingevent')),
            ],
            options={
                'ordering': ['confirmed_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('event', 'email'), name='signed_up_once_with_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['coming', 'waiting']), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='only_a_confirmed_address_comes')],
            },
        ),
        migrations.CreateModel(
            name='SignUpAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('source_hash', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['day', 'source_hash'],
                'constraints': [models.UniqueConstraint(fields=('day', 'source_hash'), name='one_count_per_source_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='tittel')),
                ('title_nn', models.CharField(max_length=120, verbose_name='tittel på nynorsk')),
                ('status', models.CharField(choices=[('draft', 'Kladd'), ('open', 'Åpen'), ('closed', 'Avsluttet'), ('cancelled', 'Avlyst')], default=pafyll.domain.lifecycles.survey.SurveyStatus['DRAFT'], max_length=10)),
                ('moment', models.CharField(choices=[('completed', 'Studiet er fullført'), ('half_way', 'Halvveis i studiet'), ('dropped_out', 'Har sluttet underveis'), ('two_years_later', 'To år etter fullført studium'), ('project_finished', 'Et prosjekt er avsluttet'), ('by_list', 'Etter en liste med adresser')], max_length=20, verbose_name='hva som utløser den')),
                ('population', models.JSONField(blank=True, default=dict)),
                ('promise', models.CharField(choices=[('anonymous', 'Anonym: ingen kan se hvem som har svart hva'), ('confidential', 'Fortrolig: bare vi som spør, kan se hvem som har svart hva')], default='anonymous', max_length=12, verbose_name='løfte')),
                ('opens_on', models.DateField(verbose_name='åpner')),
                ('closes_on', models.DateField(verbose_name='siste dag')),
                ('least_answers', models.PositiveSmallIntegerField(null=True)),
                ('least_texts', models.PositiveSmallIntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='organisations.organisation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='surveys.questionnaireversion')),
            ],
            options={
                'ordering': ['-opens_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'cancelled']), models.Q(('least_answers__gte', 2), ('least_texts__gte', models.F('least_answers'))), _connector='OR'), name='a_survey_that_is_asked_has_its_promise')],
            },
        ),
        migrations.AddField(
            model_name='qualitydialogue',
            name='survey',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='surveys.survey'),
        ),
        migrations.CreateModel(
            name='AnswerDraft',
            fields=[
                ('key_hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('answers', models.JSONField(default=dict)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='surveys.survey')),
            ],
            options={
                'ordering': ['key_hash'],
            },
        ),
        migrations.CreateModel(
            name='SurveyInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(default='nb', max_length=2)),
                ('cell', models.JSONField(default=list)),
                ('nonce', models.CharField(default=pafyll.apps.surveys.models.surveys.new_nonce, max_length=24)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('status', models.CharField(choices=[('invited', 'Ikke svart'), ('answered', 'Svart'), ('declined', 'Vil ikke svare'), ('lapsed', 'Svarte ikke i tide')], default=pafyll.domain.lifecycles.survey.InvitationStatus['INVITED'], max_length=10)),
                ('invited_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='surveys.survey')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'key'), name='asked_once_in_a_survey'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', False), ('status', 'answered')), models.Q(models.Q(('status', 'answered'), _negated=True), ('answered_on__isnull', True)), _connector='OR'), name='the_day_of_answering_with_the_answer')],
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('promise', models.CharField(choices=[('anonymous', 'Anonym: ingen kan se hvem som har svart hva'), ('confidential', 'Fortrolig: bare vi som spør, kan se hvem som har svart hva')], max_length=12)),
                ('cell', models.JSONField(default=list)),
                ('answers', models.JSONField(default=dict)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='surveys.survey')),
                ('invitation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='named_answer', to='surveys.surveyinvitation')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('invitation__isnull', False), ('promise', 'confidential')), models.Q(('invitation__isnull', True), ('promise', 'anonymous')), _connector='OR'), name='only_a_confidential_answer_leads_to_somebody')],
            },
        ),
        migrations.CreateModel(
            name='SurveyReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days_before', models.PositiveSmallIntegerField()),
                ('sent_on', models.DateField()),
                ('count', models.PositiveIntegerField()),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='surveys.survey')),
            ],
            options={
                'ordering': ['sent_on'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'days_before'), name='reminded_once_a_reminder_day')],
            },
        ),
    ]
