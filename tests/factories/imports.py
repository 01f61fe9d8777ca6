"""Files of staff, what they say of people, the owner's numbers, and the remembered columns."""

from __future__ import annotations

from factory import LazyAttribute, Sequence, SubFactory, Trait

from pafyll.apps.planning.models import ColumnMapping, ImportedPerson, StaffImport, StaffNumber
from pafyll.domain.lifecycles.staff_import import StaffImportStatus as S
from tests.factories.base import NOW, TODAY, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class StaffNumberFactory(Factory):
    class Meta:
        model = StaffNumber

    owner = SubFactory(OrganisationFactory, municipality=True)
    number = Sequence("10{:03d}".format)
    person = SubFactory(PersonFactory)


class ColumnMappingFactory(Factory):
    class Meta:
        model = ColumnMapping

    owner = SubFactory(OrganisationFactory, municipality=True)
    columns = LazyAttribute(lambda mapping: {"nr": "person_id"})
    chosen_by = SubFactory(UserFactory, username="siri")
    chosen_at = NOW


class StaffImportFactory(Factory):
    """A file that is sent; a trait takes it further."""

    class Meta:
        model = StaffImport

    owner = SubFactory(OrganisationFactory, municipality=True)
    file_name = "ansatte.csv"
    sha256 = "a" * 64
    size = 100
    content = b"Ansattnummer;Skole;Fag;Trinn\n"
    headings = LazyAttribute(lambda kept: ["Ansattnummer", "Skole", "Fag", "Trinn"])
    as_of = TODAY
    school_year = 2025
    uploaded_by = SubFactory(UserFactory, username="siri")
    uploaded_at = NOW

    class Params:
        gone = Trait(content=None)
        confirmed = Trait(gone=True, confirmed_by=SubFactory(UserFactory, username="siri"), confirmed_at=NOW)
        uploaded = Trait(status=S.UPLOADED)
        previewed = Trait(status=S.PREVIEWED, counts={"new": 1})
        writing = Trait(
            status=S.WRITING,
            confirmed_by=SubFactory(UserFactory, username="siri"),
            confirmed_at=NOW,
            counts={"to_write": 2, "people_written": 1, "written": 3},
        )
        done = Trait(status=S.DONE, confirmed=True)
        undone = Trait(status=S.UNDONE, confirmed=True)
        abandoned = Trait(status=S.ABANDONED, gone=True)


class ImportedPersonFactory(Factory):
    class Meta:
        model = ImportedPerson

    staff_import = SubFactory(StaffImportFactory, previewed=True)
    number = Sequence("20{:03d}".format)
    row = 2
    name = "Kari Nordvik"
    action = ImportedPerson.Action.NEW

    class Params:
        new = Trait(action=ImportedPerson.Action.NEW)
        changed = Trait(action=ImportedPerson.Action.CHANGED, person=SubFactory(PersonFactory))
        unchanged = Trait(action=ImportedPerson.Action.UNCHANGED, person=SubFactory(PersonFactory))
        ended = Trait(action=ImportedPerson.Action.ENDED, person=SubFactory(PersonFactory))
        held = Trait(action=ImportedPerson.Action.HELD, held_why={"code": "told_twice"})
