"""Two registrations of one human being become one, and two again when it was wrong."""

from __future__ import annotations

import pytest

from pafyll.apps.accounts.models import LogIn
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.identity import keep_number
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.apps.planning.models import CreditsHeld, PlanLine
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.privacy.queries.own_data import own_data
from pafyll.apps.privacy.queries.own_rows import Me
from pafyll.apps.privacy.services.merging import merge_people, undo_merge
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from tests.factories import (
    ApplicationFactory,
    CompanionGroupFactory,
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    PlanLineFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WHY = "Samme lærer, meldt inn av to skoler."


@pytest.fixture
def selma():
    person = PersonFactory(user=UserFactory(username="selma"))
    RoleGrantFactory(person=person, role=RoleGrant.Role.SUPPORT, organisation=OrganisationFactory(directorate=True))
    return person.user


@pytest.fixture
def kept():
    return PersonFactory(user=UserFactory(username="kari"), first_name="Kari", last_name="Nes", birth_year=1987)


@pytest.fixture
def gone():
    return PersonFactory(user=None, first_name="Kari", last_name="Næss", birth_year=1987)


def merge(kept, gone, selma):
    return merge_people(kept=kept, gone=gone, why=WHY, by=selma, at=now())


def test_what_is_hers_moves_and_what_would_stand_twice_stays(kept, gone, selma):
    EmploymentFactory(person=gone)
    application = ApplicationFactory(person=gone)
    for one in (kept, gone):
        CreditsHeldFactory(person=one, subject="mathematics")
    group = CompanionGroupFactory()
    group.people.add(gone)

    made = merge(kept, gone, selma)

    assert Application.objects.get(pk=application.pk).person == kept
    assert kept.employments.count() == 1
    assert CreditsHeld.objects.filter(person=gone).count() == 1
    assert made.left == ["planning.CreditsHeld: 1"]
    assert kept in group.people.all()
    assert gone not in group.people.all()


def test_what_is_frozen_stays_and_is_still_hers(kept, gone, selma):
    line = PlanLineFactory(person=gone)

    merge(kept, gone, selma)

    assert PlanLine.objects.get(pk=line.pk).person == gone
    found = own_data(Me(kept, kept.user)).tables
    assert any(one.table.model == "planning.PlanLine" for one in found)


def test_it_can_be_undone_and_what_came_later_stays(kept, gone, selma):
    application = ApplicationFactory(person=gone)
    made = merge(kept, gone, selma)
    later = CreditsHeldFactory(person=kept, subject="english")

    undo_merge(merge=made, why="Det var to søstre likevel.", by=selma, at=now())

    assert Application.objects.get(pk=application.pk).person == gone
    assert CreditsHeld.objects.get(pk=later.pk).person == kept
    assert PersonMerge.objects.get().undone_by == selma
    assert set(Event.objects.filter(verb="merge_undone").values_list("about", flat=True)) == {
        f"person:{kept.pk}",
        f"person:{gone.pk}",
    }
    with pytest.raises(Refusal):
        undo_merge(merge=made, why="En gang til, for sikkerhets skyld.", by=selma, at=now())


def test_the_ways_to_log_in_move_and_come_back(kept, selma):
    gone = PersonFactory(user=UserFactory(username="kari2"), birth_year=1987)
    link = LogIn.objects.create(user=gone.user, issuer="https://test.feide.no", subject="1", linked_at=now())

    made = merge(kept, gone, selma)
    assert LogIn.objects.get(pk=link.pk).user == kept.user
    assert not Person.objects.get(pk=gone.pk).user.is_active

    undo_merge(merge=made, why="Det var to likevel.", by=selma, at=now())
    assert LogIn.objects.get(pk=link.pk).user == gone.user
    assert Person.objects.get(pk=gone.pk).user.is_active


def test_the_only_user_moves_to_the_one_who_is_kept(selma, gone):
    kept, gone = gone, PersonFactory(user=UserFactory(username="kari2"), birth_year=1987)

    made = merge(kept, gone, selma)
    assert Person.objects.get(pk=kept.pk).user.username == "kari2"

    undo_merge(merge=made, why="Det var to likevel.", by=selma, at=now())
    assert Person.objects.get(pk=gone.pk).user.username == "kari2"


def test_two_identity_numbers_or_birth_years_are_two_human_beings(kept, selma):
    other_year = PersonFactory(birth_year=1960)
    numbered = PersonFactory(birth_year=None)
    for person, number in ((kept, "01899000079"), (numbered, "02899000042")):
        keep_number(person=person, number=number, source="test", at=now())

    for other in (other_year, numbered, kept):
        with pytest.raises(Refusal):
            merge(kept, other, selma)


def test_only_support_merges_with_a_reason_and_nobody_twice(kept, gone, selma):
    with pytest.raises(Refusal):
        merge(kept, gone, kept.user)
    with pytest.raises(Refusal):
        merge_people(kept=kept, gone=gone, why="ja", by=selma, at=now())
    merge(kept, gone, selma)
    with pytest.raises(Refusal):
        merge(PersonFactory(birth_year=None), gone, selma)


def test_the_old_number_leads_to_the_one_who_is_kept(client, kept, gone, selma):
    client.force_login(selma)
    page = client.get(f"/brukerstotte/mennesker/{kept.pk}/sla-sammen/", {"other": gone.pk}).content.decode()
    assert "Kari Næss" in page

    answer = client.post(f"/brukerstotte/mennesker/{kept.pk}/sla-sammen/", {"other": gone.pk, "why": WHY})

    assert answer.url == f"/brukerstotte/mennesker/{kept.pk}/"
    assert client.get(f"/brukerstotte/mennesker/{gone.pk}/").url == f"/brukerstotte/mennesker/{kept.pk}/"
    made = PersonMerge.objects.get()
    assert WHY in client.get(f"/brukerstotte/mennesker/{kept.pk}/").content.decode()
    client.post(
        f"/brukerstotte/mennesker/{kept.pk}/sla-sammen/{made.pk}/gjor-om/", {"why": "Det var to søstre likevel."}
    )
    assert PersonMerge.objects.get().undone_at


def test_the_page_says_when_there_is_nobody_with_the_number(client, kept, selma):
    client.force_login(selma)

    answer = client.post(f"/brukerstotte/mennesker/{kept.pk}/sla-sammen/", {"other": 999_999, "why": WHY})

    assert answer.status_code == 422
    assert "Det er ingen med det nummeret." in answer.content.decode()
