"""What became of the mail that the story wrote: delivered, but for a few; and how some people want theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db.models import F, QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.letters import Topic, letters
from pafyll.apps.casework.models import Mail, MailChoice, TaskCalendar
from pafyll.apps.casework.services import task_calendars
from pafyll.apps.casework.services.gathering import gather_all
from pafyll.apps.casework.services.mail_choices import choose
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.mail import MailStatus

S, When = MailStatus, MailChoice.When
NO_SUCH_USER = "E-posttjeneren tar ikke imot post til adressen: 550 5.1.1 User unknown"


def deliver_mail(world: World) -> None:
    """Kari wants hers once a day and had two gathered; one of Siri's came back, one waits, one she did not want."""
    _as_it_was_written()
    secret = [one.name for one in letters().values() if one.is_secret]
    Mail.objects.filter(status=S.WAITING, letter__in=secret).update(text="")
    _delivered(Mail.objects.filter(status=S.WAITING))
    kari, siri = world.user("kari"), world.user("siri")
    choose(user=kari, language=kari.language, choices={Topic.PROGRESS: When.DAILY})
    choose(user=siri, language=siri.language, choices={Topic.OPENINGS: When.NEVER, Topic.REMINDERS: When.DAILY})
    for day in (4, 5):
        _written(kari, "applications/statement_given", "Rektor har uttalt seg om søknaden", day, status=S.HELD)
    gather_all()
    _delivered(Mail.objects.filter(letter="casework/digest"), written_at=at(date(CURRENT, 3, 6)))
    _written(kari, "applications/approved", "Skoleeier har godkjent søknaden", 9, status=S.HELD)
    _written(siri, "forums/opened", "Åpnet: et tilskudd", 2, status=S.UNWANTED)
    _written(siri, "applications/confirmation_reminder", "Deltakere er ikke bekreftet", 9, status=S.WAITING,
             tries=2, error="E-posttjeneren svarer ikke (TimeoutError).")  # fmt: skip
    _written(siri, "applications/owner_results", "Plassene er fordelt", 6, status=S.FAILED, tries=1, error=NO_SUCH_USER)
    made = task_calendars.make(user=siri, desk="owner", at=at(date(CURRENT, 2, 2)))
    TaskCalendar.objects.filter(pk=made.pk).update(nonce=uuid5(NAMESPACE_URL, "siri owner").hex)
    _named_the_same_each_time()


def _as_it_was_written() -> None:
    """The story's mail is written in the order in which things happened: one each hour, up to last week."""
    mails = list(Mail.objects.order_by("-pk"))
    for hours, mail in enumerate(mails):
        mail.written_at = mail.next_try_at = at(date(CURRENT, 3, 3)) - timedelta(hours=hours)
    Mail.objects.bulk_update(mails, ["written_at", "next_try_at"], batch_size=500)


def _named_the_same_each_time() -> None:
    mails = list(Mail.objects.order_by("pk"))
    for mail in mails:
        mail.key = uuid5(NAMESPACE_URL, f"mail {mail.pk}")
        mail.next_try_at = mail.written_at
    Mail.objects.bulk_update(mails, ["key", "next_try_at"], batch_size=500)


def _written(to: User, letter: str, subject: str, day: int, **more: Any) -> None:
    Mail.objects.create(
        letter=letter,
        address=to.email,
        reader=to,
        language=to.language,
        subject=subject,
        text="Logg inn på Påfyll for å lese mer.\n",
        written_at=at(date(CURRENT, 3, day)),
        next_try_at=at(date(CURRENT, 3, day)),
        **more,
    )


def _delivered(mails: QuerySet[Mail], **more: Any) -> None:
    mails.update(status=S.SENT, sent_at=more.get("written_at", F("written_at")), tries=1, **more)
