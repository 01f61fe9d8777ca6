"""A round as the engine's three tables: the same that the command line reads from files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pafyll.apps.applications.models import Application, OwnerFrame, Round, RoundRate
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.allocation import Problem, Rate, Rates, RuleSet, problem_from_tables, ruleset
from pafyll.domain.allocation.problem import NO_LIMIT
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.rules.subjects import SUBJECTS

S = ApplicationStatus
TAKES_PART = (S.RANKED, S.GRANTED, S.REFUSED)
OTHER_STUDY = "annet-"  # the codes of studies outside the catalogue begin so
SEMESTERS = {"both": None, "autumn": "H", "spring": "V"}

OFFER_COLUMNS = {
    "offer_id": pl.String,
    "provider": pl.String,
    "subject": pl.String,
    "semesters": pl.String,
    "credits": pl.String,  # a decimal as text, so that no digit is lost
    "capacity": pl.Int64,
    "title": pl.String,
}
APPLICATION_COLUMNS = {
    "application_id": pl.String,
    "person_id": pl.String,
    "owner_id": pl.String,
    "school_id": pl.String,
    "approved": pl.Boolean,
    "owner_rank": pl.Int64,
    "lacks_credits": pl.Boolean,
    "offer_1": pl.String,
    "offer_2": pl.String,
    "scheme_1": pl.String,
    "scheme_2": pl.String,
    "travel_1": pl.Int64,
    "travel_2": pl.Int64,
    "semesters": pl.String,
}
OWNER_COLUMNS = {
    "owner_id": pl.String,
    "teacher_fte": pl.String,
    "quota": pl.Int64,
    "budget_autumn": pl.Int64,
    "budget_spring": pl.Int64,
    "county": pl.String,
    "flags": pl.String,
    "name": pl.String,
}


@dataclass(frozen=True, eq=False)
class RoundTables:
    """Everything that a run depends on. Two equal ones give the same bytes."""

    offers: pl.DataFrame
    applications: pl.DataFrame
    owners: pl.DataFrame
    rates: Rates
    state_money: tuple[int, ...]
    rules: RuleSet

    def problem(self) -> Problem:
        """The engine's input. Raises NoRate where a wish has no rate."""
        return problem_from_tables(
            offers=self.offers,
            applications=self.applications,
            owners=self.owners,
            rates=self.rates,
            state_money=self.state_money,
            contract_order=self.rules.contract_order,
        )

    @property
    def offer_names(self) -> dict[str, str]:
        """What each offer is called in a sentence, by code."""
        rows = self.offers.select("offer_id", "title", "provider").iter_rows()
        return {code: f"{title}, {provider}" for code, title, provider in rows if not code.startswith(OTHER_STUDY)}

    @property
    def names(self) -> dict[str, str]:
        """What each offer and owner is called, by code."""
        return self.offer_names | dict(self.owners.select("owner_id", "name").iter_rows())

    def changed(self, changes: Changes) -> RoundTables:
        """The tables of a scenario."""
        return replace(
            self,
            offers=changes.to_offers(self.offers),
            owners=changes.to_owners(self.owners),
            rates=changes.to_rates(self.rates),
            state_money=changes.to_money(self.state_money),
            rules=changes.to_rules(self.rules),
        )


def tables_of_round(round: Round) -> RoundTables:
    """The round as it stands: ranked applications, published offers, owners' frames and entered rates. Five queries.

    An owner's ranks are closed up where an applicant has withdrawn, so they run from 1 without gaps.
    """
    rows = _application_rows(round)
    return RoundTables(
        offers=_frame([*_offer_rows(round, rows), *_other_study_rows(rows)], OFFER_COLUMNS, "offer_id"),
        applications=_frame(_ranked(rows), APPLICATION_COLUMNS, "application_id"),
        owners=_frame(_owner_rows(round, {row["owner__number"] for row in rows}), OWNER_COLUMNS, "owner_id"),
        rates=rates_of(round),
        state_money=_state_money(round),
        rules=rules_of(round),
    )


def problem_from_round(round: Round, changes: Changes | None = None) -> Problem:
    """The engine's input for the round, with a scenario's changes when there are any."""
    return tables_of_round(round).changed(changes or Changes()).problem()


def rules_of(round: Round) -> RuleSet:
    """The rules that the round is allocated under: its rule set, with its own number of shared places."""
    return ruleset(round.rule_set).with_options(shared_places=round.remainder_places)


def rates_of(round: Round) -> Rates:
    """The entered rates; a subject group's own rate stands before the one for every subject. One query."""
    entered = {(row.scheme, row.subject_group, row.payer): row for row in RoundRate.objects.filter(round=round)}
    uses = sorted({(scheme, group) for scheme, group, _ in entered}, key=lambda use: (use[0], use[1] == "", use[1]))
    found = (_rate(entered, scheme, group) for scheme, group in uses)
    return Rates(rate for rate in found if rate is not None)


def _rate(entered: dict[tuple[str, str, str], RoundRate], scheme: str, group: str) -> Rate | None:
    """None where the state's or (in the substitute scheme) the owner's part is missing: nothing is guessed."""
    state, owner = (entered.get((scheme, group, who)) or entered.get((scheme, "", who)) for who in ("state", "owner"))
    if state is None or (owner is None and scheme == "substitute"):
        return None
    return Rate(
        scheme=scheme,
        state_per_30_credits=state.per_30_credits,
        owner_per_30_credits=owner.per_30_credits if owner else 0,
        source=state.source,
        subjects=frozenset(code for code, subject in SUBJECTS.items() if group and subject.group == group),
    )


