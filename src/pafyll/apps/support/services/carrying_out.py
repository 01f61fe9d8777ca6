"""The day: those that are new are founded, what is open changes hands, and the old ones are closed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pafyll.apps.casework.services import advance, record
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.blocks import Block, blocks_of
from pafyll.apps.support.models import Reorganisation, ReorganisationTarget
from pafyll.apps.support.rights import rights_of
from pafyll.apps.support.services.moving import MOVERS, Moving
from pafyll.apps.support.services.telling_changes import tell_of_change
from pafyll.apps.support.ways import Ways, ways_of
from pafyll.domain.answers import Answer, Refusal, no, require, yes
from pafyll.domain.lifecycles.reorganisation import REORGANISATION
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.reorganising import ReorganisationKind as K


class Stopped(Refusal):
    """Something must be done first."""

    def __init__(self, blocks: list[Block]) -> None:
        text = "Noe må gjøres ferdig før endringen kan gjennomføres."
        super().__init__(no("stopped", text, remedy="Se hva på siden om endringen."))
        self.blocks = blocks


def due(*, day: date) -> list[Reorganisation]:
    """Approved changes whose day has come, the earliest first."""
    return list(Reorganisation.objects.filter(status=S.APPROVED, day__lte=day).order_by("day", "pk"))


def carry_out_due(*, at: datetime) -> list[tuple[Reorganisation, list[Block]]]:
    """Carries out what is due, each by itself, and gives what stopped each. One that is stopped is tried again."""
    done = []
    for one in due(day=norwegian_day(at)):
        blocks: list[Block] = []
        try:
            carry_out(reorganisation=one, at=at)
        except Stopped as stopped:
            blocks = stopped.blocks
            said = [[block.code, block.count] for block in blocks]
            Reorganisation.objects.filter(pk=one.pk, status=S.APPROVED).update(stopped_by=said)
        done.append((one, blocks))
    return done


@transaction.atomic
def carry_out(*, reorganisation: Reorganisation, at: datetime) -> Reorganisation:
    """Moves everything that is open, in one transaction. Raises Stopped with what must be done first. Twice is once."""
    one = Reorganisation.objects.select_for_update().select_related(None).get(pk=reorganisation.pk)
    if one.status == S.CARRIED_OUT:
        return one
    require(_may_be_carried_out(one, at))
    ways = ways_of(one)
    keys = {*ways.sources, *one.targets.exclude(organisation=None).values_list("organisation", flat=True)}
    list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    blocks = blocks_of(ways)
    if blocks:
        raise Stopped(blocks)
    _found_new(one, ways, at)
    ways = ways_of(one)
    assert one.decided_by is not None
    moving = Moving(one, f"{one.get_kind_display()}: {one.source}", one.decided_by, at)
    rights = rights_of(ways)
    for code, move in MOVERS.items():
        move(moving, rights[code])
    _close(moving, ways)
    moved = {code: len(found) for code, found in rights.items() if found}
    Reorganisation.objects.filter(pk=one.pk).update(carried_out_at=at, moved=moved, stopped_by=[])
    advance(one, lifecycle=REORGANISATION, to=S.CARRIED_OUT, by=one.decided_by, at=at, moved=moved)
    one.refresh_from_db()
    tell_of_change("change_carried_out", one)
    return one


def _may_be_carried_out(one: Reorganisation, at: datetime) -> Answer:
    if one.status != S.APPROVED:
        return no("not_approved", "Endringen er ikke godkjent.")
    if one.day > norwegian_day(at):
        return no("not_yet", "Dagen er ikke kommet.")
    return yes()


def _found_new(one: Reorganisation, ways: Ways, at: datetime) -> None:
    for target in one.targets.filter(organisation=None):
        made = _founded(target, ways)
        ReorganisationTarget.objects.filter(pk=target.pk).update(organisation=made)
        record(about=f"organisation:{made.pk}", verb="founded", by=one.decided_by, at=at, change=one.pk)


def _founded(target: ReorganisationTarget, ways: Ways) -> Organisation:
    """Like those it comes from, where they are alike. Full-time equivalents are the sum of what comes to it."""
    like = list(ways.sources.values())
    return Organisation.objects.create(
        kind=like[0].kind,
        name=target.name,
        number=target.number,
        parent=like[0].parent,
        municipality_code=target.municipality_code or _alike(like, "municipality_code"),
        county_code=target.county_code or _alike(like, "county_code"),
        teacher_fte_hundredths=_fte(target, ways),
        stages=_alike(like, "stages"),
        written_form=_alike(like, "written_form"),
        starts_on=ways.reorganisation.day,
    )


def _alike(like: list[Organisation], name: str) -> str:
    values = {getattr(one, name) for one in like}
    return values.pop() if len(values) == 1 else ""


def _fte(target: ReorganisationTarget, ways: Ways) -> int:
    if ways.kind is not K.SPLIT:
        return sum(one.teacher_fte_hundredths for one in ways.sources.values())
    keys = [school for school, to in ways.by_school.items() if to.pk == target.pk]
    rows = Organisation.objects.filter(pk__in=keys)
    return sum(rows.values_list("teacher_fte_hundredths", flat=True))


def _close(it: Moving, ways: Ways) -> None:
    """The old ones stand as they were, and say who goes on. A school that only moves is not closed."""
    if ways.kind is K.MOVE:
        return
    heir = ways.heir.organisation if ways.heir else None
    for one in ways.sources.values():
        Organisation.objects.filter(pk=one.pk).update(ends_before=it.day, succeeded_by=heir)
        it.tell(f"organisation:{one.pk}", one.pk, heir.pk if heir else None, what="closed")
    if heir is not None:
        former = [*(heir.speaks_for or ()), *ways.sources]
        former += [key for one in ways.sources.values() for key in one.speaks_for or ()]
        Organisation.objects.filter(pk=heir.pk).update(speaks_for=list(dict.fromkeys(former)))
