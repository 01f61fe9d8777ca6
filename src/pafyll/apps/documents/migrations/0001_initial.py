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
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('language', models.CharField(default='nb', max_length=2)),
                ('title', models.CharField(max_length=200)),
                ('context', models.JSONField()),
                ('pdf', models.BinaryField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('about', models.CharField(db_index=True, max_length=80)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='documents.document')),
            ],
            options={
                'ordering': ['-issued_at', '-pk'],
            },
        ),
    ]
