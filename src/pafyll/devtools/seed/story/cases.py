"""The political cases: Fjordvik's from question to resolution, Storby's with a figure that has moved, and others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseBody, CasePaper, Consultation, ConsultationParticipant, Resolution
from pafyll.apps.casework.paper_blocks import PARAGRAPH, PROPOSAL, Block, Point, changed, inserted
from pafyll.apps.casework.services.attaching_to_case import NewAttachment, attach
from pafyll.apps.casework.services.cases import WantedBody, WantedCase, WantedFollowUp, create_case, move_case
from pafyll.apps.casework.services.consultations import (
    Invitation,
    Minutes,
    cancel_consultation,
    confirm_minutes,
    give_statement,
    invite,
    write_minutes,
)
from pafyll.apps.casework.services.drafting import draft_paper, gather_views, next_edition
from pafyll.apps.casework.services.impartiality import Period, appoint_substitute, declare_disqualified
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, version_of, write_version
from pafyll.apps.casework.services.resolutions import PointResolved, Resolved, record_committee, record_resolution
from pafyll.apps.documents import typesetting
from pafyll.apps.documents.blocks import Composition, Head, Paragraph, Span
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.case import CaseStatus as S

PART, AUDIENCE, SIDE = CaseBody.Part, CasePaper.Audience, ConsultationParticipant.Side
ADOPTED, AMENDED, ADDED = "adopted", "amended", "added"
ASKED = "Formannskapet ber kommunedirektøren komme tilbake med en sak om videreutdanning av lærere ved årsskiftet."
QUALITY = "Program for kvalitetsutvikling legges til grunn for etterutdanningen i 2026."


def resolve_fjordviks_case(world: World) -> None:
    """Eli starts the case and is disqualified; Siri stands in and takes it to the resolution."""
    earlier = _closed_last_year(world)
    eli, siri, marit = world.user("eli"), world.user("siri"), world.user("marit")
    bodies = (WantedBody("Formannskapet", PART.RESOLVES, date(2026, 2, 24)),
              WantedBody("Hovedutvalg for oppvekst", PART.HEARS, date(2026, 2, 12)))  # fmt: skip
    follow_up = WantedFollowUp("Kommunedirektøren legger fram en ny sak før neste søknadsfrist.", earlier=earlier)
    wanted = WantedCase("Videreutdanning av lærere 2026/27", "", date(2026, 2, 27), bodies, (follow_up,))
    case = create_case(owner=world.organisations["fjordvik"], wanted=wanted, by=eli, at=at(date(2025, 12, 1)))
    draft_paper(case=case, by=eli, at=at(date(2025, 12, 1)))
    declare_disqualified(case=case, officer=eli, ground="spouse", period=Period(date(2025, 12, 10)), by=eli,
                         at=at(date(2025, 12, 10)))  # fmt: skip
    appoint_substitute(case=case, substitute=siri, period=Period(date(2025, 12, 11), date(2026, 7, 1)), by=marit,
                       reason="Saksbehandleren er inhabil.", at=at(date(2025, 12, 10)))  # fmt: skip
    _propose(case, siri, date(2026, 1, 6))
    _attach(case, "Program for kvalitetsutvikling 2026", siri, date(2026, 1, 7), is_public=True)
    _issue(case, AUDIENCE.UNIONS, siri, date(2026, 1, 8))
    move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=at(date(2026, 1, 8)))
    _consult(world, case)
    _attach(case, "Referat fra drøftingene", siri, date(2026, 1, 29))
    paper = next_edition(case=case, by=siri, at=at(date(2026, 1, 30)))
    gather_views(paper=paper, seen=paper.current, by=siri, at=at(date(2026, 1, 30)))
    _issue(case, AUDIENCE.PUBLIC, siri, date(2026, 2, 3))
    _resolve(case, siri)


def _propose(case: Case, by: User, day: date) -> None:
    """What Siri writes in place of the draft's own proposal and assessment."""
    paper = case.papers.get(status="drafted")
    blocks = blocks_of(version_of(paper))
    proposal = next(one for one in blocks if one.kind == PROPOSAL)
    points = (Point("Fjordvik kommune gir tilbud om videreutdanning til fire lærere i 2026/27."), Point(QUALITY))
    blocks = changed(blocks, replace(proposal, points=points))
    told = next(one for one in blocks if one.id == "b22")
    weighed = "Kommunedirektøren mener at fire plasser er det budsjettet bærer, både høsten 2026 og våren 2027."
    blocks = changed(blocks, replace(told, text=weighed))
    seen = paper.current
    write_version(paper=paper, seen=seen, blocks=blocks, what="Skrev forslaget og vurderingen", by=by, at=at(day))


