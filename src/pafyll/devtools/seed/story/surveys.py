"""Surveys of the story: one that is finished, with invented answers, some that are open, the dialogue, and events.

Enough have answered from the college, too few from the university. Every answer is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import QuestionnaireVersion, Survey, SurveyInvitation
from pafyll.apps.surveys.services.answering import decline, save_draft, send_answer
from pafyll.apps.surveys.services.closing import close_survey
from pafyll.apps.surveys.services.inviting import invite, plan_invitations, plan_reminders, remind, token_of
from pafyll.apps.surveys.services.questionnaires import begin_version, change_version, move_version, word_version
from pafyll.apps.surveys.services.ready import take_ready
from pafyll.apps.surveys.services.surveys import SurveyPlan, cancel_survey, open_survey, plan_survey
from pafyll.apps.surveys.services.tokens import hash_of
from pafyll.apps.surveys.triggers import Invitee
from pafyll.devtools.seed.story.days import FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.dialogues import hold_dialogues
from pafyll.devtools.seed.story.sharing import plan_events
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus as Q
from pafyll.domain.rules.questions import Kind, Question, QuestionForm, asked
from pafyll.domain.rules.questions.editing import with_question
from pafyll.domain.surveys.moments import Moment

WORDS = (
    "Mer tid til å prøve ut mellom samlingene.",
    "Færre arbeidskrav på høsten.",
    "Flere eksempler fra trinnene vi underviser på.",
    "Kortere vei fra innlevering til tilbakemelding.",
    "Skolen burde få vite mer om hva studiet krever.",
    "Samlingene var det beste. Behold dem.",
    "Opptakene på nett hadde dårlig lyd.",
    "Pensum bør være klart før sommeren.",
    "Jeg savnet noen å samarbeide med fra egen skole.",
    "Mer om vurdering, mindre om teori.",
)
KARIS = "story"  # what her browser keeps
ANONYMOUS, CONFIDENTIAL = Survey.Promise.ANONYMOUS, Survey.Promise.CONFIDENTIAL


def plant_surveys(world: World) -> None:
    """Questionnaires, surveys in every state, answers, the dialogue with the college, and its events."""
    dice = Random("deltakerundersøkelsen")  # noqa: S311 – a story, not a secret
    ada = world.user("ada")
    first = _taken(world, "directorate", "participants", ada, date(FINISHED + 1, 6, 2))
    _move(first, ada, Q.TEST, Q.LIVE)
    finished = _finished(world, first, dice)
    second = _asks_more(first, ada)
    _half_way(world, second, dice)
    _not_opened(world, ada)
    hold_dialogues(world, finished)
    _projects(world, dice)
    plan_events(world)


def _finished(world: World, version: QuestionnaireVersion, dice: Random) -> Survey:
    """The nation's survey of those who completed in 2024/25: ten of twelve have answered."""
    days = (date(FINISHED + 1, 8, 18), date(FINISHED + 1, 9, 30))
    title = ("Deltakerundersøkelsen 2024/25", "Deltakarundersøkinga 2024/25")
    survey = _open(world, version, "ada", title, Moment.COMPLETED, days, year=FINISHED)
    _invited(survey, days[0])
    rows = list(survey.invitations.order_by("pk"))
    college = world.organisations["college"].number
    silent = [one for one in rows if one.cell[0] == college and one.cell[1] == world.organisations["fjordvik"].number]
    declines = next(one for one in rows if one.cell[1] == world.organisations["nordlys"].number)
    answering = [one for one in rows if one not in (*silent, declines)]
    for number, one in enumerate(answering):
        _answer(one, days[0] + timedelta(days=2 + 3 * number), dice, words=WORDS[number % len(WORDS)])
    decline(invitation=declines, secret="", on=days[0] + timedelta(days=4))
    _reminded(survey, days[1] - timedelta(days=14))
    close_survey(survey=survey, by=None, at=at(days[1] + timedelta(days=1), 2), dice=dice)
    return survey


def _half_way(world: World, version: QuestionnaireVersion, dice: Random) -> None:
    """Those who are half-way in 2025/26 are asked now; one has answered."""
    days = (date(MIDDLE + 1, 2, 2), date(MIDDLE + 1, 3, 31))
    title = ("Halvveis i studiet 2025/26", "Halvvegs i studiet 2025/26")
    survey = _open(world, version, "ada", title, Moment.HALF_WAY, days, year=MIDDLE)
    _invited(survey, days[0])
    first = survey.invitations.earliest("pk")
    _answer(first, days[0] + timedelta(days=5), dice, standing="studying")


