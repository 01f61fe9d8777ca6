"""What must hold after a round, and when everything is settled. Each gives the faults in words; none is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count

from pafyll.apps.applications.models import Application, ApplicationVersion, ConfirmationReceipt, Dispensation
from pafyll.apps.applications.services.confirming import is_untouched as confirmed_untouched
from pafyll.apps.applications.services.contents import contents_being_written
from pafyll.apps.applications.services.receipts import is_untouched
from pafyll.apps.casework.models import Event, Job, Mail
from pafyll.operations.verifying import QUESTIONS
from tests.siege.acting import Acknowledged
from tests.siege.counting import KIND, STEPS
from tests.siege.world import Round


def after_round(told: Acknowledged, round: Round) -> list[str]:
    """What people were told is so, is so, and once."""
    return [*_saved(told), *_sent(told), *_decided(told, round), *_confirmed(told, round)]


def when_settled(mailbox: list[str]) -> list[str]:
    """Everything that was set going has ended, and nothing is half done."""
    return [*_jobs(), *_mails(mailbox), *_doubled(), *_not_whole()]


def _saved(told: Acknowledged) -> Iterator[str]:
    """What she wrote last is what stands in the form: nothing later was written to it."""
    last = dict(told.saved)
    for application in Application.objects.filter(pk__in=last):
        stands = contents_being_written(application).motivation
        if stands != last[application.pk]:
            yield f"saved, but lost: application {application.pk} says {stands!r} and not {last[application.pk]!r}"


def _sent(told: Acknowledged) -> Iterator[str]:
    for pk, text, printed in told.sent:
        found = list(ApplicationVersion.objects.filter(application=pk, content_hash=printed))
        if len(found) != 1:
            yield f"receipt {printed[:8]} of application {pk} is there {len(found)} times"
        elif not is_untouched(found[0]) or found[0].content["choices"]["motivation"] != text:
            yield f"receipt {printed[:8]} of application {pk} does not verify"


def _decided(told: Acknowledged, round: Round) -> Iterator[str]:
    for one in Dispensation.objects.filter(pk__in=round.dispensations):
        events = Event.objects.filter(about=one.about, after="decided").count()
        if one.status != "decided" or events != 1:
            yield f"dispensation {one.pk} is {one.status}, with {events} events"
    missing = set(told.decided) - set(Dispensation.objects.filter(status="decided").values_list("pk", flat=True))
    yield from (f"decided, but lost: dispensation {pk}" for pk in missing)


def _confirmed(told: Acknowledged, round: Round) -> Iterator[str]:
    receipts = {one.pk: one for one in ConfirmationReceipt.objects.all()}
    for pk in {receipt for _term, receipt in told.confirmed}:
        if pk not in receipts or not confirmed_untouched(receipts[pk]):
            yield f"confirmed, but the receipt {pk} is lost or altered"
    for term in round.terms:
        events = Event.objects.filter(about=f"term:{term}", after="confirmed").count()
        if events != 1:
            yield f"term {term} has been confirmed {events} times"


def _jobs() -> Iterator[str]:
    for job in Job.objects.filter(kind=KIND):
        counted = Event.objects.filter(verb="counted", about__startswith=f"{job.about}:").count()
        if job.status != "done" or counted != STEPS:
            yield f"job {job.about} is {job.status} after {job.attempts} attempts, with {counted} of {STEPS} steps"


def _mails(mailbox: list[str]) -> Iterator[str]:
    """Every mail is sent and has come; what came twice did so by the same name, which a mailbox takes once."""
    names = {f"<{mail.key}@pafyll.example.no>": mail for mail in Mail.objects.all()}
    yield from (f"mail {mail.pk} is {mail.status}: {mail.error}" for mail in names.values() if mail.status != "sent")
    yield from (f"mail {mail.pk} is sent and never came" for name, mail in names.items() if name not in set(mailbox))
    yield from (f"{name} came, and is not kept here" for name in set(mailbox) - set(names))
    receipts = Counter(Mail.objects.filter(letter="applications/receipt").values_list("reader", flat=True))
    versions = Counter(ApplicationVersion.objects.values_list("submitted_by", flat=True))
    yield from (
        f"user {pk} sent {n} times and got {receipts[pk]} receipts" for pk, n in versions.items() if receipts[pk] != n
    )


def _doubled() -> Iterator[str]:
    people = Application.objects.values("round", "person").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"person {row['person']} has {row['n']} applications" for row in people)
    texts = Counter(ApplicationVersion.objects.values_list("application", "content__choices__motivation"))
    yield from (f"application {pk} was sent {n} times with {text!r}" for (pk, text), n in texts.items() if n > 1)
    gaps = (
        Application.objects.filter(status="submitted").annotate(n=Count("versions")).filter(submitted_at__isnull=True)
    )
    yield from (f"application {one.pk} is half sent" for one in gaps)


def _not_whole() -> Iterator[str]:
    """As manage.py verify asks."""
    for words, question in QUESTIONS.items():
        yield from (f"{words}: {row}" for row in question())
