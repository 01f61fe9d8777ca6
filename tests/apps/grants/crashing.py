"""A payment run that is killed at each labelled step, and taken up again. Runs alone, on a database of its own.

The same story is told once without harm. Then, for each step that it passed, it is told from the beginning in a process
that is killed there (SIGKILL), and once more by one that goes on from what it finds. The end must be the same, to the
byte in what the bank got.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db import connection, connections

from pafyll.apps.casework.models import Event
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import (
    Account,
    BankFile,
    BankLine,
    Commitment,
    Entry,
    Payment,
    PaymentRun,
    PaymentStatement,
    Recovery,
)
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run
from pafyll.apps.grants.services.reconciling import take_bank_lines
from pafyll.apps.grants.services.recovering import demand_back
from pafyll.apps.grants.services.sending import send_run, write_out
from pafyll.domain.answers import Refusal
from pafyll.domain.values import Semester
from pafyll.integrations.bank.fake import FakeBank
from tests.apps.grants.paying import AUTUMN, MAY, NOVEMBER, SPRING, Paying, confirm_spring, faults, paying_world

Hit = tuple[str, int]
KEPT = "_planted"  # after the name of the database that is planted


def tell(world: Paying, out: Path) -> None:
    """Autumn with a payment that the bank rejects at first, a demand, and a spring in which it takes everything."""
    _pay(world, AUTUMN, out)
    ask = {"amount": 100_000, "why": "Trakk seg", "decision": None, "by": world.ada, "at": NOVEMBER}
    demand_back(commitment=world.commitment("fjordvik"), **ask)
    steps.step("demanded back")
    confirm_spring(world)
    _pay(world, SPRING, out)


def _pay(world: Paying, semester: Semester, out: Path) -> None:
    """Goes on from where it stands until there is nothing left to pay."""
    at = NOVEMBER if semester == AUTUMN else MAY
    while (run := _next_run(world, semester)) is not None:
        if run.status == "prepared":
            run = approve_run(run=run, by=world.idar, at=at)
            steps.step("approved, and not sent")
        if run.status == "approved":
            run = send_run(run=run, by=world.ada, at=at)
            steps.step("sent, and no file out")
        if run.status == "sent":
            _hear_the_bank(world, run, out, at)


def _next_run(world: Paying, semester: Semester) -> PaymentRun | None:
    at = NOVEMBER if semester == AUTUMN else MAY
    under_way = PaymentRun.objects.filter(round=world.round, semester=semester.code)
    under_way = under_way.filter(status__in=("prepared", "approved", "sent"))
    if found := under_way.first():
        return found
    try:
        return world.prepared(semester, at)
    except Refusal:
        return None


def _hear_the_bank(world: Paying, run: PaymentRun, out: Path, at: Any) -> None:
    first = run.payments.order_by("pk").values_list("reference", flat=True)[0]
    bank = FakeBank(rejects={first: ("AC04", "Account closed")} if first.endswith("-1") and run.number == 1 else {})
    file = write_out(run, out).read_bytes()
    steps.step("file out, and no answer read")
    take_answers(content=bank.answer(file), name="svar.xml", by=world.ada, at=at)
    steps.step("answer read, and no statement")
    take_bank_lines(content=bank.statement(file), name="utskrift.xml", by=world.ada, at=at)
    steps.step("statement read")


def end_of(world: Paying, out: Path) -> dict[str, Any]:
    """Everything that a second telling could have doubled or lost."""
    return {
        "files": {path.name: path.read_bytes() for path in sorted(out.iterdir())},
        "kept": _all(PaymentRun, "semester", "number", "status", "sha256", order="pk"),
        "payments": _all(Payment, "reference", "amount", "status", order="reference"),
        "statements": _all(PaymentStatement, "owner__name", "semester", "status", "total", order="pk"),
        "commitments": _all(Commitment, "pk", "paid", "released", "recovered", order="pk"),
        "accounts": _all(Account, "key", "balance", order="key"),
        "entries": _all(Entry, "key", "kind", order="key"),
        "recoveries": _all(Recovery, "amount", "returned", "status", order="pk"),
        "bank": _all(BankLine, "bank_reference", "status", order="bank_reference"),
        "read": _all(BankFile, "sha256", "result", order="sha256"),
        "events": Counter(Event.objects.values_list("verb", flat=True)),
        "faults": faults(world),
    }


def _all(model: Any, *fields: str, order: str) -> list[Any]:
    return list(model.objects.order_by(order).values_list(*fields))


def planted() -> None:
    """The database as it is before anything is paid, the same every time: planted once, and copied from then on."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _planted_in_a_file(Path(str(connection.settings_dict["NAME"])))
    else:
        _planted_on_a_server(str(connection.settings_dict["NAME"]))


