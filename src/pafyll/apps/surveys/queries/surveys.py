"""Questionnaires and surveys that the viewer asks with, how many have answered, and what the viewer is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.surveys.models import Questionnaire, QuestionnaireVersion, Survey, SurveyInvitation
from pafyll.apps.surveys.permissions import asks_for
from pafyll.apps.surveys.services.tokens import hash_of
from pafyll.domain.lifecycles.survey import InvitationStatus, SurveyStatus
from pafyll.domain.surveys.blocks import Cell, blocks_of, may_be_shown
from pafyll.domain.surveys.showing import Wanted

I_ = InvitationStatus


@dataclass(frozen=True)
class Response:
    """How many were asked, and how many of them have answered or do not want to."""

    invited: int = 0
    answered: int = 0
    declined: int = 0

    @property
    def percent(self) -> int:
        """In whole per cent, half up."""
        return (200 * self.answered + self.invited) // (2 * self.invited) if self.invited else 0


@dataclass(frozen=True)
class Group:
    """A group of one dimension: its code, and its response where it may be told; None where it is too small."""

    dimension: int
    code: str
    response: Response | None


def own_questionnaires(viewer: Viewer) -> QuerySet[Questionnaire]:
    """Those of the organisations that the viewer asks for."""
    return Questionnaire.objects.filter(owner__in=asks_for(viewer)).select_related("owner")


def own_versions(viewer: Viewer) -> QuerySet[QuestionnaireVersion]:
    """Their versions."""
    rows = QuestionnaireVersion.objects.filter(questionnaire__owner__in=asks_for(viewer))
    return rows.select_related("questionnaire__owner", "copied_from__questionnaire", "made_by")


def own_surveys(viewer: Viewer) -> QuerySet[Survey]:
    """Surveys of the organisations that the viewer asks for, the newest first."""
    return Survey.objects.filter(owner__in=asks_for(viewer)).select_related("owner", "version__questionnaire")


def asked_of_me(viewer: Viewer) -> QuerySet[SurveyInvitation]:
    """The viewer's own invitations, the newest first. Others' are not to be seen by anybody."""
    rows = SurveyInvitation.objects.filter(person=viewer.person) if viewer.person else SurveyInvitation.objects.none()
    return rows.select_related("survey__owner", "survey__version__questionnaire").order_by("-invited_on", "-pk")


def waiting_for_me(viewer: Viewer, day: date) -> list[SurveyInvitation]:
    """Those that the viewer can answer today and has neither answered nor declined. One query."""
    open_now = Q(survey__status=SurveyStatus.OPEN, survey__opens_on__lte=day, survey__closes_on__gte=day)
    return list(asked_of_me(viewer).filter(open_now, status=I_.INVITED))


@reading_everything("whoever has the secret link is invited, and is nobody with us")
def invitation_by(token: str) -> SurveyInvitation | None:
    """The invitation that a secret link leads to."""
    rows = SurveyInvitation.objects.select_related("survey__owner", "survey__version__questionnaire")
    return rows.filter(token_hash=hash_of(token)).first()


@reading_everything("how many have answered is counted, and nobody is told who")
def responses(surveys: Sequence[Survey]) -> dict[int, Response]:
    """How many have answered each survey, by its key. One query."""
    rows = SurveyInvitation.objects.filter(survey__in=surveys).values_list("survey", "status").order_by()
    counts = Counter(rows)
    return {one.pk: _response(Counter({s: n for (pk, s), n in counts.items() if pk == one.pk})) for one in surveys}


def response_of(survey: Survey, wanted: Wanted) -> Response | None:
    """The response of a group; None where so few are asked that it could be told who has not answered. One query."""
    return _told(_cells(survey), survey, wanted)


def response_by_group(survey: Survey, dimension: int) -> list[Group]:
    """The response of each group of a dimension, by code. One query."""
    cells = _cells(survey)
    codes = sorted({cell[dimension] for cell, _status in cells if cell[dimension]})
    return [Group(dimension, code, _told(cells, survey, _only(dimension, code))) for code in codes]


def _only(dimension: int, code: str) -> Wanted:
    groups = list(Wanted().groups)
    groups[dimension] = code
    return Wanted(tuple(groups))


@reading_everything("those who were asked are counted in groups that are large enough, and nobody is told who")
def _cells(survey: Survey) -> list[tuple[Cell, str]]:
    rows = survey.invitations.order_by().values_list("cell", "status")
    return [(tuple(cell), status) for cell, status in rows]


def _told(cells: Sequence[tuple[Cell, str]], survey: Survey, wanted: Wanted) -> Response | None:
    """The same rule as for answers: whole blocks of those who were asked."""
    counts = Counter(cell for cell, _status in cells)
    inside = [cell for cell in counts if wanted.has(cell)]
    if not wanted.is_all and not may_be_shown(inside, blocks_of(counts, survey.least_answers or 1)):
        return None
    return _response(Counter(status for cell, status in cells if wanted.has(cell)))


def _response(by_status: Counter[str]) -> Response:
    return Response(sum(by_status.values()), by_status[I_.ANSWERED], by_status[I_.DECLINED])
