"""Every page of every desk opens for its person, and a link or a form leads to each of them."""

from __future__ import annotations

import os
import re
from collections import deque
from pathlib import Path

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Application, Participation
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.cast import CAST, EVERYBODY
from tests.devtools.crawling import names_of, steps, walk

pytestmark = pytest.mark.heavy(100)
# The days on which each desk has something different to do; the first is the busiest.
DAYS = {
    "public": ["2026-02-10"],
    "teacher": ["2026-02-10", "2026-04-30"],
    "school": ["2026-03-10"],
    "owner": ["2026-03-10", "2026-04-30"],
    "provider": ["2026-03-10"],
    "authority": ["2026-03-20", "2026-03-10", "2026-01-10"],
    "representative": ["2026-03-10"],
    "support": ["2026-03-10"],
}
# Pages that lead nowhere new, before somebody else goes on looking. At these desks each walk is worth its whole length.
PATIENCE = {"owner": 1000, "authority": 1000}
PER_VIEW = {"provider": 20, "owner": 8}  # two years of offers are looked through before one with applicants is met
LONG = os.environ.get("PAFYLL_LONG") == "1"
# The walks that take a minute each. Otherwise it is enough that a page or a view names the address.
FAR = {"owner", "authority"}
WORD = re.compile(r"[a-z]+:\w+|\w+")
PACKAGE = Path(__file__).parents[2] / "src" / "pafyll"
BUILT = re.compile(r"(\w+:)?survey_\w+|public:newest_breakdown_file")  # of a part and a name
# Addresses that no link or form of the story leads to, and why.
ANOTHER_WAY = {
    "public:log_in": "shown to those who have not logged in",
    "owner:add_for": "comes after a search for the teacher",
    "owner:row": "the part of a page that is fetched when a refusal is broken off",
    "owner:grant_letter": "opens when the form beside it is sent",
    "owner:statement_pdf": "opens when the form beside it is sent",
    "owner:withdraw_own_appeal": "the only appeal of an owner in the story is concluded",
    "owner:late": "everyone who was forgotten in the story has a case",
    "owner:started_after_all": "the one who never started has given her place up",
    "provider:start_assignment": "the assignments that are planned in the story still lack their agreements",
    "provider:end_role": "comes after a role is lent, which nobody at a provider in the story has done",
    "teacher:appeal_dismissal": "the one whose appeal was dismissed in the story is not one of the cast",
    "teacher:answer_offer": "the one who has an open offer in the story is not one of the cast",
    "teacher:rejoin_queue": "shown to one who has just left the queue",
    "owner:confirm_import": "the file that waits in the story has rows to be mended first; a journey goes there",
    "owner:plan_progress": "shown while a large plan is computed; the story's are small",
    "owner:restore_source": "shown when a source has just been taken out",
    "owner:state_application": "comes with a year whose state application is known: 2011",
    "owner:unlock_line": "leads from a line that is settled; more lines come before it than the walk looks through",
    "school:undo_statement": "shown when something has just been stated",
    "teacher:undo_statement": "shown when something has just been stated",
    "teacher:appeal_attachment": "the one who attached a file to an appeal in the story is not one of the cast",
    "owner:change_notification": "shown when a year that a need goes on into is announced; its pages' tests go there",
    **dict.fromkeys(
        ("public:begin_log_in", "public:come_back", "public:confirm", "public:go_on", "public:ended_elsewhere"),
        "the way by a provider, which the demonstration does not have; the tests of logging in go there",
    ),
    "owner:pause_webhook": "stands on the page of a webhook that is told of; the tests of webhooks go there",
    "public:stay": "the page asks for it in a window when the session is about to end",
    "public:task_calendar": "the address is read by programs",
    **dict.fromkeys(("owner:try_mail", "provider:try_mail"), "no mail of theirs came back in the story"),
    **dict.fromkeys(
        ("support:approve_reorganisation", "support:return_reorganisation"),
        "the directorate's deciders are shown it, at a desk that is not their own; the desk's tests go there",
    ),
    "public:end_seeing_as": "shown while one sees as somebody; the tests of support go there",
    "public:deletion_answer": "comes when somebody has asked for deletion",
    "public:logged_out": "where a provider sends the one who has logged out",
    "public:identity_number": "leads from the table of roles, which nobody of the public's walk sees",
    "public:breakdown_embed": "stands as text to be copied into another page",
    "public:newest_breakdown_file": "the address is read by programs",
    "public:inquiry": "the address holds a secret, and is given to the one who has asked",
    "public:withdraw_inquiry": "stands on the page that only the one who has asked can open",
    "public:calendar": "the address is read by calendar programs, and holds a secret",
    "authority:announce_scheme_year": "the draft in the story still lacks what an announcement must have",
    "authority:close_scheme_year": "the deadline of the scheme that is announced is not over in the story",
    "authority:nation_again": "shown when a plan for the country failed; those in the story did not",
    "authority:distribution_comparison_file": "comes when two runs are chosen to be seen side by side",
    "authority:survey_named": "the directorate's surveys in the story are anonymous",
    **dict.fromkeys(
        ("public:survey", "public:survey_section", "public:survey_check", "public:survey_decline", "public:sign_up"),
        "the address holds a secret that stands in an e-mail",
    ),
    "public:survey_thanks": "comes when an answer is sent",
    "teacher:survey_check": "comes when the last part of a survey is saved; the tests of answering go there",
    "owner:apply_for_change": "the awards that the cast may apply about have an application under way, or are ended",
    "authority:survey_begin_version": "every questionnaire of the directorate in the story has a version in the making",
    "authority:prepare_award_run": "a run waits in the story, and no other is drawn up beside it",
    **dict.fromkeys(
        ("authority:approve_award_account", "authority:refuse_award_account"),
        "the account that the County Governor pays from is approved in the story",
    ),
    **dict.fromkeys(
        ("authority:award_answers", "authority:send_award_run"),
        "the runs in the story are finished, or wait to be approved; the tests of award payments go there",
    ),
    "provider:survey_results_workbook": "comes when results are filtered; the surveys' tests go there",
    **dict.fromkeys(
        (
            *("provider:apply_for_change", "provider:award_change", "provider:take_back_award_change"),
            *("provider:award_control", "provider:attach_to_control", "provider:award_control_file"),
            "provider:award_report",
        ),
        "the only award to a provider in the story is reported and ended; the tests of what follows an award go there",
    ),
    "teacher:survey_thanks": "comes when an answer is sent",
    "public:sign_up_sent": "comes when somebody has signed up",
    **dict.fromkeys(
        ("authority:agree", "authority:fail_agreement", "authority:open_ballot", "authority:count_ballot"),
        "more meetings than the walk looks through come before the one that is open; the forum's tests go there",
    ),
    "authority:record_vote": "more meetings than the walk looks through come before the one with a ballot",
    **dict.fromkeys(
        (
            *("authority:recommend", "authority:follow_recommendation", "authority:new_award"),
            *("authority:decide_awards", "authority:edit_award", "authority:ready_award"),
            *("authority:drop_award", "authority:award_back"),
        ),
        "more scheme years than the walk looks through come before those with proposals; the awards' tests go there",
    ),
    "authority:freed_start": "shown when the offers are stopped",
    "authority:answers": "more payments than the walk looks through come before one that is sent; a journey goes there",
    "authority:forward": "the only appeal in hand came late and must be taken up first; a journey goes there",
    "authority:answer_demand": "every demand for grounds in the story has been answered",
    "authority:outage_over": "every outage in the story is over",
    "authority:tell": "everyone in the story has been told",
    "authority:draw": "the draw of every announced round in the story is announced",
}


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_every_page_that_a_person_is_shown_the_way_to_opens(world, client_of, viewing, clock, member):
    clock.move_to(DAYS[member.home.split(":")[0]][0])
    person = Person.objects.get(user__username=member.key)

    found = walk(client_of(person), reverse(member.home), viewing(person), per_view=2 if LONG else 1)

    assert found.closed == []
    assert member.home in found.reached
    assert found.opened > 3


