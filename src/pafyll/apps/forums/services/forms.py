"""Making a form: begin one from last year's, change it, let it be tried, and take it into use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.forums.models import FormVersion, SchemeYear
from pafyll.apps.forums.permissions.scheme_years import may_run
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, Refusal, no, yes
from pafyll.domain.lifecycles.needs_notification import FORM_VERSION
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus as F_
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.questions import Kind, QuestionForm, spelled, standard_form
from pafyll.domain.rules.questions.standard import NEEDED


@transaction.atomic
def begin_form(*, scheme_year: SchemeYear, by: User, at: datetime) -> FormVersion:
    """A new version to work on: of the one in use, else of last year's, else of the standard form.

    One that is already being worked on is given back: there is never more than one.
    """
    held = SchemeYear.objects.select_for_update(of=("self",)).get(pk=scheme_year.pk)
    require(may_run(viewer_of(by, day=norwegian_day(at)), held))
    if standing := held.forms.filter(status__in=(F_.PREVIEW, F_.TEST)).first():
        return standing
    source = form_to_copy(held)
    newest = held.forms.order_by("-number").first()
    made = FormVersion.objects.create(
        scheme_year=held,
        number=newest.number + 1 if newest else 1,
        content=source.content if source else spelled(standard_form()),
        copied_from=source,
        made_by=by,
        made_at=at,
    )
    record(about=made.about, verb="form_begun", by=by, at=at, copied_from=source.pk if source else None)
    return made


def form_to_copy(scheme_year: SchemeYear) -> FormVersion | None:
    """The form that a new version begins as: the one in use, else the last one of the same scheme and Governor."""
    own = scheme_year.forms.exclude(status__in=(F_.PREVIEW, F_.TEST)).order_by("-number").first()
    if own is not None:
        return own
    same = FormVersion.objects.filter(
        scheme_year__governor=scheme_year.governor_id,
        scheme_year__scheme=scheme_year.scheme,
        scheme_year__year__lt=scheme_year.year,
        status__in=(F_.LIVE, F_.REPLACED),
    )
    return same.order_by("-scheme_year__year", "-number").first()


@transaction.atomic
def change_form(
    *, version: FormVersion, seen: int, change: Callable[[QuestionForm], QuestionForm], by: User, at: datetime
) -> FormVersion:
    """Applies the change to a form that is being worked on. Raises AlreadyChanged when a colleague was quicker.

    seen: the edition that the change was made from.
    """
    require(may_run(viewer_of(by, day=norwegian_day(at)), version.scheme_year))
    require(_is_worked_on(version))
    content = spelled(change(version.form))
    rows = FormVersion.objects.filter(pk=version.pk, edition=seen, status=F_.PREVIEW)
    if not rows.update(content=content, edition=F("edition") + 1):
        raise AlreadyChanged(FORM_VERSION.label)
    record(about=version.about, verb="form_changed", by=by, at=at, edition=seen + 1)
    return FormVersion.objects.get(pk=version.pk)


@transaction.atomic
def move_form(*, version: FormVersion, to: F_, by: User, at: datetime) -> None:
    """Takes the form to trial, back to work, or into use; the one that was in use is then replaced."""
    held = SchemeYear.objects.select_for_update(of=("self",)).get(pk=version.scheme_year_id)
    require(may_run(viewer_of(by, day=norwegian_day(at)), held))
    if to == F_.REPLACED:
        raise Refusal(no("only_by_another", "Et skjema blir erstattet når et nytt tas i bruk."))
    if to == F_.LIVE:
        require(_asks_what_is_needed(version.form))
        require(FORM_VERSION.may_become(version.status, to))
        if standing := held.forms.filter(status=F_.LIVE).first():
            advance(standing, lifecycle=FORM_VERSION, to=F_.REPLACED, by=by, at=at)  # type: ignore[arg-type]
    advance(version, lifecycle=FORM_VERSION, to=to, by=by, at=at)  # type: ignore[arg-type]


def _asks_what_is_needed(form: QuestionForm) -> Answer:
    """Lists and sums are made of these answers, so a form without them cannot be used."""
    gone = [key for key in NEEDED if not _is_as_needed(form, key)]
    if not gone:
        return yes()
    text = "Skjemaet mangler spørsmål som resten av Påfyll bygger på: {keys}."
    remedy = (
        "Legg dem til med akkurat disse kortnavnene: tittelen som tekst, år som valg (1, 2, 3) og beløpene som beløp."
    )
    return no("needed_questions_gone", text, remedy=remedy, keys=", ".join(gone))


def _is_as_needed(form: QuestionForm, key: str) -> bool:
    found = form.question(key)
    if found is None or found.kind is not NEEDED[key]:
        return False
    return found.kind is not Kind.CHOICE or {one.code for one in found.choices} <= {"1", "2", "3"}


def _is_worked_on(version: FormVersion) -> Answer:
    if version.status == F_.PREVIEW:
        return yes()
    if version.status == F_.TEST:
        return no("form_on_trial", "Skjemaet er til prøving.", remedy="Ta det tilbake til arbeid først.")
    return no("form_is_frozen", "Skjemaet er tatt i bruk, og spørsmålene er låst.", remedy="Lag en ny versjon.")
