"""How much of a study the teacher does in her own time. Time, not money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="substitute")
CREDITS_OF_A_YEAR = 60


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
    """The teacher's own time by the rule on the day. Raises NoValueInForce for the substitute scheme before 2012."""
    if scheme != "substitute":
        text = "Studiet tas i lærerens egen tid. Staten betaler for det med stipendet."
        return OwnTime(None, text, "udir.no, Stipendordning", {})
    share = P["own_time_percent_substitute"].dated(day)
    percent = Decimal(share.value) * credits / CREDITS_OF_A_YEAR
    shown = f"{percent.quantize(Decimal('0.1')).normalize():f}".replace(".", ",")
    text = "{percent} % av et årsverk i egen tid, ved siden av jobben"
    return OwnTime(percent, text, share.source, {"percent": shown})
