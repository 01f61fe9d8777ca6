"""Changes of organisations as they stand on the pages: what moves, what stays, and what stops them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models import Agreement
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Case, Event
from pafyll.apps.grants.models import Award, Commitment, PaymentStatement
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.support.blocks import Block, blocks_of
from pafyll.apps.support.frame_parts import FramePart, frames_to_share, parts_of
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.permissions import may_plan
from pafyll.apps.support.rights import BEFORE_DECISION, KINDS, Right, rights_of
from pafyll.apps.support.ways import Ways, ways_of
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S

SHOWN = 50
WITH_PARTS = ("sources__organisation", "targets__organisation")


@dataclass(frozen=True)
class Moves:
    """A kind of right that moves: how many, and the first of them with where each goes."""

    code: str
    label: Any
    count: int
    first: list[tuple[str, str]]


@dataclass(frozen=True)
class Stays:
    """Something that stays with the organisation that it was made with."""

    label: Any
    count: int


@dataclass(frozen=True)
class Preview:
    """What the change does, as things are now."""

    moves: list[Moves]
    stays: list[Stays]
    blocks: list[Block]
    parts: list[FramePart]


def reorganisations(*, viewer: Viewer) -> QuerySet[Reorganisation]:
    """All for those who plan; nobody else sees what is only planned. Three queries with the parts."""
    rows = Reorganisation.objects.prefetch_related(*WITH_PARTS)
    return rows if may_plan(viewer) else rows.none()


def announced_changes() -> QuerySet[Reorganisation]:
    """Those that are approved or carried out, for everybody, the latest first."""
    rows = Reorganisation.objects.filter(status__in=(S.APPROVED, S.CARRIED_OUT))
    return rows.prefetch_related(*WITH_PARTS).order_by("-day", "-pk")


@reading_everything("what moves and what stays is counted for all, for those who plan it and may see that alone")
def preview(reorganisation: Reorganisation) -> Preview:
    """Reads what the day will read: the same lists and the same grounds."""
    ways = ways_of(reorganisation)
    found = rights_of(ways)
    moves = [Moves(code, KINDS[code].label, len(rows), _first(rows)) for code, rows in found.items() if rows]
    stays = [Stays(label, count(ways)) for label, count in STAYING]
    parts = [part for frame in frames_to_share(ways) for part in parts_of(ways, frame)]
    return Preview(moves, [one for one in stays if one.count], blocks_of(ways), parts)


def _first(rows: list[Right]) -> list[tuple[str, str]]:
    return [(_title(one.row), one.to.name if one.to else "") for one in rows[:SHOWN]]


def _title(row: Any) -> str:
    """What a row is called in the list of what moves."""
    if hasattr(row, "person") and hasattr(row, "role"):
        return f"{row.person}, {row.get_role_display()}"
    if hasattr(row, "workplace"):
        return f"{row.person}, {row.position_percent} %"
    if hasattr(row, "term"):
        return f"{row.term.when}, {row.left}"
    if hasattr(row, "quota"):
        return str(row.round)
    return str(row)


def _decided_applications(ways: Ways) -> int:
    rows = Application.objects.filter(Q(owner__in=ways.sources) | Q(school__in=ways.sources))
    return rows.exclude(round__status__in=BEFORE_DECISION).count()


def _paid_semesters(ways: Ways) -> int:
    return Commitment.objects.filter(owner__in=ways.owners, paid__gt=0).count()


def _paid_statements(ways: Ways) -> int:
    return PaymentStatement.objects.filter(owner__in=ways.owners, status=PaymentStatementStatus.PAID).count()


def _agreements(ways: Ways) -> int:
    return Agreement.objects.filter(Q(provider__in=ways.sources) | Q(counterpart__in=ways.sources)).count()


def _awards(ways: Ways) -> int:
    return Award.objects.filter(recipient__in=ways.owners).count()


def _cases(ways: Ways) -> int:
    return Case.objects.filter(owner__in=ways.owners).count()


STAYING: tuple[tuple[Any, Callable[[Ways], int]], ...] = (
    (_("søknader i runder som er avgjort, med vedtak og protokoll"), _decided_applications),
    (_("semestre som er betalt"), _paid_semesters),
    (_("oppgjør som er betalt"), _paid_statements),
    (_("avtaler, med den som inngikk dem"), _agreements),
    (_("tildelinger i kollektive ordninger"), _awards),
    (_("politiske saker"), _cases),
)


def history_of(reorganisation: Reorganisation) -> list[Event]:
    """What has happened to the change itself, the latest first."""
    return list(Event.objects.filter(about=reorganisation.about).select_related("by").order_by("-at", "-pk"))


@dataclass(frozen=True)
class Fate:
    """An organisation, those it came from, and what became of it: the next in line, and the one that stands now."""

    organisation: Organisation
    came_from: list[Organisation]
    line: list[Organisation]
    changes: list[Reorganisation]

    @property
    def now(self) -> Organisation | None:
        return self.line[-1] if self.line else None


def fate_of(organisation: Organisation) -> Fate:
    """Follows the successors to the one that stands. A few queries for each that came between."""
    line: list[Organisation] = []
    found = organisation
    while found.succeeded_by is not None and found.succeeded_by not in line:
        found = found.succeeded_by
        line.append(found)
    concerns = Q(sources__organisation=organisation) | Q(targets__organisation=organisation)
    return Fate(
        organisation,
        list(Organisation.objects.filter(succeeded_by=organisation).order_by("name")),
        line,
        list(announced_changes().filter(concerns).distinct()),
    )
