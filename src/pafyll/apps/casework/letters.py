"""Every kind of mail: who gets it, whether they may do without it, and who sends it.

An app says it of its own mails in its letters.py, as LETTERS. The text is <app>/mail/<name>.txt.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll import apps


class Topic(models.TextChoices):
    """What optional mail is about. The reader chooses for each."""

    REMINDERS = "reminders", _("Påminnelser om frister")
    PROGRESS = "progress", _("Hva som skjer med søknader")
    MEETINGS = "meetings", _("Møter, uttalelser og referater")
    AGREEMENTS = "agreements", _("Avtaler")
    INQUIRIES = "inquiries", _("Henvendelser og oppdrag")
    OPENINGS = "openings", _("Tilskudd som åpner")
    MONEY = "money", _("Utbetalinger")


class Audience(models.TextChoices):
    """Who gets a mail."""

    APPLICANT = "applicant", _("Læreren som søker eller studerer")
    OWNER = "owner", _("De som arbeider med saken hos skoleeieren")
    PRINCIPAL = "principal", _("Rektor ved skolen")
    PARTY = "party", _("Parten i vedtaket")
    OFFICER = "officer", _("Saksbehandleren og stedfortredere")
    UNION = "union", _("De tillitsvalgte i organisasjonen")
    RECIPIENT = "recipient", _("De som følger opp tilskuddet hos mottakeren")
    MEMBERS = "members", _("Forumets medlemmer og vararepresentanter")
    PARTIES = "parties", _("De som arbeider med avtalen hos partene")
    COORDINATORS = "coordinators", _("De som tar imot henvendelser hos universitetet")
    COLLEAGUE = "colleague", _("Kollegaen det gjelder")
    INQUIRER = "inquirer", _("Den som spurte")
    INVITED = "invited", _("Den som er spurt eller påmeldt")
    SUBSCRIBER = "subscriber", _("Den som har bedt om å få vite det")
    SENDER = "sender", _("Den som sendte inn")
    CONCERNED = "concerned", _("Rektorer, og de som arbeider for eieren, der noe endres")
    KEEPER = "keeper", _("Den som laget nøkkelen til systemet")
    READER = "reader", _("Den som har valgt samlet e-post")


@dataclass(frozen=True)
class Letter:
    """A kind of mail. topic is None for what everybody must have: it decides something, or a right hangs on it.

    sender: the path from its facts to the organisation that sends it; "" for the directorate.
    is_secret: it holds an address that is a key, so its text is not kept when it is sent.
    is_discreet: that it was sent says something of its reader, so the one who sends it does not see it in a list.
    """

    name: str
    to: Audience
    topic: Topic | None = None
    sender: str = ""
    is_secret: bool = False
    is_discreet: bool = False

    @property
    def is_required(self) -> bool:
        return self.topic is None


@cache
def letters() -> dict[str, Letter]:
    """Every kind of mail by its name, in the order of the apps."""
    found: dict[str, Letter] = {}
    for one in pkgutil.iter_modules(apps.__path__):
        app = f"{apps.__name__}.{one.name}"
        if any(each.name in ("letters", "own_letters") for each in pkgutil.iter_modules(import_module(app).__path__)):
            module = import_module(f"{app}.own_letters" if one.name == "casework" else f"{app}.letters")
            found |= {letter.name: letter for letter in module.LETTERS}
    return found


def sender_of(letter: Letter, facts: dict[str, Any]) -> Any:
    """The organisation that sends it; None for the directorate, or where the facts do not lead there."""
    if not letter.sender:
        return None
    first, *rest = letter.sender.split(".")
    found = facts.get(first)
    for name in rest:
        found = getattr(found, name, None)
    return found
