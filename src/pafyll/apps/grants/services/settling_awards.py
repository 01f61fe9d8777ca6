"""What becomes of what was not used, after the accepted final report: prepared by one, decided by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, NewDecision, advance, issue_decisions, record, require
from pafyll.apps.grants.models import Award, AwardReport, AwardSettlement
from pafyll.apps.grants.permissions.after_awards import may_decide_settlement, may_settle
from pafyll.apps.grants.services.after_award_letters import settlement_letter
from pafyll.apps.grants.services.after_award_money import release
from pafyll.apps.grants.services.proposing_awards import _as_it_is, _viewer
from pafyll.apps.grants.services.replanning import replan_parts
from pafyll.apps.grants.services.telling_recipients import tell_recipient
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.collective.reporting import ReportFigures
from pafyll.domain.grants.collective.unused import LABELS, Becomes, UnusedLine, may_carry_over, what_becomes
from pafyll.domain.lifecycles.after_award import AWARD_SETTLEMENT, AwardSettlementStatus
from pafyll.domain.lifecycles.award import AwardReportStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

S = AwardSettlementStatus
KIND = "award_settlement"


@dataclass(frozen=True)
class SettlementTerms:
    """How much of what is in hand the recipient may keep into next year, by when it is used, and why."""

    carried_over: int
    grounds: str
    use_before: date | None = None


def figures_of(award: Award) -> ReportFigures:
    """The figures of the accepted final report, with what is paid now. One query. Raises DoesNotExist without one."""
    report = AwardReport.objects.get(award=award, kind=AwardReport.Kind.FINAL, status=AwardReportStatus.ACCEPTED)
    report.award = award
    return report.figures


def lines_of(award: Award, carried_over: int = 0) -> tuple[UnusedLine, ...]:
    """Every awarded krone on a line, with so much carried over, or what is in hand where that is less. One query."""
    figures = figures_of(award)
    return what_becomes(figures, carried_over=Kroner(min(max(carried_over, 0), figures.in_hand)))


def may_carry(award: Award, kroner: int) -> Answer:
    """Whether so much may be carried over: no more than is in hand, and only into a year in which the scheme stands."""
    year = award.scheme_year
    stands = year.rules.in_budget_year(year.year + 1)
    return may_carry_over(figures_of(award), kroner=Kroner(kroner), is_in_force_next_year=stands)


@transaction.atomic
def prepare_settlement(*, award: Award, terms: SettlementTerms, by: User, at: datetime) -> AwardSettlement:
    """Says what should become of every krone. Nothing moves before another decides."""
    award = _as_it_is(award)
    require(may_settle(_viewer(by, at), award, day=norwegian_day(at)))
    require(first_no([may_carry(award, terms.carried_over), _has_day(award, terms), _has_grounds(terms)]))
    kroner = _kroner(lines_of(award, terms.carried_over))
    fields = kroner | {
        "use_before": terms.use_before if terms.carried_over else None,
        "grounds": terms.grounds.strip(),
        "prepared_by": by,
        "prepared_at": at,
    }
    made, is_new = AwardSettlement.objects.get_or_create(award=award, defaults=fields)
    if is_new:
        record(about=made.about, verb="prepared", after=S.PREPARED, by=by, at=at, why=made.grounds)
        return made
    advance(made, lifecycle=AWARD_SETTLEMENT, to=S.PREPARED, by=by, at=at, why=terms.grounds.strip())
    AwardSettlement.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


@transaction.atomic
def return_settlement(*, settlement: AwardSettlement, why: str, by: User, at: datetime) -> AwardSettlement:
    """Whoever decides wants it assessed again."""
    settlement = locked_settlement(settlement)
    require(may_decide_settlement(_viewer(by, at), settlement, day=norwegian_day(at)))
    if not why.strip():
        require(no("text_missing", "Skriv hva som må vurderes på nytt.", field="why"))
    advance(settlement, lifecycle=AWARD_SETTLEMENT, to=S.RETURNED, by=by, at=at, why=why.strip())
    AwardSettlement.objects.filter(pk=settlement.pk).update(returned_because=why.strip())
    return settlement


@transaction.atomic
def decide_settlement(*, settlement: AwardSettlement, by: User, at: datetime) -> AwardSettlement:
    """Decides: what was never paid is released, and what is carried over stays. Demanding back is a case of its own."""
    settlement = locked_settlement(settlement)
    award = settlement.award
    require(may_decide_settlement(_viewer(by, at), settlement, day=norwegian_day(at)))
    _must_be_as_shown(settlement)
    advance(settlement, lifecycle=AWARD_SETTLEMENT, to=S.DECIDED, by=by, at=at, why=settlement.grounds)
    _release(settlement, award, by, at)
    settlement.decision = _decision(settlement, by, at)
    settlement.decided_by, settlement.decided_at = by, at
    settlement.save(update_fields=["decision", "decided_by", "decided_at"])
    record(about=award.about, verb="settled", by=by, at=at, why=settlement.grounds, released=settlement.released)
    settlement_letter(settlement=settlement, by=by, at=at)
    tell_recipient(award, "award_settled", at=at, settlement=settlement)
    return settlement


def locked_settlement(settlement: AwardSettlement) -> AwardSettlement:
    """The case and then its award as they are now, locked."""
    settlement = AwardSettlement.objects.select_for_update(of=("self",)).get(pk=settlement.pk)
    settlement.award = Award.objects.select_for_update(of=("self",)).select_related(
        "scheme_year__governor", "recipient", "payee"
    ).get(pk=settlement.award_id)  # fmt: skip
    return settlement


def _release(settlement: AwardSettlement, award: Award, by: User, at: datetime) -> None:
    if not settlement.released:
        return
    Award.objects.filter(pk=award.pk).update(released=F("released") + settlement.released)
    award.released += settlement.released
    why = "Ikke brukt og ikke betalt ut"
    release(award, settlement.released, key=f"{settlement.about}:release", why=why, by=by, at=at)
    replan_parts(award, day=norwegian_day(at))


def _must_be_as_shown(settlement: AwardSettlement) -> None:
    """A part that was paid in the meantime moves kroner between the lines: it is prepared anew then."""
    shown = {name: getattr(settlement, name) for name in ("used", "released", "carried_over", "to_recover")}
    if _kroner(lines_of(settlement.award, settlement.carried_over)) != shown:
        raise AlreadyChanged(AWARD_SETTLEMENT.label)


def _kroner(lines: tuple[UnusedLine, ...]) -> dict[str, int]:
    found = {line.becomes: int(line.amount) for line in lines}
    return {
        "used": found.get(Becomes.USED, 0),
        "released": found.get(Becomes.RELEASED, 0),
        "carried_over": found.get(Becomes.CARRIED_OVER, 0),
        "to_recover": found.get(Becomes.REPAID, 0),
    }


def _decision(settlement: AwardSettlement, by: User, at: datetime) -> Decision:
    award = settlement.award
    lines = [
        {
            "label": LABELS[line.becomes],
            "payer": "state",
            "budget_year": award.scheme_year.year,
            "amount": line.amount,
            "because": line.because,
            "facts": line.facts,
            "source": "Sluttrapporten",
        }
        for line in lines_of(award, settlement.carried_over)
    ]
    grounds = {"grounds": settlement.grounds, "use_before": str(settlement.use_before or "")}
    new = NewDecision(settlement.about, S.DECIDED.value, grounds, lines)
    prepared_by = settlement.prepared_by
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=prepared_by, decided_by=by, at=at, told=True)[0]


def _has_day(award: Award, terms: SettlementTerms) -> Answer:
    if not terms.carried_over or (terms.use_before and terms.use_before.year > award.scheme_year.year):
        return yes()
    return no(
        "use_before_missing",
        "Skriv hvilken dag det som overføres, senest skal være brukt. Dagen må være etter budsjettåret {year}.",
        field="use_before",
        year=str(award.scheme_year.year),
    )


def _has_grounds(terms: SettlementTerms) -> Answer:
    if terms.grounds.strip():
        return yes()
    return no("grounds_missing", "Skriv hvorfor. Det står som begrunnelse i vedtaket.", field="grounds")
