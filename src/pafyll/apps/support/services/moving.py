"""How each kind of right changes hands. The row moves; what is written about its past does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import OwnerFrame, Participation, ParticipationTerm
from pafyll.apps.casework.services import record
from pafyll.apps.grants.accounts import Place, accounts_for
from pafyll.apps.grants.models import Commitment
from pafyll.apps.grants.services.ledger import hold
from pafyll.apps.grants.services.recommitting import hand_over
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.support.frame_parts import LIMITS, parts_of
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.rights import Right
from pafyll.apps.support.ways import Ways, ways_of
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from pafyll.domain.rules.reorganising import gaps, summed

VERB = "reorganised"


@dataclass(frozen=True)
class Moving:
    """The change while it is carried out: by the one who approved it."""

    reorganisation: Reorganisation
    why: str
    by: User
    at: datetime

    @property
    def day(self) -> date:
        return self.reorganisation.day

    def tell(self, about: str, was: int | None, now: int | None, **facts: Any) -> None:
        change = self.reorganisation.pk
        record(about=about, verb=VERB, by=self.by, at=self.at, why=self.why, was=was, now=now, change=change, **facts)


def move_schools(it: Moving, rights: Sequence[Right]) -> None:
    for one in rights:
        school, owner = _row(one, Organisation), _owner(one)
        was = school.parent_id
        school.parent, school.municipality_code = owner, owner.municipality_code or school.municipality_code
        school.county_code = owner.county_code or school.county_code
        school.save(update_fields=["parent", "municipality_code", "county_code"])
        it.tell(f"organisation:{school.pk}", was, owner.pk)


def move_employments(it: Moving, rights: Sequence[Right]) -> None:
    """The old one ends the day before, and the new one goes on as it was. One that has not begun only changes place."""
    for one in rights:
        old: Any = one.row
        to, was, ends = _school(one), old.workplace_id, old.ends_before
        if old.starts_on >= it.day and to is not None:
            type(old).objects.filter(pk=old.pk).update(workplace=to)
        elif old.starts_on < it.day:
            type(old).objects.filter(pk=old.pk).update(ends_before=it.day)
            if to is not None:
                _copied(old, workplace=to, starts_on=it.day, ends_before=ends)
        it.tell(f"person:{old.person_id}", was, to.pk if to else None, what="employment")


def move_roles(it: Moving, rights: Sequence[Right]) -> None:
    """The old one ends the day before. The new one is given for the days that she does not have it there already."""
    for one in rights:
        old: Any = one.row
        to, wanted = one.owner.organisation if one.owner else None, (max(old.starts_on, it.day), old.ends_before)
        old.ends_before, old.ended_by, old.ended_at = max(old.starts_on, it.day), it.by, it.at
        old.ended_why = it.why[:300]
        old.save(update_fields=["ends_before", "ended_by", "ended_at", "ended_why"])
        if to is not None:
            _give(it, old, to, wanted)
        it.tell(f"person:{old.person_id}", old.organisation_id, to.pk if to else None, what=old.role)


def _give(it: Moving, old: RoleGrant, to: Organisation, wanted: tuple[date, date | None]) -> None:
    same = RoleGrant.objects.filter(person=old.person_id, role=old.role, organisation=to)
    for starts, ends in gaps(wanted, [(one.starts_on, one.ends_before) for one in same]):
        values = {"ends_before": ends, "delegated_by": old.delegated_by, "reason": it.why[:300]}
        RoleGrant.objects.update_or_create(
            person=old.person,
            role=old.role,
            organisation=to,
            starts_on=starts,
            defaults={**values, "granted_by": it.by, "granted_at": it.at},
        )


def move_with_owner_and_school(it: Moving, rights: Sequence[Right]) -> None:
    """Applications and studies: the owner, the school, or both."""
    for one in rights:
        row: Any = one.row
        was, changed = row.owner_id, []
        if one.owner is not None:
            row.owner = _owner(one)
            changed.append("owner")
        if one.school is not None:
            row.school = _school(one)
            changed.append("school")
        if changed:
            row.save(update_fields=changed)
            if isinstance(row, Participation) and row.owner_id != was:
                row.application.later_owners.add(row.owner)
            it.tell(row.about, was, row.owner_id, school=row.school_id)


def move_commitments(it: Moving, rights: Sequence[Right]) -> None:
    """Back to the frame and out again, to the new owner. Everything is locked first, in the order of ADR 17."""
    rows = {one.row.pk: one for one in rights}
    terms = [one.row.term_id for one in rights]  # type: ignore[attr-defined]
    list(ParticipationTerm.objects.select_for_update().filter(pk__in=terms).order_by("pk").values_list("pk"))
    locked = list(Commitment.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    hold(accounts_for(_places(locked, rows)).values())
    for one in locked:
        key = f"{it.reorganisation.about}:{one.about}"
        hand_over(commitment=one, to=_owner(rows[one.pk]), key=key, by=it.by, at=it.at, why=it.why[:300])
        it.tell(one.about, one.owner_id, _owner(rows[one.pk]).pk)


def _places(locked: Sequence[Commitment], rows: dict[int, Right]) -> set[Place]:
    found: set[Place] = set()
    for one in locked:
        for owner in (one.owner_id, _owner(rows[one.pk]).pk):
            found.add(Place(AccountKind.COMMITTED, one.budget_year, one.round_id, owner))
        found.add(Place(AccountKind.FRAME, one.budget_year, one.round_id))
    return found


def move_frames(it: Moving, rights: Sequence[Right]) -> None:
    """Two that come to the same owner become one, with the sum. No limit for one is no limit for both."""
    ways = ways_of(it.reorganisation)
    for one in rights:
        if ways.kind is K.SPLIT:
            _divide_frame(it, ways, _row(one, OwnerFrame))
            continue
        row, to = _row(one, OwnerFrame), _owner(one)
        was, there = row.owner_id, OwnerFrame.objects.select_for_update().filter(round=row.round_id, owner=to).first()
        if there is None:
            OwnerFrame.objects.filter(pk=row.pk).update(owner=to)
        else:
            for name in ("quota", "budget_autumn", "budget_spring"):
                setattr(there, name, summed([getattr(there, name), getattr(row, name)]))
            there.save()
            row.delete()
        amounts = {"quota": row.quota, "autumn": row.budget_autumn, "spring": row.budget_spring}
        it.tell(f"frame:{row.round_id}:{to.pk}", was, to.pk, **amounts)


def _divide_frame(it: Moving, ways: Ways, row: OwnerFrame) -> None:
    """One frame becomes one for each successor, with the same sum. One that stood before adds its part to its own.

    Where it had no limit, a part of nothing gives it none, and any other part is the limit that the division gives it.
    """
    frame = OwnerFrame.objects.select_for_update().get(pk=row.pk)
    parts = list(parts_of(ways, frame))
    frame.delete()
    for part in parts:
        to = part.target.organisation
        assert to is not None
        limits = {name: getattr(part, name) for name in LIMITS}
        there = OwnerFrame.objects.select_for_update().filter(round=frame.round_id, owner=to).first()
        if to.starts_on != it.day:
            limits = {name: _with_part(getattr(there, name, None), limits[name]) for name in LIMITS}
        if there is not None:
            OwnerFrame.objects.filter(pk=there.pk).update(**limits)
        elif to.starts_on == it.day or any(limits.values()):
            OwnerFrame.objects.create(round=frame.round, owner=to, **limits)
        amounts = {"quota": part.quota, "autumn": part.budget_autumn, "spring": part.budget_spring}
        it.tell(f"frame:{frame.round_id}:{to.pk}", frame.owner_id, to.pk, **amounts)


def _with_part(had: int | None, part: int | None) -> int | None:
    """What one that stood before has afterwards. No limit in the frame that is divided is no limit for it either."""
    return part or None if had is None else summed([had, part])


def move_awards(it: Moving, rights: Sequence[Right]) -> None:
    for one in rights:
        row: Any = one.row
        was, row.payee = row.payee_id, _owner(one)
        row.save(update_fields=["payee"])
        it.tell(row.about, was, row.payee_id, what="payee")


MOVERS: dict[str, Callable[[Moving, Sequence[Right]], None]] = {
    "commitments": move_commitments,  # first: it locks the most
    "schools": move_schools,
    "employments": move_employments,
    "roles": move_roles,
    "applications": move_with_owner_and_school,
    "participations": move_with_owner_and_school,
    "frames": move_frames,
    "awards": move_awards,
}


def _copied(old: Model, **values: Any) -> None:
    copy: Any = type(old)._default_manager.get(pk=old.pk)
    copy.pk = None
    copy._state.adding = True
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)


def _row(right: Right, model: type[Any]) -> Any:
    assert isinstance(right.row, model)
    return right.row


def _owner(right: Right) -> Organisation:
    assert right.owner is not None
    assert right.owner.organisation is not None
    return right.owner.organisation


def _school(right: Right) -> Organisation | None:
    return right.school.organisation if right.school else None
