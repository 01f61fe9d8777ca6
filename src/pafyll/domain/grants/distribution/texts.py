"""A sentence that is translated first and filled in afterwards; facts may be sentences themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Translate = Callable[[str], str]
DECIMALS = ["", *[f",{rest:02d}".rstrip("0") for rest in range(1, 100)]]  # of hundredths


def unchanged(text: str) -> str:
    """Bokmål is the source text."""
    return text


@dataclass(frozen=True)
class Text:
    """A template with {names} that facts fill in. str() gives bokmål."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def said(self, translate: Translate = unchanged) -> str:
        """The sentence in the translator's language."""
        facts = {name: _said(value, translate) for name, value in self.facts.items()}
        return translate(self.template).format_map(facts)

    def sentence(self, translate: Translate = unchanged) -> str:
        """As said, with a capital letter first."""
        text = self.said(translate)
        return text[:1].upper() + text[1:]

    def __str__(self) -> str:
        return self.said()


def listed(parts: Sequence[Text], last: str = " og ") -> Text:
    """«a, b og c» as one sentence part."""
    names = [f"{{p{at}}}" for at in range(len(parts))]
    joined = last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return Text(joined, {f"p{at}": part for at, part in enumerate(parts)})


def plain(text: str) -> Text:
    """A name that stands as it is: braces in it mean nothing."""
    return Text("{name}", {"name": text})


def grouped(number: int) -> str:
    """Thousands apart by a no-break space."""
    if 0 <= number < 1_000:
        return str(number)
    return f"{number:,}".replace(",", "\u00a0").replace("-", "\u2212")


def hundredths(number: int) -> str:
    """A number of hundredths as a Norwegian reader writes it, without decimals it does not need: 21240 is 212,4."""
    whole, rest = divmod(number, 100)
    return grouped(whole) + DECIMALS[rest]


def _said(value: Any, translate: Translate) -> Any:
    return value.said(translate) if isinstance(value, Text) else value
