"""How long things are kept in the story (invented), who has looked at Kari's, and a request for deletion."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.services.linking import link_history
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.privacy.models import Reading
from pafyll.apps.privacy.services.asking import ask_for_deletion
from pafyll.apps.privacy.services.merging import merge_people
from pafyll.apps.privacy.services.periods import enter_period
from pafyll.apps.privacy.services.reading import note_reading
from pafyll.devtools.seed.story.cast import LATER
from pafyll.devtools.seed.story.days import CURRENT
from pafyll.devtools.seed.story.people import grant, meet
from pafyll.integrations.clock import OSLO

AT = datetime(CURRENT, 3, 4, 10, 30, tzinfo=OSLO)
SOURCE = "Oppdiktet slettevedtak for demonstrasjonen"
MONTHS = {"left": 24, "left_contact": 24, "left_name": 24, "unsent": 12, "signed_up": 6, "read": 24}


def plant_privacy() -> None:
    """Most periods are decided, one is not. Kari can read who has looked, and Ola has asked for deletion."""
    for rule, months in MONTHS.items():
        enter_period(rule=rule, months=months, starts_on=date(CURRENT, 1, 1), source=SOURCE, at=AT)
    _hire_support()
    _look_at_kari()
    _merge_jonas()
    ask_for_deletion(person=Person.objects.get(user__username="ola"), at=AT)
    link_history(at=AT)


def _hire_support() -> None:
    for member in LATER:
        grant(meet(member), RoleGrant.Role.SUPPORT, Organisation.objects.get(kind=Organisation.Kind.DIRECTORATE))


def _merge_jonas() -> None:
    """Jonas was registered twice: once with his name misspelt."""
    jonas, selma = (Person.objects.get(user__username=name) for name in ("jonas", "selma"))
    twin = Person.objects.create(first_name="Jonas", last_name="Fagerlie", gender=jonas.gender)
    assert selma.user is not None
    why = "Navnet var skrevet feil i lønnssystemet, og Jonas bekreftet det på telefon."
    merge_people(kept=jonas, gone=twin, why=why, by=selma.user, at=AT)
    note_reading(person=jonas, what=Reading.What.SUPPORT, about=f"person:{jonas.pk}", by=selma.user, at=AT)


def _look_at_kari() -> None:
    kari = Person.objects.get(user__username="kari")
    application = Application.objects.filter(person=kari).order_by("-round__study_year").first()
    assert application is not None
    for name, what, about in (
        ("per", Reading.What.STATEMENT, application.about),
        ("siri", Reading.What.STATEMENT, application.about),
        ("per", Reading.What.QUALIFICATIONS, f"qualifications:{kari.pk}"),
    ):
        note_reading(person=kari, what=what, about=about, by=User.objects.get(username=name), at=AT)
