"""Making a questionnaire: begin a version, change it, write its nynorsk, let it be tried, and take it into use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import Questionnaire, QuestionnaireVersion
from pafyll.apps.surveys.permissions import may_ask, may_make, may_write
from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.lifecycles.survey import QUESTIONNAIRE_VERSION
from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus as V
from pafyll.domain.rules.questions import QuestionForm, spelled
from pafyll.domain.surveys.languages import is_whole_in, wordings

LONGEST_WORDS = 1000


@dataclass(frozen=True)
class Heading:
    """What a questionnaire is called and what its answers are for, in both languages."""

    title: str
    title_nn: str
    purpose: str
    purpose_nn: str


@transaction.atomic
def begin_questionnaire(
    *,
    owner: Organisation,
    code: str,
    heading: Heading,
    by: User,
    at: datetime,
    content: list[Any] | None = None,
    words: Mapping[str, str] | None = None,
) -> QuestionnaireVersion:
    """A questionnaire with a first version to work on. Refused when the owner has one with the same short name."""
    require(may_ask(as_viewer(by, at), owner.pk))
    Organisation.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if Questionnaire.objects.filter(owner=owner, code=code).exists():
        raise Refusal(no("questionnaire_known", "Dere har et skjema med det navnet.", field="title",
                         remedy="Lag en ny versjon av det, eller velg en annen tittel."))  # fmt: skip
    made = Questionnaire.objects.create(owner=owner, code=code, **vars(heading))
    version = QuestionnaireVersion.objects.create(
        questionnaire=made, number=1, content=content or [], words=dict(words or {}), made_by=by, made_at=at
    )
    record(about=made.about, verb="questionnaire_begun", by=by, at=at)
    return version


@transaction.atomic
def begin_version(*, questionnaire: Questionnaire, by: User, at: datetime) -> QuestionnaireVersion:
    """A new version of the newest one. One that is already being worked on is given back: there is one at a time."""
    held = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    require(may_make(as_viewer(by, at), held))
    newest = held.versions.order_by("-number").first()
    if newest is not None and newest.status in (V.PREVIEW, V.TEST):
        return newest
    made = QuestionnaireVersion.objects.create(
        questionnaire=held,
        number=newest.number + 1 if newest else 1,
        content=newest.content if newest else [],
        words=newest.words if newest else {},
        copied_from=newest,
        made_by=by,
        made_at=at,
    )
    record(about=made.about, verb="questionnaire_version_begun", by=by, at=at)
    return made


def change_version(
    *,
    version: QuestionnaireVersion,
    seen: int,
    change: Callable[[QuestionForm], QuestionForm],
    by: User,
    at: datetime,
) -> QuestionnaireVersion:
    """Applies the change to a version that is being worked on. Raises AlreadyChanged when a colleague was quicker.

    seen: the edition that the change was made from. Words whose place is gone, or whose bokmål is new, are dropped.
    """
    before = {one.place: one.words for one in wordings(version.form)}
    changed = change(version.form)
    kept = {one.place for one in wordings(changed) if before.get(one.place) == one.words}
    words = {place: text for place, text in version.words.items() if place in kept}
    return _write(version, seen, {"content": spelled(changed), "words": words}, by, at)


def word_version(
    *, version: QuestionnaireVersion, seen: int, words: Mapping[str, str], by: User, at: datetime
) -> QuestionnaireVersion:
    """Keeps the nynorsk of the texts there are. Other places are left out, and an empty one is no text."""
    places = [one.place for one in wordings(version.form)]
    kept = {place: words[place].strip()[:LONGEST_WORDS] for place in places if words.get(place, "").strip()}
    return _write(version, seen, {"words": kept}, by, at)


@transaction.atomic
def _write(
    version: QuestionnaireVersion, seen: int, values: dict[str, Any], by: User, at: datetime
) -> QuestionnaireVersion:
    require(may_write(as_viewer(by, at), version))
    rows = QuestionnaireVersion.objects.filter(pk=version.pk, edition=seen, status=V.PREVIEW)
    if not rows.update(edition=F("edition") + 1, **values):
        raise AlreadyChanged(QUESTIONNAIRE_VERSION.label)
    record(about=version.about, verb="questionnaire_changed", by=by, at=at, edition=seen + 1)
    return QuestionnaireVersion.objects.select_related("questionnaire").get(pk=version.pk)


@transaction.atomic
def move_version(*, version: QuestionnaireVersion, to: V, by: User, at: datetime) -> None:
    """Takes the version to trial, back to work, or into use; the one that was in use is then replaced."""
    held = Questionnaire.objects.select_for_update(of=("self",)).get(pk=version.questionnaire_id)
    require(may_make(as_viewer(by, at), held))
    if to == V.REPLACED:
        raise Refusal(no("only_by_another", "Et skjema blir erstattet når et nytt tas i bruk."))
    if to == V.LIVE:
        require(QUESTIONNAIRE_VERSION.may_become(version.status, to))
        require(may_go_live(version))
        if standing := held.versions.filter(status=V.LIVE).first():
            advance(standing, lifecycle=QUESTIONNAIRE_VERSION, to=V.REPLACED, by=by, at=at)  # type: ignore[arg-type]
    advance(version, lifecycle=QUESTIONNAIRE_VERSION, to=to, by=by, at=at)  # type: ignore[arg-type]


def may_go_live(version: QuestionnaireVersion) -> Answer:
    """Whether the version asks something, and in both languages."""
    if not list(version.form):
        return no("asks_nothing", "Skjemaet har ingen spørsmål ennå.", remedy="Legg til spørsmål først.")
    return is_whole_in(version.form, version.words)
