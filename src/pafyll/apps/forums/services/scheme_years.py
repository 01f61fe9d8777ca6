"""A scheme year from draft to closed: started, copied from last year's, filled in, announced, extended, closed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.scheme_years import (
    may_announce,
    may_close,
    may_edit,
    may_extend,
    may_run,
    may_start,
    suits_runner,
)
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus
from pafyll.domain.rules.announcing import LABELS, MOVED, WORDS, differences
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.round_dates import a_year_after
from pafyll.domain.schemes.collective import CollectiveScheme, collective_scheme, collective_schemes
from pafyll.integrations.clock import midnight_after, midnight_before

S = SchemeYearStatus


@dataclass(frozen=True)
class SchemeYearTerms:
    """What an officer writes about a scheme year. Days, whole kroner; empty is not decided yet."""

    title: str
    purpose: str = ""
    target_group: str = ""
    goal_criteria: str = ""
    award_criteria: str = ""
    follow_up: str = ""
    evaluation_plan: str = ""
    appropriation: int | None = None
    appropriation_source: str = ""
    own_contribution_percent: int | None = None
    own_contribution_base: str = ""
    own_working_time_counts: bool | None = None
    own_contribution_source: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    recommendation_due: date | None = None
    report_due: date | None = None


def terms_of(year: SchemeYear) -> SchemeYearTerms:
    """What the scheme year says now."""
    return SchemeYearTerms(**{name: getattr(year, name) for name in SchemeYearTerms.__dataclass_fields__})


@transaction.atomic
def start_scheme_year(*, scheme: str, year: int, governor: Organisation, by: User, at: datetime) -> SchemeYear:
    """A draft with what the sources say of the scheme: purpose, target group and the owner's own part."""
    require(may_start(_viewer(by, at), governor.pk))
    rules = _known(scheme, year)
    require(suits_runner(rules, governor))
    made = _created(SchemeYear(scheme=scheme, year=year, governor=governor, **_first_values(rules, year)))
    record(about=made.about, verb="started", by=by, at=at, after=S.DRAFT)
    return made


@transaction.atomic
def copy_scheme_year(*, last: SchemeYear, scheme: str, by: User, at: datetime) -> SchemeYear:
    """Next year's draft: last year's words, its days moved a year. Money is not copied, nor what another regime had."""
    require(may_run(_viewer(by, at), last))
    year = last.year + 1
    rules = _known(scheme, year)
    require(suits_runner(rules, last.governor))
    values = {name: getattr(last, name) for name in WORDS}
    values |= {name: _a_year_later(getattr(last, name)) for name in MOVED}
    if scheme == last.scheme:
        values |= {name: getattr(last, name) for name in OWN}
    copy = SchemeYear(
        scheme=scheme,
        year=year,
        governor=last.governor,
        title=_title(rules, year),
        copied_from=last,
        **_stored(values),
    )
    made = _created(copy)
    record(about=made.about, verb="copied", by=by, at=at, after=S.DRAFT, copied_from=last.pk)
    return made


OWN = ("own_contribution_percent", "own_contribution_base", "own_working_time_counts", "own_contribution_source")


@transaction.atomic
def set_terms(*, year: SchemeYear, terms: SchemeYearTerms, by: User, at: datetime) -> SchemeYear:
    """Changes what a draft says. Refused once it is announced: owners have acted on what they read."""
    require(may_edit(_viewer(by, at), year))
    require(_in_order(terms))
    require(_own_part_has_its_source(terms))
    changes = differences(asdict(terms_of(year)), asdict(terms))
    values = _stored(asdict(terms))
    if not SchemeYear.objects.filter(pk=year.pk, status=S.DRAFT).update(**values):
        raise AlreadyChanged(SCHEME_YEAR.label)
    for name, value in values.items():
        setattr(year, name, value)
    if changes:
        record(about=year.about, verb="changed", by=by, at=at, changes=changes)
    return year


@transaction.atomic
def confirm_unchanged(*, year: SchemeYear, item: str, by: User, at: datetime) -> None:
    """Signs that something shall be the same as last year."""
    require(may_edit(_viewer(by, at), year))
    if item not in LABELS:
        raise Refusal(no("no_such_item", "Dette punktet finnes ikke på sjekklisten."))
    record(about=year.about, verb="confirmed", by=by, at=at, item=item)


@transaction.atomic
def announce(*, year: SchemeYear, by: User, at: datetime) -> SchemeYear:
    """Makes the scheme year public as it stands. From now on only the deadline can be moved, and only later."""
    require(may_announce(_viewer(by, at), year, at))
    advance(year, lifecycle=SCHEME_YEAR, to=S.ANNOUNCED, by=by, at=at)
    year.announced_at, year.announced_by = at, by
    year.save(update_fields=["announced_at", "announced_by"])
    return year


