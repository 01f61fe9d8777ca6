"""A thing that waits is one task, for the right people at the right place, and for nobody else."""

from __future__ import annotations

import pytest
from django.db.models import Model

from pafyll.apps.casework.queries.inbox import count_anew, count_of_tasks, tasks_of
from pafyll.apps.casework.waiting import Herself, Holders, Inbox, TheUser, Waits, inboxes
from pafyll.apps.forums.inbox import Runners
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import Grant, Viewer
from tests import factories
from tests.factories import OrganisationFactory, PersonFactory, UserFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
FACTORY_OF = {
    one._meta.model: one for one in (getattr(factories, name) for name in factories.__all__ if name.endswith("Factory"))
}
WAITING = [
    (inbox, status) for inbox in inboxes() for status, entry in inbox.waits.items() if isinstance(entry, Waits | tuple)
]
IDS = [f"{inbox.lifecycle.name}-{status.value}" for inbox, status in WAITING]
Role = RoleGrant.Role


def waiting_with(inbox: Inbox, record: Model) -> list[tuple[str, Waits]]:
    """What waits with the record, whoever it is."""
    return [
        (code, waits)
        for code, status, waits in inbox.entries()
        if status == record.status
        and (inbox.model._default_manager.filter(waits.only(NOW)) if waits.only else inbox.model._default_manager)
        .filter(pk=record.pk)
        .exists()
    ]


def the_one_who_waits(waits: Waits, record: Model) -> Viewer | None:
    """Somebody new, in the role and at the place that the record waits for; None where it is a certain person."""
    who, rows = waits.who, type(record)._default_manager.filter(pk=record.pk)
    if isinstance(who, Herself):
        return Viewer(UserFactory(), Person.objects.get(pk=rows.values_list(who.path, flat=True)[0]))
    if isinstance(who, Holders):
        place = _place(rows.values_list(who.at, flat=True)[0]) if who.at else OrganisationFactory(directorate=True)
        return Viewer(UserFactory(), PersonFactory(), tuple(Grant(role, place) for role in who.roles))
    if isinstance(who, Runners):
        place = _place(rows.values_list(who.at, flat=True)[0])
        role = Role.COUNTY_GOVERNOR if place.kind == Organisation.Kind.COUNTY_GOVERNOR else Role.OWNER_OFFICER
        return Viewer(UserFactory(), PersonFactory(), (Grant(role, place),))
    return None


def elsewhere(viewer: Viewer) -> Viewer:
    """Somebody else in the same roles, at other organisations of the same kind."""
    others = {one.organisation.pk: OrganisationFactory(**{one.organisation.kind: True}) for one in viewer.grants}
    grants = tuple(Grant(one.role, others[one.organisation.pk]) for one in viewer.grants)
    return Viewer(UserFactory(), PersonFactory(), grants)


def _place(pk: int) -> Organisation:
    return Organisation.objects.get(pk=pk)


@pytest.mark.parametrize(("inbox", "status"), WAITING, ids=IDS)
def test_a_thing_that_waits_is_one_task_for_those_it_waits_for(inbox: Inbox, status: object) -> None:
    record = FACTORY_OF[inbox.model](**{status.value: True})

    waiting = waiting_with(inbox, record)

    assert len(waiting) <= 1, "it waits for two at once"
    if not waiting:
        said = inbox.waits[status]
        assert any(one.otherwise for one in (said if isinstance(said, tuple) else (said,)))
        return
    [(code, waits)] = waiting
    viewer = the_one_who_waits(waits, record)
    if viewer is None:
        assert not isinstance(waits.who, Holders | Herself | Runners)
        return
    mine = [
        one
        for one in tasks_of(viewer=viewer, at=NOW)
        if one.key == record.pk and one.code.startswith(f"{inbox.lifecycle.name}-")
    ]
    assert [one.code for one in mine] == [code]
    national = isinstance(waits.who, Holders) and not waits.who.at
    theirs = [one for one in tasks_of(viewer=elsewhere(viewer), at=NOW) if (one.code, one.key) == (code, record.pk)]
    assert national or theirs == []


def decider() -> Viewer:
    place = OrganisationFactory(directorate=True)
    return Viewer(UserFactory(), PersonFactory(), (Grant(Role.DIRECTORATE_DECIDER, place),))


