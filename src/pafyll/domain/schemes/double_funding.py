"""What may not be combined: one study is not paid for twice, and a share of an owner's places has its limit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.schemes import Scheme, schemes

LIMIT = "most_percent_of_participants"


def excludes(scheme: Scheme) -> tuple[str, ...]:
    """The codes of the schemes that may not pay for the same study as this one."""
    return tuple(code for code, other in schemes().items() if other is not scheme and other.covers == scheme.covers)


def may_also_pay(scheme: str, paid_by: Iterable[str]) -> Answer:
    """Whether the scheme may pay for a study that the others already pay for. The same scheme twice is a no too."""
    wanted = schemes()[scheme]
    for code in paid_by:
        if schemes()[code].covers == wanted.covers:
            return no(
                "double_funding",
                "Studiet er allerede finansiert gjennom {other}. Samme studium kan ikke få penger fra to ordninger.",
                remedy="Trekk den ene finansieringen før den andre innvilges.",
                field="scheme",
                other=schemes()[code].label,
            )
    return yes()


def most_participants(scheme: str, participants: int, day: date) -> int:
    """How many of an owner's participants the scheme may have that day; all of them where it has no limit."""
    limit = schemes()[scheme].optional(LIMIT, day)
    return participants * int(limit.value) // 100 if limit else participants


def may_have(scheme: str, wanted: int, *, participants: int, day: date, agreed: bool = False) -> Answer:
    """Whether an owner may have so many of its participants in the scheme. agreed: another limit is agreed with it."""
    most = most_participants(scheme, participants, day)
    limit = schemes()[scheme].optional(LIMIT, day)
    if agreed or limit is None or wanted <= most:
        return yes()
    return no(
        "too_many_in_scheme",
        "{wanted} av {participants} deltakere er satt opp i {scheme}. Grensen er {percent} %, altså {most}.",
        law=limit.cited,
        remedy="Flytt deltakere til en annen ordning, eller registrer avtalen som gir flere.",
        wanted=str(wanted),
        participants=str(participants),
        scheme=schemes()[scheme].label,
        percent=str(limit.value),
        most=str(most),
    )
