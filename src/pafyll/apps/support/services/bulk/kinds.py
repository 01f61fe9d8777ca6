"""What each kind of file does with a row, by the same services as the pages; and how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.dispensing import LaterDeadline, dispense
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.services.delivering import try_again
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.organisations.queries import people_with_address
from pafyll.apps.organisations.services import end_role, grant_role
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.privacy.services.merging import merge_people, undo_merge
from pafyll.apps.support.models import BulkFile
from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.clock import machine_now

Cells = Mapping[str, str]
K = BulkFile.Kind


@dataclass(frozen=True)
class Done:
    """What a row came to: the key of what it made, and whom it is about."""

    made: str
    person: Person | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of file: its columns (those that may be empty in optional), and what to do with a row."""

    code: str
    columns: tuple[str, ...]
    optional: frozenset[str]
    help: Any
    do: Callable[[Cells, User, datetime], Done]
    undo: Callable[[str, User, datetime], object] | None = None


def _give_role(cells: Cells, by: User, at: datetime) -> Done:
    person = _person(cells["epost"])
    grant = grant_role(
        person=person,
        role=_role(cells["rolle"]),
        organisation=_organisation(cells["organisasjon"], "organisasjon"),
        starts_on=_day(cells["fra"], "fra"),
        ends_before=_day(cells["til"], "til") if cells["til"] else None,
        reason=cells["grunn"][:300],
        by=by,
        at=at,
    )
    return Done(str(grant.pk), person)


def _end_role(made: str, by: User, at: datetime) -> object:
    grant = RoleGrant.objects.get(pk=int(made))
    day = max(grant.starts_on, norwegian_day(at))
    return end_role(grant=grant, ends_before=day, why="Angret fra fil", by=by, at=at)


def _move_deadline(cells: Cells, by: User, at: datetime) -> Done:
    owner = _organisation(cells["eier"], "eier")
    given = LaterDeadline(_day(cells["siste_dag"], "siste_dag"), cells["begrunnelse"], owner=owner)
    return Done(str(dispense(round=_round(cells["runde"]), given=given, by=by, at=at).pk))


def _send_again(cells: Cells, by: User, at: datetime) -> Done:
    """Those of the directorate that came back from the address."""
    rows = Mail.objects.filter(address__iexact=cells["epost"], status=MailStatus.FAILED, sender=None)
    mails = list(rows.select_related("reader__person").order_by("pk"))
    if not mails:
        raise Refusal(no("no_failed_mail", "Ingen e-post til {address} er kommet i retur.", address=cells["epost"]))
    for one in mails:
        try_again(mail=one, by=by, at=at, machine=machine_now())
    reader = mails[0].reader
    return Done(",".join(str(one.pk) for one in mails), getattr(reader, "person", None) if reader else None)


def _merge(cells: Cells, by: User, at: datetime) -> Done:
    kept, gone = _registered(cells["behold"], "behold"), _registered(cells["fjern"], "fjern")
    return Done(str(merge_people(kept=kept, gone=gone, why=cells["hvorfor"], by=by, at=at).pk), kept)


def _undo_merge(made: str, by: User, at: datetime) -> object:
    return undo_merge(merge=PersonMerge.objects.get(pk=int(made)), why="Angret fra en fil", by=by, at=at)


KINDS: dict[str, Kind] = {
    K.ROLES: Kind(
        K.ROLES,
        ("epost", "rolle", "organisasjon", "fra", "til", "grunn"),
        frozenset({"til", "grunn"}),
        _(
            "Én rad for hver rolle. «organisasjon» er nummeret. «fra» og «til» er datoer, som 2026-08-01. Tom: inntil "
            "videre."
        ),
        _give_role,
        _end_role,
    ),
    K.DEADLINES: Kind(
        K.DEADLINES,
        ("eier", "runde", "siste_dag", "begrunnelse"),
        frozenset(),
        _("Én rad for hver skoleeier. «runde» er året studiene begynner. En annen må godkjenne hver dispensasjon."),
        _move_deadline,
    ),
    K.MAILS: Kind(
        K.MAILS,
        ("epost",),
        frozenset(),
        _("Én rad for hver adresse. E-post som kom i retur, prøves på nytt."),
        _send_again,
    ),
    K.MERGES: Kind(
        K.MERGES,
        ("behold", "fjern", "hvorfor"),
        frozenset(),
        _("Én rad for hvert par. «behold» og «fjern» er tallet i adressen til siden om personen."),
        _merge,
        _undo_merge,
    ),
}


def _refused(code: str, field: str, text: str, **facts: str) -> Refusal:
    return Refusal(Answer(False, code, text, field=field, facts=facts))


def _person(address: str) -> Person:
    found = people_with_address(address)
    if len(found) == 1:
        return found[0]
    if found:
        raise _refused("several_people", "epost", "Flere har adressen {address}.", address=address)
    raise _refused("unknown_address", "epost", "Ingen har adressen {address}.", address=address)


def _registered(key: str, column: str) -> Person:
    found = Person.objects.filter(pk=int(key)).first() if key.isdigit() and len(key) < 10 else None
    if found is None:
        raise _refused("unknown_person", column, "Ingen er registrert med tallet {key}.", key=key)
    return found


def _organisation(number: str, column: str) -> Organisation:
    found = Organisation.objects.filter(number=number.replace(" ", "")).first()
    if found is None:
        raise _refused("unknown_number", column, "Ingen organisasjon har nummeret {number}.", number=number)
    return found


def _role(word: str) -> str:
    known = {str(label).casefold(): value for value, label in RoleGrant.Role.choices}
    found = known.get(word.casefold(), word if word in RoleGrant.Role.values else "")
    if not found:
        raise _refused("unknown_role", "rolle", "Rollen «{word}» finnes ikke.", word=word)
    return found


def _day(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(
            "not_a_day", column, "«{written}» er ikke en dato. Skriv den som 2026-08-01.", written=text
        ) from None


def _round(year: str) -> Round:
    rows = Round.objects.filter(study_year=int(year) if year.isdigit() and len(year) == 4 else 0)
    found = rows.exclude(status=RoundStatus.DRAFT).first()
    if found is None:
        raise _refused("unknown_round", "runde", "Ingen runde begynner i «{year}».", year=year)
    return found
