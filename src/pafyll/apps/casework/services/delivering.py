"""Sending what lies in the outbox: each mail is taken by one at a time, and tried until the mail server has it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext, override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.letters import letters
from pafyll.apps.casework.mail_html import as_html
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.services.recording import record, require
from pafyll.domain.lifecycles.mail import MAIL, MailStatus
from pafyll.integrations.clock import now

logger = logging.getLogger(__name__)
AT_ONE_GO = 50
WAITS = [timedelta(minutes=one) for one in (1, 5, 15, 60, 240, 720, 1440)]  # before the second try, the third …
PERMANENT = 500  # what a mail server answers from here on is a no that stands


def deliver(*, machine: datetime, only: Iterable[int] | None = None) -> int:
    """Sends the mails whose turn it is, the oldest first; how many. machine: the machine's own clock.

    A server that is down ends the round; what is left is tried again later.
    """
    waiting = Mail.objects.filter(status=MailStatus.WAITING, next_try_at__lte=machine).order_by("next_try_at", "pk")
    keys = list((waiting if only is None else waiting.filter(pk__in=only)).values_list("pk", flat=True)[: _most(only)])
    if not keys:
        return 0
    sent = 0
    connection = get_connection()
    try:
        for pk in keys:
            mail = _take(pk, machine)
            if mail is None:
                continue
            if not _try(mail, connection, machine):
                break
            sent += mail.status == MailStatus.SENT
    finally:
        connection.close()
    return sent


@transaction.atomic
def try_again(*, mail: Mail, by: User, at: datetime, machine: datetime) -> None:
    """Has a mail that came back tried once more: when the address or the server is mended. Who may, the page asks."""
    require(MAIL.may_become(mail.status, MailStatus.WAITING))
    changed = Mail.objects.filter(pk=mail.pk, status=MailStatus.FAILED)
    if changed.update(status=MailStatus.WAITING, tries=0, next_try_at=machine):
        record(
            about=f"mail:{mail.pk}", verb="waiting", before=MailStatus.FAILED, after=MailStatus.WAITING, by=by, at=at
        )


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it goes out: plain text, and the same words as HTML. Its name is the same at every try."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    with override(mail.language):
        html = as_html(subject=mail.subject, text=mail.text, language=mail.language)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.address],
        headers={"Message-ID": f"<{mail.key}@{host}>", "Content-Language": mail.language},
    )
    message.attach_alternative(html, "text/html")
    return message


def _most(only: Iterable[int] | None) -> int | None:
    return AT_ONE_GO if only is None else None


def _take(pk: int, machine: datetime) -> Mail | None:
    """The mail, now ours for a lease; None when somebody else has it. After a kill, another takes it then."""
    free = Mail.objects.filter(pk=pk, status=MailStatus.WAITING, next_try_at__lte=machine)
    if not free.update(next_try_at=machine + timedelta(seconds=settings.JOB_LEASE_SECONDS)):
        return None
    return Mail.objects.get(pk=pk)


def _try(mail: Mail, connection: BaseEmailBackend, machine: datetime) -> bool:
    """Whether the server can be written to. What it said of this mail is stored either way."""
    try:
        connection.send_messages([message_of(mail)])
    except (ValueError, SMTPRecipientsRefused, SMTPDataError) as error:
        _failed(mail, error, machine, for_good=_is_for_good(error))
        return True
    except (OSError, SMTPException) as error:
        _failed(mail, error, machine, for_good=False)
        return False
    _sent(mail)
    return True


def _sent(mail: Mail) -> None:
    letter = letters().get(mail.letter)
    forgotten = {"text": ""} if letter and letter.is_secret else {}
    mail.status = MailStatus.SENT
    Mail.objects.filter(pk=mail.pk).update(
        status=MailStatus.SENT, sent_at=now(), tries=mail.tries + 1, error="", **forgotten
    )


def _failed(mail: Mail, error: Exception, machine: datetime, *, for_good: bool) -> None:
    logger.warning("Mail %s was not delivered: %s", mail.pk, type(error).__name__)
    over = for_good or mail.tries >= len(WAITS)
    mail.status = MailStatus.FAILED if over else MailStatus.WAITING
    wait = WAITS[min(mail.tries, len(WAITS) - 1)]
    Mail.objects.filter(pk=mail.pk).update(
        status=mail.status, tries=mail.tries + 1, next_try_at=machine + wait, error=_words(error, mail.language)[:500]
    )


def _is_for_good(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _said in error.recipients.values())
    return not isinstance(error, SMTPResponseException) or error.smtp_code >= PERMANENT


def _words(error: Exception, language: str) -> str:
    """What happened, for a person: without the reader's address, which stands beside it."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return gettext("E-posttjeneren tar ikke imot post til adressen: %(code)s %(said)s") % {
            "code": code,
            "said": _text(said),
        }
    if isinstance(error, SMTPResponseException):
        return gettext("E-posttjeneren svarte: %(code)s %(said)s") % {
            "code": error.smtp_code,
            "said": _text(error.smtp_error),
        }
    if isinstance(error, ValueError):
        return gettext("Adressen eller overskriften kan ikke brukes i en e-post.")
    return gettext("E-posttjeneren svarer ikke (%(kind)s).") % {"kind": type(error).__name__}


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
