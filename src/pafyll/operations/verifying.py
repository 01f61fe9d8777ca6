"""Whether what is stored is whole: questions whose answer must be no rows, after a way back or on any night."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pafyll.apps.agreements.fingerprints import fingerprint_of
from pafyll.apps.agreements.models import AgreementVersion
from pafyll.apps.applications.models import ApplicationVersion
from pafyll.apps.applications.services.receipts import is_untouched as is_as_sent
from pafyll.apps.casework.queries.chain import broken_history, heads_outside
from pafyll.apps.forums.models import NeedsReceipt
from pafyll.apps.forums.services.sending_needs import is_untouched
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.domain.lifecycles.agreement import AgreementVersionStatus

Question = Callable[[], Iterator[str]]


def unmade_tables() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield str(migration)


def lost_references() -> Iterator[str]:
    """Rows that point at rows that are not there. PostgreSQL keeps none; SQLite is asked."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            yield from (f"{table} {row} → {parent}" for table, row, parent, _key in cursor.fetchall())


def accounts_that_differ() -> Iterator[str]:
    yield from (account.key for account in differing_accounts())


def altered_receipts() -> Iterator[str]:
    for receipt in NeedsReceipt.objects.order_by("pk").iterator():
        if not is_untouched(receipt):
            yield f"needs receipt {receipt.pk}"


def altered_applications() -> Iterator[str]:
    """Versions that do not have the fingerprint on their receipt. What came without its content is not asked about."""
    kept = ApplicationVersion.objects.exclude(content={}).select_related("application").order_by("pk")
    for version in kept.iterator():
        if not is_as_sent(version):
            yield f"{version.application.number}, {version.number}"


def altered_agreements() -> Iterator[str]:
    signed = AgreementVersion.objects.filter(status=AgreementVersionStatus.SIGNED).select_related(
        "agreement__provider", "agreement__counterpart"
    )
    for version in signed.order_by("pk").iterator():
        if fingerprint_of(version) != version.fingerprint:
            yield f"{version.agreement.number}, {version.number}"


def altered_history() -> Iterator[str]:
    yield from broken_history(known=heads_outside())


QUESTIONS: dict[str, Question] = {
    "Alle tabeller er slik koden venter": unmade_tables,
    "Ingen rad viser til en som mangler": lost_references,
    "Hver konto er summen av sine føringer": accounts_that_differ,
    "Hver innsendt søknad er slik kvitteringen sier": altered_applications,
    "Hver kvittering for en behovsmelding er slik den ble sendt": altered_receipts,
    "Historikken er slik den ble skrevet": altered_history,
    "Hver signert avtale er slik den ble signert": altered_agreements,
}
