"""What a change after the award does to the money, semester by semester, as explained lines of whole kroner.

No published rule divides a semester's money by the day on which someone stops: a semester is paid or it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pafyll.domain.grants.cost_shares import OWNER, STATE
from pafyll.domain.rules.changes import study_year_of
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester


class Happens(StrEnum):
    """What happens to an amount."""

    RELEASED = "released"  # promised and not paid: back to the round's frame
    HELD = "held"  # promised and not paid: stays promised while the study is deferred
    COMMITTED = "committed"  # newly promised
    STILL_DUE = "still_due"  # promised, and paid as planned
    KEPT = "kept"  # paid, and stays paid
    OPEN = "open"  # paid: the owner chooses between repaying and redirecting
    REPAID = "repaid"
    REDIRECTED = "redirected"
    SPARED = "spared"  # the owner's own share, no longer needed
    SHARE_KEPT = "share_kept"  # the owner's own share, as planned or already used


HAPPENS = {
    Happens.RELEASED: "Frigjøres",
    Happens.HELD: "Holdes av",
    Happens.COMMITTED: "Bindes på nytt",
    Happens.STILL_DUE: "Betales som planlagt",
    Happens.KEPT: "Utbetalt og beholdes",
    Happens.OPEN: "Utbetalt: dere velger",
    Happens.REPAID: "Betales tilbake",
    Happens.REDIRECTED: "Omdisponeres",
    Happens.SPARED: "Egen andel dere slipper",
    Happens.SHARE_KEPT: "Egen andel som står",
}


@dataclass(frozen=True)
class TermMoney:
    """A semester's money: what the state promised and the owner's own share, and what has become of the state's.

    redirected and recovered are parts of what was paid; together they are never more.
    """

    semester: Semester
    state: Kroner
    owner: Kroner = field(default_factory=Kroner)
    paid: Kroner = field(default_factory=Kroner)
    released: Kroner = field(default_factory=Kroner)
    recovered: Kroner = field(default_factory=Kroner)
    redirected: Kroner = field(default_factory=Kroner)
    share_ended: bool = False  # the owner's share is no longer needed, by a change that was carried out

    def __post_init__(self) -> None:
        amounts = (self.state, self.owner, self.paid, self.released, self.recovered, self.redirected)
        if min(amounts) < 0 or self.left < 0 or self.standing < 0:
            raise ValueError(f"The money of {self.semester.code} does not add up: {self}")

    @property
    def left(self) -> Kroner:
        """Promised, and neither paid nor released."""
        return Kroner(self.state - self.paid - self.released)

    @property
    def standing(self) -> Kroner:
        """Paid, and neither demanded back nor redirected."""
        return Kroner(self.paid - self.recovered - self.redirected)


@dataclass(frozen=True)
class EffectLine:
    """An amount, whose it is, what happens to it and why. because is a template with {names} that facts fill in."""

    what: Happens
    payer: str  # "state" or "owner"
    semester: Semester
    amount: Kroner
    because: str
    source: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.because.format_map(self.facts)

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return self.because

    @property
    def label(self) -> str:
        return HAPPENS[self.what]

    @property
    def budget_year(self) -> BudgetYear:
        return self.semester.budget_year

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(study_year_of(self.semester))


@dataclass(frozen=True)
class MoneyEffect:
    """The lines of one change. An amount that is asked for is always the sum of its lines."""

    lines: tuple[EffectLine, ...]

    def total(
        self,
        *what: Happens,
        semester: Semester | None = None,
        budget_year: BudgetYear | None = None,
        school_year: SchoolYear | None = None,
    ) -> Kroner:
        """How much of that happens, in all or in one semester, budget year or school year. Whole kroner."""
        chosen = [line for line in self.lines if line.what in what]
        chosen = [line for line in chosen if semester in (None, line.semester)]
        chosen = [line for line in chosen if budget_year in (None, line.budget_year)]
        return Kroner(sum(line.amount for line in chosen if school_year in (None, line.school_year)))

    def of(self, semester: Semester) -> list[EffectLine]:
        """The semester's lines."""
        return [line for line in self.lines if line.semester == semester]


