"""The collaboration forum of Innhavet: who sits in it, its meetings, an open vote, and the long-term plan."""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import Forum, ForumMeeting, ForumMembership, SchemeYear
from pafyll.apps.forums.services import composing, deciding, meetings, plans
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.scheme_years import plant_scheme_years
from pafyll.devtools.seed.story.world import World

KIND = ForumMembership.Kind
# who, for which organisation, as what, for which network. A person who is not of the cast does not log in.
SEATS = (
    ("siri", "fjordvik", KIND.OWNER, ""),
    ("ola", "storby", KIND.OWNER, ""),
    ("gro", "county", KIND.OWNER, ""),
    ("vigdis", "nordlys", KIND.OWNER, ""),
    ("marit", "fjordvik", KIND.NETWORK, "Kompetansenettverk Ytre Innhavet"),
    ("nina", "college", KIND.PROVIDER, ""),
    ("Arne Lund", "university", KIND.PROVIDER, ""),
    ("leif", "education_union", KIND.UNION, ""),
    ("randi", "leaders_union", KIND.UNION, ""),
    ("Bente Krog", "ks", KIND.ORGANISATION, ""),
    ("tor", "governor", KIND.GOVERNOR, ""),
)
TERM = date(2025, 1, 1)
SCHEMES = ("decentralised", "regional", "competence_lift", "collective_2026")
KEY = "Forumet innstiller på at 70 prosent fordeles etter årsverk, og resten til felles tiltak."
VOTES = (("siri", "for"), ("ola", "against"), ("gro", "for"), ("marit", "for"), ("nina", "for"), ("leif", "against"),
         ("randi", "abstained"))  # fmt: skip


def plant_forums(world: World) -> None:
    """The schemes of the Governor, then the forum with its members, meetings and plan."""
    years = plant_scheme_years(world)
    forum = _founded(world)
    _seated(world, forum)
    held = _last_years_meeting(world, forum, years["regional"])
    _plan(world, forum, held)
    _meetings_of_this_year(world, forum, years["collective_2026"])


def _founded(world: World) -> Forum:
    mandate = "Forumet gir én felles innstilling i året og lager en langsiktig plan. Statsforvalteren har ikke stemme."
    new = composing.NewForum("Samarbeidsforum Innhavet", "Hele fylket", SCHEMES, mandate)
    tor = world.user("tor")
    return composing.found_forum(governor=world.organisations["governor"], new=new, by=tor, at=at(date(2021, 3, 1)))


def _seated(world: World, forum: Forum) -> None:
    tor = world.user("tor")
    old = _seat(world, "Olaug Fossen", "storby", KIND.OWNER, "", date(2021, 3, 1))
    composing.propose_seat(forum=forum, new=old, by=tor, at=at(date(2021, 3, 1)))
    composing.decide_composition(forum=forum, why="Dialog med eierne i fylket.", by=tor, at=at(date(2021, 3, 1), 12))
    ended = forum.memberships.get()
    why = "Ny representant for kommunen."
    composing.end_seat(seat=ended, ends_before=TERM, why=why, by=tor, at=at(date(2024, 11, 20)))
    for who, body, kind, network in SEATS:
        new = _seat(world, who, body, kind, network, TERM)
        composing.propose_seat(forum=forum, new=new, by=tor, at=at(date(2024, 11, 20)))
    why = "Drøftet med KS, de private eierne, tilbyderne og lærerorganisasjonene i november."
    composing.decide_composition(forum=forum, why=why, by=tor, at=at(date(2024, 12, 10)))
    proposed = _seat(world, "Solveig Myhre", "union", KIND.UNION, "", date(2026, 8, 1))
    composing.propose_seat(forum=forum, new=proposed, by=tor, at=at(date(2026, 3, 2)))
    composing.appoint_substitute(
        seat=forum.memberships.get(person=world.people["siri"]),
        person=world.people["eli"],
        term=composing.Term(date(2026, 3, 1), date(2026, 4, 1)),
        reason="Ferie",
        by=world.user("siri"),
        at=at(date(2026, 2, 20)),
    )


