"""What a desk says about itself when it takes in the pages about what follows an award."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    "awards",
    "award",
    "award_report",
    "apply_for_change",
    "award_change",
    "take_back_award_change",
    "award_recovery",
    "award_control",
    "attach_to_control",
    "award_control_file",
    "after_award_letter",
)


@dataclass(frozen=True)
class AfterAwardDesk:
    """The desk's URL namespace."""

    name: str

    @property
    def to(self) -> dict[str, str]:
        """The addresses' names by what they are."""
        return {one: f"{self.name}:{one}" for one in NAMES}
