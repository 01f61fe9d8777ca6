"""A round from last year's copy to announcement: dates, money, rates, quotas and the announced draw."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, OwnerFrame, Round, RoundRate
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.applications.queries.rounds import UNCHANGED, dates_of, stops_opening
from pafyll.apps.applications.services.applying import locked_round
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.allocation.rules import known_rulesets
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.round import ROUND, RoundStatus
from pafyll.domain.rules.round_dates import RoundDates
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import OSLO, midnight_after

LEAST_DRAW_SEED = 12  # shorter ones can be found by trying them all against the fingerprint


@dataclass(frozen=True)
class RoundTerms:
    """What an officer decides about a round beside its dates. Money in whole kroner; None is no limit."""

    name: str
    rule_set: str
    target_groups: tuple[str, ...] = ()
    state_money_autumn: int | None = None
    state_money_spring: int | None = None
    remainder_places: int | None = None
    has_catalogue: bool = True
    allows_other_study: bool = True


@dataclass(frozen=True)
class RateEntry:
    """An amount per 30 credits, with the source that names it."""

    scheme: str
    subject_group: str
    payer: str
    per_30_credits: int
    source: str


def as_viewer(by: User, at: datetime) -> Viewer:
    """The person who acts, with the roles in force that day."""
    return viewer_of(by, day=at.astimezone(OSLO).date())


@transaction.atomic
def copy_round(*, last: Round, by: User, at: datetime) -> Round:
    """Next year's round as a draft: last year's terms and quotas, its dates moved a year, no rates and no draw."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_is_first_copy(last))
    year = SchoolYear(last.study_year + 1)
    copy = Round.objects.create(
        study_year=year.start,
        name=last.name.replace(str(last.school_year), str(year)),
        rule_set=year.slug if year.slug in known_rulesets() else last.rule_set,
        target_groups=last.target_groups,
        state_money_autumn=last.state_money_autumn,
        state_money_spring=last.state_money_spring,
        remainder_places=last.remainder_places,
        has_catalogue=last.has_catalogue,
        allows_other_study=last.allows_other_study,
        copied_from=last,
        **_moments(dates_of(last).a_year_later()),
    )
    _copy_quotas(last, copy)
    record(about=f"round:{copy.pk}", verb="copied", by=by, at=at, after=RoundStatus.DRAFT, copied_from=last.pk)
    return copy


def _is_first_copy(last: Round) -> Answer:
    if not Round.objects.filter(study_year=last.study_year + 1).exists():
        return yes()
    return no("year_has_a_round", "Det finnes allerede en runde for {year}.", year=str(SchoolYear(last.study_year + 1)))


def _copy_quotas(last: Round, copy: Round) -> None:
    frames = OwnerFrame.objects.filter(round=last, quota__isnull=False)
    OwnerFrame.objects.bulk_create([OwnerFrame(round=copy, owner_id=one.owner_id, quota=one.quota) for one in frames])


def _moments(dates: RoundDates) -> dict[str, Any]:
    return {
        "opens_at": _start_of(dates.opens_on),
        "teacher_closes_at": midnight_after(dates.teacher_closes_on),
        "owner_opens_at": _start_of(dates.owner_opens_on),
        "owner_closes_at": midnight_after(dates.owner_closes_on),
        "result_on": dates.result_on,
        "admission_on": dates.admission_on,
    }


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO)


