"""Warning a party before money is demanded back, and waiting for what she has to say (fvl. § 16)."""

from __future__ import annotations

from datetime import date

from pafyll.domain.answers import Answer, no, yes

LAW = "fvl. § 16"


def is_full_forewarning(grounds: str, sent_on: date, comments_due_on: date | None) -> Answer:
    """Whether a forewarning says what it must: what the case is about, and by when the party may comment.

    The law sets no number of days ("innen en nærmere angitt frist"): the case officer sets the day, after the sending.
    """
    if not grounds.strip():
        return no("grounds_missing", "Skriv hva saken gjelder, og hvorfor pengene kan bli krevd tilbake.", law=LAW)
    if comments_due_on is None or comments_due_on <= sent_on:
        return no(
            "deadline_too_soon",
            "Fristen for å uttale seg må være etter dagen varselet blir sendt.",
            field="comments_due_on",
            law=LAW,
        )
    return yes()


def may_be_decided(*, comments_due_on: date, has_commented: bool, today: date) -> Answer:
    """Whether a recovery may be decided: when the party has commented, or the deadline has passed unused.

    The deadline lasts through the day it names.
    """
    if has_commented or today > comments_due_on:
        return yes()
    return no(
        "comments_awaited",
        "Parten kan uttale seg til og med {due}. Kravet kan ikke avgjøres før det.",
        remedy="Vent til fristen er ute, eller til uttalelsen er kommet.",
        law=LAW,
        due=comments_due_on,
    )
