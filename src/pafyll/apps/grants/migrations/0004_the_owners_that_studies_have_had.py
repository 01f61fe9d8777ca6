"""Who has had a study before now: whoever has it, has asked for a change of it, or has been promised money for it."""

from django.db import migrations
from django.db.models import F

BATCH = 2000


def fill(apps, editor):
    Application = apps.get_model("applications", "Application")
    link = Application.later_owners.through
    for model, way in (
        (("applications", "Participation"), ""),
        (("grants", "Change"), "participation__"),
        (("grants", "Commitment"), "term__participation__"),
    ):
        rows = apps.get_model(*model).objects.exclude(owner=F(f"{way}application__owner")).order_by()
        found = rows.values_list(f"{way}application", "owner").distinct()
        links = [link(application_id=application, organisation_id=owner) for application, owner in found]
        link.objects.bulk_create(links, batch_size=BATCH, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_the_owners_that_a_study_has_had'),
        ('grants', '0003_who_reported_may_be_nobody'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
    SAFE_BECAUSE = {
        "Raw Python operation": "Reads three tables without a lock, and writes one row for each study that has changed "
        "owner, to a table that nobody reads yet."
    }