def _projects(world: World, dice: Random) -> None:
    """The college asks those of a project: Kari and her colleagues now, and earlier the leaders of the schools."""
    nina = world.user("nina")
    college = world.organisations["college"]
    asked_of = _taken(world, "college", "project_participants", nina, date(2026, 2, 9))
    _move(asked_of, nina, Q.TEST, Q.LIVE)
    days = (date(2026, 3, 2), date(2026, 3, 24))
    title = ("Lesing i alle fag: hva syntes du?", "Lesing i alle fag: kva syntest du?")
    survey = _open(world, asked_of, "nina", title, Moment.BY_LIST, days)
    teachers = [world.people["kari"], *world.teachers["fjordvik_school"][1:8]]
    cell = (college.number, world.organisations["fjordvik"].number, "")
    people = [Invitee(f"person:{one.pk}", str(one), one.email, cell, "nb", one.pk) for one in teachers]
    _steadily(survey, people, days[0])
    rows = {one.person_id: one for one in survey.invitations.all()}
    for one in teachers[2:5]:
        _answer(rows[one.pk], date(2026, 3, 5), dice)
    kari = rows[world.people["kari"].pk]
    part = kari.survey.version.form.sections[0]
    save_draft(invitation=kari, secret=KARIS, section=part, given={"our_need": "5"}, on=date(2026, 3, 6))
    _leaders(world, college, nina, dice)
    _next_project(asked_of, nina)


def _next_project(version: QuestionnaireVersion, nina: User) -> None:
    """The next project's survey is planned, and its questionnaire is being looked through."""
    days = (date(2026, 5, 18), date(2026, 6, 12))
    title = ("Regning i alle fag: hva syntes du?", "Rekning i alle fag: kva syntest du?")
    plan_survey(plan=_plan(version, title, Moment.BY_LIST, days, None), by=nina, at=at(date(2026, 3, 9)))
    begin_version(questionnaire=version.questionnaire, by=nina, at=at(date(2026, 3, 9)))


def _leaders(world: World, college: Organisation, nina: User, dice: Random) -> None:
    """A confidential survey of three leaders by link: too few for sums, and read by name by those who ask."""
    version = _taken(world, "college", "project_leaders", nina, date(2025, 11, 10))
    _move(version, nina, Q.TEST, Q.LIVE)
    days = (date(2025, 12, 1), date(2025, 12, 19))
    title = ("Høstens prosjekter: skolelederne", "Prosjekta i haust: skuleleiarane")
    survey = _open(world, version, "nina", title, Moment.BY_LIST, days, promise=CONFIDENTIAL)
    named = [world.people[key] for key in ("per", "inger", "vigdis")]
    cell = (college.number, "", "")
    _steadily(survey, [Invitee(f"email:{one.email}", str(one), one.email, cell) for one in named], days[0])
    for one in survey.invitations.order_by("pk"):
        _answer(one, date(2025, 12, 8), dice)
    close_survey(survey=survey, by=nina, at=at(date(2025, 12, 20)), dice=dice)


def _not_opened(world: World, ada: User) -> None:
    """Two years later is being prepared, and a survey was called off."""
    version = _taken(world, "directorate", "two_years_later", ada, date(2026, 2, 16))
    _move(version, ada, Q.TEST)
    plan = _plan(version, ("To år etterpå: 2024/25", "To år etterpå: 2024/25"), Moment.TWO_YEARS_LATER,
                 (date(2027, 8, 16), date(2027, 10, 1)), FINISHED)  # fmt: skip
    plan_survey(plan=plan, by=ada, at=at(date(2026, 2, 16)))
    off = _plan(version, ("De som sluttet", "Dei som slutta"), Moment.DROPPED_OUT,
                (date(2026, 2, 20), date(2026, 3, 20)), MIDDLE)  # fmt: skip
    survey = plan_survey(plan=off, by=ada, at=at(date(2026, 2, 16), 11))
    cancel_survey(survey=survey, by=ada, at=at(date(2026, 2, 18)))


