"""The desk: the inbox, triage, the leader forum, the team, and who is kept out by impartiality."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core import mail
from openpyxl import load_workbook

from pafyll.apps.assignments.models import (
    Assignment,
    AssignmentMember,
    ImpartialityStatement,
    Inquiry,
    InquiryDecision,
    ProposedMember,
    TeamProposal,
    UnitMeeting,
)
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.services import councils, deciding, impartiality, meetings, receiving, teams
from pafyll.domain.answers import Refusal
from pafyll.domain.assignments.impartiality import Ties
from pafyll.domain.assignments.team import TeamNeed
from pafyll.domain.lifecycles.inquiry import InquiryStatus as S
from tests.factories import (
    AssignmentMemberFactory,
    AvailabilityFactory,
    CompetenceFieldFactory,
    CompetenceProfileFactory,
    OrganisationFactory,
)
from tests.factories.base import NOW
from tests.fixtures.department import DAY
from tests.fixtures.forum import a_person

DESK = "/tilbyder/henvendelser/"
NEED = TeamNeed("collective", "Kollektiv kompetanseutvikling", ("2026H",), 10)
LATER = NOW + timedelta(days=3)  # the meeting has begun
PLANNED = deciding.Planned("Lesing på Lia", date(2026, 8, 17), date(2027, 6, 18))


def text_of(response, status=200):
    assert response.status_code == status, response.content.decode()[-800:]
    return response.content.decode().replace("\u00a0", " ")


def propose(department, inquiry, *people):
    chosen = [teams.Chosen(department.people[one].pk, "manager" if one == people[0] else "expert") for one in people]
    return teams.propose(inquiry=inquiry, need=NEED, chosen=chosen, departs_why="De er klare.",
                         by=department.user("liv"), at=NOW)  # fmt: skip


def a_meeting(department, inquiry=None, **changed):
    new = meetings.NewMeeting(
        **{"body": "leader_forum", "title": "Lederforum", "starts_at": NOW + timedelta(days=2), **changed}
    )
    meeting = meetings.plan_meeting(unit=department.unit, new=new, by=department.user("liv"), at=NOW)
    if inquiry is not None:
        meetings.put_on_agenda(meeting=meeting, inquiry=inquiry, by=department.user("liv"), at=NOW)
        meeting = meetings.call_meeting(meeting=meeting, by=department.user("liv"), at=NOW)
    return meeting


def said_yes(department, *people, planned=PLANNED):
    """An inquiry that the forum has said yes to, with the team of these people."""
    inquiry = department.triaged()
    proposal = propose(department, inquiry, *people)
    item = a_meeting(department, inquiry).items.get()
    deciding.decide_yes(item=item, grounds="Vi har folk.", answer="Ja, gjerne.", proposal=proposal, planned=planned,
                        by=department.user("liv"), at=LATER)  # fmt: skip
    inquiry.refresh_from_db()
    return inquiry


def test_leaders_read_the_inbox_and_the_economist_and_the_academic_do_not(department):
    inquiry = department.ask()

    for key in ("liv", "bodil", "arvid"):
        assert inquiry.reference in text_of(department.client(key).get(DESK))
    for key in ("mona", "geir"):
        assert department.client(key).get(DESK).status_code == 403
        assert department.client(key).get(f"{DESK}{inquiry.pk}/").status_code == 404


def test_another_college_never_sees_it(department):
    inquiry = department.ask()
    other = OrganisationFactory(provider=True)
    person = a_person("kim", "assignment_coordinator", other)
    department.people["kim"] = person

    assert inquiry.reference not in text_of(department.client("kim").get(DESK))
    assert department.client("kim").get(f"{DESK}{inquiry.pk}/").status_code == 404
    assert department.client("kim").post(f"{DESK}{inquiry.pk}/fordel/").status_code == 404


def test_the_head_reads_but_only_the_coordinator_and_the_deputy_triage(department):
    inquiry = department.ask()

    assert "Fordel" in text_of(department.client("liv").get(f"{DESK}{inquiry.pk}/"))
    assert department.client("arvid").get(f"{DESK}{inquiry.pk}/fordel/").status_code == 403
    assert department.client("bodil").get(f"{DESK}{inquiry.pk}/fordel/").status_code == 200


def test_triage_sets_the_deadline_in_working_days_and_tells_the_responsible(
    department, django_capture_on_commit_callbacks
):
    inquiry = department.ask()
    given = {"unit": department.unit.pk, "responsible": department.people["arvid"].pk, "urgency": "urgent",
             "area": "collective", "counterpart": department.school.number}  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        answer = department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", given)

    assert answer.status_code == 303
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.due_on) == (S.TRIAGED, date(2026, 3, 13))
    assert any("Du er ansvarlig" in one.subject for one in mail.outbox)
    by_name = {**given, "counterpart": " lia SKOLE "}
    assert department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", by_name).status_code == 303
    inquiry.refresh_from_db()
    assert inquiry.counterpart == department.school
    OrganisationFactory(school=True, name="Lia skole")
    assert "Flere virksomheter heter dette." in text_of(
        department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", by_name), 422
    )
    assert "Fristen må være en arbeidsdag" in text_of(
        department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", {**given, "due_on": "2026-03-15"}), 422
    )
    assert "Vi kjenner ingen virksomhet" in text_of(
        department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", {**given, "counterpart": "1"}), 422
    )


def test_the_responsible_hears_of_a_new_message_and_one_who_is_disqualified_hears_nothing_and_is_given_nothing(
    department, django_capture_on_commit_callbacks
):
    inquiry = department.triaged()
    Inquiry.objects.filter(pk=inquiry.pk).update(responsible=department.people["arvid"])
    inquiry.refresh_from_db()
    arvid = department.people["arvid"]
    address = arvid.email or arvid.user.email

    with django_capture_on_commit_callbacks(execute=True):
        receiving.add_message(inquiry=inquiry, text="Vi er tolv lærere.", at=NOW)
    assert [address] in [one.to for one in mail.outbox if "Ny melding" in one.subject]

    mail.outbox.clear()
    department.client("arvid").post(f"{DESK}{inquiry.pk}/inhabil/", {"facts": "Kona mi er rektor der."})
    with django_capture_on_commit_callbacks(execute=True):
        receiving.add_message(inquiry=inquiry, text="Og en rektor.", at=NOW)
    assert [address] not in [one.to for one in mail.outbox]
    given = {"unit": department.unit.pk, "responsible": arvid.pk, "urgency": "urgent"}
    page = text_of(department.client("liv").post(f"{DESK}{inquiry.pk}/fordel/", given), 422)
    assert "En du har valgt, er inhabil." in page


def test_the_search_and_the_workbook_follow_the_same_filter_and_mark_what_is_overdue(department, clock):
    department.ask(workplace="Nes skole")
    department.triaged(workplace="Marka skole")
    clock.move_to("2026-04-20")
    client, filtered = department.client("liv"), "?sok=marka&status=triaged&over_frist=on"

    page = text_of(client.get(f"{DESK}{filtered}"))
    sheet = load_workbook(BytesIO(client.get(f"{DESK}excel/{filtered}").content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]

    assert "Marka skole" in page
    assert "Nes skole" not in page
    assert "Over fristen" in page
    assert [(row[5], row[3]) for row in cells] == [("Marka skole", "ja")]
    assert "2 henvendelser" in text_of(client.get(DESK))
    assert "Nes skole" in text_of(client.get(f"{DESK}?enhet=999&status=tull"))  # an old link still opens


def test_notes_stay_inside_and_messages_reach_the_inquirer(department, django_capture_on_commit_callbacks):
    inquiry = department.triaged()
    client = department.client("liv")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{DESK}{inquiry.pk}/", {"action": "note", "text": "Hemmelig notat"})
        client.post(f"{DESK}{inquiry.pk}/", {"action": "message", "text": "Når vil dere begynne?"})

    page = text_of(client.get(f"{DESK}{inquiry.pk}/"))
    assert "Hemmelig notat" in page
    assert "Når vil dere begynne?" in page
    letter = next(one for one in mail.outbox if one.to == [inquiry.email] and "begynne" in one.body)
    assert "Hemmelig" not in letter.body
    by_arvid = department.client("arvid").post(f"{DESK}{inquiry.pk}/", {"action": "message", "text": "Hei"})
    assert by_arvid.status_code != 303


def test_a_no_without_the_forum_and_abuse_are_ended_with_grounds(department):
    wrong, abuse = department.triaged(), department.ask()
    client = department.client("liv")

    assert client.post(f"{DESK}{wrong.pk}/nei/", {"text": "Spør universitetet."}).status_code == 303
    assert client.post(f"{DESK}{abuse.pk}/misbruk/", {"why": "Reklame."}).status_code == 303
    assert {one.status for one in Inquiry.objects.all()} == {S.ANSWERED_NO, S.REJECTED}
    assert client.post(f"{DESK}{wrong.pk}/nei/", {"text": "En gang til."}).status_code in (403, 422)


def test_two_who_handle_the_same_inquiry_at_once_do_not_both_win(department):
    inquiry = department.triaged()
    stale = Inquiry.objects.get(pk=inquiry.pk)
    receiving.withdraw_inquiry(inquiry=inquiry, at=NOW)

    from pafyll.apps.assignments.services import triage

    with pytest.raises(Refusal) as refused:
        triage.answer_no(inquiry=stale, text="Nei.", by=department.user("liv"), at=NOW)
    assert refused.value.answer.code == "already_changed"


def test_the_agenda_is_built_from_what_waits_and_can_be_ordered_and_shortened(department):
    later, first = department.triaged(workplace="Nes skole"), department.triaged(workplace="Lia skole")
    Inquiry.objects.filter(pk=later.pk).update(due_on=date(2026, 4, 1))
    meeting, client = a_meeting(department), department.client("liv")
    address = f"/tilbyder/moter/{meeting.pk}/"

    client.post(f"{address}sakliste/", {"action": "build"})
    assert [one.inquiry_id for one in meeting.items.all()] == [first.pk, later.pk]
    client.post(f"{address}sakliste/", {"action": "up", "key": meeting.items.last().pk})
    assert [one.inquiry_id for one in meeting.items.all()] == [later.pk, first.pk]
    client.post(f"{address}sakliste/", {"action": "off", "key": meeting.items.first().pk})
    client.post(f"{address}sak/", {"title": "Ressursplan", "words": "Høsten"})
    later.refresh_from_db()
    assert later.status == S.TRIAGED
    assert [one.number for one in meeting.items.all()] == [1, 2]
    assert "Nes skole" in text_of(client.get(address))  # waits again


def test_an_inquiry_that_is_withdrawn_can_be_taken_off_the_agenda_and_is_not_put_off_by_the_minutes(department):
    first, second = department.triaged(), department.triaged(workplace="Nes skole")
    meeting = a_meeting(department, first)
    meetings.put_on_agenda(meeting=meeting, inquiry=second, by=department.user("liv"), at=NOW)
    for one in (first, second):
        one.refresh_from_db()
        receiving.withdraw_inquiry(inquiry=one, at=NOW)

    meetings.take_off(item=meeting.items.get(inquiry=first), by=department.user("liv"), at=NOW)

    assert [one.inquiry for one in meeting.items.all()] == [second]
    assert Inquiry.objects.get(pk=first.pk).status == S.WITHDRAWN
    written = meetings.write_minutes(
        meeting=meeting, minutes="Ingen saker.", by_item={}, present=[], by=department.user("liv"), at=LATER
    )
    approved = meetings.approve_minutes(meeting=written, by=department.user("liv"), at=LATER)
    assert not approved.minutes_document.context["context"]["matters"][0]["is_put_off"]


def test_the_next_forum_is_suggested_two_weeks_after_the_last(department):
    a_meeting(department, starts_at=NOW + timedelta(days=2))

    assert 'value="2026-03-26"' in text_of(department.client("liv").get("/tilbyder/moter/nytt/"))
    assert department.client("arvid").get("/tilbyder/moter/nytt/").status_code == 403


def test_a_yes_makes_an_assignment_and_asks_the_team_to_declare(department, clock, django_capture_on_commit_callbacks):
    inquiry = department.triaged()
    propose(department, inquiry, "geir", "mona")
    meeting = a_meeting(department, inquiry)
    item, client = meeting.items.get(), department.client("liv")
    assert client.get(f"/tilbyder/moter/sak/{item.pk}/ja/").status_code == 403  # the meeting has not begun
    clock.move_to(LATER)
    given = {"grounds": "Vi har folk.", "answer": "Ja, gjerne.", "proposal": TeamProposal.objects.get().pk}

    answer = client.post(f"/tilbyder/moter/sak/{item.pk}/ja/", given)
    assert answer.url == f"{DESK}{inquiry.pk}/oppdrag/"
    with django_capture_on_commit_callbacks(execute=True):
        made = client.post(answer.url, {"title": "Lesing på Lia", "starts_on": "2026-08-17", "ends_on": "2027-06-18"})

    assignment = Assignment.objects.get()
    assert made.url == f"/tilbyder/oppdrag/{assignment.pk}/"
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.assignment, assignment.status) == (S.ASSIGNED, assignment, "planned")
    assert not AssignmentMember.objects.exists()
    assert sum("må svare om habilitet" in one.subject for one in mail.outbox) == 2
    page = text_of(client.get(f"{DESK}{inquiry.pk}/"))
    assert "Vi har folk." in page
    assert "Hvem som ble vurdert, og hvorfor" in page


def test_a_yes_needs_a_team_and_an_assignment_needs_the_other_part(department):
    inquiry = department.triaged()
    Inquiry.objects.filter(pk=inquiry.pk).update(counterpart=None)
    item = a_meeting(department, inquiry).items.get()
    asked = {"item": item, "grounds": "Ja.", "answer": "Ja.", "by": department.user("liv"), "at": LATER}

    with pytest.raises(Refusal, match="no_team"):
        deciding.decide_yes(**asked, proposal=None, planned=None)
    with pytest.raises(Refusal, match="no_counterpart"):
        deciding.decide_yes(**asked, proposal=propose(department, inquiry, "geir"), planned=PLANNED)
    assert not InquiryDecision.objects.exists()


def test_minutes_say_who_was_considered_and_what_was_put_off(department, clock):
    decided, waiting = department.triaged(), department.triaged(workplace="Nes skole")
    proposal = propose(department, decided, "geir")
    meeting = a_meeting(department, decided)
    meetings.put_on_agenda(meeting=meeting, inquiry=waiting, by=department.user("liv"), at=NOW)
    clock.move_to(LATER)
    deciding.decide_yes(item=meeting.items.first(), grounds="Vi har folk.", answer="Ja.", proposal=proposal,
                        planned=None, by=department.user("liv"), at=LATER)  # fmt: skip
    client, address = department.client("liv"), f"/tilbyder/moter/{meeting.pk}/"
    given = {"minutes": "To saker.", "present": [department.people["liv"].pk, department.people["arvid"].pk]}
    assert client.post(f"{address}skriv-referat/", given).status_code == 303

    assert client.post(f"{address}godkjenn/").status_code == 303

    waiting.refresh_from_db()
    document = UnitMeeting.objects.get().minutes_document
    assert waiting.status == S.TRIAGED
    assert "Geir Prøve" in document.text
    assert "kompetanseoversikten" in document.text
    assert "Laget er et annet enn regelen foreslo" in document.text
    assert "Utsatt" in document.text
    assert "Arvid Prøve" in document.text
    assert client.get(f"{address}referat.pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}referat.docx").content.startswith(b"PK")
    assert client.get(f"{address}saksliste.pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}referat.exe").status_code == 404


def test_agenda_and_minutes_of_a_nynorsk_college_are_nynorsk_all_through(department):
    department.college.written_form = "nn"
    department.college.save()
    inquiry = department.triaged()
    proposal = propose(department, inquiry, "geir")
    meeting = a_meeting(department, inquiry)
    deciding.decide_yes(item=meeting.items.get(), grounds="Ja.", answer="Ja.", proposal=proposal, planned=None,
                        by=department.user("liv"), at=LATER)  # fmt: skip
    held = UnitMeeting.objects.get(pk=meeting.pk)
    written = meetings.write_minutes(
        meeting=held, minutes="Éi sak.", by_item={}, present=[], by=department.user("liv"), at=LATER
    )
    approved = meetings.approve_minutes(meeting=written, by=department.user("liv"), at=LATER)

    (matter,) = approved.minutes_document.context["context"]["matters"]
    assert "har ikkje" in " ".join(one["why"] for one in matter["considered"])


def test_the_rule_proposes_from_the_competence_overview_and_the_officer_departs_only_with_grounds(department):
    inquiry = department.triaged()
    AssignmentMemberFactory(person=department.people["geir"], assignment__unit=department.unit, percent=5)
    for key, level in (("geir", "leads"), ("bodil", "learns")):
        profile = CompetenceProfileFactory(provider=department.college, person=department.people[key])
        CompetenceFieldFactory(profile=profile, field="reading", level=level)
        AvailabilityFactory(profile=profile, semester="2026H", percent=20)
    client, address = department.client("liv"), f"{DESK}{inquiry.pk}/lag/?felt=reading&prosent=10&semester=2026H"

    page = text_of(client.get(address))
    assert "Geir Prøve kan lede arbeid i Lesing i alle fag." in page
    assert "Bodil Prøve vil lære mer om Lesing i alle fag." in page
    assert "Geir Prøve har 15 prosent ledig høsten 2026." in page
    assert "Mona Prøve har ikke Lesing i alle fag i kompetanseoversikten." in page
    geir, bodil, mona = (f"part_{department.people[key].pk}" for key in ("geir", "bodil", "mona"))
    assert "Skriv hvorfor" in text_of(client.post(address, {geir: "manager", mona: "expert"}), 422)
    assert client.post(address, {geir: "manager", mona: "expert", "departs_why": "Mona er ny."}).status_code == 303
    assert client.post(address, {geir: "manager", bodil: "expert"}).status_code == 303  # as the rule says
    assert [one.departs_why for one in inquiry.proposals.all()] == ["", "Mona er ny."]


def test_nobody_joins_before_she_has_declared_and_a_tie_is_assessed_by_another(department, clock):
    assignment = said_yes(department, "geir", "mona").assignment
    geir = ProposedMember.objects.get(person=department.people["geir"])
    liv, address = department.client("liv"), f"/tilbyder/oppdrag/{assignment.pk}/"

    liv.post(f"{address}lag/{geir.pk}/")
    assert not AssignmentMember.objects.exists()
    tied = {"holds_post": "yes", "has_company": "no", "has_other_tie": "no"}
    assert "Beskriv kort" in text_of(department.client("geir").post(f"{address}habilitet/", tied), 422)
    department.client("geir").post(f"{address}habilitet/", {**tied, "facts": "Sitter i skolens styre."})
    liv.post(f"{address}lag/{geir.pk}/")
    assert not AssignmentMember.objects.exists()
    statement = ImpartialityStatement.objects.get()
    assess = f"{address}habilitet/{statement.pk}/"
    assert liv.post(assess, {"outcome": "impartial", "assessment": "Greit."}).status_code == 403
    found = department.client("arvid").post(assess, {"outcome": "impartial", "assessment": "Vervet er over."})
    assert found.status_code == 303
    liv.post(f"{address}lag/{geir.pk}/")

    member = AssignmentMember.objects.get()
    assert (member.person, member.part, member.percent) == (department.people["geir"], "manager", 10)
    statement.refresh_from_db()
    assert statement.assessed_by == department.user("arvid")
    assert "fvl." in statement.law
    page = text_of(department.client("arvid").get(address))
    assert "Habil" in page
    assert "Arvid Prøve" in page


def test_one_who_is_disqualified_neither_sees_nor_does_and_loses_her_part(department):
    inquiry = said_yes(department, "geir")
    assignment = inquiry.assignment
    address = f"/tilbyder/oppdrag/{assignment.pk}/"
    no_ties = dict.fromkeys(("holds_post", "has_company", "has_other_tie"), "no")
    department.client("geir").post(f"{address}habilitet/", no_ties)
    department.client("liv").post(f"{address}lag/{ProposedMember.objects.get().pk}/")
    assert AssignmentMember.objects.filter(ends_before__isnull=True).count() == 1
    tied = {**no_ties, "has_company": "yes", "facts": "Selger kurs til skolen."}
    department.client("geir").post(f"{address}habilitet/", tied)
    statement = ImpartialityStatement.objects.get(superseded_at__isnull=True)
    department.client("arvid").post(
        f"{address}habilitet/{statement.pk}/", {"outcome": "disqualified", "assessment": "Økonomisk interesse."}
    )

    assert not visible_assignments(department.viewer("geir"), day=DAY).exists()
    assert department.client("geir").get(address).status_code == 404
    assert department.client("geir").post(f"{address}habilitet/", no_ties).status_code == 404
    assert AssignmentMember.objects.get().ends_before == DAY
    assert visible_assignments(department.viewer("liv"), day=DAY).get() == assignment


def test_a_part_with_a_last_day_ends_too_and_one_who_is_disqualified_assesses_nobody(department):
    assignment = said_yes(department, "geir").assignment
    part = AssignmentMemberFactory(
        assignment=assignment, person=department.people["geir"], starts_on=DAY, ends_before=date(2027, 1, 1)
    )
    for key in ("arvid", "geir"):
        impartiality.declare(
            matter=assignment, ties=Ties(holds_post=True, facts="Styret."), by=department.user(key), at=NOW
        )
    mine, other = (ImpartialityStatement.objects.get(person=department.people[one]) for one in ("arvid", "geir"))
    found = {"outcome": "disqualified", "assessment": "Verv.", "at": NOW}
    impartiality.assess(statement=mine, **found, by=department.user("bodil"))

    with pytest.raises(Refusal) as refused:
        impartiality.assess(statement=other, **found, by=department.user("arvid"))
    assert refused.value.answer.code == "not_yours_to_say"
    impartiality.assess(statement=other, **found, by=department.user("bodil"))
    part.refresh_from_db()
    assert part.ends_before == DAY


def test_a_leader_who_steps_aside_in_an_inquiry_sees_neither_it_nor_the_assignment_nor_the_papers(department, clock):
    inquiry = department.triaged()
    address = f"{DESK}{inquiry.pk}/"
    assert department.client("arvid").post(f"{address}inhabil/", {"facts": "Kona mi er rektor der."}).status_code == 303
    meeting = a_meeting(department, inquiry)
    papers = f"/tilbyder/moter/{meeting.pk}/"

    assert inquiry.reference not in text_of(department.client("arvid").get(DESK))
    assert department.client("arvid").get(address).status_code == 404
    page = text_of(department.client("arvid").get(papers))
    assert "Du er inhabil i denne saken." in page
    assert "Lia skole" not in page
    assert department.client("arvid").get(f"{papers}saksliste.pdf").status_code == 403
    assert department.client("liv").get(f"{papers}saksliste.pdf").status_code == 200
    proposal = propose(department, inquiry, "geir")
    deciding.decide_yes(item=meeting.items.get(), grounds="Ja.", answer="Ja.", proposal=proposal, planned=PLANNED,
                        by=department.user("liv"), at=LATER)  # fmt: skip
    assert not visible_assignments(department.viewer("arvid"), day=DAY).exists()


def test_up2_waits_until_the_project_runs_and_the_networks_up1_are_proposed_as_contacts(department):
    network = councils.found_network(unit=department.unit, name="Ytre", by=department.user("liv"), at=NOW)
    for key, mentor in (("bodil", None), ("mona", "bodil")):
        new = councils.NewTerm(department.people[key], date(2026, 3, 1), date(2028, 3, 1),
                               department.people[mentor] if mentor else None)  # fmt: skip
        councils.appoint_up1(network=network, new=new, by=department.user("liv"), at=NOW)
    inquiry = department.triaged()
    chosen = [teams.Chosen(department.people["geir"].pk, "up2")]
    proposal = teams.propose(
        inquiry=inquiry, need=NEED, chosen=chosen, departs_why="", by=department.user("liv"), at=NOW
    )
    item = a_meeting(department, inquiry).items.get()
    planned = deciding.Planned("Lesing", date(2026, 8, 17), date(2027, 6, 18), network)
    deciding.decide_yes(item=item, grounds="Ja.", answer="Ja.", proposal=proposal, planned=planned,
                        by=department.user("liv"), at=LATER)  # fmt: skip

    assert {(one.person.first_name, one.part) for one in proposal.members.all()} == {
        ("Geir", "up2"), ("Bodil", "up1"), ("Mona", "up1"),
    }  # fmt: skip
    assignment = Assignment.objects.get()
    up2 = proposal.members.get(part="up2")
    assert teams.may_be_taken_in(up2, assignment).code == "up2_later"
    assignment.status = "started"
    assert teams.may_be_taken_in(up2, assignment).code == "not_declared"