def _consult(world: World, case: Case) -> None:
    siri, leif, randi = world.user("siri"), world.user("leif"), world.user("randi")
    first = _invite(world, case, "education_union", siri, date(2026, 1, 9), date(2026, 1, 20))
    second = _invite(world, case, "leaders_union", siri, date(2026, 1, 9), date(2026, 1, 21))
    give_statement(
        consultation=first,
        words="Vi vil prioritere videreutdanning, og mener at fire plasser er for få når behovet er så stort.",
        stances={1: "agrees", 2: "agrees"},
        by=leif,
        at=at(date(2026, 1, 22)),
    )
    give_statement(
        consultation=second,
        words="Etterutdanning når hele kollegiet. Vi vil heller bruke pengene på den.",
        stances={1: "dissents", 2: "agrees"},
        by=randi,
        at=at(date(2026, 1, 23)),
    )
    for consultation, who, name in ((first, leif, leif), (second, randi, randi)):
        people = [(str(siri), SIDE.EMPLOYER.value), (str(name), SIDE.EMPLOYEES.value)]
        told = Minutes("Saken ble lagt fram. Organisasjonen gjorde rede for synet sitt, som følger saken.", people)
        write_minutes(consultation=consultation, minutes=told, by=siri, at=at(date(2026, 1, 26)))
        confirm_minutes(consultation=consultation, by=who, at=at(date(2026, 1, 28)))


def _resolve(case: Case, by: User) -> None:
    move_case(case=case, to=S.FOR_COMMITTEE, by=by, at=at(date(2026, 2, 4)))
    body = case.bodies.get(part=PART.HEARS)
    words = "Utvalget slutter seg til forslaget, og ber om at realfag på mellomtrinnet går først."
    record_committee(body=body, number="12/26", met_on=date(2026, 2, 12), words=words, by=by, at=at(date(2026, 2, 13)))
    move_case(case=case, to=S.FOR_RESOLUTION, by=by, at=at(date(2026, 2, 13)))
    asked = "Kommunedirektøren legger fram en plan for hele behovet innen høsten 2026."
    points = (
        PointResolved("Fjordvik kommune gir tilbud om videreutdanning til fire lærere i 2026/27.", AMENDED,
                      "Fjordvik kommune gir tilbud om videreutdanning til fem lærere i 2026/27.", 6, 3),
        PointResolved(QUALITY, ADOPTED, votes_for=9, votes_against=0),
        PointResolved("", ADDED, asked, 9, 0),
    )  # fmt: skip
    resolved = Resolved("31/26", date(2026, 2, 24), points)
    record_resolution(case=case, resolved=resolved, by=by, at=at(date(2026, 2, 25)))


def _closed_last_year(world: World) -> Resolution:
    """Last year's case, which the new one follows up."""
    marit = world.user("marit")
    wanted = WantedCase(
        "Videreutdanning av lærere 2025/26",
        "",
        date(2025, 2, 28),
        (WantedBody("Formannskapet", PART.RESOLVES, date(2025, 2, 18)),),
        (WantedFollowUp(ASKED, earlier_text="formannskapssak 151/24"),),
    )
    case = _started(world, "fjordvik", marit, wanted, date(2025, 1, 6))
    _issue(case, AUDIENCE.PUBLIC, marit, date(2025, 1, 20))
    move_case(case=case, to=S.FOR_RESOLUTION, by=marit, at=at(date(2025, 1, 21)))
    text = "Fjordvik kommune slutter seg til prioriteringene slik de går fram av saken."
    resolved = Resolved("22/25", date(2025, 2, 18), (PointResolved(text, ADOPTED, votes_for=9, votes_against=0),))
    resolution = record_resolution(case=case, resolved=resolved, by=marit, at=at(date(2025, 2, 19)))
    move_case(case=case, to=S.CLOSED, by=marit, at=at(date(2025, 10, 1)))
    return resolution


def plant_cases(world: World) -> None:
    """Those that are under way now: Storby's three, the county's in consultation, and one that was withdrawn."""
    _storbys_with_a_moved_figure(world)
    _storbys_with_the_politicians(world)
    _countys_in_consultation(world)
    vigdis = world.user("vigdis")
    wanted = WantedCase("Felles etterutdanning i vurdering", bodies=(WantedBody("Styret", PART.RESOLVES),))
    case = _started(world, "nordlys", vigdis, wanted, date(2026, 1, 14))
    why = "Skolen fikk plass i det regionale tilbudet, så saken trengs ikke."
    move_case(case=case, to=S.WITHDRAWN, why=why, by=vigdis, at=at(date(2026, 2, 2)))