OWNERS_PAGE = "udir.no, Informasjon til skoleeiere, videreutdanning for lærere"
DECIDED = "Direktoratets vedtak i saken"
BECAUSE = {
    "earlier_due": "Semesteret ligger før endringen og betales som planlagt",
    "earlier_paid": "Semesteret er gjennomført før endringen, så pengene beholdes",
    "not_paid": "Semesteret er ikke betalt. Pengene går tilbake til rammen for {year}",
    "paid": "Pengene er utbetalt. Skoleeier velger å betale tilbake eller bruke dem på et annet tiltak",
    "spared": "Skoleeiers egen andel trengs ikke i dette semesteret",
    "share": "Skoleeiers egen andel er som før",
    "held": "Pengene holdes av mens studiet er utsatt, til og med budsjettåret {year}",
    "repaid": "Skoleeier har valgt å betale tilbake",
    "redirected": "Skoleeier har valgt å bruke pengene på et annet tiltak",
    "moved_out": "Semesteret flyttes. Pengene for {year} går tilbake til rammen",
    "moved_in": "Semesteret flyttes hit. Pengene bindes i rammen for {year}",
    "follows": "Pengene er utbetalt og følger studiet til det nye semesteret",
    "less": "Ny beregning gir {new} i stedet for {old}. Forskjellen går tilbake til rammen",
    "more": "Ny beregning gir {new} i stedet for {old}. Forskjellen må bindes i rammen for {year}",
    "same": "Beløpet er det samme som før",
    "old_owner": "{owner} får ikke lenger pengene for dette semesteret",
    "new_owner": "{owner} overtar, og pengene bindes til den skoleeieren",
    "frozen": "Semesteret er bekreftet eller avsluttet, så beløpet endres ikke",
}


def effect_of_stopping(terms: Sequence[TermMoney], *, since: Semester) -> MoneyEffect:
    """Someone withdraws or drops out from a semester on: what is not paid is released, what is paid is a choice.

    Semesters before since are untouched. Lines of nothing are left out.
    Source: udir.no, Informasjon til skoleeiere: after payment the owner may redirect or repay; semesters that remain
    are not paid.
    """
    return _by_term(terms, since, _stopped)


def effect_of_deferring(terms: Sequence[TermMoney], *, since: Semester, holds: bool) -> MoneyEffect:
    """The study is deferred from a semester on: what is not paid is held, or released, as the authority decides.

    Money is held within its budget year only. No national rule is published: source is the authority's decision.
    """
    return _by_term(terms, since, _held if holds else _released_only)


def effect_of_choice(terms: Sequence[TermMoney], *, since: Semester, repays: bool) -> MoneyEffect:
    """The owner's choice for what was paid from a semester on: all of it is repaid, or all of it is redirected."""
    what, why = (Happens.REPAID, "repaid") if repays else (Happens.REDIRECTED, "redirected")
    lines = [_state(what, term, term.standing, why, OWNERS_PAGE) for term in terms if not term.semester < since]
    return _effect(lines)


def effect_of_moving(terms: Sequence[TermMoney], moves: Mapping[Semester, Semester]) -> MoneyEffect:
    """Semesters are moved: money is released where it was and promised anew where it comes; paid money follows."""
    return _effect([line for term in terms for line in _moved(term, moves.get(term.semester))])


def effect_of_amounts(terms: Sequence[TermMoney], new: Mapping[Semester, tuple[int, int]]) -> MoneyEffect:
    """A new scheme or study: new (state, owner) amounts for the semesters in new; the others do not change."""
    return _effect([line for term in terms for line in _repriced(term, new.get(term.semester))])


def effect_of_new_owner(terms: Sequence[TermMoney], *, moved: Iterable[Semester], old: str, new: str) -> MoneyEffect:
    """Another owner takes over the semesters in moved; what was paid stays with the one who was paid."""
    chosen = set(moved)
    return _effect([line for term in terms for line in _handed_over(term, term.semester in chosen, old, new)])


def after(terms: Sequence[TermMoney], effect: MoneyEffect) -> list[TermMoney]:
    """The money as it stands when the effect is carried out, in the order of the semesters."""
    by_semester = {term.semester: term for term in terms}
    for line in effect.lines:
        if line.what is Happens.COMMITTED and line.semester not in by_semester:
            by_semester[line.semester] = TermMoney(line.semester, Kroner(0))
        if line.semester in by_semester:
            by_semester[line.semester] = _applied(by_semester[line.semester], line)
    return sorted(by_semester.values(), key=lambda term: (term.semester.budget_year.year, term.semester.is_autumn))


