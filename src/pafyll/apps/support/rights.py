"""Everything open that a change of organisations moves. The preview and the day read the same lists.

A right is open when somebody can still do something with it after the day. What is decided, paid, signed or published
is past, and stays with the organisation that it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import F, Model, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Application, OwnerFrame, Participation
from pafyll.apps.grants.models import Award, Commitment
from pafyll.apps.organisations.models import Employment, Organisation, RoleGrant
from pafyll.apps.support.models import ReorganisationTarget
from pafyll.apps.support.ways import Ways
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.reorganising import ReorganisationKind as K

IN_PLAY = (A.DRAFT, A.SUBMITTED, A.STATED, A.APPROVED, A.REJECTED, A.RANKED)
UNDER_WAY = (P.AWARDED, P.STARTED, P.DEFERRED)
BEFORE_DECISION = (RoundStatus.DRAFT, RoundStatus.OPEN)


@dataclass(frozen=True)
class Right:
    """One row that changes hands: to another owner, to another school, or both. Neither: it ends."""

    row: Model
    owner: ReorganisationTarget | None = None
    school: ReorganisationTarget | None = None

    @property
    def to(self) -> ReorganisationTarget | None:
        return self.owner or self.school


def schools(ways: Ways) -> Iterator[Right]:
    """Schools that get another owner."""
    rows = Organisation.objects.filter(Q(parent__in=ways.owners, ends_before=None) | Q(pk__in=ways.moving))
    for one in rows.order_by("name", "pk"):
        to = ways.heir if one.pk in ways.moving else ways.instead_of(one.parent_id, school=one.pk)
        yield Right(one, owner=to)


def employments(ways: Ways) -> Iterator[Right]:
    """Who works at an organisation that is no more."""
    lasts = Q(ends_before=None) | Q(ends_before__gt=ways.reorganisation.day)
    rows = Employment.objects.filter(lasts, workplace__in=_gone(ways)).select_related("person", "workplace")
    for one in rows.order_by("pk"):
        yield Right(one, school=ways.instead_of(one.workplace_id, person=one.person_id))


def roles(ways: Ways) -> Iterator[Right]:
    """Who may act for an organisation that is no more."""
    lasts = Q(ends_before=None) | Q(ends_before__gt=ways.reorganisation.day)
    rows = RoleGrant.objects.filter(lasts, organisation__in=_gone(ways)).select_related("person", "organisation")
    for one in rows.order_by("pk"):
        yield Right(one, owner=ways.instead_of(one.organisation_id, person=one.person_id))


def applications(ways: Ways) -> Iterator[Right]:
    """Applications in rounds that are not decided."""
    rows = Application.objects.filter(_theirs(ways), round__status__in=BEFORE_DECISION, status__in=IN_PLAY)
    yield from _with_owner_and_school(ways, rows.select_related("person", "round").order_by("pk"))


def participations(ways: Ways) -> Iterator[Right]:
    """Studies that are not ended."""
    rows = Participation.objects.filter(_theirs(ways), status__in=UNDER_WAY)
    yield from _with_owner_and_school(ways, rows.select_related("person", "round", "application").order_by("pk"))


def commitments(ways: Ways) -> Iterator[Right]:
    """What is promised for those studies and not paid."""
    to = {one.row.pk: one.owner for one in participations(ways) if one.owner}
    rows = Commitment.objects.filter(term__participation__in=to, paid=0, amount__gt=F("released"))
    for one in rows.select_related("term").order_by("pk"):
        yield Right(one, owner=to[one.term.participation_id])


def frames(ways: Ways) -> Iterator[Right]:
    """Places and own money in rounds that are not decided."""
    rows = OwnerFrame.objects.filter(owner__in=ways.owners, round__status__in=BEFORE_DECISION)
    for one in rows.select_related("round").order_by("pk"):
        yield Right(one, owner=ways.instead_of(one.owner_id))


def awards(ways: Ways) -> Iterator[Right]:
    """Whom the rest of an award is paid to. The award itself stays with the one that it was decided for."""
    open_ones = (AwardStatus.PROPOSED, AwardStatus.PREPARED, AwardStatus.DECIDED)
    rows = Award.objects.filter(payee__in=ways.owners, status__in=open_ones, amount__gt=F("paid") + F("released"))
    for one in rows.order_by("pk"):
        yield Right(one, owner=ways.instead_of(one.payee_id))


@dataclass(frozen=True)
class Kind:
    """A kind of right, what it is called, and how to find those of a change."""

    label: object
    find: Callable[[Ways], Iterator[Right]]


KINDS: dict[str, Kind] = {
    "schools": Kind(_("skoler som får en annen eier"), schools),
    "employments": Kind(_("arbeidsforhold"), employments),
    "roles": Kind(_("roller"), roles),
    "applications": Kind(_("søknader i runder som ikke er avgjort"), applications),
    "participations": Kind(_("studier som ikke er ferdige"), participations),
    "commitments": Kind(_("semestre som er lovet og ikke betalt"), commitments),
    "frames": Kind(_("kvoter og rammer i runder som ikke er avgjort"), frames),
    "awards": Kind(_("tildelinger der resten ikke er betalt"), awards),
}


def rights_of(ways: Ways) -> dict[str, list[Right]]:
    """Everything that moves, by its kind. What a closing school's owner holds stays where it is."""
    found = {code: list(kind.find(ways)) for code, kind in KINDS.items()}
    if ways.kind is K.CLOSE:
        return {code: found[code] if code in ("employments", "roles") else [] for code in found}
    return found


def open_with(ways: Ways) -> dict[str, int]:
    """How much of each kind an organisation that closes holds: it must be nothing, but for its own people."""
    return {code: len(list(kind.find(ways))) for code, kind in KINDS.items() if code not in ("employments", "roles")}


def _gone(ways: Ways) -> list[int]:
    return [*ways.owners, *ways.schools]


def _theirs(ways: Ways) -> Q:
    return Q(owner__in=ways.owners) | Q(school__in=[*ways.schools, *ways.moving])


def _with_owner_and_school(ways: Ways, rows: object) -> Iterator[Right]:
    for one in rows:  # type: ignore[attr-defined]
        yield Right(
            one,
            owner=ways.new_owner(one.owner_id, one.school_id, one.person_id),
            school=ways.new_school(one.school_id, one.person_id),
        )
