"""One mail a day to those who want it so, with what was held back since the last."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.services.mailing import Reader, post_many
from pafyll.apps.organisations.models import Person
from pafyll.domain.lifecycles.mail import MailStatus

DIGEST = "casework/digest"


def held() -> list[tuple[int, int]]:
    """(reader, how many) of those who have mail to be gathered. One query."""
    rows = Mail.objects.filter(status=MailStatus.HELD).order_by("reader").values_list("reader", flat=True)
    return [(reader, len(list(group))) for reader, group in groupby(rows)]


def gather_all() -> int:
    """Writes a mail to each reader with everything held for her; how many readers. Each is saved by itself."""
    return sum(_gather(reader) for reader, _count in held())


@transaction.atomic
def _gather(reader: int) -> bool:
    """Whether there was anything to gather when we held it: two who gather at once write one mail."""
    user = User.objects.get(pk=reader)
    mails = list(Mail.objects.select_for_update().filter(reader=user, status=MailStatus.HELD).order_by("pk"))
    if not mails:
        return False
    person = Person.objects.select_related("user").filter(user=user).first()
    to = Reader.of(person) if person else Reader.of_user(user)
    [made] = post_many([(DIGEST, to, {"mails": mails})])
    keys = [one.pk for one in mails]
    Mail.objects.filter(pk__in=keys).update(status=MailStatus.GATHERED, gathered_in=made)
    return True
