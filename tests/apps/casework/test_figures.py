"""Live figures: what a paper keeps, and how it knows that the plan has moved on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from pafyll.apps.casework import figures
from pafyll.apps.casework.figures import Figure, Kept, Offered, UnknownFigure
from pafyll.apps.organisations.models import Organisation
from tests.fixtures.clock import as_moment

AT = as_moment("2026-03-10")
AVAILABLE = "sample:2027:municipal:available"
FJORDVIK = Organisation(name="Fjordvik kommune")


@dataclass
class Budget:
    """A budget in miniature: what its lines are worth now."""

    lines: dict[str, int] = field(default_factory=lambda: {AVAILABLE: 2_000_000})
    asked: list[str] = field(default_factory=list)

    def resolve(self, reference: str, *, owner: Organisation) -> Figure:
        self.asked.append(reference)
        if reference not in self.lines:
            raise UnknownFigure(reference)
        amount = self.lines[reference]
        return Figure(amount, "NOK", f"{amount} kr", "Disponibelt", "Budsjettet", "/eier/budsjett/", date(2026, 3, 1))

    def offer(self, *, owner: Organisation, about: str) -> list[Offered]:
        return [Offered(reference, "Disponibelt") for reference in self.lines]


@pytest.fixture
def budget(monkeypatch: pytest.MonkeyPatch) -> Budget:
    registry: Any = figures._registry
    monkeypatch.setattr(registry, "resolve", dict(registry.resolve))
    monkeypatch.setattr(registry, "offer", dict(registry.offer))
    made = Budget()
    figures.register("sample", made.resolve, offer=made.offer)
    return made


def test_a_figure_is_kept_with_its_source_and_the_day_it_was_written(budget: Budget) -> None:
    kept = figures.keep(AVAILABLE, owner=FJORDVIK, at=AT)

    assert (kept.value, kept.unit, kept.source, kept.as_of) == (2_000_000, "NOK", "Budsjettet", "2026-03-01")
    assert Kept.from_plain(kept.as_plain()) == kept


def test_a_figure_that_has_moved_says_what_it_was_and_what_it_is(budget: Budget) -> None:
    kept = figures.keep(AVAILABLE, owner=FJORDVIK, at=AT)
    assert figures.standing_of(kept, owner=FJORDVIK).state == figures.CURRENT

    budget.lines[AVAILABLE] = 1_800_000
    standing = figures.standing_of(kept, owner=FJORDVIK)

    assert standing.is_moved
    assert standing.now is not None
    assert (standing.kept.value, standing.now.value) == (2_000_000, 1_800_000)


def test_a_figure_whose_line_is_gone_says_so(budget: Budget) -> None:
    kept = figures.keep(AVAILABLE, owner=FJORDVIK, at=AT)
    budget.lines.clear()

    standing = figures.standing_of(kept, owner=FJORDVIK)
    assert (standing.state, standing.now) == (figures.GONE, None)


def test_a_reference_that_stands_in_ten_places_is_asked_for_once(budget: Budget) -> None:
    kept = figures.keep(AVAILABLE, owner=FJORDVIK, at=AT)
    budget.asked.clear()

    assert len(figures.standings([kept] * 10, owner=FJORDVIK)) == 10
    assert budget.asked == [AVAILABLE]


def test_a_reference_that_nobody_answers_for_is_unknown() -> None:
    with pytest.raises(UnknownFigure):
        figures.resolve("weather:2027", owner=FJORDVIK)


def test_two_cannot_answer_for_the_same_prefix(budget: Budget) -> None:
    with pytest.raises(ValueError, match="already answered"):
        figures.register("sample", Budget().resolve)


def test_every_figure_that_is_offered_can_be_resolved(budget: Budget) -> None:
    offered = figures.offered(owner=FJORDVIK)

    assert AVAILABLE in {one.reference for one in offered}
    assert all(figures.resolve(one.reference, owner=FJORDVIK).source for one in offered if one.reference == AVAILABLE)
