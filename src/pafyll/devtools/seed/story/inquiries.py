"""Inquiries to the college, its leader forum, a team that was chosen with grounds, and the networks' UP1."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from pafyll.apps.assignments.models import Inquiry, ProposedMember, Unit, UnitMeeting, UnitMembership
from pafyll.apps.assignments.services import councils, deciding, impartiality, meetings, receiving, teams, triage
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.devtools.seed.names import email_of
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.people import let_in
from pafyll.devtools.seed.story.world import World
from pafyll.domain.assignments.impartiality import DISQUALIFIED, IMPARTIAL, Ties
from pafyll.domain.assignments.team import TeamNeed

START = date(2022, 8, 1)
Body = UnitMeeting.Body
# first name, last name, title, section by number
COLLEAGUES = (
    ("Anne", "Fagerli", "universitetslektor", 2),
    ("Odd", "Rønning", "førsteamanuensis", 0),
    ("Turid", "Mo", "høgskolelektor", 1),
)
NEED = TeamNeed("classroom_assessment", "Vurdering for læring", ("2026H", "2027V"), 10)


@dataclass(frozen=True)
class Asked:
    """An inquiry of the story: who, from where, about what, and when."""

    key: str
    name: str
    workplace: str
    text: str
    on: date
    area: str = ""


ASKED = (
    Asked("new", "Kjersti Dahl", "Lia skole", "Vi vil bli bedre på begynneropplæring i lesing.", date(2026, 3, 9)),
    Asked("late", "Trond Øie", "Marka skole", "Kan noen holde kurs i klasseledelse?", date(2026, 2, 20), "courses"),
    Asked("triaged", "Ellen Vik", "Elvebakken ungdomsskole", "Vi trenger hjelp med vurdering i engelsk.",
          date(2026, 3, 3), "collective"),
    Asked("forum", "Siri Myrvang", "Fjordvik kommune", "Skolene vil arbeide sammen om leseopplæring over to år.",
          date(2026, 3, 2), "collective"),
    Asked("yes", "Jon Lie", "Nordlys friskole", "Hele skolen vil utvikle profesjonsfellesskapet.", date(2026, 2, 24),
          "follow_up"),
    Asked("made", "Berit Aune", "Sentrum skole", "Vi vil bruke kartleggingsprøver til å planlegge undervisningen.",
          date(2026, 2, 17), "collective"),
    Asked("no", "Per Hofstad", "Hammeren skole", "Kan dere undervise i svømming for 4. trinn?", date(2026, 2, 18)),
    Asked("withdrawn", "Mette Krog", "Nes skole", "Vi lurer på kurs i programmering.", date(2026, 2, 11), "courses"),
    Asked("abuse", "Rask Gevinst", "Rask Gevinst", "Tjen penger hjemmefra! Ring oss i dag.", date(2026, 2, 27)),
)  # fmt: skip


def plant_inquiries(world: World, department: Unit) -> None:
    """The inquiries in every state, three meetings of the forum, one of the council, and two networks."""
    colleagues = _colleagues(world, department)
    asked = {one.key: _ask(world, one) for one in ASKED}
    _networks(world, department, colleagues)
    _ended(world, asked)
    for key, other in (("triaged", "elvebakken"), ("forum", "fjordvik"), ("yes", "nordlys_school"), ("made", "sentrum"),
                       ("no", "hammeren")):  # fmt: skip
        _triage(world, asked[key], department, other, urgent=key == "triaged")
    _correspondence(world, asked["triaged"])
    _forum_in_february(world, department, asked, colleagues)
    _declared(world, asked["made"], colleagues)
    _meetings_of_march(world, department, asked)


def _colleagues(world: World, department: Unit) -> dict[str, Person]:
    sections = list(department.sections.order_by("pk"))
    made = {}
    for first, last, title, section in COLLEAGUES:
        email = email_of(first, last, at=department.provider.name)
        person = Person.objects.create(first_name=first, last_name=last, email=email)
        UnitMembership.objects.create(unit=sections[section], person=person, title=title, starts_on=START)
        made[first] = person
    odd = made["Odd"]
    RoleGrant.objects.create(
        person=odd, role=RoleGrant.Role.SECTION_LEADER, organisation=department.provider, starts_on=START
    )
    UnitMembership.objects.filter(person=odd).update(leads=True)
    return made


def _ask(world: World, one: Asked) -> Inquiry:
    mark = hashlib.sha256(one.key.encode()).hexdigest()
    new = receiving.NewInquiry(
        one.name, f"{one.key}@skole.example.no", one.workplace, one.text, one.area, form_key=mark
    )
    drawn = receiving.Drawn(f"historien-{one.key}", f"HV-26-{mark[:6].upper()}")
    college = world.organisations["college"]
    made = receiving.receive_inquiry(provider=college, new=new, link_to=str, at=at(one.on), drawn=drawn)
    return made.inquiry


def _triage(world: World, inquiry: Inquiry, unit: Unit, other: str, *, urgent: bool) -> None:
    to = triage.Triage(
        unit=unit,
        urgency="urgent" if urgent else "ordinary",
        responsible=world.people["liv"],
        area=inquiry.area,
        counterpart=world.organisations[other],
    )
    triage.triage(inquiry=inquiry, to=to, by=world.user("liv"), at=_next_day(inquiry))
    inquiry.refresh_from_db()


def _next_day(inquiry: Inquiry) -> datetime:
    return inquiry.received_at.replace(hour=14)


def _ended(world: World, asked: dict[str, Inquiry]) -> None:
    receiving.withdraw_inquiry(inquiry=asked["withdrawn"], at=at(date(2026, 2, 12)))
    why = "Reklame uten noe om skole."
    triage.reject_as_abuse(inquiry=asked["abuse"], why=why, by=world.user("liv"), at=at(date(2026, 2, 27), 12))


def _correspondence(world: World, inquiry: Inquiry) -> None:
    liv = world.user("liv")
    note = "Ringte. Skolen vil helst ha samlinger på egen skole."
    triage.write_note(inquiry=inquiry, text=note, by=liv, at=at(date(2026, 3, 4)))
    words = "Takk for henvendelsen. Hvor mange lærere er med, og når vil dere begynne?"
    triage.write_to_inquirer(inquiry=inquiry, text=words, by=liv, at=at(date(2026, 3, 4), 11))
    receiving.add_message(
        inquiry=inquiry, text="Vi er seks engelsklærere, og vil begynne i august.", at=at(date(2026, 3, 5))
    )


def _forum_in_february(world: World, unit: Unit, asked: dict[str, Inquiry], colleagues: dict[str, Person]) -> None:
    """One called off, and one that said yes twice and no once."""
    liv, day = world.user("liv"), date(2026, 2, 26)
    off = _plan(unit, Body.LEADER_FORUM, "Lederforum 12. februar", date(2026, 2, 12), date(2026, 2, 2), world)
    meetings.add_matter(meeting=off, title="Plan for våren", words="", by=liv, at=at(date(2026, 2, 3)))
    meetings.cancel_meeting(meeting=off, why="Vinterferie i to seksjoner.", by=liv, at=at(date(2026, 2, 9)))
    meeting = _plan(unit, Body.LEADER_FORUM, "Lederforum 26. februar", day, date(2026, 2, 16), world)
    items = {}
    for key in ("made", "yes", "no"):
        items[key] = meetings.put_on_agenda(meeting=meeting, inquiry=asked[key], by=liv, at=at(date(2026, 2, 24), 15))
        asked[key].refresh_from_db()
    meeting = meetings.call_meeting(meeting=meeting, by=liv, at=at(date(2026, 2, 24), 16))
    made = _team(world, asked["made"], colleagues, at(date(2026, 2, 25)))
    other = _team(world, asked["yes"], colleagues, at(date(2026, 2, 25), 11))
    _team(world, asked["forum"], colleagues, at(date(2026, 3, 4)))
    planned = deciding.Planned(
        "Kartlegging som grunnlag for undervisning", date(2026, 8, 17), date(2027, 6, 18), unit.networks.last()
    )
    then = at(day, 10)
    answer = "Ja, vi vil gjerne samarbeide med dere. Vi tar kontakt om avtale og budsjett før vi begynner."
    deciding.decide_yes(item=items["made"], grounds="Seksjonen har kompetansen, og to har tid.", answer=answer,
                        proposal=made, planned=planned, by=liv, at=then)  # fmt: skip
    deciding.decide_yes(item=items["yes"], grounds="Passer med planen for 2026.", answer=answer, proposal=other,
                        planned=None, by=liv, at=then)  # fmt: skip
    elsewhere = "Vi har ikke fagfolk i svømming. Spør Universitetet i Storby."
    deciding.decide_no(item=items["no"], grounds="Svømming er ikke vårt felt.", answer=elsewhere, by=liv, at=then)
    meeting.refresh_from_db()
    present = [world.people[key].pk for key in ("liv", "bodil", "arvid")]
    words = "Forumet gikk gjennom tre henvendelser."
    meeting = meetings.write_minutes(meeting=meeting, minutes=words, by_item={items["no"].pk: "Liv svarer skolen."},
                                     present=present, by=liv, at=at(day, 12))  # fmt: skip
    meetings.approve_minutes(meeting=meeting, by=liv, at=at(date(2026, 2, 27)))
    for inquiry in asked.values():
        inquiry.refresh_from_db()


def _team(world: World, inquiry: Inquiry, colleagues: dict[str, Person], when: datetime) -> teams.TeamProposal:
    chosen = [
        teams.Chosen(world.people["geir"].pk, "manager"),
        teams.Chosen(colleagues["Anne"].pk, "expert", is_new=True),
        teams.Chosen(colleagues["Turid"].pk, "up2", is_new=True),
    ]
    why = "Anne er ny og motivert, og seksjonslederen går god for henne. Turid blir med når prosjektet er i gang."
    return teams.propose(inquiry=inquiry, need=NEED, chosen=chosen, departs_why=why, by=world.user("liv"), at=when)


def _declared(world: World, inquiry: Inquiry, colleagues: dict[str, Person]) -> None:
    """Geir has no ties and is taken in; Anne's tie is nothing; Turid is disqualified; nobody has assessed Odd's."""
    assignment, geir = inquiry.assignment, world.people["geir"]
    assert assignment is not None
    impartiality.declare(matter=assignment, ties=Ties(), by=world.user("geir"), at=at(date(2026, 3, 2)))
    geirs = ProposedMember.objects.get(proposal__inquiry=inquiry, person=geir)
    teams.take_in(proposed=geirs, assignment=assignment, by=world.user("liv"), at=at(date(2026, 3, 2), 12))
    facts = {
        "Anne": "Barnet mitt går på skolen.",
        "Turid": "Jeg leder foreldreutvalget ved skolen.",
        "Odd": "Jeg har skrevet en lærebok som skolen bruker.",
    }
    found = {"Anne": (IMPARTIAL, "Barnet går på et annet trinn enn dem prosjektet gjelder."),
             "Turid": (DISQUALIFIED, "Hun leder et utvalg som er part i samarbeidet.")}  # fmt: skip
    for first, told in facts.items():
        user = let_in(colleagues[first], START)
        ties = Ties(has_other_tie=first != "Turid", holds_post=first == "Turid", facts=told)
        said = impartiality.declare(matter=assignment, ties=ties, by=user, at=at(date(2026, 3, 3)))
        if first not in found:
            continue
        outcome, why = found[first]
        impartiality.assess(
            statement=said, outcome=outcome, assessment=why, by=world.user("arvid"), at=at(date(2026, 3, 4))
        )


def _meetings_of_march(world: World, unit: Unit, asked: dict[str, Inquiry]) -> None:
    liv = world.user("liv")
    council = _plan(unit, Body.UP_COUNCIL, "UP-råd 3. mars", date(2026, 3, 3), date(2026, 2, 20), world)
    title = "Erfaringer fra nettverkene"
    item = meetings.add_matter(
        meeting=council, title=title, words="Hver UP1 forteller.", by=liv, at=at(date(2026, 2, 21))
    )
    council = meetings.call_meeting(meeting=council, by=liv, at=at(date(2026, 2, 23)))
    present = [world.people[key].pk for key in ("liv", "bodil", "geir")]
    words = "Rådet møttes med begge nettverkene til stede."
    meetings.write_minutes(meeting=council, minutes=words, by_item={item.pk: "To skoler vil dele på en TeachMeet."},
                           present=present, by=liv, at=at(date(2026, 3, 3), 13))  # fmt: skip
    forum = _plan(unit, Body.LEADER_FORUM, "Lederforum 10. mars", date(2026, 3, 10), date(2026, 2, 27), world)
    meetings.put_on_agenda(meeting=forum, inquiry=asked["forum"], by=liv, at=at(date(2026, 3, 5)))
    meetings.add_matter(meeting=forum, title="Ressursplan for høsten", words="Seksjonene melder hva de har tid til.",
                        by=liv, at=at(date(2026, 3, 5)))  # fmt: skip
    meetings.call_meeting(meeting=forum, by=liv, at=at(date(2026, 3, 6)))
    coming = _plan(unit, Body.LEADER_FORUM, "Lederforum 24. mars", date(2026, 3, 24), date(2026, 3, 9), world)
    meetings.add_matter(meeting=coming, title="Plan for Dekom-konferansen", words="", by=liv, at=at(date(2026, 3, 9)))


def _plan(unit: Unit, body: str, title: str, day: date, planned: date, world: World) -> UnitMeeting:
    new = meetings.NewMeeting(body, title, at(day, 8), "Møterom Innhavet")
    return meetings.plan_meeting(unit=unit, new=new, by=world.user("liv"), at=at(planned))


def _networks(world: World, unit: Unit, colleagues: dict[str, Person]) -> None:
    """One with two UP1, of whom the newer has a mentor, and one that lacks the second."""
    liv, geir, odd = world.user("liv"), world.people["geir"], colleagues["Odd"]
    outer = councils.found_network(unit=unit, name="Kompetansenettverk Ytre Innhavet", by=liv, at=at(date(2024, 5, 2)))
    inner = councils.found_network(unit=unit, name="Kompetansenettverk Indre Innhavet", by=liv, at=at(date(2024, 5, 2)))
    terms = (
        (outer, councils.NewTerm(geir, date(2024, 8, 1), date(2027, 8, 1))),
        (outer, councils.NewTerm(odd, date(2025, 8, 1), date(2028, 8, 1), mentor=geir)),
        (inner, councils.NewTerm(colleagues["Anne"], date(2025, 8, 1), date(2027, 8, 1))),
    )
    for network, new in terms:
        councils.appoint_up1(network=network, new=new, by=liv, at=at(date(2024, 5, 10)))
