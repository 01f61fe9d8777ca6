"""The same call eight times in the same moment: one effect, one answer, a limit that holds. Races alone on a file."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.test import Client

from pafyll.apps.connections.models import CallCount
from pafyll.apps.connections.services.calls import count_call
from pafyll.apps.connections.services.tokens import make_token
from pafyll.apps.forums.models import NeedsNotification, SchemeYear
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import now
from tests.api.calling import call
from tests.factories import FormVersionFactory, OrganisationFactory, RoleGrantFactory, SchemeYearFactory
from tests.races import DONE, ROUNDS, THREADS, at_once

MOST = 5


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words."""
    governor = OrganisationFactory(county_governor=True, county_code="77")
    owner = OrganisationFactory(municipality=True, county_code="77")
    marit = RoleGrantFactory(owner_decider=True, organisation=owner).person.user
    year: Any = SchemeYearFactory(governor=governor, announced=True)
    FormVersionFactory(scheme_year=year, live=True)
    given = {"organisation": owner, "name": "Prøve", "scopes": ["needs:read", "needs:write"], "days": 30}
    secret = make_token(by=marit, at=now(), **given)[1]
    found: list[str] = []
    for number in range(rounds):
        found += [f"round {number}: {said}" for said in (*_same(owner, year, secret, number), *_limit(number))]
    return found


def _same(owner: Organisation, year: SchemeYear, secret: str, number: int) -> list[str]:
    before, answers = NeedsNotification.objects.count(), []
    body = {"scheme_year": year.pk, "owner": owner.number, "answers": {"measure_title": f"Lesing {number}"}}
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"round-{number}"}

    def send() -> None:
        answer = call(Client(), "post", "new_need", body=body, headers=headers)
        answers.append((answer.status_code, answer.content))

    outcomes = at_once(*[send] * THREADS)
    found = [] if outcomes == [DONE] * THREADS else [f"somebody met {sorted(outcomes)}"]
    if len(set(answers)) != 1 or answers[0][0] != 201:
        found.append(f"other answers: {sorted({status for status, _content in answers})}")
    made = NeedsNotification.objects.count() - before
    return found if made == 1 else [*found, f"{made} needs were begun"]


def _limit(number: int) -> list[str]:
    """Eight calls where there is room for five, and none has called before."""
    waits: list[int] = []
    caller = f"race:{number}"

    def ask() -> None:
        waits.append(count_call(caller=caller, most=MOST, at=now()))

    at_once(*[partial(ask)] * THREADS)
    counted = CallCount.objects.get(caller=caller).calls
    right = waits.count(0) == counted == MOST
    return [] if right else [f"{waits.count(0)} got in and {counted} were counted, of {MOST}"]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