def _storbys_with_a_moved_figure(world: World) -> None:
    """Ola drafted the paper in February; more applications have been handed in since."""
    ola = world.user("ola")
    wanted = WantedCase(
        "Plan for videreutdanning i Storby 2026–2029",
        "",
        date(2026, 3, 20),
        (
            WantedBody("Bystyret", PART.RESOLVES, date(2026, 4, 16)),
            WantedBody("Oppvekstkomiteen", PART.HEARS, date(2026, 3, 26)),
        ),
        (WantedFollowUp("Bystyret ber om en plan for hele behovet.", earlier_text="bystyresak 84/25"),),
    )
    case = _started(world, "storby", ola, wanted, date(2026, 2, 16))
    paper = case.papers.get()
    note = Block("b30", PARAGRAPH, "Lærerne i Storby har sendt {round:2026:sent} søknader til neste skoleår.")
    blocks = inserted(blocks_of(version_of(paper)), note, after="b8")
    made = write_version(paper=paper, seen=1, blocks=blocks, what="Skrev: avsnitt", by=ola, at=at(date(2026, 2, 17)))
    kept = made.figures["round:2026:sent"]
    then = kept["value"] - 4  # the last came in by the deadline on 1 March
    made.figures["round:2026:sent"] = kept | {"value": then, "text": str(then)}
    made.save(update_fields=["figures"])
    _attach(case, "Notat om behovet i skolene", ola, date(2026, 2, 18))


def _storbys_with_the_politicians(world: World) -> None:
    ola = world.user("ola")
    committee = WantedBody("Oppvekstkomiteen", PART.HEARS, date(2026, 3, 12))
    council = WantedBody("Formannskapet", PART.RESOLVES, date(2026, 3, 24))
    wanted = WantedCase("Program for kvalitetsutvikling 2026", "", date(2026, 3, 31), (council, committee))
    heard = _started(world, "storby", ola, wanted, date(2026, 1, 19))
    _issue(heard, AUDIENCE.PUBLIC, ola, date(2026, 3, 2))
    move_case(case=heard, to=S.FOR_COMMITTEE, by=ola, at=at(date(2026, 3, 2)))
    wanted = WantedCase("Veiledere for nyutdannede lærere", "", date(2026, 3, 31), (council,))
    decided = _started(world, "storby", ola, wanted, date(2026, 1, 20))
    _issue(decided, AUDIENCE.PUBLIC, ola, date(2026, 3, 3))
    move_case(case=decided, to=S.FOR_RESOLUTION, by=ola, at=at(date(2026, 3, 3)))


def _countys_in_consultation(world: World) -> None:
    """Leif's union has minutes to confirm, Randi's is invited, and a meeting was called off."""
    gro = world.user("gro")
    bodies = (WantedBody("Fylkesutvalget", PART.RESOLVES, date(2026, 4, 14)),)
    wanted = WantedCase("Videreutdanning av yrkesfaglærere 2026/27", "", date(2026, 4, 20), bodies)
    case = _started(world, "county", gro, wanted, date(2026, 2, 9))
    _issue(case, AUDIENCE.UNIONS, gro, date(2026, 2, 20))
    move_case(case=case, to=S.IN_CONSULTATION, by=gro, at=at(date(2026, 2, 20)))
    off = _invite(world, case, "education_union", gro, date(2026, 2, 20), date(2026, 2, 26))
    cancel_consultation(consultation=off, why="Møterommet er opptatt.", by=gro, at=at(date(2026, 2, 23)))
    held = _invite(world, case, "education_union", gro, date(2026, 2, 23), date(2026, 3, 4))
    people = [(str(gro), SIDE.EMPLOYER.value), (str(world.user("leif")), SIDE.EMPLOYEES.value)]
    told = Minutes("Organisasjonen ba om at lærere i bygg og helse går først.", people)
    write_minutes(consultation=held, minutes=told, by=gro, at=at(date(2026, 3, 5)))
    _invite(world, case, "leaders_union", gro, date(2026, 2, 23), date(2026, 3, 17))


def _started(world: World, owner: str, by: User, wanted: WantedCase, day: date) -> Case:
    case = create_case(owner=world.organisations[owner], wanted=wanted, by=by, at=at(day))
    draft_paper(case=case, by=by, at=at(day))
    return case


def _issue(case: Case, audience: str, by: User, day: date) -> None:
    paper = case.papers.get(status="drafted")
    issue_paper(paper=paper, seen=paper.current, audience=audience, by=by, at=at(day))


def _invite(world: World, case: Case, union: str, by: User, day: date, meets_on: date) -> Consultation:
    words = "Vi ber om organisasjonens syn på forslaget til vedtak, punkt for punkt."
    invitation = Invitation(world.organisations[union], at(meets_on, 13), "Møterom 2, rådhuset", words)
    return invite(case=case, invitation=invitation, by=by, at=at(day))


def _attach(case: Case, title: str, by: User, day: date, *, is_public: bool = False) -> None:
    head = Head(case.owner.name, case.owner.name, day, case.case_number)
    text = Paragraph((Span("Dette vedlegget er laget for demonstrasjonen."),))
    content = typesetting.pdf(Composition(title, "nb", head, (text,)))
    name = f"{title.lower().replace(' ', '-').replace('ø', 'o')}.pdf"
    attach(case=case, new=NewAttachment(title, name, content, is_public), by=by, at=at(day, 9))
