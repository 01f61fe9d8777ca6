"""A meeting is planned, called, held and has its minutes approved; and the plan stands by what the forum adopted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pafyll.apps.forums.models import AgendaItem
from pafyll.apps.forums.services import deciding, meetings, plans
from pafyll.apps.forums.services.composing import Term, declare_disqualified
from pafyll.domain.answers import Refusal
from tests.factories import ForumDecisionFactory
from tests.factories.base import NOW
from tests.fixtures.forum import DAY

SOON, LATER = NOW + timedelta(days=7), NOW + timedelta(days=7, hours=2)


@pytest.fixture
def meeting(county):
    new = meetings.NewMeeting("Møte 2", SOON, "Storby rådhus", "Velkommen.")
    return meetings.plan_meeting(forum=county.forum, new=new, by=county.user("tor"), at=NOW)


def an_item(county, meeting, title="Innstilling", proposal="Forumet innstiller.", about=""):
    new = meetings.NewItem(title, "Les vedlegget.", proposal, about)
    return meetings.add_item(meeting=meeting, new=new, by=county.user("tor"), at=NOW)


def test_a_meeting_without_a_matter_is_not_called(county, meeting):
    with pytest.raises(Refusal) as refused:
        meetings.call_meeting(meeting=meeting, by=county.user("tor"), at=NOW)
    assert refused.value.answer.code == "no_agenda"


def test_the_call_goes_to_every_member_and_says_nothing_of_the_matters(
    county, meeting, mailoutbox, django_capture_on_commit_callbacks
):
    an_item(county, meeting, title="Hemmelig sak")
    with django_capture_on_commit_callbacks(execute=True):
        meetings.call_meeting(meeting=meeting, by=county.user("tor"), at=NOW)

    assert len(mailoutbox) == 5
    assert {mail.to[0] for mail in mailoutbox} == {person.email for person in county.people.values()}
    assert all("Storby rådhus" in mail.body and "Hemmelig" not in mail.body for mail in mailoutbox)


def test_a_meeting_that_is_called_off_tells_why(county, meeting, mailoutbox, django_capture_on_commit_callbacks):
    an_item(county, meeting)
    meetings.call_meeting(meeting=meeting, by=county.user("tor"), at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        meetings.cancel_meeting(meeting=meeting, why="Uvær", by=county.user("tor"), at=NOW)

    assert all("Uvær" in mail.body for mail in mailoutbox)
    assert len(mailoutbox) == 5


def test_a_matter_is_rewritten_only_before_the_call(county, meeting):
    item = an_item(county, meeting)
    new = meetings.NewItem("Ny tittel")
    meetings.change_item(item=item, new=new, by=county.user("tor"), at=NOW)
    assert AgendaItem.objects.get(pk=item.pk).title == "Ny tittel"
    meetings.call_meeting(meeting=meeting, by=county.user("tor"), at=NOW)
    item.meeting.refresh_from_db()

    with pytest.raises(Refusal):
        meetings.change_item(item=item, new=new, by=county.user("tor"), at=NOW)


def test_minutes_are_written_in_the_meeting_and_approved_when_all_is_decided(county, meeting):
    tor = county.user("tor")
    item = an_item(county, meeting)
    meetings.call_meeting(meeting=meeting, by=tor, at=NOW)
    met = {county.seats["siri"].pk: county.people["siri"].pk}
    with pytest.raises(Refusal) as refused:
        meetings.write_minutes(meeting=meeting, minutes="Satt.", by_item={}, met=met, by=tor, at=NOW)
    assert refused.value.answer.code == "meeting_not_begun"

    meetings.write_minutes(meeting=meeting, minutes="Satt.", by_item={item.pk: "Drøftet."}, met=met, by=tor, at=LATER)
    assert meeting.status == "held"
    assert AgendaItem.objects.get(pk=item.pk).minutes == "Drøftet."
    assert meeting.attendances.get().person == county.people["siri"]
    with pytest.raises(Refusal) as refused:
        meetings.approve_minutes(meeting=meeting, by=tor, at=LATER)
    assert refused.value.answer.code == "items_undecided"
    item.refresh_from_db()
    deciding.agree(item=item, text="Forumet innstiller.", by=tor, at=LATER)
    meetings.approve_minutes(meeting=meeting, by=tor, at=LATER)
    assert meeting.status == "approved"


def test_only_the_member_or_a_substitute_meets_for_a_body(county, meeting):
    an_item(county, meeting)
    meetings.call_meeting(meeting=meeting, by=county.user("tor"), at=NOW)
    met = {county.seats["siri"].pk: county.people["ola"].pk}

    with pytest.raises(Refusal) as refused:
        meetings.write_minutes(meeting=meeting, minutes="Satt.", by_item={}, met=met, by=county.user("tor"), at=LATER)
    assert refused.value.answer.code == "not_a_speaker"


def test_a_disqualified_writer_leaves_the_matter_as_it_is(county, meeting):
    tor = county.user("tor")
    item = an_item(county, meeting)
    meetings.call_meeting(meeting=meeting, by=tor, at=NOW)
    declare_disqualified(
        forum=county.forum,
        matter=item.matter,
        person=county.people["tor"],
        ground="spouse",
        term=Term(DAY),
        by=tor,
        at=NOW,
    )

    meetings.write_minutes(meeting=meeting, minutes="Satt.", by_item={item.pk: "Mitt."}, met={}, by=tor, at=LATER)

    assert AgendaItem.objects.get(pk=item.pk).minutes == ""


def test_a_plan_is_revised_part_by_part_and_stands_by_the_forums_own_decision(county):
    tor = county.user("tor")
    plan = plans.start_plan(forum=county.forum, new=plans.NewPlan("Plan", 2026, 2029), by=tor, at=NOW)
    first = plan.revisions.get()
    decision = ForumDecisionFactory(item__meeting__forum=county.forum)
    with pytest.raises(Refusal):
        plans.adopt_revision(revision=first, decision=decision, by=tor, at=NOW)  # empty
    parts = [plans.Part("Del 1", "Slik gjør vi det."), plans.Part(" "), plans.Part("Del 2", "Prioriteringer.")]
    plans.write_parts(revision=first, parts=parts, by=tor, at=NOW)
    with pytest.raises(Refusal):
        plans.adopt_revision(revision=first, decision=ForumDecisionFactory(), by=tor, at=NOW)  # another forum's
    plans.adopt_revision(revision=first, decision=decision, by=tor, at=NOW)
    with pytest.raises(Refusal):
        plans.write_parts(revision=first, parts=parts, by=tor, at=NOW)

    second = plans.revise_plan(plan=plan, why="Barnehagene er med", by=tor, at=NOW)

    assert [one.title for one in second.parts.all()] == ["Del 1", "Del 2"]
    with pytest.raises(Refusal):
        plans.revise_plan(plan=plan, why="En til", by=tor, at=NOW)
    assert (first.parts.count(), second.number) == (2, 2)


def test_siri_writes_no_plan(county):
    with pytest.raises(Refusal):
        plans.start_plan(forum=county.forum, new=plans.NewPlan("Plan", 2026, 2029), by=county.user("siri"), at=NOW)
