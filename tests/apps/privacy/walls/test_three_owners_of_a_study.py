"""A teacher who changes owner twice within a study: each of the three finds in her lists what is hers, and no more."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.conf import settings

from pafyll.apps.applications.models import Application, Participation, Statement
from pafyll.apps.applications.queries.participations import participations_of_owners
from pafyll.apps.grants.queries.cases import changes_of_owners
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.organisations.reading import reader_for
from pafyll.domain.rules.changes import ChangeKind
from pafyll.integrations.clock import today
from pafyll.integrations.postgresql.reading import reading_as
from tests.apps.grants.studying import IN_SPRING, SPRING, make_fjordvik, seen, wanted
from tests.factories import OrganisationFactory, RoleGrantFactory, StatementFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("postgres" not in settings.DATABASES["default"]["ENGINE"], reason="the walls are PostgreSQL's"),
]


@pytest.fixture
def fjordvik():
    return make_fjordvik()


@pytest.fixture
def gro():
    """Works for the third owner."""
    elvestad = OrganisationFactory(municipality=True)
    return RoleGrantFactory(owner_officer=True, organisation=elvestad).person.user


def move(fjordvik, study, *, by, to):
    """by's owner lets the teacher go on at another's school. Ada prepares it and Idar decides."""
    wish = wanted(ChangeKind.OWNER, SPRING, "new_job", to_school=OrganisationFactory(parent=to))
    one = Participation.objects.get(pk=study.pk)
    moving = register_change(participation=one, wanted=wish, seen=seen(one, wish), by=by, at=IN_SPRING)
    prepare_change(change=moving, recommends=True, assessment="Ny jobb.", by=fjordvik.ada, at=IN_SPRING)
    decide_change(change=moving, seen=seen(one, wish), by=fjordvik.idar, at=IN_SPRING)
    return moving.pk


def found(user, rows):
    """Keys of what the user finds, behind the wall."""
    viewer = viewer_of(user, day=today())
    with reading_as(lambda: reader_for(viewer)):
        return [one.pk for one in rows(viewer)]


def owner_of(user):
    return viewer_of(user, day=today()).grants[0].organisation


@pytest.mark.parametrize("times", [1, 2])
def test_each_owner_finds_her_own_changes_and_the_last_one_the_study(fjordvik, gro, times):
    study = fjordvik.participation()
    owners = [fjordvik.siri, fjordvik.ola, gro][: times + 1]
    asked = [move(fjordvik, study, by=one, to=owner_of(other)) for one, other in pairwise(owners)]

    changes = [found(one, changes_of_owners) for one in owners]
    studies = [found(one, participations_of_owners) for one in owners]

    assert changes == [*([one] for one in asked), []]
    assert studies == [*([] for _ in asked), [study.pk]]


def test_a_later_owner_finds_the_application_and_nothing_of_what_was_said_where_it_was_sent(fjordvik):
    study = fjordvik.participation()
    statement = StatementFactory(application=study.application)
    move(fjordvik, study, by=fjordvik.siri, to=fjordvik.storby)

    def rows(viewer):
        return [*Application.objects.filter(pk=study.application_id), *Statement.objects.filter(pk=statement.pk)]

    assert found(fjordvik.siri, rows) == [study.application_id, statement.pk]
    assert found(fjordvik.ola, rows) == [study.application_id]


def test_whoever_gets_her_back_reads_again_what_was_said_to_her_from_the_start(fjordvik):
    study = fjordvik.participation()
    statement = StatementFactory(application=study.application)
    move(fjordvik, study, by=fjordvik.siri, to=fjordvik.storby)
    move(fjordvik, study, by=fjordvik.ola, to=fjordvik.owner)

    assert found(fjordvik.siri, lambda viewer: Statement.objects.filter(pk=statement.pk)) == [statement.pk]


def test_an_owner_who_never_had_her_finds_nothing(fjordvik, gro):
    study = fjordvik.participation()
    move(fjordvik, study, by=fjordvik.siri, to=fjordvik.storby)

    reader = reader_for(viewer_of(gro, day=today()))
    with reading_as(lambda: reader):
        assert not Participation.objects.filter(pk=study.pk).exists()
