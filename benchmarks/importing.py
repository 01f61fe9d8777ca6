"""One import of staff from a file, in a process of its own, and the floor: one bulk insert of the same rows.

python -m benchmarks.importing ours|floor ROWS, with PAFYLL_DATABASE naming an empty database. Prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from pafyll.apps.accounts.models import User  # noqa: E402
from pafyll.apps.organisations.models import Employment, Organisation, Person, RoleGrant  # noqa: E402
from pafyll.apps.planning.models import CreditsHeld, StaffImport, StaffNumber, SubjectTaught  # noqa: E402
from pafyll.apps.planning.services.importing.uploading import (  # noqa: E402
    FileFacts,
    choose_columns,
    confirm,
    proposal_for,
    upload,
)
from pafyll.integrations.clock import OSLO  # noqa: E402

NOW, DAY, YEAR = datetime(2026, 3, 10, 10, tzinfo=OSLO), date(2026, 3, 10), 2025
SUBJECTS = ("norwegian", "mathematics", "english", "music", "natural_science")
SCHOOLS, BATCH = 55, 2000
HEADING = "Ansattnummer;Fornavn;Etternavn;E-post;Skole;Stillingsprosent;Fag;Trinn;Timer per uke;Studiepoeng"
Told = tuple[int, str, int, float, int]  # number, subject, school, hours, credits


def told(rows: int) -> Iterator[Told]:
    """Two and a half rows a person."""
    for row in range(rows):
        person = row * 2 // 5
        yield person, SUBJECTS[row % 5], person % SCHOOLS, 2 + row % 7, (row % 3) * 30


def owner_with_schools() -> tuple[Organisation, list[Organisation], User]:
    kinds = Organisation.Kind
    owner = Organisation.objects.create(kind=kinds.MUNICIPALITY, name="Storby kommune", number="900000001")
    schools = [
        Organisation.objects.create(kind=kinds.SCHOOL, name=f"Skole {n}", number=f"9100{n:05d}", parent=owner)
        for n in range(SCHOOLS)
    ]
    siri = User.objects.create(username="siri")
    person = Person.objects.create(user=siri, first_name="Siri", last_name="Myrvang")
    RoleGrant.objects.create(person=person, role="owner_officer", organisation=owner, starts_on=DAY)
    return owner, schools, siri


def ours(rows: int) -> dict[str, float]:
    """Milliseconds for reading into a preview and for carrying it out, and the highest memory in MiB."""
    owner, schools, siri = owner_with_schools()
    lines = (
        f"N{p};Fornavn{p};Etternavn{p};p{p}@example.no;{schools[s].name};100;{subject};1-7;{hours};{credits}"
        for p, subject, s, hours, credits in told(rows)
    )
    content = "\n".join([HEADING, *lines]).encode()
    facts = FileFacts(DAY, YEAR)
    kept = upload(owner=owner, name="ansatte.csv", content=content, facts=facts, by=siri, at=NOW)
    read = timed(lambda: choose_columns(staff_import=kept, columns=proposal_for(kept).columns, by=siri, at=NOW))
    kept.refresh_from_db()
    assert kept.counts["failed_rows"] == 0, kept.faults[:3]
    written = timed(lambda: confirm(staff_import=kept, by=siri, at=NOW))
    assert StaffImport.objects.get().status == "done"
    assert SubjectTaught.objects.count() == rows, SubjectTaught.objects.count()
    return {"read": read, "written": written, "mib": peak(), "records": records()}


def floor(rows: int) -> dict[str, float]:
    """Milliseconds for the same rows in the same tables with one bulk insert for each table."""
    owner, schools, _siri = owner_with_schools()

    def insert() -> None:
        numbers = list(dict.fromkeys(row[0] for row in told(rows)))
        made = [Person(first_name=f"Fornavn{p}", last_name=f"Etternavn{p}", email=f"p{p}@example.no") for p in numbers]
        with transaction.atomic():
            Person.objects.bulk_create(made, batch_size=BATCH)
            people = dict(zip(numbers, made, strict=True))
            StaffNumber.objects.bulk_create(
                [StaffNumber(owner=owner, number=f"N{p}", person=people[p]) for p in numbers], batch_size=BATCH
            )
            jobs = [Employment(person=people[p], workplace=schools[p % SCHOOLS], starts_on=DAY) for p in numbers]
            Employment.objects.bulk_create(jobs, batch_size=BATCH)
            held = {(p, subject): credits for p, subject, _s, _h, credits in told(rows)}
            CreditsHeld.objects.bulk_create(
                [
                    CreditsHeld(person=people[p], subject=subject, credits=Decimal(credits), source="fil", as_of=DAY)
                    for (p, subject), credits in held.items()
                ],
                batch_size=BATCH,
            )
            SubjectTaught.objects.bulk_create(
                [
                    SubjectTaught(person=people[p], school=schools[s], subject=subject, stage="1-7",
                                  school_year=YEAR, hours_per_week=Decimal(hours), source="fil")
                    for p, subject, s, hours, _c in told(rows)
                ],
                batch_size=BATCH,
            )  # fmt: skip

    return {"written": timed(insert), "records": records()}


def records() -> int:
    return sum(model.objects.count() for model in (Person, StaffNumber, Employment, CreditsHeld, SubjectTaught))


def timed(act) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def peak() -> float:
    """The highest memory of this process, as the kernel counts it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps({"ours": ours, "floor": floor}[sys.argv[1]](int(sys.argv[2]))))