def _seat(world: World, who: str, body: str, kind: str, network: str, starts_on: date) -> composing.NewSeat:
    person = world.people[who] if who in world.people else _without_login(who)
    votes = kind != KIND.GOVERNOR
    return composing.NewSeat(world.organisations[body], person, kind, votes, starts_on, represents=network)


def _without_login(name: str) -> Person:
    first, _, last = name.partition(" ")
    return Person.objects.create(first_name=first, last_name=last, email=f"{first.lower()}@example.no")


def _last_years_meeting(world: World, forum: Forum, year: SchemeYear) -> ForumMeeting:
    """Agreement fails and the forum votes; Vigdis is disqualified, and Leif's union dissents."""
    tor, day = world.user("tor"), date(2025, 3, 12)
    meeting = _called(forum, "Møte 1/2025", day, date(2025, 2, 20), tor, (
        meetings.NewItem("Innstilling for barnehagene 2025", "Meldte behov ligger ved.", KEY, year.about),
        meetings.NewItem("Langsiktig plan 2024–2027", "Utkastet er sendt ut.", "Planen blir vedtatt som den er."),
    ))  # fmt: skip
    first, second = meeting.items.all()
    vigdis = world.people["vigdis"]
    composing.declare_disqualified(
        forum=forum,
        matter=first.matter,
        person=vigdis,
        ground="leader",
        term=composing.Term(date(2025, 2, 21)),
        by=world.user("vigdis"),
        at=at(date(2025, 2, 21)),
    )
    _minutes(meeting, {first.pk: "Partene la fram hver sin nøkkel.", second.pk: "Planen ble gått gjennom."}, tor, day)
    for item in (first, second):
        item.meeting = meeting
    why = "Eierne vil fordele etter årsverk, lærerorganisasjonen vil ha mer til felles tiltak."
    deciding.record_failed_agreement(item=first, why=why, by=tor, at=at(day, 11))
    deciding.open_ballot(item=first, proposal=KEY, by=tor, at=at(day, 11, 5))
    for who, choice in VOTES:
        deciding.cast_vote(item=first, choice=choice, by=world.user(who), at=at(day, 11, 10))
    for seat in forum.memberships.filter(person__user=None, starts_on=TERM):
        deciding.record_vote(item=first, seat=seat, choice="for", by=tor, at=at(day, 11, 12))
    decision = deciding.count_ballot(item=first, by=tor, at=at(day, 11, 15))
    words = "Nøkkelen gir for lite til de små barnehagene. Felles tiltak når flere."
    deciding.dissent(decision=decision, text=words, by=world.user("leif"), at=at(day, 12))
    deciding.agree(item=second, text="Planen er vedtatt.", by=tor, at=at(day, 12, 30))
    meetings.approve_minutes(meeting=meeting, by=tor, at=at(date(2025, 3, 20)))
    return meeting


def _plan(world: World, forum: Forum, held: ForumMeeting) -> None:
    tor = world.user("tor")
    new = plans.NewPlan("Langsiktig plan 2024–2027", 2024, 2027)
    plan = plans.start_plan(forum=forum, new=new, by=tor, at=at(date(2024, 12, 12)))
    first = plan.revisions.get()
    parts = (
        plans.Part(
            "Del 1: Slik virker ordningen i Innhavet", "Eierne melder behov, og forumet møtes tre ganger i året."
        ),
        plans.Part("Del 2: Prioriteringer", "Begynneropplæring, profesjonsfellesskap og laget rundt barnet og eleven."),
    )
    plans.write_parts(revision=first, parts=parts, by=tor, at=at(date(2025, 1, 15)))
    decision = held.items.get(number=2).decision
    plans.adopt_revision(revision=first, decision=decision, by=tor, at=at(date(2025, 3, 21)))
    why = "Barnehage og skole er i samme ordning fra 2026."
    plans.revise_plan(plan=plan, why=why, by=tor, at=at(date(2026, 2, 2)))


