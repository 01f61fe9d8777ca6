"""Who stands behind the figures of the needs map, for those who may see people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import SubjectTaught
from pafyll.apps.planning.queries.facts import counting_day, known_of
from pafyll.apps.planning.queries.needs import Filters, Key, taught_at
from pafyll.apps.planning.queries.places import Place, may_see_people
from pafyll.domain.answers import require
from pafyll.domain.rules.qualification import Standing


@dataclass(frozen=True)
class TeachingRow:
    """A subject that somebody teaches at a school, and how she stands to the requirement."""

    taught: SubjectTaught
    standing: Standing
    is_unconfirmed: bool

    @property
    def hours(self) -> Decimal:
        return self.taught.hours_per_week


def people_behind(
    *, viewer: Viewer, place: Place, filters: Filters, year: int, verdict: str = "", today: date
) -> list[TeachingRow]:
    """Who teaches what, those with most hours first, with one verdict or any. Six queries. Refuses who sees figures."""
    require(may_see_people(viewer, place))
    rows = taught_at(place, [year]).select_related("person", "school")
    found = [row for row in rows if filters.fits(Key(row.school_id, year, row.subject, row.stage))]
    known = known_of(Person.objects.filter(pk__in=taught_at(place, [year]).values("person")))
    day = counting_day(year, today)
    shown = [
        TeachingRow(
            row,
            known.standing(row.person_id, school=row.school_id, subject=row.subject, stage=row.stage, day=day),
            known.is_unconfirmed(row.person_id, row.subject),
        )
        for row in found
    ]
    fitting = [row for row in shown if verdict in ("", row.standing.verdict)]
    return sorted(fitting, key=lambda row: (-row.hours, row.taught.person.last_name, row.taught.pk))
