"""Founding a forum and composing it: seats are proposed, the County Governor decides them, and each has its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal, record, require
from pafyll.apps.forums.models import Forum, ForumDisqualification, ForumMembership, MembershipSubstitute
from pafyll.apps.forums.permissions.forums import may_appoint_substitute, may_declare, may_keep
from pafyll.apps.forums.permissions.scheme_years import may_start
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.forum_balance import MANDATE, WITHOUT_VOTE
from pafyll.domain.rules.impartiality import GROUNDS, law_of
from pafyll.domain.schemes.collective import collective_schemes

KIND = ForumMembership.Kind
SUITS = {
    KIND.OWNER: set(Organisation.OWNER_KINDS),
    KIND.NETWORK: set(Organisation.OWNER_KINDS),
    KIND.PROVIDER: {Organisation.Kind.PROVIDER},
    KIND.ORGANISATION: {Organisation.Kind.ASSOCIATION},
    KIND.UNION: {Organisation.Kind.UNION},
    KIND.GOVERNOR: {Organisation.Kind.COUNTY_GOVERNOR},
}


@dataclass(frozen=True)
class NewForum:
    """What a forum is called, where it works and which schemes it speaks for."""

    title: str
    area: str = ""
    schemes: tuple[str, ...] = ()
    mandate: str = ""


@dataclass(frozen=True)
class NewSeat:
    """A body, who speaks for it, and in which term. represents names a network that the body hosts."""

    organisation: Organisation
    person: Person
    kind: str
    votes: bool
    starts_on: date
    ends_before: date | None = None
    represents: str = ""


@dataclass(frozen=True)
class Term:
    """From a day, and until one; ends_before None is until further notice."""

    starts_on: date
    ends_before: date | None = None


def as_viewer(by: User, at: datetime) -> Viewer:
    """The person who acts, with the roles in force that day."""
    return viewer_of(by, day=norwegian_day(at))


@transaction.atomic
def found_forum(*, governor: Organisation, new: NewForum, by: User, at: datetime) -> Forum:
    """A forum without members; the secretariat is the County Governor or the county authority."""
    require(may_start(as_viewer(by, at), governor.pk))
    require(_schemes_exist(new.schemes))
    forum = Forum.objects.create(
        governor=governor,
        title=new.title.strip(),
        area=new.area.strip(),
        schemes=list(new.schemes),
        mandate=new.mandate.strip(),
        founded_on=norwegian_day(at),
    )
    record(about=forum.about, verb="founded", by=by, at=at)
    return forum


def _schemes_exist(codes: tuple[str, ...]) -> Answer:
    unknown = [code for code in codes if code not in collective_schemes()]
    if not unknown:
        return yes()
    return no("no_such_scheme", "Ordningen finnes ikke.", field="schemes")


@transaction.atomic
def propose_seat(*, forum: Forum, new: NewSeat, by: User, at: datetime) -> ForumMembership:
    """A seat that counts when the County Governor has decided it. Until then it gives no access."""
    require(may_keep(as_viewer(by, at), forum))
    require(_suits(new))
    require(_governor_without_vote(new))
    require(_period_is_right(new.starts_on, new.ends_before))
    require(_seat_is_free(forum, new))
    try:
        with transaction.atomic():
            seat = ForumMembership.objects.create(forum=forum, **vars(new))
    except IntegrityError:
        raise Refusal(_seat_is_taken(new)) from None
    record(about=forum.about, verb="seat_proposed", by=by, at=at, body=seat.body, person=str(new.person))
    return seat


def _suits(new: NewSeat) -> Answer:
    kinds = SUITS.get(KIND(new.kind))
    if kinds is None or new.organisation.kind in kinds:
        return yes()
    return no(
        "kind_does_not_suit",
        "{name} er registrert som {kind}, og kan ikke sitte i denne rollen.",
        field="kind",
        name=new.organisation.name,
        kind=str(Organisation.Kind(new.organisation.kind).label),
    )


def _governor_without_vote(new: NewSeat) -> Answer:
    is_governor = new.organisation.kind == Organisation.Kind.COUNTY_GOVERNOR
    if not new.votes or (new.kind not in WITHOUT_VOTE and not is_governor):
        return yes()
    return no("governor_votes", "Statsforvalteren og observatører har ingen stemme.", law=MANDATE, field="votes")


def _period_is_right(starts_on: date, ends_before: date | None) -> Answer:
    if ends_before is None or ends_before > starts_on:
        return yes()
    return no("ends_before_start", "Siste dag må være etter første dag.", field="ends_before")


def _seat_is_free(forum: Forum, new: NewSeat) -> Answer:
    overlaps = Q(ends_before__isnull=True) | Q(ends_before__gt=new.starts_on)
    rows = forum.memberships.filter(overlaps, organisation=new.organisation, represents=new.represents)
    if new.ends_before is not None:
        rows = rows.filter(starts_on__lt=new.ends_before)
    return _seat_is_taken(new) if rows.exists() else yes()


def _seat_is_taken(new: NewSeat) -> Answer:
    return no(
        "seat_taken",
        "{name} har allerede en plass i forumet i denne tiden.",
        remedy="Avslutt den gamle plassen først, så følger den nye etter.",
        field="organisation",
        name=new.represents or new.organisation.name,
    )


@transaction.atomic
def drop_proposal(*, seat: ForumMembership, by: User, at: datetime) -> None:
    """Takes a seat out again that is not decided."""
    require(may_keep(as_viewer(by, at), seat.forum))
    body = seat.body
    if not ForumMembership.objects.filter(pk=seat.pk, decided_at__isnull=True).delete()[0]:
        raise Refusal(no("already_decided", "Plassen er fastsatt.", remedy="Avslutt den fra en dag i stedet."))
    record(about=seat.forum.about, verb="proposal_dropped", by=by, at=at, body=body)


@transaction.atomic
def decide_composition(*, forum: Forum, why: str, by: User, at: datetime) -> int:
    """The County Governor decides every proposed seat, after the dialogue that `why` tells of. How many it was."""
    require(may_keep(as_viewer(by, at), forum))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvem dere har vært i dialog med, og hvorfor.", field="why"))
    decided = forum.memberships.filter(decided_at__isnull=True).update(decided_by=by, decided_at=at)
    if not decided:
        raise Refusal(no("nothing_to_decide", "Ingen nye plasser er foreslått."))
    record(about=forum.about, verb="composition_decided", by=by, at=at, why=why.strip(), seats=decided)
    return decided


@transaction.atomic
def end_seat(*, seat: ForumMembership, ends_before: date, why: str, by: User, at: datetime) -> ForumMembership:
    """The last day of a seat. What was done from it stands."""
    require(may_keep(as_viewer(by, at), seat.forum))
    require(_period_is_right(seat.starts_on, ends_before))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor plassen avsluttes.", field="why"))
    seat.ends_before = ends_before
    seat.save(update_fields=["ends_before"])
    record(about=seat.forum.about, verb="seat_ended", by=by, at=at, why=why.strip(), body=seat.body)
    return seat


@transaction.atomic
def appoint_substitute(
    *, seat: ForumMembership, person: Person, term: Term, reason: str, by: User, at: datetime
) -> MembershipSubstitute:
    """Somebody who speaks for the body in the member's place, between two days."""
    require(may_appoint_substitute(as_viewer(by, at), seat))
    if term.ends_before is None:
        raise Refusal(no("end_missing", "En vararepresentant møter for en tid. Skriv til når.", field="ends_before"))
    require(_period_is_right(term.starts_on, term.ends_before))
    if not reason.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor medlemmet ikke møter.", field="reason"))
    require(_is_another(seat, person))
    made = MembershipSubstitute.objects.create(
        membership=seat,
        person=person,
        starts_on=term.starts_on,
        ends_before=term.ends_before,
        reason=reason.strip(),
        appointed_by=by,
        appointed_at=at,
    )
    record(about=seat.forum.about, verb="substitute_appointed", by=by, at=at, body=seat.body, person=str(person))
    return made


