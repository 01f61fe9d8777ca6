"""Who may compose, run and choose a distribution: those who run the scheme year, and are impartial in all its needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from pafyll.apps.forums.models import DistributionDraft, DistributionRun, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.forums import disqualified_matters
from pafyll.apps.forums.permissions.needs import MATTER
from pafyll.apps.forums.permissions.scheme_years import may_run, run_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus as S

CLOSED_TO_CHANGE = (S.DECIDED, S.ENDED, S.WITHDRAWN)


def may_distribute(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may compose and run distributions of the scheme year, and choose among them."""
    return first_no([may_see_distribution(viewer, year, day=day), _is_open(year)])


def may_see_distribution(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may see them: never who is disqualified in the year, or in a need that the money may go to."""
    return first_no([may_run(viewer, year), is_impartial_in_year(viewer, year, day=day)])


def visible_drafts(viewer: Viewer) -> QuerySet[DistributionDraft]:
    """Those of the scheme years that the viewer runs."""
    return DistributionDraft.objects.filter(scheme_year__governor__in=run_by(viewer)).select_related("scheme_year")


def visible_runs(viewer: Viewer) -> QuerySet[DistributionRun]:
    """Those of the scheme years that the viewer runs."""
    return DistributionRun.objects.filter(scheme_year__governor__in=run_by(viewer)).select_related("scheme_year")


def is_impartial_in_year(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """A no when the viewer is disqualified in the scheme year, or in a need that its money may go to. Two queries."""
    if year.pk not in years_disqualified_in(viewer, day=day):
        return yes()
    return no(
        "disqualified",
        "Du er inhabil i ordningen eller i et behov pengene kan gå til. Da kan du ikke være med på fordelingen.",
        law="fvl. § 6",
        remedy="Be en kollega gjøre det.",
    )


def years_disqualified_in(viewer: Viewer, *, day: date) -> frozenset[int]:
    """Keys of the scheme years in which the viewer may neither see nor do anything with the money. Two queries."""
    matters = disqualified_matters(viewer, day=day)
    years = {int(matter.removeprefix(YEAR)) for matter in matters if matter.startswith(YEAR)}
    needs = [int(matter.removeprefix(MATTER)) for matter in matters if matter.startswith(MATTER)]
    touched = NeedsNotification.objects.filter(pk__in=needs).select_related("scheme_year")
    return frozenset(years | {need.scheme_year_id for need in touched} | _later_years(touched))


def _later_years(needs: Iterable[NeedsNotification]) -> set[int]:
    """Scheme years of the same Governor that a need of several years may still get money in. A query for each such."""
    found: set[int] = set()
    for need in needs:
        last = need.first_year + need.years - 1
        if last > need.scheme_year.year:
            later = SchemeYear.objects.filter(governor=need.scheme_year.governor_id, year__lte=last)
            found.update(later.filter(year__gt=need.scheme_year.year).values_list("pk", flat=True))
    return found


YEAR = "scheme_year:"


def _is_open(year: SchemeYear) -> Answer:
    if year.status in CLOSED_TO_CHANGE:
        return no("already_decided", "Ordningen er avgjort, så fordelingen kan ikke endres.")
    return yes()
