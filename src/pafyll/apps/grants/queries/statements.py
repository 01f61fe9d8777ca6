"""Statements as people read them: lines with what they were made from, and what is held back and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from pafyll.apps.applications.models import Participation
from pafyll.apps.casework.models import Decision
from pafyll.apps.grants.models import Commitment, Payment, PaymentStatement, Recovery, StatementLine
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.grants.bank_reasons import reason_in_words
from pafyll.domain.grants.payment_statement import (
    BECAUSE,
    LINE_LABELS,
    Demand,
    Drawn,
    Due,
    Line,
    LineKind,
    draw_statement,
)
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus, RecoveryStatus
from pafyll.domain.values import Kroner, Semester

S = PaymentStatementStatus
WITH_LINES = (S.PAYABLE, S.PAID)


@dataclass(frozen=True)
class Explanation:
    """A template and the facts that fill it in, so that it can be translated first."""

    template: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class ShownLine:
    """A line with whom it is for, why it is there, and how the amount came about. Empty where it has none of it."""

    label: str
    kroner: Kroner
    why: Explanation
    inputs: tuple[Explanation, ...]
    participation: Participation | None


@dataclass(frozen=True)
class ShownStatement:
    """A statement as it was drawn up, or as it would be now."""

    statement: PaymentStatement
    is_drawn_up: bool
    lines: list[ShownLine]
    held_back: list[ShownLine]
    payments: list[Payment]

    @property
    def total(self) -> Kroner:
        return Kroner(sum(line.kroner for line in self.lines))

    @property
    def held(self) -> Kroner:
        return Kroner(sum(line.kroner for line in self.held_back))

    @property
    def payment(self) -> Payment | None:
        """The newest."""
        return self.payments[-1] if self.payments else None

    @property
    def bank_says(self) -> Any:
        """Why the bank did not pay, with what to do; None when it has not said no."""
        last = self.payment
        return reason_in_words(last.reason_code, last.reason) if last and last.status == "rejected" else None


def statements_visible_to(viewer: Viewer) -> QuerySet[PaymentStatement]:
    """All for the directorate; an owner's people see the owner's own, and nobody else's."""
    rows = PaymentStatement.objects.select_related("round", "owner", "run").defer("run__file", "run__table")
    return rows if viewer.works_for_directorate else rows.filter(owner__in=viewer.ranks_for)


def shown_statement(statement: PaymentStatement) -> ShownStatement:
    """The statement with its lines. Eight queries at most, whatever its length."""
    drawn_up = statement.status in WITH_LINES
    drawn = _as_kept(statement) if drawn_up else drawn_now(statement)
    people = _participations([*(line.due for line in drawn.lines), *(one.due for one in drawn.held_back)])
    grounds = _decision_lines([one for one, _commitment in people.values()])
    lines = [_shown(line, people, grounds) for line in drawn.lines]
    held = [ShownLine("", one.amount, Explanation(one.because, {}), (), people[one.due][0]) for one in drawn.held_back]
    return ShownStatement(
        statement,
        drawn_up,
        lines,
        held,
        list(statement.payments.select_related("run").defer("run__file", "run__table").order_by("pk")),
    )


def drawn_now(statement: PaymentStatement) -> Drawn:
    """The statement as it would be if it were drawn up now: the same rule as the payment run uses, payee by payee."""
    semester = statement.when
    own = PaymentStatement.objects.filter(round=statement.round_id, owner=statement.owner_id)
    closed = [Semester(code) for code in own.filter(status=S.PAID).values_list("semester", flat=True)]
    waiting = [one for one in closed if one < semester]
    return draw_statement(semester=semester, dues=_dues(statement), demands=_demands(statement), closed=waiting)


def _dues(statement: PaymentStatement) -> list[Due]:
    promised = Commitment.objects.filter(round=statement.round_id, owner=statement.owner_id, statement_line=None)
    return [
        Due(one.pk, one.term.when, one.term.credits, one.left, one.term.status, one.term.is_late)
        for one in promised.select_related("term")
    ]


