"""What a scheme must say before it is announced, and what in a copy is still last year's.

Økonomibestemmelsene 6.2.3 asks for goal, target group, criteria for reaching the goal, award criteria, follow-up and
control, and evaluation; 6.3.1 that the announcement reaches all who may receive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.round_dates import a_year_after

RULES, ANNOUNCEMENT = "Økonomibestemmelsene 6.2.3", "Økonomibestemmelsene 6.3.1"
LABELS = {
    "purpose": "Formål",
    "target_group": "Målgruppe",
    "goal_criteria": "Kjennetegn på måloppnåelse",
    "award_criteria": "Tildelingskriterier",
    "follow_up": "Oppfølging og kontroll",
    "evaluation_plan": "Plan for evaluering",
    "appropriation": "Bevilgning",
    "appropriation_source": "Hjemmel for bevilgningen",
    "opens_on": "Åpner",
    "closes_on": "Siste dag for å melde behov",
    "recommendation_due": "Frist for innstillingen",
    "report_due": "Frist for rapporten",
    "own_contribution": "Egenfinansiering",
}
WORDS = ("purpose", "target_group", "goal_criteria", "award_criteria", "follow_up", "evaluation_plan")
NEEDED = {
    **dict.fromkeys(WORDS, RULES),
    "appropriation": RULES,
    "appropriation_source": RULES,
    "opens_on": ANNOUNCEMENT,
    "closes_on": ANNOUNCEMENT,
    "report_due": RULES,
}
MOVED = ("opens_on", "closes_on", "recommendation_due", "report_due")
OWN = ("own_contribution_percent", "own_contribution_base", "own_working_time_counts")


IN_ORDER = yes("in_order", "Fylt ut.")
STILL_LAST_YEARS = no("still_last_years", "Fortsatt som i fjor.", remedy="Endre, eller bekreft at det skal være likt.")


class Announced(Protocol):
    """What is announced: the words, the money and the days, each empty until it is decided."""

    purpose: Any
    target_group: Any
    goal_criteria: Any
    award_criteria: Any
    follow_up: Any
    evaluation_plan: Any
    appropriation: Any
    appropriation_source: Any
    recommendation_due: Any
    report_due: Any

    @property
    def opens_on(self) -> Any: ...

    @property
    def closes_on(self) -> Any: ...


def missing_before_announcing(year: Announced) -> list[Answer]:
    """A no for each thing that must be there and is not, with the field and the rule that asks for it."""
    return [_missing(name, law) for name, law in NEEDED.items() if _is_empty(getattr(year, name))]


def _is_empty(value: Any) -> bool:
    return value is None or value == 0 or (isinstance(value, str) and not value.strip())


def _missing(name: str, law: str) -> Answer:
    return no(
        "missing_before_announcing",
        "{label} er ikke fylt ut.",
        remedy="Fyll det ut før ordningen kunngjøres.",
        law=law,
        field=name,
        label=LABELS[name],
    )


def still_last_years(this: Announced, last: Announced, *, confirmed: Collection[str] = ()) -> list[str]:
    """The fields that say what last year's said, a day being last year's when it is only moved a year.

    confirmed are those that somebody has said shall be the same. What is empty is missing, not last year's.
    """
    return [name for name in (*WORDS, *MOVED, "own_contribution") if name not in confirmed and _same(this, last, name)]


def _same(this: Announced, last: Announced, name: str) -> bool:
    if name == "own_contribution":
        own = [(getattr(this, part, None), getattr(last, part, None)) for part in OWN]
        return any(now not in (None, "") for now, _then in own) and all(now == then for now, then in own)
    now, then = getattr(this, name), getattr(last, name)
    if _is_empty(now) or _is_empty(then):
        return False
    return bool(now == (a_year_after(then) if name in MOVED else then))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """What has changed, field by field, as it is kept in the history."""
    return [
        {"field": name, "before": _written(before.get(name)), "after": _written(value)}
        for name, value in after.items()
        if before.get(name) != value
    ]


def _written(value: Any) -> str:
    return "" if value is None else str(value)