def codes(viewer: Viewer) -> set[str]:
    return {one.code for one in tasks_of(viewer=viewer, at=NOW)}


def test_whoever_prepared_a_change_is_not_asked_to_decide_it() -> None:
    preparer, another = decider(), decider()
    factories.ChangeFactory(prepared=True, prepared_by=preparer.user)

    assert "change-prepared-3" in codes(another)
    assert "change-prepared-3" not in codes(preparer)


def test_an_officer_who_takes_part_herself_does_not_see_the_change() -> None:
    change = factories.ChangeFactory(reported=True)
    grant = Grant(Role.OWNER_OFFICER, change.owner)
    herself = Viewer(UserFactory(), change.participation.person, (grant,))
    colleague = Viewer(UserFactory(), PersonFactory(), (grant,))

    assert "change-reported-1" in codes(colleague)
    assert "change-reported-1" not in codes(herself)


def test_a_disqualified_officer_does_not_see_her_own_case_and_the_decider_takes_it() -> None:
    case = factories.CaseFactory(drafted=True)
    officer = Viewer(case.officer, PersonFactory(), (Grant(Role.OWNER_OFFICER, case.owner),))
    chief = Viewer(UserFactory(), PersonFactory(), (Grant(Role.OWNER_DECIDER, case.owner),))
    assert "case-drafted-1" in codes(officer)
    assert "case-drafted-1" not in codes(chief)

    factories.ImpartialityDeclarationFactory(case=case, officer=case.officer)

    assert "case-drafted-1" not in codes(officer)
    assert "case-drafted-1" in codes(chief)


def test_an_adviser_who_is_disqualified_in_the_year_sees_none_of_its_awards() -> None:
    award = factories.AwardFactory(proposed=True)
    governor = award.scheme_year.governor
    adviser = Viewer(UserFactory(), PersonFactory(), (Grant(Role.COUNTY_GOVERNOR, governor),))
    assert "award-proposed-1" in codes(adviser)

    forum = factories.ForumFactory(governor=governor)
    matter = award.scheme_year.about
    factories.ForumDisqualificationFactory(forum=forum, person=adviser.person, matter=matter)

    assert "award-proposed-1" not in codes(adviser)


def test_a_task_is_gone_when_it_is_done() -> None:
    change = factories.ChangeFactory(reported=True)
    officer = Viewer(UserFactory(), PersonFactory(), (Grant(Role.OWNER_OFFICER, change.owner),))
    assert "change-reported-1" in codes(officer)

    type(change).objects.filter(pk=change.pk).update(status="refused")

    assert "change-reported-1" not in codes(officer)


def test_the_counterpart_signs_first_and_then_the_provider() -> None:
    version = factories.AgreementVersionFactory(proposed=True)
    head = Viewer(UserFactory(), PersonFactory(), (Grant(Role.UNIT_HEAD, version.agreement.provider),))
    assert codes(head) == set()

    factories.AgreementSignatureFactory(version=version, side="counterpart")

    assert codes(head) == {"agreement_version-proposed-4"}


def test_the_menu_keeps_the_count_for_a_minute_and_counts_anew_after_a_change(django_assert_num_queries) -> None:
    change = factories.ChangeFactory(reported=True)
    officer = Viewer(UserFactory(), PersonFactory(), (Grant(Role.OWNER_OFFICER, change.owner),))
    count_anew(officer.user.pk)
    with django_assert_num_queries(3):  # the cases and agreements that she is disqualified in, and one that counts all
        before = count_of_tasks(viewer=officer, at=NOW)
    type(change).objects.filter(pk=change.pk).update(status="refused")

    with django_assert_num_queries(0):
        assert count_of_tasks(viewer=officer, at=NOW) == before
    count_anew(officer.user.pk)

    assert count_of_tasks(viewer=officer, at=NOW) == {"owner": before["owner"] - 1}


def test_somebody_without_a_log_in_has_no_tasks() -> None:
    assert tasks_of(viewer=Viewer(), at=NOW) == []
    assert count_of_tasks(viewer=Viewer(), at=NOW) == {}


def test_a_certain_user_must_still_hold_the_role() -> None:
    who = TheUser("officer", (Role.DIRECTORATE_OFFICER,))

    assert who.rows(Viewer(UserFactory(), PersonFactory()), NOW) is None
