"""How the cast is known to ID-porten in the story: invented numbers with month + 80, and one that was looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from pafyll.apps.accounts.models import LogIn, OpenSession, User
from pafyll.apps.casework.services.revealing import reveal_number
from pafyll.apps.organisations.identity import keep_number
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import CURRENT
from pafyll.integrations.clock import OSLO

ISSUER = "https://test.idporten.no"
KNOWN = {"kari": "01899000079", "siri": "02888012345", "ada": "03877054321"}
AT = datetime(CURRENT, 3, 2, 9, 15, tzinfo=OSLO)


def plant_log_ins() -> None:
    """Three of the cast can log in; the owner's decider has looked at Kari's number, and Kari can read why."""
    people = {
        one.user.username: one for one in Person.objects.filter(user__isnull=False).select_related("user") if one.user
    }
    for key, number in KNOWN.items():
        keep_number(person=people[key], number=number, source="innmelding fra skoleeier", at=AT)
        LogIn.objects.create(
            user=User.objects.get(username=key), issuer=ISSUER, subject=f"{key}-hos-id-porten", linked_at=AT
        )
    _open_session(User.objects.get(username="kari"))
    why = "Kari fikk ikke logget inn, og jeg sjekket at nummeret stemmer."
    reveal_number(person=people["kari"], why=why, by=User.objects.get(username="marit"), at=AT + timedelta(hours=1))


def _open_session(kari: User) -> None:
    """Long over: nobody is logged in by it."""
    session = Session.objects.create(session_key="over-and-out", session_data="", expire_date=AT + timedelta(hours=2))
    OpenSession.objects.create(session=session, user=kari, issuer=ISSUER, sid="over", opened_at=AT)
