"""What the fields of a step look like as lines that a person writes, and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def code_of(label: str) -> str:
    """A pot's code from its name: Kollektive tiltak is kollektive_tiltak."""
    plain = unicodedata.normalize("NFKD", label.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (code if code[:1].isalpha() else f"pott_{code}")[:40]


def lines_from(kind: str, given: Any) -> Any:
    """The value as the pipeline's file holds it."""
    read = FROM.get(kind)
    if read is None:
        return code_of(str(given)) if kind == "new_pot" else given
    return read([line.strip() for line in str(given).splitlines() if line.strip()])


def lines_of(kind: str, value: Any, labels: Mapping[str, str]) -> str:
    """The value as lines; nothing where it is nothing, and numbers that are only asked for are left out."""
    if not value:
        return ""
    return "\n".join(TO[kind](value, labels))


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    parts = [re.split(r"[:;]", line, maxsplit=1) for line in lines]
    return [(one[0].strip(), one[1].strip() if len(one) > 1 else "") for one in parts]


def _named(lines: list[str]) -> dict[str, str]:
    return {code_of(name): _plain(value) for name, value in _pairs(lines)}


def _plain(value: str) -> str:
    """Without the spaces that part thousands, and without a per cent sign."""
    return re.sub(r"[\s%]|kr$", "", value)


def _direct(lines: list[str]) -> list[dict[str, str]]:
    found = []
    for line in lines:
        number, kroner, title = (*[part.strip() for part in line.split(";", 2)], "", "")[:3]
        found.append({"recipient": number.replace(" ", ""), "kroner": _plain(kroner), "title": title})
    return found


def _components(lines: list[str]) -> list[dict[str, Any]]:
    found = []
    for line in lines:
        label, unit, rate, factors = (*[part.strip() for part in line.split(";", 3)], "", "", "")[:4]
        pairs = [part.split("=", 1) for part in factors.split(",") if "=" in part]
        numbers = {name.strip(): _plain(times) for name, times in pairs}
        found.append(
            {"label": label, "unit": code_of(unit), "unit_label": unit, "rate": _plain(rate), "factors": numbers}
        )
    return found


FROM: Mapping[str, Callable[[list[str]], Any]] = {
    "pots": lambda lines: [code_of(line) for line in lines],
    "percents": _named,
    "sums": _named,
    "shares": lambda lines: {re.sub(r"\s", "", name): _plain(value) for name, value in _pairs(lines)},
    "direct": _direct,
    "components": _components,
}


def _asked(value: Any) -> str:
    """A number that is only asked for is left for the person to write."""
    return "" if isinstance(value, Mapping) else str(value)


TO: Mapping[str, Callable[[Any, Mapping[str, str]], list[str]]] = {
    "pots": lambda value, labels: [labels.get(name, name) for name in value],
    "percents": lambda value, labels: [f"{labels.get(name, name)}: {_asked(share)}" for name, share in value.items()],
    "sums": lambda value, labels: [f"{labels.get(name, name)}: {_asked(amount)}" for name, amount in value.items()],
    "shares": lambda value, labels: [f"{name}: {_asked(share)}" for name, share in value.items()],
    "direct": lambda value, labels: [
        f"{_asked(one['recipient'])}; {_asked(one['kroner'])}; {one.get('title', '')}" for one in value
    ],
    "components": lambda value, labels: [
        f"{one.get('label', '')}; {one.get('unit_label') or one['unit']}; {_asked(one['rate'])}; "
        + ", ".join(f"{name}={times}" for name, times in one.get("factors", {}).items())
        for one in value
    ],
}
