"""Which app owns which kind of decision. Upper apps register when Django starts; lower apps ask here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of decision: its code, its Norwegian name, the app that owns it, and its outcomes with their labels."""

    code: str
    label: str
    owner: str
    outcomes: dict[str, str]

    def outcome_label(self, outcome: str) -> str:
        """The outcome in words. Raises KeyError for one that the kind does not have."""
        return self.outcomes[outcome]


class UnknownKind(LookupError):
    """A decision of a kind that no app has registered."""


_kinds: dict[str, Kind] = {}


def register(code: str, *, label: str, owner: str, outcomes: dict[str, str]) -> None:
    """Says that the app owns the kind. Called from AppConfig.ready(); twice by the same app changes nothing."""
    kind = Kind(code, label, owner, outcomes)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"{code} is already registered by {_kinds[code].owner}")


def kind_of(code: str) -> Kind:
    """The kind with the code. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def known_kinds() -> list[Kind]:
    """All kinds, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
