"""Which app owns which kind of decision, and what it does when an appeal succeeds.

Upper apps register when Django starts; lower apps ask here. This is the one way up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from pafyll.domain.answers import Answer, yes

if TYPE_CHECKING:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.casework.models import Appeal, Decision
    from pafyll.apps.organisations.models import Organisation, Person


Words = str | Promise  # said in the language of whoever reads them


@dataclass(frozen=True)
class Subject:
    """What a decision is about, for a page and a letter: in words, to whom, and whose decision it was to allow it."""

    title: Words
    party_person: Person | None = None
    party_organisation: Organisation | None = None

    @property
    def party(self) -> str:
        return str(self.party_person or self.party_organisation or "")


@dataclass(frozen=True)
class Effect:
    """One thing that an appeal in the party's favour can lead to: what it costs, and whom it would have displaced.

    lines are explained lines of money as a decision stores them. displaced names those who would have lost their
    place if the place had been inside the frame; nobody does, because it is given beside it.
    """

    code: str
    label: Words
    lines: tuple[dict[str, Any], ...] = ()
    displaced: tuple[str, ...] = ()
    note: str = ""
    gives_place: bool = False

    def amount(self, payer: str, budget_year: int | None = None) -> int:
        """What the payer pays, in one budget year or in all."""
        chosen = [line for line in self.lines if line["payer"] == payer]
        return sum(line["amount"] for line in chosen if budget_year in (None, line["budget_year"]))

    @property
    def budget_years(self) -> list[int]:
        return sorted({line["budget_year"] for line in self.lines})


@dataclass(frozen=True)
class Reversal:
    """A decision that was replaced because an appeal succeeded: what the listeners of on_reversal are told."""

    appeal: Appeal
    old: Decision
    new: Decision
    effect: Effect
    prepared_by: User
    decided_by: User
    at: datetime


@dataclass(frozen=True)
class Reverse:
    """The order to decide anew: which decision, with which effect, by whom, when and why."""

    appeal: Appeal
    decision: Decision
    effect: str
    why: str
    prepared_by: User
    decided_by: User
    at: datetime


Listener = Callable[[Reversal], None]


@dataclass(frozen=True)
class Kind:
    """A kind of decision: its code, its Norwegian name, the app that owns it, and its outcomes with their labels.

    A kind that can be appealed also says what decisions are about, what an appeal in favour can lead to, and how the
    decision is then made anew. appeals_body is the kind of organisation that decides what is not changed before.
    may_be_appealed tells those that can be appealed from those that cannot, in a kind that has both.
    """

    code: str
    label: str
    owner: str
    outcomes: dict[str, str]
    subjects: Callable[[Sequence[Decision]], dict[int, Subject]] | None = None
    effects: Callable[[Decision], list[Effect]] | None = None
    when_reversed: Callable[[Reverse], Decision] | None = None
    appeals_body: str = ""
    may_be_appealed: Callable[[Decision], Answer] | None = None

    def outcome_label(self, outcome: str) -> str:
        """The outcome in words. Raises KeyError for one that the kind does not have."""
        return self.outcomes[outcome]

    @property
    def can_be_appealed(self) -> bool:
        return self.subjects is not None and self.when_reversed is not None


class UnknownKind(LookupError):
    """A decision of a kind that no app has registered."""


@dataclass
class _Registry:
    kinds: dict[str, Kind] = field(default_factory=dict)
    listeners: dict[str, list[Listener]] = field(default_factory=dict)


_registry = _Registry()


def register(code: str, *, label: str, owner: str, outcomes: dict[str, str], **appealed: Any) -> None:
    """Says that the app owns the kind. Called from AppConfig.ready(); twice by the same app changes nothing.

    appealed: subjects=, effects=, when_reversed=, appeals_body= and may_be_appealed= of a kind that can be appealed.
    """
    kind = Kind(code, label, owner, outcomes, **appealed)
    if _registry.kinds.setdefault(code, kind) != kind:
        raise ValueError(f"{code} is already registered by {_registry.kinds[code].owner}")


def on_reversal(code: str, listener: Listener) -> None:
    """Asks to be told when a decision of the kind is made anew after an appeal.

    Called inside the transaction, after the new decision is stored: what the listener writes is saved with it, and a
    Refusal that it raises stops the whole.
    """
    known = _registry.listeners.setdefault(code, [])
    if listener not in known:
        known.append(listener)


def tell_of(reversal: Reversal) -> None:
    """Tells everyone who asked about the kind, in the order that they asked."""
    for listener in tuple(_registry.listeners.get(reversal.old.kind, ())):
        listener(reversal)


def kind_of(code: str) -> Kind:
    """The kind with the code. Raises UnknownKind."""
    try:
        return _registry.kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def known_kinds() -> list[Kind]:
    """All kinds, by code."""
    return [_registry.kinds[code] for code in sorted(_registry.kinds)]


def can_be_appealed(decision: Decision) -> Answer:
    """Whether the kind lets the decision be appealed at all, whoever asks. May take a query."""
    may = kind_of(decision.kind).may_be_appealed
    return may(decision) if may else yes()


def subjects_of(decisions: Sequence[Decision]) -> dict[int, Subject]:
    """What each decision is about, by its key. As many queries for a hundred as for one of each kind."""
    found: dict[int, Subject] = {}
    for code in sorted({one.kind for one in decisions}):
        kind, same = kind_of(code), [one for one in decisions if one.kind == code]
        found |= kind.subjects(same) if kind.subjects else {one.pk: Subject(kind.label) for one in same}
    return found


def subject_of(decision: Decision) -> Subject:
    """What the decision is about. A kind that says nothing is named by its label."""
    return subjects_of([decision])[decision.pk]


def effects_of(decision: Decision) -> list[Effect]:
    """What an appeal in the party's favour can lead to; an empty list where the kind offers nothing."""
    kind = kind_of(decision.kind)
    return kind.effects(decision) if kind.effects else []
