"""Ends somebody's log-ins, or everybody's: a lost phone, a person who has left, a key that is known to others."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.own_sessions import end_sessions_by_the_operator
from pafyll.apps.organisations.queries import people_with_address


class Command(BaseCommand):
    help = "Ends every log-in of the person with the address, or of everybody. They may log in again at once"

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("address", nargs="?", metavar="EMAIL", help="the person's address")
        chosen.add_argument("--everybody", action="store_true", help="all log-ins there are")

    def handle(self, *, address: str | None, **_: Any) -> None:
        count = end_sessions_by_the_operator(user=_user_of(address) if address else None)
        self.stdout.write(f"Innlogginger avsluttet: {count}")


def _user_of(address: str) -> User:
    found = people_with_address(address)
    if len(found) != 1:
        raise CommandError("Flere har denne adressen." if found else "Ingen har denne adressen.")
    if found[0].user is None:
        raise CommandError("Personen har aldri logget inn.")
    return found[0].user
