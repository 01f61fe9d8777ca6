"""What must hold after a round, and when everything is settled. Each gives the faults in words; none is well.

A fault begins with LOST or DOUBLED when that is what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

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

LOST, DOUBLED = "lost: ", "doubled: "


def after_round(told: Acknowledged, round: Round) -> list[str]:
    """What people were told is so, is so, and once."""
    return [*_saved(told), *of_all(told, [round])]


def of_all(told: Acknowledged, rounds: list[Round]) -> list[str]:
    """The same of many rounds, but for drafts, which later rounds write over."""
    decisions, terms = (
        [key for one in rounds for key in one.dispensations],
        [key for one in rounds for key in one.terms],
    )
    return [*_sent(told), *_decided(told, decisions), *_confirmed(told, terms)]


def when_settled(mailbox: list[str]) -> list[str]:
    """Everything that was set going has ended, and nothing is half done."""
    return [*_jobs(), *_mails(mailbox), *_doubled(), *_not_whole()]


def _saved(told: Acknowledged) -> Iterator[str]:
    """What she wrote last is what stands in the form: nothing later was written to it."""
    last = dict(told.saved)
    for application in Application.objects.filter(pk__in=last):
        stands = contents_being_written(application).motivation
        if stands != last[application.pk]:
            was = last[application.pk]
            yield f"{LOST}application {application.pk} says {stands!r} and not {was!r}, which was saved"
    yield from (f"{LOST}application {pk}, which was saved" for pk in _missing(Application, last))


def _sent(told: Acknowledged) -> Iterator[str]:
    found: dict[tuple[int, str], list[ApplicationVersion]] = {(pk, printed): [] for pk, _text, printed in told.sent}
    for version in ApplicationVersion.objects.filter(content_hash__in={printed for _pk, printed in found}):
        found.get((version.application_id, version.content_hash), []).append(version)
    for pk, text, printed in told.sent:
        versions, what = found[pk, printed], f"receipt {printed[:8]} of application {pk}"
        yield from _once(len(versions), what)
        if versions and (not is_untouched(versions[0]) or versions[0].content["choices"]["motivation"] != text):
            yield f"{what} does not verify"


def _decided(told: Acknowledged, keys: list[int]) -> Iterator[str]:
    asked = Dispensation.objects.filter(pk__in=keys)
    times = _events([one.about for one in asked], "decided")
    for one in asked:
        yield from _once(times[one.about], f"the decision of dispensation {one.pk}")
    standing = asked.filter(status="decided").values_list("pk", flat=True)
    yield from (f"{LOST}dispensation {pk}, which was decided" for pk in {*told.decided, *keys} - set(standing))


def _confirmed(told: Acknowledged, terms: list[int]) -> Iterator[str]:
    keys = {receipt for _term, receipt in told.confirmed}
    for receipt in ConfirmationReceipt.objects.filter(pk__in=keys):
        if not confirmed_untouched(receipt):
            yield f"the receipt {receipt.pk} does not verify"
    yield from (f"{LOST}receipt {pk} of what was confirmed" for pk in _missing(ConfirmationReceipt, keys))
    times = _events([f"term:{term}" for term in terms], "confirmed")
    for term in terms:
        yield from _once(times[f"term:{term}"], f"the confirmation of term {term}")


def _once(times: int, what: str) -> Iterator[str]:
    if times != 1:
        yield f"{DOUBLED}{what} is there {times} times" if times else f"{LOST}{what}"


def _missing(model: Any, keys: Iterable[int]) -> set[int]:
    """Those of the keys that no row has."""
    return set(keys) - set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _events(about: list[str], after: str) -> Counter[str]:
    """How many times it has happened to each."""
    rows = Event.objects.filter(about__in=about, after=after).values_list("about").annotate(n=Count("pk"))
    return Counter(dict(rows))


def _jobs() -> Iterator[str]:
    for job in Job.objects.filter(kind=KIND):
        counted = Event.objects.filter(verb="counted", about__startswith=f"{job.about}:").count()
        what = f"job {job.about} is {job.status} after {job.attempts} attempts, with {counted} of {STEPS} steps"
        if job.status != "done" or counted < STEPS:
            yield f"{LOST}{what}"
        if counted > STEPS:
            yield f"{DOUBLED}{what}"


def _mails(mailbox: list[str]) -> Iterator[str]:
    """Every mail is sent and has come; what came twice did so by the same name, which a mailbox takes once."""
    names = {f"<{mail.key}@pafyll.example.no>": mail for mail in Mail.objects.all()}
    yield from (f"mail {mail.pk} is {mail.status}: {mail.error}" for mail in names.values() if mail.status != "sent")
    yield from (
        f"{LOST}mail {mail.pk} is sent and never came" for name, mail in names.items() if name not in set(mailbox)
    )
    yield from (f"{name} came, and is not kept here" for name in set(mailbox) - set(names))
    receipts = Counter(Mail.objects.filter(letter="applications/receipt").values_list("reader", flat=True))
    versions = Counter(ApplicationVersion.objects.values_list("submitted_by", flat=True))
    for pk, n in versions.items():
        if receipts[pk] != n:
            yield f"{LOST if receipts[pk] < n else DOUBLED}user {pk} sent {n} times and got {receipts[pk]} receipts"


def _doubled() -> Iterator[str]:
    people = Application.objects.values("round", "person").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"{DOUBLED}person {row['person']} has {row['n']} applications" for row in people)
    texts = Counter(ApplicationVersion.objects.values_list("application", "content__choices__motivation"))
    yield from (
        f"{DOUBLED}application {pk} was sent {n} times with {text!r}" for (pk, text), n in texts.items() if n > 1
    )
    gaps = (
        Application.objects.filter(status="submitted").annotate(n=Count("versions")).filter(submitted_at__isnull=True)
    )
    yield from (f"application {one.pk} is half sent" for one in gaps)


def _not_whole() -> Iterator[str]:
    """As manage.py verify asks."""
    for words, question in QUESTIONS.items():
        yield from (f"{words}: {row}" for row in question())
