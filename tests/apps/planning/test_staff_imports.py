"""A file of staff: read, previewed, confirmed, undone; and everything that must not happen on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pafyll.apps.casework.models import Job
from pafyll.apps.organisations.models import Employment, Person
from pafyll.apps.planning.models import (
    ColumnMapping,
    CreditsHeld,
    ImportedPerson,
    StaffImport,
    StaffNumber,
    SubjectTaught,
)
from pafyll.apps.planning.permissions.imports import visible_imports
from pafyll.apps.planning.services.importing.answering import answer_conflicts, answer_likely
from pafyll.apps.planning.services.importing.undoing import undo
from pafyll.apps.planning.services.importing.uploading import FileFacts, abandon, proposal_for, upload
from pafyll.domain.answers import Refusal
from tests.apps.planning.importing import AS_OF, NOW, YEAR, municipality
from tests.factories import EmploymentFactory, OrganisationFactory, PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
KARI = "1001;Kari;Nordvik;kari(at)example.no;@;100;Matematikk;1-7;8;0"
KARI_NORWEGIAN = "1001;Kari;Nordvik;kari(at)example.no;@;100;Norsk;1-7;9;60"
JONAS = "1002;Jonas;Fagerli;jonas(at)example.no;@;80;Engelsk;8-10;6,5;30"


@pytest.fixture
def fjordvik():
    return municipality()


def actions(kept):
    return {row.number: row.action for row in ImportedPerson.objects.filter(staff_import=kept)}


def everything():
    """What an import writes, without keys."""
    return (
        sorted(Person.objects.values_list("first_name", "last_name", "email", "birth_year")),
        sorted(Employment.objects.values_list("person__first_name", "position_percent", "starts_on", "ends_before")),
        sorted(CreditsHeld.objects.values_list("person__first_name", "subject", "credits", "source")),
        sorted(SubjectTaught.objects.values_list("person__first_name", "subject", "stage", "hours_per_week", "source")),
        sorted(StaffNumber.objects.values_list("number", "person__first_name")),
    )


def test_nothing_is_written_before_siri_confirms(fjordvik):
    before = everything()

    kept = fjordvik.previewed(KARI, KARI_NORWEGIAN, JONAS)

    assert everything() == before
    assert kept.status == "previewed"
    assert {name: kept.counts[name] for name in ("rows", "new", "changed", "failed_rows")} == {
        "rows": 3, "new": 2, "changed": 0, "failed_rows": 0,
    }  # fmt: skip


def test_what_the_file_says_is_there_when_it_is_confirmed(fjordvik):
    kept = fjordvik.imported(KARI, KARI_NORWEGIAN, JONAS)

    kari = Person.objects.get(last_name="Nordvik")
    assert kept.status == "done"
    assert kari.employments.get().workplace == fjordvik.school
    assert {held.subject: held.credits for held in kari.credits_held.all()} == {"mathematics": 0, "norwegian": 60}
    assert {t.subject: float(t.hours_per_week) for t in kari.subjects_taught.all()} == {
        "mathematics": 8,
        "norwegian": 9,
    }
    assert kari.staff_numbers.get().number == "1001"


def test_the_file_is_removed_when_it_is_confirmed_and_only_counts_and_hash_stay(fjordvik):
    kept = fjordvik.imported(KARI)

    assert kept.content is None
    assert kept.sha256
    assert kept.counts["new"] == 1


def test_the_same_file_once_more_changes_nothing(fjordvik):
    fjordvik.imported(KARI, KARI_NORWEGIAN, JONAS)
    before = everything()

    kept = fjordvik.imported(KARI, KARI_NORWEGIAN, JONAS)

    assert set(actions(kept).values()) == {"unchanged"}
    assert everything() == before


def test_kari_is_found_by_her_number_when_her_address_and_name_are_new(fjordvik):
    fjordvik.imported(KARI)

    fjordvik.imported("1001;Kari;Nordvik Lie;kari.lie(at)example.no;@;100;Matematikk;1-7;8;0")

    assert Person.objects.get(first_name="Kari").last_name == "Nordvik Lie"


def test_kari_is_found_by_her_address_the_first_time(fjordvik):
    kari = fjordvik.teacher("Kari", "Nordvik", email="kari@example.no")

    fjordvik.imported(KARI)

    assert StaffNumber.objects.get().person == kari


def test_a_name_alone_is_asked_about_and_cannot_be_confirmed_before_it_is_answered(fjordvik):
    fjordvik.teacher("Kari", "Nordvik", email="privat@example.no")
    kept = fjordvik.previewed(KARI)

    with pytest.raises(Refusal) as refused:
        fjordvik.confirmed(kept)

    assert refused.value.answer.code == "unanswered"


@pytest.mark.parametrize(("is_same", "people"), [(True, 1), (False, 2)])
def test_siri_says_whether_the_likely_person_is_she(fjordvik, is_same, people):
    fjordvik.teacher("Kari", "Nordvik", email="privat@example.no")
    kept = fjordvik.previewed(KARI)

    answer_likely(staff_import=kept, answers={kept.people.get().pk: is_same}, by=fjordvik.siri, at=NOW)
    fjordvik.confirmed(kept)

    assert Person.objects.filter(last_name="Nordvik").count() == people


def test_an_address_at_another_owner_is_held_back_and_opens_nothing(fjordvik):
    elsewhere = PersonFactory(first_name="Kari", last_name="Nordvik", email="kari@example.no")
    EmploymentFactory(person=elsewhere)

    kept = fjordvik.imported(KARI, JONAS)

    assert actions(kept)["1001"] == "held"
    assert not StaffNumber.objects.filter(person=elsewhere).exists()
    assert elsewhere.employments.count() == 1


def test_what_a_teacher_typed_in_later_is_kept_unless_siri_chooses_the_file(fjordvik):
    fjordvik.imported(KARI_NORWEGIAN)
    typed = {"credits": 90, "source": "Oppgitt av læreren", "as_of": AS_OF + timedelta(days=1)}
    CreditsHeld.objects.update(**typed)

    kept = fjordvik.imported(KARI_NORWEGIAN)

    assert (kept.counts["conflicts"], CreditsHeld.objects.get().credits) == (1, 90)


def test_siri_may_choose_the_file_over_what_was_typed_in_later(fjordvik):
    fjordvik.imported(KARI_NORWEGIAN)
    CreditsHeld.objects.update(credits=90, source="Oppgitt av læreren", as_of=AS_OF + timedelta(days=1))
    kept = fjordvik.previewed(KARI_NORWEGIAN)
    row = kept.people.get()

    answer_conflicts(staff_import=kept, from_file=[f"{row.pk}:0"], asked=[row.pk], by=fjordvik.siri, at=NOW)
    fjordvik.confirmed(kept)

    assert CreditsHeld.objects.get().credits == 60


def test_hours_that_the_principal_typed_are_asked_about(fjordvik):
    fjordvik.imported(KARI)
    SubjectTaught.objects.update(hours_per_week=5, source="Registrert av skolen")

    fjordvik.imported(KARI)

    assert SubjectTaught.objects.get().hours_per_week == 5


def test_what_has_changed_since_the_preview_stops_the_import_whole(fjordvik):
    fjordvik.imported(KARI_NORWEGIAN)
    kept = fjordvik.previewed(KARI_NORWEGIAN.replace(";9;60", ";9;90"), JONAS)
    CreditsHeld.objects.update(credits=45)

    job = fjordvik.confirmed(kept)

    kept.refresh_from_db()
    assert (job.status, kept.status) == ("failed", "previewed")
    assert "endret siden forhåndsvisningen" in job.error
    assert not Person.objects.filter(first_name="Jonas").exists()


def test_a_person_with_one_row_at_fault_is_left_out_whole_and_the_row_is_told(fjordvik):
    kept = fjordvik.imported(KARI, KARI_NORWEGIAN.replace(";9;60", ";mange;60"), JONAS)

    assert actions(kept) == {"1002": "new"}
    assert kept.counts["failed_rows"] == 1


def test_a_school_of_somebody_elses_is_told_with_its_row(fjordvik):
    kept = fjordvik.previewed(KARI, JONAS.replace("@", "Storby skole"))

    assert [(fault["row"], fault["column"], fault["value"]) for fault in kept.faults] == [(3, "Skole", "Storby skole")]


def test_who_is_not_in_a_complete_file_has_left_and_the_history_stays(fjordvik):
    jonas = fjordvik.teacher("Jonas", "Fagerli", email="jonas@example.no")

    fjordvik.imported(KARI, is_complete=True)

    assert jonas.employments.get().ends_before == date(2026, 3, 11)


def test_nobody_has_left_because_of_a_file_that_is_not_complete(fjordvik):
    jonas = fjordvik.teacher("Jonas", "Fagerli", email="jonas@example.no")

    fjordvik.imported(KARI)

    assert jonas.employments.get().ends_before is None


def test_who_stands_in_a_row_at_fault_has_not_left(fjordvik):
    fjordvik.imported(JONAS)

    kept = fjordvik.imported(KARI, JONAS.replace(";6,5;", ";mange;"), is_complete=True)

    assert kept.counts["ended"] == 0


def test_an_undone_import_leaves_everything_as_it_was(fjordvik):
    fjordvik.teacher("Jonas", "Fagerli", email="jonas@example.no")
    fjordvik.imported(KARI_NORWEGIAN)
    before = everything()
    kept = fjordvik.imported(KARI, JONAS, "1003;Ny;Lærer;;@;50;Musikk;1-7;2;15", is_complete=True)

    undo(staff_import=kept, by=fjordvik.siri, at=NOW)

    assert everything() == before
    assert StaffImport.objects.get(pk=kept.pk).status == "undone"


def test_an_import_that_something_builds_on_cannot_be_undone(fjordvik):
    kept = fjordvik.imported(KARI)
    CreditsHeld.objects.update(credits=30)
    before = everything()

    job = undo(staff_import=kept, by=fjordvik.siri, at=NOW)

    assert job.status == "failed"
    assert "Kari Nordvik" in job.error
    assert everything() == before


def test_only_the_newest_import_can_be_undone(fjordvik):
    first = fjordvik.imported(KARI)
    fjordvik.imported(JONAS)

    with pytest.raises(Refusal):
        undo(staff_import=first, by=fjordvik.siri, at=NOW)


def test_an_abandoned_file_leaves_nothing_but_its_hash(fjordvik):
    kept = fjordvik.previewed(KARI)

    abandon(staff_import=kept, by=fjordvik.siri, at=NOW)

    kept.refresh_from_db()
    assert (kept.content, kept.people.count(), kept.status) == (None, 0, "abandoned")


def test_the_columns_are_remembered_for_the_next_file(fjordvik):
    heading = "Nr;Sted;Hva;Hvor;Timer"
    first = fjordvik.uploaded(KARI)
    ColumnMapping.objects.create(
        owner=fjordvik.owner, columns={"hva": "subject", "nr": "person_id"}, chosen_by=fjordvik.siri, chosen_at=NOW
    )
    StaffImport.objects.filter(pk=first.pk).update(headings=heading.split(";"))
    first.refresh_from_db()

    assert proposal_for(first).columns["Hva"] == "subject"


def test_ola_may_neither_send_nor_see_fjordviks_files(fjordvik, viewing):
    ola = PersonFactory(user__username="ola")
    RoleGrantFactory(person=ola, role="owner_officer", organisation=OrganisationFactory(municipality=True))
    fjordvik.previewed(KARI)

    with pytest.raises(Refusal):
        upload(owner=fjordvik.owner, name="a.csv", content=b"x", facts=FileFacts(AS_OF, YEAR), by=ola.user, at=NOW)

    assert not visible_imports(viewing(ola)).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "no_table"),
        (b"\xd0\xcf\x11\xe0old", "no_table"),
        (b"PK\x03\x04x", "unreadable_file"),
    ],
)
def test_what_is_no_table_is_refused_in_words(fjordvik, content, code):
    with pytest.raises(Refusal) as refused:
        upload(owner=fjordvik.owner, name="ansatte.csv", content=content, facts=FileFacts(AS_OF, YEAR),
               by=fjordvik.siri, at=NOW)  # fmt: skip

    assert refused.value.answer.code == code
    assert refused.value.answer.remedy


def test_a_file_that_is_confirmed_twice_is_read_in_once(fjordvik):
    kept = fjordvik.imported(KARI)

    with pytest.raises(Refusal):
        fjordvik.confirmed(kept)

    assert Job.objects.filter(kind="staff_apply").count() == 1
