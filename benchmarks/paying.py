"""One side of the payment benchmark, in a process of its own: `python -m benchmarks.paying plant|time|peak N`.

The database is the one in PAFYLL_DATABASE. plant fills it; time prints what a payment run takes and what it takes to
write the same rows in bulk; peak prints the process's highest memory after a payment run.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Participation, ParticipationTerm, Round
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.frozen import emptying
from pafyll.apps.grants.models import (
    Account,
    BankAccount,
    Commitment,
    Entry,
    Frame,
    Payment,
    PaymentRun,
    PaymentStatement,
    StatementLine,
    Transfer,
)
from pafyll.apps.grants.services.committing import commit_places
from pafyll.apps.grants.services.deciding_payments import approve_run
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.grants.services.preparing import prepare_run
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.privacy.walling import all_walls
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Semester
from pafyll.integrations.clock import OSLO

OWNERS = 357  # as many as there are municipalities
AMOUNT = 90_000
AT = datetime(2026, 11, 3, 10, tzinfo=OSLO)
AUTUMN = Semester("2026H")
BATCH = 2000
WRITTEN: tuple[type[Model], ...] = (
    Account,
    PaymentRun,
    PaymentStatement,
    StatementLine,
    Payment,
    Entry,
    Transfer,
    Event,
)
BEST_OF = 5


def plant(participants: int) -> None:
    """Owners with account numbers, and participants with a confirmed autumn that is promised."""
    call_command("migrate", verbosity=0)
    directorate = Organisation.objects.create(kind="directorate", name="Direktoratet", number="900000001")
    ada, idar = _person("ada", "directorate_officer", directorate), _person("idar", "directorate_decider", directorate)
    owners = Organisation.objects.bulk_create(
        Organisation(kind="municipality", name=f"Kommune {n}", number=f"{800000000 + n}") for n in range(OWNERS)
    )
    BankAccount.objects.bulk_create(
        BankAccount(organisation=one, number="12345678903", status="approved", entered_by=idar, entered_at=AT)
        for one in [directorate, *owners]
    )
    round = _round(ada, participants)
    for start in range(0, participants, BATCH):
        _award(round, owners, range(start, min(start + BATCH, participants)), ada)


def _person(name: str, role: str, organisation: Organisation) -> User:
    user = User.objects.create(username=name)
    person = Person.objects.create(user=user, first_name=name, last_name="Måler")
    RoleGrant.objects.create(person=person, role=role, organisation=organisation, starts_on=date(2020, 1, 1))
    return user


def _round(by: User, participants: int) -> Round:
    moments = dict.fromkeys(("opens_at", "teacher_closes_at", "owner_opens_at", "owner_closes_at"), AT)
    days = dict.fromkeys(("result_on", "admission_on"), AT.date())
    round = Round.objects.create(study_year=2026, name="Runden 2026/27", rule_set="2024-25", **moments, **days)
    free, frame = account_for(AccountKind.APPROPRIATION, 2026), account_for(AccountKind.FRAME, 2026, round=round)
    whole = participants * AMOUNT
    for kind, move in (
        (EntryKind.APPROPRIATE, Move(account_for(AccountKind.TREASURY, 2026), free, whole)),
        (EntryKind.ALLOT, Move(free, frame, whole)),
    ):
        post(kind=kind, key=kind.value, moves=[move], booked_on=AT.date(), about="bench:1", by=by, at=AT)
    Frame.objects.create(round=round, budget_year=2026, amount=whole, set_by=by, set_at=AT)
    return round


def _award(round: Round, owners: list[Organisation], numbers: range, by: User) -> None:
    people = Person.objects.bulk_create(Person(first_name=f"Lærer {n}", last_name="Prøve") for n in numbers)
    places = list(zip(numbers, people, strict=True))
    applications = Application.objects.bulk_create(
        Application(
            round=round, person=person, owner=owners[n % OWNERS], number=f"B-{n:06d}", status="granted", changed_at=AT
        )
        for n, person in places
    )
    made = Participation.objects.bulk_create(
        Participation(application=one, round=round, person=one.person, owner=one.owner, scheme="substitute", credits=15)
        for one in applications
    )
    ParticipationTerm.objects.bulk_create(
        ParticipationTerm(
            participation=one,
            semester=AUTUMN.code,
            credits=15,
            state_amount=AMOUNT,
            owner_amount=0,
            status=TermStatus.CONFIRMED,
            confirmed_at=AT.replace(month=9),
        )
        for one in made
    )
    commit_places(made, by=by, at=AT)


def pay() -> PaymentRun:
    """The whole run: drawn up, approved by a second person, and sent."""
    ada, idar = User.objects.get(username="ada"), User.objects.get(username="idar")
    run = prepare_run(round=Round.objects.get(), semester=AUTUMN, pay_on=date(2026, 11, 17), by=ada, at=AT)
    return send_run(run=approve_run(run=run, by=idar, at=AT), by=ada, at=AT)


def times() -> dict[str, Any]:
    """The best of a few runs, and the best of as many bulk writes of the very rows that the run wrote."""
    if connection.vendor == "postgresql":
        _analyse()
    accounts = dict(Account.objects.values_list("pk", "balance"))
    ours, theirs, rows = [], [], {}
    for _ in range(BEST_OF):
        ours.append(_timed(pay))
        rows = {model: _rows_of(model) for model in WRITTEN}
        _undo(accounts)
        theirs.append(_timed(lambda: _write(rows)))  # noqa: B023 (called at once)
        _undo(accounts)
    return {"ours": min(ours), "theirs": min(theirs), "rows": sum(len(found) for found in rows.values())}


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _timed(act: Callable[[], Any]) -> float:
    gc.collect()
    began = time.perf_counter()
    act()
    return 1_000 * (time.perf_counter() - began)


def _chosen(model: type[Model]) -> Any:
    """What a payment run writes: not the accounts and entries with which the benchmark was planted."""
    rows = model._default_manager.order_by("pk")
    if model is Account:
        return rows.exclude(kind__in=("treasury", "appropriation", "frame", "committed"))
    if model is Entry:
        return rows.filter(kind=EntryKind.SEND)
    if model is Transfer:
        return rows.filter(entry__kind=EntryKind.SEND)
    return rows


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _rows_of(model: type[Model]) -> list[tuple[Any, ...]]:
    """Raw, as the database keeps them."""
    compiled, given = _chosen(model).values_list("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        columns = ", ".join(f'"{name}"' for name in _columns(model))
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" WHERE id IN ({compiled}) ORDER BY id', given)
        return cursor.fetchall()


def _undo(accounts: dict[int, int]) -> None:
    """As before the run, so that the next one does the same work."""
    with emptying(), transaction.atomic():
        keys = list(_chosen(Entry).values_list("pk", flat=True))
        Event.objects.all().delete()
        Transfer.objects.filter(entry__in=keys).delete()
        Entry.objects.filter(pk__in=keys).delete()
        for model in (StatementLine, Payment, PaymentStatement, PaymentRun):
            model.objects.all().delete()
        Commitment.objects.update(paid=0)
        Account.objects.exclude(pk__in=accounts).delete()
        for account in Account.objects.all():
            Account.objects.filter(pk=account.pk).update(balance=accounts[account.pk])


def _write(rows: dict[type[Model], list[tuple[Any, ...]]]) -> None:
    """One COPY, or one insert of many rows, for each table; constraints and indexes as they are."""
    _force_walls(rows, "NO FORCE")  # COPY knows no walls; the owner of the tables may go past them
    with transaction.atomic(), connection.cursor() as cursor:
        for model, found in rows.items():
            _write_table(cursor, model, found)
    _force_walls(rows, "FORCE")


def _force_walls(models: Iterable[type[Model]], how: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                if model._meta.label in all_walls():
                    cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {how} ROW LEVEL SECURITY')


def _write_table(cursor: Any, model: type[Model], rows: Iterable[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{name}"' for name in _columns(model))
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(_columns(model)))
    cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', rows)


def peak() -> dict[str, Any]:
    """The process's highest memory, in MiB, after a run."""
    pay()
    return {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "plant":
        plant(int(sys.argv[2]))
    else:
        print(json.dumps(times() if what == "time" else peak()))
