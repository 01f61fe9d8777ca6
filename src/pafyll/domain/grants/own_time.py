"""How much of a study the teacher does in her own time. Time, not money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pafyll.domain.grants.in_kind import percent_of_a_year
from pafyll.domain.schemes import schemes
from pafyll.domain.schemes.scheme import OWN_TIME
from pafyll.domain.values import percent_text


@dataclass(frozen=True)
class OwnTime:
    """Own time beside the job, in percent of a year's work, why, and where it is from.

    percent is None where no figure is published; text is a template that facts fill in.
    """

    percent: Decimal | None
    text: str
    source: str
    facts: dict[str, str]

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


@lru_cache(maxsize=256)
def own_time(scheme: str, credits: Decimal, day: date) -> OwnTime:
    """The teacher's own time by the rule on the day. Raises NoValueInForce for a scheme before its first rule."""
    rules = schemes()[scheme].parameters.get(OWN_TIME)
    if rules is None:
        return OwnTime(None, TEXTS["all"], "udir.no, Stipendordning", {})
    rule = rules.dated(day)
    percent = percent_of_a_year(rule, credits)
    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    return OwnTime(exact, TEXTS["some"], rule.source, {"percent": percent_text(percent)})


TEXTS = {
    "some": "{percent} % av et årsverk i egen tid, ved siden av jobben",
    "all": "Studiet tas i lærerens egen tid. Staten betaler for det med stipendet.",
}
