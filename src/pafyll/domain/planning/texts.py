"""Every Norwegian sentence of the planner, as templates that are translated first and filled in afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEMPLATES: dict[str, str] = {}


@dataclass(frozen=True)
class Text:
    """A sentence: translate `template` first, then fill in `facts`. str() gives bokmål."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)
