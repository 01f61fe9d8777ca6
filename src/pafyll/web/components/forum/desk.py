"""What a desk says about itself when it takes the forum's pages in."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    "forums",
    "forum",
    "forum_meeting",
    "forum_minutes",
    "forum_item",
    "forum_disqualified",
    "forum_substitute",
    "forum_plan",
)


@dataclass(frozen=True)
class ForumDesk:
    """The desk's URL namespace, and whether its people also keep forums (the secretariat's pages are there)."""

    name: str
    manages: bool = False

    @property
    def to(self) -> dict[str, str]:
        """The addresses' names by what they are."""
        return {one: f"{self.name}:{one}" for one in NAMES}
