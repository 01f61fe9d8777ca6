"""The five answers, and what each carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

MEETS, EXEMPT, LACKS, DEVIATION, UNKNOWN = "meets", "exempt", "lacks", "deviation", "unknown"
VERDICTS = {
    MEETS: "oppfyller kravet",
    EXEMPT: "unntatt fra kravet",
    LACKS: "mangler studiepoeng",
    DEVIATION: "avvik bestemt",
    UNKNOWN: "ikke kjent",
}


@dataclass(frozen=True)
class Standing:
    """How a teacher stands to the requirement in a subject she teaches: one of five verdicts, and why.

    missing is in credits, and 0 unless the verdict is "lacks"; short is what she is short of whatever the verdict.
    code names the ground; text is a template over facts; law, source and dated (the day the rule is in force from)
    say where the answer comes from. until is the last day that the answer holds; None where no end is set.
    notes tell what else one should know, remedy what to do.
    """

    subject: str
    stage: str
    verdict: str
    required: int | None
    held: Decimal | None
    missing: Decimal = Decimal(0)
    source: str = ""
    code: str = ""
    text: str = ""
    law: str = ""
    dated: date | None = None
    until: date | None = None
    notes: tuple[str, ...] = ()
    remedy: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lacks(self) -> bool:
        return self.verdict == LACKS

    @property
    def short(self) -> Decimal:
        """Credits that are short of the requirement, also for the exempt; 0 where it is met or not known."""
        if self.verdict in (MEETS, UNKNOWN) or self.required is None or self.held is None:
            return Decimal(0)
        return max(Decimal(self.required) - self.held, Decimal(0))

    @property
    def verdict_text(self) -> str:
        """The verdict in words, without the number."""
        return VERDICTS[self.verdict]

    def __str__(self) -> str:
        return self.text.format_map(self.facts)