def _meetings_of_this_year(world: World, forum: Forum, year: SchemeYear) -> None:
    """One held with a vote that is open, one called off, one called and one planned."""
    tor, day = world.user("tor"), date(2026, 1, 20)
    held = _called(forum, "Møte 1/2026", day, date(2026, 1, 6), tor, (
        meetings.NewItem("Årshjul for 2026", "Forslag til møter og frister.", "Forumet følger årshjulet."),
        meetings.NewItem("Felles tiltak", "Skal noe av rammen gå hit?", "Ti prosent går til felles tiltak."),
    ))  # fmt: skip
    first, second = held.items.all()
    _minutes(held, {first.pk: "Årshjulet ble lagt fram.", second.pk: "Forumet ble ikke enig."}, tor, day)
    for item in (first, second):
        item.meeting = held
    deciding.agree(item=first, text="Forumet følger årshjulet.", by=tor, at=at(day, 11))
    why = "Tilbyderne vil ha felles tiltak, eierne vil fordele alt."
    deciding.record_failed_agreement(item=second, why=why, by=tor, at=at(day, 12))
    deciding.open_ballot(item=second, proposal="Ti prosent går til felles tiltak.", by=tor, at=at(day, 12, 5))
    deciding.cast_vote(item=second, choice="against", by=world.user("ola"), at=at(day, 12, 10))
    off = _called(forum, "Ekstramøte om rapportering", date(2026, 2, 10), date(2026, 1, 27), tor, (
        meetings.NewItem("Rapportering for 2025"),
    ))  # fmt: skip
    meetings.cancel_meeting(meeting=off, why="Storm og innstilte ferger.", by=tor, at=at(date(2026, 2, 9)))
    _called(forum, "Møte 2/2026", date(2026, 3, 24), date(2026, 3, 5), tor, (
        meetings.NewItem("Forventninger til innstillingen", "Hva vi skal se etter i meldingene.", about=year.about),
        meetings.NewItem("Kriterier for felles tiltak", "Utkast til kriterier.", "Forumet følger utkastet."),
    ))  # fmt: skip
    new = meetings.NewMeeting("Møte 3/2026: innstillingen", at(date(2026, 5, 12)), "Storby rådhus")
    planned = meetings.plan_meeting(forum=forum, new=new, by=tor, at=at(date(2026, 3, 5)))
    new_item = meetings.NewItem("Innstilling for 2026", "Meldte behov legges ved.", "Legges fram i møtet.", year.about)
    meetings.add_item(meeting=planned, new=new_item, by=tor, at=at(date(2026, 3, 5)))


def _called(
    forum: Forum, title: str, day: date, called_on: date, tor: User, items: tuple[meetings.NewItem, ...]
) -> ForumMeeting:
    words = "Velkommen til møte. Meld fra i Påfyll hvis du er inhabil i en sak, eller trenger vararepresentant."
    new = meetings.NewMeeting(title, at(day), "Storby rådhus, møterom 3", words)
    meeting = meetings.plan_meeting(forum=forum, new=new, by=tor, at=at(called_on))
    for one in items:
        meetings.add_item(meeting=meeting, new=one, by=tor, at=at(called_on))
    return meetings.call_meeting(meeting=meeting, by=tor, at=at(called_on, 12))


def _minutes(meeting: ForumMeeting, by_item: dict[int, str], tor: User, day: date) -> None:
    met = {seat.pk: seat.person_id for seat in meetings.seats_at(meeting)}
    words = "Møtet ble satt, og innkallingen godkjent."
    meetings.write_minutes(meeting=meeting, minutes=words, by_item=by_item, met=met, by=tor, at=at(day, 10, 30))
