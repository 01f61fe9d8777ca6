"""Two places where Feide puts an identity number.

Source: docs.feide.no, "User identifiers".
"""

from __future__ import annotations

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
