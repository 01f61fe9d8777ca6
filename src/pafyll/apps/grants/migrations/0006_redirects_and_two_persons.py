"""Room on each page of the commitments, so that a payment run counts in place; and redirected money in the ledger."""

from django.db import migrations, models

ROOM = 70  # per cent of a page that is filled at first; the rest is for rows that are changed


def forwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE grants_commitment SET (fillfactor = {ROOM})")


def backwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE grants_commitment RESET (fillfactor)")


class Migration(migrations.Migration):

    dependencies = [("grants", "0005_confirming_and_changes")]

    operations = [
        migrations.RunPython(forwards, backwards),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.CharField(choices=[('treasury', 'Statskassen'), ('appropriation', 'Bevilgning som ikke er fordelt'), ('frame', 'Ramme som ikke er bundet'), ('committed', 'Tilsagn som ikke er betalt'), ('payable', 'Sendt til utbetaling'), ('paid', 'Utbetalt'), ('receivable', 'Krevd tilbake'), ('redirected', 'Omdisponert av skoleeier')], max_length=15),
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('appropriate', 'Bevilget'), ('allot', 'Ramme gitt'), ('reduce', 'Ramme satt ned'), ('commit', 'Tilsagn gitt'), ('release', 'Tilsagn frigjort'), ('send', 'Sendt til banken'), ('settle', 'Utbetalt'), ('reject', 'Avvist av banken'), ('demand', 'Krevd tilbake'), ('return', 'Betalt tilbake eller motregnet'), ('redirect', 'Omdisponert'), ('reverse', 'Tilbakeført')], max_length=12),
        ),
    ]
