"""Writing mail into the outbox: in the transaction of the change, so that what is not saved is never told of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.letters import Letter, letters, sender_of
from pafyll.apps.casework.models import Mail, MailChoice
from pafyll.apps.casework.services.delivering import deliver
from pafyll.apps.casework.services.jobs import is_at_once
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.integrations.clock import machine_now, now
from pafyll.integrations.prepared import PreparedForMany

LANGUAGES = dict(settings.LANGUAGES)
LONGEST_SUBJECT = 250
BATCH = 500
When = MailChoice.When
STATUS = {When.AT_ONCE: MailStatus.WAITING, When.DAILY: MailStatus.HELD, When.NEVER: MailStatus.UNWANTED}


@dataclass(frozen=True)
class Reader:
    """Where a mail goes, in which language; user is who reads it, where that is somebody with a log-in."""

    address: str
    language: str = "nb"
    user: User | None = None

    @classmethod
    def of(cls, person: Person) -> Reader:
        """The person where she reads mail, in the language that she has chosen."""
        user = person.user
        address = person.email or (user.email if user else "")
        return cls(address, user.language if user else "nb", user)

    @classmethod
    def of_user(cls, user: User) -> Reader:
        return cls(user.email, user.language, user)

    @classmethod
    def of_organisation(cls, organisation: Organisation) -> Reader:
        """The organisation's own address, in the form that it has resolved."""
        return cls(organisation.email, organisation.letter_language)


def post(letter: str, readers: Iterable[Reader], **facts: Any) -> int:
    """Writes <app>/mail/<name>.txt to each reader who has an address; its first line is the subject. How many.

    It goes out after the transaction, by whoever delivers: a mail server that is down stops nothing and loses nothing.
    """
    return len(post_many([(letter, reader, facts) for reader in readers]))


def post_many(written: Iterable[tuple[str, Reader, dict[str, Any]]]) -> list[Mail]:
    """The same for many letters, with a query for each five hundred."""
    posts = [one for one in written if one[1].address]
    choices = _choices({reader.user.pk for _letter, reader, _facts in posts if reader.user})
    mails = [_written(letters()[letter], reader, facts, choices) for letter, reader, facts in posts]
    Mail.objects.bulk_create(mails, batch_size=BATCH)
    hurry = [mail.pk for mail in mails if mail.status == MailStatus.WAITING]
    if hurry and is_at_once():
        transaction.on_commit(partial(deliver, machine=machine_now(), only=hurry), robust=True)
    return mails


def _written(letter: Letter, reader: Reader, facts: dict[str, Any], choices: dict[tuple[int, str], str]) -> Mail:
    language = reader.language if reader.language in LANGUAGES else settings.LANGUAGE_CODE
    with override(language):
        text = render_to_string(f"{letter.name.replace('/', '/mail/')}.txt", facts)
    subject, _, body = text.strip().partition("\n")
    when = choices.get((reader.user.pk, letter.topic), When.AT_ONCE) if reader.user and letter.topic else When.AT_ONCE
    return Mail(
        letter=letter.name,
        address=reader.address,
        reader=reader.user,
        sender=sender_of(letter, facts),
        language=language,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=body.strip() + "\n",
        status=STATUS[When(when)],
        written_at=now(),
        next_try_at=machine_now(),
    )


def _choices(users: set[int]) -> dict[tuple[int, str], str]:
    """(user, topic) → when, of those who have chosen. No query for nobody."""
    return {(reader, topic): when for reader, topic, when in CHOICES.ask(sorted(users))}


CHOICES: PreparedForMany[Any] = PreparedForMany(
    lambda keys: MailChoice.objects.filter(reader__id__in=keys).values_list("reader", "topic", "when"),
    BigIntegerField(),
)
