"""A payment order to try the bank with."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.domain.values import Kroner
from pafyll.integrations.bank import Order, Party, Transfer
from pafyll.integrations.clock import OSLO

PAYER = Party("Utdanningsdirektoratet (demo)", "12345678903", "970018131")
FJORDVIK = Party("Fjordvik kommune", "86011117947", "987654325")
STORBY = Party("Storby kommune <Ørsta & Å>", "12345678903", "987654333")


def order(*transfers: Transfer) -> Order:
    """Two amounts, or those given."""
    asked = transfers or (
        Transfer("PF-2025H-0001", Kroner(90000), FJORDVIK, "Tilskudd til videreutdanning høsten 2025"),
        Transfer("PF-2025H-0002", Kroner(120001), STORBY, "Tilskudd til videreutdanning høsten 2025"),
    )
    return Order("PAFYLL-7", datetime(2025, 11, 3, 10, 30, tzinfo=OSLO), date(2025, 11, 17), PAYER, asked)
