"""Results of surveys that are closed: to whoever asked as a whole, to a provider and an owner their own part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.surveys.models import Survey, SurveyAnswer
from pafyll.apps.surveys.permissions import asks_for
from pafyll.domain.lifecycles.survey import SurveyStatus
from pafyll.domain.rules.questions import Section
from pafyll.domain.surveys.showing import DIMENSIONS, Given, Shown, Wanted, may_show_group, shown

Role = RoleGrant.Role


@dataclass(frozen=True)
class Scope:
    """The part of a survey that the viewer may ask about: the whole, or one body's own."""

    survey: Survey
    body: Organisation | None = None

    @property
    def fixed(self) -> Wanted:
        """What is asked for whether the viewer says so or not."""
        groups = dict.fromkeys(DIMENSIONS, "")
        if self.body is not None:
            groups["owner" if self.body.is_owner else "provider"] = self.body.number
        return Wanted(tuple(groups.values()))

    def narrowed(self, wanted: Wanted) -> Wanted:
        """What is asked for within the scope: one's own body cannot be exchanged for another."""
        pairs = zip(self.fixed.groups, wanted.groups, strict=True)
        return Wanted(tuple(fixed or asked for fixed, asked in pairs))


@dataclass(frozen=True)
class Results:
    """What the group has answered, section by section. count is None where the group is too small to be told."""

    scope: Scope
    wanted: Wanted
    count: int | None
    sections: tuple[tuple[Section, tuple[Shown, ...]], ...]
    choices: tuple[tuple[str, ...], ...]  # the codes to narrow to, for each dimension: those that may be shown


def closed_for(viewer: Viewer) -> QuerySet[Survey]:
    """Surveys with results that the viewer may ask for: one's own, and the nation's for providers and owners."""
    national = Q(owner__kind=Organisation.Kind.DIRECTORATE) if viewer.has_role(*BODIES) else Q(pk__in=[])
    rows = Survey.objects.filter(Q(owner__in=asks_for(viewer)) | national, status=SurveyStatus.CLOSED)
    return rows.select_related("owner", "version__questionnaire")


BODIES = (Role.PROVIDER_OFFICER, Role.OWNER_OFFICER, Role.OWNER_DECIDER)


def whole(viewer: Viewer, survey: Survey) -> Scope | None:
    """The whole survey, to whoever asked it."""
    return Scope(survey) if survey.owner_id in asks_for(viewer) else None


def part_of(viewer: Viewer, survey: Survey, body: Organisation) -> Scope | None:
    """A body's own part of a national survey, to those who work for it."""
    works_there = body.pk in viewer.organisations_in(*BODIES)
    return Scope(survey, body) if works_there and survey.owner.kind == Organisation.Kind.DIRECTORATE else None


def results_of(scope: Scope, wanted: Wanted, language: str = "nb") -> Results:
    """What may be shown of the answers in the scope. Nothing before the survey is closed: answers come all at once,
    so that nobody can see what changed when somebody answered. One query."""
    survey, asked_for = scope.survey, scope.narrowed(wanted)
    given = given_to(survey)
    least, least_texts = survey.least_answers or 1, survey.least_texts or 1
    form = survey.version.form_in(language)
    if not may_show_group(given, asked_for, least):
        return Results(scope, asked_for, None, (), _choices(scope, given, least))
    sections = tuple(
        (part, tuple(shown(one, given, asked_for, least=least, least_texts=least_texts) for one in part.questions))
        for part in form.sections
    )
    count = sum(1 for one in given if asked_for.has(one.cell))
    return Results(scope, asked_for, count, sections, _choices(scope, given, least))


@reading_everything("a group is told of only where it is large enough, so that all of it is counted")
def told_in(scopes: Iterable[Scope]) -> list[tuple[Scope, bool]]:
    """Each scope of a closed survey, and whether there is anything to show in it. One query."""
    held = list(scopes)
    cells: dict[int, list[Given]] = {one.survey.pk: [] for one in held}
    for survey, cell in SurveyAnswer.objects.filter(survey__in=cells).order_by().values_list("survey", "cell"):
        cells[survey].append(Given(tuple(cell), {}))
    return [(one, may_show_group(cells[one.survey.pk], one.fixed, one.survey.least_answers or 1)) for one in held]


@reading_everything("a group is told of only where it is large enough, so that all of it is counted")
def given_to(survey: Survey) -> list[Given]:
    """Every answer of a closed survey, without who gave it; none of one that is open."""
    if survey.status != SurveyStatus.CLOSED:
        return []
    rows = SurveyAnswer.objects.filter(survey=survey).order_by("pk").values_list("cell", "answers")
    return [Given(tuple(cell), answers) for cell, answers in rows]


def named_answers(viewer: Viewer, survey: Survey) -> QuerySet[SurveyAnswer]:
    """Who answered what, of a confidential survey, to whoever asked it. Of any other: nothing."""
    rows = SurveyAnswer.objects.filter(survey=survey, promise=Survey.Promise.CONFIDENTIAL)
    if survey.status != SurveyStatus.CLOSED or survey.owner_id not in asks_for(viewer):
        rows = rows.none()
    return rows.select_related("invitation").order_by("invitation__name", "pk")


def _choices(scope: Scope, given: list[Given], least: int) -> tuple[tuple[str, ...], ...]:
    """The groups that one may narrow to: those that are shown within the scope, and not the fixed one."""
    return tuple(tuple(_codes(scope, at, given, least)) for at in range(len(DIMENSIONS)))


def _codes(scope: Scope, at: int, given: list[Given], least: int) -> Iterable[str]:
    fixed = scope.fixed
    for code in sorted({one.cell[at] for one in given if fixed.has(one.cell) and one.cell[at]}):
        groups = list(fixed.groups)
        if not groups[at] and may_show_group(given, replace(fixed, groups=_with(groups, at, code)), least):
            yield code


def _with(groups: list[str], at: int, code: str) -> tuple[str, ...]:
    return tuple(code if place == at else kept for place, kept in enumerate(groups))
