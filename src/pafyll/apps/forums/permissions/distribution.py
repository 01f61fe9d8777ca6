"""Who may compose, run and choose a distribution: those who run the scheme year, and are impartial in all its needs."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from pafyll.apps.forums.models import DistributionDraft, DistributionRun, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.needs import disqualified_needs
from pafyll.apps.forums.permissions.scheme_years import may_run, run_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus as S

CLOSED_TO_CHANGE = (S.DECIDED, S.ENDED, S.WITHDRAWN)


def may_distribute(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may compose and run distributions of the scheme year, and choose among them."""
    return first_no([may_see_distribution(viewer, year, day=day), _is_open(year)])


def may_see_distribution(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may see them: never who is disqualified in a need that the money may go to."""
    return first_no([may_run(viewer, year), _is_impartial(viewer, year, day)])


def visible_drafts(viewer: Viewer) -> QuerySet[DistributionDraft]:
    """Those of the scheme years that the viewer runs."""
    return DistributionDraft.objects.filter(scheme_year__governor__in=run_by(viewer)).select_related("scheme_year")


def visible_runs(viewer: Viewer) -> QuerySet[DistributionRun]:
    """Those of the scheme years that the viewer runs."""
    return DistributionRun.objects.filter(scheme_year__governor__in=run_by(viewer)).select_related("scheme_year")


def _is_impartial(viewer: Viewer, year: SchemeYear, day: date) -> Answer:
    touched = NeedsNotification.objects.filter(pk__in=disqualified_needs(viewer, day), scheme_year=year)
    if touched.exists():
        return no(
            "disqualified",
            "Du er inhabil i en behovsmelding som pengene kan gå til. Da kan du ikke være med på fordelingen.",
            law="fvl. § 6",
            remedy="Be en kollega gjøre det.",
        )
    return yes()


def _is_open(year: SchemeYear) -> Answer:
    if year.status in CLOSED_TO_CHANGE:
        return no("already_decided", "Ordningen er avgjort, så fordelingen kan ikke endres.")
    return yes()
