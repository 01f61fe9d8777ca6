"""Scheme years on the desk and on the public pages, with the checklist before announcing and what the sources say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pafyll.apps.casework.models import Event
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.scheme_years import run_by, unconfirmed, visible_scheme_years
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.scheme_year import PUBLIC
from pafyll.domain.parameters import Claim, DatedValue, NoValueInForce, SourcesDisagree
from pafyll.domain.rules.announcing import IN_ORDER, LABELS, STILL_LAST_YEARS, missing_before_announcing


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what it is about, whether it is in order, and whether it may be confirmed."""

    code: str
    title: str
    answer: Answer
    may_be_confirmed: bool = False


@dataclass(frozen=True)
class RuleLine:
    """What the sources say of one thing that day: a value with its source, claims that differ, or where was looked."""

    code: str
    label: str
    unit: str
    found: DatedValue | None = None
    claims: tuple[Claim, ...] = ()
    not_found: str = ""


def scheme_years_on_desk(*, viewer: Viewer) -> QuerySet[SchemeYear]:
    """Those that the viewer runs, the newest first; for the directorate everyone's. One query."""
    rows = visible_scheme_years(viewer)
    if not viewer.works_for_directorate:
        rows = rows.filter(governor__in=run_by(viewer))
    return rows.order_by("-year", "title", "pk")


def announced_scheme_years(*, viewer: Viewer) -> QuerySet[SchemeYear]:
    """Those that are announced, open to everyone, the newest first. One query."""
    rows = SchemeYear.objects.filter(status__in=[one.value for one in PUBLIC]).select_related("governor")
    return rows.order_by("-year", "governor__name", "title", "pk")


def runs_for(*, viewer: Viewer) -> QuerySet[Organisation]:
    """The County Governors and county authorities that the viewer works for. One query."""
    return Organisation.objects.filter(pk__in=run_by(viewer)).order_by("name")


def announcing_checklist(year: SchemeYear) -> list[Check]:
    """Every field with a line of its own: missing, still last year's, or in order. At most two queries."""
    missing = {one.field: one for one in missing_before_announcing(year)}
    same = set(unconfirmed(year))
    return [
        _check(name, missing.get(name), name in same) for name in LABELS if name in missing or _is_shown(year, name)
    ]


def _check(name: str, missing: Answer | None, is_last_years: bool) -> Check:
    if missing is not None:
        return Check(name, LABELS[name], missing)
    if is_last_years:
        return Check(name, LABELS[name], STILL_LAST_YEARS, may_be_confirmed=True)
    return Check(name, LABELS[name], IN_ORDER)


def _is_shown(year: SchemeYear, name: str) -> bool:
    value = year.own_contribution_percent if name == "own_contribution" else getattr(year, name)
    return value not in (None, "")


def rule_lines(year: SchemeYear) -> list[RuleLine]:
    """What the sources say of the scheme in the budget year, each with where it stands; what is missing is said."""
    day = year.first_day if year.rules.is_in_force(year.first_day) else date(year.year, 12, 31)
    skipped = {"regime", "purpose", "target_group"}
    return [_rule_line(year, name, day) for name in year.rules.parameters if name not in skipped]


def _rule_line(year: SchemeYear, name: str, day: date) -> RuleLine:
    parameter = year.rules.parameters[name]
    try:
        return RuleLine(name, parameter.label, parameter.unit, found=parameter.dated(day))
    except SourcesDisagree as differing:
        return RuleLine(name, parameter.label, parameter.unit, claims=differing.claims)
    except NoValueInForce:
        undated = () if parameter.not_found else parameter.claims
        return RuleLine(name, parameter.label, parameter.unit, claims=undated, not_found=parameter.not_found)


def history_of(about: str) -> list[Event]:
    """What happened, the oldest first. One query."""
    return list(Event.objects.filter(about=about).select_related("by"))


def extensions_of(year: SchemeYear) -> list[Event]:
    """When the deadline was moved, and why: public. One query."""
    return list(Event.objects.filter(about=year.about, verb="deadline_extended"))
