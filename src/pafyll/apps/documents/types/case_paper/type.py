"""What a case paper needs to know. Its parts are the editor's blocks with the figures of the day written in."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class Part:
    """One block: kind is heading, paragraph, list, table, figure or proposal; which fields count depends on it.

    text is also a table's caption and the words before a figure; items are a list's points, a proposal's points and
    a figure's value. amounts are the numbers of the columns with figures.
    """

    kind: str
    text: str = ""
    level: int = 2
    items: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    amounts: tuple[int, ...] = ()
    is_numbered: bool = False
    last_is_sum: bool = False


@dataclass(frozen=True)
class FigureSource:
    """Where a figure in the paper comes from. as_of is a day in words, or empty where none is known."""

    label: str
    text: str
    source: str
    as_of: str = ""


@dataclass(frozen=True)
class CasePaper:
    """bodies: who treats the case and when. follow_ups: earlier resolutions it answers. office signs, never a person.

    is_internal: issued to unions and principals before the politicians get it.
    """

    title: str
    bodies: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[FigureSource, ...]
    office: str
    edition: int = 1
    follow_ups: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    is_internal: bool = False


TYPE = document_type(__file__, label="Saksframlegg", context=CasePaper)