@transaction.atomic
def set_terms(*, round: Round, terms: RoundTerms, by: User, at: datetime) -> Round:
    """Changes a draft's terms. Refused once the round is announced: teachers have acted on what they read."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_is_draft(round))
    require(_known_rules(terms.rule_set))
    wanted = asdict(terms) | {"target_groups": list(terms.target_groups)}
    changes = _differences(round, wanted)
    _update(round, wanted, status=RoundStatus.DRAFT)
    if changes:
        record(about=f"round:{round.pk}", verb="changed", by=by, at=at, changes=changes)
    return round


def _is_draft(round: Round) -> Answer:
    if round.status == RoundStatus.DRAFT:
        return yes()
    return no(
        "round_announced",
        "Runden er kunngjort, og dette kan ikke endres.",
        remedy="Trekk kunngjøringen først. Det går så lenge ingen har begynt på en søknad.",
    )


def _known_rules(rule_set: str) -> Answer:
    if rule_set in known_rulesets():
        return yes()
    return no("no_such_rules", "Regelsettet «{rule_set}» finnes ikke.", field="rule_set", rule_set=rule_set)


def _differences(round: Round, wanted: dict[str, Any]) -> list[dict[str, str]]:
    pairs = [(name, getattr(round, name), value) for name, value in wanted.items()]
    return [{"field": n, "before": str(old), "after": str(new)} for n, old, new in pairs if old != new]


def _update(round: Round, values: dict[str, Any], *, status: str) -> None:
    """Writes values if the round still has the status; else someone was quicker."""
    if not Round.objects.filter(pk=round.pk, status=status).update(**values):
        raise AlreadyChanged(ROUND.label)
    for name, value in values.items():
        setattr(round, name, value)


@transaction.atomic
def change_dates(*, round: Round, dates: RoundDates, by: User, at: datetime, why: str = "") -> Round:
    """Moves the round's dates. After the announcement a reason is needed and no deadline may come earlier."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(dates.in_order())
    if round.status != RoundStatus.DRAFT:
        require(_may_move(round, dates, why))
    before, wanted = asdict(dates_of(round)), asdict(dates)
    changes = [
        {"field": name, "before": str(before[name]), "after": str(day)}
        for name, day in wanted.items()
        if before[name] != day
    ]
    if changes:
        _update(round, _moments(dates), status=round.status)
        record(about=f"round:{round.pk}", verb="dates_changed", by=by, at=at, why=why, changes=changes)
    return round


def _may_move(round: Round, dates: RoundDates, why: str) -> Answer:
    if round.status != RoundStatus.OPEN:
        return no("round_allocated", "Runden er fordelt, og datoene kan ikke endres.")
    if not why.strip():
        return no(
            "reason_missing", "Skriv hvorfor datoene endres. Begrunnelsen blir stående i historikken.", field="why"
        )
    old = dates_of(round)
    for name in ("teacher_closes_on", "owner_closes_on"):
        if getattr(dates, name) < getattr(old, name):
            return no(
                "deadline_shortened",
                "En kunngjort frist kan forlenges, ikke kortes inn.",
                remedy="Sett en dato som ikke er før den kunngjorte.",
                field=name,
            )
    return yes()