def _demands(statement: PaymentStatement) -> list[Demand]:
    on_their_way = StatementLine.objects.exclude(statement__status=S.PAID).exclude(recovery=None).values("recovery")
    owed = Recovery.objects.filter(owner=statement.owner_id, status=RecoveryStatus.DEMANDED).exclude(
        pk__in=on_their_way
    )
    return [Demand(one.pk, one.left, one.why) for one in owed]


def _as_kept(statement: PaymentStatement) -> Drawn:
    """The lines as they were frozen, and what was left out of them and is not paid since."""
    lines = tuple(_kept(line, statement.when) for line in statement.lines.select_related("recovery").order_by("pk"))
    return Drawn(lines, drawn_now(statement).held_back)


def _kept(line: StatementLine, semester: Semester) -> Line:
    """In the words of the rule that drew it."""
    if line.recovery is not None:
        demand = Demand(line.recovery_id or 0, Kroner(abs(line.amount)), line.recovery.why)
        facts = {"why": demand.why, "left": str(demand.left)}
        because = BECAUSE["taken" if line.kind == LineKind.CLAW_BACK else "over"]
        return Line(LineKind(line.kind), Kroner(line.amount), because, facts, demand=demand.key)
    own = Semester(line.semester)
    due = Due(line.commitment_id or 0, own, line.credits or 0, Kroner(line.amount), "confirmed", line.is_late)  # type: ignore[arg-type]
    return draw_statement(semester=semester, dues=[due], demands=[], closed=[own]).lines[0]


@reading_everything("whoever is paid for a semester sees whose it was, also when another owner has her now")
def _participations(commitments: Iterable[int | None]) -> dict[int, tuple[Participation, Commitment]]:
    keys = {key for key in commitments if key}
    rows = Commitment.objects.filter(pk__in=keys).select_related(
        "term__participation__person",
        "term__participation__school",
        "term__participation__offer__programme",
        "term__participation__application",
    )
    return {one.pk: (one.term.participation, one) for one in rows}


def _decision_lines(participations: Iterable[Participation]) -> dict[int, list[dict[str, Any]]]:
    """application: the state's lines of the decision that gave it the place, as they were decided."""
    abouts = {f"application:{one.application_id}": one.application_id for one in participations}
    found: dict[int, list[dict[str, Any]]] = {}
    decided = Decision.objects.filter(Q(kind="place"), about__in=abouts).order_by("decided_at", "pk")
    for about, lines in decided.values_list("about", "lines"):
        found[abouts[about]] = [line for line in lines if line.get("payer") == "state"]
    return found


def _shown(
    line: Line, people: dict[int, tuple[Participation, Commitment]], grounds: dict[int, list[dict[str, Any]]]
) -> ShownLine:
    label, why = LINE_LABELS[line.kind], Explanation(line.because, line.facts)
    if line.due is None or line.due not in people:
        return ShownLine(label, line.amount, why, (), None)
    participation, commitment = people[line.due]
    of_year = [
        one for one in grounds.get(participation.application_id, ()) if one["budget_year"] == commitment.budget_year
    ]
    inputs = tuple(Explanation(one.get("template", one["because"]), one.get("facts", {})) for one in of_year)
    return ShownLine(label, line.amount, why, inputs, participation)


def statements_of_owner(*, viewer: Viewer, owner: int) -> list[ShownStatement]:
    """The payee's statements, newest semester first."""
    rows = statements_visible_to(viewer).filter(owner=owner).order_by("-semester", "pk")
    return [shown_statement(one) for one in sorted(rows, key=_when, reverse=True)]


def _when(statement: PaymentStatement) -> tuple[str, bool, int]:
    return statement.semester[:4], statement.when.is_autumn, statement.pk