def _state_money(round: Round) -> tuple[int, ...]:
    """One unlimited total, or (autumn, spring) when at least one of them has a limit."""
    money = (round.state_money_autumn, round.state_money_spring)
    if money == (None, None):
        return (NO_LIMIT,)
    return tuple(NO_LIMIT if one is None else one for one in money)


def _application_rows(round: Round) -> list[dict[str, Any]]:
    taking_part = Application.objects.filter(round=round, status__in=TAKES_PART, ranking_entry__isnull=False)
    rows = taking_part.order_by("owner_id", "ranking_entry__position").values(
        "number",
        "person_id",
        "owner__number",
        "school__number",
        "lacks_credits",
        "offer_1__code",
        "offer_2__code",
        "other_study_subject",
        "other_study_credits",
        "semesters",
        "scheme_1",
        "scheme_2",
        "travel_1",
        "travel_2",
        "approval__scheme",
    )
    return [dict(row) for row in rows]


def _ranked(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per application, in each owner's order, ranked from 1 without gaps."""
    count: Counter[str] = Counter()
    return [_application(row, _next(count, row["owner__number"])) for row in rows]


def _next(count: Counter[str], owner: str) -> int:
    count[owner] += 1
    return count[owner]


def _application(row: dict[str, Any], rank: int) -> dict[str, Any]:
    chosen = row["approval__scheme"]
    is_other = row["offer_1__code"] is None
    return {
        "application_id": row["number"],
        "person_id": str(row["person_id"]),
        "owner_id": row["owner__number"],
        "school_id": row["school__number"],
        "approved": True,
        "owner_rank": rank,
        "lacks_credits": row["lacks_credits"],
        "offer_1": other_study_code(row) if is_other else row["offer_1__code"],
        "offer_2": row["offer_2__code"],
        "scheme_1": chosen or row["scheme_1"] or None,
        "scheme_2": None if chosen else row["scheme_2"] or None,
        "travel_1": row["travel_1"],
        "travel_2": row["travel_2"],
        "semesters": None if is_other else SEMESTERS[row["semesters"]],
    }


def other_study_code(row: dict[str, Any]) -> str:
    """The code that stands for studies outside the catalogue with the same subject, credits and semesters."""
    terms = SEMESTERS[row["semesters"]] or "HV"
    credits = f"{row['other_study_credits'] or 0:f}".rstrip("0").rstrip(".")
    return f"{OTHER_STUDY}{row['other_study_subject'] or 'other'}-{credits}-{terms}"


def _offer_rows(round: Round, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Published offers, and the others that somebody has applied for: those have no places any more."""
    wished = {row[name] for row in rows for name in ("offer_1__code", "offer_2__code")} - {None}
    offers = StudyOffer.objects.filter(study_year=round.study_year).values_list(
        "code", "programme__provider__name", "programme__subject", "semesters", "starts_in", "programme__credits",
        "capacity", "programme__name", "status",
    )  # fmt: skip
    published = StudyOffer.Status.PUBLISHED
    return [_offer(*row[:8], row[8] == published) for row in offers if row[8] == published or row[0] in wished]


def _offer(
    code: str,
    provider: str,
    subject: str,
    semesters: int,
    starts_in: str,
    credits: Any,
    capacity: int,
    title: str,
    is_given: bool,
) -> dict[str, Any]:
    return {
        "offer_id": code,
        "provider": provider,
        "subject": subject,
        "semesters": "HV" if semesters > 1 else starts_in,
        "credits": f"{credits:f}",
        "capacity": capacity if is_given else 0,
        "title": title,
    }


def _other_study_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Studies outside the catalogue: the provider admits on its own, so places never limit here."""
    others = [row for row in rows if row["offer_1__code"] is None]
    count = Counter(other_study_code(row) for row in others)
    by_code = {other_study_code(row): row for row in others}
    return [
        {
            "offer_id": code,
            "provider": "",
            "subject": row["other_study_subject"] or "other",
            "semesters": SEMESTERS[row["semesters"]] or "HV",
            "credits": f"{row['other_study_credits'] or 0:f}",
            "capacity": count[code],
            "title": "Annet studium",
        }
        for code, row in by_code.items()
    ]


def _owner_rows(round: Round, numbers: set[str]) -> list[dict[str, Any]]:
    frames = {frame.owner_id: frame for frame in OwnerFrame.objects.filter(round=round)}
    owners = Organisation.objects.filter(number__in=numbers)
    return [_owner(owner, frames.get(owner.pk)) for owner in owners]


def _owner(owner: Organisation, frame: OwnerFrame | None) -> dict[str, Any]:
    fte = owner.teacher_fte_hundredths
    return {
        "owner_id": owner.number,
        "teacher_fte": f"{fte // 100}.{fte % 100:02d}",
        "quota": frame.quota if frame else None,
        "budget_autumn": frame.budget_autumn if frame else None,
        "budget_spring": frame.budget_spring if frame else None,
        "county": owner.county_code,
        "flags": ";".join(sorted(owner.flags)),
        "name": owner.name,
    }


def _frame(rows: list[dict[str, Any]], schema: dict[str, Any], key: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row").sort(key)
