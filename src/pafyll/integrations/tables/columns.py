"""How a table from outside is described: its columns, what they mean, and what a value may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a column's values are."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"  # several, apart by ";"


LONGEST_IDENTIFIER = 64
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Column:
    """A column: may_lack says that the file may leave it out, may_be_empty that a row may.

    least and most bound numbers; places is the most decimals; codes maps what may be written to what is meant.
    """

    name: str
    meaning: str
    kind: Kind
    may_lack: bool = False
    may_be_empty: bool = False
    least: int = 0
    most: int = 10**12
    places: int = 2
    codes: Mapping[str, str] | None = None
    if_empty: bool | int | str | None = None

    @property
    def known_codes(self) -> str:
        """The codes themselves, without the other spellings, for a sentence."""
        return ", ".join(dict.fromkeys((self.codes or {}).values()))


@dataclass(frozen=True)
class Spec:
    """A table: its name and its columns in the order that the documentation shows."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]
