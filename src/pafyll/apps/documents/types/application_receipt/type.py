"""What the receipt for an application needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class Answered:
    """A question of the form and what was answered, in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Change:
    """An answer that differs from the version before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ApplicationReceipt:
    """content_hash is SHA-256 of what was stored, in hexadecimal."""

    round_name: str
    version: int
    received_at: datetime
    content_hash: str
    answers: tuple[Answered, ...]
    closes_on: date
    owner_closes_on: date
    result_on: date
    principal: str
    owner: str
    changes: tuple[Change, ...] = ()


TYPE = document_type(__file__, label="Kvittering for søknad", context=ApplicationReceipt)
