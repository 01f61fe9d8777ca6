"""Two places where Feide puts an identity number, and what its groups say about where somebody works.

Source: docs.feide.no, "User identifiers" and "Groups API".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PREFIX = "nin:"


def number_in(userinfo: dict[str, Any]) -> str:
    """The identity number of an extended userinfo, "" when there is none or when there are two different ones.

    With a Feide account it is norEduPersonNIN; for those who came by ID-porten it is among userid-sec.
    """
    found = [*_plain(userinfo.get("norEduPersonNIN")), *_secondary(userinfo.get("userid-sec"))]
    numbers = {text for text in found if len(text) == 11 and text.isascii() and text.isdigit()}
    return numbers.pop() if len(numbers) == 1 else ""


def _plain(value: object) -> list[str]:
    return [text for text in _all(value) if not text.startswith(PREFIX)]


def _secondary(value: object) -> list[str]:
    return [text.removeprefix(PREFIX) for text in _all(value) if text.startswith(PREFIX)]


def _all(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one.strip() for one in values if isinstance(one, str)]


@dataclass(frozen=True)
class Affiliation:
    """Somebody belongs to an organisation or a school, as Feide knows it: evidence, never a role here."""

    number: str  # organisation number, nine digits
    name: str
    is_employee: bool
    is_primary: bool


def affiliations_in(groups: list[dict[str, Any]]) -> list[Affiliation]:
    """Organisations and schools among the groups of a person; teaching groups and what has no number are left out."""
    return [found for group in groups if (found := _affiliation(group))]


def _affiliation(group: dict[str, Any]) -> Affiliation | None:
    if group.get("type") not in ("fc:org", "fc:orgunit"):
        return None
    stated = str(group.get("norEduOrgNIN") or group.get("id", "").rpartition(":")[2])
    number = stated.removeprefix("NO")
    if len(number) != 9 or not number.isdigit():
        return None
    membership = group.get("membership") or {}
    return Affiliation(
        number,
        str(group.get("displayName", "")),
        "employee" in membership.get("affiliation", []) or membership.get("primaryAffiliation") == "employee",
        bool(membership.get("primarySchool")),
    )
