"""Work from a file: the trial does nothing and judges as the work will, and what was done can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pafyll.apps.applications.models import Dispensation
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.support.services.bulk import working
from pafyll.apps.support.services.bulk.forgetting import forget
from pafyll.apps.support.services.bulk.trying import try_file
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus as F
from tests.apps.support.reorganised import country, town
from tests.factories import MailFactory, PersonFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
R = BulkRow.Status
K = BulkFile.Kind
HEADING = "epost;rolle;organisasjon;fra;til;grunn"


@pytest.fixture
def land():
    return country()


def tried(kind, by, *lines, heading=HEADING, name="fil.csv"):
    return try_file(kind=kind, name=name, content="\n".join([heading, *lines]).encode(), by=by, at=NOW)


def carried_out(file, by):
    with at_once():
        working.carry_out_file(file=file, by=by, at=NOW)
    file.refresh_from_db()
    return file


def told(file):
    return [(row.status, row.said.get("code", "")) for row in file.rows.all()]


def roles(land, *more):
    place = town(land)
    PersonFactory(email="anne@example.no")
    PersonFactory(email="bo@example.no")
    line = f"{{}};saksbehandler hos skoleeier;{place.owner.number};2026-04-01;2026-05-01;Ferie"
    return tried(K.ROLES, land.ada, line.format("anne@example.no"), *(one.format(line=line) for one in more))


def roles_again(land):
    place = town(land)
    PersonFactory(email="grete@example.no")
    return tried(K.ROLES, land.ada, f"grete@example.no;owner_officer;{place.owner.number};2026-04-01;;")


def test_a_trial_says_what_each_row_would_come_to_and_changes_nothing(land):
    before = RoleGrant.objects.count()
    file = roles(land, "ukjent@example.no;rektor;1;2026-04-01;;", "bo@example.no;konge;1;2026-04-01;;")

    assert told(file) == [(R.READY, ""), (R.FAULTY, "unknown_address"), (R.FAULTY, "unknown_role")]
    assert RoleGrant.objects.count() - before == 1  # the town's own decider


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (";rektor;1;2026-04-01;;", "empty_cell"),
        ("bo@example.no;rektor;123;2026-04-01;;", "unknown_number"),
        ("bo@example.no;lærer;{number};2026-04-01;;", "role_not_here"),
        ("bo@example.no;owner_officer;{number};1. april;;", "not_a_day"),
        ("bo@example.no;owner_officer;{number};2026-04-01;2026-03-01;", "ends_before_start"),
    ],
    ids=lambda value: value[:40],
)
def test_a_fault_has_a_name(land, line, code):
    place = town(land)
    PersonFactory(email="bo@example.no")

    assert told(tried(K.ROLES, land.ada, line.format(number=place.owner.number))) == [(R.FAULTY, code)]


def test_the_same_row_twice_is_a_fault_the_second_time(land):
    place = town(land)
    PersonFactory(email="anne@example.no")
    line = f"anne@example.no;owner_officer;{place.owner.number};2026-04-01;;"

    assert told(tried(K.ROLES, land.ada, line, line)) == [(R.READY, ""), (R.FAULTY, "has_the_role")]


def test_one_who_may_not_give_roles_sees_it_in_the_trial(land):
    place = town(land)
    PersonFactory(email="anne@example.no")
    line = f"anne@example.no;owner_officer;{place.owner.number};2026-04-01;;"

    assert told(tried(K.ROLES, land.selma, line)) == [(R.FAULTY, "not_administrator")]


def test_only_rows_without_a_fault_are_done_and_undone_again(land):
    file = carried_out(roles(land, "ukjent@example.no;rektor;1;2026-04-01;;"), land.ada)
    assert (file.status, told(file)) == (F.CARRIED_OUT, [(R.DONE, ""), (R.FAULTY, "unknown_address")])
    grant = RoleGrant.objects.get(person__email="anne@example.no")

    with at_once():
        working.undo_file(file=file, by=land.ada, at=NOW)
    file.refresh_from_db()
    grant.refresh_from_db()
    assert (file.status, file.rows.first().status) == (F.UNDONE, R.UNDONE)
    assert grant.ends_before == grant.starts_on  # it never began


def test_what_has_changed_since_the_trial_is_refused_and_the_rest_is_done(land):
    place = town(land)
    people = [PersonFactory(email=f"{name}@example.no") for name in ("anne", "bo")]
    lines = [f"{one.email};owner_officer;{place.owner.number};2026-04-01;;" for one in people]
    file = tried(K.ROLES, land.ada, *lines)
    RoleGrant.objects.create(
        person=people[0], role="owner_officer", organisation=place.owner, starts_on="2026-01-01", granted_by=land.ada
    )

    assert told(carried_out(file, land.ada)) == [(R.REFUSED, "has_the_role"), (R.DONE, "")]


def test_a_worker_that_dies_half_way_is_followed_by_one_that_goes_on(land, monkeypatch):
    place = town(land)
    people = [PersonFactory(email=f"person{n}@example.no") for n in range(3)]
    file = tried(K.ROLES, land.ada, *(f"{one.email};owner_officer;{place.owner.number};2026-04-01;;" for one in people))
    job = type("Job", (), {"arguments": {"file": file.pk}, "started_by": land.ada, "started_at": NOW})()
    with pytest.raises(RuntimeError):
        working.carry_out_rows(job, Dies(after=2))
    assert [row.status for row in file.rows.all()] == [R.DONE, R.DONE, R.READY]

    working.carry_out_rows(job, Dies(after=9))
    assert [row.status for row in file.rows.all()] == [R.DONE] * 3
    assert RoleGrant.objects.filter(organisation=place.owner, role="owner_officer").count() == 3


class Dies:
    """A report whose worker is lost after some rows."""

    def __init__(self, after):
        self.after = after

    def __call__(self, done, total, text=""):
        if done >= self.after:
            raise RuntimeError

    def finish(self, result=None):
        pass


def test_deadlines_are_moved_for_a_list_of_owners_and_wait_for_another(land):
    places = [town(land), town(land)]
    lines = [f"{one.owner.number};2027;2027-04-10;Strømbrudd hos eieren" for one in places]
    file = tried(K.DEADLINES, land.ada, *lines, heading="eier;runde;siste_dag;begrunnelse")
    carried_out(file, land.ada)

    assert told(file) == [(R.DONE, "")] * 2
    assert Dispensation.objects.filter(owner__in=[one.owner for one in places], status="prepared").count() == 2
    with pytest.raises(Refusal) as refused:
        working.undo_file(file=file, by=land.ada, at=NOW)
    assert refused.value.answer.code == "not_undoable"


def test_mail_that_came_back_is_sent_again_for_a_list(land):
    mail = MailFactory(failed=True, address="anne@example.no", sender=None)
    file = tried(K.MAILS, land.selma, "anne@example.no", "bo@example.no", heading="epost")
    carried_out(file, land.selma)

    assert told(file) == [(R.DONE, ""), (R.FAULTY, "no_failed_mail")]
    assert Mail.objects.get(pk=mail.pk).status == "waiting"


def test_people_registered_twice_are_merged_by_a_list_and_parted_again(land):
    kept, gone = PersonFactory(birth_year=None), PersonFactory(birth_year=None)
    line = f"{kept.pk};{gone.pk};Samme lærer, meldt inn to ganger"
    file = tried(
        K.MERGES, land.selma, line, f"{kept.pk};999999;Finnes ikke i registeret", heading="behold;fjern;hvorfor"
    )
    carried_out(file, land.selma)
    assert told(file) == [(R.DONE, ""), (R.FAULTY, "unknown_person")]
    assert file.rows.first().person == kept

    with at_once():
        working.undo_file(file=file, by=land.selma, at=NOW)
    assert PersonMerge.objects.get().undone_at == NOW
    assert Person.objects.filter(pk=gone.pk).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"epost;rolle\n", "missing_columns"), (HEADING.encode(), "no_rows"), (b"", "unreadable")],
)
def test_a_file_that_cannot_be_read_says_why(land, content, code):
    with pytest.raises(Refusal) as refused:
        try_file(kind=K.ROLES, name="fil.csv", content=content, by=land.ada, at=NOW)
    assert refused.value.answer.code == code


def test_what_was_written_is_forgotten_after_ninety_days_and_what_was_done_stays(land):
    file = carried_out(roles(land, "ukjent@example.no;rektor;1;2026-04-01;;"), land.ada)
    only_tried = roles_again(land)
    assert forget(at=NOW + timedelta(days=90)) == 0

    assert forget(at=NOW + timedelta(days=91)) == 3
    assert forget(at=NOW + timedelta(days=91)) == 0
    only_tried.refresh_from_db()
    assert [(row.cells, row.said, row.status) for row in file.rows.all()] == [({}, {}, R.DONE), ({}, {}, R.FAULTY)]
    assert file.rows.first().made
    assert only_tried.status == F.DISCARDED  # nothing is left of it that could be done
    with pytest.raises(Refusal):
        working.carry_out_file(file=only_tried, by=land.ada, at=NOW + timedelta(days=91))


def test_nobody_else_may(land):
    with pytest.raises(Refusal):
        tried(K.ROLES, town(land).decider.user, "a;b;c;d;e;f")


def test_it_is_done_once(land):
    file = carried_out(roles(land), land.ada)

    for act in (working.carry_out_file, working.discard_file):
        with pytest.raises(Refusal) as refused:
            act(file=file, by=land.ada, at=NOW)
        assert refused.value.answer.code == "not_tried"