def _is_another(seat: ForumMembership, person: Person) -> Answer:
    if seat.person_id == person.pk:
        return no("same_person", "Medlemmet kan ikke være sin egen vararepresentant.", field="person")
    if ForumMembership.objects.filter(forum=seat.forum, person=person, ends_before__isnull=True).exists():
        return no("speaks_for_another", "{name} taler for en annen i forumet.", field="person", name=str(person))
    return yes()


@transaction.atomic
def declare_disqualified(
    *, forum: Forum, matter: str, person: Person, ground: str, term: Term, by: User, at: datetime
) -> ForumDisqualification:
    """From now on the person neither sees nor does anything in the matter. Said by the person or the secretariat."""
    require(may_declare(as_viewer(by, at), forum, person.pk))
    if ground not in GROUNDS:
        raise Refusal(no("ground_missing", "Velg grunnen.", field="ground"))
    require(_period_is_right(term.starts_on, term.ends_before))
    made = ForumDisqualification.objects.create(
        forum=forum,
        matter=matter,
        person=person,
        ground=ground,
        law=law_of(ground, norwegian_day(at)),
        starts_on=term.starts_on,
        ends_before=term.ends_before,
        declared_by=by,
        declared_at=at,
    )
    record(about=forum.about, verb="disqualified", by=by, at=at, person=str(person), matter=matter)
    return made