@transaction.atomic
def confirm_unchanged(*, round: Round, item: str, by: User, at: datetime) -> None:
    """Signs that something shall be the same as last year."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_is_draft(round))
    if item not in UNCHANGED:
        raise Refusal(no("no_such_item", "Dette punktet finnes ikke på sjekklisten."))
    record(about=f"round:{round.pk}", verb="confirmed", by=by, at=at, item=item)


@transaction.atomic
def open_round(*, round: Round, by: User, at: datetime) -> Round:
    """Announces the round: from now on everyone sees it, and applications open at the moment it states."""
    require(may_prepare_rounds(as_viewer(by, at)))
    for check in stops_opening(round, at=at):
        require(check.answer)
    advance(round, lifecycle=ROUND, to=RoundStatus.OPEN, by=by, at=at)
    return round


@transaction.atomic
def withdraw_announcement(*, round: Round, by: User, at: datetime, why: str) -> Round:
    """Takes the round back to draft, as long as nobody has begun an application. The draw falls away with it."""
    require(may_prepare_rounds(as_viewer(by, at)))
    locked_round(round)  # whoever begins an application now waits, and meets a draft
    require(_nobody_has_begun(round, why))
    advance(round, lifecycle=ROUND, to=RoundStatus.DRAFT, by=by, at=at, why=why)
    _update(round, {"draw_seed": "", "draw_announced_at": None}, status=RoundStatus.DRAFT)
    return round


def _nobody_has_begun(round: Round, why: str) -> Answer:
    begun = Application.objects.filter(round=round).count()
    if begun:
        return no(
            "applications_begun",
            "{count} har begynt på en søknad, så kunngjøringen kan ikke trekkes.",
            remedy="Forleng fristene i stedet, med begrunnelse.",
            count=begun,
        )
    if not why.strip():
        return no("reason_missing", "Skriv hvorfor kunngjøringen trekkes.", field="why")
    return yes()


@transaction.atomic
def announce_draw(*, round: Round, seed: str, by: User, at: datetime) -> Round:
    """Binds the text that ties are drawn with: its fingerprint is public at once, the text after the deadline.

    Once, before the teachers' deadline, never changed. Nobody can choose it by who has applied, or apply by what it is.
    """
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_may_announce(round, seed, at))
    chosen = Round.objects.filter(pk=round.pk, status=RoundStatus.OPEN, draw_announced_at__isnull=True)
    if not chosen.update(draw_seed=seed.strip(), draw_announced_at=at):
        raise AlreadyChanged(ROUND.label)
    round.draw_seed, round.draw_announced_at = seed.strip(), at
    record(about=f"round:{round.pk}", verb="draw_announced", by=by, at=at, fingerprint=round.draw_fingerprint)
    return round


def _may_announce(round: Round, seed: str, at: datetime) -> Answer:
    if round.draw_announced_at:
        return no("draw_announced", "Loddtallet er kunngjort og kan ikke endres.")
    if round.status != RoundStatus.OPEN:
        return no("round_not_open", "Kunngjør runden før loddtallet.")
    if at >= round.teacher_closes_at:
        return no(
            "too_late_for_draw",
            "Søknadsfristen er ute. Et loddtall som velges nå, kan velges etter hvem som har søkt.",
            remedy="Forleng søknadsfristen med begrunnelse, og kunngjør loddtallet før den nye fristen.",
        )
    if len(seed.strip()) < LEAST_DRAW_SEED:
        return no("draw_too_short", "Loddtallet må ha minst {least} tegn.", field="seed", least=LEAST_DRAW_SEED)
    return yes()


@transaction.atomic
def enter_rate(*, round: Round, rate: RateEntry, by: User, at: datetime) -> RoundRate:
    """Enters or replaces an amount, with source and signature. The one before stays in the history."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_may_enter(round, rate))
    use: dict[str, Any] = {"scheme": rate.scheme, "subject_group": rate.subject_group, "payer": rate.payer}
    before = RoundRate.objects.filter(round=round, **use).first()
    row, _ = RoundRate.objects.update_or_create(
        round=round,
        **use,
        defaults={
            "per_30_credits": rate.per_30_credits,
            "source": rate.source.strip(),
            "entered_by": by,
            "entered_at": at,
        },
    )
    old: dict[str, Any] = {"amount_before": before.per_30_credits, "source_before": before.source} if before else {}
    record(about=f"round:{round.pk}", verb="rate_entered", by=by, at=at, rate=asdict(rate), **old)
    return row


def _may_enter(round: Round, rate: RateEntry) -> Answer:
    if round.status not in (RoundStatus.DRAFT, RoundStatus.OPEN):
        return no("round_allocated", "Runden er fordelt. Satsene den ble fordelt med, kan ikke endres.")
    if not rate.source.strip():
        return no(
            "source_missing", "Skriv hvor satsen er hentet fra. En sats uten kilde kan ikke føres.", field="source"
        )
    return yes()


@transaction.atomic
def set_quota(*, round: Round, owner: Organisation, quota: int | None, by: User, at: datetime) -> OwnerFrame:
    """Sets how many places an owner may get at most; None is no limit. The owner's own money is the owner's to set."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_may_set_quota(round, owner))
    frame, _ = OwnerFrame.objects.get_or_create(round=round, owner=owner)
    before = frame.quota
    OwnerFrame.objects.filter(pk=frame.pk).update(quota=quota)
    frame.quota = quota
    record(
        about=f"round:{round.pk}", verb="quota_set", by=by, at=at, owner=owner.name, quota_before=before, quota=quota
    )
    return frame


def _may_set_quota(round: Round, owner: Organisation) -> Answer:
    if round.status not in (RoundStatus.DRAFT, RoundStatus.OPEN):
        return no("round_allocated", "Runden er fordelt. Kvotene den ble fordelt med, kan ikke endres.")
    if not owner.is_owner:
        return no("not_an_owner", "{name} er ikke en skoleeier.", name=owner.name)
    return yes()


@transaction.atomic
def close_round(*, round: Round, by: User, at: datetime) -> Round:
    """Ends an allocated round."""
    require(may_prepare_rounds(as_viewer(by, at)))
    advance(round, lifecycle=ROUND, to=RoundStatus.CLOSED, by=by, at=at)
    return round
