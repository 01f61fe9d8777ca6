"""Who may prepare, announce and change a scheme year: those who run it. What is announced, everyone may read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from pafyll.apps.casework.models import Event
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.scheme_year import PUBLIC, SchemeYearStatus
from pafyll.domain.rules.announcing import missing_before_announcing, still_last_years
from pafyll.domain.schemes.collective import CollectiveScheme
from pafyll.domain.schemes.collective.scheme import COUNTY

Role = RoleGrant.Role
S = SchemeYearStatus


def run_by(viewer: Viewer) -> frozenset[int]:
    """Keys of the organisations that the viewer runs collective schemes and forums for.

    A County Governor's advisers, and the officers of a county authority, which runs the vocational scheme.
    """
    county = {
        one.organisation.pk
        for one in viewer.grants
        if one.role in (Role.OWNER_OFFICER, Role.OWNER_DECIDER)
        and one.organisation.kind == Organisation.Kind.COUNTY_AUTHORITY
    }
    return viewer.organisations_in(Role.COUNTY_GOVERNOR) | county


def visible_scheme_years(viewer: Viewer) -> QuerySet[SchemeYear]:
    """Those that the viewer runs; the announced ones for everyone; all of them for the directorate."""
    rows = SchemeYear.objects.select_related("governor")
    if viewer.works_for_directorate:
        return rows
    return rows.filter(Q(governor__in=run_by(viewer)) | Q(status__in=[one.value for one in PUBLIC]))


def may_run(viewer: Viewer, year: SchemeYear) -> Answer:
    """Whether the viewer works for the one who runs the scheme year."""
    if year.governor_id in run_by(viewer):
        return yes()
    return no("not_your_scheme", "Bare {governor} forvalter denne ordningen.", governor=str(year.governor))


def may_run_any(viewer: Viewer) -> Answer:
    """Whether the viewer works for anybody who may run collective schemes and keep forums."""
    if run_by(viewer):
        return yes()
    return no(
        "runs_no_scheme",
        "Bare de som arbeider for en statsforvalter, kan opprette ordninger og forum og fordele pengene.",
        remedy="Se ordningene og forumene i listene, eller spør statsforvalteren det gjelder.",
    )


def may_start(viewer: Viewer, governor: int) -> Answer:
    """Whether the viewer may start a scheme year for the organisation."""
    if governor in run_by(viewer):
        return yes()
    return no("not_your_scheme", "Bare statsforvalteren eller fylkeskommunen selv kan opprette ordninger for fylket.")


def suits_runner(scheme: CollectiveScheme, runner: Organisation) -> Answer:
    """Whether the organisation is of the kind that runs the scheme: a county authority runs what it decides itself."""
    if (scheme.decides == COUNTY) == (runner.kind == Organisation.Kind.COUNTY_AUTHORITY):
        return yes()
    return no(
        "not_their_scheme",
        "{governor} forvalter ikke «{scheme}».",
        remedy="Velg en annen ordning.",
        field="scheme",
        governor=str(runner),
        scheme=scheme.label,
    )


def may_edit(viewer: Viewer, year: SchemeYear) -> Answer:
    """Whether the viewer may change what the scheme year says: until it is announced."""
    return first_no([may_run(viewer, year), _is_draft(year)])


def may_announce(viewer: Viewer, year: SchemeYear, at: datetime) -> Answer:
    """Whether the scheme year is ready to be announced: whole, confirmed where it is last year's, and in time."""
    missing = missing_before_announcing(year)
    return first_no(
        [
            may_edit(viewer, year),
            _is_whole(missing),
            _is_looked_through(year),
            _has_time_left(year, at),
            _forum_is_in_time(year),
        ]
    )


def may_extend(viewer: Viewer, year: SchemeYear) -> Answer:
    """Whether the viewer may move the deadline later: while the scheme year is announced."""
    return first_no([may_run(viewer, year), _is_in(year, S.ANNOUNCED)])


def may_close(viewer: Viewer, year: SchemeYear, at: datetime) -> Answer:
    """Whether the viewer may say that the deadline is over."""
    return first_no([may_run(viewer, year), _is_in(year, S.ANNOUNCED), _deadline_is_over(year, at)])


def confirmed_items(year: SchemeYear) -> frozenset[str]:
    """What somebody has said shall be as last year. One query."""
    rows = Event.objects.filter(about=year.about, verb="confirmed").values_list("facts", flat=True)
    return frozenset(facts["item"] for facts in rows)


def unconfirmed(year: SchemeYear) -> list[str]:
    """What is still last year's and that nobody has confirmed; empty where nothing was copied. At most two queries."""
    if year.copied_from is None:
        return []
    return still_last_years(year, year.copied_from, confirmed=confirmed_items(year))


def _is_draft(year: SchemeYear) -> Answer:
    if year.status == S.DRAFT:
        return yes()
    return no(
        "scheme_announced",
        "Ordningen er kunngjort, og det den sier kan ikke endres.",
        remedy="Fristen kan forlenges. Er noe annet galt, trekk ordningen og kunngjør en ny.",
    )


def _is_in(year: SchemeYear, *statuses: str) -> Answer:
    if year.status in statuses:
        return yes()
    label = S(year.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Dette kan ikke gjøres nå: ordningen har status «{status}».", status=label)


def _is_whole(missing: list[Answer]) -> Answer:
    if not missing:
        return yes()
    return no(
        "scheme_not_whole",
        "{count} ting mangler før ordningen kan kunngjøres. Det første er: {label}.",
        law=missing[0].law,
        remedy="Fyll ut det som står på sjekklisten.",
        count=len(missing),
        label=missing[0].facts["label"],
    )


def _is_looked_through(year: SchemeYear) -> Answer:
    left = unconfirmed(year)
    if not left:
        return yes()
    return no(
        "still_last_years",
        "{count} punkter er fortsatt som i fjor.",
        remedy="Endre dem, eller bekreft at de skal være like.",
        count=len(left),
    )


def _has_time_left(year: SchemeYear, at: datetime) -> Answer:
    if year.closes_at is None or year.closes_at > at:
        return yes()
    return no(
        "deadline_has_passed",
        "Fristen for å melde behov er allerede ute.",
        remedy="Sett en frist som ligger fram i tid.",
        field="closes_on",
    )


def _forum_is_in_time(year: SchemeYear) -> Answer:
    due, closes = year.recommendation_due, year.closes_on
    if due is None or closes is None or due > closes:
        return yes()
    return no(
        "recommendation_before_deadline",
        "Forumet skal innstille før behovene er meldt.",
        remedy="Sett fristen for innstillingen etter siste dag for å melde behov.",
        field="recommendation_due",
    )


def _deadline_is_over(year: SchemeYear, at: datetime) -> Answer:
    if year.closes_at is not None and year.closes_at <= at:
        return yes()
    return no("deadline_not_over", "Fristen for å melde behov er ikke ute ennå.", day=year.closes_on)
