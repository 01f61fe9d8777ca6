"""Networks of development partners: founding one, and appointing its UP1 for a time with a mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Unit, UpNetwork, UpTerm
from pafyll.apps.assignments.permissions import may_coordinate
from pafyll.apps.assignments.queries.staff import staff_of
from pafyll.apps.assignments.services.triage import as_viewer
from pafyll.apps.casework.services import Refusal, record, require
from pafyll.apps.organisations.models import Person
from pafyll.domain.answers import no
from pafyll.domain.assignments.rotation import Term, may_begin
from pafyll.domain.assignments.taking_in import LINE, fits, plain_line
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class NewTerm:
    """Who, between which days, and the mentor of one who is new."""

    person: Person
    starts_on: date
    ends_before: date
    mentor: Person | None = None


@transaction.atomic
def found_network(*, unit: Unit, name: str, by: User, at: datetime) -> UpNetwork:
    """A network that the department works with."""
    require(may_coordinate(as_viewer(by, at), unit.provider_id))
    words = plain_line(name)
    require(fits(words, LINE, "name"))
    if UpNetwork.objects.filter(unit=unit, name=words).exists():
        raise Refusal(no("network_exists", "Nettverket finnes alt.", field="name"))
    return UpNetwork.objects.create(unit=unit, name=words)


@transaction.atomic
def appoint_up1(*, network: UpNetwork, new: NewTerm, by: User, at: datetime) -> UpTerm:
    """Appoints a UP1 from a day. Two who appoint at once wait for each other. Raises Refusal."""
    network = UpNetwork.objects.select_for_update(of=("self",)).select_related("unit").get(pk=network.pk)
    require(may_coordinate(as_viewer(by, at), network.unit.provider_id))
    staff = set(staff_of(network.unit.provider_id, day=norwegian_day(at)).values_list("pk", flat=True))
    if new.person.pk not in staff or (new.mentor and new.mentor.pk not in staff):
        raise Refusal(no("not_staff", "Velg blant dem som arbeider hos dere.", field="person"))
    others = [as_term(one) for one in network.terms.select_related("person")]
    was_before = UpTerm.objects.filter(person=new.person, starts_on__lt=new.starts_on).exists()
    asked = Term(
        new.person.pk,
        str(new.person),
        new.starts_on,
        new.ends_before,
        new.mentor.pk if new.mentor else None,
        is_new=not was_before,
    )
    require(may_begin(asked, others))
    made = UpTerm.objects.create(network=network, appointed_by=by, appointed_at=at, **vars(new))
    record(about=network.about, verb="up1_appointed", by=by, at=at, person=str(new.person))
    return made


def as_term(one: UpTerm) -> Term:
    """A term that is kept, as the rule sees it. No query when the person is read with it."""
    return Term(one.person_id, str(one.person), one.starts_on, one.ends_before, one.mentor_id)
