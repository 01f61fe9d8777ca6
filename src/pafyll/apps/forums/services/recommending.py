"""The forum's recommendation: handed on to the County Governor as it was decided, with the chosen distribution."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.forums.models import DistributionChoice, ForumDecision, Recommendation, SchemeYear
from pafyll.apps.forums.permissions.distribution import may_see_distribution
from pafyll.apps.forums.queries.distribution import chosen_of
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def recommend(*, year: SchemeYear, decision: ForumDecision | None, text: str, by: User, at: datetime) -> Recommendation:
    """Keeps what the forum recommends, and opens for the County Governor's decision.

    Refused without a chosen distribution, without a decision that the forum adopted in this matter, and when the
    text does not say how the measures meet the criteria (udir.no, mandate of the forum).
    """
    year = SchemeYear.objects.select_for_update(of=("self",)).select_related("governor").get(pk=year.pk)
    choice = chosen_of(year)
    day = norwegian_day(at)
    require(may_recommend(viewer_of(by, day=day), year, choice, day=day))
    require(first_no([_is_adopted(year, decision), _says_how(text)]))
    assert choice is not None
    assert decision is not None
    advance(year, lifecycle=SCHEME_YEAR, to=SchemeYearStatus.RECOMMENDED, by=by, at=at, run=choice.run_id)
    made = Recommendation.objects.create(
        scheme_year=year, run=choice.run, decision=decision, text=text.strip(), made_by=by, made_at=at
    )
    record(about=made.about, verb="recommended", by=by, at=at, run=choice.run_id, decision=decision.pk)
    return made


def may_recommend(viewer: Viewer, year: SchemeYear, choice: DistributionChoice | None, *, day: date) -> Answer:
    """Whether an impartial one of the secretariat may hand on the recommendation now."""
    return first_no([may_see_distribution(viewer, year, day=day), _may_become_recommended(year), _has_chosen(choice)])


def decisions_in(year: SchemeYear) -> QuerySet[ForumDecision]:
    """What the Governor's forums have adopted in the matter of the scheme year, the newest first. One query."""
    rows = ForumDecision.objects.filter(item__about=year.about, result="adopted", recommendation=None)
    return rows.select_related("item__meeting__forum").order_by("-recorded_at", "-pk")


def recommendation_of(year: SchemeYear) -> Recommendation | None:
    """What the forum recommends in the scheme year; None until it is handed on. One query."""
    rows = Recommendation.objects.filter(scheme_year=year).select_related("run", "decision__item__meeting")
    return rows.order_by("-made_at", "-pk").first()


def _may_become_recommended(year: SchemeYear) -> Answer:
    return SCHEME_YEAR.may_become(year.status, SchemeYearStatus.RECOMMENDED)


def _has_chosen(choice: DistributionChoice | None) -> Answer:
    if choice is not None:
        return yes()
    return no(
        "no_distribution_chosen",
        "Ingen fordeling er valgt for ordningen.",
        remedy="Prøv ut fordelinger på prøvebenken, og velg den forumet skal innstille på.",
    )


def _is_adopted(year: SchemeYear, decision: ForumDecision | None) -> Answer:
    if decision is not None and decision.result == "adopted" and decision.item.about == year.about:
        return yes()
    return no(
        "no_forum_decision",
        "Velg det forumet har vedtatt i saken om {scheme}.",
        remedy="Sett saken på sakslisten for et møte, og før hva forumet ble enig om eller stemte for.",
        field="decision",
        scheme=year.title,
    )


def _says_how(text: str) -> Answer:
    if text.strip():
        return yes()
    return no(
        "criteria_missing",
        "Skriv hvilke tiltak som prioriteres, hvem som er med, hvor lenge, og hvordan de oppfyller kriteriene.",
        field="text",
    )
