"""What the receipt for a needs notification needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question and what was answered, in words. Empty where nothing was."""

    question: str
    answer: str

    @property
    def lines(self) -> list[str]:
        """A paragraph for each line that says something."""
        return [line for line in self.answer.splitlines() if line.strip()]


@dataclass(frozen=True)
class AnsweredSection:
    """A part of the form."""

    title: str
    rows: tuple[AnsweredQuestion, ...]


@dataclass(frozen=True)
class SentFile:
    """A file that followed, with its own fingerprint."""

    name: str
    sha256: str


@dataclass(frozen=True)
class NeedsReceipt:
    """fingerprint is SHA-256 of what was stored, in hexadecimal."""

    number: str
    owner: str
    scheme: str
    governor: str
    stored_at: datetime
    stored_by: str
    sections: tuple[AnsweredSection, ...]
    files: tuple[SentFile, ...]
    fingerprint: str


TYPE = document_type(__file__, label="Kvittering for behovsmelding", context=NeedsReceipt)
