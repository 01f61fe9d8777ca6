"""What sets surveys off. A source finds those to whom the moment has come; another kind of moment is one more source.

An app above this one registers its own in AppConfig.ready():

    from pafyll.apps.surveys.triggers import register
    register(Moment.PROJECT_FINISHED, finished_projects)

where finished_projects(survey, day) gives an Invitee for everybody who is to be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pafyll.apps.casework.models import Event
from pafyll.apps.surveys.models import Survey
from pafyll.domain.lifecycles.lifecycle import Status
from pafyll.domain.surveys.blocks import Cell
from pafyll.domain.surveys.moments import Moment


@dataclass(frozen=True)
class Invitee:
    """Somebody to be asked. key: who, the same every night. cell: provider's and owner's numbers, and the subject."""

    key: str
    name: str
    email: str
    cell: Cell
    language: str = "nb"
    person: int | None = None


Source = Callable[[Survey, date], Iterable[Invitee]]
SOURCES: dict[str, Source] = {}


def register(moment: Moment, source: Source) -> None:
    """Lets the source find those to whom the moment has come. One source for each moment."""
    assert SOURCES.get(moment, source) is source, f"{moment} has a source"
    SOURCES[moment] = source


def invitees_of(survey: Survey, day: date) -> list[Invitee]:
    """Those to whom the survey's moment has come by the day; nobody for a moment that no source looks for."""
    source = SOURCES.get(survey.moment)
    return list(source(survey, day)) if source else []


def moments_to_choose() -> list[Moment]:
    """The moments that a new survey can wait for, and the list with addresses."""
    return [one for one in Moment if one in SOURCES or one == Moment.BY_LIST]


def became_at(abouts: Iterable[str], status: Status) -> dict[str, datetime]:
    """When each came to the status, the last time. One query."""
    rows = Event.objects.filter(about__in=list(abouts), verb=status.value).order_by("at", "pk")
    return dict(rows.values_list("about", "at"))