def _asks_more(first: QuestionnaireVersion, ada: User) -> QuestionnaireVersion:
    """The second version asks one thing more; the third is being worked on."""
    second = begin_version(questionnaire=first.questionnaire, by=ada, at=at(date(2026, 1, 12)))
    question = Question("days_at_gatherings", "Hvor mange dager var du på samling?", Kind.NUMBER, False,
                        least=0, most=60)  # fmt: skip
    second = _changed(second, question, ada)
    words = second.words | {"days_at_gatherings.label": "Kor mange dagar var du på samling?"}
    second = word_version(version=second, seen=second.edition, words=words, by=ada, at=at(date(2026, 1, 13)))
    _move(second, ada, Q.TEST, Q.LIVE)
    third = begin_version(questionnaire=first.questionnaire, by=ada, at=at(date(2026, 3, 3)))
    _changed(third, Question("colleagues", "Hvor mange fra skolen din tok studiet?", Kind.NUMBER, False), ada)
    return second


def _changed(version: QuestionnaireVersion, question: Question, by: User) -> QuestionnaireVersion:
    def more(form: QuestionForm) -> QuestionForm:
        return with_question(form, question, section="organisation")

    return change_version(version=version, seen=version.edition, change=more, by=by, at=version.made_at)


def _taken(world: World, owner: str, code: str, by: User, day: date) -> QuestionnaireVersion:
    return take_ready(owner=world.organisations[owner], code=code, by=by, at=at(day))


def _move(version: QuestionnaireVersion, by: User, *steps: Q) -> None:
    for step in steps:
        move_version(version=version, to=step, by=by, at=version.made_at)


def _open(
    world: World,
    version: QuestionnaireVersion,
    who: str,
    title: tuple[str, str],
    moment: Moment,
    days: tuple[date, date],
    year: int | None = None,
    promise: Survey.Promise = ANONYMOUS,
) -> Survey:
    by, day = world.user(who), at(days[0], 8)
    survey = plan_survey(plan=_plan(version, title, moment, days, year, promise), by=by, at=day)
    return open_survey(survey=survey, by=by, at=day)


def _plan(
    version: QuestionnaireVersion,
    title: tuple[str, str],
    moment: Moment,
    days: tuple[date, date],
    year: int | None,
    promise: Survey.Promise = ANONYMOUS,
) -> SurveyPlan:
    return SurveyPlan(*title, version.pk, moment, year, promise, *days)


def _invited(survey: Survey, day: date) -> None:
    """As the night does it."""
    for one in plan_invitations(at=at(day, 9)):
        if one.survey == survey:
            _steadily(survey, list(one.invitees), day)


def _steadily(survey: Survey, people: list[Invitee], day: date) -> None:
    """The story is the same every time it is told: the links are made from the story and not by chance."""
    invite(survey=survey, invitees=people, at=at(day, 9))
    for one in survey.invitations.all():
        one.nonce = f"story-{one.pk}"
        SurveyInvitation.objects.filter(pk=one.pk).update(nonce=one.nonce, token_hash=hash_of(token_of(one)))


def _reminded(survey: Survey, day: date) -> None:
    for one in plan_reminders(at=at(day, 3)):
        if one.survey == survey:
            remind(one, at=at(day, 3))


def _answer(
    invitation: SurveyInvitation, day: date, dice: Random, *, words: str = "", standing: str = "completed"
) -> None:
    """Writes the answers part by part, as a person does, and sends them."""
    held = SurveyInvitation.objects.select_related("survey__version").get(pk=invitation.pk)
    form = held.survey.version.form
    given: dict[str, Any] = {"standing": standing}
    for _round in form.sections:  # an answer opens others
        for question in asked(form, given):
            given.setdefault(question.key, _invented(question, dice, words))
    for part in form.sections:
        values = {one.key: given.get(one.key, "") for one in part.questions}
        save_draft(invitation=held, secret=f"story-{held.pk}", section=part, given=values, on=day)
    send_answer(invitation=held, secret=f"story-{held.pk}", on=day, dice=dice)


def _invented(question: Question, dice: Random, text: str) -> Any:
    if question.kind is Kind.TEXT:
        return text if question.key == "better" else ""
    if question.kind is Kind.NUMBER:
        return str(dice.randint(4, 14))
    codes = [one.code for one in question.choices]
    if question.kind is Kind.CHOICES:
        return dice.sample(codes, dice.randint(1, 3))
    return dice.choice(codes[1:] if question.kind is Kind.SCALE else codes)
