"""A study has had other owners than the one it was applied for with: each keeps finding in lists what was its own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0002_window_that_saved'),
        ('organisations', '0004_what_they_become'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='later_owners',
            field=models.ManyToManyField(blank=True, related_name='+', to='organisations.organisation'),
        ),
    ]
