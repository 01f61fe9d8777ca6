"""An owner with a school, an officer and a file of staff, and the steps of an import in one call each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.services.importing.uploading import (
    FileFacts,
    choose_columns,
    confirm,
    proposal_for,
    upload,
)
from pafyll.integrations.clock import OSLO
from tests.factories import EmploymentFactory, OrganisationFactory, PersonFactory, RoleGrantFactory

NOW = datetime(2026, 3, 10, 10, tzinfo=OSLO)
AS_OF = date(2026, 3, 10)
YEAR = 2025
HEADING = "Ansattnummer;Fornavn;Etternavn;E-post;Skole;Stillingsprosent;Fag;Trinn;Timer per uke;Studiepoeng"


@dataclass
class Municipality:
    """Fjordvik with its officer Siri and one school."""

    owner: Organisation
    school: Organisation
    siri: User
    shown: dict[str, Any] = field(default_factory=dict)

    def file(self, *rows: str, heading: str = HEADING) -> bytes:
        """A CSV file; "@" stands for the school's name."""
        return "\n".join([heading, *rows]).replace("@", self.school.name).replace("(at)", "@").encode()

    def uploaded(self, *rows: str, **facts: Any) -> StaffImport:
        told = FileFacts(**({"as_of": AS_OF, "school_year": YEAR} | facts))
        return upload(owner=self.owner, name="ansatte.csv", content=self.file(*rows), facts=told, by=self.siri, at=NOW)

    def previewed(self, *rows: str, **facts: Any) -> StaffImport:
        """Uploaded, with the proposed columns, and read."""
        kept = self.uploaded(*rows, **facts)
        choose_columns(staff_import=kept, columns=proposal_for(kept).columns, by=self.siri, at=NOW)
        return StaffImport.objects.get(pk=kept.pk)

    def imported(self, *rows: str, **facts: Any) -> StaffImport:
        """Uploaded, read and confirmed."""
        kept = self.previewed(*rows, **facts)
        self.confirmed(kept)
        return StaffImport.objects.get(pk=kept.pk)

    def confirmed(self, kept: StaffImport) -> Any:
        return confirm(staff_import=StaffImport.objects.get(pk=kept.pk), by=self.siri, at=NOW)

    def teacher(self, first: str, last: str, **more: Any) -> Person:
        """Somebody who works at the school."""
        person = PersonFactory(first_name=first, last_name=last, user=None, **more)
        EmploymentFactory(person=person, workplace=self.school, starts_on=date(2020, 8, 1))
        return person


def municipality() -> Municipality:
    """The municipality, in the test's database."""
    owner = OrganisationFactory(municipality=True, name="Fjordvik kommune")
    school = OrganisationFactory(parent=owner, name="Fjordvik skole")
    officer = PersonFactory(user__username="siri")
    RoleGrantFactory(person=officer, role="owner_officer", organisation=owner)
    return Municipality(owner, school, officer.user)