def _planted_in_a_file(file: Path) -> None:
    kept = file.with_suffix(".planted")
    if not kept.exists():
        _plant_in_a_process()
        kept.write_bytes(file.read_bytes())
        return
    for leftover in file.parent.glob(f"{file.name}-*"):
        leftover.unlink()
    file.write_bytes(kept.read_bytes())


def _planted_on_a_server(name: str) -> None:
    kept = f"{name}{KEPT}"
    if _on_the_server(f"SELECT 1 FROM pg_database WHERE datname = '{kept}'"):
        with connection._nodb_cursor() as cursor:
            drop(cursor, name)
        _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
        return
    _plant_in_a_process()
    _on_the_server(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')


def drop(server: Any, name: str) -> None:
    """Takes a database away while one who was killed may still be logged in. server: a cursor or a connection.

    WITH (FORCE) would also end the server's own cleaners, which only its superuser may; a plain DROP waits for those.
    """
    server.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
        [name],
    )
    server.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _on_the_server(statement: str) -> bool:
    """Whether the statement gave a row. Nobody is logged in to a database that is copied."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
        return cursor.description is not None and cursor.fetchone() is not None


def _plant_in_a_process() -> None:
    """This process plants nothing, so that what it leaves in memory harms no later telling."""
    if in_a_process(_plant):
        raise SystemExit("The world could not be planted")


def _plant() -> None:
    call_command("flush", interactive=False, verbosity=0)
    paying_world()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def world_of() -> Paying:
    """The planted world, found again by a process that did not plant it."""
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Round
    from pafyll.apps.organisations.models import Organisation

    people = {name: User.objects.get(username=name) for name in ("ada", "idar")}
    payees = {one.name.lower(): one for one in Organisation.objects.filter(name__in=("Fjordvik", "Storby"))}
    return Paying(people["ada"], people["idar"], Round.objects.get(), payees)


def in_a_process(act: Callable[[], None]) -> int:
    """Runs act in a process of its own. Gives its exit status, or minus the signal that killed it."""
    connections.close_all()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(hit: Hit | None) -> Callable[[str], None]:
    """A listener that kills its process when the label is passed for the nth time."""
    passed: Counter[str] = Counter()

    def listen(label: str) -> None:
        passed[label] += 1
        if (label, passed[label]) == hit:
            os.kill(os.getpid(), signal.SIGKILL)

    return listen


def unharmed(out: Path) -> tuple[dict[str, Any], list[Hit]]:
    """The end of the story, and every step that it passed."""
    planted()
    passed: Counter[str] = Counter()
    hits: list[Hit] = []

    def listen(label: str) -> None:
        passed[label] += 1
        hits.append((label, passed[label]))

    steps.step = listen
    tell(world_of(), out)
    return end_of(world_of(), out), hits


def killed_at(hit: Hit, out: Path) -> dict[str, Any]:
    """The end of the story when it was cut off there and taken up again."""
    planted()

    def act(at: Hit | None) -> None:
        steps.step = dying_at(at)
        tell(world_of(), out)

    if (code := in_a_process(lambda: act(hit))) != -signal.SIGKILL:
        return {"not killed": code}
    if code := in_a_process(lambda: act(None)):
        return {"not taken up again": code}
    return end_of(world_of(), out)


def main(all_of_them: bool) -> int:
    """Prints what went wrong: at each label where it is first passed, or at every step that the story passes."""
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        expected, hits = unharmed(Path(folder))
    wrong = [f"unharmed: {expected['faults']}"] if expected["faults"] else []
    wrong += [f"the story never passes: {label}" for label in sorted(labels() - {label for label, _ in hits})]
    chosen = [hit for hit in hits if all_of_them or hit[1] == 1]
    for hit in chosen:
        with tempfile.TemporaryDirectory() as folder:
            found = killed_at(hit, Path(folder))
        differing = [name for name in expected if found.get(name) != expected[name]]
        if differing:
            wrong.append(f"{hit}: {differing} {[found[name] for name in found.keys() - expected.keys()]}")
    print(f"killed at {len(chosen)} of {len(hits)} steps, {len({label for label, _ in hits})} labels")
    print("\n".join(wrong))
    return bool(wrong)


def labels() -> set[str]:
    """Every label in the services."""
    found = (path.read_text(encoding="utf-8") for path in Path(steps.__file__).parent.rglob("*.py"))
    return {label for text in found for label in re.findall(r'steps\.step\("([^"]+)"\)', text)}


if __name__ == "__main__":
    raise SystemExit(main(os.environ.get("PAFYLL_LONG") == "1"))
