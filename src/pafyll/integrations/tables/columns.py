"""How a table from outside is described: its columns, what they mean, and what a value may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a column's values are."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    LONG_TEXT = "long_text"  # with line breaks
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"  # several, apart by ";"
    DATE = "date"
    SCHOOL_YEAR = "school_year"


LONGEST_IDENTIFIER = 64
LONGEST_TEXT = 200
LONGEST_LONG_TEXT = 5000


@dataclass(frozen=True)
class Column:
    """A column: may_lack says that the file may leave it out, may_be_empty that a row may.

    least and most bound numbers; places is the most decimals; codes maps what may be written to what is meant, and
    names gives the codes the words that a fault shows. longest bounds an identifier or a text where it is kept in
    fewer signs than others. any_tenth lets one decimal be any, not only a half.
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
    names: Mapping[str, str] | None = None
    any_tenth: bool = False
    longest: int | None = None

    @property
    def known_codes(self) -> str:
        """The codes themselves, without the other spellings, for a sentence."""
        return ", ".join(self.names.values() if self.names else dict.fromkeys((self.codes or {}).values()))

    def word_for(self, code: str) -> str:
        """What a fault calls the code."""
        return (self.names or {}).get(code, code)


@dataclass(frozen=True)
class Spec:
    """A table: its name and its columns in the order that the documentation shows."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]