@transaction.atomic
def extend_deadline(*, year: SchemeYear, closes_on: date, why: str, by: User, at: datetime) -> SchemeYear:
    """Gives everyone longer time, with a reason that is public."""
    require(may_extend(_viewer(by, at), year))
    require(_is_later(year, closes_on))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor fristen forlenges. Alle kan lese begrunnelsen.", field="why"))
    before, after = year.closes_on, midnight_after(closes_on)
    if not SchemeYear.objects.filter(pk=year.pk, status=S.ANNOUNCED, closes_at=year.closes_at).update(closes_at=after):
        raise AlreadyChanged(SCHEME_YEAR.label)
    year.closes_at = after
    changes = differences({"closes_on": before}, {"closes_on": closes_on})
    record(about=year.about, verb="deadline_extended", by=by, at=at, why=why.strip(), changes=changes)
    return year


@transaction.atomic
def withdraw(*, year: SchemeYear, why: str, by: User, at: datetime) -> SchemeYear:
    """Takes a draft or an announcement away, with a reason. What was announced is no longer on the public pages."""
    require(may_run(_viewer(by, at), year))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor ordningen trekkes.", field="why"))
    advance(year, lifecycle=SCHEME_YEAR, to=S.WITHDRAWN, by=by, at=at, why=why.strip())
    return year


@transaction.atomic
def close_scheme_year(*, year: SchemeYear, by: User, at: datetime) -> SchemeYear:
    """The deadline is over: what has come in is what the forum and the decision build on."""
    require(may_close(_viewer(by, at), year, at))
    advance(year, lifecycle=SCHEME_YEAR, to=S.CLOSED, by=by, at=at)
    return year


def schemes_in(year: int) -> list[CollectiveScheme]:
    """The schemes in force some day of the budget year, the oldest first."""
    return [one for one in collective_schemes().values() if one.in_budget_year(year)]


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))


def _known(scheme: str, year: int) -> CollectiveScheme:
    found = collective_schemes().get(scheme)
    if found is not None and found.in_budget_year(year):
        return found
    label = collective_scheme(scheme).label if found else scheme
    raise Refusal(
        no(
            "scheme_not_in_force",
            "{scheme} gjelder ikke i {year}.",
            remedy="Velg en ordning som gjelder det året.",
            field="scheme",
            scheme=label,
            year=str(year),
        )
    )


def _first_values(rules: CollectiveScheme, year: int) -> dict[str, Any]:
    last_day = date(year, 12, 31)
    values: dict[str, Any] = {"title": _title(rules, year)}
    for name in ("purpose", "target_group"):
        found = rules.optional(name, last_day)
        values[name] = str(found.value) if found else ""
    rate = rules.optional("own_contribution_rate", last_day)
    if rate is not None:
        values |= {"own_contribution_percent": int(rate.value), "own_contribution_source": rate.cited[:300]}
        base, time = (rules.optional(f"own_contribution_{one}", last_day) for one in ("base", "working_time"))
        values["own_contribution_base"] = str(base.value) if base else ""
        values["own_working_time_counts"] = bool(time.value) if time else None
    return values


def _title(rules: CollectiveScheme, year: int) -> str:
    return f"{rules.label} {year}"


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Days become the moments that are kept: the first of the opening day, and midnight after the last day."""
    kept = dict(values)
    opens, closes = kept.pop("opens_on"), kept.pop("closes_on")
    kept["opens_at"] = midnight_before(opens) if opens else None
    kept["closes_at"] = midnight_after(closes) if closes else None
    return kept


def _a_year_later(day: date | None) -> date | None:
    return a_year_after(day) if day else None


def _created(new: SchemeYear) -> SchemeYear:
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        raise Refusal(
            no(
                "year_has_the_scheme",
                "Det finnes allerede en {scheme} for {year}.",
                remedy="Fortsett på den som finnes, eller trekk den først.",
                field="scheme",
                scheme=new.rules.label,
                year=str(new.year),
            )
        ) from None
    return new


def _in_order(terms: SchemeYearTerms) -> Answer:
    if terms.opens_on and terms.closes_on and terms.closes_on < terms.opens_on:
        return no("closes_before_opening", "Fristen er før ordningen åpner.", field="closes_on")
    if terms.closes_on and terms.report_due and terms.report_due <= terms.closes_on:
        return no("report_before_deadline", "Rapporten kan ikke komme før behovene er meldt.", field="report_due")
    return yes()


def _own_part_has_its_source(terms: SchemeYearTerms) -> Answer:
    if terms.own_contribution_percent is None:
        return yes()
    if not terms.own_contribution_base:
        return no("base_missing", "Velg hva prosenten regnes av.", field="own_contribution_base")
    if not terms.own_contribution_source.strip():
        return no("source_missing", "Skriv hvor kravet om egenfinansiering står.", field="own_contribution_source")
    return yes()


def _is_later(year: SchemeYear, closes_on: date) -> Answer:
    if year.closes_on is None or closes_on > year.closes_on:
        return yes()
    return no(
        "deadline_shortened",
        "En kunngjort frist kan forlenges, ikke kortes inn.",
        remedy="Velg en dag etter {day}.",
        field="closes_on",
        day=year.closes_on,
    )