def _applied(term: TermMoney, line: EffectLine) -> TermMoney:
    changes: dict[Happens, dict[str, object]] = {
        Happens.RELEASED: {"released": Kroner(term.released + line.amount)},
        Happens.COMMITTED: {"state": Kroner(term.state + line.amount)},
        Happens.REPAID: {"recovered": Kroner(term.recovered + line.amount)},
        Happens.REDIRECTED: {"redirected": Kroner(term.redirected + line.amount)},
        Happens.SPARED: {"share_ended": True},
    }
    return replace(term, **changes.get(line.what, {}))  # type: ignore[arg-type]


def _by_term(terms: Sequence[TermMoney], since: Semester, hit: Callable[[TermMoney], list[EffectLine]]) -> MoneyEffect:
    return _effect([line for term in terms for line in (_untouched(term) if term.semester < since else hit(term))])


def _untouched(term: TermMoney) -> list[EffectLine]:
    return [
        _state(Happens.STILL_DUE, term, term.left, "earlier_due", ""),
        _state(Happens.KEPT, term, term.standing, "earlier_paid", ""),
        _share(Happens.SHARE_KEPT, term, "share"),
    ]


def _stopped(term: TermMoney) -> list[EffectLine]:
    return [
        _state(Happens.RELEASED, term, term.left, "not_paid", OWNERS_PAGE),
        _state(Happens.OPEN, term, term.standing, "paid", OWNERS_PAGE),
        _share(Happens.SPARED, term, "spared"),
    ]


def _held(term: TermMoney) -> list[EffectLine]:
    return [
        _state(Happens.HELD, term, term.left, "held", DECIDED),
        _state(Happens.KEPT, term, term.standing, "frozen", DECIDED),
        _share(Happens.SHARE_KEPT, term, "share"),
    ]


def _released_only(term: TermMoney) -> list[EffectLine]:
    return [
        _state(Happens.RELEASED, term, term.left, "not_paid", DECIDED),
        _state(Happens.OPEN, term, term.standing, "paid", OWNERS_PAGE),
        _share(Happens.SPARED, term, "spared"),
    ]


def _moved(term: TermMoney, new: Semester | None) -> list[EffectLine]:
    if new is None:
        return _untouched(term)
    wanted = Kroner(term.state - term.standing)
    arriving = TermMoney(new, wanted, term.owner)
    return [
        _state(Happens.RELEASED, term, term.left, "moved_out", DECIDED),
        _state(Happens.KEPT, term, term.standing, "follows", DECIDED),
        _share(Happens.SPARED, term, "spared"),
        _state(Happens.COMMITTED, arriving, wanted, "moved_in", DECIDED),
        _share(Happens.SHARE_KEPT, arriving, "share"),
    ]


def _repriced(term: TermMoney, amounts: tuple[int, int] | None) -> list[EffectLine]:
    if amounts is None:
        return _untouched(term)
    state, owner = amounts
    facts = {"old": str(term.left), "new": str(Kroner(state))}
    stays, less, more = min(state, term.left), max(term.left - state, 0), max(state - term.left, 0)
    return [
        _state(Happens.STILL_DUE, term, stays, "same", DECIDED),
        _state(Happens.RELEASED, term, less, "less", DECIDED, facts),
        _state(Happens.COMMITTED, term, more, "more", DECIDED, facts),
        _share(Happens.SHARE_KEPT, replace(term, owner=Kroner(owner)), "share"),
    ]


def _handed_over(term: TermMoney, is_moved: bool, old: str, new: str) -> list[EffectLine]:
    if not is_moved:
        return _untouched(term)
    return [
        _state(Happens.RELEASED, term, term.left, "old_owner", DECIDED, {"owner": old}),
        _state(Happens.COMMITTED, term, term.left, "new_owner", DECIDED, {"owner": new}),
        _share(Happens.SHARE_KEPT, term, "share"),
    ]


def _state(
    what: Happens, term: TermMoney, amount: int, why: str, source: str, facts: Mapping[str, str] | None = None
) -> EffectLine:
    said = {"year": str(term.semester.budget_year), **(facts or {})}
    return EffectLine(what, STATE, term.semester, Kroner(amount), BECAUSE[why], source, said)


def _share(what: Happens, term: TermMoney, why: str) -> EffectLine:
    amount = 0 if term.share_ended else term.owner
    return EffectLine(what, OWNER, term.semester, Kroner(amount), BECAUSE[why])


def _effect(lines: Iterable[EffectLine]) -> MoneyEffect:
    return MoneyEffect(tuple(line for line in lines if line.amount))