def test_a_page_or_a_view_names_every_address():
    texts = [path for path in PACKAGE.rglob("*") if path.suffix in (".html", ".py", ".txt", ".js")]
    words = {word for path in texts if not path.name.startswith("urls") for word in WORD.findall(path.read_text())}

    names = [name for desk in DAYS for name in names_of(desk) if not BUILT.fullmatch(name)]
    assert [name for name in names if name not in words and name.partition(":")[2] not in words] == []


@pytest.mark.parametrize("desk", DAYS if LONG else [desk for desk in DAYS if desk not in FAR])
def test_a_way_leads_to_every_page_of_the_desk(world, client_of, viewing, clock, desk):
    missing = set(names_of(desk)) - ANOTHER_WAY.keys()
    under_way = deque((day, walk_of(person, day, desk, client_of, viewing, clock)) for day, person in walkers(desk))
    while under_way and missing:
        day, walking = under_way.popleft()
        clock.move_to(day)
        barren = 0
        for found in walking:
            barren = barren + 1 if missing.isdisjoint(found.reached) else 0
            missing -= found.reached
            if barren == PATIENCE.get(desk, 15) or not missing:  # somebody else, on another day, goes on meanwhile
                under_way.append((day, walking))
                break

    assert sorted(missing) == []


def walkers(desk):
    return [(day, person) for day in DAYS[desk] for person in at_the_desk(desk)]


def walk_of(person, day, desk, client_of, viewing, clock):
    """A walk that stops after each page, and can be taken up again."""
    clock.move_to(day)
    how = {"per_view": PER_VIEW.get(desk, 4), "only": desk}
    return steps(client_of(person), reverse(f"{desk}:home"), viewing(person), **how)


def at_the_desk(desk):
    """One of the cast for each kind of work at the desk; teachers with applications in every status."""
    if desk == "teacher":
        rows = Application.objects.order_by("round", "status", "pk").select_related("person__user")
        found = {(row.round_id, row.status, not row.unsent_changes): row.person for row in rows}
        studying = Participation.objects.order_by("pk").select_related("person__user")
        found |= {
            ("studies", one.status, tuple(one.changes.values_list("status", flat=True))): one.person for one in studying
        }
        kari = Person.objects.get(user__username="kari")  # she waits in a queue
        return list(dict.fromkeys([kari, *found.values()]))
    keys = [member.key for member in EVERYBODY if member.home.startswith(f"{desk}:")] or ["kari"]
    return list(Person.objects.filter(user__username__in=keys).order_by("pk"))
